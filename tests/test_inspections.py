"""Inspections: the proposed day, booking in time, agreed days into the schedule, danger, results, re-inspection."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, inspection_plan, notifying
from app.areas.inspections import actions
from app.areas.inspections.records import AGREED, ASKED, FAILED, PASSED, TO_BOOK, InspectedGoods, Inspection
from app.areas.inspections.slots import propose
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database import duties
from app.database.change import Who, write
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.undo import undo
from app.domain.problem import Refused
from app.domain.workdays import Calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant
from app.masters.product import Product

ME = Who("王小姐", "PC-1")
TODAY = date.today()
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, DAYS, st.lists(DAYS, max_size=30), st.integers(1, 3))
def test_a_proposed_day_is_worked_free_and_after_the_goods_are_ready(ready: date, today: date, busy: list[date],
                                                                      a_day: int) -> None:
    calendar = Calendar()
    slot = propose(ready, None, busy, a_day, today, calendar)
    assert calendar.is_workday(slot.day) and slot.day > max(ready, today)
    assert busy.count(slot.day) < a_day
    earlier = calendar.days_worked(max(ready, today) + timedelta(days=1), slot.day - timedelta(days=1))
    assert all(busy.count(day) >= a_day for day in earlier)


def test_a_day_after_the_goods_left_is_said() -> None:
    slot = propose(date(2026, 12, 1), date(2026, 12, 2), (), 1, date(2026, 11, 23), Calendar())
    assert slot.day == date(2026, 12, 2) and "2026-12-02" in slot.against


def make(change: Any) -> Order:
    catalogue.areas()
    customer = change.save(Company(name="臻宝家居", customer=True))
    product = change.save(Product(code="C1", name="保温杯"))
    order = change.save(Order(number="0026411", customer=customer, received=TODAY - timedelta(days=40),
                              state="producing"))
    line = change.save(OrderLine(order=order, product=product, quantity=1201, per_carton=12,
                                 required_ship=TODAY + timedelta(days=30)))
    change.save(ScheduleStep(order_line=line, quantity=1201, start=TODAY, finish=TODAY + timedelta(days=10)))
    return order


@pytest.fixture
def inspection(company: Path) -> Inspection:
    catalogue.areas()
    write("Make", ME, make)
    assert write("Gather", ME, lambda change: inspection_plan.gather(change, TODAY)).result == 0
    return Inspection.get()


def titles() -> set[str]:
    return {d.title for d in duties.open_duties() if d.place == "inspection"}


def act(run: Any, *answers: Any, reason: Reason | None = None) -> Inspection:
    write("Act", ME, lambda change: run(change, [Inspection.get()], *answers), reason=reason)
    return Inspection.get()


def test_an_order_near_its_finish_gets_one_inspection(inspection: Inspection) -> None:
    assert (inspection.state, inspection.ready) == (TO_BOOK, TODAY + timedelta(days=10))
    assert inspection.book_by < inspection.ready
    assert InspectedGoods.get().cartons == 101
    assert write("Gather", ME, lambda change: inspection_plan.gather(change, TODAY)).result == 0
    assert titles() == {"Have the inspection booked"}


def test_it_follows_the_plan_until_the_day_is_agreed(inspection: Inspection) -> None:
    def move(change: Any, days: int) -> None:
        step = ScheduleStep.get()
        step.finish += timedelta(days=days)
        change.save(step)

    write("Move", ME, lambda change: move(change, 4), reason=Reason("capacity"))
    assert Inspection.get().ready == TODAY + timedelta(days=14)
    act(actions.agree, {"agreed": TODAY + timedelta(days=20)})
    write("Move", ME, lambda change: move(change, 4), reason=Reason("capacity"))
    assert Inspection.get().ready == TODAY + timedelta(days=14)


def test_the_way_from_booking_to_the_result(inspection: Inspection) -> None:
    told = act(actions.sales_told)
    assert told.state == ASKED and told.proposed is not None and told.proposed > told.ready
    assert titles() == {"Get the inspection date agreed"}
    agreed = act(actions.agree, {})
    assert (agreed.state, agreed.agreed) == (AGREED, told.proposed)
    assert OrderLine.get().inspection == told.proposed
    assert titles() == {"Tell the departments the inspection date", "Inspection"}
    act(actions.departments_told)
    assert titles() == {"Inspection"}
    done = act(actions.take_result, {"result": "pass", "actual": told.proposed, "major": 2})
    assert (done.state, done.major) == (PASSED, 2)
    assert titles() == set()


def test_another_day_asks_why_and_tells_again(inspection: Inspection) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=12)})
    act(actions.departments_told)
    with pytest.raises(ReasonWanted):
        act(actions.agree, {"agreed": TODAY + timedelta(days=15)})
    again = act(actions.agree, {"agreed": TODAY + timedelta(days=15)}, reason=Reason("customer", "客人"))
    assert again.told_on is None and OrderLine.get().inspection == TODAY + timedelta(days=15)
    assert DueChange.select().where(DueChange.reason == "customer").count() == 1


def test_a_date_typed_on_the_order_line_is_the_agreed_day(inspection: Inspection) -> None:
    line = OrderLine.get()
    line.inspection = TODAY + timedelta(days=13)
    outcome = write("Type", ME, lambda change: change.save(line))
    assert (Inspection.get().state, Inspection.get().agreed) == (AGREED, TODAY + timedelta(days=13))
    undo(outcome.entry, ME)
    assert (Inspection.get().state, Inspection.get().agreed) == (TO_BOOK, None)


def test_a_failed_one_opens_its_re_inspection_once(inspection: Inspection) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=12)})
    failed = act(actions.take_result, {"result": "fail", "actual": TODAY, "findings": "划痕"})
    assert failed.state == FAILED
    again = Inspection.get(Inspection.previous == failed)
    assert (again.round, again.state, again.note) == (2, TO_BOOK, "划痕")
    assert InspectedGoods.select().where(InspectedGoods.inspection == again).count() == 1


def test_an_agreed_inspection_needs_its_day(inspection: Inspection) -> None:
    inspection.state = AGREED
    with pytest.raises(Refused):
        write("Wrong", ME, lambda change: change.save(inspection))


def test_a_daily_report_shows_the_danger(inspection: Inspection) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=12)})

    def report(change: Any) -> None:
        plant = change.save(Plant(name="臻宝"))
        for days in (3, 2, 1):
            change.save(ProgressReport(day=TODAY - timedelta(days=days), plant=plant, step=ScheduleStep.get(), made=5))
        step = ScheduleStep.get()
        step.done, step.last_report = 15, TODAY - timedelta(days=1)
        change.save(step)

    write("Reports", ME, report)
    found = Inspection.get()
    assert found.danger_since == TODAY and found.danger
    assert "Report the endangered inspection" in titles()
    act(actions.danger_told)
    assert "Report the endangered inspection" not in titles()


def step_moved(days: int, **more: Any) -> None:
    def move(change: Any) -> None:
        step = ScheduleStep.get()
        step.start, step.finish = step.start + timedelta(days=days), step.finish + timedelta(days=days)
        for name, value in more.items():
            setattr(step, name, value)
        change.save(step)

    write("Move", ME, move, reason=Reason("capacity"))


def test_a_moved_plan_shows_the_danger_at_once_and_takes_it_away(inspection: Inspection) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=14)})
    assert Inspection.get().danger_since is None
    step_moved(13)
    assert Inspection.get().danger_since == TODAY and "Report the endangered inspection" in titles()
    step_moved(-13)
    assert Inspection.get().danger_since is None and "Report the endangered inspection" not in titles()


def test_late_material_shows_the_danger_at_once(inspection: Inspection) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=14)})
    line = OrderLine.get()
    line.material_ready = TODAY + timedelta(days=12)
    write("Material", ME, lambda change: change.save(line))
    assert Inspection.get().danger_since == TODAY and str(line.material_ready) in Inspection.get().danger


def test_one_that_is_only_asked_for_is_in_danger_too(inspection: Inspection) -> None:
    asked = act(actions.sales_told)
    assert asked.state == ASKED
    step = ScheduleStep.get()
    step.locked = True
    line = OrderLine.get()
    line.material_ready = TODAY + timedelta(days=60)
    write("Material", ME, lambda change: change.save(line))
    assert Inspection.get().danger_since == TODAY


@pytest.mark.parametrize(("done", "opened"), [(400, 1), (1201, 0)])
def test_a_late_order_gets_its_inspection_and_a_finished_one_none(company: Path, done: int, opened: int) -> None:
    catalogue.areas()

    def late(change: Any) -> None:
        make(change)
        step = ScheduleStep.get()
        step.start, step.finish, step.done = TODAY - timedelta(days=20), TODAY - timedelta(days=9), done
        change.reason = Reason("other")
        change.save(step)

    write("Late", ME, late)
    assert Inspection.select().count() == opened


def test_a_day_that_the_order_names_is_agreed(company: Path) -> None:
    catalogue.areas()

    def named(change: Any) -> None:
        change.reason = Reason("other")
        make(change)
        line = OrderLine.get()
        line.inspection = TODAY + timedelta(days=12)
        change.save(line)

    write("Named", ME, named)
    found = Inspection.get()
    assert (found.state, found.agreed) == (AGREED, TODAY + timedelta(days=12))
    assert titles() == {"Inspection"}


def told(notice: str, way: str = "mail", state: str = "sent") -> None:
    ready = notifying.make_ready("inspections", notice, [Inspection.get().id])
    write("Told", ME, lambda change: notifying.keep(change, ready, way, state, ()))


def test_mail_settles_the_duty_to_tell_and_a_copied_text_does_not(inspection: Inspection) -> None:
    told("booking", "text", "copied")
    assert titles() == {"Have the inspection booked"}
    told("booking")
    assert titles() == {"Get the inspection date agreed"} and Inspection.get().asked_on == TODAY
    act(actions.agree, {"agreed": TODAY + timedelta(days=14)})
    told("agreed")
    assert titles() == {"Inspection"} and Inspection.get().told_on == TODAY
    step_moved(13)
    told("danger")
    assert titles() == {"Inspection"} and Inspection.get().danger_told == TODAY


def test_nothing_is_told_by_a_tick_alone(inspection: Inspection) -> None:
    action = next(a for a in catalogue.sheets()["inspections"].actions if a.title == "Sales is told")
    with pytest.raises(Refused, match="通知"):
        act(action.run)
    told("booking", "text", "copied")
    assert act(action.run).state == ASKED
