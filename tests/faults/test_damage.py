"""What may happen to a file from outside: each is told in its own words, nothing crashes, writing stops on all PCs."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.database import backup, connection, damage, header, transaction
from app.database.change import Who, write
from app.database.faults import (
    Damaged,
    DatabaseTrouble,
    ForeignJournal,
    Missing,
    NewerFile,
    NotOurs,
    ReadOnly,
    Replaced,
    Stopped,
    WrongJournal,
)
from app.database.history import ChangeRow
from app.database.record import database
from app.database.verifying import verify_history
from app.masters.company import Company
from tests.faults.conftest import LONG, plain, whole

ME = Who("王小姐", "PC-1")
ROOT = Path(__file__).resolve().parents[2]


def save(name: str = "saved") -> None:
    write("Save", ME, lambda change: change.save(Company(name=name)))


def fill(path: Path, count: int = 400) -> None:
    connection.open_file(path)
    write("Fill", ME, lambda change: change.add_all([Company(name=f"K{n}", note="x" * 200) for n in range(count)]))
    connection.close()


def test_random_damage_never_crashes_and_stops_the_writing(file: Path, tmp_path: Path) -> None:
    fill(file)
    good = file.read_bytes()
    stopped = silent = 0
    for seed in range(200 if LONG else 25):
        chance = random.Random(seed)
        path = tmp_path / f"d{seed}" / "company.gendan"
        path.parent.mkdir()
        bad = bytearray(good)
        for _byte in range(500):
            bad[chance.randrange(100, len(bad))] = chance.randrange(256)
        path.write_bytes(bad)
        damage._looked.clear()
        told: list[DatabaseTrouble] = []
        try:
            connection.open_file(path)
            transaction.read(lambda: list(Company.select()))
            save()
            transaction.read(verify_history)
        except (DatabaseTrouble, UnicodeError, ValueError) as trouble:
            told.append(trouble) if isinstance(trouble, DatabaseTrouble) else None
        connection.close()
        if any(isinstance(t, Damaged) for t in told):
            stopped += 1
            assert damage.flag_of(path).exists()
            damage._looked.clear()
            try:
                connection.open_file(path)
                with pytest.raises(Stopped):
                    save("other PC")
            except DatabaseTrouble:
                pass
            connection.close()
        else:
            silent += 1
        assert backup_refuses(path)
    assert stopped > silent


def backup_refuses(path: Path) -> bool:
    """Tell whether no backup is made of a damaged file."""
    try:
        backup.backup_of(path)
    except (DatabaseTrouble, sqlite3.Error):
        return True
    return False


def test_the_flag_stops_the_others_and_a_restore_lets_them_go_on(file: Path) -> None:
    connection.open_file(file)
    save()
    damage.raise_flag(file, "database disk image is malformed")
    damage.look_now(file)
    with pytest.raises(Stopped, match="malformed"):
        save("second")
    assert Company.select().count() == 1
    damage.take_flag_down(file)
    save("second")
    assert Company.select().count() == 2


def test_what_can_be_read_is_saved(file: Path, tmp_path: Path) -> None:
    fill(file)
    bad = bytearray(file.read_bytes())
    page = 16384
    with closing(plain(file)) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'counter'").fetchone()[0]
    bad[page * (root - 1):page * root] = b"\xff" * page
    broken = tmp_path / "broken.gendan"
    broken.write_bytes(bad)
    made = tmp_path / "salvaged.gendan"
    lost = damage.salvage(broken, made)
    assert lost["counter"] >= 1
    assert whole(made) == "ok"
    with closing(plain(made)) as raw:
        assert raw.execute("SELECT COUNT(*) FROM company").fetchone()[0] == 400
    assert header.schema_of(made) == header.SCHEMA


def test_a_truncated_file_is_refused(file: Path) -> None:
    fill(file)
    content = file.read_bytes()
    for length in (len(content) - 1, len(content) // 2, 16384, 500):
        file.write_bytes(content[:length])
        with pytest.raises(Damaged):
            connection.open_file(file)
        assert file.read_bytes() == content[:length]
    for length in (99, 0):
        file.write_bytes(content[:length])
        with pytest.raises(NotOurs):
            connection.open_file(file)


def test_a_file_replaced_under_us_is_not_written(file: Path) -> None:
    connection.open_file(file)
    save()
    other = file.with_name("other.gendan")
    shutil.copyfile(file, other)
    before = other.read_bytes()
    other.replace(file)
    with pytest.raises(Replaced):
        save("lost?")
    assert file.read_bytes() == before
    connection.reopen()
    save("not lost")
    assert Company.select().count() == 2


def test_a_file_that_went_away_is_told(file: Path) -> None:
    connection.open_file(file)
    file.rename(file.with_name("elsewhere.gendan"))
    with pytest.raises((Replaced, Missing)):
        save()
    assert not file.exists()


def test_a_wal_file_is_refused_untouched(file: Path) -> None:
    raw = plain(file)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("CREATE TABLE t (x)")
    raw.close()
    before = file.read_bytes()
    with pytest.raises(WrongJournal):
        connection.open_file(file)
    assert file.read_bytes() == before


def hot_journal(path: Path, other: sqlite3.Connection) -> bytes:
    """Return the journal of a transaction in the middle of its writing."""
    other.execute("PRAGMA cache_size=1")
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE IF NOT EXISTS filler (x)")
    other.execute("WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000) "
                  "INSERT INTO filler SELECT zeroblob(900) FROM n")
    found = Path(f"{path}-journal").read_bytes()
    other.execute("ROLLBACK")
    return found


@pytest.mark.parametrize("page", [4096, 16384])
def test_a_journal_of_another_file_is_not_played_back(file: Path, tmp_path: Path, page: int) -> None:
    foreign = tmp_path / "foreign.db"
    raw = plain(foreign)
    raw.execute(f"PRAGMA page_size={page}")
    raw.execute("CREATE TABLE t (x)")
    raw.execute("INSERT INTO t SELECT zeroblob(100000)")
    found = hot_journal(foreign, raw)
    raw.close()
    before = file.read_bytes()
    journal = Path(f"{file}-journal")
    journal.write_bytes(found)
    with pytest.raises(ForeignJournal):
        connection.open_file(file)
    assert file.read_bytes() == before
    assert journal.read_bytes() == found


def test_our_own_hot_journal_is_played_back(file: Path) -> None:
    fill(file)
    before = file.read_bytes()
    raw = plain(file)
    raw.execute("PRAGMA journal_mode=PERSIST")
    found = hot_journal(file, raw)
    raw.close()
    after = bytearray(before)
    after[16384 * 3:16384 * 4] = b"\0" * 16384
    file.write_bytes(after)
    Path(f"{file}-journal").write_bytes(found)
    connection.open_file(file)
    connection.close()
    assert Path(f"{file}-journal").exists()


def test_a_journal_taken_away_in_the_middle_never_crashes(file: Path, tmp_path: Path) -> None:
    fill(file)
    raw = plain(file)
    raw.execute("PRAGMA cache_size=1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE company SET note = hex(zeroblob(4000))")
    half = file.read_bytes()
    raw.execute("ROLLBACK")
    raw.close()
    path = tmp_path / "half.gendan"
    path.write_bytes(half)
    try:
        connection.open_file(path)
        transaction.read(lambda: list(Company.select()))
        assert transaction.read(verify_history).broken
    except DatabaseTrouble:
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of a folder are tried as Unix has them")
def test_a_folder_that_may_not_be_written_can_be_read(file: Path) -> None:
    fill(file, 3)
    done = subprocess.run([sys.executable, "-m", "tests.faults.rights", str(file)], cwd=ROOT, capture_output=True,
                          text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.stdout.split() == ["3", "ReadOnly", "3", "ReadOnly"], done.stderr


def test_read_only_is_really_read_only(file: Path) -> None:
    fill(file, 3)
    before = file.read_bytes()
    connection.open_file(file, read_only=True)
    assert Company.select().count() == 3
    with pytest.raises(ReadOnly):
        save()
    with pytest.raises(Exception, match=r"readonly|read-only|query_only"):
        database.execute_sql("UPDATE company SET name = 'x'")
    connection.close()
    assert file.read_bytes() == before


def test_an_old_program_writes_nothing_into_a_newer_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.open_file(file)
    save()
    with closing(plain(file)) as raw:
        raw.execute("PRAGMA user_version=2")
    with pytest.raises(NewerFile, match="2"):
        save("old program")
    assert Company.select().count() == 1
    connection.close()
    with pytest.raises(NewerFile):
        connection.open_file(file)


def test_a_row_changed_by_another_tool_is_named(file: Path) -> None:
    connection.open_file(file)
    save("first")
    save("second")
    assert not verify_history().broken
    with closing(plain(file)) as raw:
        raw.execute("UPDATE company SET phone = '999' WHERE name = 'first'")
    broken = verify_history().broken
    assert [(b.entry, b.place, b.record) for b in broken] == [(0, "company", Company.get(Company.name == "first").id)]
    connection.close()
    with closing(plain(file)) as raw:
        raw.execute("UPDATE company SET phone = NULL")
        number = raw.execute("SELECT entry_id FROM change_row WHERE after LIKE '%first%'").fetchone()[0]
        raw.execute("UPDATE change_row SET after = replace(after, 'first', 'forged') WHERE entry_id = ?", (number,))
    connection.open_file(file)
    broken = verify_history().broken
    assert broken[0].entry == number
    assert broken[0].place == "company"
    assert ChangeRow.select().count() >= 2


def test_what_only_looks_like_damage_stops_nobody(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive's stale cache makes a page look wrong once: the file is opened anew, and no flag is raised."""
    import peewee

    connection.open_file(file)
    save()
    wrong = [peewee.DatabaseError("database disk image is malformed")]

    def count() -> int:
        if wrong:
            raise wrong.pop()
        return Company.select().count()

    assert transaction.read(count) == 1
    assert damage.found_damaged(file) is None
    save("goes on")
