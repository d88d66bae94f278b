"""How a value is shown in a table, on paper and in messages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.text import _, _n

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show(value: Any, kind: str = "text", labels: dict[str, str] | None = None) -> str:
    """Return a value as text: thousands in numbers, dates as 2026-11-23, choices by their labels."""
    if value is None or value == "":
        return ""
    if labels is not None:
        return _(labels.get(value, value))
    if kind == "flag":
        return "✓" if value else ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and kind in ("quantity", "integer"):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value:,f}" if kind == "money" else f"{value.normalize():,f}"
    if isinstance(value, float):
        return f"{value:,.1f}" if not value.is_integer() else f"{int(value):,}"
    return str(value)


def near_day(day: date, today: date) -> str:
    """Return how near a deadline is: 今天, 明天, 3 days late; empty beyond two weeks ahead."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == 2:
        return _("the day after tomorrow")
    if days < 0:
        return _n("{days} day late", "{days} days late", -days).format(days=-days)
    return _n("in {days} day", "in {days} days", days).format(days=days) if days <= 14 else ""


def sheets_words(count: int) -> str:
    """Return a number of worksheets in words."""
    return _n("{sheets} sheet", "{sheets} sheets", count).format(sheets=count)


def rows_words(count: int) -> str:
    """Return a number of rows in words."""
    return _n("{rows} row", "{rows} rows", count).format(rows=show(count, "quantity"))


def rows_written(rows: int, file: Any) -> str:
    """Return what is said when a table was written to a file."""
    return _n("{rows} row written to {file}.", "{rows} rows written to {file}.", rows).format(rows=rows, file=file)
