"""Backups: rotation, election, verification; restore of a file and of one record; migrations; the commands for them."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.command.__main__ import main as command
from app.database import (
    backup,
    connection,
    damage,
    header,
    history,
    lock_test,
    migrations,
    presence,
    restore,
    transaction,
)
from app.database.beside import Held, barrier
from app.database.change import Who, write
from app.database.faults import Damaged, LocksFail, NewerFile, OlderFile, OthersIn, TookTooLong
from app.database.health import examine
from app.database.migrations import Step, StepFailed, migrate
from app.database.place import Server, place_of
from app.database.settings import Personal
from app.database.tested import LOCKS_TRIED, open_tested
from app.database.undo import undo
from app.database.verifying import verify_history
from app.masters.company import Company

ME, OTHER = Who("王小姐", "PC-1"), Who("阿敏", "PC-2")


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return an own copy of the empty company, open on this thread."""
    path = tmp_path / "公司.gendan"
    path.write_bytes(empty_file.read_bytes())
    connection.open_file(path)
    yield path
    connection.close()


def save(name: str, who: Who = ME) -> int:
    return write(f"Save {name}", who, lambda change: change.save(Company(name=name))).result.id


def names() -> set[str]:
    return {c.name for c in Company.select().where(Company.deleted == 0)}


def named(folder: Path, at: datetime, reason: str = "daily") -> Path:
    folder.mkdir(exist_ok=True)
    made = folder / f"公司 {at:%Y-%m-%d %H%M%S} {reason}.gendan"
    made.write_bytes(b"x")
    return made


@given(st.lists(st.integers(min_value=0, max_value=500 * 24), max_size=120))
def test_rotation_keeps_what_days_weeks_and_months_need(tmp_path_factory: pytest.TempPathFactory,
                                                        hours: list[int]) -> None:
    now = datetime(2026, 11, 23, 9)
    path = tmp_path_factory.mktemp("rotation") / "公司.gendan"
    made = {now - timedelta(hours=h) for h in hours}
    for at in made:
        named(backup.folder_of(path), at)
    foreign = backup.folder_of(path)
    foreign.mkdir(exist_ok=True)
    (foreign / "notes.txt").write_text("mine")
    backup.keep_rotation(path, now=now)
    left = {b.at for b in backup.backups(path)}
    assert left <= made
    assert {at for at in made if at > now - timedelta(days=1)} <= left
    assert {max(at for at in made if at.date() == day) for day in sorted({a.date() for a in made})[-7:]} <= left
    months = sorted({f"{a:%Y-%m}" for a in made})[-12:]
    assert {max(at for at in made if f"{at:%Y-%m}" == month) for month in months} <= left
    assert len(left - {at for at in made if at > now - timedelta(days=1)}) <= 7 + 8 + 12
    assert (foreign / "notes.txt").exists()


