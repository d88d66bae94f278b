"""Copies of the shared file: made by SQLite itself, verified, and only then given their name."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from app.database.connection import path_of_database
from app.database.faults import Damaged

MANY = 500
"""Rows that an import may write without a backup before it."""


def folder() -> Path:
    """Return the folder of the backups, beside the database."""
    path = path_of_database()
    return path.with_name(path.name + ".backups")


def make_backup(reason: str = "manual") -> Path:
    """Copy the committed state of the file while others go on writing; return where the verified copy lies."""
    source = path_of_database()
    name = f"{source.stem} {datetime.now():%Y-%m-%d %H%M%S} {reason}.gendan"
    with tempfile.TemporaryDirectory(prefix="gendan") as local:
        copy = Path(local) / "copy.gendan"
        reading, writing = sqlite3.connect(source), sqlite3.connect(copy)
        try:
            reading.backup(writing)
            verdict = writing.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            reading.close()
            writing.close()
        if verdict != "ok":
            raise Damaged(source, verdict)
        folder().mkdir(parents=True, exist_ok=True)
        target = folder() / name
        draft = target.with_name(f"{name}.{os.getpid()}.new")
        shutil.copyfile(copy, draft)
        draft.replace(target)
    return target


def backup_before(rows: int) -> Path | None:
    """Make a backup before an import of more than MANY rows, and sweep those no longer needed."""
    if rows <= MANY:
        return None
    made = make_backup("before import")
    keep_rotation()
    return made


def keep_rotation(daily: int = 7, weekly: int = 8, monthly: int = 12) -> list[Path]:
    """Remove backups that no day, week or month needs any more; return those removed."""
    files = sorted(folder().glob("*.gendan"), key=lambda f: f.stat().st_mtime, reverse=True)
    kept: set[Path] = set()
    for most, form in ((daily, "%Y-%m-%d"), (weekly, "%G-%V"), (monthly, "%Y-%m")):
        seen: dict[str, Path] = {}
        for file in files:
            period = datetime.fromtimestamp(file.stat().st_mtime).strftime(form)
            if period not in seen and len(seen) < most:
                seen[period] = file
        kept.update(seen.values())
    gone = [file for file in files if file not in kept]
    for file in gone:
        file.unlink()
    return gone
