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
    "merged_number": N_("The number {text} stands in a cell merged over several rows. Please check each row."),
    "no_flag": N_("“{text}” is neither yes nor no. The cell is left empty."),
}
"""Kinds of notes; each with the sentence that is shown."""


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
