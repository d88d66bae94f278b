"""Months as offices write them (2026-11): read, written, moved, and the quarters that they make."""

from __future__ import annotations

import calendar
import re
from datetime import date


def month_text(day: date) -> str:
    """Return the month of a day as 2026-11."""
    return f"{day:%Y-%m}"


def month_first(text: str) -> date | None:
    """Return the first day of a month written 2026-11, 2026/11, 202611 or 2026年11月; None where it is none."""
    found = re.fullmatch(r"\s*(\d{4})\s*(?:[-./年]\s*)?(\d{1,2})\s*月?\s*", text or "")
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[1]) <= 9998:
        return None
    return date(int(found[1]), int(found[2]), 1)


def month_moved(first: date, months: int) -> date:
    """Return the first day of the month so many months later, earlier below 0."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def month_last(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_text(day: date) -> str:
    """Return the quarter of a day as 2026-Q4."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
