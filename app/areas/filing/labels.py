"""Labels for folders: small ones for the front, spines for lever files, each with a code that finds the folder."""

from __future__ import annotations

from typing import Any

from app.areas.filing.records import Folder
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _, _n
from app.reports.labels import SHEET_24, Draw, LabelFormat, Place, label_pages
from app.reports.paper_code import code_marks
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import FRAME, INK, MM, MUTED, Box, Line, Mark, Text
from app.reports.paper_text import shortened, wrapped

SPINES = LabelFormat("a4_spines", N_("A4 sheet lying, 4 spines 61 × 192 mm"), (297, 210), (61, 192), 4, 1, (26.5, 9))


def chosen_folders(ask: PaperAsk) -> list[Folder]:
    """Return the folders asked for by number or name; all where none is named."""
    query = Folder.select().where(Folder.deleted == 0).order_by(Folder.cabinet, Folder.code)
    if not ask.records:
        return list(query)
    numbers = [int(text) for text in ask.records if text.isdigit()]
    return list(query.where(Folder.id.in_(numbers) | Folder.code.in_(ask.records)))


def front_labels(ask: PaperAsk) -> list[Any]:
    """Return labels of 70 × 37 mm."""
    return list(label_pages(SHEET_24, [_front(ask, folder) for folder in chosen_folders(ask)]))


def spine_labels(ask: PaperAsk) -> list[Any]:
    """Return spines for lever files."""
    return list(label_pages(SPINES, [_spine(ask, folder) for folder in chosen_folders(ask)]))


def _words(folder: Folder) -> list[str]:
    years = folder.keep_years
    kept = _n("kept {years} year", "kept {years} years", years).format(years=years) if years else ""
    return [w for w in (str(folder.department or ""), str(folder.year or ""), kept) if w]


def _front(ask: PaperAsk, folder: Folder) -> Draw:
    def draw(marks: list[Mark], place: Place) -> None:
        pad = 2.5 * MM
        side = place.height - 2 * pad
        marks.extend(code_marks(f"gendan:folders/{folder.id}", place.x + pad, place.y + pad, side * 0.8))
        left = place.x + 2 * pad + side * 0.8
        room = place.x + place.width - pad - left
        y = place.y + pad
        titles = wrapped(folder.title, room, 9, True)[:2]
        lines = [(folder.code, 13.0, True, INK), *((t, 9.0, True, INK) for t in titles),
                 (f"{_(Folder.cabinet.label)} {folder.cabinet}", 8.0, False, INK),
                 ("  ".join(_words(folder)), 7.5, False, INK), (ask.letterhead.name, 6.0, False, MUTED)]
        for text, size, bold, colour in lines:
            if text and y + size * 1.3 < place.y + place.height:
                marks.append(Text(left, y + size, shortened(text, room, size, bold), size, bold, colour))
                y += size * 1.3

    return draw


def _spine(ask: PaperAsk, folder: Folder) -> Draw:
    def draw(marks: list[Mark], place: Place) -> None:
        pad = 4 * MM
        x, wide = place.x + pad, place.width - 2 * pad
        marks.append(Box(x, place.y + pad, wide, place.height - 2 * pad, "", FRAME, 0.8))
        y = _centred(marks, folder.code, place, place.y + pad + 6 * MM, 24, True)
        marks.append(Line(x, y + 2 * MM, x + wide, y + 2 * MM, 0.6, FRAME))
        y = _title(marks, folder.title, place, y + 8 * MM, place.y + place.height - 72 * MM)
        y = place.y + place.height - 66 * MM
        for words in (*_words(folder), f"{_(Folder.cabinet.label)} {folder.cabinet}"):
            y = _centred(marks, words, place, y, 11, False)
        side = 22 * MM
        marks.extend(code_marks(f"gendan:folders/{folder.id}", place.x + (place.width - side) / 2,
                                place.y + place.height - pad - side - 8 * MM, side))
        _centred(marks, ask.letterhead.name, place, place.y + place.height - pad - 6 * MM, 7, False, MUTED)

    return draw


def _title(marks: list[Mark], title: str, place: Place, top: float, low: float) -> float:
    """Write a title down the spine: Chinese one character below the other, other words in lines."""
    if any(ord(c) > 0x2E80 for c in title):
        chars = [c for c in title if not c.isspace()]
        size = max(8.0, min(26.0, (low - top) / max(1, len(chars)) / 1.2))
        y = top
        for char in chars:
            if y + size > low:
                break
            y = _centred(marks, char, place, y, size, True)
        return y
    y = top
    for line in wrapped(title, place.width - 14 * MM, 15, True):
        y = _centred(marks, line, place, y, 15, True)
    return y


def _centred(marks: list[Mark], text: str, place: Place, y: float, size: float, bold: bool,
             colour: str = INK) -> float:
    said = shortened(text, place.width - 10 * MM, size, bold)
    marks.append(Text(place.x + (place.width - text_width(said, size, bold)) / 2, y + size, said, size, bold, colour))
    return y + size * 1.2
