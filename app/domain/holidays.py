"""The statutory holidays and make-up working days (调休) that the program brings along."""

from __future__ import annotations

import json
from datetime import date

from app.domain.frozen import frozen
from app.domain.resources import resource


@frozen
class YearOfHolidays:
    """One year: days off with their names, weekend days that are worked; provisional before the notice."""

    year: int
    holidays: dict[date, str]
    workdays: frozenset[date]
    provisional: bool


def chinese_holidays() -> tuple[YearOfHolidays, ...]:
    """Return the years we know for China, oldest first."""
    years = json.loads(resource("holidays/china.json").read_text(encoding="utf-8"))["years"]
    return tuple(
        YearOfHolidays(
            int(year),
            {date.fromisoformat(day): name for day, name in known["holidays"].items()},
            frozenset(date.fromisoformat(day) for day in known["workdays"]),
            known["provisional"],
        )
        for year, known in sorted(years.items())
    )
