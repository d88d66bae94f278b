"""Matches columns to fields: what was learned, the names, their likeness, and what the cells hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.exchange.date_values import as_date
from app.exchange.evidence import (
    DAYS_IN_ORDER,
    PRODUCTS,
    SUMS,
    Column,
    columns_of,
    contradicts,
    made_of_numbers,
    reckoned,
    suiting,
)
from app.exchange.grid import Cell, Row, column_letter
from app.exchange.headings import best_likeness, may_mean, normal
from app.exchange.plain_text import NOTHING, folded, written
from app.exchange.table_parts import Ask, Doubt, Match, Wanted
from app.exchange.values import as_flag, as_number

NUMERIC = frozenset({"quantity", "number", "money"})
WEIGHTY = frozenset({"code", "quantity", "number", "money", "date"})
"""Kinds of fields about which it is better to ask than to leave them empty."""
LEAST = 0.5
"""The least confidence with which a column is taken for a field."""
SURE = 0.62
"""Below it a field of mere words that only resembles its heading is left empty; below the next two others are asked."""
SURE_OF_FIGURES = 0.7
SURE_OF_NAMES = 0.66
SURE_OF_KEYS = 0.76
LEARNED = 1.3
RIVAL = 0.86
"""How near the best the score of another column must come for the user to be asked which is meant."""
FEWEST_BESIDE = 4
"""Fields that must be there before a missing one is asked for."""
MOST_ASKED = 5
_SAMPLE = 200
_NEAR = date(2026, 1, 1)


@dataclass(frozen=True)
class Matching:
    """Which column (from 0) each field has, how well all fit together, and what is doubtful or to be asked."""

    matches: tuple[Match, ...]
    places: dict[str, int]
    doubts: tuple[Doubt, ...]
    total: float
    asks: tuple[Ask, ...] = ()


def match_columns(
    names: Sequence[str],
    rows: Sequence[Row],
    wanted: Sequence[Wanted],
    learned: Mapping[str, str],
    columns: range | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> Matching:
    """Give each field at most one column and each column at most one field, the best in all.

    `learned` says what headings mean for certain, `known` the names that the company's file has of customers,
    products and the like. A field of which several columns could be meant, or which only resembles its column,
    is asked about.
    """
    sample = _sample(rows)
    use = [c for c in (range(len(names)) if columns is None else columns) if c < len(names) and names[c]]
    taught = {normal(text): key for text, key in learned.items()}
    cells = columns_of(sample, use)
    likely = [[best_likeness(names[c], field) for c in use] for field in wanted]
    fullest = max((column.share for column in cells.values()), default=0.0)
    scores = [[_score(names[c], field, near, cells[c], fullest, taught, known or {})
               for c, near in zip(use, line, strict=True)]
              for field, line in zip(wanted, likely, strict=True)]
    _keep_plain_meanings(scores, [[best_likeness(_stem(names[c]), field) for c in use] for field in wanted])
    board = _Board(wanted, use, scores, cells, names)
    board.hold_against_each_other()
    chosen = best_pairs([[_weight(score, place) for place, score in enumerate(line)] for line in scores])
    matches, places, doubts = [], {}, []
    asks: list[Ask] = []
    taken = {place for place in chosen if place is not None}
    for number, (field, place) in enumerate(zip(wanted, chosen, strict=True)):
        if place is None or scores[number][place] < LEAST:
            continue
        column, score = use[place], scores[number][place]
        plain = likely[number][place] >= 0.92
        how = "learned" if score > LEARNED else "exact" if plain else "likely"
        match = Match(column_letter(column + 1), names[column], field.key, how, round(min(score, 1.0), 3))
        if how == "learned":
            matches.append(match)
            places[field.key] = column
            continue
        rivals = board.rivals(number, place, taken)
        weighty = field.required or bool(field.known) or field.kind in WEIGHTY
        if how == "likely" and score < SURE and not weighty:
            continue  # a word or two in common is no reason to fill a field that nobody needs
        matches.append(match)
        places[field.key] = column
        if rivals and weighty:
            asks.append(Ask(field.key, (column, *(use[rival] for rival in rivals)), "several"))
        if rivals:
            doubts += [_doubt("also", field, column_letter(use[rival] + 1), names[use[rival]]) for rival in rivals]
        elif how == "likely" and score < SURE_OF_KEYS and field.kind == "code" and (
                cells[column].share < 0.85 * fullest) and (others := board.fuller(field, place, taken)):
            asks.append(Ask(field.key, (column, *others[:MOST_ASKED]), "odd"))
        elif how == "likely" and weighty and score < (SURE_OF_NAMES if field.kind == "text" else SURE_OF_FIGURES):
            asks.append(Ask(field.key, (column,), "unsure"))
        if how == "likely" and score < 0.8:
            doubts.append(_doubt("likely", field, match.column, match.header))
        if fit(field.kind, cells[column].cells) in (0.0,):
            doubts.append(_doubt("values", field, match.column, match.header))
    _look_for_missing(board, places, asks, matches)
    asks = _contradicted(asks, places, cells, [m.key for m in matches if m.how == "learned"])
    matches.sort(key=lambda match: places[match.key])
    return Matching(tuple(matches), places, tuple(doubts), sum(match.confidence for match in matches), tuple(asks))


def _look_for_missing(board: _Board, places: dict[str, int], asks: list[Ask], matches: list[Match]) -> None:
    """Ask for what a table must have and no heading names, where the rest of it is there and a column could be it."""
    missing = [n for n, field in enumerate(board.wanted) if field.required and field.key not in places]
    if len(missing) != 1 or len(places) < FEWEST_BESIDE:
        return
    field = board.wanted[missing[0]]
    if field.kind != "code" and field.key != "quantity":
        return  # without what was made a sheet is no report, and any number would do
    free = [place for place, column in enumerate(board.use) if column not in places.values()]
    possible = sorted((place for place in free if board.could_be(field, place)), key=lambda place: -(
        board.scores[missing[0]][place] + best_likeness(board.names[board.use[place]], field)))
    if not possible:
        return
    column = board.use[possible[0]]
    near = best_likeness(board.names[column], field)
    places[field.key] = column
    matches.append(Match(column_letter(column + 1), board.names[column], field.key, "likely", round(0.5 * near, 3)))
    asks.append(Ask(field.key, tuple(board.use[place] for place in possible[:MOST_ASKED]), "missing"))


def _contradicted(asks: list[Ask], places: Mapping[str, int], cells: Mapping[int, Column],
                  certain: Sequence[str]) -> list[Ask]:
    """Add a question for days that lie before those that they can only follow."""
    asked = {ask.key for ask in asks}
    for first, second in DAYS_IN_ORDER:
        key = second if second not in certain else first
        if (first in places and second in places and not {first, second} & asked and key not in certain
                and contradicts(cells[places[first]], cells[places[second]])):
            asks.append(Ask(key, (places[key],), "order"))
            asked.add(key)
    return asks


class _Board:
    """All scores of a table's fields and columns, held against what the cells say of each other."""

    def __init__(self, wanted: Sequence[Wanted], use: Sequence[int], scores: list[list[float]],
                 cells: Mapping[int, Column], names: Sequence[str]) -> None:
        self.wanted, self.use, self.scores, self.cells, self.names = wanted, use, scores, cells, names
        self.at = {field.key: number for number, field in enumerate(wanted)}

    def hold_against_each_other(self) -> None:
        """Raise the columns that reckon with each other as their fields do, lower codes made of other codes."""
        for rules, times in ((PRODUCTS, True), (SUMS, False)):
            for rule in rules:
                if all(key in self.at for key in rule):
                    self._reckon(rule, times)
        item, order = self.at.get("item"), [self.at[key] for key in ("customer_po", "order") if key in self.at]
        if item is not None:
            for place in self._possible(item):
                column = self.cells[self.use[place]]
                rivals = [other for other in self._possible(item) if other != place]
                numbered = any(made_of_numbers(column, self.cells[self.use[other]])
                               for number in order for other in self._possible(number) if other != place)
                fuller = any(self.cells[self.use[other]].distinct <= 0.6 * column.distinct and len(column.filled) >= 8
                             and self.cells[self.use[other]].share >= 0.9 * column.share for other in rivals)
                if (numbered or fuller) and self.scores[item][place] <= 1.2:
                    self.scores[item][place] *= 0.55 if numbered else 0.75

    def rivals(self, number: int, place: int, taken: Collection[int]) -> list[int]:
        """Return the columns that could be meant as well: nearly as good, used for nothing else, of other contents."""
        line = self.scores[number]
        mine = self.cells[self.use[place]]
        return [other for other, score in enumerate(line)
                if other not in taken and score >= RIVAL * line[place] and score >= LEAST
                and self.cells[self.use[other]].filled and not mine.same_as(self.cells[self.use[other]])
                and not _nearly_blank(self.cells[self.use[other]], mine) and not self._beside_the_table(place, other)]

    def _beside_the_table(self, place: int, other: int) -> bool:
        """Tell whether a column belongs to a table beside: a gap between, and fewer rows or equal names."""
        first, last = sorted((self.use[place], self.use[other]))
        gap = len(self.use[min(place, other):max(place, other)]) < last - first
        again = _stem(self.names[self.use[other]]) == _stem(self.names[self.use[place]])
        return gap and (again or self.cells[self.use[other]].share < 0.8 * self.cells[self.use[place]].share)

    def fuller(self, field: Wanted, place: int, taken: Collection[int]) -> list[int]:
        """Return the columns (from 0) that could be a field as well and have something in more rows."""
        mine = self.cells[self.use[place]].share
        return [column for other, column in enumerate(self.use) if other not in taken and other != place
                and self.cells[column].share > mine and self.could_be(field, other)]

    def could_be(self, field: Wanted, place: int) -> bool:
        """Tell whether a column could be a field by its cells, where its heading says nothing else."""
        column, name = self.cells[self.use[place]], self.names[self.use[place]]
        fullest = max((one.share for one in self.cells.values()), default=0.0)
        if not column.filled or column.share < 0.8 * fullest or (fit(field.kind, column.cells) or 0.0) < 0.9:
            return False
        others = (other for other in self.wanted if other != field)
        if not may_mean(name, field) or any(best_likeness(name, other) >= 0.7 for other in others):
            return False
        if field.kind == "code":
            return all(any(sign.isdigit() for sign in written(cell)) for cell in column.filled[:50])
        return field.kind != "quantity" or all(number >= 0 and float(number).is_integer() for number in column.numbers)

    def _possible(self, number: int) -> list[int]:
        return [place for place, score in enumerate(self.scores[number]) if score >= 0.45]

    def _reckon(self, rule: tuple[str, str, str], times: bool) -> None:
        """Raise the one set of columns by whose numbers the rule holds."""
        lines = [self.at[key] for key in rule]
        possible = [self._possible(number)[:6] for number in lines]
        for first in possible[0]:
            for second in possible[1]:
                for third in possible[2]:
                    columns = [self.cells[self.use[place]] for place in (first, second, third)]
                    if len({first, second, third}) == 3 and reckoned(columns[0], columns[1], columns[2], times):
                        for number, place in zip(lines, (first, second, third), strict=True):
                            either = {first, second} <= set(possible[0]) & set(possible[1]) and place != third
                            if self.scores[number][place] <= 1.0 and not either:
                                self.scores[number][place] = min(1.15, self.scores[number][place] + 0.2)
                        return


