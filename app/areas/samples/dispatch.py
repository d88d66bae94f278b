"""When a customer sample must leave: by its rule, from the inspection or ship date of its order line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from app.domain.workdays import Calendar

INSPECTION, SHIP, FIXED, PRODUCTION = "inspection", "ship", "fixed", "production"

KNOWN: dict[str, Callable[[Any], date | None]] = {}
"""By rule: who knows the day of an order line that it counts from; filled by what stands above the areas."""


def base_day(rule: str, line: Any) -> date | None:
    """Return the day of the order line that a rule counts from, None for a fixed day or where it isn't known."""
    if line is None or rule == FIXED:
        return None
    if rule in KNOWN:
        return KNOWN[rule](line)
    if rule == PRODUCTION:
        return None
    day: date | None = line.inspection if rule == INSPECTION else line.confirmed_ship or line.required_ship
    return day


def send_day(rule: str, days: int, base: date, calendar: Calendar) -> date:
    """Return the day by which a sample must leave.

    After an inspection and before production working days are counted; before the ship date calendar days, and a
    day off goes to the working day before.
    """
    if rule == PRODUCTION:
        return calendar.add_workdays(base, -days)
    if rule == INSPECTION:
        return calendar.add_workdays(base, days)
    day = base - timedelta(days=days)
    return day if calendar.is_workday(day) else calendar.previous_workday(day)


def basis(rule: str, days: int, base: date | None) -> str:
    """Return what a send-by day was reckoned from, to see later whether that has changed."""
    return f"{rule} {days} {base}" if base is not None else ""
