"""Finds the rows that are a table's header, below titles, legends and explanations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from app.exchange.grid import Cell, Grid, Merged, column_letter
from app.exchange.headings import JOINED, LONGEST_HEADING, best_likeness, known_names, normal, signs, signs_of, variants
from app.exchange.plain_text import trimmed
from app.exchange.table_parts import Wanted

LOWEST_HEADER = 40
"""How many filled rows from the top are looked at."""
MOST_TEXTS = 40
"""How many texts of a row that are no known heading are held against the fields."""
MOST_ROWS = 10
"""How many rows are looked at closely, those with the most words that headings have."""
MOST_COLUMNS = 400
"""How many columns are looked at."""


@dataclass(frozen=True)
class Header:
    """Header rows (from 1, `top` to `bottom`) and the name of each column ("" where it has none)."""

    top: int
    bottom: int
    names: tuple[str, ...]
    score: float = 0.0


def find_headers(grid: Grid, wanted: Sequence[Wanted], learned: Mapping[str, str]) -> list[Header]:
    """Return the rows that could be the header, the best first."""
    known = known_names(wanted) | {normal(text) for text, key in learned.items() if key}
    rows = _rows_to_try(grid)
    plain = {row: best for row in rows if (best := _best_at(grid, row, (), known))}
    surest = max((one.score for one in plain.values()), default=0.0)
    if surest >= 2:
        rows = [row for row, one in plain.items() if one.score >= 0.5 * surest]
    if len(rows) > MOST_ROWS:
        telling = signs_of(tuple(wanted))
        rows = sorted(sorted(rows, key=lambda row: -(3 * plain[row].score if row in plain else 0) - _telling(
            grid.rows[row - 1], telling))[:MOST_ROWS])
    found = [best for row in rows if (best := _best_at(grid, row, wanted, known))]
    if not found:
        return []
    top_score = max(one.score for one in found)
    good = [one for one in found if one.score >= 0.85 * top_score]
    first = max(good, key=lambda one: one.score)
    chosen = _last_before_data(grid, first, good)
    chosen = _whole(grid, chosen)
    rest = sorted((one for one in found if one.bottom != chosen.bottom), key=lambda one: -one.score)
    return [chosen, *rest[:3]]


def header_at(grid: Grid, row: int) -> Header:
    """Return the header that somebody has pointed at, with the rows that its cells are merged into."""
    row = max(1, min(row, len(grid.rows)))
    bottom = max((one.bottom for one in grid.merged if one.top == row), default=row)
    bottom = min(bottom, row + 2, len(grid.rows))
    return Header(row, bottom, names_at(grid, row, bottom), 1.0)


def likeliest_header(grid: Grid) -> Header | None:
    """Return the row that looks most like headings, whatever they say: the most short texts; None where none is."""
    rows = [row for row in _rows_to_try(grid) if _looks_like_header(grid.rows[row - 1])]
    if not rows:
        return None
    return header_at(grid, max(rows, key=lambda row: (sum(
        isinstance(cell, str) and len(cell) <= LONGEST_HEADING for cell in grid.rows[row - 1]), -row)))


def names_at(grid: Grid, top: int, bottom: int) -> tuple[str, ...]:
    """Return the columns' names in a header of one or more rows; equal parts stand once."""
    kept = grid.memo.get((top, bottom))
    if isinstance(kept, tuple):
        return kept
    width = min(grid.width, MOST_COLUMNS)
    levels = [_level(grid, row, bottom, width) for row in range(top, bottom + 1)]
    names: list[str] = []
    for column in range(width):
        parts: list[str] = []
        for level in levels:
            part = level[column]
            if part and (not parts or normal(parts[-1]) != normal(part)):
                parts.append(part)
        names.append(JOINED.join(parts))
    grid.memo[top, bottom] = found = _distinct(names)
    return found


def heading_text(value: Cell) -> str:
    """Return a cell as a heading: one line, single spaces; dates as month/day."""
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return f"{value.month}/{value.day}"
    text = trimmed(str(value))
    if not text:
        return ""
    text = re.sub(r"\s*[\r\n]+\s*", "" if re.search(r"[\u4e00-\u9fff]", text) else " ", text)
    return re.sub(r"[ \t\u3000\u00a0]+", " ", text)


