"""Fields that hold a month: kept as 2026-11 however it was typed, and said plainly where it is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.months import month_first, month_text
from app.domain.problem import Problem
from app.domain.text import _


def month_kept(name: str) -> Callable[[Any], None]:
    """Return what writes a month field of a record as 2026-11."""

    def fill(record: Any) -> None:
        first = month_first(getattr(record, name) or "")
        if first is not None:
            setattr(record, name, month_text(first))

    return fill


def is_month(name: str) -> Callable[[Any], Problem | None]:
    """Return a check that a field holds a month where it holds anything."""

    def check(record: Any) -> Problem | None:
        text = getattr(record, name)
        if not text or month_first(text) is not None:
            return None
        field = record._meta.fields[name]
        return Problem(_("“{text}” is no month; write it like 2026-11.").format(text=text), field, True)

    return check
