"""One window for a company file and user: a lock tells that one is there, a note beside it asks it to come forward.

Lock and notes lie in the user's own folder, never on the share. A lock that nobody holds but that still names a
process tells of a run that did not end by itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from app.database.settings import personal_folder

NONE = -1
LOCKED_BYTE = 1000
"""Beyond the process's number, so that others can read it while the byte is locked."""


def folder() -> Path:
    """Return where locks and notes lie."""
    return personal_folder() / "running"


def key(place: str) -> str:
    """Return the name of a place's lock; the same path in another spelling has the same name."""
    plain = place if "://" in place else os.path.normcase(os.path.abspath(place)) if place else ""
    return f"{crc32(plain.encode('utf-8', 'surrogatepass')):08x}"


class Claim:
    """This process's hold on a company file; given up when it ends, however it ends."""

    def __init__(self, place: str, file: int, broken_off: bool) -> None:
        self.place, self.key, self._file = place, key(place), file
        self.broken_off = broken_off
        """Whether the last run on this file did not end by itself."""

    def release(self) -> None:
        """Give the file up and note that all ended well."""
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
            _unlock(self._file)
            os.close(self._file)
            self._file = NONE

    def asked(self) -> list[list[str]]:
        """Return what other starts ask for and take their notes away: for each the workbooks that it was given."""
        found: list[list[str]] = []
        for note in sorted(folder().glob(f"{self.key}.ask-*")):
            if note.suffix == ".new":
                continue
            with contextlib.suppress(OSError, ValueError):
                wanted = json.loads(note.read_text(encoding="utf-8"))
                note.unlink()
                found.append([str(name) for name in wanted] if isinstance(wanted, list) else [])
        return found


def claim(place: str) -> Claim | None:
    """Take hold of a company file for this process; None where another process of this user has it.

    Where the folder cannot be written there are no locks, and every start opens a window.
    """
    try:
        folder().mkdir(parents=True, exist_ok=True)
        file = os.open(folder() / f"{key(place)}.lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError:
        return Claim(place, NONE, False)
    if not _lock(file):
        os.close(file)
        return None
    os.lseek(file, 0, os.SEEK_SET)
    broken_off = bool(os.read(file, 20).strip())
    os.lseek(file, 0, os.SEEK_SET)
    os.ftruncate(file, 0)
    os.write(file, str(os.getpid()).encode())
    return Claim(place, file, broken_off)


def ask(place: str, workbooks: Sequence[str] = ()) -> Path | None:
    """Leave a note for the process that has a company file; return the note, which goes when it is read."""
    note = folder() / f"{key(place)}.ask-{os.getpid()}"
    draft = note.with_name(note.name + ".new")
    try:
        draft.write_text(json.dumps(list(workbooks), ensure_ascii=False), encoding="utf-8")
        draft.replace(note)
    except OSError:
        return None
    _let_forward(place)
    return note


def _let_forward(place: str) -> None:
    """Let the other process bring its window to the front, which Windows allows only to whom the user has clicked."""
    if sys.platform != "win32":
        return
    import ctypes

    with contextlib.suppress(OSError, ValueError):
        number = int((folder() / f"{key(place)}.lock").read_bytes()[:20] or b"0")
        ctypes.WinDLL("user32").AllowSetForegroundWindow(number)


def _lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        with contextlib.suppress(OSError):
            os.lseek(file, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
