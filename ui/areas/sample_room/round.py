"""The Saturday round with a scanner, which is a keyboard that types a number and Enter: scan after scan, then close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.areas.sample_room import walk_draft
from app.areas.sample_room.closing import close_round
from app.areas.sample_room.rounds import RoomRound, begin_round, round_done, saturday_of
from app.areas.sample_room.scanning import AGAIN, UNKNOWN, Walk, spots
from app.domain.text import _
from ui.areas.sample_room.round_close import CloseRound
from ui.areas.sample_room.round_parts import AnswerStrip, Counts, FoundModel, LeftModel, list_view, titled
from ui.areas.sample_room.round_top import RoundTop
from ui.work import Touched, Work

KEEP_AFTER = 300
"""Milliseconds after a scan in which the next one may come before the draft is written."""


@dataclass
class _Found:
    """What the page knows of the room: the samples, and the weeks that still want a round."""

    walk: Walk
    weeks: list[tuple[date, str]]


class RoundPage(QWidget):
    """Scan, see the answer, go on; nothing is written until the round is closed, and no scan is lost before."""

    told = Signal(str, str)
    print_wanted = Signal(str, object)
    record_wanted = Signal(str, int)

    def __init__(self, work: Work, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.today = work, today
        self.walk = Walk(())
        self.last = ""
        self.closed: int | None = None
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self._build()
        work.changed.connect(self._touched)
        self.refresh()

    # --- building ---

    def _build(self) -> None:
        self.top, self.counts = RoundTop(), Counts()
        self.input, self.week, self.report = self.top.input, self.top.week, self.top.report
        self.top.week_changed.connect(self._take_up)
        self.top.scanned.connect(self.scan)
        self.report.clicked.connect(lambda _on=False: self._open_closed())
        self.top.card.clicked.connect(lambda _on=False: self.print_wanted.emit("room_round", []))
        self.top.rest.clicked.connect(lambda _on=False: self.rest_is_there())
        self.top.close_round.clicked.connect(lambda _on=False: self.ask_close())
        self.strip = AnswerStrip()
        self.strip.faulty_toggled.connect(self.set_faulty)
        self.strip.dirty_toggled.connect(self.set_dirty)
        self.strip.lacks_changed.connect(self.set_lacks)
        self.strip.taken_back.connect(self.take_back)
        self.left, self.found = LeftModel(self), FoundModel(self)
        self.left_view = list_view(self.left, (96, 92, 96))
        self.found_view = list_view(self.found, (96, 96, 130, 96))
        self.left_view.doubleClicked.connect(lambda index: self.scan(self.left.spots[index.row()].number))
        self.found_view.clicked.connect(self._show_again)
        lists = QSplitter(Qt.Orientation.Horizontal)
        lists.addWidget(titled(_("Still to find, as one walks (double-click: it is there)"), self.left_view))
        lists.addWidget(titled(_("Found, the latest first (click to say what is wrong)"), self.found_view))
        lists.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        layout.addWidget(self.top)
        layout.addWidget(self.counts)
        layout.addWidget(self.strip)
        layout.addWidget(lists, 1)
        for keys, do in (("F2", lambda: self.set_faulty(not self._is("faulty"))),
                         ("F4", lambda: self.set_dirty(not self._is("dirty"))), ("F8", self.take_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The scanner types into the input, wherever one comes from."""
        super().showEvent(event)
        self.input.setFocus()

    # --- reading ---

    def refresh(self) -> None:
        """Read the register and the weeks that want a round."""
        day = self.today()
        self.work.read(self, lambda: _read(day), self._show, key="round")

    def _show(self, found: _Found) -> None:
        kept = [f.kept() for f in self.walk.findings.values()]
        shelf = self.walk.shelf
        self.walk = found.walk
        chosen = self.week.currentData()
        self.top.show_weeks(found.weeks)
        if kept and self.week.currentData() == chosen:
            self.walk.restore(kept)
            self.walk.shelf = shelf
            self._show_all()
        else:
            self._take_up()

    def _take_up(self) -> None:
        """Go on with a round that an earlier run has begun."""
        self.walk.findings.clear()
        count = walk_draft.take_up(*self._draft, self.walk)
        if count:
            self.told.emit(_("The round goes on where it was left: {count} found already.").format(count=count), "done")
        self._show_all()

    @property
    def _draft(self) -> tuple[str, str]:
        """The company's file and the Saturday, by which the draft is kept."""
        return str(self.work.path or ""), str(self.week.currentData() or "")

    def _touched(self, touched: Touched) -> None:
        if {"room_item", "room_round"} & set(touched.places):
            self.refresh()

    def _show_all(self) -> None:
        self.left.show(self.walk.left())
        self.found.show(list(self.walk.findings.values()))
        self.counts.show_counts(self.walk.counts())
        self.top.close_round.setEnabled(bool(self.walk.spots))
        self.top.rest.setEnabled(bool(self.left.spots))

    # --- scanning ---

    def scan(self, text: str) -> None:
        """Take one number read and answer it."""
        answer = self.walk.scan(text)
        self.closed = None
        self.report.hide()
        self.last = answer.spot.number if answer.spot is not None else answer.code
        if answer.kind in (AGAIN, UNKNOWN):
            QApplication.beep()
        self.strip.show_answer(answer, self.walk.finding(self.last))
        self._changed()
        self.input.setFocus()

    def _changed(self) -> None:
        self._show_all()
        self._keeping.start()

    def keep(self) -> None:
        """Keep the round in the user's folder."""
        if self.walk.findings:
            walk_draft.keep(*self._draft, self.walk)

    def _is(self, name: str) -> bool:
        finding = self.walk.finding(self.last)
        return finding is not None and bool(getattr(finding, name))

    def _set(self, name: str, value: Any) -> None:
        finding = self.walk.finding(self.last)
        if finding is not None and finding.spot is not None:
            setattr(finding, name, value)
            self.strip.show_finding(finding)
            self._changed()
        self.input.setFocus()

    def set_faulty(self, on: bool) -> None:
        """Say that the sample read last does not work."""
        self._set("faulty", on)

    def set_dirty(self, on: bool) -> None:
        """Say that the sample read last is to be cleaned."""
        self._set("dirty", on)

    def set_lacks(self, parts: list[str]) -> None:
        """Say which accessories of the sample read last are lacking."""
        self._set("lacks", tuple(parts))

    def take_back(self) -> None:
        """Forget the last scan."""
        if not self.last:
            return
        self.walk.take_back(self.last)
        self.strip.say(_("Taken back: {number}").format(number=self.last), "", "ahead")
        self.strip.show_finding(None)
        self._changed()
        self.input.setFocus()

    def _show_again(self, index: QModelIndex) -> None:
        finding = self.found.findings[index.row()]
        self.last = finding.code
        name = finding.spot.model if finding.spot is not None else ""
        self.strip.say(f"{finding.code}  {name}", finding.found_place, "ahead")
        self.strip.show_finding(finding)
        self.input.setFocus()

    def rest_is_there(self) -> None:
        """Count all that are left as found, for a round walked with the printed card."""
        count = self.walk.rest_is_there()
        self.last = ""
        self.strip.show_finding(None)
        self.strip.say(_("{count} counted as found in their places").format(count=count), "", "done")
        self._changed()
        self.input.setFocus()

    # --- closing ---

    def ask_close(self) -> None:
        """Show what the round is about to write."""
        dialog = CloseRound(self.walk, self)
        dialog.accepted.connect(lambda: self.close_now(dialog.places.isChecked()))
        dialog.open()

    def close_now(self, new_places: bool = True) -> None:
        """Write the round: its lines, the samples' states and places, the repairs, as one change."""
        walk, day = self.walk, self.today()
        week: date = self.week.currentData() or saturday_of(day)
        company, name = self._draft

        def task(change: Any) -> tuple[int, dict[str, int]]:
            record = begin_round(change, week)
            return record.id, close_round(change, record.id, walk, day, new_places)

        def then(outcome: Any) -> None:
            number, counts = outcome.result
            walk_draft.drop(company, name)
            self._keeping.stop()
            self.closed = number
            self.report.show()
            kind = "late" if counts["missing"] else "done"
            self.strip.say(_("Round closed: {present} present, {missing} missing, {faulty} faulty").format(**counts),
                           _("Administration is told of the missing ones from the round's own page.")
                           if counts["missing"] else "", kind)
            self.strip.show_finding(None)
            self.print_wanted.emit("room_report", [number])

        self.walk = Walk(walk.spots)
        self.work.write(self, _("Saturday round"), task, then, lambda error: self._not_closed(walk, error))

    def _not_closed(self, walk: Walk, error: Exception) -> None:
        """Go on with the round that could not be written."""
        self.walk = walk
        self._show_all()
        self.told.emit(str(error), "problem")

    def _open_closed(self) -> None:
        if self.closed is not None:
            self.record_wanted.emit("room_round", self.closed)

    def go_to(self, number: int) -> None:
        """Show a round: the scanner's page for one that is open, the register of rounds for others."""
        self.record_wanted.emit("room_round", number)


def _read(day: date) -> _Found:
    """Read the samples, and this and last week's Saturday where their rounds are not closed."""
    this = saturday_of(day)
    last = this - timedelta(days=7)
    weeks = [(week, "") for week in (last, this) if not round_done(week - timedelta(days=5), week)]
    never = RoomRound.select().where(RoomRound.deleted == 0).first() is None
    if never:
        weeks = [(this, "")]
    if not weeks:
        weeks = [(this, _("(walked already)"))]
    return _Found(Walk(spots()), weeks)
