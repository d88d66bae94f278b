"""Days that belong to a state: a record moved there without its day, by a card say, gets today's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any


def dated_states(**days: str) -> Callable[[Any], None]:
    """Return what fills the day field of a record's state where it is empty, {state: name of the day field}."""

    def fill(record: Any) -> None:
        name = days.get(record.state)
        if name is not None and getattr(record, name) is None:
            setattr(record, name, date.today())

    return fill
