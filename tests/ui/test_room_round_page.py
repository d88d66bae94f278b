"""The Saturday round as it is walked: the scanner types and presses Enter, the page answers, the end writes all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolButton

from app.areas import catalogue
from app.areas.sample_room.places import shelf_code
from app.areas.sample_room.records import RoomItem, RoomRepair
from app.areas.sample_room.rounds import RoomRound
from tests.conftest import TODAY
from ui.areas.sample_room.register import RegisterPage
from ui.areas.sample_room.round import RoundPage
from ui.areas.samples.page import SamplePage
from ui.areas.samples.plan_dialog import PlanSamples

SATURDAY = date(2026, 11, 21)


def settle(page: Any) -> None:
    for _round in range(3):
        page.work.wait()
        QApplication.processEvents()


@pytest.fixture
def page(qtbot: Any, empty_work: Any) -> Any:
    empty_work.write(empty_work, "Fill", lambda c: c.add_all([
        RoomItem(number=f"YJ{n:03}", machine=f"T{n}", serial=f"S{n}", place=f"A柜-{n // 100 + 1}-{n % 100:02}",
                 accessories="充电器、彩盒") for n in range(1, 301)]))
    made = RoundPage(empty_work, lambda: SATURDAY)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    settle(made)
    return made


def scan(page: RoundPage, code: str) -> None:
    """Type as a scanner does: the number, then Enter."""
    QTest.keyClicks(page.input, code)
    QTest.keyClick(page.input, Qt.Key.Key_Return)


def test_scan_after_scan_is_answered(page: Any) -> None:
    assert page.counts.numbers["expected"].text() == "300"
    scan(page, "YJ001")
    assert "YJ001" in page.strip.words.text() and "在位" in page.strip.words.text()
    assert page.input.text() == ""
    assert page.counts.numbers["left"].text() == "299"
    scan(page, "yj001")
    assert "已经扫过" in page.strip.words.text()
    scan(page, "NEU-9")
    assert "没有登记" in page.strip.words.text()
    assert page.found.findings[0].code == "NEU-9"


def test_the_lists_keep_qts_rules(page: Any) -> None:
    for model in (page.left, page.found):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    scan(page, "YJ001")
    page.take_back()


def test_what_is_wrong_is_said_of_the_last_scan(page: Any) -> None:
    scan(page, "YJ002")
    QTest.keyClick(page.input, Qt.Key.Key_F2)
    page.strip._parts[1].click()
    finding = page.walk.finding("YJ002")
    assert finding.faulty and finding.lacks == ("彩盒",)
    assert page.counts.numbers["faulty"].text() == "1"
    scan(page, "YJ003")
    assert not page.strip.faulty.isChecked()
    page._show_again(page.found.index(1, 0))
    assert page.last == "YJ002" and page.strip.faulty.isChecked()
    page.take_back()
    assert page.walk.finding("YJ002") is None


def test_a_crash_loses_no_scan(page: Any, qtbot: Any) -> None:
    for code in (shelf_code("A柜-1"), "YJ001", "YJ002", "NEU-9"):
        scan(page, code)
    page.keep()
    again = RoundPage(page.work, lambda: SATURDAY)
    qtbot.addWidget(again)
    settle(again)
    assert again.walk.counts() == page.walk.counts()
    assert again.walk.shelf == "A柜-1"


def test_others_changes_leave_the_round_as_it_is(page: Any) -> None:
    scan(page, "YJ001")
    scan(page, "NEU-9")
    page.work.write(page, "New", lambda c: c.save(RoomItem(number="NEU-9", machine="X", place="A柜-1-99")))
    settle(page)
    assert page.counts.numbers["expected"].text() == "301"
    assert page.walk.finding("YJ001").presence == "found"


def test_closing_writes_everything_and_offers_the_report(page: Any) -> None:
    printed: list[Any] = []
    page.print_wanted.connect(lambda key, what: printed.append((key, what)))
    scan(page, "YJ002")
    page.set_faulty(True)
    page.rest_is_there()
    page.take_back()
    page.walk.take_back("YJ300")
    page.close_now()
    settle(page)
    found: list[Any] = []
    page.work.read(page, lambda: [RoomRound.get(), RoomItem.get(RoomItem.number == "YJ300").state,
                                  RoomItem.get(RoomItem.number == "YJ002").state, RoomRepair.select().count()],
                   found.extend)
    settle(page)
    record, gone, faulty, repairs = found
    assert (record.state, record.expected, record.present, record.missing, record.faulty) == ("closed", 300, 299, 1, 1)
    assert (gone, faulty, repairs) == ("missing", "repair", 1)
    assert printed == [("room_report", [record.id])]
    assert "缺 1" in page.strip.words.text()
    assert page.week.currentData() == SATURDAY - timedelta(days=7) or "已检查" in page.week.currentText()


def test_a_round_that_another_has_closed_is_kept(page: Any) -> None:
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    scan(page, "YJ001")
    page._not_closed(page.walk, ValueError("x"))
    assert said == ["x"] and page.walk.finding("YJ001") is not None


def test_labels_are_offered_for_the_chosen(qtbot: Any, demo_work: Any) -> None:
    page = RegisterPage(demo_work)
    qtbot.addWidget(page)
    settle(page)
    asked: list[Any] = []
    page.print_wanted.connect(lambda key, what: asked.append((key, what)))
    page.view.go_to(page.model.numbers[3])
    page.print_papers("labels")
    page.print_papers("property_register")
    assert asked == [("labels", [page.model.numbers[3]]), ("property_register", [])]
    menu = next(b.menu() for b in page.findChildren(QToolButton) if b.text() == "打印")
    next(a for a in menu.actions() if "登记表" in a.text()).trigger()
    assert asked[-1] == ("property_register", [])


def test_samples_are_planned_from_orders(qtbot: Any, demo_work: Any) -> None:
    page = SamplePage(demo_work)
    qtbot.addWidget(page)
    page.today = lambda: TODAY
    settle(page)
    before = len(page.model.numbers)
    page.plan()
    settle(page)
    dialog = page.findChildren(PlanSamples)[0]
    count = len(dialog.chosen())
    assert count > 3
    dialog.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    dialog.submit()
    settle(page)
    assert len(page.model.numbers) == before + count - 1
    page.plan()
    settle(page)
    again = page.findChildren(PlanSamples)[-1]
    assert len(again.found) == 1
    again.reject()


def test_every_place_of_the_areas_has_a_page() -> None:
    from ui.areas import catalogue as pages

    keys = {p.key for p in pages.PLACES}
    assert {"samples", "sample_requests", "sample_room", "room_walk", "room_rounds", "room_loans", "room_repairs",
            "room_moves"} <= keys
    assert keys - set(catalogue.sheets()) <= set(pages.OWN)
