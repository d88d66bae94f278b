"""Shipments close lines and orders, hold gives its state back, a first date later than asked wants its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.areas.orders import actions
from app.database import duties
from app.database.change import Who, write
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.pieces import is_whole
from app.masters.product import Product
from app.masters.shipment import Shipment

ME = Who("王小姐", "PC-1")
ASKED = date(2026, 12, 10)


@pytest.fixture(autouse=True)
def areas(company: Path) -> None:
    catalogue.areas()


def saved(record: Any, **reason: Any) -> Any:
    return write("Save", ME, lambda change: change.save(record), **reason).result


def order(state: str = "producing", *quantities: int) -> Any:
    made = saved(Order(number=f"26-{state}", customer=saved(Company(name="客户", customer=True)), state=state))
    item = saved(Product(code="P1"))
    for n, quantity in enumerate(quantities or (100,)):
        saved(OrderLine(order=made, product=item, colour=f"c{n}", quantity=quantity, required_ship=ASKED))
    return made


def out(made: Any, quantity: int, number: str = "D1") -> Any:
    return saved(Shipment(shipped=date(2026, 12, 1), number=number, customer=made.customer, order=made,
                          product=Product.get(), quantity=quantity))


def marks() -> list[str | None]:
    return [line.mark for line in OrderLine.select().order_by(OrderLine.id)]


def to_ship() -> int:
    return sum(d.title == "Ship" for d in duties.open_duties())


@pytest.mark.parametrize("state", ["approved", "distributed", "producing"])
def test_what_is_out_closes_its_line_and_then_its_order(state: str) -> None:
    made = order(state, 100, 50)
    assert to_ship() == 2
    out(made, 100)
    assert (marks(), Order.get().state, to_ship()) == (["blue", None], state, 1)
    out(made, 50, "D2")
    assert (marks(), Order.get().state, to_ship()) == (["blue", "blue"], "shipped", 0)


def test_part_of_a_line_closes_nothing() -> None:
    made = order("producing", 100)
    out(made, 99)
    assert (marks(), Order.get().state) == ([None], "producing")


def test_what_came_back_opens_the_line_again() -> None:
    made = order("producing", 100, 50)
    out(made, 100)
    out(made, -20, "D2")
    assert (marks(), to_ship()) == ([None, None], 2)


def test_a_finished_row_of_an_import_is_not_due() -> None:
    order("producing", 100)
    line = OrderLine.get()
    line.mark = "blue"
    saved(line)
    assert to_ship() == 0


@pytest.mark.parametrize("state", ["draft", "approved", "distributed", "producing"])
def test_hold_gives_the_state_back(state: str) -> None:
    made = order(state)
    for _turn in range(2):
        write("Hold", ME, lambda change: actions.hold(change, [Order.get_by_id(made.id)]))
        assert Order.get().state == "held"
        write("Resume", ME, lambda change: actions.resume(change, [Order.get_by_id(made.id)]))
        assert Order.get().state == state


def test_a_first_date_later_than_asked_wants_its_reason() -> None:
    order()
    line = OrderLine.get()
    line.confirmed_ship = date(2026, 12, 30)
    with pytest.raises(ReasonWanted):
        saved(line)
    line = OrderLine.get()
    line.confirmed_ship = date(2026, 12, 30)
    saved(line, reason=Reason("capacity"))
    kept = DueChange.get()
    assert (kept.old, kept.new, kept.reason) == (ASKED, date(2026, 12, 30), "capacity")


@pytest.mark.parametrize("day", [ASKED, date(2026, 12, 1)])
def test_a_first_date_in_time_asks_nothing(day: date) -> None:
    order()
    line = OrderLine.get()
    line.confirmed_ship = day
    saved(line)
    assert not DueChange.select().exists()


def test_pieces_are_whole_or_held() -> None:
    assert [is_whole(value) for value in (1, 2.0, -3, None, "x", 1.5, 0.4)] == [True] * 5 + [False] * 2
