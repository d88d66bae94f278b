"""A server's database of an older version is brought up to date when it is opened: whole, or not at all."""

from __future__ import annotations

import pytest

from app.database import connection, header, migrations, presence
from app.database.change import Who, write
from app.database.faults import OthersIn
from app.database.migrations import Step, StepFailed
from app.database.place import Server
from app.database.record import database
from app.database.tested import open_tested
from app.masters.company import Company
from tests.server import beside, empty_server, server, server_company, sql  # noqa: F401 - fixtures

ME, OTHER = Who("王小姐", "PC-1"), Who("阿敏", "PC-2")
STEP = Step(2, "A column more", lambda execute: execute("ALTER TABLE company ADD COLUMN fax TEXT"))
WRONG = Step(3, "Wrong", lambda execute: execute("UPDATE nothing SET x = 1"))


def version() -> int:
    return int(database.execute_sql("SELECT version FROM gendan_schema").fetchone()[0])


def newer(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> None:
    """Let the program be the one that knows these steps."""
    connection.close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(header, "SCHEMA", steps[-1].to)


def test_it_is_brought_up_to_date(server_company: Server, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    newer(monkeypatch, STEP)
    open_tested(server_company)
    assert version() == 2
    assert write("Save", ME, lambda change: change.save(Company(name="goes on"))).result.id
    assert database.execute_sql("SELECT fax FROM company").fetchall() == [(None,)]


def test_a_wrong_step_leaves_it_as_it_was(server_company: Server, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    newer(monkeypatch, STEP, WRONG)
    with pytest.raises(StepFailed, match="nothing"):
        open_tested(server_company)
    assert version() == 1
    newer(monkeypatch, STEP)
    open_tested(server_company)


def test_it_waits_until_the_others_are_out(server_company: Server, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    presence.beat("theirs", OTHER)
    newer(monkeypatch, STEP)
    with pytest.raises(OthersIn, match="阿敏"):
        open_tested(server_company)
    assert version() == 1
