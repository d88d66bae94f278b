"""The roles of a server: what a reader, a clerk and the administrator may do with any tool."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.database import connection, presence
from app.database.change import Who, write
from app.database.faults import ReadOnly
from app.database.history import ChangeRow
from app.database.place import Server
from app.database.record import database
from app.database.settings import Setting, office, set_office
from app.database.undo import undo
from app.database.verifying import verify_history
from app.domain.resources import resource
from app.masters.company import Company
from tests.server import beside, empty_server, server, server_company, sql  # noqa: F401 - fixtures

LEVEL = Setting("test_level", "Level", 1)


@pytest.fixture
def office_server(server: Server, server_company: Server) -> Iterator[Server]:  # noqa: F811
    """Return a company with three people who each have a role."""
    import psycopg

    connection.close()
    with psycopg.connect(server_company.url, autocommit=True) as owner:
        owner.execute(resource("postgresql_roles.sql").read_text(encoding="utf-8"))
        owner.execute(resource("postgresql_roles.sql").read_text(encoding="utf-8"))
    for name, role in (("wang", "gendan_clerk"), ("guest", "gendan_reader"), ("boss", "gendan_admin")):
        sql(server, f"CREATE ROLE {name} LOGIN IN ROLE {role}")
    yield server_company
    connection.close()
    for name in ("wang", "guest", "boss"):
        sql(server, f"DROP ROLE {name}")


def as_person(place: Server, name: str) -> None:
    connection.close()
    connection.open_file(Server(place.url.replace("//gendan@", f"//{name}@")))


def test_a_clerk_works_but_the_history_stays(office_server: Server) -> None:
    as_person(office_server, "wang")
    presence.beat("s", Who("wang"))
    made = write("Make", Who("wang"), lambda change: change.save(Company(name="new")))
    write("Many", Who("wang"), lambda change: change.add_all([Company(name=f"K{n}") for n in range(600)]))
    undo(made.entry, Who("wang"))
    assert not verify_history().broken
    for statement in ("UPDATE change_row SET after = '{}'", "DELETE FROM change_row", "TRUNCATE change_row",
                      "UPDATE change_entry SET who = 'x'", "DELETE FROM change_entry", "DELETE FROM company",
                      "DROP TABLE company", "UPDATE gendan_schema SET version = 9",
                      "UPDATE office_setting SET value = '9'"):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            database.execute_sql(statement)
    with pytest.raises(ReadOnly):
        write("Set", Who("wang"), lambda change: set_office(change, LEVEL, 2))
    assert ChangeRow.select().count() > 600


def test_a_reader_reads(office_server: Server) -> None:
    as_person(office_server, "guest")
    presence.beat("s", Who("guest"))
    assert Company.select().count() == 0
    with pytest.raises(ReadOnly):
        write("Make", Who("guest"), lambda change: change.save(Company(name="new")))
    assert Company.select().count() == 0


def test_the_administrator_sets_what_holds_for_all(office_server: Server) -> None:
    as_person(office_server, "boss")
    write("Set", Who("boss"), lambda change: set_office(change, LEVEL, 2))
    assert office(LEVEL) == 2
