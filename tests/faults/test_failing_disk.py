"""The n-th write, sync, truncate, lock or deletion fails, once and for ever: all of an action is there, or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.database import backup, connection, damage, history, migrations, patience, transaction
from app.database.change import Who, write
from app.database.faults import DatabaseTrouble, DiskFull, SavedAfterAll, Unsure
from app.database.migrations import Step, migrate
from app.database.verifying import verify_history
from app.masters.company import Company, Person
from tests.faults import vfs
from tests.faults.conftest import LONG, plain, whole
from tests.faults.vfs import Faults

ME = Who("王小姐", "PC-1")
OPERATIONS = ("write", "sync", "truncate", "lock", "delete", "open", "read")
STEP = Step(2, "A column more", lambda execute: [execute("ALTER TABLE company ADD COLUMN fax TEXT"),
                                                 execute("CREATE TABLE fleet (id INTEGER PRIMARY KEY, name TEXT) STRICT"),
                                                 execute("UPDATE company SET fax = name")])


def places(most: int) -> Iterator[int]:
    """Yield the numbers of operations that shall fail: all in a long run, else the first ones and a sample."""
    at, step = 0, 1
    while at < most:
        yield at
        if not LONG and at >= 6:
            step = max(1, at // 3)
        at += step


def save(path: Path) -> None:
    write("Save", ME, lambda change: change.save(Person(name="saved")))


def bring_in(path: Path) -> None:
    write("Import", ME, lambda change: change.add_all([Company(name=f"K{n}") for n in range(120)]))


def saved(path: Path) -> bool:
    with plain(path) as raw:
        found = raw.execute("SELECT COUNT(*) FROM person WHERE name = 'saved'").fetchone()[0]
    raw.close()
    return bool(found)


def imported(path: Path) -> bool:
    with plain(path) as raw:
        found = raw.execute("SELECT COUNT(*) FROM company WHERE name LIKE 'K%'").fetchone()[0]
    raw.close()
    assert found in (0, 120)
    return bool(found)


ACTIONS: dict[str, tuple[Callable[[Path], None], Callable[[Path], bool]]] = {
    "save": (save, saved), "import": (bring_in, imported)}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody: a lock that fails for ever would be waited for."""
    monkeypatch.setattr(patience, "GIVE_UP_AFTER", 0.0)


@pytest.fixture
def fresh(file: Path, tmp_path: Path) -> Callable[[], Path]:
    """Return a function that gives a new copy of a company each time."""
    number = 0

    def make() -> Path:
        nonlocal number
        connection.close()
        damage._looked.clear()
        transaction._unsure.clear()
        number += 1
        path = tmp_path / f"{number}" / "company.gendan"
        path.parent.mkdir()
        shutil.copyfile(file, path)
        return path

    return make


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("name", list(ACTIONS))
def test_an_action_is_whole_or_nothing(name: str, operation: str, fresh: Callable[[], Path], faults: Faults) -> None:
    act, is_there = ACTIONS[name]
    path = fresh()
    connection.open_file(path)
    faults.asked.clear()
    act(path)
    most = faults.asked[operation]
    for forever in (False, True):
        for after in places(most):
            path = fresh()
            connection.open_file(path)
            faults.fail(operation, after, forever)
            said = ""
            try:
                act(path)
            except Unsure:
                said = "unsure"
            except DatabaseTrouble:
                said = "trouble"
            connection.close()
            faults.heal()
            about = f"{name}: {operation} number {after + 1}, {'for ever' if forever else 'once'}: {said or 'saved'}"
            assert whole(path) == "ok", about
            there = is_there(path)
            assert said == "unsure" or there == (said == ""), about
            connection.open_file(path)
            verdict = verify_history()
            assert not verdict.broken, about
            assert verdict.entries == 1 + there, about
            if said:
                act_again(path, act, there)


def act_again(path: Path, act: Callable[[Path], None], there: bool) -> None:
    """Do it once more, as the user would, now that the drive is well: it goes through, or says that it had before."""
    try:
        act(path)
        assert not there
    except SavedAfterAll:
        assert there
    assert Person.select().count() + Company.select().where(Company.name == "K1").count() == 1


