"""All serial numbers that left the house, in memory: which delivery holds one, for thousands of units at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Any

from app.masters.shipment import Shipment


class SerialBook:
    """The ranges of all deliveries, by length of the number; the latest delivery of a number counts."""

    def __init__(self, shipments: Iterable[Any] | None = None) -> None:
        rows = Shipment.select().where((Shipment.deleted == 0) & (Shipment.quantity > 0)
                                       & Shipment.first_serial.is_null(False)) if shipments is None else shipments
        by_length: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            if row.first_serial and row.last_serial and len(row.first_serial) == len(row.last_serial):
                by_length[len(row.first_serial)].append(row)
        self._lists: dict[int, tuple[list[str], list[str], list[Any]]] = {}
        for length, found in by_length.items():
            found.sort(key=lambda s: s.first_serial)
            self._lists[length] = ([s.first_serial for s in found],
                                   list(accumulate((s.last_serial for s in found), max)), found)

    def __bool__(self) -> bool:
        return bool(self._lists)

    def find(self, serial: str, before: date | None = None) -> Any:
        """Return the latest delivery (up to a day, where that is possible) that holds a number; None for none."""
        firsts, reach, found = self._lists.get(len(serial), ([], [], []))
        holding = []
        at = bisect_right(firsts, serial) - 1
        while at >= 0 and reach[at] >= serial:
            if found[at].last_serial >= serial:
                holding.append(found[at])
            at -= 1
        in_time = [s for s in holding if before is None or s.shipped <= before]
        return max(in_time or holding, key=lambda s: (s.shipped, s.id or 0), default=None)
