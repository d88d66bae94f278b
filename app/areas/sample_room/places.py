"""Places in the sample room: cabinet, shelf, slot, in the order in which one walks along them."""

from __future__ import annotations

import re
import zlib

_PARTS = re.compile(r"^(?P<cabinet>[^-—－/\\]+?)\s*[-—－/\\]\s*(?P<shelf>\d{1,3})\s*"
                    r"(?:[-—－/\\]\s*(?P<slot>\d{1,4}))?$")


def parts(place: str) -> tuple[str, int, int]:
    """Return cabinet, shelf and slot of a place such as A柜-1-01; what has no numbers is a cabinet alone."""
    found = _PARTS.match(place.strip())
    if found is None:
        return place.strip(), 0, 0
    return found["cabinet"].strip(), int(found["shelf"]), int(found["slot"] or 0)


def shelf_of(place: str) -> str:
    """Return the shelf that a place lies on: A柜-1-01 → A柜-1."""
    cabinet, shelf, _slot = parts(place)
    return f"{cabinet}-{shelf}" if shelf else cabinet


def shelf_code(shelf: str) -> str:
    """Return what a shelf's label says to a scanner, which types only Latin letters and digits: S-1A2B3C4D."""
    return f"S-{zlib.crc32(shelf.encode('utf-8')):08X}"


def walk(place: str | None) -> str:
    """Return a text by which places sort as one walks: cabinet by cabinet, shelf by shelf, slot by slot."""
    if not place:
        return "\uffff"
    cabinet, shelf, slot = parts(place)
    return f"{cabinet} {shelf:03} {slot:04}"
