"""Handover: reminders go to the deputy and back, and the pack tells everything that is under way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.areas import agenda, catalogue, papers
from app.areas.handover import read_pack
from app.areas.today.records import Handover, StandingDuty
from app.database import query
from app.database.change import Who, write
from app.database.record import database
from app.domain.problem import Refused
from app.domain.standing import period_of
from app.domain.workdays import Calendar
from app.masters.company import Person
from app.masters.order import OPEN_STATES, Copy, Order
from app.masters.posts import POSTS_USED
from app.reports.standard import shown
from app.rules.cells import RowEdit, apply_edits
from app.rules.form_data import shown_value
from tests.conftest import TODAY

ME = Who("王小姐", "PC-1")


@pytest.fixture
def clerk(demo_company: Path) -> Any:
    catalogue.areas()
    order = Order.select().where(Order.state.in_(OPEN_STATES) & Order.clerk.is_null(False)).first()
    return order.clerk


def other_than(person: Any) -> Any:
    return Person.select().where((Person.id != person.id) & (Person.deleted == 0)).first()


def hand_over(person: Any, deputy: Any, days: int = 5) -> Any:
    return write("Handover", ME, lambda change: change.save(Handover(
        person=person, deputy=deputy, first=TODAY, last=TODAY + timedelta(days=days)))).result


def owners(day: Any = TODAY) -> set[str]:
    return {line.owner for line in agenda.duty_lines(day, day + timedelta(days=30))}


def test_reminders_go_to_the_deputy_and_come_back(clerk: Any) -> None:
    deputy = other_than(clerk)
    mine = [line.mark for line in agenda.duty_lines(TODAY, TODAY + timedelta(days=30)) if line.owner == clerk.name]
    assert mine
    made = hand_over(clerk, deputy)
    assert clerk.name not in owners()
    now = {line.mark: line for line in agenda.duty_lines(TODAY, TODAY + timedelta(days=30))}
    assert all((now[m].owner, now[m].instead_of) == (deputy.name, clerk.name) for m in mine)
    assert clerk.name in owners(TODAY + timedelta(days=6))
    write("Back", ME, lambda change: change.delete(made))
    assert clerk.name in owners()


def test_a_deputy_who_is_away_himself_passes_on(clerk: Any) -> None:
    second = other_than(clerk)
    third = Person.select().where(Person.id.not_in([clerk.id, second.id]) & (Person.deleted == 0)).first()
    hand_over(clerk, second)
    hand_over(second, third)
    assert agenda.deputies_now(TODAY)[clerk.name] == third.name
    hand_over(third, clerk)
    assert set(agenda.deputies_now(TODAY)) == {clerk.name, second.name, third.name}


def test_nobody_is_his_own_deputy(clerk: Any) -> None:
    with pytest.raises(Refused):
        hand_over(clerk, clerk)


def test_the_pack_tells_what_is_under_way(clerk: Any) -> None:
    pack = read_pack(clerk, TODAY)
    assert {o.number for o in pack.orders} == {o.number for o in Order.select().where(
        (Order.clerk == clerk) & Order.state.in_(OPEN_STATES) & (Order.deleted == 0))}
    assert all(o.last_word for o in pack.orders)
    assert {line.owner for line in pack.promises} == {clerk.name}
    assert pack.standing and pack.ask
    unsigned = Copy.select().join(Order).where(Copy.sent.is_null(False) & Copy.signed.is_null() & (Copy.deleted == 0)
                                               & (Order.clerk == clerk) & Order.state.in_(OPEN_STATES)).count()
    assert sum("分发" in kind for kind, _paper, _since in pack.unsigned) >= min(unsigned, 1)


def test_the_pack_as_paper_and_workbook(clerk: Any, tmp_path: Path) -> None:
    import openpyxl

    made = hand_over(clerk, other_than(clerk))
    pages = papers.pages("handover", "王小姐", records=[str(made.id)], today=TODAY)
    words = "".join(m.text for page in pages for m in page.marks if hasattr(m, "text"))
    order = read_pack(clerk, TODAY).orders[0]
    assert order.number in words and clerk.name in words
    papers.write_form(tmp_path / "pack.xlsx", pages)
    book = openpyxl.load_workbook(tmp_path / "pack.xlsx")
    assert any(order.number == c.value for row in book.worksheets[0].iter_rows() for c in row)


def test_standing_duties_of_other_posts_are_out_of_sight(clerk: Any) -> None:
    from app.database.settings import set_office

    keys = {s.key: s.posts for area in catalogue.areas() for s in area.standing}
    write("Posts", ME, lambda change: set_office(change, POSTS_USED, ["B"]))
    shown = {line.key for line in agenda.standing_lines(TODAY, TODAY + timedelta(days=90))}
    assert not {key for key in shown if keys.get(key)}
    write("Posts", ME, lambda change: set_office(change, POSTS_USED, ["A"]))
    shown = {line.key for line in agenda.standing_lines(TODAY, TODAY + timedelta(days=90))}
    assert any("A" in keys.get(key, ()) for key in shown)
    assert StandingDuty.select().count()


def test_the_day_of_a_weekly_duty_is_a_weekday_by_name(company: Path) -> None:
    sheet = catalogue.sheets()["standing_duties"]
    at = [c.key for c in sheet.columns].index("day")
    key = [c.key for c in sheet.columns].index("title")

    def texts() -> dict[str, str]:
        rows = query.first_rows(query.Ask(sheet, TODAY), 50)
        return {row.cells[key]: str(shown(row.cells[at], sheet.columns[at])) for row in rows}

    def make(change: Any) -> None:
        for title, rule, day in (("写周报", "每周", "周五"), ("盘点", "每月", "15"), ("浇花", "每周", "星期日")):
            apply_edits(change, sheet, [RowEdit(None, 0, {"title": title, "day": day, "rule": rule})], TODAY)

    write("Make", ME, make)
    assert [texts()[t] for t in ("写周报", "盘点", "浇花")] == ["周五", "15", "周日"]
    duty = StandingDuty.get(StandingDuty.title == "写周报")
    assert period_of(duty.as_rule, TODAY, Calendar()).due == date(2026, 11, 27)
    assert StandingDuty.get(StandingDuty.title == "盘点").as_rule.day == 15
    for rule, day in (("weekly", "5"), ("monthly", "周五")):
        with pytest.raises(Refused, match="选周几"):
            write("Wrong", ME, lambda change, r=rule, d=day: apply_edits(
                change, sheet, [RowEdit(None, 0, {"title": "x", "rule": r, "day": d})], TODAY))


def test_another_rule_asks_for_its_own_day(company: Path) -> None:
    def made(**values: Any) -> int:
        return write("Make", ME, lambda change: change.save(StandingDuty(begins=TODAY, **values))).result.id

    def ruled(number: int, rule: str, **values: Any) -> StandingDuty:
        def change_rule(change: Any) -> None:
            duty = StandingDuty.get_by_id(number)
            for name, value in {**values, "rule": rule}.items():
                setattr(duty, name, value)
            change.save(duty)

        write("Change", ME, change_rule)
        return StandingDuty.get_by_id(number)

    monthly = made(title="盘点", rule="monthly", day=5)
    with pytest.raises(Refused, match="选周几"):
        ruled(monthly, "weekly")
    assert ruled(monthly, "weekly", day=74).as_rule.day == 4
    with pytest.raises(Refused, match="选周几"):
        ruled(monthly, "monthly")
    assert ruled(monthly, "monthly", day=5).as_rule.day == 5
    assert ruled(monthly, "yearly").as_rule.day == 5
    old = made(title="写周报", rule="weekly", day=3)
    with pytest.raises(Refused, match="选周几"):
        ruled(old, "monthly")


def test_a_weekday_written_as_a_number_before_reads_as_its_name(company: Path) -> None:
    sheet = catalogue.sheets()["standing_duties"]
    at = [c.key for c in sheet.columns].index("day")
    made = write("Make", ME, lambda change: change.save(StandingDuty(title="写周报", begins=TODAY))).result
    database.execute_sql(f"UPDATE standing_duty SET day = 4 WHERE id = {made.id}")
    (row,) = query.window(query.Ask(sheet, TODAY), [made.id])
    assert shown(row.cells[at], sheet.columns[at]) == "周五"
    old = StandingDuty.get_by_id(made.id)
    assert old.as_rule.day == 4
    assert shown_value(StandingDuty.day, old.day) == "周五"
    only = query.Filter("day", query.IS, (row.cells[at],))
    assert made.id in query.numbers(query.Ask(sheet, TODAY, filters=(only,)))
    old.note = "x"
    write("Note", ME, lambda change: change.save(old))
    assert StandingDuty.get_by_id(made.id).as_rule.day == 4
