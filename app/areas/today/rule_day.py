"""The day of a standing duty: a weekday by its name where it comes back every week, else a day of the month.

A weekday is stored as 70 (Monday) to 76, so that it is told from a day of the month; rows that were written before
hold 0 to 6 and are read as the same weekdays.
"""

from __future__ import annotations

from typing import Any

import peewee

from app.database.fields import CHOICE, Choice, Integer
from app.domain.standing import WEEKLY
from app.domain.text import N_

MONDAY = 70
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
            N_("Sunday"))
SPELLINGS: dict[str, str] = {
    f"{word}{mark}": str(MONDAY + n) for n, marks in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for mark in marks for word in ("周", "星期", "礼拜", "每周")}
"""Other ways to write a weekday."""
OPTIONS = (*((str(MONDAY + n), name) for n, name in enumerate(WEEKDAYS)), *((str(n), str(n)) for n in range(1, 32)))
LABELS: dict[Any, str] = {**dict(OPTIONS), **{int(number): label for number, label in OPTIONS}}
"""By what is chosen, and by what is stored."""


def is_weekday(value: Any) -> bool:
    """Tell whether a stored number is a weekday."""
    return isinstance(value, int) and MONDAY <= value < MONDAY + 7


class _AsWeekday(peewee.FieldAccessor):
    """Reads the number of a weekly duty as its weekday; what was typed as a number stays one."""

    def __get__(self, record: Any, owner: Any = None) -> Any:
        if record is None:
            return self.field
        value = record.__data__.get(self.name)
        if isinstance(value, str):
            return int(value) if value.isdecimal() else value
        if value is not None and 0 <= value < 7 and record.__data__.get("rule") == WEEKLY:
            return MONDAY + value
        return value


class _KeepsDay(peewee.FieldAccessor):
    """Lets the day of an old rule not be read as one of the new: it is asked for where it no longer fits."""

    def __set__(self, record: Any, value: Any) -> None:
        old, day = record.__data__.get(self.name), record.__data__.get("day")
        super().__set__(record, value)
        if record.id and old not in (None, value) and isinstance(day, int) and "day" not in record._dirty:
            if old == WEEKLY and 0 <= day < 7:
                record.day = MONDAY + day
            elif value == WEEKLY and day < MONDAY:
                record.day = None


class RuleChoice(Choice):
    """How often a standing duty comes back."""

    accessor_class = _KeepsDay


class RuleDay(Integer):
    """A weekday or a day of the month, chosen by its name."""

    kind, width = CHOICE, 9
    accessor_class = _AsWeekday
    takes_others = False
    options = OPTIONS
    labels = LABELS
    also = SPELLINGS

    def read_from(self, source: Any) -> Any:
        """Return the expression that reads the day from a table, with its rule beside it."""
        return peewee.Case(None, [((source.rule == WEEKLY) & (source.day < 7), source.day + MONDAY)], source.day)
