"""The inputs by kind of field, and the box that shows what is wrong below one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.text import _
from app.rules.form_data import Entry
from ui.editor_choice import ChoiceInput, ColourInput, FlagInput, LongInput
from ui.editor_line import DayInput, LineInput, MomentInput, NumberInput
from ui.editor_link import LinkInput
from ui.theme import status_colour
from ui.work import Work

Input = LineInput | ChoiceInput | FlagInput | LongInput

INPUTS: dict[str, Callable[[Any, Work, QWidget | None], Input]] = {
    "text": lambda field, work, parent: LineInput(field, parent),
    "code": lambda field, work, parent: LineInput(field, parent),
    "long_text": lambda field, work, parent: LongInput(field, parent),
    "integer": lambda field, work, parent: NumberInput(field, parent),
    "quantity": lambda field, work, parent: NumberInput(field, parent),
    "decimal": lambda field, work, parent: NumberInput(field, parent),
    "money": lambda field, work, parent: NumberInput(field, parent),
    "day": lambda field, work, parent: DayInput(field, parent),
    "moment": lambda field, work, parent: MomentInput(field, parent),
    "choice": lambda field, work, parent: ChoiceInput(field, parent),
    "flag": lambda field, work, parent: FlagInput(field, parent),
    "link": lambda field, work, parent: LinkInput(field, work, parent),
    "colour": lambda field, work, parent: ColourInput(field, parent),
}


def make_input(field: Any, work: Work, parent: QWidget | None = None) -> Input:
    """Return the input of a field: text(), set_text(), entry(), set_entry(), and the signal `changed`."""
    made = INPUTS[field.kind](field, work, parent)
    if field.hint:
        made.setToolTip("\n".join(t for t in (_(field.hint), made.toolTip()) if t))
    made.setAccessibleName(_(field.label))
    return made


class FieldBox(QWidget):
    """A field's input with the sentence below it that says what is wrong or worth a look."""

    changed = Signal()

    def __init__(self, field: Any, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input = make_input(field, work, self)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.hide()
        self.problem = ""
        self.setFocusProxy(self.input)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.input)
        layout.addWidget(self.sentence)
        self.input.changed.connect(self._typed)

    def entry(self) -> Entry:
        """Return what stands in the input."""
        return self.input.entry()

    def set_entry(self, entry: Entry) -> None:
        """Show a value without telling of a change."""
        self.input.set_entry(entry)

    def show_problem(self, text: str, blocks: bool = True) -> None:
        """Show what is wrong: red where it must be mended, amber where it is worth a look; empty is nothing."""
        self.problem = text
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))
        tint = status_colour("problem" if blocks else "changed").name()
        self.sentence.setStyleSheet(f"color: {tint};")
        wrong = bool(text) and blocks
        if bool(self.input.property("wrong")) != wrong:
            self.input.setProperty("wrong", wrong)
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)

    def _typed(self) -> None:
        """What was wrong with the old text is not said of the new one."""
        if self.problem:
            self.show_problem("")
        self.changed.emit()

    def set_read_only(self, locked: bool) -> None:
        """Let the value be read and copied, not changed."""
        if isinstance(self.input, LineInput | LongInput):
            self.input.setReadOnly(locked)
            for action in self.input.actions():
                action.setEnabled(not locked)
        else:
            self.input.setEnabled(not locked)
