"""How a value is written in a cell on paper and how it stands there."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

RIGHT = frozenset({"number", "integer", "quantity", "money", "percent", "decimal"})
CENTRE = frozenset({"day", "moment", "flag", "date", "time", "check"})


def written(value: Any, kind: str = "text") -> str:
    """Return a value as it is printed: thousands apart, ISO dates, ticks for yes and no, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "☑" if value else "☐"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return written_number(value, kind)
    return str(value)


def written_number(value: float | Decimal, kind: str) -> str:
    """Return a number with thousands apart; money has two decimals, a percent is given as 0.25 for 25 %."""
    if not math.isfinite(value):
        return str(value)
    if kind == "money":
        return f"{value:,.2f}"
    if kind == "percent":
        return f"{value * 100:,.0f}%"
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0") if isinstance(value, float) else f"{value.normalize():,f}"


def alignment(kind: str, wish: str = "") -> str:
    """Return left, right or centre: the wish, or what suits the kind of value."""
    if wish:
        return wish
    if kind in RIGHT:
        return "right"
    return "centre" if kind in CENTRE else "left"
