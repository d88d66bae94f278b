"""Link files: a small text on the share or the desktop that names the company file, or the server's address."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from app.database.header import MAGIC
from app.database.place import Place, Server, place_of
from app.domain.text import _

LINK, COMPANY = ".gendan-link", ".gendan"
LONGEST = 4096
"""Bytes of a link file at the most; a company file begins at four times that."""


class BrokenLink(Exception):
    """A link file names nothing that can be opened; the text says what it should hold."""

    def __init__(self, file: Path) -> None:
        super().__init__(_("“{file}” is no usable link. It should hold one line: the path of the company file, or "
                           "the address of the server.").format(file=file))


def is_link(file: Path) -> bool:
    """Tell whether a file is a link: by its ending, or a small text that is named like a company file."""
    if file.suffix.lower() == LINK:
        return True
    if file.suffix.lower() != COMPANY:
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(LONGEST + 1)
    except OSError:
        return False
    return 0 < len(head) <= LONGEST and not head.startswith(MAGIC) and b"\0" not in head


def target(file: Path) -> Place:
    """Return the place that a link names: its first line that is no remark (#); seen from the link's own folder."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise BrokenLink(file)
        text = _decoded(data)
        lines = (line.strip().strip("\"“”'") for line in text.splitlines())
        named = next(line for line in lines if line and not line.startswith("#"))
        found = place_of(named)
    except (OSError, StopIteration, ValueError) as error:
        raise BrokenLink(file) from error
    if isinstance(found, Server):
        return found
    if "\0" in named or found.suffix.lower() == LINK:
        raise BrokenLink(file)
    whole = found.is_absolute() or PureWindowsPath(named).is_absolute()
    return found if whole else file.parent / Path(*PureWindowsPath(named).parts)


def _decoded(data: bytes) -> str:
    """Return a link's text: UTF-8, or what a Chinese Windows writes by itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def write(file: Path, place: Place) -> None:
    """Write a link to a place; a password never goes into it."""
    named = str(place)
    if isinstance(place, Path) and place.parent == file.parent:
        named = place.name
    file.write_text(f"# Gendan 跟单台\r\n{named}\r\n", encoding="utf-8", newline="")
