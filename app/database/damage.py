"""A file found damaged: a flag beside it stops the writing on all PCs, and what can still be read is saved."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from datetime import datetime
from pathlib import Path

from app.database.beside import beside
from app.database.faults import BROKEN, Stopped

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds for which the absence of a flag is believed: a save asks the drive nothing more for it."""

_looked: dict[Path, float] = {}


def flag_of(path: Path) -> Path:
    """Return the place of the flag."""
    return beside(path, "damaged")


def is_confirmed(path: Path) -> bool:
    """Tell whether the pages of a file are damaged when looked at afresh: a drive's stale caches can look like it."""
    try:
        raw = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            return str(raw.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok"
        finally:
            raw.close()
    except UnicodeDecodeError:
        return True
    except sqlite3.Error as error:
        return any(words in str(error).lower() for words in BROKEN)
    except OSError:
        return False


def raise_flag(path: Path, found: str) -> None:
    """Stop the writing on all PCs; the first finder's words stay."""
    _looked.pop(path, None)
    try:
        with flag_of(path).open("x", encoding="utf-8") as file:
            json.dump({"found": found, "at": datetime.now().isoformat(timespec="seconds")}, file, ensure_ascii=False)
    except FileExistsError:
        return
    except OSError as trouble:
        log.error("the flag of damage could not be written: %s", trouble)


def found_damaged(path: Path) -> str | None:
    """Return what was found and when, None where there is no flag."""
    try:
        kept = json.loads(flag_of(path).read_text(encoding="utf-8"))
        return f"{kept['found']}, {kept['at']}"
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def refuse_if_stopped(path: Path) -> None:
    """Raise Stopped where a flag stands; looks at the drive every LOOK_EVERY seconds at most."""
    now = time.monotonic()
    if now - _looked.get(path, -LOOK_EVERY) < LOOK_EVERY:
        return
    if (found := found_damaged(path)) is not None:
        raise Stopped(path, found)
    _looked[path] = now


def look_now(path: Path) -> None:
    """Let the next save look at the drive."""
    _looked.pop(path, None)


def take_flag_down(path: Path) -> None:
    """Allow writing again, after a restore."""
    _looked.pop(path, None)
    flag_of(path).unlink(missing_ok=True)


def put_aside(path: Path) -> Path:
    """Copy the damaged file and its journal together beside it, for whoever examines it; nothing is deleted."""
    import shutil

    target = beside(path, f"damaged-{datetime.now():%Y%m%d-%H%M%S}")
    shutil.copyfile(path, target)
    journal = Path(f"{path}-journal")
    if journal.exists():
        shutil.copyfile(journal, f"{target}-journal")
    return target


def salvage(path: Path, target: Path) -> dict[str, int]:
    """Copy every row that can still be read into a new file; return {table: rows lost or unreadable parts}."""
    lost: dict[str, int] = {}
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    made = sqlite3.connect(target)
    source.text_factory = bytes
    try:
        made.execute("PRAGMA journal_mode=DELETE")
        head = path.open("rb")
        with head:
            first = head.read(100)
        for pragma, place in (("application_id", 68), ("user_version", 60)):
            made.execute(f"PRAGMA {pragma}={int.from_bytes(first[place:place + 4], 'big', signed=True)}")
        plain = [(n.decode(), s.decode()) for n, s in source.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type='table' "
            "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_trigram%'")]
        for name, sql in plain:
            made.execute(sql)
            lost[name] = _copy_rows(source, made, name)
        for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type='index'"):
            try:
                made.execute(sql.decode())
            except sqlite3.DatabaseError as trouble:
                log.info("an index of the salvaged copy was left out: %s", trouble)
        made.commit()
    finally:
        source.close()
        made.close()
    return lost


def _copy_rows(source: sqlite3.Connection, made: sqlite3.Connection, name: str) -> int:
    """Copy a table row by row from the front, past what can't be read; return how many gaps there were."""
    gaps, last = 0, -1
    width = len(source.execute(f'PRAGMA table_info("{name}")').fetchall())
    marks = ", ".join("?" * width)
    step = 1
    while gaps < 1000:
        try:
            for row in source.execute(f'SELECT rowid, * FROM "{name}" WHERE rowid > ? ORDER BY rowid', (last,)):
                values = [v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in row[1:]]
                last, step = row[0], 1
                try:
                    made.execute(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', values)
                except sqlite3.DatabaseError:
                    gaps += 1
            return gaps
        except (sqlite3.DatabaseError, OverflowError):
            gaps, last, step = gaps + 1, last + step, step * 2
    return gaps