def _rows_to_try(grid: Grid) -> list[int]:
    tried = []
    for number, row in enumerate(grid.rows, 1):
        if any(cell is not None for cell in row):
            tried.append(number)
            if len(tried) >= LOWEST_HEADER:
                break
    return tried


def _telling(row: Sequence[Cell], telling: frozenset[str]) -> int:
    """Return how many short texts of a row have a word or character of a heading that is looked for."""
    texts = {cell for cell in row[:MOST_COLUMNS] if isinstance(cell, str) and len(cell) <= LONGEST_HEADING}
    return sum(not signs(text).isdisjoint(telling) for text in texts)


def _best_at(grid: Grid, row: int, wanted: Sequence[Wanted], known: frozenset[str]) -> Header | None:
    if not _looks_like_header(grid.rows[row - 1]):
        return None
    best = _scored(grid, row, row, wanted, known)
    for bottom in (row + 1, row + 2):
        if bottom > len(grid.rows) or not _goes_on(grid, row, bottom):
            break
        deeper = _scored(grid, row, bottom, wanted, known)
        merged = sum(one.top <= bottom <= one.bottom and one.top >= row and one.bottom > one.top for one in grid.merged)
        less = 0.4 * best.score if merged >= 2 else 0.3 if merged or _is_row_of_days(grid.rows[bottom - 1]) else -0.2
        if deeper.score > best.score - less:
            best = deeper
    return best if best.score > 0.5 else None


def _looks_like_header(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row[:MOST_COLUMNS] if cell is not None]
    texts = {trimmed(cell) for cell in filled if isinstance(cell, str)} - {""}
    short = [text for text in texts if len(text) <= LONGEST_HEADING]
    if len(short) >= 3:  # a column a day may follow
        filled = [cell for cell in filled if not (isinstance(cell, date) or (isinstance(cell, int) and 0 < cell < 32))]
    return bool(short) and len(short) * 2 >= len({str(cell) for cell in filled})


def _goes_on(grid: Grid, top: int, bottom: int) -> bool:
    """Tell whether `bottom` can be a further row of the header that begins at `top`."""
    row = grid.rows[bottom - 1]
    filled = [cell for cell in row[:MOST_COLUMNS] if cell is not None]
    if filled and _is_row_of_days(row):
        above = grid.rows[bottom - 2]
        return sum(up is None for up, down in zip(above, row, strict=True) if down is not None) * 3 >= len(filled)
    if not filled or not all(isinstance(cell, str) for cell in filled):
        return False
    if any(one.top < bottom <= one.bottom and one.top >= top for one in grid.merged):
        return True
    above = grid.rows[bottom - 2]
    if len(filled) >= 3 and not any(re.search(r"\d", str(cell)) for cell in filled):
        return True
    return any(up is None and down is not None for up, down in zip(above, row, strict=True)) or any(
        one.top == one.bottom == bottom - 1 and one.right > one.left for one in grid.merged
    )


def _is_row_of_days(row: Sequence[Cell]) -> bool:
    """Tell whether a row has nothing but dates or the numbers of days, one after the other."""
    filled = [cell for cell in row[:MOST_COLUMNS] if cell is not None]
    dates = [cell for cell in filled if isinstance(cell, date)]
    numbers = [cell for cell in filled if isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < 32]
    if len(dates) == len(filled):
        return len(dates) >= 2
    return len(numbers) == len(filled) and len(numbers) >= 3 and all(
        after - before in (1, 2) for before, after in pairwise(numbers))


