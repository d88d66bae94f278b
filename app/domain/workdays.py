"""Working-day arithmetic on a calendar of weekends, holidays and make-up working days (调休)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import accumulate, compress

from app.domain.frozen import frozen
from app.domain.text import N_, _

SATURDAY, SUNDAY = 5, 6
"""Numbers of the days of the week as `date.weekday()` gives them: Monday is 0."""

FIRST_SPAN = (date(2015, 1, 1).toordinal(), date(2046, 1, 1).toordinal())
"""The days a calendar reckons at once; others are added when somebody asks for them."""

WHOLE_SPAN = (date.min.toordinal(), date.max.toordinal() + 1)
"""All days there are, the end not counted."""

NO_WORKDAYS = N_(
    "This calendar has no working day to reckon to from {day}. "
    "Open the company calendar and mark at least one day of the week as a working day."
)


class NoWorkdaysError(ValueError):
    """A calendar has no (further) working day, so a date cannot be reckoned; says where to mend it."""


@frozen
class _Reckoning:
    """Days of one span: `days` are the working days' ordinals, `before[i]` counts those before start + i."""

    start: int
    end: int
    days: list[int]
    before: list[int]


@frozen
class Calendar:
    """Which days are worked.

    `weekend` holds weekday numbers (Monday is 0), `holidays` days off with their names, `workdays`
    days that are worked although they are weekend or holiday, `shares` how much of a working day
    is worked where it is not whole (0.5 for a half day).
    """

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    workdays: frozenset[date] = frozenset()
    shares: Mapping[date, float] = field(default_factory=dict, hash=False)

    def is_workday(self, day: date) -> bool:
        """Tell whether the day is worked."""
        reckoned = self._reckoning(day.toordinal())
        at = day.toordinal() - reckoned.start
        return reckoned.before[at + 1] > reckoned.before[at]

    def share(self, day: date) -> float:
        """Return how much of the day is worked: 0 on a day off, 1 on a whole working day."""
        return self.shares.get(day, 1.0) if self.is_workday(day) else 0.0

    def holiday(self, day: date) -> str:
        """Return the name of the holiday that the day is off for, empty on any other day."""
        return "" if day in self.workdays else self.holidays.get(day, "")

    def add_workdays(self, day: date, count: int) -> date:
        """Return the working day `count` working days after (or, below 0, before) the day.

        The day itself is not counted; 0 gives the day itself, or the next working day if it is off.
        """
        ordinal = day.toordinal()
        reckoned = self._reckoning(ordinal)
        while True:
            at = ordinal - reckoned.start
            found = reckoned.before[at + 1] + count - 1 if count > 0 else reckoned.before[at] + count
            if 0 <= found < len(reckoned.days):
                return date.fromordinal(reckoned.days[found])
            reckoned = self._grown(reckoned, day, forward=found >= 0)

    def workdays_between(self, first: date, last: date) -> int:
        """Return how many working days lie from first to last, both counted; 0 if last is earlier."""
        if last < first:
            return 0
        start, end = first.toordinal(), last.toordinal()
        self._reckoning(start)
        reckoned = self._reckoning(end)
        return reckoned.before[end + 1 - reckoned.start] - reckoned.before[start - reckoned.start]

    def next_workday(self, day: date) -> date:
        """Return the first working day after the day."""
        return self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """Return the last working day before the day."""
        return self.add_workdays(day, -1)

    def days_off(self, first: date, last: date) -> Iterator[date]:
        """Yield the days from first to last (both counted) that are not worked, for shading."""
        begin, end = first.toordinal(), last.toordinal()
        self._reckoning(begin)
        reckoned = self._reckoning(end)
        before, start = reckoned.before, reckoned.start
        for at in range(begin - start, end + 1 - start):
            if before[at] == before[at + 1]:
                yield date.fromordinal(start + at)

    def days_worked(self, first: date, last: date) -> list[date]:
        """Return the working days from first to last, both counted."""
        if last < first:
            return []
        begin, end = first.toordinal(), last.toordinal()
        self._reckoning(begin)
        reckoned = self._reckoning(end)
        inside = slice(reckoned.before[begin - reckoned.start], reckoned.before[end + 1 - reckoned.start])
        return [date.fromordinal(ordinal) for ordinal in reckoned.days[inside]]

    @cached_property
    def _spans(self) -> list[_Reckoning]:
        """The widest span reckoned so far, as the only element; it holds all make-up working days."""
        made_up = [day.toordinal() for day in self.workdays]
        return [self._reckon(min([FIRST_SPAN[0], *made_up]), max([FIRST_SPAN[1], *(d + 1 for d in made_up)]))]

    def _reckoning(self, ordinal: int) -> _Reckoning:
        """Return a span that holds the day."""
        reckoned = self._spans[0]
        while not reckoned.start <= ordinal < reckoned.end:
            reckoned = self._wider(reckoned, forward=ordinal >= reckoned.end)
        return reckoned

    def _grown(self, reckoned: _Reckoning, day: date, *, forward: bool) -> _Reckoning:
        """Return a span that reaches farther to one side, or raise if no working day can lie there."""
        at_the_end = reckoned.end == WHOLE_SPAN[1] if forward else reckoned.start == WHOLE_SPAN[0]
        if at_the_end or self.weekend.issuperset(range(7)):
            raise NoWorkdaysError(_(NO_WORKDAYS).format(day=day.isoformat()))
        return self._wider(reckoned, forward=forward)

    def _wider(self, reckoned: _Reckoning, *, forward: bool) -> _Reckoning:
        """Reckon twice as many days, the new ones on one side, and keep them."""
        width = reckoned.end - reckoned.start
        start, end = reckoned.start, reckoned.end
        if forward:
            end = min(WHOLE_SPAN[1], end + width)
        else:
            start = max(WHOLE_SPAN[0], start - width)
        wider = self._reckon(start, end)
        self._spans[0] = wider
        return wider

    def _reckon(self, start: int, end: int) -> _Reckoning:
        """Reckon the days of a span of ordinals, the end not counted."""
        # day 1 of the calendar, 0001-01-01, is a Monday
        week = [(weekday not in self.weekend) for weekday in range(7)]
        at = (start - 1) % 7
        worked = bytearray((week[at:] + week[:at]) * ((end - start) // 7 + 1))[:end - start]
        for day in self.holidays:
            if start <= day.toordinal() < end:
                worked[day.toordinal() - start] = 0
        for day in self.workdays:
            if start <= day.toordinal() < end:
                worked[day.toordinal() - start] = 1
        return _Reckoning(start, end, list(compress(range(start, end), worked)), list(accumulate(worked, initial=0)))
