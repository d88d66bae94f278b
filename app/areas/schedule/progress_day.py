"""For which day a daily sheet reports, where its title, sheet name and file name may disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.exchange.date_values import as_date
from app.exchange.importing import Source

_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_SHORT = re.compile(r"(?<!\d)(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?!\d)")
_PACKED = re.compile(r"(?<!\d)(?:(\d{4}))?(\d{2})(\d{2})(?!\d)")


@dataclass(frozen=True)
class Candidate:
    """A day that a sheet seems to be for: where it stands (title, sheet, file), and the cell of a title."""

    day: date
    where: str
    cell: str = ""


def candidates(source: Source) -> list[Candidate]:
    """Return the days found in the title rows, the sheet's name and the file's name."""
    found = []
    for cell, value in source.table.title_texts.items():
        if isinstance(value, datetime):
            value = value.date()
        day = value if isinstance(value, date) else _in_text(str(value or ""), source.today, loose=False)
        if day is not None:
            found.append(Candidate(day, "title", cell))
    if day := _in_text(source.grid.name, source.today, loose=True):
        found.append(Candidate(day, "sheet"))
    if day := _in_text(re.sub(r"\.\w+$", "", source.file), source.today, loose=True):
        found.append(Candidate(day, "file"))
    return found


def _in_text(text: str, near: date, loose: bool) -> date | None:
    if full := _FULL.search(text):
        return _day(int(full[1]), int(full[2]), int(full[3]))
    if short := _SHORT.search(text):
        return _nearest(int(short[1]), int(short[2]), near)
    if loose and (packed := _PACKED.search(text)):
        if packed[1]:
            return _day(int(packed[1]), int(packed[2]), int(packed[3]))
        return _nearest(int(packed[2]), int(packed[3]), near)
    if not loose and "日期" in text and (reading := as_date(text.split("：")[-1].split(":")[-1].strip(), near)).value:
        return reading.value
    return None


def _nearest(month: int, day: int, near: date) -> date | None:
    near_days = [d for year in (near.year - 1, near.year, near.year + 1) if (d := _day(year, month, day))]
    return min(near_days, key=lambda d: abs((d - near).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def proposed(found: list[Candidate], taken: Mapping[date, object], today: date) -> date | None:
    """Return the most likely day: one that no other sheet reports on yet, the sheet's own name before the title."""
    rank = {"sheet": 0, "title": 1, "file": 2}
    possible = [c for c in found if c.day <= today + timedelta(days=1)] or found
    free = [c for c in possible if c.day not in taken] or possible
    return min(free, key=lambda c: rank[c.where]).day if free else None
