"""Duties that come back by the calendar: every Friday, the 15th, the month's end, each quarter."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from app.domain.frozen import frozen
from app.domain.workdays import Calendar

WEEKLY, MONTHLY, MONTH_END, QUARTERLY, YEARLY = "weekly", "monthly", "month_end", "quarterly", "yearly"
BEFORE, AFTER, STAYS = "before", "after", "stays"
"""Where a duty goes that falls on a day off: to the working day before, after, or it stays."""


@frozen
class Rule:
    """When a duty comes back: `day` is the weekday (Monday 0) or the day of the month, quarter's first month or year.

    A month that is shorter than `day` has it on its last day.
    """

    kind: str
    day: int = 1
    shift: str = BEFORE


@frozen
class Period:
    """One turn of a duty: the days it stands for, both counted, and the day by which it is due."""

    first: date
    last: date
    due: date


@frozen
class Standing:
    """A duty that a form completes: done(period) looks for the form, begin(change, period) makes it half-filled."""

    key: str
    title: str
    rule: Rule
    sheet: str
    """The place that the duty opens."""
    done: Callable[[Period], bool]
    begin: Callable[[Any, Period], Any] | None = None
    posts: tuple[str, ...] = ()
    why: str = ""
    due_of: Callable[[Period], date] | None = None
    """The day by which the form itself is due, where that is earlier than what the rule says."""
    by_tick: bool = False
    """Whether no form of the program fulfils it, so that it is ticked off by hand."""


def period_of(rule: Rule, day: date, calendar: Calendar) -> Period:
    """Return the turn of a duty that a day lies in; a turn in which nobody works keeps the rule's own day."""
    return _turn(rule, day, calendar)[0]


def _turn(rule: Rule, day: date, calendar: Calendar) -> tuple[Period, bool]:
    """Return the turn that a day lies in, and whether anybody works in it."""
    if rule.kind == WEEKLY:
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
        due = first + timedelta(days=rule.day % 7)
    elif rule.kind in (MONTHLY, MONTH_END):
        first = day.replace(day=1)
        last = _month_end(first)
        due = last if rule.kind == MONTH_END else first.replace(day=min(max(rule.day, 1), last.day))
    elif rule.kind == QUARTERLY:
        first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        last = _month_end(_month_end(_month_end(first) + timedelta(days=1)) + timedelta(days=1))
        due = first.replace(day=min(max(rule.day, 1), _month_end(first).day))
    elif rule.kind == YEARLY:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        due = first.replace(day=min(max(rule.day, 1), _month_end(first).day))
    else:
        raise ValueError(f"no such rule: {rule.kind!r}")
    found = within(due, rule.shift, first, last, calendar)
    return Period(first, last, found or due), found is not None


def turns(rule: Rule, first: date, last: date, calendar: Calendar) -> list[Period]:
    """Return the turns whose due day lies between two days, both counted, in their order.

    A turn in which nobody works, such as the week of the Spring Festival, asks for nothing; NoWorkdaysError where
    nobody ever works.
    """
    found: list[Period] = []
    if rule.shift != STAYS:
        calendar.next_workday(first)
    day = first - timedelta(days=400 if rule.kind == YEARLY else 100 if rule.kind == QUARTERLY else 40)
    while day <= last + timedelta(days=15):
        turn, worked = _turn(rule, day, calendar)
        if worked and first <= turn.due <= last:
            found.append(turn)
        day = turn.last + timedelta(days=1)
    return found


def within(day: date, shift: str, first: date, last: date, calendar: Calendar) -> date | None:
    """Return the day where it is worked, else the working day before or after it, never outside its turn.

    Where the wished side of the turn has no working day, the other has it; None where the whole turn is off.
    """
    if shift == STAYS or calendar.is_workday(day):
        return day
    earlier = list(calendar.days_worked(first, day))[-1:] if first <= day else []
    later = list(calendar.days_worked(day, last))[:1] if day <= last else []
    return next(iter([*earlier, *later] if shift == BEFORE else [*later, *earlier]), None)


def week_day(monday: date, weekday: int, calendar: Calendar) -> date | None:
    """Return a weekday of a week, the working day before it where it is off; None where the whole week is off."""
    return within(monday + timedelta(days=weekday), BEFORE, monday, monday + timedelta(days=6), calendar)


def _month_end(day: date) -> date:
    return day.replace(day=months.monthrange(day.year, day.month)[1])
