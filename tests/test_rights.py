"""Roles: nobody is restricted before there is an administrator; then each refusal names who may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.database import connection, rights
from app.database.change import Who, write
from app.database.faults import ReadOnly
from app.database.ledger import Reason, ReasonWanted
from app.database.settings import Setting, office, set_office
from app.database.undo import undo
from app.domain.problem import Refused
from app.masters.company import Company, Person
from app.masters.order import Order, OrderLine
from app.masters.product import Product

BOSS, WANG, BUYER, GUEST = (Who(name, "PC", account) for name, account in (
    ("老板", "boss"), ("王小姐", "Wang"), ("陈经理", "chen"), ("访客", "guest")))
LEVEL = Setting("test_level", "Level", 1)


def people(change: Any) -> None:
    for name, account, role in (("老板", "BOSS", "admin"), ("王小姐", "wang", None), ("陈经理", "chen", "prices"),
                                ("访客", "guest", "reader"), ("张主管", "zhang", "head")):
        change.save(Person(name=name, account=account, role=role))


def line(change: Any) -> OrderLine:
    order = change.save(Order(number="1", customer=change.save(Company(name="K"))))
    return change.save(OrderLine(order=order, product=change.save(Product(code="P", name="p")), quantity=5,
                                 unit_price=2))


@pytest.fixture
def office_file(company: Path) -> Path:
    write("People", BOSS, people)
    write("Line", WANG, line)
    return company


def dearer(who: Who, reason: Reason | None = None) -> Any:
    def task(change: Any) -> None:
        found = OrderLine.get()
        found.unit_price += 1
        change.save(found)

    return write("Price", who, task, reason=reason)


def test_nobody_is_restricted_before_there_is_an_administrator(company: Path) -> None:
    write("People", WANG, lambda change: change.save(Person(name="x", account="x", role="clerk")))
    write("Set", WANG, lambda change: set_office(change, LEVEL, 2))
    write("Line", WANG, line)
    dearer(WANG)
    assert rights.role_of("anybody") == "admin"


def test_people_and_settings_are_the_administrators(office_file: Path) -> None:
    with pytest.raises(Refused, match="老板"):
        write("Own role", WANG, lambda change: change.save(Person(name="y", account="y", role="admin")))
    with pytest.raises(Refused, match="张主管"):
        write("Set", WANG, lambda change: set_office(change, LEVEL, 2))
    assert office(LEVEL) == 1
    write("Set", Who("张主管", "PC", "zhang"), lambda change: set_office(change, LEVEL, 2))
    assert office(LEVEL) == 2


def test_a_price_needs_its_approver_and_a_reason(office_file: Path) -> None:
    with pytest.raises(Refused, match="陈经理"):
        dearer(WANG, Reason("customer"))
    with pytest.raises(ReasonWanted):
        dearer(BUYER)
    done = dearer(BUYER, Reason("customer", "廖晓岚"))
    assert OrderLine.get().unit_price == 3
    with pytest.raises(Refused):
        undo(done.entry, WANG)
    undo(done.entry, BUYER)
    assert OrderLine.get().unit_price == 2


def test_a_clerk_does_the_daily_work(office_file: Path) -> None:
    def task(change: Any) -> None:
        found = OrderLine.get()
        found.note = "x"
        change.save(found)
        change.save(Company(name="new customer"))

    write("Work", WANG, task)
    write("Take away", WANG, lambda change: change.delete(OrderLine.get()))
    assert rights.role_of("somebody unknown") == "clerk"


def test_the_name_shown_gives_no_rights(office_file: Path) -> None:
    with pytest.raises(Refused):
        write("Set", Who("老板", "PC", "wang"), lambda change: set_office(change, LEVEL, 2))


def test_a_reader_opens_the_file_read_only(qtbot: Any, office_file: Path) -> None:
    from ui.status import StatusLine
    from ui.work import Work

    connection.close()
    work = Work(GUEST)
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open(office_file)
    status = StatusLine(work)
    qtbot.addWidget(status)
    assert status.place.text().startswith("只读")
    counts: list[int] = []
    troubles: list[Exception] = []
    work.read(work, lambda: Company.select().count(), counts.append)
    work.write(work, "Save", lambda change: change.save(Company(name="x")), failed=troubles.append)
    qtbot.waitUntil(lambda: bool(counts and troubles))
    assert counts == [1]
    assert isinstance(troubles[0], ReadOnly)
    work.close()
