"""Opening what may not be ready yet: a file of an older version, a drive whose locks were never tried."""

from __future__ import annotations

from pathlib import Path

from app.database import connection
from app.database.faults import OlderFile
from app.database.place import Place
from app.database.settings import Personal, Setting
from app.domain.text import N_

LOCKS_TRIED: Setting[list[str]] = Setting("locks_tried", N_("Drives whose locks were tried"), [])


def open_tested(place: Place) -> None:
    """Open a place; LocksFail where it is a drive that grants two programs the same lock."""
    from app.database import lock_test

    if isinstance(place, Path) and place.exists() and lock_test.is_shared(place):
        personal = Personal()
        folder = str(place.parent)
        tried = personal.get(LOCKS_TRIED)
        if folder not in tried:
            lock_test.refuse_if_broken(place)
            personal.set(LOCKS_TRIED, [*tried, folder][-20:])
    open_up_to_date(place)


def open_up_to_date(place: Place) -> None:
    """Open a company file or a server's database; one of an older version is brought up to date first."""
    try:
        connection.open_file(place)
    except OlderFile:
        from app.database.migrations import bring_up_to_date

        bring_up_to_date(place)
        connection.open_file(place)
