"""The same company in a file and on a server: every sheet, column, filter, search and sum gives the same on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.areas.demo import make_demo
from app.database import connection, history, search
from app.database.change import Who, write
from app.database.copying import NotTheSame, copy, digest_of, in_order
from app.database.fields import DAY, NUMBERS
from app.database.place import Place, Server
from app.database.query import (
    CONTAINS,
    EMPTY,
    FILLED,
    FROM,
    IS,
    Ask,
    Filter,
    count,
    distinct,
    first_rows,
    numbers,
    total,
)
from app.database.record import every_record
from app.database.undo import undo
from app.database.verifying import verify_history
from app.masters.company import Company
from app.masters.product import Product
from tests.conftest import TODAY
from tests.server import beside, empty_server, fresh_database, server, server_company, sql  # noqa: F401 - fixtures

ME = Who("王小姐", "PC-1")


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Server]]:  # noqa: F811
    """Return the demo company's file and its copy on a server."""
    path = tmp_path_factory.mktemp("both") / "demo.gendan"
    make_demo(path, TODAY)
    connection.close()
    sql(server, "CREATE DATABASE both_demo")
    place = beside(server, "both_demo")
    copy(path, place, catalogue.tables())
    connection.close()
    yield path, place
    connection.close()
    sql(server, "DROP DATABASE both_demo WITH (FORCE)")


def on_both(both: tuple[Place, Place], ask: Any) -> tuple[Any, Any]:
    """Return what a question gives in the file and on the server."""
    found = []
    for place in both:
        connection.open_file(place)
        found.append(ask())
        connection.close()
    return found[0], found[1]


def sheet_keys() -> list[str]:
    return sorted(catalogue.sheets())


def answers(key: str) -> dict[str, Any]:
    """Return what a page of this sheet may ask, by question."""
    sheet = catalogue.sheets()[key]
    plain = Ask(sheet, TODAY)
    every = list(numbers(plain))
    found: dict[str, Any] = {"numbers": every, "count": count(plain), "rows": first_rows(plain, 50)}
    for view in sheet.views:
        found[f"view {view.title}"] = list(numbers(Ask(sheet, TODAY, view=view)))
    for column in sheet.columns:
        name = column.key
        found[f"sorted by {name}"] = list(numbers(Ask(sheet, TODAY, sort=((name, True),))))
        values = distinct(plain, name)
        found[f"values of {name}"] = values
        filters = [Filter(name, EMPTY), Filter(name, FILLED), Filter(name, IS, tuple(values[:2]))]
        real = [v for v in values if v is not None]
        if column.kind in NUMBERS or column.kind == DAY:
            filters += [Filter(name, FROM, real[len(real) // 2])] if real and column.kind == DAY else []
        elif real:
            filters.append(Filter(name, CONTAINS, str(real[0])[:2]))
        for f in filters:
            found[f"{name} {f.op}"] = count(Ask(sheet, TODAY, filters=(f,)))
        if column.kind in NUMBERS:
            found[f"sum of {name}"] = total(plain, name, every)
    return found


@pytest.mark.parametrize("key", sheet_keys())
def test_a_sheet_reads_the_same(both: tuple[Place, Place], key: str) -> None:
    in_file, on_server = on_both(both, lambda: answers(key))
    assert in_file.keys() == on_server.keys()
    for question, answer in in_file.items():
        assert on_server[question] == answer, question
        assert type(on_server[question]) is type(answer), question


@pytest.mark.parametrize("text", ["臻宝", "zb", "00264", "26", "保温 黑", "%", "_", "'", "none such"])
def test_search_finds_the_same(both: tuple[Place, Place], text: str) -> None:
    in_file, on_server = on_both(both, lambda: search.find(text, 1000))
    assert sorted(map(str, in_file)) == sorted(map(str, on_server))


def test_history_and_chain_are_the_same(both: tuple[Place, Place]) -> None:
    in_file, on_server = on_both(both, verify_history)
    assert in_file == on_server
    assert not in_file.broken
    in_file, on_server = on_both(both, lambda: history.news_since(0))
    assert in_file == on_server


def test_every_form_reads_the_same(both: tuple[Place, Place]) -> None:
    from app.rules.forms import read_form

    def read() -> list[Any]:
        found = []
        for sheet in catalogue.sheets().values():
            first = sheet.model.select(sheet.model.id).order_by(sheet.model.id).limit(3).tuples()
            found += [read_form(sheet, number, checked=False) for (number,) in list(first)]
        return found

    in_file, on_server = on_both(both, read)
    assert in_file == on_server


def test_a_copy_goes_both_ways_and_back(both: tuple[Path, Server], tmp_path: Path) -> None:
    back = tmp_path / "back.gendan"
    made = copy(both[1], back, catalogue.tables())
    assert sum(each.rows for each in made) > 1000
    connection.close()
    first, second = on_both((both[0], back), lambda: [digest_of(m) for m in in_order(catalogue.tables())])
    assert first == second
    connection.open_file(back)
    assert search.find("zb")
    made_now = write("Go on", ME, lambda change: change.save(Company(name="after the copy")))
    assert made_now.entry == history.newest()
    assert not verify_history().broken


def test_a_copy_overwrites_nothing(both: tuple[Path, Server], tmp_path: Path) -> None:
    there = tmp_path / "there.gendan"
    there.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        copy(both[1], there, catalogue.tables())
    assert there.read_bytes() == b"mine"
    with pytest.raises(FileExistsError):
        copy(both[0], both[1], catalogue.tables())


def test_a_copy_that_differs_is_not_left_behind(both: tuple[Path, Server], fresh_database: Server,  # noqa: F811
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    from app.database import copying

    plain = copying._fill

    def loses_one(spooled: Any, models: Any) -> None:
        spooled["company"].pop()
        for table in ("due_change", "production_order", "order_line"):
            spooled[table] = []
        plain(spooled, [m for m in models if m is Company])

    with monkeypatch.context() as lossy:
        lossy.setattr(copying, "_fill", loses_one)
        with pytest.raises(NotTheSame):
            copy(both[0], fresh_database, catalogue.tables())
    copy(both[0], fresh_database, catalogue.tables())


def test_numbers_go_on_after_many_were_given(server_company: Server) -> None:  # noqa: F811
    write("Many", ME, lambda change: change.add_all([Company(name=f"K{n}") for n in range(1200)]))
    write("One", ME, lambda change: change.save(Company(name="one more")))
    write("Many", ME, lambda change: change.add_all([Product(code=f"P{n}", name="x") for n in range(3)]))
    assert Company.select().count() == 1201
    assert len(set(Company.select(Company.id).tuples())) == 1201
    made = write("One", ME, lambda change: change.save(Product(code="P9", name="y")))
    undo(made.entry, ME)
    assert not verify_history().broken


def test_listening_hears_a_commit(server_company: Server) -> None:  # noqa: F811
    import threading

    from app.database import postgresql

    heard, ended, listening = threading.Event(), threading.Event(), threading.Event()

    def over() -> bool:
        listening.set()
        return ended.is_set()

    thread = threading.Thread(target=postgresql.listen, args=(server_company, heard.set, over))
    thread.start()
    assert listening.wait(10)
    write("One", ME, lambda change: change.save(Company(name="one more")))
    assert heard.wait(10)
    ended.set()
    thread.join(10)
    assert not thread.is_alive()


def test_every_table_has_a_place_in_the_order() -> None:
    assert set(every_record()) <= set(in_order(catalogue.tables()))
