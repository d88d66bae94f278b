"""One client's work on a share: `python -m tests.faults.bed_load WHAT PATH …`, prints one line of JSON.

    load PATH NAME SECONDS GAP [START]   saves and every fifth time opens a page, GAP seconds apart, from a time on
    count PATH NAME              asks of one save, of SQLite alone with the same statements, and of opening a page
    watch PATH NAME SECONDS      saves without a pause and notes when each was done, for the time blocked by a death
    hold PATH                    takes the write lock and keeps it
    judge PATH                   looks whether pages, versions and history are whole
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.database import connection, dialect, history, holder, transaction
from app.database.change import Stale, Who, write
from app.database.connection import by_protocol
from app.database.faults import DatabaseTrouble
from app.database.query import Ask, first_rows, numbers
from app.database.record import database
from app.database.verifying import verify_history
from app.masters.order import Order
from tests.faults import vfs

TODAY = date(2026, 11, 23)
STATS = Path("/proc/fs/cifs/Stats")
"""What Linux's SMB client has sent."""


def sent() -> Counter[str]:
    """Return what this client's kernel has asked its server so far, by kind; empty where it has no such client."""
    found: Counter[str] = Counter()
    if STATS.exists():
        for line in STATS.read_text().splitlines():
            if named := re.match(r"\s*(\w+): (\d+) total (\d+) failed", line):
                found[named.group(1)] += int(named.group(2))
    return found


def save(name: str, number: int, words: bool = False) -> None:
    """Change one field of an order, as a form does: sometimes a word, mostly something that nobody searches for."""

    def task(change: Any) -> None:
        order = Order.get_by_id(number)
        if words:
            order.note = f"{name} {time.time()}"
        else:
            order.revision += 1
        change.save(order)

    write("Save", Who(name, name), task)


def open_page() -> int:
    """Read what the page of orders shows first; return how many orders there are."""
    ask = Ask(catalogue.sheets()["orders"], TODAY)
    return transaction.read(lambda: (first_rows(ask, 60), len(numbers(ask)))[1])


def load(path: Path, name: str, seconds: float, gap: float, start: float = 0.0) -> dict[str, Any]:
    """Work for some seconds, once everybody is in."""
    connection.open_file(path)
    open_page()
    mine = [row[0] for row in Order.select(Order.id).tuples()]
    chance, saves, opens, troubles = random.Random(name), [], [], []
    late = time.time() - start if start else 0.0
    time.sleep(max(0.0, -late) + chance.uniform(0, gap))
    until, before, round_ = time.monotonic() + seconds, sent(), 0
    while time.monotonic() < until:
        started = time.perf_counter()
        try:
            if round_ % 5 == 4:
                open_page()
                opens.append(time.perf_counter() - started)
            else:
                save(name, chance.choice(mine), chance.random() < 0.3)
                saves.append(time.perf_counter() - started)
        except Stale:
            pass
        except DatabaseTrouble as trouble:
            troubles.append(f"{type(trouble).__name__}: {trouble}"[:200])
        round_ += 1
        if gap:
            time.sleep(chance.uniform(0, 2 * gap))
    connection.close()
    return {"late": late, "saves": saves, "opens": opens, "troubles": troubles, "requests": dict(sent() - before)}


def count(path: Path, name: str) -> dict[str, Any]:
    """Count what is asked for one save, for the same statements by SQLite alone, and for opening a page."""
    found: dict[str, Any] = {}
    statements: list[str] = []
    with vfs.watched() as faults:
        connection.open_file(path)
        number = Order.select(Order.id).limit(1).scalar()
        save(name, number)
        open_page()
        raw = database.connection()
        for what, act in (("save", lambda: save(name, number)), ("page", open_page)):
            other_commits(path)
            if what == "save":
                raw.set_trace_callback(statements.append)
            before, asked = sent(), faults.asked.copy()
            started = time.perf_counter()
            act()
            found[what] = {"seconds": time.perf_counter() - started, "sqlite": dict(faults.asked - asked),
                           "wire": dict(sent() - before)}
            raw.set_trace_callback(None)
        connection.close()
        with closing(sqlite3.connect(path, isolation_level=None)) as bare:
            by_protocol(lambda sql: bare.execute(sql).fetchall())
            bare.execute("SELECT COUNT(*) FROM production_order").fetchall()
            again(bare, statements, "-1")
            other_commits(path)
            before, asked = sent(), faults.asked.copy()
            again(bare, statements, "-2")
            found["bare"] = {"sqlite": dict(faults.asked - asked), "wire": dict(sent() - before)}
    return found


def other_commits(path: Path) -> None:
    """Let another connection commit something, so that what is remembered must be looked at again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        other.execute("PRAGMA journal_mode=PERSIST").fetchall()
        other.execute("PRAGMA locking_mode=NORMAL").fetchall()
        other.execute("SELECT 1 FROM sqlite_master").fetchall()
        other.execute("UPDATE change_entry SET pc = hex(randomblob(4)) WHERE id = 1")


def again(bare: sqlite3.Connection, statements: list[str], ending: str) -> None:
    """Run a save's own statements by SQLite alone; what must be unique gets an ending."""
    for sql in statements:
        if sql.startswith('INSERT INTO "change_entry"'):
            sql = re.sub(r"VALUES \('([^']+)'", lambda m: f"VALUES ('{m.group(1)}{ending}'", sql)
        sql = re.sub(r'"revision" = (\d+)', lambda m: f'"revision" = {int(m.group(1)) - int(ending)}', sql)
        try:
            bare.execute(sql).fetchall()
        except sqlite3.IntegrityError:
            continue


def watch(path: Path, name: str, seconds: float) -> dict[str, Any]:
    """Save without a pause; return when each save was done and what was told meanwhile."""
    connection.open_file(path)
    mine = [row[0] for row in Order.select(Order.id).tuples()]
    done, troubles, reads = [], [], []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            save(name, random.choice(mine))
            done.append(time.time())
        except Stale:
            continue
        except DatabaseTrouble as trouble:
            troubles.append((time.time(), f"{type(trouble).__name__}: {trouble}"[:200]))
            try:
                started = time.perf_counter()
                open_page()
                reads.append(time.perf_counter() - started)
            except DatabaseTrouble as unread:
                reads.append(-1.0)
                troubles.append((time.time(), f"reading: {type(unread).__name__}"))
        time.sleep(0.05)
    connection.close()
    return {"done": done, "troubles": troubles, "reads": reads}


def hold(path: Path) -> None:
    """Take the lock, say so, and keep it for ever."""
    connection.open_file(path)
    dialect.begin()
    holder.note(path, "frozen", "PC-0")
    print("held", flush=True)
    time.sleep(3600)


def judge(path: Path) -> dict[str, Any]:
    """Return what is wrong with a file."""
    connection.open_file(path)
    verdict = verify_history()
    integrity = database.execute_sql("PRAGMA integrity_check").fetchone()[0]
    entries = history.ChangeEntry.select().where(history.ChangeEntry.title == "Save").count()
    connection.close()
    return {"integrity": integrity, "broken": [b.words for b in verdict.broken], "saves": entries}


def main() -> None:
    """Run from the command line."""
    what, path, rest = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    catalogue.tables()
    catalogue.sheets()
    found: Any = None
    if what == "load":
        found = load(path, rest[0], *map(float, rest[1:]))
    elif what == "count":
        found = count(path, rest[0])
    elif what == "watch":
        found = watch(path, rest[0], float(rest[1]))
    elif what == "hold":
        hold(path)
    else:
        found = judge(path)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
