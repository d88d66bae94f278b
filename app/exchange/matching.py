"""Matches columns to fields: what was learned, the names, their likeness, and what the cells hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.exchange.date_values import as_date
from app.exchange.grid import Cell, Row, column_letter
from app.exchange.headings import best_likeness, normal
from app.exchange.plain_text import NOTHING, folded
from app.exchange.table_parts import Doubt, Match, Wanted
from app.exchange.values import as_flag, as_number

NUMERIC = frozenset({"quantity", "number", "money"})
LEAST = 0.5
"""The least confidence with which a column is taken for a field."""
_SAMPLE = 200
_NEAR = date(2026, 1, 1)


@dataclass(frozen=True)
class Matching:
    """Which column (from 0) each field has, how well all fit together, and what is doubtful."""

    matches: tuple[Match, ...]
    places: dict[str, int]
    doubts: tuple[Doubt, ...]
    total: float


def match_columns(
    names: Sequence[str],
    rows: Sequence[Row],
    wanted: Sequence[Wanted],
    learned: Mapping[str, str],
    columns: range | None = None,
) -> Matching:
    """Give each field at most one column and each column at most one field, the best in all."""
    sample = _sample(rows)
    use = [c for c in (range(len(names)) if columns is None else columns) if c < len(names) and names[c]]
    taught = {normal(text): key for text, key in learned.items()}
    cells = {column: [row[column] for row in sample] for column in use}
    scores = [[_score(names[c], field, cells[c], taught) for c in use] for field in wanted]
    _keep_plain_meanings(scores, [[best_likeness(_stem(names[c]), field) for c in use] for field in wanted])
    weights = [[_weight(score, place) for place, score in enumerate(line)] for line in scores]
    chosen = best_pairs(weights)
    matches, places, doubts = [], {}, []
    taken = {place for place in chosen if place is not None}
    for number, (field, place) in enumerate(zip(wanted, chosen, strict=True)):
        if place is None or scores[number][place] < LEAST:
            continue
        column, score = use[place], scores[number][place]
        likely = best_likeness(names[column], field)
        how = "learned" if score > 1.2 else "exact" if likely >= 0.93 else "likely"
        places[field.key] = column
        match = Match(column_letter(column + 1), names[column], field.key, how, round(min(score, 1.0), 3))
        matches.append(match)
        if how == "learned":
            continue
        if how == "likely" and score < 0.8:
            doubts.append(_doubt("likely", field, match.column, match.header))
        if fit(field.kind, cells[column]) in (0.0,):
            doubts.append(_doubt("values", field, match.column, match.header))
        for other, rival in enumerate(scores[number]):
            if other not in taken and other != place and rival >= 0.9 * score and rival >= 0.7:
                doubts.append(_doubt("also", field, column_letter(use[other] + 1), names[use[other]]))
    matches.sort(key=lambda match: places[match.key])
    return Matching(tuple(matches), places, tuple(doubts), sum(match.confidence for match in matches))


def fit(kind: str, cells: Sequence[Cell]) -> float | None:
    """Return the share of filled cells that suit a kind; None where all are blank."""
    filled = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and _is_nothing(cell))]
    if not filled:
        return None
    return sum(_suits(kind, cell) for cell in filled) / len(filled)


def best_pairs(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """Return for each line the column it gets so that the sum of weights is greatest (Hungarian method)."""
    lines = len(weights)
    columns = len(weights[0]) if weights else 0
    if not lines or not columns:
        return [None] * lines
    size = max(lines, columns)
    cost = [
        [-weights[i][j] if i < lines and j < columns else 0.0 for j in range(size)] for i in range(size)
    ]
    line_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, back = [0] * (size + 1), [0] * (size + 1)
    for line in range(1, size + 1):
        owner[0] = line
        at = 0
        least, seen = [float("inf")] * (size + 1), [False] * (size + 1)
        while owner[at]:
            seen[at] = True
            here, step, to = owner[at], float("inf"), 0
            for column in range(1, size + 1):
                if not seen[column]:
                    price = cost[here - 1][column - 1] - line_price[here] - column_price[column]
                    if price < least[column]:
                        least[column], back[column] = price, at
                    if least[column] < step:
                        step, to = least[column], column
            for column in range(size + 1):
                if seen[column]:
                    line_price[owner[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = to
        while at:
            owner[at], at = owner[back[at]], back[at]
    chosen: list[int | None] = [None] * lines
    for column in range(1, columns + 1):
        line = owner[column] - 1
        if line < lines and weights[line][column - 1] > 0:
            chosen[line] = column - 1
    return chosen


def _score(name: str, field: Wanted, cells: Sequence[Cell], taught: Mapping[str, str]) -> float:
    lesson = taught.get(normal(name))
    if lesson is not None:
        return 1.5 if lesson == field.key else 0.0
    likely = best_likeness(name, field)
    if likely < 0.55:
        return 0.0
    suits = fit(field.kind, cells)
    if suits is None:
        return likely * 0.95
    if field.kind in NUMERIC and suits == 0 and all(isinstance(c, date) for c in cells if c is not None):
        return 0.0
    if likely < 0.93 and suits < 0.3:
        return 0.0
    return likely * (0.75 + 0.25 * suits)


def _keep_plain_meanings(scores: list[list[float]], likely: Sequence[Sequence[float]]) -> None:
    """A heading that is a field's very name stands for no other field that it only resembles."""
    for place in range(len(scores[0]) if scores else 0):
        if max(line[place] for line in likely) >= 0.97:
            for line, near in zip(scores, likely, strict=True):
                if near[place] < 0.8 and line[place] <= 1.0:
                    line[place] = 0.0


def _stem(name: str) -> str:
    """Return a heading without the number that tells it from an equal one further left."""
    return name[: name.rindex(" (")] if name.endswith(")") and name[:-1].rpartition(" (")[2].isdigit() else name


def _weight(score: float, place: int) -> float:
    return score * score - place * 1e-5 if score >= LEAST else 0.0


def _sample(rows: Sequence[Row]) -> list[Row]:
    filled = [row for row in rows[: _SAMPLE * 3] if any(cell is not None for cell in row)]
    return filled[:_SAMPLE]


def _is_nothing(cell: str) -> bool:
    return folded(cell).lower() in NOTHING


def _suits(kind: str, cell: Cell) -> bool:
    if kind == "date":
        if isinstance(cell, date | datetime):
            return True
        reading = as_date(cell, _NEAR)
        return reading.value is not None and abs(reading.value.year - _NEAR.year) < 40
    if kind in ("quantity", "number", "money", "percent"):
        if isinstance(cell, str):
            return as_number(cell.replace("%", "")).value is not None
        return isinstance(cell, int | float)
    if kind == "code":
        return isinstance(cell, int) or (isinstance(cell, str) and len(cell) <= 60)
    if kind == "flag":
        return as_flag(cell).value is not None
    return isinstance(cell, str)


def _doubt(kind: str, field: Wanted, column: str, header: str) -> Doubt:
    return Doubt(kind, field.key, field.headings[0], column, header)
