"""What was odd in a cell, kept with its value so that the clerk can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.text import N_, _

Value = TypeVar("Value", covariant=True)

KINDS = {
    "text_quantity": N_("“{text}” is text and was read as {value}. Please check the number."),
    "unclear_quantity": N_("“{text}” cannot be read as one number. The cell is left empty; write a number."),
    "no_quantity": N_("“{text}” is no number that can be used. The cell is left empty; write a number."),
    "text_date": N_("“{text}” was read as {value} (inferred). Please check the date."),
    "no_date": N_("“{text}” gives no certain date. The cell is left empty and the text is kept."),
    "ambiguous_date": N_("“{text}” can mean more than one date. The cell is left empty; write the full date."),
    "impossible_date": N_("“{text}” is a date that does not exist. The cell is left empty; write the right date."),
    "error_cell": N_("The formula gives {text}. The cell is taken as empty."),
    "no_result": N_(
        "The file holds a formula without its result. The cell is taken as empty; "
        "open the file in Excel or WPS, save it and import it again."),
    "as_above": N_("“{text}” was read as {value}, as in the row above. Please check."),
    "lost_digits": N_("“{text}” has lost its last digits in a spreadsheet. Write the full number."),
    "date_as_code": N_("A spreadsheet has turned this number into a date ({text}). Write the number as text."),
    "date_as_number": N_("The cell is formatted as a date ({text}); it was read as {value}."),
    "date_not_number": N_(
        "The cell holds a date ({text}) where a number belongs. The cell is left empty; write the number."),
    "merged_number": N_("The number {text} stands in a cell merged over several rows. Please check each row."),
    "two_numbers": N_("“{text}” holds more than one number. The cell is left empty; write one number."),
    "point_or_thousands": N_(
        "“{text}” may be thousands or a fraction. The cell is left empty; write the number without point."),
    "fraction": N_("{text} is no whole number, but pieces are counted. The cell is left empty; write a whole number."),
    "rounded": N_("{text} has more decimals than are kept; it was rounded to {value}."),
    "rounded_column": N_(
        "Numbers of this column, such as {text}, have more decimals than are kept; they were rounded, this one to "
        "{value}."),
    "too_large": N_("{text} is too large a number to be right. The cell is left empty; is it in the wrong column?"),
    "far_date": N_("“{text}” lies too far from today to be right. The cell is left empty; write the right date."),
    "no_years": N_(
        "The dates of this column have no year, such as “{text}”. Each was read as the one nearest to today, "
        "this one as {value}. Please check."),
    "years_of_rows": N_(
        "The dates of this column have no year, such as “{text}”. Each took the year that the other dates of its row "
        "tell, this one as {value}. Please check."),
    "turned_date": N_(
        "Other dates of this column stand with the day first, so a spreadsheet may have exchanged month and day of "
        "{text}. The cell is left empty; write the right date."),
    "world_time": N_(
        "The times of this column are midnight in China written as world time, such as {text}. "
        "They were read as the day after, this one as {value}. Please check."),
    "struck": N_("“{text}” is struck out. The cell is taken as empty."),
    "struck_row": N_(
        "The row is struck out, from “{text}” on: cancelled or done? It is left out; take the line away if it counts."),
    "partly_struck": N_("Part of the cell is struck out: “{text}”. It was read without that part. Please check."),
    "no_flag": N_("“{text}” is neither yes nor no. The cell is left empty."),
}
"""Kinds of notes; each with the sentence that is shown."""
HOLDING = frozenset({"two_numbers", "point_or_thousands", "fraction", "too_large", "date_not_number"})
"""Kinds of notes on a quantity that keep its row out until somebody mends the cell."""


@dataclass(frozen=True, slots=True)
class Note:
    """One oddity: its kind (a key of KINDS) and the cell's text as it was written."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """A cell's value as it was understood, and what was odd about it (None if nothing)."""

    value: Value | None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class CellNote:
    """A note with its place: the cell's address ("K74") and the field's key; `value` is what was read."""

    cell: str
    key: str
    kind: str
    text: str
    value: object = None

    def sentence(self) -> str:
        """Return the note as a sentence for the user, beginning with the cell's address."""
        shown = "" if self.value is None else str(self.value)
        kind = "unclear_quantity" if self.kind == "text_quantity" and self.value is None else self.kind
        said = _(KINDS[kind]).format(text=self.text, value=shown)
        return _("Cell {cell}: {said}").format(cell=self.cell, said=said)
