"""The schedule page's data: read away from the window's thread, played on in a try-out, written as one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.areas.schedule import moving
from app.areas.schedule.changes import Dates
from app.areas.schedule.reading import Schedule
from app.areas.schedule.snapshot import YESTERDAY, Snapshot, dropped, played, read_snapshot
from app.areas.schedule.tryout import compare, differences
from app.areas.schedule.wishes import Moves
from app.database.change import Change
from app.database.ledger import Reason, ReasonWanted
from app.domain.light import Light
from app.domain.text import _, _n
from ui.work import Touched, Work

TABLES = frozenset((
    "schedule_step", "order_line", "production_order", "progress_report", "production_line", "line_rate", "line_day",
    "calendar_day", "step_link", "company", "product", "plant", "schedule_version", "sign_off"))
"""What the schedule is read from; anything else can only change a readiness light."""

SOON, LATER = 60, 1500
"""Milliseconds over which news are gathered before the schedule is read again."""

Ask = Callable[[Any, str, Callable[[Reason | None], object]], object]


class PageData(QObject):
    """Holds what is saved and what is shown; the two differ during a try-out only."""

    shown = Signal(object)
    """Snapshot, whenever there is another one to show."""
    placed = Signal(object)
    """Board, at once after a drop and again when a move was refused."""
    tried = Signal(object)
    """Comparison during a try-out, None when there is none."""
    told = Signal(str)

    def __init__(self, work: Work, lights: Sequence[Light], ask: Ask, hold: Callable[[], bool],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.lights = tuple(lights)
        self.saved: Snapshot | None = None
        self.now: Snapshot | None = None
        self.awake = False
        self.rows_wanted = False
        self.compare: int | None = YESTERDAY
        self._ask = ask
        self._hold = hold
        self._stale = True
        self._late: Snapshot | None = None
        self._writing = 0
        self._trial: list[Moves] | None = None
        self._forward: list[Moves] = []
        self._memory: dict[datetime, dict[int, Dates]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        work.changed.connect(self._changed)
        work.opened.connect(self._opened)

    # --- reading ---

    def wake(self, on: bool) -> None:
        """Read only while the page is in sight; what was missed is read when it comes back."""
        self.awake = on
        if on and (self._stale or (self.saved and self.saved.schedule.today != date.today())):
            self.refresh()

    def refresh(self) -> None:
        """Read everything again."""
        if self.work.path is None:
            return
        self._stale = False
        today, lights, choice, memory = date.today(), self.lights, self.compare, self._memory
        self.work.read(self, lambda: self._whole(read_snapshot(today, lights, choice, memory)), self._arrived,
                       key="schedule")

    def _whole(self, found: Snapshot) -> Snapshot:
        """Have the table's rows worked out here, away from the window's thread, once there is a table."""
        if self.rows_wanted:
            _rows = found.rows
        return found

    def set_compare(self, choice: int | None) -> None:
        """Compare with yesterday, a kept version (its number) or nothing."""
        self.compare = choice
        self.refresh()

    @property
    def schedule(self) -> Schedule | None:
        """The schedule that is shown."""
        return self.now.schedule if self.now else None

    def _opened(self, _path: object) -> None:
        self._memory = {}
        self.saved = self.now = self._late = None
        self._trial = None
        self._stale = True
        self.tried.emit(None)
        if self.awake:
            self.refresh()

    def _changed(self, touched: Touched) -> None:
        soon = not TABLES.isdisjoint(touched.places)
        if not soon and not self.lights:
            return
        self._stale = True
        if not self._timer.isActive() or (soon and self._timer.remainingTime() > SOON):
            self._timer.start(SOON if soon else LATER)

    def _due(self) -> None:
        if self._hold():
            self._timer.start(4 * SOON)
            return
        late, self._late = self._late, None
        if late is not None and not self._stale:
            self._arrived(late)
        elif self._stale and self.awake:
            self.refresh()

    def _arrived(self, found: Snapshot) -> None:
        if self._hold():
            self._late = found
            self._timer.start(4 * SOON)
            return
        if self._writing:  # what was dropped stays where it is until the write is told
            self._stale = True
            return
        self.saved = found
        if self._trial is None:
            self._show(found)
        else:
            self._play_on()

    def _show(self, snapshot: Snapshot) -> None:
        self.now = snapshot
        self.shown.emit(snapshot)

    # --- moving ---

    def move(self, moves: Moves) -> None:
        """Put steps elsewhere: in the try-out, or as one named change; the bars are there at once."""
        if not moves or self.now is None:
            return
        self.placed.emit(dropped(self.now, moves))
        if self._trial is not None:
            self._trial.append(moves)
            self._forward = []
            self._play_on()
            return
        self.write(self._title(moves), lambda change: moving.move(change, moves))

    def write(self, title: str, task: Callable[[Change], Any], then: Callable[[Any], object] | None = None,
              reason: Reason | None = None) -> None:
        """Write one change; where a promised date moves, ask why and write again; refused, all goes back."""
        self._writing += 1

        def written(outcome: Any) -> None:
            self._writing -= 1
            self._stale = True
            self._timer.start(0)
            if then is not None:
                then(outcome)

        def failed(error: Exception) -> None:
            if isinstance(error, ReasonWanted):
                self._ask(self.parent(), str(error), again)
                return
            self._writing -= 1
            self.put_back()
            self.work.troubled.emit(error)

        def again(why: Reason | None) -> None:
            self._writing -= 1
            if why is None:
                self.put_back()
                self.told.emit(_("Nothing was changed."))
            else:
                self.write(title, task, then, why)

        self.work.write(self, title, task, written, failed, reason)

    def put_back(self) -> None:
        """Show what is saved again, after a move that was not written."""
        if self.now is not None:
            self.placed.emit(self.now.board)
        if self._stale and self.awake:
            self._timer.start(0)

    def _title(self, moves: Moves) -> str:
        schedule = self.schedule
        assert schedule is not None
        if len(moves) > 1:
            return _("Move {count} steps of the schedule").format(count=len(moves))
        (key, (start, _finish, line)), = moves.items()
        step = schedule.by_key[key]
        if line != step.line and line in schedule.lines:
            return _("Move {order} to {line}").format(order=step.order, line=schedule.lines[line].name)
        return _("Move {order} to {day}").format(order=step.order, day=start.isoformat())

    # --- trying out ---

    @property
    def trying(self) -> bool:
        """Whether moves are played with only."""
        return self._trial is not None

    @property
    def plays(self) -> tuple[str, str]:
        """Titles of the play that can be undone and done again, empty where there is none."""
        words = _("a move of the try-out")
        return words if self._trial else "", words if self._trial is not None and self._forward else ""

    def start_tryout(self) -> None:
        """Play from now on; nothing is written."""
        if self._trial is None and self.saved is not None:
            self._trial, self._forward = [], []
            self._play_on()

    def play(self, moves: Moves) -> None:
        """Play moves in a try-out, which begins here where none is on; they can be taken back as one play."""
        if self.saved is None:
            return
        if self._trial is None:
            self._trial, self._forward = [], []
        self._trial.append(moves)
        self._forward.clear()
        self._play_on()

    def replay(self, moves: Moves) -> None:
        """Play other moves in place of the newest play of the try-out."""
        if self._trial:
            self._trial.pop()
        self.play(moves)

    def drop_tryout(self) -> None:
        """Forget what was played."""
        self._trial = None
        self.tried.emit(None)
        if self.saved is not None:
            self._show(self.saved)

    def keep_tryout(self) -> None:
        """Write everything that was played as one change."""
        if self._trial is None or self.saved is None or self.now is None:
            return
        moves = differences(self.saved.schedule, self.now.schedule)
        if not moves:
            self.drop_tryout()
            return
        self.write(_n("Keep a try-out: {count} step moved", "Keep a try-out: {count} steps moved", len(moves)).format(
                       count=len(moves)),
                   lambda change: moving.move(change, moves), lambda _outcome: self._kept())

    def step_back(self, forward: bool = False) -> bool:
        """Undo or redo the newest play of a try-out; tell whether there was one."""
        if self._trial is None:
            return False
        source, target = (self._forward, self._trial) if forward else (self._trial, self._forward)
        if source:
            target.append(source.pop())
            self._play_on()
        return True

    def _kept(self) -> None:
        self._trial = None
        self.tried.emit(None)

    def _play_on(self) -> None:
        saved = self.saved
        if saved is None or self._trial is None:
            return
        moves: Moves = {key: place for play in self._trial for key, place in play.items()
                        if key in saved.schedule.facts}
        shadow = {s.key: (s.start, s.finish) for s in saved.schedule.steps
                  if s.start is not None and s.finish is not None}

        def task() -> tuple[Snapshot, Any]:
            found = self._whole(played(saved, moves, shadow))
            return found, compare(saved.schedule, found.schedule)

        self.work.read(self, task, self._played, key="tryout")

    def _played(self, result: tuple[Snapshot, Any]) -> None:
        if self._trial is not None:
            self._show(result[0])
            self.tried.emit(result[1])
