"""Fonts of the system for letters that the paper's own lacks: Polish, Vietnamese, Cyrillic, Korean, rare characters."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

FILES = (("arial.ttf", "arialbd.ttf"), ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
         ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), ("malgun.ttf", "malgunbd.ttf"),
         ("NanumGothic.ttf", "NanumGothicBold.ttf"), ("simsunb.ttf", "simsunb.ttf"),
         ("simsun.ttc", "simsun.ttc"), ("msyh.ttc", "msyhbd.ttc"), ("seguisym.ttf", "seguisym.ttf"),
         ("Arial Unicode.ttf", "Arial Unicode.ttf"), ("FreeSans.ttf", "FreeSansBold.ttf"))
"""Regular and bold, in the order in which they are asked; a collection gives its first face."""


def folders() -> list[Path]:
    """Return where the system keeps its fonts."""
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", own]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts")]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]


@cache
def _known() -> dict[str, Path]:
    """Return the files of FILES that are there, by name."""
    wanted = {name.lower() for pair in FILES for name in pair}
    found: dict[str, Path] = {}
    for folder in folders():
        for place, _inner, names in os.walk(folder):
            for name in names:
                if name.lower() in wanted:
                    found.setdefault(name.lower(), Path(place) / name)
    return found


@cache
def fallbacks(bold: bool) -> tuple[tuple[str, Path], ...]:
    """Return (name, file) of the fonts to ask, the usual ones first."""
    known = _known()
    listed = [known[pair[bold].lower()] for pair in FILES if pair[bold].lower() in known]
    return tuple((f"PaperFallback{number}{'Bold' if bold else ''}", file) for number, file in enumerate(listed))


@cache
def loaded(name: str, file: Path) -> dict[str, int] | None:
    """Register a font for PDF and return its widths by character; None where it can't be embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font: Any = TTFont(name, str(file), subfontIndex=0)
    except (TTFError, OSError, ValueError, KeyError, IndexError):
        return None
    pdfmetrics.registerFont(font)
    widths = font.face.charWidths
    return {chr(code): round(widths[code]) for code in font.face.charToGlyph if code in widths}
