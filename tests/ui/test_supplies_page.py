"""The page of what departments took: periods, sums, paper and workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ui.areas.supplies.taken import TakenPage


@pytest.fixture
def page(qtbot: Any, demo_work: Any) -> Iterator[TakenPage]:
    shown = TakenPage(demo_work)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    qtbot.waitUntil(lambda: shown.model.rowCount() > 1)
    yield shown
    demo_work.wait()


def test_it_opens_with_the_last_month_and_shows_a_year(page: TakenPage, qtbot: Any) -> None:
    assert page.chosen == "2026-11"
    month = page.model.found
    last = page.model.rowCount() - 1
    assert page.model.data(page.model.index(last, page.model.columnCount() - 2)) == f"{month.total:,}"
    page.period.setCurrentIndex(page.period.findData("2026"))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.found.period == "2026")
    assert page.model.found.total > month.total


def test_it_goes_to_paper_and_workbook(page: TakenPage, qtbot: Any, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.told) as told:
        page.export_to(tmp_path / "taken.xlsx")
    assert told.args[1] == "done"
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.findChildren(type(page.table))
        page.print_wanted.emit("supply_taken", [page.chosen])
    assert wanted.args == ["supply_taken", ["2026-11"]]


def test_the_costs_stand_below_as_bars(page: TakenPage) -> None:
    chart = page.chart.chart
    assert chart is not None
    assert len(chart.hits) == sum(1 for cost in page.model.found.costs if cost > 0)
