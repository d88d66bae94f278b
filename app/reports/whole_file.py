"""Files written whole or not at all, with a clear word when they cannot be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.domain.text import N_, _

IN_USE = N_("{file} could not be written: it is open in another program, such as Excel. Close it there and try again.")
NO_PLACE = N_("{file} could not be written ({reason}). Choose another folder or name and try again.")


class NotWrittenError(OSError):
    """A file was not written, and nothing of it is left behind; the text names it and the remedy."""


def write_whole(path: Path, content: bytes) -> None:
    """Write bytes beside the place and put them there at once, so that nobody ever sees half a file."""

    def fill(part: Path) -> None:
        part.write_bytes(content)

    fill_whole(path, fill)


def fill_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a file beside the place and put it there at once; what it raises passes through."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise _refusal(path, error, busy=False) from error
    part = Path(name)
    try:
        fill(part)
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)
    except OSError as error:
        raise _refusal(path, error, busy=isinstance(error, PermissionError)) from error
    finally:
        part.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError, *, busy: bool) -> NotWrittenError:
    text = _(IN_USE).format(file=path) if busy else _(NO_PLACE).format(file=path, reason=error.strerror or error)
    return NotWrittenError(text)
