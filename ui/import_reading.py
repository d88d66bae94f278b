"""Reads files beside each other off the window's thread; what is no longer wanted is dropped when it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.exchange.fills import named_fills
from app.exchange.grid import Workbook
from app.exchange.workbook import Stopped, Unreadable, read_workbook
from ui.import_planning import stamp_of
from ui.import_state import Stamp

SIDE_BY_SIDE = 2
"""Files that are read at the same time."""
MOST_FOR_FILLS = 20 << 20
"""Bytes of the largest file whose colours are looked at."""


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read, or why it could not be."""

    number: int
    turn: int
    book: Workbook | None
    error: Unreadable | None
    fills: Mapping[str, Mapping[int, str]]
    stamp: Stamp | None


class Reader(QObject):
    """Reads files on threads of its own."""

    read = Signal(object)
    """A ReadFile."""
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool.globalInstance()
        self._waiting: list[tuple[int, int, Path]] = []
        self._running = 0
        self._turns: dict[int, int] = {}
        self._came.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether anything is still being read."""
        return bool(self._turns)

    def start(self, number: int, path: Path) -> None:
        """Read a file; an earlier reading of the same number is dropped."""
        turn = self._turns.get(number, 0) + 1
        self._turns[number] = turn
        self._waiting.append((number, turn, path))
        self._go_on()

    def drop(self, number: int) -> None:
        """Forget a file that is being read."""
        self._turns.pop(number, None)
        self._waiting = [w for w in self._waiting if w[0] != number]

    def cancel(self) -> None:
        """Forget everything that is not read yet."""
        self._turns.clear()
        self._waiting.clear()

    def _go_on(self) -> None:
        while self._waiting and self._running < SIDE_BY_SIDE:
            number, turn, path = self._waiting.pop(0)
            self._running += 1
            came = _Answer()
            came.ready.connect(self._came)
            self._pool.start(lambda n=number, t=turn, p=path, a=came: a.ready.emit(
                read_one(n, t, p, lambda: self._turns.get(n) != t)))

    def _take(self, found: ReadFile) -> None:
        self._running -= 1
        if self._turns.get(found.number) == found.turn:
            del self._turns[found.number]
            self.read.emit(found)
        self._go_on()


class _Answer(QObject):
    """Carries an answer from the reading thread to the window's; it outlives a window that was closed."""

    ready = Signal(object)


def read_one(number: int, turn: int, path: Path, stop: Callable[[], bool]) -> ReadFile:
    """Read one file with the colours of its rows; one that is no longer wanted ends with nothing."""
    stamp = stamp_of(path)
    try:
        book = read_workbook(path, stop=stop)
    except Stopped:
        return ReadFile(number, turn, None, None, {}, stamp)
    except Unreadable as error:
        return ReadFile(number, turn, None, error, {}, stamp)
    except OSError:
        return ReadFile(number, turn, None, Unreadable("denied", path.name), {}, stamp)
    except Exception:  # a reader's fault must not take the other files along
        return ReadFile(number, turn, None, Unreadable("damaged", path.name), {}, stamp)
    small = book.kind == "xlsx" and stamp is not None and stamp[1] <= MOST_FOR_FILLS
    fills = {grid.name: named_fills(path, grid.name) for grid in book.sheets} if small else {}
    return ReadFile(number, turn, book, None, fills, stamp)
