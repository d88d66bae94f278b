"""Who took the write lock last, noted beside the file: one small write a save, so that a wait can name somebody."""

from __future__ import annotations

import os
from pathlib import Path

from app.database.beside import beside

LONGEST = 120
"""Bytes of a note; each overwrites the last as a whole."""

_handles: dict[Path, int] = {}


def note(path: Path, name: str, pc: str) -> None:
    """Write who holds the lock now; called by its holder, never waits, and never fails a save."""
    text = f"{name} ({pc})" if pc else name
    content = text.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").encode("utf-8").ljust(LONGEST)
    try:
        handle = _handles.get(path)
        if handle is None:
            handle = _handles[path] = os.open(beside(path, "holder"),
                                              os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0))
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, content)
    except OSError:
        forget(path)


def probable(path: Path) -> str:
    """Return who took the lock last: the one who has it, unless another tool does; empty where unknown."""
    try:
        return beside(path, "holder").read_bytes()[:LONGEST].decode("utf-8", "ignore").strip()
    except OSError:
        return ""


def forget(path: Path) -> None:
    """Close the handle, when the file is closed."""
    handle = _handles.pop(path, None)
    if handle is not None:
        try:
            os.close(handle)
        except OSError:
            return
