"""How wide the columns of a printed table are: a date, number or code never breaks, text gives way first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.reports.paper_fonts import cleaned, text_width
from app.reports.paper_format import CENTRE, RIGHT, written
from app.reports.paper_text import unbreakable

PAD_X = 3.2
"""Space beside the text of a cell in points."""

SAMPLED = 200
"""Rows whose text decides the wished width of a text column that has none."""

FEW_CHARACTERS = 4
"""Characters of Chinese that a text column keeps side by side, however narrow the table."""

LEAST_SIZE, STEP = 7.0, 0.5
"""The smallest type of a table, and how far it is made smaller at a time."""

WORD = re.compile(r"[!-~\u00a1-\u024f]+")


@dataclass(frozen=True)
class Need:
    """What a column needs in points, its padding included: at least, and to stand as it would like."""

    least: float
    wished: float
    soft: bool

    def scaled(self, part: float) -> Need:
        """Return the need in a type that is this part of the size."""
        frame = 2 * PAD_X + 0.5
        return Need((self.least - frame) * part + frame, (self.wished - frame) * part + frame, self.soft)


def needs(columns: Sequence[Any], labels: Sequence[str], texts: Sequence[Sequence[str]],
          strong: Sequence[Sequence[str]], size: float) -> list[Need]:
    """Return the needs of columns: `texts` are the written cells of each, `strong` those that stand bold below."""
    found = []
    for column, label, cells, sums in zip(columns, labels, texts, strong, strict=True):
        stiff = column.kind in RIGHT or column.kind in CENTRE
        one_line = max(text_width(part, size, True) for part in label.split("\n"))
        least = max(_longest(WORD.findall(label), size, True), min(one_line, 2 * size), _longest(sums, size, True))
        least = max(least, _longest(cells, size) if stiff else _text_least(cells, size))
        if column.weight:
            wished = column.weight * size + 2 * PAD_X
        elif stiff:
            wished = min(max(least, one_line), 24 * size) + 2 * PAD_X + 1
        else:
            wished = _usual(cells, one_line, size) + 2 * PAD_X + 1
        least += 2 * PAD_X + 0.5
        found.append(Need(least, max(least, wished), not stiff))
    return found


def _longest(texts: Sequence[str], size: float, bold: bool = False) -> float:
    """Return the width of the widest text, measuring only the longest ones."""
    kinds = sorted(set(texts), key=len, reverse=True)
    return max((text_width(text, size, bold) for text in kinds[:12]), default=0.0)


def _text_least(cells: Sequence[str], size: float) -> float:
    """Return what a text column needs: its longest code or word, and a few characters of Chinese."""
    words = [part for word in set(WORD.findall("\n".join(cells))) for part in unbreakable(word)]
    wide = max(map(len, cells), default=0) * size
    return max(_longest(words, size), min(wide, FEW_CHARACTERS * size))


def _usual(cells: Sequence[str], label: float, size: float) -> float:
    found = sorted(max(text_width(cleaned(t), size) for t in text.split("\n")) for text in cells[:SAMPLED])
    usual = found[int(len(found) * 0.95)] if found else 0.0
    return min(max(usual, min(label, 6 * size)), 24 * size)


def shared_out(found: Sequence[Need], width: float) -> list[float]:
    """Share a width among columns: what is left over goes to text, what lacks is taken where there is slack."""
    wished = [need.wished for need in found]
    spare = width - sum(wished)
    if spare < 0:
        slack = [need.wished - need.least for need in found]
        if sum(slack) < -spare:
            return [need.least * width / sum(n.least for n in found) for need in found]
        return [w + spare * s / sum(slack) for w, s in zip(wished, slack, strict=True)]
    parts = [need.wished if need.soft else 0.0 for need in found]
    if not any(parts):
        parts = wished
    return [w + spare * part / sum(parts) for w, part in zip(wished, parts, strict=True)]


def fitting(least: Sequence[float], width: float) -> int:
    """Return how many columns from the left fit at their least width; at least one."""
    used, count = 0.0, 0
    for need in least:
        used += need
        if count and used > width + 0.01:
            break
        count += 1
    return count


def cell_texts(columns: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    """Return the cells of every column as they are written."""
    return [[written(row[at], column.kind) for row in rows] for at, column in enumerate(columns)]
