"""Dates in the few words that a Gantt has room for."""

from __future__ import annotations

from datetime import date

from app.domain.text import _


def weekday(day: date, short: bool = False) -> str:
    """Return the name of a weekday; short is one or two letters."""
    names = _("M T W T F S S") if short else _("Mon Tue Wed Thu Fri Sat Sun")
    return names.split()[day.weekday()]


def day_words(day: date) -> str:
    """Return month, day and weekday."""
    return _("{month}/{day} {weekday}").format(month=day.month, day=day.day, weekday=weekday(day))


def full_words(day: date) -> str:
    """Return year, month, day and weekday."""
    return _("{date} {weekday}").format(date=day.isoformat(), weekday=weekday(day))


def month_words(day: date) -> str:
    """Return year and month."""
    return _("{year}-{month:02d}").format(year=day.year, month=day.month)


def span_words(start: date, finish: date) -> str:
    """Return both dates and the number of days, as shown beside a bar that is dragged."""
    return _("{start} → {finish} · {days} d").format(
        start=day_words(start), finish=day_words(finish), days=(finish - start).days + 1)


def shift_words(days: int) -> str:
    """Return by how many days something moved, with its sign."""
    return _("{days:+d} d").format(days=days)
