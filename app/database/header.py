"""The first hundred bytes of a company file and of its journal, read without SQLite.

So a file that is refused is not touched at all, and a journal that belongs elsewhere is never played back.
"""

from __future__ import annotations

from pathlib import Path

from app.database.faults import Damaged, ForeignJournal, NewerFile, NotOurs, ReadOnly, ShareGone, WrongJournal
from app.domain.text import _

APPLICATION_ID = 0x4744414E
SCHEMA = 1
"""The schema version that this program writes; each step in migrations.py leads to the next."""

MAGIC = b"SQLite format 3\0"
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


def _number(head: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(head[at:at + size], "big")


def schema_of(path: Path) -> int:
    """Return the schema version of a company file."""
    with path.open("rb") as file:
        return _number(file.read(100), 60)


def look(path: Path, schema: int | None = None) -> int:
    """Refuse, each in its own words, what is not safe to open with a program of this schema version; return the file's.
    """
    known = SCHEMA if schema is None else schema
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except PermissionError as error:
        raise ReadOnly from error
    except OSError as error:
        raise ShareGone(str(error)) from error
    if len(head) < 100 or not head.startswith(MAGIC) or _number(head, 68) != APPLICATION_ID:
        raise NotOurs(path)
    if head[18] == 2 or head[19] == 2:
        raise WrongJournal(path)
    found = _number(head, 60)
    if found > known:
        raise NewerFile(path, found, known)
    page = _page_size(head)
    if not _look_at_journal(path, page) and _number(head, 28) * page > size:
        raise Damaged(path, _("it is shorter than it says: {size} of {wanted} bytes").format(
            size=size, wanted=_number(head, 28) * page))
    return found


def _page_size(head: bytes) -> int:
    found = _number(head, 16, 2)
    return 65536 if found == 1 else found


def _look_at_journal(path: Path, page: int) -> bool:
    """Tell whether a journal waits to be played back (somebody is saving, or died doing so)."""
    try:
        with Path(f"{path}-journal").open("rb") as file:
            head = file.read(28)
            if len(head) < 28 or not head.startswith(JOURNAL_MAGIC):
                return False
            if _number(head, 24) != page:
                raise ForeignJournal(path)
            file.seek(max(_number(head, 20), 28))
            record = file.read(4 + 100)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if _number(record, 0) == 1 and len(record) == 104 and (
            not record[4:].startswith(MAGIC) or _number(record[4:], 68) != APPLICATION_ID):
        raise ForeignJournal(path)
    return True
