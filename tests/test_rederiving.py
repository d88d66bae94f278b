"""Due days follow the calendar and the settings, in the same change and with one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.areas.related import around
from app.database import duties
from app.database.change import Who, write
from app.database.record import stored
from app.database.settings import set_office
from app.database.undo import undo
from app.domain.workdays import SATURDAY
from app.masters.calendar import OFFICE_SATURDAYS
from app.masters.order import Order
from app.masters.plant import CalendarDay

ME = Who("王小姐", "PC-1")


def content() -> dict[str, Any]:
    """Return the stored values of every record with an open duty."""
    places = {s.model._meta.table_name: s.model for s in catalogue.sheets().values()}
    return {f"{d.place} {d.record}": stored(places[d.place].get_by_id(d.record)) for d in duties.open_duties()}


def test_a_setting_of_days_moves_the_due_days_and_undo_brings_them_back(demo_company: Path) -> None:
    catalogue.areas()
    before, due = content(), duties.open_duties()
    moved = 0
    for area in catalogue.areas():
        for setting in area.settings:
            if isinstance(setting.default, bool) or not isinstance(setting.default, int):
                continue
            outcome = write("Settings", ME, lambda change, s=setting: set_office(change, s, s.default + 5))
            moved += len(outcome.touched) > 1
            undo(outcome.entry, ME)
    assert moved
    assert content() == before
    assert duties.open_duties() == due


def test_a_free_day_moves_what_is_due_by_working_days(demo_company: Path) -> None:
    catalogue.areas()
    outcome = write("Free", ME, lambda change: change.save(CalendarDay(day=date(2026, 11, 24), kind="holiday",
                                                                       name="停电")))
    assert len(outcome.touched) > 1
    for duty in duties.open_duties():
        assert duty.due != date(2026, 11, 24) or not duty.title.startswith("Sign the sample")


def test_the_office_without_saturdays(demo_company: Path) -> None:
    catalogue.areas()
    before = {d.due for d in duties.open_duties() if d.due.weekday() == SATURDAY}
    outcome = write("Settings", ME, lambda change: set_office(change, OFFICE_SATURDAYS, False))
    after = {d.due for d in duties.open_duties() if d.due.weekday() == SATURDAY}
    assert len(outcome.touched) > 1
    assert len(after) <= len(before)


def test_what_lies_around_an_order(demo_company: Path) -> None:
    order = Order.select().where(Order.state == "producing").first()
    found = {a.sheet: a for a in around(Order, order.id)}
    assert {"order_lines", "schedule"} <= set(found)
    assert found["order_lines"].count == len(found["order_lines"].records)
    assert around(Order, 10_000_000) == []
