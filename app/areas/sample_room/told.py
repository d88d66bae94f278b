"""A message that was made for finance or administration settles the duty to tell them."""

from __future__ import annotations

from typing import Any

from app.areas.sample_room.records import RoomMove
from app.areas.sample_room.rounds import RoomRound
from app.database.change import Change
from app.masters.mailing import MessageAbout, reached

SETTLES = {("room_moves room_changes", RoomMove._meta.table_name): (RoomMove, "finance_informed"),
           ("room_rounds room_missing", RoomRound._meta.table_name): (RoomRound, "admin_told")}
"""By notice and table: the record class, and its field that keeps the day."""


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Enter the day on which a change of property or missing samples were told."""
    if before is not None or about.deleted or not reached(about.message):
        return
    found = SETTLES.get((about.message.notice or "", about.place))
    if found is None:
        return
    model, field = found
    record = model.get_or_none((model.id == about.record) & (model.deleted == 0))
    if record is not None and getattr(record, field) is None:
        setattr(record, field, change.at.astimezone().date())
        change.save(record)
