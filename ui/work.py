"""The window's door to the data: tasks run one after the other on the one database thread.

The window's thread opens no connection, ever; results come back by signal, and only while their owner lives.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.areas import catalogue
from app.database import connection, damage, history, presence, rights, transaction, undo
from app.database.change import Change, Outcome, Stale, Who, write
from app.database.faults import TROUBLE, DatabaseTrouble, Missing, ShareGone, told
from app.database.ledger import Reason, ReasonWanted
from app.database.place import Place
from app.database.tested import open_tested
from app.domain.frozen import frozen
from app.domain.keys import new_key
from app.domain.problem import Refused
from app.domain.text import _
from ui import chores

log = logging.getLogger(__name__)

NEWS_EVERY = (2.0, 5.0)
"""Seconds between two looks for the others' changes; drawn anew each time so that PCs do not march in step."""

EXPECTED = (DatabaseTrouble, Refused, Stale, ReasonWanted, undo.CannotUndo, OSError)
"""Errors whose text is fit for the user; everything else is a bug and is logged with its place."""


@frozen
class Touched:
    """What a change touched: record numbers by table; `who` is empty for the own changes of this window."""

    places: dict[str, frozenset[int]]
    title: str = ""
    who: str = ""
    entry: int = 0


@frozen
class _Job:
    owner: QObject
    task: Callable[[], Any]
    then: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    key: object = None
    reads: bool = False
    finished: threading.Event = field(default_factory=threading.Event)


LOOK = _Job(QObject(), lambda: None, None, None)
"""Stands in the queue where only a look for news is wanted."""


