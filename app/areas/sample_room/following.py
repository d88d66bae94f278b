"""What follows by itself in the sample room: a loan, a repair or a change of property moves the sample's state."""

from __future__ import annotations

from typing import Any

from app.areas.sample_room.records import (
    LENT,
    OK,
    REMOVED,
    REPAIR,
    SCRAPPED,
    RoomItem,
    RoomLoan,
    RoomMove,
    RoomRepair,
)
from app.database.change import Change
from app.domain.text import _


def loan_saved(change: Change, loan: RoomLoan, before: dict[str, Any] | None) -> None:
    """Mark a sample as lent, and as back again; one that comes back faulty goes to repair."""
    was_out = before is not None and before.get("returned") is None
    item = RoomItem.get_by_id(loan.item_id)
    if loan.returned is None and not loan.deleted:
        if item.state == OK:
            item.state = LENT
            change.save(item)
        return
    if item.state != LENT or not (was_out or before is None):
        return
    item.state = OK
    if loan.returned is not None:
        item.last_seen = loan.returned
    change.save(item)
    if loan.condition == "faulty" and loan.returned is not None:
        change.save(RoomRepair(item=item, opened=loan.returned, fault=loan.note or _("came back faulty from a loan")))


def repair_saved(change: Change, repair: RoomRepair, before: dict[str, Any] | None) -> None:
    """Keep a sample under repair as long as a repair of it is open."""
    item = RoomItem.get_by_id(repair.item_id)
    under_way = RoomRepair.select().where((RoomRepair.item == item) & (RoomRepair.deleted == 0)
                                          & RoomRepair.state.in_(("open", "work"))).exists()
    if under_way and item.state == OK:
        item.state = REPAIR
        change.save(item)
    elif not under_way and item.state == REPAIR and (before is not None) and repair.state == "done":
        item.state = OK
        change.save(item)


def item_saved(change: Change, item: RoomItem, before: dict[str, Any] | None) -> None:
    """Make the change of property for a sample that was taken out by its state alone; finance must know."""
    gone = (REMOVED, SCRAPPED)
    if before is None or item.deleted or item.state not in gone or before.get("state") in gone:
        return
    if RoomMove.select().where((RoomMove.gone == item) & (RoomMove.deleted == 0)).exists():
        return
    change.save(RoomMove(day=item.removed or change.at.astimezone().date(), kind="out", gone=item,
                         reason=item.removed_reason, scrapped=item.state == SCRAPPED))


def move_saved(change: Change, move: RoomMove, before: dict[str, Any] | None) -> None:
    """Take what leaves out of the register with day and reason, and note what it was replaced by."""
    if move.deleted:
        return
    if move.gone_id is not None:
        gone = RoomItem.get_by_id(move.gone_id)
        if gone.state not in (REMOVED, SCRAPPED):
            gone.state = SCRAPPED if move.scrapped else REMOVED
        gone.removed, gone.removed_reason = move.day, move.reason or gone.removed_reason
        gone.finance_informed = move.finance_informed
        change.save(gone)
    if move.come_id is not None:
        come = RoomItem.get_by_id(move.come_id)
        come.since = come.since or move.day
        come.finance_informed = move.finance_informed
        if move.gone_id is not None:
            come.replaces = move.gone_id
        change.save(come)