def _scored(grid: Grid, top: int, bottom: int, wanted: Sequence[Wanted], known: frozenset[str]) -> Header:
    names = names_at(grid, top, bottom)
    hits: dict[str, float] = {}
    telling = signs_of(tuple(wanted)) | known if wanted else known
    for name in set(names):
        if not name or len(name) > LONGEST_HEADING or (wanted and signs(name).isdisjoint(telling)):
            continue
        sure = max((weight for form, weight in variants(name) if form in known), default=0.0)
        if sure:
            hits[normal(name)] = sure
    score = sum(hits.values())
    if wanted:
        texts = [name for name in dict.fromkeys(names) if name and len(name) <= LONGEST_HEADING and normal(
            name) not in hits and not signs(name).isdisjoint(telling)][:MOST_TEXTS]
        for field in wanted:
            if any(normal(heading) in hits for heading in field.headings):
                continue
            best = max((best_likeness(name, field) for name in texts), default=0.0)
            if best >= 0.6:
                score += best * 0.5
    return Header(top, bottom, names, score)


def _last_before_data(grid: Grid, first: Header, good: Sequence[Header]) -> Header:
    """Of equal headers with only words between them the last is meant; the ones above explain it."""
    chosen = first
    for later in sorted(good, key=lambda one: one.top):
        if chosen.bottom < later.top <= chosen.bottom + 8 and later.score >= first.score - 0.5:
            between = grid.rows[chosen.bottom : later.top - 1]
            if not any(_is_data(row) for row in between):
                chosen = later
    return chosen


def _whole(grid: Grid, header: Header) -> Header:
    """Take rows above into the header if its cells are merged with them."""
    top = header.top
    for one in grid.merged:
        if one.top < header.top <= one.bottom <= header.bottom and one.right - one.left < 3:
            top = min(top, max(one.top, header.top - 2))
    if top < header.top:
        header = replace(header, top=top, names=names_at(grid, top, header.bottom))
    while top > 1 and top > header.bottom - 2 and _names_groups(grid, top - 1, header):
        top -= 1
    twice = sum(name.endswith(")") and " (" in name for name in header.names)
    if top < header.top and 0 < twice * 3 < sum(map(bool, header.names)):  # more: equal tables side by side
        header = replace(header, names=names_at(grid, top, header.bottom))
    return replace(header, top=top)


def _names_groups(grid: Grid, row: int, header: Header) -> bool:
    """Tell whether a row above a header names groups of its columns: several ranges merged sideways."""
    wide = [one for one in grid.merged if one.top == one.bottom == row and one.right > one.left]
    columns = {place for place, name in enumerate(header.names, 1) if name}
    held = {column for one in wide for column in range(one.left, one.right + 1)}
    cells = grid.rows[row - 1]
    held |= {place for place, cell in enumerate(cells, 1) if cell is not None}
    texts = [cell for cell in cells if cell is not None]
    return (len(wide) >= 2 and len(columns & held) * 10 >= len(columns) * 6
            and all(isinstance(cell, str) and len(trimmed(cell)) <= 12 for cell in texts))


def _is_data(row: Sequence[Cell]) -> bool:
    numbers = sum(
        not isinstance(cell, str) or re.fullmatch(r"[\d.,/ -]*\d{2}[\d.,/ -]*", cell) is not None
        for cell in row
        if cell is not None
    )
    return numbers >= 2


def _level(grid: Grid, row: int, bottom: int, width: int) -> list[str]:
    texts = [heading_text(cell) for cell in grid.rows[row - 1][:width]]
    covered: set[int] = set()
    for one in grid.merged:
        if one.top <= row <= one.bottom:
            text = heading_text(_at(grid, one))
            for column in range(one.left, min(one.right, width) + 1):
                texts[column - 1] = text
                covered.add(column)
    if row < bottom:
        below = grid.rows[row][:width]
        for column in range(2, width + 1):
            left_has_below = below[column - 2] is not None
            if not texts[column - 1] and column not in covered and below[column - 1] is not None and left_has_below:
                texts[column - 1] = texts[column - 2]
    return texts


def _at(grid: Grid, merged: Merged) -> Cell:
    if merged.top <= len(grid.rows) and merged.left <= grid.width:
        return grid.rows[merged.top - 1][merged.left - 1]
    return None


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        distinct.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(distinct)


def shown_name(name: str, column: int) -> str:
    """Return a column's name, or its letter in brackets where it has none."""
    return name or f"({column_letter(column)})"
