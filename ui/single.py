"""One window for a company file and user: a second start brings the first one forward and hands on its files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.program import running

PATIENCE = 5.0
"""Seconds that a second start waits for the first to answer, before it opens a window of its own."""

LOOK_AGAIN = 0.02


class Single(QObject):
    """Holds the lock of the open file and hears what later starts ask for."""

    wanted = Signal(list)
    """Somebody has started the program again: come forward, and import these workbooks (paths)."""

    def __init__(self, claim: running.Claim | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim = claim
        self._waived = ""
        self._watcher: QObject | None = None

    def hold(self, claim: running.Claim | None, place: str) -> None:
        """Take over what `begin` found; None means a window without a claim, since the first one hangs."""
        self.claim = claim
        self._waived = "" if claim is not None else running.key(place)

    def watch(self) -> None:
        """Begin to hear; what was asked for in the meantime is told at once."""
        if self._watcher is None and running.folder().is_dir():
            from PySide6.QtCore import QFileSystemWatcher

            watcher = QFileSystemWatcher([str(running.folder())], self)
            watcher.directoryChanged.connect(lambda _folder: self._hear())
            self._watcher = watcher
        self._hear()

    def _hear(self) -> None:
        for workbooks in self.claim.asked() if self.claim is not None else []:
            self.wanted.emit(workbooks)

    def move_to(self, place: str) -> bool:
        """Hold another company file from now on; False where this user has it open in another window, which comes
        forward instead."""
        if running.key(place) == (self.claim.key if self.claim is not None else self._waived):
            return True
        taken = running.claim(place)
        if taken is None:
            return not answered(running.ask(place))
        self.release()
        self.claim = taken
        return True

    def release(self) -> None:
        """Give the file up at a proper end."""
        if self.claim is not None:
            self.claim.release()
            self.claim = None


def begin(place: str, workbooks: Sequence[str] = ()) -> tuple[running.Claim | None, bool]:
    """Take hold of a company file: (claim, False); where a window of ours has it and came forward: (None, True).

    A first start that does not answer is taken for hung; then a window opens without a claim.
    """
    found = running.claim(place)
    if found is not None:
        return found, False
    return None, answered(running.ask(place, workbooks))


def answered(note: Path | None, patience: float = PATIENCE) -> bool:
    """Wait until a note is read, and tell whether it was; a note that nobody reads is taken back."""
    if note is None:
        return False
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if not note.exists():
            return True
        time.sleep(LOOK_AGAIN)
    note.unlink(missing_ok=True)
    return False


def bring_forward(window: QWidget) -> None:
    """Show a window before all others, also one that was made small."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
