"""Parts of the round's page: the two lists, the counts, and the strip that answers each scan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.areas.sample_room.rounds import FOUND, MISSING, MOVED, UNKNOWN, RoomCheck
from app.areas.sample_room.scanning import AGAIN, AWAY, SHELF, Answer, Finding, Spot
from app.domain.text import N_, _
from ui.icons import icon
from ui.plain_dress import dress_plain
from ui.theme import status_colour

Index = QModelIndex | QPersistentModelIndex
SAYS = {FOUND: N_("In its place"), MOVED: N_("Stands elsewhere: belongs to {place}"),
        UNKNOWN: N_("Not in the register"), AGAIN: N_("Read already"), SHELF: N_("Shelf {place}: now its samples"),
        AWAY: N_("Here, though the register says “{state}”")}
KINDS = {FOUND: "done", MOVED: "soon", UNKNOWN: "late", AGAIN: "ahead", SHELF: "ahead", AWAY: "soon"}


def _only_gone(before: Sequence[Spot], after: Sequence[Spot]) -> int | None:
    """Return the place of the one sample that has gone from a list, None where more has changed."""
    if len(after) != len(before) - 1:
        return None
    place = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a is not b), len(after))
    return place if all(a is b for a, b in zip(before[place + 1:], after[place:], strict=True)) else None


class LeftModel(QAbstractTableModel):
    """The samples that are still to be found, in the order of walking."""

    TITLES = (N_("Place"), N_("Asset no."), N_("Model"), N_("Name of the sample"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spots: list[Spot] = []

    def show(self, spots: Sequence[Spot]) -> None:
        """Show other samples; where only one has gone, only its row goes, so that no scan waits."""
        place = _only_gone(self.spots, spots)
        if place is not None:
            self.beginRemoveRows(QModelIndex(), place, place)
            del self.spots[place]
            self.endRemoveRows()
        elif list(spots) != self.spots:
            self.beginResetModel()
            self.spots = list(spots)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many are left."""
        return 0 if parent.isValid() else len(self.spots)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return place, number, model, name."""
        return 0 if parent.isValid() else len(self.TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        spot = self.spots[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (spot.place, spot.number, spot.model, spot.name)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(self.TITLES[section])
        return None


class FoundModel(QAbstractTableModel):
    """What was found, the latest first."""

    TITLES = (N_("Asset no."), N_("Model"), N_("Outcome"), N_("Place found"), N_("What is wrong"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []

    def show(self, findings: Sequence[Finding]) -> None:
        """Show other findings; where only one has come, only its row comes."""
        latest = list(reversed(findings))
        if len(latest) == len(self.findings) + 1 and all(
                a is b for a, b in zip(latest[1:], self.findings, strict=True)):
            self.beginInsertRows(QModelIndex(), 0, 0)
            self.findings.insert(0, latest[0])
            self.endInsertRows()
        elif len(latest) == len(self.findings) and all(a is b for a, b in zip(latest, self.findings, strict=True)):
            if latest:
                self.dataChanged.emit(self.index(0, 0), self.index(len(latest) - 1, len(self.TITLES) - 1))
        else:
            self.beginResetModel()
            self.findings = latest
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many were found."""
        return 0 if parent.isValid() else len(self.findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return number, model, outcome, place, what is wrong."""
        return 0 if parent.isValid() else len(self.TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; odd ones in the colour of their meaning."""
        found = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            spot = found.spot
            return (found.code, spot.model if spot is not None else "", self._outcome(found), found.found_place,
                    wrong_words(found))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            bad = found.faulty or found.lacks or found.dirty
            kind = {MISSING: "late", UNKNOWN: "late", MOVED: "soon"}.get(found.presence, "soon" if bad else "done")
            return QColor(status_colour(kind))
        return None

    @staticmethod
    def _outcome(found: Finding) -> str:
        return _(RoomCheck.presence.labels[found.presence])

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(self.TITLES[section])
        return None


def wrong_words(found: Finding) -> str:
    """Return in words what is wrong with a sample that was found."""
    parts = []
    if found.faulty:
        parts.append(found.fault or _("faulty"))
    if found.lacks:
        parts.append(_("lacks {parts}").format(parts="、".join(found.lacks)))
    if found.dirty:
        parts.append(_("to be cleaned"))
    return "；".join([*parts, *([found.note] if found.note else [])])


def list_view(model: QAbstractTableModel, widths: Sequence[int]) -> QTableView:
    """Return a plain list of a model; the last column takes the room that is left."""
    view = QTableView()
    view.setModel(model)
    view.setProperty("padded", True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    view.verticalHeader().hide()
    dress_plain(view)
    header = view.horizontalHeader()
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    return view


def titled(title: str, view: QWidget) -> QWidget:
    """Return a list with its title above it."""
    box = QWidget()
    words = QLabel(title)
    words.setProperty("role", "muted")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(words)
    layout.addWidget(view, 1)
    return box


class Counts(QWidget):
    """The round in numbers: expected, present, still to find, and what is odd."""

    SHOWN = (("expected", N_("Expected"), ""), ("present", N_("Present"), "done"), ("left", N_("Still to find"), ""),
             ("moved", N_("In another place"), "soon"), ("faulty", N_("Faulty pieces"), "late"),
             ("incomplete", N_("Incomplete pieces"), "soon"), ("unknown", N_("Unknown pieces"), "late"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(22)
        for key, title, _kind in self.SHOWN:
            number, words = QLabel("0"), QLabel(_(title))
            font = number.font()
            font.setPointSizeF(font.pointSizeF() * 1.6)
            font.setBold(True)
            number.setFont(font)
            words.setProperty("role", "muted")
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(number)
            box.addWidget(words)
            row.addLayout(box)
            self.numbers[key] = number
        row.addStretch(1)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show the numbers; those that are odd stand in their colour once there are any."""
        for key, _title, kind in self.SHOWN:
            label = self.numbers[key]
            label.setText(f"{counts.get(key, 0):,}")
            tint = f"color: {status_colour(kind).name()};" if kind and counts.get(key) else ""
            if label.styleSheet() != tint:  # dressing anew takes long
                label.setStyleSheet(tint)


class AnswerStrip(QFrame):
    """Answers the last scan in large letters, and takes what is wrong with that sample."""

    faulty_toggled = Signal(bool)
    dirty_toggled = Signal(bool)
    lacks_changed = Signal(list)
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer-strip")
        self.words, self.about = QLabel(), QLabel()
        font = self.words.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        self.words.setFont(font)
        self.about.setProperty("role", "muted")
        self.faulty = self._button("wrench", _("Faulty (F2)"), True)
        self.dirty = self._button("flask-conical", _("To be cleaned (F4)"), True)
        self.undo = self._button("undo-2", _("Take back (F8)"), False)
        self.parts = QHBoxLayout()
        self.parts.setSpacing(6)
        self._parts: list[QToolButton] = []
        self.faulty.clicked.connect(lambda on: self.faulty_toggled.emit(on))
        self.dirty.clicked.connect(lambda on: self.dirty_toggled.emit(on))
        self.undo.clicked.connect(lambda _on: self.taken_back.emit())
        for label in (self.words, self.about):  # a long name is cut, it never widens the window
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.words, 1)
        for button in (self.faulty, self.dirty, self.undo):
            above.addWidget(button)
        below.addWidget(self.about, 1)
        below.addLayout(self.parts)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 8, 14, 8)
        rows.setSpacing(4)
        rows.addLayout(above)
        rows.addLayout(below)
        self.setMinimumHeight(round(self.fontMetrics().height() * 5.2))
        self.say(_("Scan a sample, or type its number and press Enter"), "", "ahead")

    def _button(self, name: str, title: str, checkable: bool) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def say(self, words: str, about: str, kind: str) -> None:
        """Show an answer in the colour of its meaning."""
        strong, soft = status_colour(kind), status_colour(kind, True)
        self.words.setText(words)
        self.about.setText(about)
        dress = (f"#answer-strip {{ background: {soft.name()}; border: 1px solid {strong.name()}; "
                 f"border-radius: 6px; }}")
        if dress != self.styleSheet():
            self.setStyleSheet(dress)

    def show_answer(self, answer: Answer, finding: Finding | None) -> None:
        """Answer one scan."""
        spot = answer.spot
        name = f"{spot.number}  {spot.model}" if spot is not None else answer.code
        said = _(SAYS[answer.kind]).format(place=spot.place if spot is not None else answer.code,
                                           state=_state(spot.state) if spot is not None else "")
        about = "  ".join(p for p in (spot.name, spot.serial, spot.place) if p) if spot is not None else ""
        self.say(said if answer.kind == SHELF else f"{name}  {said}", about, KINDS[answer.kind])
        self.show_finding(finding)

    def show_finding(self, finding: Finding | None) -> None:
        """Show what can be said of the sample just read: its accessories one by one, faulty, to be cleaned."""
        usable = finding is not None and finding.spot is not None
        for button in (self.faulty, self.dirty):
            button.setEnabled(usable)
        self.undo.setEnabled(finding is not None)
        self.faulty.setChecked(finding is not None and finding.faulty)
        self.dirty.setChecked(finding is not None and finding.dirty)
        parts = finding.spot.accessories[:9] if finding is not None and finding.spot is not None else ()
        if parts and parts == tuple(b.text() for b in self._parts):
            for button in self._parts:
                button.setChecked(finding is not None and button.text() not in finding.lacks)
                self._dress_part(button)
            return
        while self._parts:
            gone = self._parts.pop()
            self.parts.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, part in enumerate(parts, 1):
            button = self._button("check", part, True)
            button.setToolTip(_("Alt+{number}: there or lacking").format(number=place))
            button.setChecked(finding is not None and part not in finding.lacks)
            button.setShortcut(f"Alt+{place}")
            button.clicked.connect(lambda _on: self._lacks())
            self._dress_part(button)
            self.parts.addWidget(button)
            self._parts.append(button)

    def _lacks(self) -> None:
        for button in self._parts:
            self._dress_part(button)
        self.lacks_changed.emit([b.text() for b in self._parts if not b.isChecked()])

    @staticmethod
    def _dress_part(button: QToolButton) -> None:
        button.setIcon(icon("check" if button.isChecked() else "x"))


def _state(key: str) -> str:
    from app.areas.sample_room.records import RoomItem

    return _(RoomItem.state.labels.get(key, key))