def test_what_is_unsure_is_not_saved_twice(fresh: Callable[[], Path], faults: Faults) -> None:
    seen = 0
    path = fresh()
    connection.open_file(path)
    faults.asked.clear()
    save(path)
    for after in range(faults.asked["sync"] + faults.asked["unlock"]):
        path = fresh()
        connection.open_file(path)
        faults.fail("sync", after, True)
        told: DatabaseTrouble | None = None
        try:
            save(path)
        except DatabaseTrouble as trouble:
            told = trouble
        faults.heal()
        if isinstance(told, Unsure):
            seen += 1
            with contextlib.suppress(SavedAfterAll):
                save(path)
            assert Person.select().count() == 1
        connection.close()
    assert seen


def test_an_unknown_commit_is_looked_up_not_guessed(fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    import peewee

    from app.database.record import database

    path = fresh()
    connection.open_file(path)
    plain_sql = database.obj.execute_sql

    def committed_but_told_otherwise(sql: str, params: Any = None, *rest: Any) -> Any:
        done = plain_sql(sql, params, *rest)
        if sql == "COMMIT":
            raise peewee.OperationalError("disk I/O error")
        return done

    monkeypatch.setattr(database.obj, "execute_sql", committed_but_told_otherwise)
    outcome = write("Save", ME, lambda change: change.save(Person(name="saved")))
    assert outcome.entry == history.newest()
    assert Person.select().count() == 1


def test_a_full_drive_keeps_everything_and_says_so(fresh: Callable[[], Path], faults: Faults) -> None:
    path = fresh()
    connection.open_file(path)
    faults.fail("write", 3, True, vfs.FULL)
    with pytest.raises(DiskFull):
        save(path)
    faults.heal()
    save(path)
    assert saved(path)
    assert not verify_history().broken


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are Unix's")
def test_a_file_that_may_not_grow_is_told_as_a_full_drive(fresh: Callable[[], Path]) -> None:
    import resource
    import signal

    path = fresh()
    connection.open_file(path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096, before[1]))
    try:
        with pytest.raises(DatabaseTrouble):
            write("Large", ME, lambda change: change.add_all([Company(name=f"L{n}") for n in range(2000)]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert Company.select().count() == 0
    assert whole(path) == "ok"
    bring_in(path)
    assert imported(path)


@pytest.mark.parametrize("operation", ["write", "sync", "truncate", "lock", "open"])
def test_a_migration_is_whole_or_nothing(operation: str, fresh: Callable[[], Path], faults: Faults,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations.backup, "backup_of", lambda path, reason: path)
    path = fresh()
    faults.asked.clear()
    migrate(path, [STEP], 2)
    most = faults.asked[operation]
    for forever in (False, True):
        for after in places(most):
            path = fresh()
            before = path.read_bytes()
            faults.fail(operation, after, forever)
            done = True
            try:
                migrate(path, [STEP], 2)
            except DatabaseTrouble:
                done = False
            faults.heal()
            about = f"{operation} number {after + 1}, {'for ever' if forever else 'once'}"
            assert whole(path) == "ok", about
            with plain(path) as raw:
                version = raw.execute("PRAGMA user_version").fetchone()[0]
                columns = {r[1] for r in raw.execute("PRAGMA table_info(company)")}
            raw.close()
            assert (version == 2) == ("fax" in columns), about
            assert version == 2 or not done, about
            assert version == 2 or len(path.read_bytes()) >= len(before), about
            if version == 1:
                migrate(path, [STEP], 2)


@pytest.mark.parametrize("operation", ["write", "sync", "truncate", "lock", "open", "read"])
def test_a_backup_is_whole_or_not_there(operation: str, fresh: Callable[[], Path], faults: Faults) -> None:
    path = fresh()
    faults.asked.clear()
    backup.backup_of(path)
    most = faults.asked[operation]
    for forever in (False, True):
        for after in places(most):
            path = fresh()
            faults.fail(operation, after, forever)
            with contextlib.suppress(DatabaseTrouble, OSError):
                backup.backup_of(path)
            faults.heal()
            about = f"{operation} number {after + 1}, {'for ever' if forever else 'once'}"
            assert whole(path) == "ok", about
            kept = list(backup.folder_of(path).glob("*")) if backup.folder_of(path).exists() else []
            assert all(k.suffix == ".gendan" and not backup.verify(k) for k in kept), about
