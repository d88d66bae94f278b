"""Many programs on one file, some killed at random: `python -m tests.faults.writers FILE PROCESSES SECONDS KILLS`.

One process loads the program and forks the writers, so that thirty are up in a moment. Each writer notes an action in
a file of its own only after the program has said that it is saved; afterwards every note is looked for. Prints JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.database import backup, connection, history
from app.database.change import Stale, Who, write
from app.database.faults import Busy, DatabaseTrouble
from app.database.record import database
from app.database.verifying import verify_history
from app.masters.company import Company

SHARED = "shared"
"""The one record that all writers count up."""


def make(place: Any) -> None:
    """Put the shared record into a file."""
    connection.open_file(place)
    write("Make", Who("parent"), lambda change: change.save(Company(name=SHARED, weight=0)))
    connection.close()


def one_writer(place: Any, name: str, folder: Path) -> None:
    """Count the shared record up and add a record of one's own, as one action, until killed."""
    connection.open_file(place)
    who, chance, number = Who(name, f"PC-{name}"), random.Random(name), 0
    with (folder / f"{name}.saved").open("a", encoding="utf-8", buffering=1) as saved, \
            (folder / f"{name}.waits").open("a", encoding="utf-8", buffering=1) as waits:
        while True:
            token = f"{name}-{number}"
            started = time.perf_counter()

            def task(change: Any, token: str = token) -> None:
                shared = Company.get(Company.name == SHARED)
                shared.weight += 1
                change.save(shared)
                change.save(Company(name=token))

            try:
                write(f"Action {token}", who, task)
            except (Busy, Stale):
                continue
            except DatabaseTrouble as trouble:
                saved.write(f"! {type(trouble).__name__} {trouble}\n")
                return
            saved.write(f"{token}\n")
            waits.write(f"{time.perf_counter() - started:.6f}\n")
            number += 1
            time.sleep(chance.uniform(0, 0.02))


def fork(do: Any) -> int:
    """Start a child that does one thing and never comes back."""
    child = os.fork()
    if child:
        return child
    try:
        do()
    finally:
        os._exit(0)


def end(children: dict[int, str]) -> None:
    """Kill all children at once."""
    for child in children:
        os.kill(child, signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)


def run(place: Any, folder: Path, processes: int, seconds: float, kills: int, with_backup: bool) -> dict[str, Any]:
    """Let the writers write and die, then look at what is in the file."""
    chance = random.Random(1)
    children: dict[int, str] = {}
    for number in range(processes):
        children[fork(lambda n=number: one_writer(place, f"w{n}", folder))] = f"w{number}"
    taken = None
    until, killed = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        time.sleep(seconds / (kills + 1) * chance.uniform(0.5, 1.0))
        if with_backup and taken is None and killed >= kills // 2:
            taken = fork(lambda: (connection.open_file(place), backup.make_backup("under load")))
        if killed < kills:
            victim = chance.choice(sorted(children))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            killed += 1
            name = f"{children.pop(victim)}+"
            children[fork(lambda n=name: one_writer(place, n, folder))] = name
    if taken is not None:
        os.waitpid(taken, 0)
    end(children)
    return {"killed": killed, **judge(place, folder)}


def judge(place: Any, folder: Path) -> dict[str, Any]:
    """Return what of the saved actions is missing or double, and whether versions, pages and chain are right."""
    saved, troubles = [], []
    for file in folder.glob("*.saved"):
        for line in file.read_text(encoding="utf-8").splitlines():
            (troubles if line.startswith("!") else saved).append(line)
    waits = sorted(float(w) for file in folder.glob("*.waits") for w in file.read_text().split())
    connection.open_file(place)
    state = judge_open()
    found: list[str] = state.pop("tokens")
    connection.close()
    counted: dict[str, int] = {}
    for token in found:
        counted[token] = counted.get(token, 0) + 1
    return {"saved": len(saved), "missing": [t for t in saved if t not in counted],
            "twice": [t for t, n in counted.items() if n > 1], "unnoted": len(counted) - len(saved),
            "troubles": troubles, **state, "p50": _at(waits, 0.5), "p99": _at(waits, 0.99), "longest": _at(waits, 1.0)}


def _at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def judge_open() -> dict[str, Any]:
    """Return what is in the open file: tokens, the shared record's count and version, misfits of history and pages."""
    shared = Company.get(Company.name == SHARED)
    tokens = [c.name for c in Company.select().where(Company.name != SHARED)]
    verdict = verify_history()
    integrity = "ok"
    if not connection.on_server():
        integrity = database.execute_sql("PRAGMA integrity_check").fetchone()[0]
    titles = history.ChangeEntry.select().where(history.ChangeEntry.title.startswith("Action ")).count()
    return {"tokens": tokens, "count": shared.weight, "version": shared.version, "actions": titles,
            "integrity": integrity, "broken": [b.words for b in verdict.broken], "records": len(tokens)}


def main() -> None:
    """Run from the command line."""
    file, processes, seconds, kills = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    catalogue.tables()
    folder = Path(sys.argv[5]) if len(sys.argv) > 5 else Path(f"{file}.notes")
    folder.mkdir(exist_ok=True)
    make(file)
    report = run(file, folder, processes, seconds, kills, "--backup" in sys.argv)
    for copy in backup_files(file):
        connection.open_file(copy)
        report["backup"] = judge_open()
        report["backup"].pop("tokens")
        connection.close()
    print(json.dumps(report, ensure_ascii=False))


def backup_files(file: str) -> list[Path]:
    """Return the backups made meanwhile."""
    with contextlib.suppress(OSError, ValueError):
        return [b.path for b in backup.backups(Path(file))]
    return []


if __name__ == "__main__":
    main()