class Work(QObject):
    """One worker thread with one connection; reads and writes are handed in, results are handed back."""

    changed = Signal(object)
    """Touched, after each change, own or others'."""
    troubled = Signal(object)
    """An exception that no caller wanted to handle."""
    opened = Signal(object)
    """The path of the file that is open now."""
    busy = Signal(float)
    """Seconds that the running task has taken, each second beyond the first; 0 when it is done."""
    away = Signal(object)
    """When the local copy that is being read was made, while the drive is away; None when it is back."""
    warned = Signal(str)
    """What whoever made a change should know, although it was made."""
    stopped = Signal(str)
    """What was found damaged, so that writing is stopped on all PCs; “” when it goes on."""
    others = Signal(object)
    """list[presence.Seen] of the others who are in."""
    undo_changed = Signal(str, str)
    """Titles of what could be undone and done again, empty where nothing."""
    _done = Signal(object, object, object)
    _heard = Signal(object, object)
    _state = Signal(object, object)

    def __init__(self, who: Who, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.who = who
        self.path: Place | None = None
        self.is_away = self.reads_only = False
        self.copy_made: datetime | None = None
        """When the local copy was made that is read while the drive is away."""
        self.session = new_key()
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._newest_of_key: dict[tuple[int, object], _Job] = {}
        self._last_entry = self._first_entry = 0
        self._started: float | None = None
        self._own: set[int] = set()
        self._done.connect(self._deliver)
        self._heard.connect(self._tell)
        self._state.connect(self._tell_state)
        self._flag = ""
        self._chores = chores.Chores(self.look_for_news)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()
        self._thread = threading.Thread(target=self._run, name="database", daemon=True)
        self._thread.start()

    def open(self, path: Place, then: Callable[[Any], object] | None = None,
             failed: Callable[[Exception], object] | None = None) -> None:
        """Open a company file."""

        def task() -> Place:
            try:
                open_tested(path)
                self.is_away = False
            except (ShareGone, Missing):
                if not self._go_away(path):
                    raise
            self._first_entry = self._last_entry = history.newest()
            self.reads_only = self.is_away or self._is_reader(path)
            if not self.reads_only:
                presence.beat(self.session, self.who)
            return path

        def opened(result: Place) -> None:
            self.path = result
            self.opened.emit(result)
            self._chores.begin(result)
            if then is not None:
                then(result)

        self._put(_Job(self, task, opened, failed))

    def read(self, owner: QObject, task: Callable[[], Any], then: Callable[[Any], object],
             failed: Callable[[Exception], object] | None = None, key: object = None) -> None:
        """Run a reading task; then(result) is called on the window's thread while the owner lives.

        Of several reads of one owner with the same key only the newest is carried out.
        """
        job = _Job(owner, task, then, failed, key, reads=True)
        if key is not None:
            self._newest_of_key[id(owner), key] = job
        self._put(job)

    def write(self, owner: QObject, title: str, task: Callable[[Change], Any],
              then: Callable[[Outcome[Any]], object] | None = None,
              failed: Callable[[Exception], object] | None = None, reason: Reason | None = None,
              before: Callable[[], object] | None = None) -> None:
        """Run a task as one change; `changed` tells everybody, then(outcome) the caller.

        `before` runs on the worker ahead of the transaction, for what takes long: a backup, say.
        """

        def within() -> Outcome[Any]:
            catalogue.areas()
            if before is not None:
                before()
            return write(title, self.who, task, reason=reason)

        self._put(_Job(owner, within, lambda o: self._written(o, then), failed))

    def undo(self, owner: QObject, redo: bool = False) -> None:
        """Take the newest own action of this window back, or do it again."""

        def task() -> Outcome[Any] | None:
            look = undo.last_redoable if redo else undo.last_undoable
            found = look(self.who, self._first_entry)
            catalogue.areas()
            return undo.undo(found.id, self.who) if found is not None else None

        self._put(_Job(owner, task, lambda o: self._written(o, None) if o is not None else None, None))

    def undo_entry(self, owner: QObject, entry: int, then: Callable[[Any], object] | None = None) -> None:
        """Take one action back, whoever did it."""
        def task() -> Outcome[Any]:
            catalogue.areas()
            return undo.undo(entry, self.who)

        self._put(_Job(owner, task, lambda o: self._written(o, then), None))

    def wait(self, seconds: float = 10.0) -> bool:
        """Wait until everything handed in so far has been carried out; for closing the window, and for tests."""
        last = _Job(self, lambda: None, None, None)
        self._put(last)
        return last.finished.wait(seconds)

    def close(self) -> None:
        """Let the worker finish and end; called once, before the program ends."""
        self._clock.stop()
        self._chores.end()
        self._jobs.put(None)
        self._thread.join(5)

    def _put(self, job: _Job) -> None:
        self._jobs.put(job)

    def _written(self, outcome: Outcome[Any], then: Callable[[Outcome[Any]], object] | None) -> None:
        for sentence in outcome.said:
            self.warned.emit(sentence)
        if outcome.entry:
            self.changed.emit(Touched(outcome.touched, outcome.title, "", outcome.entry))
        if then is not None:
            then(outcome)

    def _deliver(self, job: _Job, result: Any, error: Exception | None) -> None:
        self.busy.emit(0.0)
        if not isValid(job.owner):
            return
        if error is None:
            if job.then is not None:
                job.then(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.troubled.emit(error)

    def _tell(self, news: list[history.News], seen: list[presence.Seen] | None) -> None:
        for item in news:
            self.changed.emit(Touched(item.touched, item.title, item.who, item.entry))
        if seen is not None:
            self.others.emit(seen)

    def look_for_news(self) -> None:
        """Look for the others' changes now; a server says when there are some. Any thread may call it."""
        self._jobs.put(LOOK)

    def _tell_state(self, away: datetime | None, flag: str | None) -> None:
        if flag is not None:
            self.stopped.emit(flag)
        else:
            self.away.emit(away)

    def _look_at_clock(self) -> None:
        started = self._started
        if started is not None and time.monotonic() - started > 1:
            self.busy.emit(time.monotonic() - started)

    # --- on the worker's thread ---

    def _run(self) -> None:
        beaten = seen_version = 0.0
        while True:
            try:
                job = self._jobs.get(timeout=random.uniform(*NEWS_EVERY))
            except queue.Empty:
                beaten, seen_version = self._look_for_news(beaten, seen_version)
                continue
            if job is None:
                self._leave()
                return
            if job is LOOK:
                beaten, seen_version = self._look_for_news(beaten, seen_version)
                continue
            self._carry_out(job)

    def _carry_out(self, job: _Job) -> None:
        place = (id(job.owner), job.key)
        if job.key is not None and self._newest_of_key.get(place) is not job:
            job.finished.set()
            return
        result, error = None, None
        self._started = time.monotonic()
        try:
            result = self._read(job.task) if job.reads else self._written_back(job.task)
        except EXPECTED as trouble:
            error = trouble
        except TROUBLE as trouble:
            error = told(trouble, str(self.path))
            if not isinstance(error, DatabaseTrouble):
                log.exception("a task failed")
        except Exception as bug:
            log.exception("a task failed")
            error = bug
        self._started = None
        if isinstance(result, Outcome) and result.entry:
            self._own.add(result.entry)
        if isinstance(result, Outcome):
            self._tell_undo()
        self._done.emit(job, result, error)
        job.finished.set()

    def _read(self, task: Callable[[], Any]) -> Any:
        """Run a reading task; where the drive is away, on this PC's own copy."""
        if self.path is None:
            return task()
        try:
            return transaction.read(task)
        except (ShareGone, Missing):
            if self.is_away or not self._go_away(self.path):
                raise
            return transaction.read(task)

    def _written_back(self, task: Callable[[], Any]) -> Any:
        """Run a task that may write; where the drive was away, try it first."""
        if self.is_away:
            self._come_back()
        return task()

    def _go_away(self, path: Place) -> bool:
        """Read on in the local copy, where there is one; nothing is written until the drive is back."""
        from app.database import local_copy

        if not isinstance(path, Path) or (made := local_copy.made_at(path)) is None:
            return False
        connection.open_file(local_copy.copy_of(path), read_only=True)
        self.is_away = self.reads_only = True
        self.copy_made = made
        self._state.emit(made, None)
        return True

    def _come_back(self) -> None:
        """Open the drive's file again; ShareGone or its like where it is still away."""
        assert self.path is not None
        try:
            connection.open_file(self.path)
        except DatabaseTrouble:
            self._go_away(self.path)
            raise
        self.is_away, self.reads_only = False, self._is_reader(self.path)
        self._state.emit(None, None)

    def _is_reader(self, path: Place) -> bool:
        """Open the file for reading alone where that is this account's role."""
        if rights.role_of(self.who.account) != rights.READER:
            return False
        connection.open_file(path, read_only=True)
        return True

    def begin_anew(self) -> None:
        """Take the open file as one just opened, after a restore; called on the worker's thread."""
        assert self.path is not None
        connection.open_file(self.path)
        self._own.clear()
        self._first_entry = self._last_entry = history.newest()
        presence.beat(self.session, self.who)

    def _tell_undo(self) -> None:
        back = undo.last_undoable(self.who, self._first_entry)
        again = undo.last_redoable(self.who, self._first_entry)
        self.undo_changed.emit(_(back.title) if back else "", _(undo.bare_title(again.title)) if again else "")

    def _look_for_news(self, beaten: float, version: float) -> tuple[float, float]:
        if self.path is None:
            return beaten, version
        try:
            if self.is_away:
                self._come_back()
            if isinstance(self.path, Path):
                self._look_for_flag(self.path)
            now, seen = connection.data_version(), None
            news: list[history.News] = []
            if now != version:
                news = [n for n in history.news_since(self._last_entry) if n.entry not in self._own]
                self._last_entry = history.newest()
            if time.monotonic() - beaten > presence.BEAT and not self.reads_only:
                presence.beat(self.session, self.who)
                seen, beaten = presence.who_is_in(self.session), time.monotonic()
            if news or seen is not None:
                self._heard.emit(news, seen)
        except Exception as trouble:  # the share may be away for a while; the next look tells
            log.info("no news: %s", trouble)
            return beaten, version
        return beaten, float(now)

    def _look_for_flag(self, path: Path) -> None:
        found = damage.found_damaged(path) or ""
        if found != self._flag:
            self._flag = found
            self._state.emit(None, found)

    def _leave(self) -> None:
        if self.path is not None and not self.reads_only:
            try:
                presence.leave(self.session)
            except Exception as trouble:
                log.info("no goodbye: %s", trouble)
        connection.close()
