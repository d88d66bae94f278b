"""Waiting for the others, with jitter; it ends in time to tell who holds the file.

Measured with twenty programs on a share: all asking every few milliseconds is more than it can answer, and waits that
only grow let one program wait for ever while the others pass it. So those who want to save wait in a line.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from app.database import damage, holder
from app.database.faults import Busy, Damaged, ShareGone, is_busy, told
from app.database.place import Place
from app.database.turn import Turn

GIVE_UP_AFTER = 15.0
"""Seconds that a save or a read waits for others before the user decides."""


def meant(error: Exception, place: Place | None) -> Exception:
    """Return what an error of the database means; damage that is confirmed stops the writing on all PCs."""
    found = told(error, str(place or ""))
    if isinstance(found, Damaged) and isinstance(place, Path):
        if "decode" not in str(error) and not damage.is_confirmed(place):
            return ShareGone(str(error))
        damage.raise_flag(place, str(error))
    return found


SOON, LATER = 0.01, 0.12
"""Seconds at most between two tries of the one whose turn it is, and of the others for their turn."""


class Patience:
    """The waiting of one action; with `turns` only one of all who wait asks for the lock itself."""

    def __init__(self, place: Place | None = None, turns: bool = False) -> None:
        self.place = place
        self.started = time.monotonic()
        self.turn = Turn(place) if turns and isinstance(place, Path) else None

    @property
    def over(self) -> bool:
        """Whether it has waited long enough."""
        return time.monotonic() - self.started > GIVE_UP_AFTER

    def wait(self, error: Exception) -> None:
        """Sleep a little where others hold the lock; raise Busy when it took too long, and any other trouble."""
        if not is_busy(error):
            raise meant(error, self.place) from error
        mine = self.turn is not None and self.turn.mine
        while True:
            if self.over:
                self.end()
                raise Busy(holder.probable(self.place) if isinstance(self.place, Path) else "") from error
            time.sleep(random.uniform(0, SOON if mine else LATER))
            if self.turn is None or self.turn.try_for_it():
                return

    def end(self) -> None:
        """Let the next one ask, once the lock is had or given up."""
        if self.turn is not None:
            self.turn.pass_on()
