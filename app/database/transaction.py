"""One transaction on the shared file: begun with patience, short, and its COMMIT never guessed.

An error in COMMIT leaves it open whether the rows are in the file. So each transaction has an id of its own in the
history, which is looked up; where the drive does not answer even that, the next save looks before it writes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.database import connection, damage, dialect, header, holder
from app.database.faults import (
    TROUBLE,
    Busy,
    NewerFile,
    SavedAfterAll,
    ShareGone,
    TookTooLong,
    Unsure,
    is_busy,
    told,
)
from app.database.patience import Patience, meant
from app.database.place import Place
from app.database.record import database
from app.domain.frozen import frozen

T = TypeVar("T")

LONGEST = 5.0
"""Seconds after which a transaction is given up before COMMIT while others are in."""
COMMIT_AGAIN = 0.02
"""Seconds at most between two tries to COMMIT while the last readers leave; no new ones may begin."""
LOOKS = 3
"""Times that an unknown COMMIT is looked up at once."""

_unsure: dict[Place, dict[str, tuple[int, str]]] = {}
"""{transaction: (its number, its title)} of those whose outcome is not known yet, by place."""


@frozen
class Names:
    """What a transaction is called: its own id, its title for the user, who does it on which PC."""

    transaction: str
    title: str
    who: str
    pc: str


def run(names: Names, task: Callable[[], tuple[T, int]]) -> tuple[T, int]:
    """Run a task inside one transaction of this thread; whatever goes wrong, all of it is in the file or nothing.

    The task returns its result and the number of its change in the history, 0 where it changed nothing.
    """
    place = connection.place_of_database()
    connection.refuse_if_read_only()
    connection.open_again()
    if isinstance(place, Path):
        damage.refuse_if_stopped(place)
    patience = Patience(place, turns=True)
    try:
        _begin(place, patience)
    finally:
        patience.end()
    started = time.monotonic()
    try:
        _settle(place, names.title)
        found = dialect.schema()
        if found != header.SCHEMA:
            raise NewerFile(place, found, header.SCHEMA)
        if isinstance(place, Path):
            holder.note(place, names.who, names.pc)
        result = task()
        taken = time.monotonic() - started
        if taken > LONGEST and dialect.recent_sessions() > 1:
            raise TookTooLong(names.title, taken)
    except BaseException as error:
        roll_back()
        if isinstance(error, TROUBLE):
            raise meant(error, place) from error
        raise
    _commit(place, names, result[1], patience)
    return result


def _begin(place: Place, patience: Patience) -> None:
    reopened = False
    while True:
        try:
            dialect.begin()
            return
        except TROUBLE as error:
            roll_back()
            if not reopened and isinstance(told(error, str(place)), ShareGone):
                reopened = True
                connection.reopen()
                continue
            if not is_busy(error):
                raise meant(error, place) from error
            patience.wait(error)


def _commit(place: Place, names: Names, entry: int, patience: Patience) -> None:
    while True:
        try:
            database.execute_sql("COMMIT")
            return
        except TROUBLE as error:
            if is_busy(error) and dialect.in_transaction() and not patience.over:
                time.sleep(random.uniform(0, COMMIT_AGAIN))  # everybody waits for us now
                continue
            roll_back()
            landed = _look_up(names.transaction, entry)
            if landed:
                return
            if landed is None and not is_busy(error):
                _unsure.setdefault(place, {})[names.transaction] = (entry, names.title)
                raise Unsure(names.transaction, names.title, str(error).strip().splitlines()[0]) from error
            if is_busy(error):
                raise Busy(holder.probable(place) if isinstance(place, Path) else "") from error
            raise meant(error, place) from error


def _look_up(transaction: str, entry: int) -> bool | None:
    """Tell whether a transaction is in the history; None where the file does not answer."""
    for attempt in range(LOOKS):
        try:
            if attempt:
                connection.reopen()
            return _is_in(transaction, entry)
        except Exception:
            continue
    return None


def _is_in(transaction: str, entry: int) -> bool:
    """Tell whether the change of that number is this one: its key alone is asked, so no index is kept for it."""
    found = database.execute_sql("SELECT uuid FROM change_entry WHERE id = ?", (entry,)).fetchone()
    return found is not None and found[0] == transaction


def _settle(place: Place, title: str) -> None:
    """Look the transactions up whose outcome was unknown; the same action is not done a second time."""
    waiting = _unsure.get(place)
    if not waiting:
        return
    saved = [known for transaction, (entry, known) in waiting.items() if _is_in(transaction, entry)]
    del _unsure[place]
    if title in saved:
        raise SavedAfterAll(title)


def roll_back() -> None:
    """End the transaction that this thread has open, if any; an error here changes nothing any more."""
    try:
        if dialect.in_transaction():
            database.execute_sql("ROLLBACK")
    except Exception:
        return


def read(task: Callable[[], T]) -> T:
    """Run a reading task: it is done again while others hold the lock, and once on a new connection."""
    patience, reopened = Patience(connection.place_of_database()), False
    connection.open_again()
    while True:
        try:
            return task()
        except TROUBLE as error:
            if is_busy(error):
                patience.wait(error)
                continue
            found = meant(error, patience.place)
            if reopened or not isinstance(found, ShareGone):
                raise found from error
            reopened = True
            connection.reopen()
