"""Ship-out list, returns and supplies on a PostgreSQL server: the same numbers, every column and view."""

from __future__ import annotations

from datetime import date

from app.areas import catalogue
from app.areas.returns.reading import names, quarters, read_report, unit_lines
from app.areas.supplies.taken import periods, read_taken
from app.database import query
from app.database.query import Ask
from app.domain.sheet import Area
from tests.server import empty_server, server, server_company  # noqa: F401 - fixtures
from tests.test_returns import Q3, RETURNED, SHIPPED, take_in
from tests.test_supplies import take_in as take_supplies

TODAY = date(2026, 11, 23)


def areas() -> list[Area]:
    """Return the areas asked for here."""
    return [area for area in catalogue.areas() if area.key in ("shipments", "returns", "supplies")]


def test_a_server_answers_as_a_file_does(server_company: object) -> None:  # noqa: F811 - the fixture
    take_in("shipments", SHIPPED)
    take_in("returns", RETURNED)
    take_supplies()
    found = read_report(Q3).analysis
    assert {m.model: m.returned for m in found.models}["T10"] == 121
    assert len(unit_lines(found.total.units)) == 400
    assert quarters() == [Q3]
    assert names()[0] == ["R110", "R210", "R350", "T10", "T10 Pro", "T8"]
    assert read_taken("2026-10").total == 266
    assert periods() == ["2026-11", "2026-10", "2026"]
    for sheet in (s for area in areas() for s in area.sheets):
        whole = query.count(Ask(sheet, TODAY))
        assert len(query.first_rows(Ask(sheet, TODAY), 50)) == min(50, whole)
        for view in sheet.views:
            assert query.count(Ask(sheet, TODAY, view=view)) <= whole
        for column in sheet.columns:
            assert len(query.numbers(Ask(sheet, TODAY, sort=((column.key, True),)))) == whole
            kept = [query.count(Ask(sheet, TODAY, filters=(query.Filter(column.key, op),)))
                    for op in (query.EMPTY, query.FILLED)]
            assert sum(kept) == whole