def _nearly_blank(other: Column, mine: Column) -> bool:
    """Tell whether a rival column is nearly blank beside a full one."""
    return other.share < 0.2 and mine.share > 0.8


def fit(kind: str, cells: Sequence[Cell]) -> float | None:
    """Return the share of filled cells that suit a kind; None where all are blank."""
    filled = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and _is_nothing(cell))]
    if not filled:
        return None
    return sum(_suits(kind, cell) for cell in filled) / len(filled)


def best_pairs(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """Return for each line the column it gets so that the sum of weights is greatest (Hungarian method)."""
    lines = len(weights)
    columns = range(len(weights[0])) if weights else range(0)
    useful = [column for column in columns if any(line[column] > 0 for line in weights)]
    if not useful:
        return [None] * lines
    size = len(useful) + lines  # every line may stay without a column
    cost = [[*(-line[column] for column in useful), *([0.0] * lines)] for line in weights]
    line_price, column_price = [0.0] * (lines + 1), [0.0] * (size + 1)
    owner, back = [0] * (size + 1), [0] * (size + 1)
    for line in range(1, lines + 1):
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
    for at, column in enumerate(useful, 1):
        line = owner[at] - 1
        if line >= 0 and weights[line][column] > 0:
            chosen[line] = column
    return chosen


def _score(name: str, field: Wanted, likely: float, column: Column, fullest: float,
           taught: Mapping[str, str], known: Mapping[str, Collection[str]]) -> float:
    lesson = taught.get(normal(name))
    if lesson is not None:
        return 1.5 if lesson == field.key else 0.0
    if likely < 0.5:
        return 0.0
    suits = fit(field.kind, column.cells)
    if suits is None:
        return likely * 0.8
    if field.kind in NUMERIC and suits == 0 and all(isinstance(c, date) for c in column.filled):
        return 0.0
    if likely < 0.93 and suits < 0.3:
        return 0.0
    return min(1.1, likely * (0.75 + 0.25 * suits) * suiting(field, column, fullest, known))


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
