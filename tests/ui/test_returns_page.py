"""The quarterly analysis on screen: figures, a click tells its units, countermeasures are typed in place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from app.areas.returns.analysis import Quarter
from app.areas.returns.reading import read_report
from ui.areas.returns.analysis import AnalysisPage
from ui.areas.returns.analysis_tables import MEASURE_KEYS
from ui.chart import SCALE, ChartView

TODAY = date(2026, 11, 23)
Q3 = Quarter(2026, 3)


@pytest.fixture
def page(qtbot: Any, demo_work: Any) -> Iterator[AnalysisPage]:
    shown = AnalysisPage(demo_work, lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1300, 900)
    shown.show()
    qtbot.waitUntil(lambda: shown.report is not None)
    yield shown
    demo_work.wait()


def read(work: Any, qtbot: Any, task: Any) -> Any:
    got: list[Any] = []
    work.read(work, task, got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def click(qtbot: Any, view: ChartView, key: str) -> None:
    chart = view.chart
    assert chart is not None
    hit = next(h for h in chart.hits if h.key == key)
    at = QPoint(round((hit.x + hit.width / 2) * SCALE), round((hit.y + hit.height / 2) * SCALE))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)


def test_it_opens_with_the_last_quarter_that_is_over(page: AnalysisPage) -> None:
    assert page.report is not None
    assert page.report.analysis.quarter == Q3
    assert page.board.models.rowCount() == len(page.report.analysis.models) + 1
    assert f"{page.report.analysis.total.returned:,}" in page.board.models.rows[-1]


def test_a_click_on_a_bar_lists_its_units(page: AnalysisPage, qtbot: Any) -> None:
    assert page.report is not None
    row = page.report.analysis.faults[0]
    click(qtbot, page.board.faults, row.name)
    qtbot.waitUntil(lambda: page.behind.isVisible())
    assert sorted(page.behind.model.numbers) == sorted(row.units)
    assert row.name in page.behind.title.text()
    assert page.board.faults._chosen == row.name


@pytest.mark.parametrize("name", ["causes", "departments", "trend", "matrix", "rates"])
def test_every_chart_answers(page: AnalysisPage, qtbot: Any, name: str) -> None:
    view: ChartView = getattr(page.board, name)
    page.board.ensureWidgetVisible(view)
    chart = view.chart
    assert chart is not None
    with qtbot.waitSignal(page.board.chosen) as told:
        click(qtbot, view, chart.hits[-1].key)
    title, units = told.args
    assert title
    qtbot.waitUntil(lambda: page.behind.isVisible())
    assert sorted(page.behind.model.numbers) == sorted(units)


def test_keys_walk_through_a_chart(page: AnalysisPage, qtbot: Any) -> None:
    view = page.board.faults
    assert view.chart is not None
    keys = [hit.key for hit in view.chart.hits]
    view.setFocus()
    with qtbot.waitSignals([view.clicked, view.clicked]):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view._chosen == keys[1]


def test_a_unit_of_the_list_opens_in_full(page: AnalysisPage, qtbot: Any) -> None:
    page.board.model_view.clicked.emit(page.board.models.index(0, 0))
    qtbot.waitUntil(lambda: page.behind.isVisible() and bool(page.behind.model.numbers))
    with qtbot.waitSignal(page.record_wanted) as wanted:
        page.behind.view.doubleClicked.emit(page.behind.model.index(0, 0))
    assert wanted.args == ["return_unit", page.behind.model.numbers[0]]


def test_arrows_turn_the_quarters(page: AnalysisPage, qtbot: Any) -> None:
    page.go_to_quarter(Q3.moved(-1))
    qtbot.waitUntil(lambda: page.report is not None and page.report.analysis.quarter == Q3.moved(-1))
    assert page.choice.quarters.currentData() == "2026Q2"


def test_countermeasures_are_typed_in_place(page: AnalysisPage, qtbot: Any, demo_work: Any) -> None:
    page.go_to_quarter(Quarter(2026, 4))
    qtbot.waitUntil(lambda: page.report is not None and page.report.analysis.quarter == Quarter(2026, 4))
    assert page.report is not None
    fault = page.report.analysis.top[0].name
    measures = page.board.measures
    for key, text in (("measure", "加推力测试"), ("owner", "覃工"), ("due", "2026-12-20")):
        index = measures.index(0, MEASURE_KEYS.index(key))
        assert index.flags() & Qt.ItemFlag.ItemIsEditable
        assert measures.setData(index, text)
        qtbot.waitUntil(lambda k=key, t=text: measures.kept[0] is not None and t in str(getattr(measures.kept[0], k)))
    kept = read(demo_work, qtbot, lambda: read_report(Quarter(2026, 4)).measures[fault])
    assert (kept.measure, kept.owner, kept.due) == ("加推力测试", "覃工", date(2026, 12, 20))
    assert not measures.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_name_that_nobody_bears_is_told(page: AnalysisPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.told) as told:
        page.board.measures.setData(page.board.measures.index(0, MEASURE_KEYS.index("owner")), "查无此人")
    assert told.args[1] == "problem"


def test_the_workbook_is_written_and_the_paper_asked_for(page: AnalysisPage, qtbot: Any, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.told) as told:
        page.export_to(tmp_path / "q.xlsx")
    assert told.args[1] == "done"
    assert (tmp_path / "q.xlsx").stat().st_size > 5000
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.print_report()
    assert wanted.args == ["returns_quarter", ["2026Q3", "", ""]]


def test_the_chart_is_painted(page: AnalysisPage) -> None:
    picture = page.board.faults.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7)
               for y in range(0, picture.height(), 7)}
    assert len(colours) > 4


def test_a_pasted_column_of_serial_numbers_becomes_units(qtbot: Any, demo_work: Any) -> None:
    from PySide6.QtWidgets import QApplication

    from app.areas.returns.area import BATCHES
    from app.areas.returns.records import ReturnUnit
    from app.masters.shipment import Shipment
    from ui.page import SheetPage

    shown = SheetPage(BATCHES, demo_work, lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1300, 800)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.model.numbers))
    shipment, number = read(demo_work, qtbot, lambda: next(
        ((s.first_serial, s.last_serial, s.product.code), _new_batch(s.customer)) for s in Shipment.select().where(
            Shipment.first_serial.is_null(False)).order_by(Shipment.id.desc()).limit(1)))
    shown.open_record(number)
    qtbot.waitUntil(lambda: shown.form.base is not None and shown.form.base.number == number)
    panel = shown.form.content.panels[0]
    QApplication.clipboard().setText(f"{shipment[0]}\n{shipment[1]}")
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    panel.table.paste()
    shown.form.save()
    qtbot.waitUntil(lambda: not shown.form.is_dirty())
    found = read(demo_work, qtbot, lambda: [
        (u.serial, u.product.code, u.ship_source, u.warranty) for u in ReturnUnit.select().where(
            ReturnUnit.batch == number).order_by(ReturnUnit.id)])
    assert found == [(shipment[0], shipment[2], "serial", "in"), (shipment[1], shipment[2], "serial", "in")]
    demo_work.wait()


def _new_batch(customer: Any) -> int:
    from app.areas.returns.records import ReturnBatch
    from app.database.change import Who, write

    return int(write("Batch", Who("王小姐"), lambda change: change.save(
        ReturnBatch(received=TODAY, customer=customer))).result.id)
