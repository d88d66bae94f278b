"""The calendars that deadlines and lines follow: statutory holidays, make-up workdays, plants, exceptions."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from app.database.change import Change
from app.database.settings import Setting, office
from app.domain.holidays import chinese_holidays
from app.domain.text import N_
from app.domain.workdays import SATURDAY, SUNDAY, Calendar
from app.masters.plant import CalendarDay, LineDay, Plant, ProductionLine

OFFICE_SATURDAYS = Setting("office_saturdays", N_("The office works on Saturdays"), True)


def seed_holidays(change: Change) -> None:
    """Put the statutory holidays and make-up workdays that come with the program into the company calendar."""
    known = {row[0] for row in CalendarDay.select(CalendarDay.day).tuples()}
    change.add_all([CalendarDay(day=day, kind=kind, name=name, provisional=provisional)
                    for day, kind, name, provisional in statutory_days() if day not in known])


def statutory_days() -> list[tuple[date, str, str, bool]]:
    """Return (day, holiday or workday, occasion, provisional) as they come with the program."""
    found = []
    for year in chinese_holidays():
        found += [(day, "holiday", name, year.provisional) for day, name in year.holidays.items()]
        found += [(day, "workday", "", year.provisional) for day in year.workdays]
    return sorted(found)


def _days() -> tuple[dict[date, str], frozenset[date]]:
    rows = list(CalendarDay.select(CalendarDay.day, CalendarDay.kind, CalendarDay.name)
                .where(CalendarDay.deleted == 0).tuples())
    return ({d: name or "" for d, kind, name in rows if kind == "holiday"},
            frozenset(d for d, kind, _ in rows if kind == "workday"))


def office_calendar() -> Calendar:
    """Return the company's own calendar, for deadlines of the office."""
    holidays, workdays = _days()
    weekend = frozenset({SUNDAY}) if office(OFFICE_SATURDAYS) else frozenset({SATURDAY, SUNDAY})
    return Calendar(weekend, holidays, workdays)


def line_calendars() -> dict[int, Calendar]:
    """Return each production line's calendar: its plant's week, its own Saturdays, its own exceptions."""
    holidays, workdays = _days()
    exceptions: dict[int, dict[date, int]] = defaultdict(dict)
    for line, day, percent in LineDay.select(LineDay.line, LineDay.day, LineDay.percent).where(
            LineDay.deleted == 0).tuples():
        exceptions[line][day] = percent
    plants = {p.id: p for p in Plant.select()}
    plain: dict[Any, Calendar] = {}
    found = {}
    for key, plant, own in ProductionLine.select(ProductionLine.id, ProductionLine.plant,
                                                 ProductionLine.own_saturdays).tuples():
        saturdays = plants[plant].saturdays if own in (None, "plant") else own == "yes"
        weekend = frozenset(d for d, works in ((SATURDAY, saturdays), (SUNDAY, plants[plant].sundays))
                            if not works)
        if key not in exceptions:
            if weekend not in plain:
                plain[weekend] = Calendar(weekend, holidays, workdays)
            found[key] = plain[weekend]
            continue
        off = {d: "" for d, percent in exceptions[key].items() if percent == 0}
        shares = {d: percent / 100 for d, percent in exceptions[key].items() if percent not in (0, 100)}
        on = frozenset(d for d, percent in exceptions[key].items() if percent > 0)
        found[key] = Calendar(weekend, {**holidays, **off}, (workdays | on) - frozenset(off), shares)
    return found
