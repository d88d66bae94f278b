"""Open duties, derived fields, followers and allowed moves: what every change keeps in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.areas import catalogue
from app.database import duties, query, search
from app.database.change import FOLLOWERS, Who, write
from app.database.ledger import Reason
from app.database.undo import undo
from app.domain.problem import Refused
from app.domain.standing import (
    AFTER,
    BEFORE,
    MONTH_END,
    MONTHLY,
    QUARTERLY,
    STAYS,
    WEEKLY,
    YEARLY,
    Rule,
    period_of,
    turns,
    within,
)
from app.domain.text import use_language
from app.domain.workdays import Calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product
from app.reports.standard import shown
from app.rules import cards
from app.rules.typed import typed_value

ME = Who("王小姐", "PC-1")


def make_line(change: Any) -> OrderLine:
    customer = change.save(Company(name="臻宝家居", customer=True))
    product = change.save(Product(code="C1", name="保温杯"))
    order = change.save(Order(number="0026411", customer=customer, received=date(2026, 10, 1), state="producing"))
    return change.save(OrderLine(order=order, product=product, quantity=1200, required_ship=date(2026, 12, 1)))


@pytest.fixture
def line(company: Path) -> OrderLine:
    catalogue.areas()
    return write("Make", ME, make_line).result


def test_a_duty_stands_while_it_is_open(line: OrderLine) -> None:
    (found,) = duties.open_duties()
    assert (found.record, found.due, found.order, found.since) == (line.id, date(2026, 12, 1), "0026411",
                                                                   date(2026, 10, 1))
    assert "1,200" in found.reason


def test_a_duty_follows_the_record_it_hangs_on(line: OrderLine) -> None:
    def ship(change: Any) -> None:
        order = Order.get()
        order.state = "shipped"
        change.save(order)

    outcome = write("Shipped", ME, ship)
    assert duties.open_duties() == []
    undo(outcome.entry, ME)
    assert len(duties.open_duties()) == 1


def test_a_moved_date_moves_its_duty(line: OrderLine) -> None:
    def move(change: Any) -> None:
        line.confirmed_ship = date(2026, 12, 9)
        change.save(line)

    outcome = write("Move", ME, move, reason=Reason("customer"))
    assert duties.open_duties(date(2026, 12, 8)) == []
    (found,) = duties.duties_of(outcome.touched, date(2026, 12, 9))
    assert found.due == date(2026, 12, 9)


def test_a_deleted_record_has_no_duty(line: OrderLine) -> None:
    write("Delete", ME, lambda change: change.delete(OrderLine.get()))
    assert duties.open_duties() == []


def test_reckoning_all_anew_changes_nothing(line: OrderLine) -> None:
    before = duties.open_duties()
    write("Note", ME, lambda change: duties.Duty.delete().execute())
    assert duties.open_duties() == []
    write("Reckon", ME, lambda change: duties.reckon_all())
    assert duties.open_duties() == before


def test_a_move_that_the_workflow_does_not_know_is_refused(line: OrderLine) -> None:
    def close(change: Any) -> None:
        order = Order.get()
        order.state = "approved"
        change.save(order)

    with pytest.raises(Refused, match="0026411"):
        write("Back", ME, close)
    assert Order.get().state == "producing"


def test_an_import_may_set_any_state(line: OrderLine) -> None:
    def task(change: Any) -> None:
        change.any_move = True
        order = Order.get()
        order.state = "draft"
        change.save(order)

    write("Import", ME, task)
    assert Order.get().state == "draft"


def test_followers_and_derived_fields_run_in_the_same_change(line: OrderLine, monkeypatch: Any) -> None:
    seen: list[tuple[str, Any]] = []

    def follow(change: Any, record: Any, before: Any) -> None:
        seen.append((record.note, None if before is None else before["note"]))

    monkeypatch.setitem(FOLLOWERS, Order, {"test": follow})
    monkeypatch.setattr(Order, "derived", (lambda record: setattr(record, "country", (record.note or "")[:2]),))

    def note(change: Any) -> None:
        order = Order.get()
        order.note = "日本先出"
        change.save(order)

    outcome = write("Note", ME, note)
    assert seen == [("日本先出", None)]
    assert Order.get().country == "日本"
    undo(outcome.entry, ME)
    assert Order.get().country in (None, "")
    assert len(seen) == 1


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RULES = st.builds(Rule, st.sampled_from((WEEKLY, MONTHLY, MONTH_END, QUARTERLY, YEARLY)), st.integers(0, 31),
                  st.sampled_from((BEFORE, AFTER, STAYS)))


@given(RULES, DAYS)
@example(Rule(QUARTERLY, 31, BEFORE), date(2020, 4, 1))
def test_every_day_lies_in_one_turn_and_turns_join(rule: Rule, day: date) -> None:
    calendar = Calendar()
    turn = period_of(rule, day, calendar)
    assert turn.first <= day <= turn.last
    assert period_of(rule, turn.first, calendar) == turn == period_of(rule, turn.last, calendar)
    assert rule.shift == STAYS or calendar.is_workday(turn.due)


@given(RULES, DAYS, DAYS)
def test_turns_are_those_whose_due_day_lies_between(rule: Rule, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    if (last - first).days > 800:
        last = first
    found = turns(rule, first, last, Calendar())
    assert found == sorted(found, key=lambda t: t.first)
    assert all(first <= t.due <= last for t in found)
    for day in (first, last):
        turn = period_of(rule, day, Calendar())
        assert (turn in found) == (first <= turn.due <= last)


def test_a_duty_on_a_day_off_moves_as_the_company_chooses() -> None:
    sunday, calendar = date(2026, 11, 15), Calendar()
    month = date(2026, 11, 1), date(2026, 11, 30)
    assert [within(sunday, s, *month, calendar) for s in (BEFORE, AFTER, STAYS)] == [
        date(2026, 11, 13), date(2026, 11, 16), sunday]


def test_what_is_left_to_the_end_is_done_once_whoever_asks_for_it(line: OrderLine) -> None:
    done: list[str] = []

    def later(change: Any) -> None:
        done.append("second")

    def first(change: Any) -> None:
        done.append("first")
        change.at_end["second"] = later
        change.at_end["first"] = first

    def task(change: Any) -> None:
        change.at_end["first"] = first
        change.at_end["first"] = first
        order = Order.get()
        order.note = "x"
        change.save(order)

    write("Twice", ME, task)
    assert done == ["first", "second"]


def test_a_date_is_open_by_its_own_duty_whatever_else_is_due_that_day(company: Path) -> None:
    from app.areas.visitors.records import CLOSED, Visit

    day = date(2026, 11, 4)
    sheet = catalogue.sheets()["visits"]
    visit = write("Visit", ME, lambda change: change.save(Visit(
        visitors="审核员", day=day, state=CLOSED, notes="看了首件", notes_on=day, follow_up="寄样", follow_up_by=day))).result

    def move(change: Any) -> None:
        visit.follow_up_by = visit.notes_by
        change.save(visit)

    write("Same day", ME, move)
    (row,) = query.first_rows(query.Ask(sheet, date(2026, 11, 23)), 10)
    shown = [d.field.name for d in sheet.deadlines if d.field is not None]
    assert dict(zip(shown, row.open, strict=True)) == {
        "notice_by": False, "day": False, "notes_by": False, "follow_up_by": True}
    assert row.cells[[c.key for c in sheet.columns].index("notes_by")] == visit.follow_up_by


def test_a_field_that_shows_the_next_deadline_is_open_by_any_of_them(company: Path) -> None:
    from app.areas.samples.records import Sample

    sheet = catalogue.sheets()["samples"]

    def make(change: Any) -> Any:
        product = change.save(Product(code="C1", name="保温杯"))
        return change.save(Sample(product=product, state="sent", sent=date(2026, 11, 1), send_by=date(2026, 11, 2)))

    sample = write("Sample", ME, make).result
    (row,) = query.first_rows(query.Ask(sheet, date(2026, 11, 23)), 10)
    assert sample.next_due == sample.answer_due
    assert row.open == (False, True)


def test_a_card_bears_the_day_of_what_is_still_to_be_done(company: Path) -> None:
    from app.areas.visitors.records import RECEIVED, Visit

    day = date(2026, 11, 4)
    sheet = catalogue.sheets()["visits"]
    write("Visit", ME, lambda change: change.save(Visit(
        visitors="审核员", day=day, state=RECEIVED, told_on=day, follow_up="寄样", follow_up_by=date(2026, 12, 1))))
    found = {c.state: c.cards for c in cards.card_columns(query.Ask(sheet, date(2026, 11, 23)))}
    assert [c.due for c in found[RECEIVED]] == [Visit.get().notes_by]
    write("Notes", ME, lambda change: change.save(_with(Visit.get(), notes="x", notes_on=day)))
    found = {c.state: c.cards for c in cards.card_columns(query.Ask(sheet, date(2026, 11, 23)))}
    assert [c.due for c in found[RECEIVED]] == [date(2026, 12, 1)]


def _with(record: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(record, name, value)
    return record


def test_what_is_put_off_is_named_in_the_present_language(company: Path) -> None:
    from app.areas.today.records import PutOff

    sheet = catalogue.sheets()["put_off"]
    column = [c.key for c in sheet.columns].index("title")

    def titles() -> list[str]:
        rows = query.first_rows(query.Ask(sheet, date(2026, 11, 23)), 10)
        return [str(shown(row.cells[column], sheet.columns[column])) for row in rows]

    until = date(2026, 11, 27)
    write("Put off", ME, lambda change: change.save(PutOff(
        place="order_line", record=1, title="Ship", name="2611-034", until=until, reason="等柜")))
    write("Put off", ME, lambda change: change.save(PutOff(
        place="own 3", record=2, title="写周报", name="写周报", until=until, reason="出差")))
    assert titles() == ["写周报", "走货"]
    assert [str(p) for p in PutOff.select().order_by(PutOff.id)] == ["走货 2611-034", "写周报 写周报"]
    assert [h.title for h in search.find("走货", 10, ("put_off",))] == ["走货 2611-034"]
    use_language("en")
    assert titles() == ["写周报", "Ship"]


def test_a_duty_typed_in_the_users_language_is_kept_in_the_programs(company: Path) -> None:
    from app.areas.today.records import PutOff

    catalogue.areas()
    assert typed_value(PutOff.title, "走货", date(2026, 11, 23)) == "Ship"
    assert typed_value(PutOff.title, "写周报", date(2026, 11, 23)) == "写周报"
