"""Whose turn it is among those who wait to save: one of them asks SQLite, the others wait for his place in the line.

One try for SQLite's write lock costs about ten requests and a shared lock that keeps the one who commits from ending;
with twenty waiting that stops a drive. The line is a lock on a byte beside the file, and a try for it is one request.
A save that finds nobody writing never looks at the line.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.database.beside import beside, let_go, take


class Turn:
    """One waiting program's place; the system gives it up when the program dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self.mine = False

    def try_for_it(self) -> bool:
        """Try to be the one who asks SQLite; where such locks can't be had, everybody asks."""
        if self.mine:
            return True
        try:
            if self._handle is None:
                self._handle = os.open(beside(self.path, "line"), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0))
            self.mine = take(self._handle)
        except OSError:
            self.mine = True
        return self.mine

    def pass_on(self) -> None:
        """Let the next one ask."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        try:
            if self.mine:
                let_go(handle)
        except OSError:
            pass
        finally:
            os.close(handle)
            self.mine = False
