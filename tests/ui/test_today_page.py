"""The Today page: what it shows, how it keeps up, putting off, grouping, the morning sheet and its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.areas import agenda, catalogue, papers
from app.areas.today.records import MorningSheet, StandingDuty
from app.database.change import Who, write
from app.domain.deadline import AHEAD, LATE, TODAY
from app.masters.order import Order
from tests.conftest import TODAY as NOW
from ui.areas.today.page import TodayPage
from ui.areas.today.put_off import PutOffDialog
from ui.work import Work


@pytest.fixture
def page(qtbot: Any, demo_work: Work) -> Iterator[TodayPage]:
    catalogue.areas()
    made = TodayPage(demo_work, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.lines()))
    assert demo_work.wait()
    yield made


def first_order_line(page: TodayPage) -> agenda.AgendaLine:
    return next(line for line in page.lines() if line.place == "order_line")


def test_it_shows_today_first_and_the_newest_of_what_is_late(page: TodayPage) -> None:
    sections = page.list.sections
    assert [s.key for s in sections][:2] == [TODAY, LATE]
    ranks = [agenda.urgency(line, NOW) for s in sections for line in s.lines]
    assert ranks == sorted(ranks)
    assert str(len(sections[1].lines)) in page.chips[LATE].text()
    assert all(line.day <= NOW + timedelta(days=3) for line in page.lines())


def test_later_is_read_when_it_is_opened(qtbot: Any, page: TodayPage) -> None:
    count = len(page.lines())
    page.list.fold(AHEAD, False)
    qtbot.waitUntil(lambda: len(page.lines()) > count)
    assert any(line.standing(NOW) == AHEAD for line in page.lines())


def test_enter_opens_the_form_that_settles_it(qtbot: Any, page: TodayPage) -> None:
    line = first_order_line(page)
    page.list.choose(line)
    with qtbot.waitSignal(page.record_wanted) as caught:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert caught.args == [line.place, line.record]


def test_a_settled_duty_leaves_the_page_and_the_badge(qtbot: Any, page: TodayPage, demo_work: Work) -> None:
    line = first_order_line(page)
    badges: list[dict[str, int]] = []
    page.counted.connect(badges.append)

    def ship(change: Any) -> None:
        order = Order.get(Order.number == line.order)
        order.state = "producing"
        change.any_move = True
        change.save(order)
        order.state = "shipped"
        change.save(order)

    before = page.lines()
    demo_work.write(page, "Shipped", ship)
    qtbot.waitUntil(lambda: line not in page.lines())
    assert {other.order for other in before} - {line.order} <= {other.order for other in page.lines()}
    assert badges


def test_putting_off_asks_until_when_and_why(qtbot: Any, page: TodayPage, demo_work: Work) -> None:
    line = first_order_line(page)
    page.ask_put_off(line)
    dialog = page.findChild(PutOffDialog)
    assert dialog is not None
    dialog._take()
    assert dialog.trouble.isVisible()
    dialog.until.setText("+2")
    dialog.reason.setText("等客户回复")
    dialog._take()
    qtbot.waitUntil(lambda: any(other.put_off for other in page.lines()))
    again = next(other for other in page.lines() if other.mark == line.mark)
    assert (again.put_off, again.put_off_because) == (NOW + timedelta(days=2), "等客户回复")
    assert again.standing(NOW) == "soon"
    assert "等客户回复" in page.list.words(again)


def test_what_is_put_off_beyond_sight_is_gone_until_then(qtbot: Any, page: TodayPage, demo_work: Work) -> None:
    line = first_order_line(page)
    demo_work.write(page, "Put off", lambda change: agenda.put_off(change, line, NOW + timedelta(days=20), "停产"))
    qtbot.waitUntil(lambda: line.mark not in {other.mark for other in page.lines()})


def test_it_groups_and_filters(qtbot: Any, page: TodayPage) -> None:
    page.grouping.setCurrentIndex(page.grouping.findData("owner"))
    page._grouping_chosen()
    assert {s.key for s in page.list.sections} == {line.owner for line in page.lines()}
    owner = next(line.owner for line in page.lines() if line.owner)
    page.whose.setCurrentIndex(page.whose.findData(owner))
    page._whose_chosen()
    assert {line.owner for line in page.list.lines()} == {owner}
    page.search.setText("no such thing")
    assert not page.list.lines()


def test_numbers_typed_back_settle_or_open(qtbot: Any, page: TodayPage, demo_work: Work) -> None:
    def own_duty(change: Any) -> None:
        change.save(StandingDuty(title="给发泡机加油", rule="weekly", day=0, begins=NOW - timedelta(days=3)))

    demo_work.write(page, "Duty", own_duty)
    qtbot.waitUntil(lambda: any(line.title == "给发泡机加油" for line in page.lines()))
    page.copy_text()
    qtbot.waitUntil(lambda: "1. " in QGuiApplication.clipboard().text())
    assert demo_work.wait()
    text = QGuiApplication.clipboard().text().splitlines()
    number = next(row.split(".")[0] for row in text if "给发泡机加油" in row)
    with_form = next(row.split(".")[0] for row in text if "走货" in row)
    page.numbers.setText(f"{number} {with_form}")
    with qtbot.waitSignal(page.record_wanted):
        page._tick()
    qtbot.waitUntil(lambda: not any(line.title == "给发泡机加油" for line in page.lines()))


def test_a_number_that_is_not_on_the_sheet_is_named(qtbot: Any, page: TodayPage) -> None:
    page.copy_text()
    page.numbers.setText("999")
    with qtbot.waitSignal(page.told, check_params_cb=lambda text, kind: "999" in text and kind == "problem"):
        page._tick()
    page.numbers.setText("three")
    with qtbot.waitSignal(page.told, check_params_cb=lambda text, kind: "three" in text):
        page._tick()


def test_the_morning_sheet_on_paper_has_the_numbers_that_are_kept(qtbot: Any, page: TodayPage,
                                                                  demo_work: Work) -> None:
    with qtbot.waitSignal(page.print_wanted) as caught:
        page.print_sheet()
    assert caught.args == ["morning", []]
    assert demo_work.wait()
    kept: list[Any] = []
    made: list[Any] = []
    demo_work.read(page, lambda: MorningSheet.select().order_by(MorningSheet.id.desc()).first(), kept.append)
    demo_work.read(page, lambda: papers.pages("morning", "王小姐", today=NOW), made.extend)
    qtbot.waitUntil(lambda: bool(made))
    words = [m.text for p in made for m in p.marks if hasattr(m, "text")]
    assert len(made) == 1
    shown = [int(word) for word in words if word.isdecimal()]
    left = next((int("".join(c for c in word if c.isdecimal())) for word in words if "其后还有" in word), 0)
    assert max(shown) + left == kept[0].lines.count("[") - 1


def test_a_new_day_is_noticed(qtbot: Any, demo_work: Work) -> None:
    day = [NOW]
    page = TodayPage(demo_work, lambda: day[0])
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: bool(page.lines()))
    day[0] = NOW + timedelta(days=1)
    page._look_at_day()
    qtbot.waitUntil(lambda: all(line.day <= NOW + timedelta(days=4) for line in page.lines())
                    and any(line.day == NOW + timedelta(days=4) for line in page.lines()))
    assert "24" in page.title.text()


def test_a_duty_without_a_form_is_ticked_off(demo_company: Path) -> None:
    catalogue.areas()
    until = NOW + timedelta(days=31)
    line = next(x for x in agenda.standing_lines(NOW, until) if x.key == "settlement")

    def tick(change: Any) -> list[agenda.AgendaLine]:
        agenda.keep_numbers(change, [line], NOW, "")
        return agenda.ticked(change, [1], until)

    assert write("Tick", Who("阿敏"), tick).result == []
    assert StandingDuty.get(StandingDuty.key == "settlement").done_on is not None


def test_a_rule_that_never_falls_on_a_working_day_is_said(demo_company: Path, monkeypatch: Any) -> None:
    from app.domain.workdays import Calendar
    from app.masters import calendar

    monkeypatch.setattr(calendar, "office_calendar", lambda: Calendar(frozenset(range(7))))
    lines = agenda.standing_lines(NOW, NOW + timedelta(days=3))
    asked = [line for line in lines if line.key and not line.key.startswith(agenda.ALERT)]
    assert asked and all("工作日" in line.reason for line in asked)


def test_an_empty_company_says_that_nothing_is_due(qtbot: Any, empty_work: Work) -> None:
    page = TodayPage(empty_work, lambda: date(2001, 1, 1))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
    assert not page.lines()


def test_standing_duties_are_late_once_and_done_by_their_day(demo_company: Path) -> None:
    catalogue.areas()
    write("Duty", Who("阿敏"), lambda change: change.save(StandingDuty(
        title="周会", rule="weekly", day=4, begins=NOW - timedelta(days=30))))
    own = [line for line in agenda.standing_lines(NOW, NOW + timedelta(days=7)) if line.title == "周会"]
    assert [line.standing(NOW) for line in own] == [LATE, AHEAD]
    assert own[0].due == date(2026, 11, 20)
    duty = StandingDuty.get(StandingDuty.title == "周会")
    duty.done_on = NOW
    write("Done", Who("阿敏"), lambda change: change.save(duty))
    assert not [line for line in agenda.standing_lines(NOW, NOW + timedelta(days=7)) if line.title == "周会"]
    assert TODAY == "today"
