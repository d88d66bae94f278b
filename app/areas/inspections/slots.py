"""Which day an inspection could be on: after the goods are ready, when an inspector has time, before the ship date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.frozen import frozen
from app.domain.text import _
from app.domain.workdays import Calendar

LOOK = 60
"""Days ahead in which a free day is looked for."""


@frozen
class Slot:
    """A proposed day, and what speaks against it, empty where nothing does."""

    day: date
    against: str = ""


def propose(ready: date, ship: date | None, busy: Iterable[date], a_day: int, today: date, calendar: Calendar) -> Slot:
    """Return the first working day after the goods are ready on which an inspector has time.

    `busy` holds the days of agreed inspections, one entry each. Where no day before the ship date is free, the
    earliest of all is proposed and says so.
    """
    taken = Counter(busy)
    day = calendar.add_workdays(max(ready, today), 1)
    last = day + timedelta(days=LOOK)
    while day <= last:
        if taken[day] < max(1, a_day):
            break
        day = calendar.next_workday(day)
    if ship is not None and day >= ship:
        return Slot(day, _("The goods leave on {ship}; no day before that is free.").format(ship=ship))
    return Slot(day)
