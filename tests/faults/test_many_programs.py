"""Many programs on one file: killed at random, frozen with the lock in hand, killed at each single step."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.database import backup, connection, patience
from app.database.change import Stale, Who, write
from app.database.faults import Busy
from app.database.verifying import verify_history
from app.masters.company import Company
from tests.faults import vfs
from tests.faults.conftest import LONG
from tests.server import empty_server, server, server_company  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its writers, which Windows can't")
ME, OTHER = Who("王小姐", "PC-1"), Who("阿敏", "PC-2")


def module(name: str, *arguments: object) -> Any:
    """Run a module of this folder in a process of its own and return the JSON that it prints."""
    done = subprocess.run([sys.executable, "-m", f"tests.faults.{name}", *map(str, arguments)], cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def expect_in_order(report: dict[str, Any], processes: int) -> None:
    assert report["saved"] > processes
    assert report["missing"] == []
    assert report["twice"] == []
    assert report["troubles"] == []
    assert report["broken"] == []
    assert report["integrity"] == "ok"
    assert report["actions"] == report["records"] == report["count"]
    assert report["version"] == report["count"] + 1
    assert report["unnoted"] <= report["killed"] + processes, "only what was being saved at its death may be unknown"


def test_thirty_writers_killed_at_random_lose_nothing(file: Path) -> None:
    report = module("writers", file, 30, 120 if LONG else 6, 400 if LONG else 24, file.parent / "notes", "--backup")
    expect_in_order(report, 30)
    assert report["killed"] >= (200 if LONG else 12)
    kept = report["backup"]
    assert kept["integrity"] == "ok"
    assert kept["broken"] == []
    assert kept["actions"] == kept["records"] == kept["count"], "the backup is one committed state"
    assert 0 < kept["count"] <= report["count"]


def test_thirty_writers_on_a_server_lose_nothing(server_company: Any, tmp_path: Path) -> None:  # noqa: F811
    connection.close()
    (tmp_path / "notes").mkdir()
    expect_in_order(module("writers", server_company, 30, 60 if LONG else 4, 100 if LONG else 12, tmp_path / "notes"), 30)


@pytest.mark.parametrize(("action", "stride"), [("save", 2), ("import", 12), ("migrate", 8), ("backup", 15)])
def test_killed_at_each_step(file: Path, action: str, stride: int) -> None:
    if vfs.library() is None:
        pytest.skip("Python's SQLite is built in here and its file operations are out of reach")
    states = module("killed", file, action, 1 if LONG else stride)
    assert len(states) > 5
    assert not states[-1]["died"]
    for state in states:
        assert state["integrity"] == "ok", state
        assert not state.get("half"), state
        assert not state.get("broken"), state
        assert not any(state.get("backups", ())), state
        if action in ("save", "import"):
            assert state["found"] in (0, 1 if action == "save" else 700), state
    assert any(state.get("done") or state["found"] or state.get("backups") for state in states)


HOLDER = """
import sys, time
from app.areas import catalogue
from app.database import connection, dialect, holder
from pathlib import Path
catalogue.tables()
path = Path(sys.argv[1])
connection.open_file(path)
dialect.begin()
holder.note(path, "阿敏", "PC-2")
if sys.argv[2] == "commit":
    from app.database.record import database
    database.execute_sql("UPDATE company SET note = 'half'")
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def frozen_holder(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a process that has the write lock and has stopped moving."""
    held = subprocess.Popen([sys.executable, "-c", HOLDER, str(file), "begin"], cwd=ROOT, stdout=subprocess.PIPE,
                            env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True)
    assert held.stdout is not None
    assert held.stdout.readline() == "held\n"
    held.send_signal(signal.SIGSTOP)
    yield held
    held.kill()
    held.wait()
    held.stdout.close()


def test_a_frozen_holder_is_named_and_the_others_read_on(file: Path, frozen_holder: Any,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    assert patience.GIVE_UP_AFTER <= 15
    monkeypatch.setattr(patience, "GIVE_UP_AFTER", 0.3)
    connection.open_file(file)
    assert Company.select().count() == 0
    with pytest.raises(Busy, match="阿敏 \\(PC-2\\)"):
        write("Save", ME, lambda change: change.save(Company(name="mine")))
    assert Company.select().count() == 0
    frozen_holder.kill()
    frozen_holder.wait()
    monkeypatch.setattr(patience, "GIVE_UP_AFTER", 15.0)
    write("Save", ME, lambda change: change.save(Company(name="mine")))
    assert Company.select().count() == 1


def test_a_backup_is_made_while_somebody_is_frozen(file: Path, frozen_holder: Any) -> None:
    connection.open_file(file)
    assert backup.verify(backup.make_backup("test")) == ""


@pytest.mark.parametrize("seed", range(4))
def test_two_people_on_one_record_lose_nothing(file: Path, seed: int) -> None:
    """Two threads, each with a connection of its own, change one record 50 times each; a Stale is read anew."""
    connection.open_file(file)
    number = write("Make", ME, lambda change: change.save(Company(name="both", weight=0))).result.id
    asked: list[str] = []
    ready = threading.Barrier(2)

    def person(who: Who, field: str) -> None:
        connection.open_file(file)
        ready.wait()
        done = 0
        while done < 50:
            mine = Company.get_by_id(number)
            setattr(mine, field, f"{field} {done}")
            mine.weight += 1
            try:
                write(f"{who.name} {done}", who, lambda change, m=mine: change.save(m))
                done += 1
            except Stale:
                asked.append(who.name)
        connection.close()

    people = [threading.Thread(target=person, args=(ME, "phone")), threading.Thread(target=person, args=(OTHER, "note"))]
    for each in people:
        each.start()
    for each in people:
        each.join()
    both = Company.get_by_id(number)
    assert (both.weight, both.version) == (100, 101)
    assert (both.phone, both.note) == ("phone 49", "note 49")
    assert not verify_history().broken
