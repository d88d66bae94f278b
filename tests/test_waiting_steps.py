"""A new order line stands among the unscheduled at once, and goes with its line while nothing hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.areas.demo import new_company
from app.areas.schedule.reading import read_schedule
from app.areas.schedule.records import ScheduleStep
from app.database import connection
from app.database.change import Change, Who, write
from app.database.undo import undo
from app.domain.problem import Refused
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product
from app.rules.removing import remove

TODAY = date(2026, 11, 23)
CLERK = Who("王小姐", "PC-01")


@pytest.fixture(autouse=True)
def company(tmp_path: Path) -> Iterator[None]:
    new_company(tmp_path / "firm.gendan")
    catalogue.areas()
    yield
    connection.close()


def made(state: str = "draft", quantity: int = 500) -> tuple[Any, int]:
    def task(change: Change) -> Any:
        customer = Company.get_or_none() or change.save(Company(name="Customer", customer=True))
        order = change.save(Order(number=f"26-{state}", customer=customer, state=state))
        item = Product.get_or_none() or change.save(Product(code="P1"))
        return change.save(OrderLine(order=order, product=item, quantity=quantity))

    done = write("New", CLERK, task)
    return done.result, done.entry


def steps(line: Any) -> list[Any]:
    return list(ScheduleStep.select().where((ScheduleStep.order_line == line) & (ScheduleStep.deleted == 0)))


def test_a_new_line_waits_for_a_place() -> None:
    line, _entry = made()
    (step,) = steps(line)
    assert (step.quantity, step.start, step.line_id) == (500, None, None)
    assert [s.key for s in read_schedule(TODAY).steps if s.start is None] == [step.id]


@pytest.mark.parametrize("state", ["shipped", "cancelled", "closed"])
def test_what_is_over_waits_for_nothing(state: str) -> None:
    assert steps(made(state)[0]) == []


def test_a_line_that_has_a_step_gets_no_second() -> None:
    def task(change: Change) -> Any:
        customer = change.save(Company(name="Customer", customer=True))
        order = change.save(Order(number="26-1", customer=customer))
        line = change.save(OrderLine(order=order, product=change.save(Product(code="P1")), quantity=10))
        change.save(ScheduleStep(order_line=line, quantity=10, stage="semi"))
        return line

    line = write("New", CLERK, task).result
    assert [s.stage for s in steps(line)] == ["semi"]


def test_the_step_follows_the_quantity_but_not_a_split_one() -> None:
    line, _entry = made()
    line.quantity = 800
    write("More", CLERK, lambda change: change.save(line))
    (step,) = steps(line)
    assert step.quantity == 800
    step.quantity = 300
    write("Split", CLERK, lambda change: change.save(step))
    line = OrderLine.get_by_id(line.id)
    line.quantity = 900
    write("More", CLERK, lambda change: change.save(line))
    assert [s.quantity for s in steps(line)] == [300]


def test_a_step_that_was_taken_away_does_not_come_back() -> None:
    line, _entry = made()
    write("Away", CLERK, lambda change: change.delete(steps(line)[0]))
    line.note = "changed"
    write("Note", CLERK, lambda change: change.save(line))
    assert steps(line) == []


def test_an_order_goes_with_its_waiting_steps_and_comes_back_with_them() -> None:
    line, entry = made()
    sheet = catalogue.sheets()["orders"]
    gone = write("Delete", CLERK, lambda change: remove(change, sheet, Order.get_by_id(line.order_id)))
    assert steps(line) == []
    undo(gone.entry, CLERK)
    assert len(steps(line)) == 1
    undo(entry, CLERK)
    assert ScheduleStep.select().where(ScheduleStep.deleted == 0).count() == 0


def test_a_planned_step_keeps_its_order() -> None:
    line, _entry = made()
    (step,) = steps(line)
    step.start = step.finish = TODAY
    write("Plan", CLERK, lambda change: change.save(step))
    with pytest.raises(Refused):
        write("Delete", CLERK, lambda change: remove(change, catalogue.sheets()["orders"],
                                                     Order.get_by_id(line.order_id)))
