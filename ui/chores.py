"""What is done beside the user's work while a file is open: the day's backup, this PC's copy, a server's news."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from app.database.place import Place, Server

log = logging.getLogger(__name__)

AFTER = 20.0
"""Seconds after opening before the first chore: the start belongs to the user."""
AGAIN = 1800.0
"""Seconds between two looks whether something is due."""


class Chores:
    """One thread a place; it opens connections of its own and ends within a second when told."""

    def __init__(self, heard: Callable[[], object]) -> None:
        self._heard = heard
        self._ended = threading.Event()

    def begin(self, place: Place) -> None:
        """Begin with a place; what ran for another one ends."""
        self.end()
        self._ended = ended = threading.Event()
        threading.Thread(target=self._run, args=(place, ended), name="chores", daemon=True).start()

    def end(self) -> None:
        """Let the running thread end."""
        self._ended.set()

    def _run(self, place: Place, ended: threading.Event) -> None:
        if isinstance(place, Server):
            self._listen(place, ended)
            return
        wait = AFTER
        while not ended.wait(wait):
            do_chores(place)
            wait = AGAIN

    def _listen(self, place: Server, ended: threading.Event) -> None:
        from app.database import postgresql

        while not ended.is_set():
            try:
                postgresql.listen(place, self._heard, ended.is_set)
            except Exception as trouble:  # the server may be away for a while; the worker's own looks go on
                log.info("no news from the server: %s", trouble)
                ended.wait(5)


def do_chores(path: Path) -> None:
    """Make the day's backup, unless another PC does, and this PC's copy, where they are due."""
    from app.database import backup, damage, local_copy

    try:
        if damage.found_damaged(path) is None:
            backup.daily_backup(path)
            local_copy.refresh_if_due(path)
    except Exception as trouble:
        log.warning("backup: %s", trouble)
