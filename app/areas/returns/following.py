"""Returned units follow the ship-out list: what is shipped later in the books finds the units registered before."""

from __future__ import annotations

from typing import Any

from peewee import fn

from app.areas.returns.records import ReturnUnit
from app.database.change import Change


def relink(change: Change, shipment: Any, _before: dict[str, Any] | None) -> None:
    """Save the units anew whose serial numbers a delivery holds and that have none yet; they find it themselves."""
    first, last = shipment.first_serial, shipment.last_serial
    if not first or not last or shipment.deleted or (shipment.quantity or 0) <= 0:
        return
    for unit in ReturnUnit.select().where(
            (ReturnUnit.serial >= first) & (ReturnUnit.serial <= last) & (fn.LENGTH(ReturnUnit.serial) == len(first))
            & ReturnUnit.shipment.is_null() & (ReturnUnit.deleted == 0)):
        change.save(unit)
