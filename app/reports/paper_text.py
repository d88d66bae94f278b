"""Breaking text into lines as Chinese and English print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from app.reports.paper_fonts import cleaned, text_width

NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’…—·,.;:!?)]}%％°℃")
NOT_LAST = frozenset("（《「『【〔“‘([{￥¥$")
WHOLE = 20
"""Letters of a code or word that are never parted; a longer one breaks after a sign, else where it must."""

PART = re.compile(r"[^-/_.,;:@?&=+|]+[-/_.,;:@?&=+|]*|[-/_.,;:@?&=+|]+")
"""A part of a long word with the signs behind it."""

TOKEN = re.compile(r"\s+|[!-~\u00a1-\u024f]+|.", re.DOTALL)
"""A blank, a word of Latin letters and digits, or one other character."""


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines not wider than `width` points; at least one line, none ends in a blank."""
    lines: list[str] = []
    for paragraph in cleaned(text).split("\n"):
        if text_width(paragraph, size, bold) <= width:
            lines.append(paragraph.rstrip())
        else:
            lines += _broken(paragraph, width, size, bold)
    return lines


def _broken(paragraph: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line: list[str] = []
    used = 0.0
    for token in _tokens(paragraph, width, size, bold):
        wide = text_width(token, size, bold)
        if line and used + wide > width and not token.isspace():
            carried = _carried(line, token)
            yield "".join(line[: len(line) - len(carried)]).rstrip()
            line = list(dropwhile(str.isspace, carried))
            used = sum(text_width(part, size, bold) for part in line)
            if used + wide > width and line:
                yield "".join(line)
                line, used = [], 0.0
        if line or not token.isspace():
            line.append(token)
            used += wide
    if line:
        yield "".join(line).rstrip()


def _carried(line: list[str], token: str) -> list[str]:
    """Return what must leave the end of a full line, so that the next does not begin or this one end badly."""
    keep = len(line)
    if token[0] in NOT_FIRST:
        fit = [at for at in range(1, keep) if not line[at].isspace() and line[at][0] not in NOT_FIRST]
        keep = fit[-1] if fit else keep
    while keep > 1 and (line[keep - 1] in NOT_LAST or line[keep - 1].isspace()):
        keep -= 1
    return line[keep:]


def _tokens(paragraph: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Yield the unbreakable parts; a word wider than the line is cut."""
    for match in TOKEN.finditer(paragraph):
        token = match.group()
        if text_width(token, size, bold) <= width or token.isspace():
            yield token
            continue
        for whole in PART.findall(token):
            part = ""
            for char in whole:
                if part and text_width(part + char, size, bold) > width:
                    yield part
                    part = ""
                part += char
            yield part


def unbreakable(word: str) -> list[str]:
    """Return the parts of a word that stand on one line: a code or date whole, an address in pieces."""
    if len(word) <= WHOLE:
        return [word]
    return [part[:WHOLE] for part in PART.findall(word)]


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return the text on one line, cut with … where it is wider than `width` points; empty if nothing fits."""
    line = cleaned(text).replace("\n", " ")
    if text_width(line, size, bold) <= width:
        return line
    room = width - text_width("…", size, bold)
    used = 0.0
    for at, char in enumerate(line):
        used += text_width(char, size, bold)
        if used > room:
            return line[:at].rstrip() + "…" if at else ""
    return line
