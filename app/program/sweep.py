"""Takes away what earlier versions and broken-off starts left behind; never what still runs."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.program import folders

log = logging.getLogger(__name__)

KEPT = 2
"""Versions that stay: this one or the newest, and one to go back to."""

AGE = 24 * 3600
"""Seconds after which a draft or a temporary folder is nobody's any more."""

TEMPORARY = ("gendan-", "_MEI")


def hold(folder: str) -> Any:
    """Mark a version's folder as in use while the returned file is open; elsewhere than on Windows, which sees it."""
    if not folder or sys.platform == "win32":
        return None
    import fcntl

    try:
        file = (Path(folder) / folders.IN_USE).open("ab")
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return None
    return file


def sweep(root: str, own: str, now: float | None = None, temporary: str | None = None) -> list[str]:
    """Remove old versions below `root`, drafts and temporary folders older than a day; return what went.

    `own` is the name of the running version's folder. What is in use or cannot be removed stays for the next time.
    """
    moment = time.time() if now is None else now
    there = folders.versions(root)
    keep = {own, *there[:KEPT]}
    gone = [name for name in there if name not in keep and _remove_version(Path(root) / name)]
    drafts = [*_aged(Path(root), (folders.DRAFT, ".old-"), moment)]
    for folder in [*drafts, *_aged(Path(temporary or tempfile.gettempdir()), TEMPORARY, moment)]:
        if folder.name.startswith("_MEI") and not (folder / "splash.bmp").exists():
            continue
        if not folder.is_dir():
            with contextlib.suppress(OSError):
                folder.unlink()
        else:
            shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            gone.append(folder.name)
    if gone:
        log.info("swept: %d", len(gone))
    return gone


def _aged(folder: Path, beginnings: tuple[str, ...], now: float) -> Iterator[Path]:
    try:
        for entry in os.scandir(folder):
            if entry.name.startswith(beginnings) and now - entry.stat(follow_symlinks=False).st_mtime > AGE:
                yield Path(entry.path)
    except OSError:
        return


def _remove_version(folder: Path) -> bool:
    """Remove a version that nobody runs: Windows lets no folder be renamed whose program runs."""
    aside = folder.with_name(f".old-{folder.name}-{os.getpid()}")
    try:
        if sys.platform != "win32" and _held(folder):
            return False
        folder.rename(aside)
    except OSError:
        return False
    shutil.rmtree(aside, ignore_errors=True)
    return True


def _held(folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        with (folder / folders.IN_USE).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
