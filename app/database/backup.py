"""Copies of the company's records: made while others write, verified, and only then given their name."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.database import connection
from app.database.beside import Held, barrier, beside
from app.database.damage import raise_flag
from app.database.faults import TROUBLE, Damaged, DatabaseTrouble, DiskFull
from app.database.header import look
from app.database.patience import meant
from app.database.place import Server
from app.domain.frozen import frozen
from app.domain.text import N_

MANY = 500
"""Rows that an import may write without a backup before it."""

START_OF_DAY, BEFORE_IMPORT, BEFORE_UPGRADE, BEFORE_RESTORE, BY_HAND = (
    "daily", "before import", "before upgrade", "before restore", "manual")
REASONS = {START_OF_DAY: N_("Start of the day"), BEFORE_IMPORT: N_("Before an import"),
           BEFORE_UPGRADE: N_("Before an upgrade of the file"), BEFORE_RESTORE: N_("Before a restore"),
           BY_HAND: N_("Made by hand")}
ENDING = ".gendan"
_NAME = re.compile(r" (\d{4}-\d\d-\d\d \d{6}) (.+)\.gendan$")


@frozen
class Backup:
    """A verified copy: where it lies, when and why it was made, how large it is in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


def folder() -> Path:
    """Return the folder of the backups: beside the file, for a server in the user's own folder."""
    place = connection.place_of_database()
    if isinstance(place, Server):
        from app.database.settings import personal_folder

        return personal_folder() / "backups" / place.stem
    return folder_of(place)


def folder_of(path: Path) -> Path:
    """Return the folder of a file's backups."""
    return beside(path, "backups")


def make_backup(reason: str = BY_HAND) -> Path:
    """Copy the committed state while others go on writing; return where the verified copy lies."""
    place = connection.place_of_database()
    if isinstance(place, Server):
        from app.database.copying import copy_open

        return _keep(place.stem, folder(), reason, lambda copy: copy_open(copy))
    return backup_of(place, reason)


def backup_of(path: Path, reason: str = BY_HAND) -> Path:
    """Copy a company file that need not be open."""
    return _keep(path.stem, folder_of(path), reason, lambda copy: copy_file(path, copy))


def copy_file(source: Path, target: Path) -> None:
    """Copy the committed state of a file in use to a local file, and verify the copy."""
    try:
        reading = connection.raw_connection(source)
        try:
            writing = sqlite3.connect(target)
            try:
                reading.backup(writing, sleep=0.05)
                verdict = _verdict(writing)
                original = "ok" if verdict == "ok" else _verdict(reading)
            finally:
                writing.close()
        finally:
            reading.close()
    except TROUBLE as error:
        raise meant(error, source) from error
    if original != "ok":
        raise_flag(source, original)
        raise Damaged(source, original)
    if verdict != "ok":
        raise Damaged(target, verdict)


def _verdict(raw: sqlite3.Connection) -> str:
    return "; ".join(r[0] for r in raw.execute("PRAGMA integrity_check(3)"))


def _keep(stem: str, target_folder: Path, reason: str, fill: Callable[[Path], object]) -> Path:
    at = datetime.now()
    while any(target_folder.glob(f"{glob.escape(stem)} {at:%Y-%m-%d %H%M%S} *{ENDING}")):
        at += timedelta(seconds=1)  # one made in the same second keeps its name
    name = f"{stem} {at:%Y-%m-%d %H%M%S} {reason}{ENDING}"
    target = target_folder / name
    with tempfile.TemporaryDirectory(prefix="gendan-") as local:
        copy = Path(local) / "copy.gendan"
        draft = target.with_name(f"{name}.{os.getpid()}.new")
        try:
            fill(copy)
            target_folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(copy, draft)
            if digest(draft) != digest(copy):
                raise Damaged(draft, "copy differs")
            draft.replace(target)
        except OSError as error:
            if error.errno == 28:
                raise DiskFull(target) from error
            raise
        finally:
            draft.unlink(missing_ok=True)
    return target


def digest(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backups(place: Path | None = None) -> list[Backup]:
    """Return the backups of the open file, or of another one, newest first."""
    found = [Backup(path, made_at(path), named.group(2), path.stat().st_size)
             for path in (folder_of(place) if place is not None else folder()).glob(f"*{ENDING}")
             if (named := _NAME.search(path.name))]
    return sorted(found, key=lambda b: (b.at, b.path.name), reverse=True)


def made_at(path: Path) -> datetime:
    """Return when a backup was made, by its name, else by its file's time."""
    named = _NAME.search(path.name)
    return datetime.strptime(named.group(1), "%Y-%m-%d %H%M%S") if named else datetime.fromtimestamp(
        path.stat().st_mtime)


def verify(path: Path) -> str:
    """Return what is wrong with a backup, “” where it is whole: pages, indexes, and the chain of its history."""
    try:
        look(path)
        raw = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            verdict = _verdict(raw)
        finally:
            raw.close()
    except (*TROUBLE, OSError, DatabaseTrouble) as trouble:
        return str(trouble)
    return "" if verdict == "ok" else verdict


def backup_before(rows: int) -> Path | None:
    """Make a backup before an import of more than MANY rows, and sweep those no longer needed."""
    if rows <= MANY:
        return None
    made = make_backup(BEFORE_IMPORT)
    keep_rotation()
    return made


def daily_backup(path: Path, now: datetime | None = None) -> Path | None:
    """Make the day's backup unless there is one already or another PC is at it; return it where made here."""
    today = (now or datetime.now()).date()

    def is_made() -> bool:
        return any(b.at.date() == today for b in backups(path))

    if is_made():
        return None
    try:
        with barrier(path, "election"):
            if is_made():
                return None
            made = backup_of(path, START_OF_DAY)
            keep_rotation(path)
            return made
    except Held:
        return None


def keep_rotation(path: Path | None = None, daily: int = 7, weekly: int = 8, monthly: int = 12,
                  now: datetime | None = None) -> list[Path]:
    """Remove backups that no day, week or month needs any more, never one of the last day; return those removed."""
    files = backups(path)
    fresh = (now or datetime.now()) - timedelta(days=1)
    kept = {b.path for b in files if b.at > fresh}
    for most, form in ((daily, "%Y-%m-%d"), (weekly, "%G-%V"), (monthly, "%Y-%m")):
        seen: dict[str, Path] = {}
        for b in files:
            period = b.at.strftime(form)
            if period not in seen and len(seen) < most:
                seen[period] = b.path
        kept.update(seen.values())
    gone = [b.path for b in files if b.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
