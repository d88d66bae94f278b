"""The parts of a form besides tables: letterhead, fields, text, boxes for ticking and signing, pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from app.domain.text import N_, _
from app.reports.letterhead import Letterhead
from app.reports.paper_code import code_marks
from app.reports.paper_fonts import ASCENT, cleaned, text_width
from app.reports.paper_format import written
from app.reports.paper_marks import FRAME, GROUND, INK, MM, MUTED, RULE, Box, Image, Line, Mark, Text
from app.reports.paper_strips import Strip
from app.reports.paper_text import shortened, wrapped

CODE_SIDE = 20 * MM
LEADING = 1.35
DATE = N_("Date")
SIGNED = N_("signed in the program")


def space_strip(height: float, keeps: bool = False) -> Strip:
    """Return a free band."""
    return Strip(height, lambda _marks, _top: None, keeps, blank=True)


def letterhead_strips(
    head: Letterhead, title: str, foreign: str, record: str, code: str, left: float, width: float
) -> list[Strip]:
    """Return company with logo and code, then the title of the form with what it is about."""
    logo = 13 * MM if head.logo else 0
    beside = left + (logo + 3 * MM if logo else 0)
    room = width - (beside - left) - (CODE_SIDE + 4 * MM if code else 0)
    names = [(line, 12.0, True, INK) for line in wrapped(head.name, room, 12, True)]
    names += [(line, 8.5, False, MUTED) for line in (wrapped(head.foreign, room, 8.5) if head.foreign else [])]
    names += [(line, 7.5, False, MUTED) for line in (wrapped(head.address, room, 7.5) if head.address else [])]
    lines = sum(size * LEADING for _line, size, _bold, _colour in names)
    height = max(lines, logo, CODE_SIDE - 4 * MM if code else 0) + 2 * MM

    def draw_company(marks: list[Mark], top: float) -> None:
        if head.logo:
            marks.append(Image(left, top, logo, logo, head.logo))
        y = top + (max(0.0, logo - lines) / 2)
        for line, size, bold, colour in names:
            marks.append(Text(beside, y + size * ASCENT + size * (LEADING - 1) / 2, line, size, bold, colour))
            y += size * LEADING
        if code:
            marks.extend(code_marks(code, left + width - CODE_SIDE, top - 4 * MM, CODE_SIDE))
        marks.append(Line(left, top + height, left + width, top + height, 0.8, FRAME))

    company = Strip(height, draw_company, keeps=True)
    titles = [(line, 16.0, True, INK) for line in wrapped(title, width, 16, True)]
    titles += [(line, 9.0, False, MUTED) for line in (wrapped(foreign, width, 9) if foreign else [])]
    titles += [(line, 10.0, False, INK) for line in (wrapped(record, width, 10) if record else [])]
    tall = sum(size * LEADING for _line, size, _bold, _colour in titles) + 5 * MM

    def draw_title(marks: list[Mark], top: float) -> None:
        y = top + 3 * MM
        for line, size, bold, colour in titles:
            x = left + (width - text_width(line, size, bold)) / 2
            marks.append(Text(x, y + size * ASCENT + size * (LEADING - 1) / 2, line, size, bold, colour))
            y += size * LEADING

    return [company, Strip(tall, draw_title, keeps=True)]


def fields_strips(fields: Sequence[tuple[str, Any]], left: float, width: float, columns: int) -> list[Strip]:
    """Return a frame of labels and values, `columns` pairs to a line, and a gap below."""
    size, pad = 9.0, 3.2
    widest = max([text_width(part, size) for label, _v in fields for part in label.split("\n")], default=0)
    label_width = min(max(widest + 2 * pad, 16 * MM), width / columns * 0.45)
    pair = width / columns
    lines: list[list[tuple[str, list[str], float]]] = [[]]
    for label, value in fields:
        text = written(value)
        fits = wrapped(text, pair - label_width - 2 * pad, size)
        if len(fits) > 2:
            lines += [[(label, wrapped(text, width - label_width - 2 * pad, size), width)], []]
        else:
            if len(lines[-1]) == columns:
                lines.append([])
            lines[-1].append((label, fits, pair))
    strips = [_fields_line(line, left, width, label_width) for line in lines if line]
    if strips:
        strips[0] = Strip(strips[0].height, _with_top_rule(strips[0], left, width), True)
    return [*strips, space_strip(3 * MM)]


def _with_top_rule(strip: Strip, left: float, width: float) -> Any:
    def draw(marks: list[Mark], top: float) -> None:
        strip.draw(marks, top)
        marks.append(Line(left, top, left + width, top, 0.6, FRAME))

    return draw


def _fields_line(cells: Sequence[tuple[str, list[str], float]], left: float, width: float, label_width: float) -> Strip:
    size, pad = 9.0, 3.2
    leading = size * LEADING
    labels = [wrapped(label, label_width - 2 * pad, size) for label, _value, _wide in cells]
    most = max(max(len(label), len(cell[1])) for label, cell in zip(labels, cells, strict=True))
    height = most * leading + 2 * pad

    def lines(marks: list[Mark], texts: Sequence[str], x: float, top: float, colour: str) -> None:
        y = top + (height - len(texts) * leading) / 2 + size * ASCENT + (leading - size) / 2
        for text in texts:
            marks.append(Text(x + pad, y, text, size, False, colour))
            y += leading

    def draw(marks: list[Mark], top: float) -> None:
        x, low = left, top + height
        for label, (_label, value, wide) in zip(labels, cells, strict=True):
            marks.append(Box(x, top, label_width, height, GROUND))
            lines(marks, label, x, top, MUTED)
            lines(marks, value, x + label_width, top, INK)
            marks.append(Line(x, top, x, low, 0.4, RULE if x > left else FRAME))
            x += wide
        marks.append(Line(left + width, top, left + width, low, 0.4, FRAME))
        marks.append(Line(left, low, left + width, low, 0.4, FRAME))

    return Strip(height, draw)


def text_strips(text: str, left: float, width: float, size: float, bold: bool) -> list[Strip]:
    """Return a paragraph, a strip a line, so that it may go on over the page; two lines stay together."""
    leading = size * LEADING
    found = wrapped(text, width, size, bold)

    def line_strip(line: str, keeps: bool) -> Strip:
        def draw(marks: list[Mark], top: float) -> None:
            marks.append(Text(left, top + size * ASCENT + (leading - size) / 2, line, size, bold, INK))

        return Strip(leading, draw, keeps)

    last = len(found) - 1
    strips = [line_strip(line, at == 0 < last or at == last - 1) for at, line in enumerate(found)]
    return [*strips, space_strip(1.5 * MM)]


def heading_strip(text: str, left: float, width: float) -> Strip:
    """Return a heading with a mark before it; it stays with what follows."""
    lines = wrapped(text, width - 8, 10.5, True)
    height = len(lines) * 10.5 * LEADING + 2.5 * MM

    def draw(marks: list[Mark], top: float) -> None:
        y = top + 1.5 * MM
        marks.append(Box(left, y + 1.5, 2.4, len(lines) * 10.5 * LEADING - 3, FRAME))
        for line in lines:
            marks.append(Text(left + 7, y + 10.5 * (ASCENT + 0.17), line, 10.5, True, INK))
            y += 10.5 * LEADING

    return Strip(height, draw, keeps=True)


def checks_strip(label: str, choices: Sequence[tuple[str, bool]], left: float, width: float) -> Strip:
    """Return a label followed by boxes for ticking, on as many lines as they need."""
    size = 9.0
    start = left + (text_width(label, size) + 10 if label else 0)
    lines: list[list[tuple[float, str]]] = [[]]
    x = start
    for text, chosen in choices:
        shown = shortened(("☑ " if chosen else "☐ ") + text, left + width - start, size)
        wide = text_width(shown, size) + 14
        if x > start and x + wide - 14 > left + width:
            lines.append([])
            x = start
        lines[-1].append((x, shown))
        x += wide
    height = len(lines) * size * 1.6 + 1 * MM

    def draw(marks: list[Mark], top: float) -> None:
        y = top + size * 1.2
        if label:
            marks.append(Text(left, y, cleaned(label), size, False, MUTED))
        for line in lines:
            for at, shown in line:
                marks.append(Text(at, y, shown, size))
            y += size * 1.6

    return Strip(height, draw)


def signature_strip(labels: Sequence[str], left: float, width: float, signed: Sequence[str] = ()) -> Strip:
    """Return boxes side by side, each with its label, and who signed in the program or room to sign and a date."""
    height, size, pad = 18 * MM, 8.5, 4.0
    wide = width / max(1, len(labels))
    date = f"{_(DATE)}:" if _(DATE).isascii() else f"{_(DATE)}："
    done = [*signed, *[""] * (len(labels) - len(signed))]
    names = [wrapped(name, wide - 2 * pad, size, True)[:2] if name else [] for name in done]

    def draw(marks: list[Mark], top: float) -> None:
        low = top + height
        marks.append(Box(left, top, width, height, "", FRAME, 0.6))
        for at, (label, name) in enumerate(zip(labels, names, strict=True)):
            x = left + at * wide
            if at:
                marks.append(Line(x, top, x, low, 0.4, RULE))
            marks.append(Text(x + pad, top + pad + size * ASCENT, shortened(label, wide - 2 * pad, size), size))
            y = top + pad + size * (ASCENT + LEADING)
            for line in name:
                marks.append(Text(x + pad, y, line, size, True, INK))
                y += size * LEADING
            foot = _(SIGNED) if name else date
            marks.append(Text(x + pad, low - pad - 1, shortened(foot, wide - 2 * pad, 7.5), 7.5, False, MUTED))

    return Strip(height, draw)


def picture_strip(data: bytes, height: float, caption: str, left: float, width: float) -> Strip:
    """Return a picture in the middle with its caption below; it shrinks to fit, it never grows."""
    from reportlab.lib.utils import ImageReader

    wide, high = ImageReader(io.BytesIO(data)).getSize()
    below = 14.0 if caption else 0.0
    scale = min(width / wide, (height - below - 4 * MM) / high, 1.0)
    shown = shortened(caption, width, 8.5)

    def draw(marks: list[Mark], top: float) -> None:
        top += 2 * MM
        marks.append(Image(left + (width - wide * scale) / 2, top, wide * scale, high * scale, data))
        if caption:
            x = left + (width - text_width(shown, 8.5)) / 2
            marks.append(Text(x, top + high * scale + 10, shown, 8.5, False, MUTED))

    return Strip(high * scale + below + 4 * MM, draw)
