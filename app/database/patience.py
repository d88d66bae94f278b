"""Waiting for the others: with full jitter, who has waited longest asks most often; it ends in time to tell who holds.

Measured with twenty programs on a share: asking every few milliseconds is more than it can answer, and waits that only
grow let one program wait for ever while the others pass it.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from app.database import damage, holder
from app.database.faults import Busy, Damaged, is_busy, told
from app.database.place import Place

GIVE_UP_AFTER = 15.0
"""Seconds that a save or a read waits for others before the user decides."""


def meant(error: Exception, place: Place | None) -> Exception:
    """Return what an error of the database means; damage that was found stops the writing on all PCs."""
    found = told(error, str(place or ""))
    if isinstance(found, Damaged) and isinstance(place, Path):
        damage.raise_flag(place, str(error))
    return found


FIRST, YOUNGEST, ELDEST, LONG = 0.05, 0.4, 0.1, 2.0
"""Seconds: the first sleep at most, then at most; and at most for those who have waited for longer than LONG."""


class Patience:
    """The waiting of one action."""

    def __init__(self, place: Place | None = None) -> None:
        self.place = place
        self.started, self.tries = time.monotonic(), 0

    @property
    def over(self) -> bool:
        """Whether it has waited long enough."""
        return time.monotonic() - self.started > GIVE_UP_AFTER

    def longest(self) -> float:
        """Return the longest sleep before the next try, in seconds."""
        waited = time.monotonic() - self.started
        if waited > LONG:
            return ELDEST
        return min(YOUNGEST, FIRST * 2.0**self.tries)

    def wait(self, error: Exception, longest: float | None = None) -> None:
        """Sleep a little where others hold the lock; raise Busy when it took too long, and any other trouble."""
        if not is_busy(error):
            raise meant(error, self.place) from error
        if self.over:
            raise Busy(holder.probable(self.place) if isinstance(self.place, Path) else "") from error
        time.sleep(random.uniform(0, self.longest() if longest is None else longest))
        self.tries += 1
