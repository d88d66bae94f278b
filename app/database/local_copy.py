"""One verified copy of the company file on each PC, for reading on while the drive is away."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from datetime import datetime
from pathlib import Path

from app.database import backup
from app.database.settings import personal_folder

log = logging.getLogger(__name__)

FRESH_FOR = 2 * 3600
"""Seconds after which a copy is made anew: it costs the drive one reading of the whole file."""


def copy_of(path: Path) -> Path:
    """Return where this PC keeps its copy of a file."""
    name = hashlib.sha256(str(path).encode("utf-8")).hexdigest()[:16]
    return personal_folder() / "copies" / f"{path.stem[:60]}-{name}.gendan"


def made_at(path: Path) -> datetime | None:
    """Return when this PC's copy was made, None where there is none."""
    try:
        return datetime.fromtimestamp(copy_of(path).stat().st_mtime)
    except OSError:
        return None


def is_due(path: Path, now: float | None = None) -> bool:
    """Tell whether a copy should be made: there is none, or it is older than FRESH_FOR."""
    made = made_at(path)
    return made is None or (time.time() if now is None else now) - made.timestamp() > FRESH_FOR


def refresh(path: Path) -> Path:
    """Make the copy anew; the old one stays until the new one is verified."""
    target = copy_of(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        backup.copy_file(path, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
        Path(f"{draft}-journal").unlink(missing_ok=True)
    return target


def refresh_if_due(path: Path) -> bool:
    """Make the copy anew where it is old; a drive that goes away meanwhile is logged, not told."""
    if not is_due(path):
        return False
    try:
        refresh(path)
    except Exception as trouble:
        log.info("the local copy was not made: %s", trouble)
        return False
    return True
