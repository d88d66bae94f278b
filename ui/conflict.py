"""Theirs beside mine, field by field, with who and when; the user chooses each and saves."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import _
from app.rules.form_conflict import Clash, Conflict
from ui.form_header import saved_when

Key = tuple[int, int, str]


class ConflictPanel(QWidget):
    """What two people changed at once; nothing is saved until the user has chosen."""

    resolved = Signal(object)
    """set of clash keys for which theirs is taken."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[Key, QButtonGroup] = {}
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title = QLabel(_("Changed by two at once"), self)
        title.setProperty("role", "title")
        mine, theirs = QPushButton(_("Take all mine"), self), QPushButton(_("Take all theirs"), self)
        mine.clicked.connect(lambda: self.take_all(0))
        theirs.clicked.connect(lambda: self.take_all(1))
        back, save = QPushButton(_("Back to the form"), self), QPushButton(_("Save"), self)
        save.setProperty("primary", True)
        back.clicked.connect(self.cancelled)
        save.clicked.connect(lambda: self.resolved.emit(self.taken_theirs()))
        row = QHBoxLayout()
        for button in (mine, theirs):
            row.addWidget(button)
        row.addStretch(1)
        for button in (back, save):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.sentence)
        layout.addWidget(self.area, 1)
        layout.addLayout(row)

    def show_conflict(self, conflict: Conflict, today: date) -> None:
        """Show the clashes, mine chosen in each."""
        self.rows = {}
        self.sentence.setText(_("{who} changed the same fields while you were typing. Choose what is right in each "
                                "line; nothing is saved before. All other changes of both of you are kept.").format(
            who="、".join(dict.fromkeys(c.who or "?" for c in conflict.clashes))))
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, text in enumerate((_("Field"), _("Mine"), _("Theirs"))):
            head = QLabel(text, inside)
            head.setProperty("role", "muted")
            grid.addWidget(head, 0, column)
        for row, clash in enumerate(conflict.clashes, 1):
            self._add(grid, row, clash, today, inside)
        grid.setColumnMinimumWidth(0, 84)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(conflict.clashes) + 1, 1)
        self.area.setWidget(inside)

    def _add(self, grid: QGridLayout, row: int, clash: Clash, today: date, parent: QWidget) -> None:
        about = f"{clash.place}\n{clash.label}" if clash.place else clash.label
        label = QLabel(about, parent)
        label.setContentsMargins(0, 7, 0, 0)
        label.setToolTip(_("Before: {value}").format(value=clash.before or "–"))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(parent)
        when = saved_when(clash.at, today) if clash.at is not None else ""
        for place, (value, by) in enumerate(((clash.mine, _("you, not saved yet")),
                                             (clash.theirs, f"{clash.who or '?'} {when}".strip()))):
            card = _Card(value or _("(empty)"), by, parent)
            card.button.setAccessibleName(f"{clash.label}: {value}")
            group.addButton(card.button, place)
            grid.addWidget(card, row, 1 + place)
        group.button(0).setChecked(True)
        self.rows[clash.key] = group

    def choose(self, key: Key, theirs: bool) -> None:
        """Choose mine or theirs for one field."""
        self.rows[key].button(int(theirs)).setChecked(True)

    def take_all(self, place: int) -> None:
        """Choose mine (0) or theirs (1) everywhere."""
        for group in self.rows.values():
            group.button(place).setChecked(True)

    def taken_theirs(self) -> set[Key]:
        """Return the fields for which theirs is chosen."""
        return {key for key, group in self.rows.items() if group.checkedId() == 1}


class _Card(QFrame):
    """A value that can be chosen, with the one who wrote it."""

    def __init__(self, value: str, by: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.button = QRadioButton(self)
        text = QLabel(value, self)
        text.setWordWrap(True)
        who = QLabel(by, self)
        who.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(text)
        words.addWidget(who)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 7, 10, 7)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def mousePressEvent(self, event: object) -> None:  # noqa: N802
        """Choose this value wherever one clicks."""
        self.button.setChecked(True)
