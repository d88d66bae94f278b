"""A deadline is data: what starts the clock, when it is due, what ends it, who owns it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.domain.frozen import frozen

DONE, LATE, TODAY, SOON, AHEAD = "done", "late", "today", "soon", "ahead"

SOON_DAYS = 3


@frozen
class Deadline:
    """A duty of a record: due(record) gives the day, done(record) tells whether it is fulfilled.

    They read the record and the records that it links to by `hangs_on`, nothing else: the database keeps the open
    duties up to date whenever one of these is saved.
    """

    title: str
    due: Callable[[Any], date | None]
    done: Callable[[Any], bool]
    owner: Callable[[Any], str] | None = None
    field: Any = None
    """The date field that shows this deadline in the table; several may share one that shows the next of them."""
    why: str = ""
    """Why it is due, a sentence; {name} stands for a field of the record."""
    since: Callable[[Any], date | None] | None = None
    """The day on which the clock began."""
    order: Callable[[Any], str] | None = None
    """The production order that it belongs to."""
    hangs_on: tuple[Any, ...] = ()
    """The links to records whose change may change this duty."""
    settle: Callable[[Any, Any], object] | None = None
    """settle(change, record) fulfils a duty that needs no form, for numbers ticked on the morning sheet."""

    def standing(self, record: Any, today: date) -> str | None:
        """Return how the duty stands today, None where the record has no such duty."""
        due = self.due(record)
        if due is None:
            return None
        return DONE if self.done(record) else nearness(due, today)


def nearness(due: date, today: date) -> str:
    """Return late, today, soon or ahead."""
    if due < today:
        return LATE
    if due == today:
        return TODAY
    return SOON if (due - today).days <= SOON_DAYS else AHEAD
