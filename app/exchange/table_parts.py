"""What a search for a table asks for and what it gives: fields, matches, records, doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.text import N_, _
from app.exchange.grid import Cell, Row, column_letter
from app.exchange.notes import CellNote


@dataclass(frozen=True)
class Wanted:
    """A field that is looked for.

    `kind` is code, text, quantity, number, money, date, percent or flag; `headings` are the names
    that columns of it bear, the usual one first; a blank cell of a `fill_down` field takes the
    value above. So it does in an `often_once` column, if that is how the sheet writes it. A `by_day`
    field may stand under several days or shifts of one header; a `running` one says how far a row has
    come, so that where several days are read from it, it belongs to the last. `also` are names that stand
    for it where no better one does. The values of a `recurs` field come again in other rows; no number of it
    is larger than `most`; a `by_name` field is taken by one of its own names only; `known` names
    the set of names that the company's own file may have of it.
    An `earliest` date is that with which a row begins; no other date of the row lies long before it.
    `places` says how many decimals of a number are kept, where that is not all.
    """

    key: str
    kind: str
    headings: tuple[str, ...]
    required: bool = False
    fill_down: bool = False
    often_once: bool = False
    by_day: bool = False
    running: bool = False
    also: tuple[str, ...] = ()
    recurs: bool = False
    most: float = 1e12
    known: str = ""
    by_name: bool = False
    earliest: bool = False
    places: int | None = None


@dataclass(frozen=True)
class Match:
    """A column found for a field; `how` is learned, exact or likely, `confidence` 0 to 1."""

    column: str
    header: str
    key: str
    how: str
    confidence: float


@dataclass(frozen=True)
class Ask:
    """A field of which it can't be told which column has it, the likeliest first; `why` is a key of ASKS."""

    key: str
    columns: tuple[int, ...]
    why: str


ASKS = {
    "several": N_("Several columns could be “{field}”. Which one is it?"),
    "unsure": N_("Is this column “{field}”?"),
    "missing": N_("No heading says “{field}”. Which column is it?"),
    "order": N_("“{field}” in this column contradicts the other dates of its rows. Which column is it?"),
    "odd": N_("What stands in this column is unusual for “{field}”. Which column is it?"),
}
"""Why a column is asked about, as the question."""


DOUBTS = {
    "likely": N_("Column {column} “{header}” was taken for “{field}” because it looks like it. Please check."),
    "also": N_("“{field}” could also be column {column} “{header}”."),
    "values": N_("The cells of column {column} “{header}” do not look like “{field}”."),
    "second_block": N_("A second table stands beside the first, from column {column}. It was not read."),
    "month": N_("The days stand above the columns without their month; taken as those up to {field}. Please check."),
    "no_key": N_("Row {row} has data, but nothing in “{field}”. It was left out."),
}


@dataclass(frozen=True)
class Doubt:
    """Something the clerk should look at; `kind` is a key of DOUBTS."""

    kind: str
    key: str = ""
    field: str = ""
    column: str = ""
    header: str = ""
    row: int = 0

    def sentence(self) -> str:
        """Return the doubt as a sentence for the user."""
        said = _(DOUBTS[self.kind])
        return said.format(column=self.column, header=self.header, field=_(self.field), row=self.row)


LEFT_OUT = {
    "total": N_("total or subtotal"),
    "note": N_("note or signature"),
    "marks": N_("marks only"),
    "heading": N_("heading repeated"),
    "group": N_("name of a group"),
    "no_key": N_("nothing in the key column"),
    "remainder": N_("leftover formula or calculation"),
    "below": N_("below the table"),
    "plan_row": N_("what was planned, not what was made"),
    "no_day": N_("nothing under any day"),
}
"""Why a row was left out: the words for each reason."""


@dataclass(slots=True)
class Record:
    """One row of a table: `cells` holds what was understood, by field key (None where blank).

    `raw` holds the cells as they stand, merged ranges filled; `extra` what stands in columns that
    no field was found for, by their header. `group` is the section it stands under, `block` counts
    tables side by side from 0, `start` is the file's column (from 0) of the first cell in `line`.
    """

    row: int
    cells: dict[str, object]
    line: Row
    places: Mapping[str, int]
    others: Mapping[str, int]
    hidden: bool = False
    group: str = ""
    block: int = 0
    start: int = 0
    notes: list[CellNote] = field(default_factory=list)

    def cell(self, key: str) -> str:
        """Return the address of a field's cell, empty where the table has no column for it."""
        return f"{column_letter(self.places[key] + self.start + 1)}{self.row}" if key in self.places else ""

    @property
    def raw(self) -> dict[str, Cell]:
        """Return the cells as they stand in the file, by field key."""
        return {key: self.line[place] for key, place in self.places.items()}

    @property
    def extra(self) -> dict[str, Cell]:
        """Return the filled cells of columns that no field was found for, by header."""
        return {name: self.line[place] for name, place in self.others.items() if self.line[place] is not None}


@dataclass(frozen=True)
class Table:
    """A table that was found: where its header is, its columns and its records.

    `left_out` lists the rows below the header that are no records, each with a key of LEFT_OUT;
    `title_texts` are the cells above the header by address.
    """

    sheet: str
    header_rows: tuple[int, ...]
    matches: tuple[Match, ...]
    unmatched: dict[str, str]
    key: str
    records: list[Record]
    left_out: list[tuple[int, str]]
    title_texts: dict[str, Cell]
    doubts: tuple[Doubt, ...]
    wanted: tuple[Wanted, ...]
    textual: bool = False
    asks: tuple[Ask, ...] = ()
    names: tuple[str, ...] = ()
    """The headings of all columns from the first on."""

    def match(self, key: str) -> Match | None:
        """Return the column found for a field, if any."""
        return next((match for match in self.matches if match.key == key), None)


@dataclass(frozen=True)
class NoTable:
    """No table of this kind on the sheet; `reason` is a sentence for the user."""

    sheet: str
    reason: str
    missing: tuple[str, ...] = ()
