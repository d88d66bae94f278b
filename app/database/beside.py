"""The small files beside the company file: which names they have, and locks held on them between PCs.

A barrier is a lock on a byte, never the existence of a file: Windows remembers for seconds that a file was not there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def beside(path: Path, ending: str) -> Path:
    """Return the place of a file beside the company file: company.gendan.backups."""
    return path.with_name(f"{path.name}.{ending}")


class Held(Exception):
    """Another program holds the barrier."""


@contextmanager
def barrier(path: Path, ending: str) -> Iterator[None]:
    """Hold a barrier beside the file, or raise Held at once; the system lets go of it when the program ends."""
    place = beside(path, ending)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0))
    try:
        if not take(handle):
            raise Held(str(place))
        try:
            yield
        finally:
            let_go(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> bool:
        """Lock the first byte for this handle alone; False where another handle has it."""
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def let_go(handle: int) -> None:
        """Give the first byte back."""
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl
    import struct

    _OWN = getattr(fcntl, "F_OFD_SETLK", 37)
    """Locks that belong to the handle, as on Windows, not to the whole process."""

    def take(handle: int) -> bool:
        """Lock the first byte for this handle alone; False where another handle has it."""
        try:
            fcntl.fcntl(handle, _OWN, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0))
        except (BlockingIOError, PermissionError):
            return False
        return True

    def let_go(handle: int) -> None:
        """Give the first byte back."""
        fcntl.fcntl(handle, _OWN, struct.pack("hhqqi4x", fcntl.F_UNLCK, os.SEEK_SET, 0, 1, 0))
