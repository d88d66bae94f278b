"""Waiting for the others: full jitter, 50 ms doubling up to 1 s, and giving up in time to tell who holds the file."""

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


class Patience:
    """The waiting of one action."""

    def __init__(self, place: Place | None = None) -> None:
        self.place = place
        self.started, self.tries = time.monotonic(), 0

    @property
    def over(self) -> bool:
        """Whether it has waited long enough."""
        return time.monotonic() - self.started > GIVE_UP_AFTER

    def wait(self, error: Exception) -> None:
        """Sleep a little where others hold the lock; raise Busy when it took too long, and any other trouble."""
        if not is_busy(error):
            raise meant(error, self.place) from error
        if self.over:
            raise Busy(holder.probable(self.place) if isinstance(self.place, Path) else "") from error
        time.sleep(random.uniform(0, min(1.0, 0.05 * 2**self.tries)))
        self.tries += 1
