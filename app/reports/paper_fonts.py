"""The fonts of the paper: how wide a text is, and which of its characters must be drawn instead of typed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from app.domain.resources import resource
from app.reports.paper_fallback import fallbacks, loaded

REGULAR, BOLD = "PaperRegular", "PaperBold"
TICKS = frozenset("☐☑☒")
"""Boxes for ticking; they are drawn, since no office font has them for sure."""

ASCENT, DESCENT = 0.88, 0.12
"""Height above and depth below the baseline of a line of Chinese text, in parts of the size."""


@dataclass(frozen=True)
class Face:
    """One face: advance widths in thousandths of the size, by character."""

    name: str
    widths: dict[str, int]


@cache
def face(bold: bool) -> Face:
    """Return a face, registered for PDF, with the widths of all characters it has."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name, file = (BOLD, "NotoSansSC-Bold.ttf") if bold else (REGULAR, "NotoSansSC-Regular.ttf")
    font: Any = TTFont(name, str(resource("fonts") / file))
    pdfmetrics.registerFont(font)
    widths = font.face.charWidths
    return Face(name, {chr(code): round(widths[code]) for code in font.face.charToGlyph if code in widths})


@lru_cache(maxsize=5_000)
def face_of(char: str, bold: bool) -> Face | None:
    """Return the face that has a character: the paper's own, else one of the system's; None where none has it."""
    own = face(bold)
    if char in own.widths:
        return own
    if char in TICKS or not char.isprintable():
        return None
    for name, file in fallbacks(bold):
        widths = loaded(name, file)
        if widths is not None and char in widths:
            return Face(name, widths)
    return None


@lru_cache(maxsize=20_000)
def units(text: str, bold: bool) -> int:
    """Return the width of a text in thousandths of its size; what no face has is one size wide."""
    widths = face(bold).widths
    return sum([widths[char] if char in widths else _width(char, bold) for char in text])


def _width(char: str, bold: bool) -> int:
    found = face_of(char, bold)
    return found.widths[char] if found is not None else 1000


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in points."""
    return units(text, bold) * size / 1000


@lru_cache(maxsize=20_000)
def cleaned(text: str) -> str:
    """Return the text without what cannot be seen: control characters, joiners, variation selectors."""
    if text.isascii() and text.isprintable():
        return text
    kept = (_seen(char) for char in text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(kept)


def _seen(char: str) -> str:
    """Return a character as it is printed: a tab as a blank, half a pair as the sign for what is broken."""
    if char == "\n":
        return char
    if char == "\t":
        return " "
    if 0xD800 <= ord(char) <= 0xDFFF:
        return "\ufffd"
    return "" if _invisible(char) else char


def _invisible(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Cc", "Cf") or 0xFE00 <= ord(char) <= 0xFE0F


@lru_cache(maxsize=20_000)
def runs(text: str, bold: bool) -> tuple[tuple[str, str], ...]:
    """Split a text into (run, name of the face that types it); single characters that none has bear an empty name."""
    own = face(bold)
    if all(char in own.widths for char in text):
        return ((text, own.name),)
    found: list[tuple[str, str]] = []
    for char in text:
        has = face_of(char, bold)
        name = has.name if has is not None else ""
        if name and found and found[-1][1] == name:
            found[-1] = (found[-1][0] + char, name)
        else:
            found.append((char, name))
    return tuple(found)


def pieces(text: str, bold: bool) -> tuple[tuple[str, bool], ...]:
    """Split a text into (run, is typed): single characters that are not typed must be drawn as boxes."""
    return tuple((run, bool(name)) for run, name in runs(text, bold))


def lacking(text: str, bold: bool = False) -> frozenset[str]:
    """Return the characters of a text that no font here has, ticks aside."""
    return frozenset(run for run, typed in pieces(text, bold) if not typed and run not in TICKS)
