"""Pictures side by side on a form, each with its caption below."""

from __future__ import annotations

import io
from collections.abc import Sequence

from app.reports.paper_fonts import text_width
from app.reports.paper_marks import MM, MUTED, RULE, Box, Image, Mark, Text
from app.reports.paper_strips import Strip
from app.reports.paper_text import shortened

CAPTION, SIZE = 12.0, 7.5


def pictures_strip(pictures: Sequence[tuple[str, bytes]], height: float, across: int, left: float,
                   width: float) -> Strip:
    """Return (caption, PNG or JPEG) pictures in one row of `across` equal places, each fitted into its place."""
    from reportlab.lib.utils import ImageReader

    place = width / across
    sizes = [ImageReader(io.BytesIO(data)).getSize() for _caption, data in pictures]

    def draw(marks: list[Mark], top: float) -> None:
        for at, ((caption, data), (wide, high)) in enumerate(zip(pictures, sizes, strict=True)):
            x = left + at * place
            room, tall = place - 3 * MM, height - CAPTION - 2 * MM
            scale = min(room / wide, tall / high)
            marks.append(Box(x, top, place - 2 * MM, height - 2, "", RULE, 0.3))
            marks.append(Image(x + (place - 2 * MM - wide * scale) / 2, top + 1 * MM + (tall - high * scale) / 2,
                               wide * scale, high * scale, data))
            shown = shortened(caption, room, SIZE)
            marks.append(Text(x + (place - 2 * MM - text_width(shown, SIZE)) / 2, top + height - 6, shown, SIZE,
                              False, MUTED))

    return Strip(height + 1 * MM, draw)
