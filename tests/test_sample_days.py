"""Samples follow the real inspection: failed, moved, taken away; pre-production samples leave before production."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.areas.inspections import actions
from app.areas.inspections.records import Inspection
from app.areas.samples.planning import plan_samples, wishes
from app.areas.samples.records import Sample
from app.areas.schedule.records import ScheduleStep
from app.database.change import Who, write
from app.database.ledger import Reason
from app.masters.calendar import office_calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product

ME = Who("王小姐", "PC-1")
TODAY = date.today()


def do(task: Any) -> Any:
    return write("Do", ME, task, reason=Reason("other")).result


@pytest.fixture
def sample(company: Path) -> Sample:
    catalogue.areas()

    def task(change: Any) -> None:
        customer, item = change.save(Company(name="客户", customer=True)), change.save(Product(code="P1"))
        order = change.save(Order(number="26-1", customer=customer, state="producing"))
        line = change.save(OrderLine(order=order, product=item, quantity=100, required_ship=TODAY + timedelta(days=60),
                                     pp_sample="要1个", shipping_sample="要2个"))
        change.save(ScheduleStep(order_line=line, quantity=100, start=TODAY + timedelta(days=8),
                                 finish=TODAY + timedelta(days=12)))
        change.save(Sample(kind="shipping", order_line=line, quantity=2, rule="inspection", rule_days=2))

    do(task)
    return Sample.get()


def send_by() -> date | None:
    day: date | None = Sample.get().send_by
    return day


def after(day: date, days: int = 2) -> date:
    return office_calendar().add_workdays(day, days)


def act(run: Any, *answers: Any) -> Inspection:
    do(lambda change: run(change, [Inspection.select().order_by(Inspection.id.desc()).first()], *answers))
    return Inspection.select().order_by(Inspection.id.desc()).first()


def test_it_follows_the_agreed_then_the_real_day(sample: Sample) -> None:
    assert send_by() is None
    agreed, real = TODAY + timedelta(days=20), TODAY + timedelta(days=24)
    act(actions.agree, {"agreed": agreed})
    assert send_by() == after(agreed)
    act(actions.take_result, {"result": "pass", "actual": real})
    assert send_by() == after(real)


def test_after_a_failed_inspection_it_waits_for_the_next(sample: Sample) -> None:
    act(actions.agree, {"agreed": TODAY + timedelta(days=20)})
    again = act(actions.take_result, {"result": "fail", "actual": TODAY + timedelta(days=20)})
    assert again.round == 2 and send_by() is None
    act(actions.agree, {"agreed": TODAY + timedelta(days=31)})
    assert send_by() == after(TODAY + timedelta(days=31))


def test_a_day_that_is_taken_away_takes_the_send_by_day_along(sample: Sample) -> None:
    line = OrderLine.get()
    line.inspection = TODAY + timedelta(days=20)
    do(lambda change: change.save(line))
    assert send_by() == after(TODAY + timedelta(days=20))
    line = OrderLine.get()
    line.inspection = None
    do(lambda change: change.save(line))
    assert send_by() is None


def test_a_fixed_day_stays(sample: Sample) -> None:
    fixed = Sample.get()
    fixed.rule, fixed.send_by = "fixed", TODAY + timedelta(days=5)
    do(lambda change: change.save(fixed))
    act(actions.agree, {"agreed": TODAY + timedelta(days=20)})
    assert send_by() == TODAY + timedelta(days=5)


def test_pre_production_samples_leave_before_production_and_follow_it(sample: Sample) -> None:
    do(lambda change: plan_samples(change, wishes(), {"rule": "inspection", "rule_days": 2}))
    early = Sample.get(Sample.kind == "pp")
    start = ScheduleStep.get().start
    assert early.rule == "production" and early.send_by == after(start, -3) < start
    step = ScheduleStep.get()
    step.start = step.finish = TODAY + timedelta(days=30)
    do(lambda change: change.save(step))
    assert Sample.get(Sample.kind == "pp").send_by == after(step.start, -3)
