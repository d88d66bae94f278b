"""Files of a record, kept beside the database under their content's hash; the original name is text only."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from app.database.change import Change
from app.database.connection import path_of_database
from app.database.dialect import on_server
from app.database.fields import Integer, Text
from app.database.record import Record, database
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _

LARGEST = 64 * 1024 * 1024
LONGEST_NAME = 200
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", *(
    f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³")))
"""Names that Windows keeps for devices, whatever ending they have."""


class Attachment(Record):
    """A file that belongs to a record."""

    place = Text(N_("Table"), required=True)
    record = Integer(N_("Record"), required=True)
    name = Text(N_("File name"), required=True)
    size = Integer(N_("Size"), required=True)
    content = Text(N_("Hash"), required=True)

    class Meta:
        table_name = "attachment"
        indexes = ((("place", "record"), False),)


def folder() -> Path:
    """Return the folder of the files, beside the database."""
    path = path_of_database()
    return path.with_name(path.name + ".files")


def stored_at(digest: str) -> Path:
    """Return where a content of this hash lies beside the file."""
    return folder() / digest[:2] / digest


def safe_name(name: str) -> str:
    """Return the last part of a name without what a file system could take for something else."""
    last = re.sub("^[A-Za-z]:(?=[\\\\/]|$)", "", name).replace("\\", "/").split("/")[-1]
    last = re.sub(r"^[^:]*\.[^:]*:", "", last).replace(":", "-")  # of a stream of a file the stream's name
    kept = "".join(c for c in last if c.isprintable() and c not in '<>"|?*').strip(" .-")
    if kept.split(".")[0].rstrip(" ").upper() in _DEVICES:
        kept = "_" + kept
    return _short(kept) or "file"


def _short(name: str) -> str:
    """Return a name of at most LONGEST_NAME units of UTF-16, which Windows counts, with its ending."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 20:
        stem, dot, ending = name, "", ""
    room = 2 * (LONGEST_NAME - len(dot + ending))
    return stem.encode("utf-16-le")[:room].decode("utf-16-le", "ignore").rstrip(" .") + dot + ending


def attach(change: Change, record: Record, name: str, content: bytes) -> Attachment:
    """Keep a file with a record; the same content is stored once."""
    if len(content) > LARGEST:
        raise Refused([Problem(_("“{name}” is larger than 64 MB. Keep it in a folder and note its place.")
                               .format(name=name), None, True)])
    digest = hashlib.sha256(content).hexdigest()
    made = Attachment(place=record._meta.table_name, record=record.id, name=safe_name(name),
                      size=len(content), content=digest)
    put(digest, content)
    change.save(made)
    return made


def attachments_of(record: Record) -> list[Attachment]:
    """Return a record's files, oldest first."""
    return list(Attachment.select().where(
        (Attachment.place == record._meta.table_name) & (Attachment.record == record.id)
        & (Attachment.deleted == 0)).order_by(Attachment.id))


def read(attachment: Attachment) -> bytes:
    """Return a file's content; an OSError names the place where it is missing."""
    return content_of(str(attachment.content))


def put(digest: str, content: bytes) -> None:
    """Keep a content under its hash: beside the file, on a server in a table; one that is there already stays."""
    if on_server():
        database.execute_sql("INSERT INTO file_content (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
                             (digest, content))
        return
    target = stored_at(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{os.getpid()}.new")
        draft.write_bytes(content)
        draft.replace(target)


def content_of(digest: str) -> bytes:
    """Return the content of a hash; an OSError names the place where it is missing."""
    if not on_server():
        return stored_at(digest).read_bytes()
    found = database.execute_sql("SELECT content FROM file_content WHERE hash = ?", (digest,)).fetchone()
    if found is None:
        raise FileNotFoundError(2, _("The file is not on the server"), digest)
    return bytes(found[0])


def contents() -> Iterator[tuple[str, bytes]]:
    """Yield hash and content of every file, each once; those that are missing are left out."""
    for (digest,) in Attachment.select(Attachment.content).distinct().tuples():
        try:
            yield digest, content_of(digest)
        except OSError:
            continue
