"""Labels with a QR code for samples and shelves, on A4 sheets and on rolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.areas.sample_room.places import shelf_code, shelf_of
from app.areas.sample_room.records import HELD, RoomItem
from app.areas.sample_room.scanning import label_code
from app.domain.sheet import PaperAsk
from app.reports.labels import (
    ROLL_40,
    ROLL_60,
    SHEET_24,
    SHEET_65,
    Draw,
    LabelFormat,
    Place,
    label_pages,
)
from app.reports.paper_code import code_marks
from app.reports.paper_marks import INK, MM, MUTED, Mark, Text
from app.reports.paper_text import shortened, wrapped


def chosen_items(ask: PaperAsk) -> list[RoomItem]:
    """Return the samples asked for, by number or name; all that the room holds where none is named."""
    query = RoomItem.select().where(RoomItem.deleted == 0).order_by(RoomItem.walk, RoomItem.number)
    if not ask.records:
        return list(query.where(RoomItem.state.in_(HELD)))
    numbers = [int(text) for text in ask.records if text.isdigit()]
    return list(query.where(RoomItem.id.in_(numbers) | RoomItem.number.in_(ask.records)))


def item_labels(kind: LabelFormat) -> Callable[[PaperAsk], list[Any]]:
    """Return what makes the labels of samples on one kind of material."""

    def make(ask: PaperAsk) -> list[Any]:
        return list(label_pages(kind, [_item(ask, item) for item in chosen_items(ask)]))

    return make


def shelf_labels(ask: PaperAsk) -> list[Any]:
    """Return a label for every shelf, which the scanner reads before the samples on it."""
    shelves = dict.fromkeys(shelf_of(item.place) for item in chosen_items(ask) if item.place)
    return list(label_pages(SHEET_24, [_shelf(shelf) for shelf in shelves]))


def _item(ask: PaperAsk, item: RoomItem) -> Draw:
    def draw(marks: list[Mark], place: Place) -> None:
        pad = 1.2 * MM if place.height < 24 * MM else 2.5 * MM
        side = min(place.height - 2 * pad, place.width * 0.45)
        code = label_code(item.id, str(item.number or ""))
        marks.extend(code_marks(code, place.x + pad, place.y + (place.height - side) / 2, side))
        left = place.x + pad + side + pad
        room = place.x + place.width - pad - left
        big = 12.0 if place.height >= 29 * MM else 8.5
        small = 8.0 if place.height >= 29 * MM else 5.5
        lines = [(str(item.number), big, True, INK), (item.machine or "", big * 0.8, True, INK)]
        lines += [(text, small, False, INK) for text in wrapped(item.name or "", room, small)[:2] if text]
        lines += [(item.serial or "", small, False, INK), (item.place or "", small, False, INK)]
        if place.height >= 29 * MM:
            lines.append((ask.letterhead.name, 6.0, False, MUTED))
        _column(marks, [line for line in lines if line[0]], left, place, room)

    return draw


def _shelf(shelf: str) -> Draw:
    def draw(marks: list[Mark], place: Place) -> None:
        pad = 2.5 * MM
        side = place.height - 2 * pad
        marks.extend(code_marks(shelf_code(shelf), place.x + pad, place.y + pad, side))
        left = place.x + 2 * pad + side
        _column(marks, [(shelf, 20.0, True, INK)], left, place, place.x + place.width - pad - left)

    return draw


def _column(marks: list[Mark], lines: list[tuple[str, float, bool, str]], left: float, place: Place,
            room: float) -> None:
    """Write lines below each other, in the middle of a label's height."""
    tall = sum(size * 1.3 for _text, size, _bold, _colour in lines)
    y = place.y + max(2.0, (place.height - tall) / 2)
    for text, size, bold, colour in lines:
        if y + size * 1.3 > place.y + place.height:
            return
        marks.append(Text(left, y + size, shortened(text, room, size, bold), size, bold, colour))
        y += size * 1.3


SHEETS = {"labels": SHEET_24, "labels_small": SHEET_65, "labels_roll": ROLL_60, "labels_roll_small": ROLL_40}
"""Paper names and the material that each is printed on."""
