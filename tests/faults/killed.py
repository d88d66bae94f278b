"""Killed at each thing it asks of the file system: `python -m tests.faults.killed FILE ACTION STRIDE`, prints JSON.

A child is forked for each place, does the action on a copy of its own and dies there; the parent looks at the copy.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.database import backup, connection
from app.database.change import Who, write
from app.database.migrations import Step, migrate
from app.database.verifying import verify_history
from app.masters.company import Company
from tests.faults import vfs

STEPS = (Step(2, "A column", lambda execute: execute("ALTER TABLE company ADD COLUMN fax TEXT")),
         Step(3, "A table", lambda execute: execute("CREATE TABLE fleet (id INTEGER PRIMARY KEY, n TEXT) STRICT")),
         Step(4, "Values", lambda execute: execute("UPDATE company SET fax = name")))


def act(path: Path, action: str) -> None:
    """Do one of the actions; the file is closed."""
    if action == "migrate":
        migrate(path, STEPS, 4)
        return
    connection.open_file(path)
    if action == "save":
        write("Save", Who("x"), lambda change: change.save(Company(name="saved")))
    elif action == "import":
        write("Import", Who("x"), lambda change: change.add_all([Company(name=f"K{n}") for n in range(700)]))
    else:
        backup.make_backup("test")
    connection.close()


def look(path: Path, action: str) -> dict[str, Any]:
    """Return what is in a copy after its child died."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        integrity = raw.execute("PRAGMA integrity_check").fetchone()[0]
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        columns = {r[1] for r in raw.execute("PRAGMA table_info(company)")}
        tables = {r[0] for r in raw.execute("SELECT name FROM sqlite_master")}
        found = raw.execute("SELECT COUNT(*) FROM company").fetchone()[0]
    state = {"integrity": integrity, "found": found}
    if action == "migrate":
        state["half"] = (version == 4) != ("fax" in columns) or (version == 4) != ("fleet" in tables) or \
            version not in (1, 4)
        state["done"] = version == 4
        migrate(path, STEPS, 4)
        return state
    connection.open_file(path)
    state["broken"] = [b.words for b in verify_history().broken]
    connection.close()
    kept = list(backup.folder_of(path).glob("*.gendan"))
    state["backups"] = [backup.verify(k) for k in kept]
    return state


def main() -> None:
    """Run from the command line."""
    file, action, stride = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    catalogue.tables()
    states, after, died = [], 0, True
    while died:
        path = file.parent / f"{action}{after}" / file.name
        path.parent.mkdir()
        shutil.copyfile(file, path)
        child = os.fork()
        if child == 0:
            with vfs.watched() as faults:
                faults.fail("any", after, kill=True)
                act(path, action)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status)
        states.append({"after": after, "died": died, **look(path, action)})
        shutil.rmtree(path.parent)
        after += stride
    print(json.dumps(states))


if __name__ == "__main__":
    main()
