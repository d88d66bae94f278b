"""The rows of the printed register, with a photo where a sample has one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from app.areas.sample_room.records import RoomItem
from app.database.attachments import Attachment, read
from app.reports.field_values import field_value
from app.reports.paper_marks import MM
from app.reports.paper_table import PaperColumn

FIELDS = (RoomItem.number, RoomItem.machine, RoomItem.name, RoomItem.serial, RoomItem.colour, RoomItem.accessories,
          RoomItem.place, RoomItem.since, RoomItem.origin, RoomItem.value, RoomItem.custodian, RoomItem.state)
PHOTO = 22 * MM
ACROSS = 5
PICTURES = (".png", ".jpg", ".jpeg")


def register_rows(paper: Any, items: Sequence[RoomItem]) -> None:
    """Print the samples as a table, and below it their photos side by side with their numbers."""
    kept = [f for f in FIELDS if any(getattr(i, f.name) not in (None, "") for i in items)]
    rows = [[field_value(item, f) for f in kept] for item in items]
    values = [at for at, f in enumerate(kept) if f.name == "value"] if len(items) > 1 else []
    paper.table([PaperColumn(f.label, kind=f.kind) for f in kept], rows, sums=values, size=7.5)
    found = photos(items)
    named = [(f"{item.number} {item.machine}", found[item.id]) for item in items if item.id in found]
    if named:
        paper.pictures(named, PHOTO, ACROSS)


def photos(items: Sequence[RoomItem]) -> dict[int, bytes]:
    """Return the newest picture of each sample that has one, small enough for paper, {sample number: PNG or JPEG}."""
    wanted = [i.id for i in items]
    rows = Attachment.select().where((Attachment.place == RoomItem._meta.table_name) & (Attachment.deleted == 0)
                                     & Attachment.record.in_(wanted)).order_by(Attachment.id)
    found: dict[int, bytes] = {}
    for row in rows:
        if str(row.name).lower().endswith(PICTURES):
            try:
                found[row.record] = _readable(read(row))
            except (OSError, ValueError):  # a file that is away or no picture leaves the row without one
                continue
    return found


def _readable(data: bytes) -> bytes:
    from reportlab.lib.utils import ImageReader

    ImageReader(io.BytesIO(data)).getSize()
    return data