def test_the_days_backup_is_made_by_one_pc_only(file: Path) -> None:
    made: list[Path | None] = []
    ready = threading.Barrier(6)

    def pc() -> None:
        ready.wait()
        made.append(backup.daily_backup(file))

    threads = [threading.Thread(target=pc) for _n in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len([m for m in made if m is not None]) == 1
    assert len(backup.backups()) == 1
    assert backup.daily_backup(file) is None
    assert backup.daily_backup(file, datetime.now() + timedelta(days=1)) is not None


def test_a_barrier_is_held_by_one(file: Path) -> None:
    with barrier(file, "upgrade"):
        with pytest.raises(Held), barrier(file, "upgrade"):
            pass
        with barrier(file, "election"):
            pass
    with barrier(file, "upgrade"):
        pass


def test_a_backup_tells_its_reason_and_is_whole(file: Path) -> None:
    save("one")
    made = backup.make_backup(backup.BEFORE_IMPORT)
    found = backup.backups()
    assert [(b.path, b.reason) for b in found] == [(made, "before import")]
    assert backup.verify(made) == ""
    content = bytearray(made.read_bytes())
    content[16384:len(content) // 2] = b"\xff" * (len(content) // 2 - 16384)
    made.write_bytes(content)
    assert backup.verify(made) != ""
    made.write_bytes(b"no database")
    assert backup.verify(made) != ""


def test_what_a_restore_would_lose_is_told_by_person(file: Path) -> None:
    save("kept")
    made = backup.make_backup()
    save("lost", OTHER)
    save("lost too", ME)
    save("lost three", OTHER)
    found = restore.preview(file, made)
    assert [lost.title for lost in found.lost] == ["Save lost three", "Save lost too", "Save lost"]
    assert found.by_person() == {"阿敏": 2, "王小姐": 1}
    assert found.trouble == ""
    assert names() == {"kept", "lost", "lost too", "lost three"}


def test_a_restore_brings_the_backup_back_and_keeps_the_state_before(file: Path) -> None:
    save("kept")
    made = backup.make_backup()
    save("lost", OTHER)
    connection.close()
    before = restore.restore(file, made, ME)
    connection.open_file(file)
    assert names() == {"kept"}
    verdict = verify_history()
    assert not verdict.broken
    assert "恢复了" in history.ChangeEntry.get_by_id(history.newest()).title
    save("goes on")
    connection.close()
    restore.restore(file, before, ME)
    connection.open_file(file)
    assert names() == {"kept", "lost"}, backup.backups()


def test_a_damaged_file_is_put_aside_and_restored(file: Path) -> None:
    save("kept")
    made = backup.make_backup()
    connection.close()
    bad = bytearray(file.read_bytes())
    bad[100:30000] = os.urandom(29900)
    file.write_bytes(bad)
    damage.raise_flag(file, "malformed")
    assert restore.preview(file, made).unreadable
    aside = restore.restore(file, made, ME)
    assert aside.read_bytes() == bytes(bad)
    assert damage.found_damaged(file) is None
    connection.open_file(file)
    assert names() == {"kept"}
    save("goes on")


def test_no_restore_from_what_is_not_whole(file: Path) -> None:
    save("kept")
    made = backup.make_backup()
    made.write_bytes(made.read_bytes()[:40000])
    connection.close()
    with pytest.raises(Damaged):
        restore.restore(file, made, ME)
    connection.open_file(file)
    assert names() == {"kept"}


def test_no_restore_while_others_are_in(file: Path) -> None:
    made = backup.make_backup()
    save("mine")
    presence.beat("mine", ME)
    presence.beat("theirs", OTHER)
    with pytest.raises(OthersIn, match="阿敏"):
        restore.restore(file, made, ME, "mine")
    assert names() == {"mine"}


def test_one_record_comes_back_as_a_change_like_any_other(file: Path) -> None:
    number = save("right")
    made = backup.make_backup()
    firm = Company.get_by_id(number)
    firm.name, firm.note = "wrong", "written over"
    write("Wrong", OTHER, lambda change: change.save(firm))
    other = save("later")
    old = restore.record_in(made, Company, number)
    assert old["name"] == "right"
    assert {f.name: (now, then) for f, now, then in restore.differences(Company.get_by_id(number), old)} == {
        "name": ("wrong", "right"), "note": ("written over", None)}
    done = write("Back", ME, lambda change: restore.restore_record(change, made, Company, number))
    assert (Company.get_by_id(number).name, Company.get_by_id(number).note) == ("right", None)
    undo(done.entry, ME)
    assert Company.get_by_id(number).name == "wrong"
    with pytest.raises(restore.NotInBackup):
        restore.record_in(made, Company, other)


STEPS = (Step(2, "A column more", lambda execute: execute("ALTER TABLE company ADD COLUMN fax TEXT")),
         Step(3, "An index more", lambda execute: execute("CREATE INDEX company_fax ON company (fax)")))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_a_migration_leads_through_all_steps_after_a_backup(file: Path) -> None:
    save("kept")
    connection.close()
    made = migrate(file, STEPS, 3)
    assert made is not None
    assert backup.verify(made) == ""
    assert (version(file), version(made)) == (3, 1)
    assert migrate(file, STEPS, 3) is None
    with pytest.raises(NewerFile):
        connection.open_file(file)


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be the one that knows version 3."""
    monkeypatch.setattr(migrations, "STEPS", STEPS)
    monkeypatch.setattr(header, "SCHEMA", 3)


def test_opening_an_older_file_brings_it_up_to_date(file: Path, next_version: None) -> None:
    connection.close()
    with pytest.raises(OlderFile):
        connection.open_file(file)
    open_tested(file)
    assert version(file) == 3
    assert [b.reason for b in backup.backups(file)] == [backup.BEFORE_UPGRADE]
    save("goes on in the new version")


def test_an_older_file_stays_as_it_is_while_others_are_in(file: Path, next_version: None) -> None:
    presence.beat("theirs", OTHER)
    connection.close()
    with pytest.raises(OthersIn, match="阿敏"):
        open_tested(file)
    assert version(file) == 1


def test_a_backup_of_an_older_version_is_restored_up_to_date(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save("before")
    presence.beat("mine", ME)
    made = backup.backup_of(file, backup.BY_HAND)
    save("after")
    connection.close()
    monkeypatch.setattr(migrations, "STEPS", STEPS)
    monkeypatch.setattr(header, "SCHEMA", 3)
    restore.restore(file, made, ME, "mine")
    assert version(file) == 3
    open_tested(file)
    assert Company.select().where(Company.name == "after").count() == 0


def test_a_step_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    connection.close()
    steps = (*STEPS, Step(4, "Wrong", lambda execute: execute("UPDATE nothing SET x = 1")))
    with pytest.raises(StepFailed, match="nothing"):
        migrate(file, steps, 4)
    assert version(file) == 1
    connection.open_file(file)
    save("goes on")


def test_a_migration_waits_until_the_others_are_out(file: Path) -> None:
    presence.beat("theirs", OTHER)
    connection.close()
    with pytest.raises(OthersIn, match="阿敏"):
        migrate(file, STEPS, 3)
    assert version(file) == 1


def test_a_long_transaction_is_given_up_while_others_are_in(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "LONGEST", -1.0)
    save("alone one may take one's time")
    presence.beat("mine", ME)
    presence.beat("theirs", OTHER)
    with pytest.raises(TookTooLong, match="Save too long"):
        save("too long")
    assert names() == {"alone one may take one's time"}


def test_a_drive_whose_locks_do_not_hold_is_refused_once_tried(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setattr(lock_test, "is_shared", lambda path: True)
    with monkeypatch.context() as broken:
        broken.setattr(lock_test, "take", lambda handle: True)
        with pytest.raises(LocksFail):
            open_tested(file)
    assert Personal().get(LOCKS_TRIED) == []
    open_tested(file)
    assert Personal().get(LOCKS_TRIED) == [str(file.parent)]
    assert [p.name for p in file.parent.iterdir() if "locktest" in p.name] == []


@pytest.mark.parametrize(("kind", "options", "found"), [
    ("cifs", "rw,nobrl,vers=3.1.1", "nobrl"), ("cifs", "rw,vers=3.1.1", None), ("nfs", "rw,nolock", "nolock"),
    ("ext4", "rw,nobrl", None)])
def test_mount_options_that_keep_locks_to_one_pc_are_seen(kind: str, options: str, found: str | None,
                                                          monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lock_test, "mount_of", lambda path: (kind, options))
    assert lock_test.mount_option(tmp_path) == found
    assert lock_test.is_shared(tmp_path) == (kind in ("cifs", "nfs"))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30),
       st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20))
def test_a_servers_address_never_shows_its_password(user: str, password: str) -> None:
    from urllib.parse import quote

    url = f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@server:5433/company?sslmode=require"
    place = Server(url)
    assert (place.user, place.password, place.database, place.port) == (user, password, "company", 5433)
    assert ":" not in str(place).split("@")[0].removeprefix("postgresql://")
    assert place_of(str(place)) == place
    assert Server(place.with_password()).password == password


@pytest.mark.parametrize("text", ["C:\\data\\x.gendan", "//server/share/x.gendan", "x.gendan", "http://x/y"])
def test_a_path_stays_a_path(text: str) -> None:
    assert place_of(text) == Path(text)


@pytest.mark.parametrize("text", ["postgresql://", "postgresql://server", "postgres:///"])
def test_an_address_without_a_database_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="postgres"):
        place_of(text)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    code = command([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_commands_for_the_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = save("kept")
    connection.close()
    code, found = told(capsys, "check", "--db", str(file))
    assert code == 0
    assert found["ok"]
    assert found["integrity"] == "ok"
    assert {f["key"] for f in found["facts"]} >= {"locks", "journal", "space"}
    assert found["history"]["broken"] == []
    code, made = told(capsys, "backup", "--db", str(file))
    assert code == 0
    assert [b["file"] for b in told(capsys, "backup", "--list", "--db", str(file))[1]] == [made["file"]]
    connection.open_file(file)
    firm = Company.get_by_id(number)
    firm.name = "wrong"
    write("Wrong", OTHER, lambda change: change.save(firm))
    connection.close()
    code, shown = told(capsys, "restore", made["file"], "--db", str(file))
    assert (code, shown["restored"], [each["who"] for each in shown["lost"]]) == (0, False, ["阿敏"])
    code, one = told(capsys, "restore", made["file"], "--record", "company", str(number), "--yes", "--db", str(file))
    assert one["record"]["name"] == "kept"
    connection.open_file(file)
    assert names() == {"kept"}
    connection.close()
    code, done = told(capsys, "restore", made["file"], "--yes", "--db", str(file))
    assert (code, done["restored"]) == (0, True)
    code, copied = told(capsys, "copy", str(file), str(tmp_path / "copy.gendan"))
    assert code == 0
    assert copied["tables"]["company"]["rows"] == 1
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE company SET name = 'by another tool'")
        raw.commit()
    code, found = told(capsys, "check", "--db", str(file))
    assert code == 1
    assert found["history"]["broken"][0]["place"] == "company"


def test_every_fact_has_a_name_and_a_value(file: Path) -> None:
    for fact in examine(file):
        assert fact.name
        assert fact.value
        assert fact.verdict == "good" or fact.remedy


def test_what_can_be_read_of_a_damaged_file_becomes_a_file_again(file: Path, tmp_path: Path,
                                                                 capsys: pytest.CaptureFixture[str]) -> None:
    write("Many", ME, lambda change: change.add_all([Company(name=f"K{n}", note="x" * 300) for n in range(400)]))
    connection.close()
    with closing(sqlite3.connect(file)) as raw:
        page = raw.execute("PRAGMA page_size").fetchone()[0]
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'calendar_day'").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[page * (root - 1):page * root] = os.urandom(page)
    file.write_bytes(content)
    out = tmp_path / "salvaged.gendan"
    code, found = told(capsys, "backup", "--salvage", str(out), "--db", str(file))
    assert code == 0
    assert "calendar_day" in found["lost"]
    connection.open_file(out)
    assert len(names()) == 400
    save("goes on")
    assert command(["backup", "--salvage", str(out), "--db", str(file)]) == 1
