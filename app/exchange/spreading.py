"""Columns that say the same of several days or shifts: one under each date, one under each shift."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.exchange.date_values import nearest
from app.exchange.grid import Cell, Grid, Row
from app.exchange.headings import JOINED, best_likeness, normal
from app.exchange.table_parts import Wanted

_DAY = re.compile(
    r"^(?:((?:19|20)\d\d)[-/.年])?(\d{1,2})(?:[/.-]|月/?)(\d{1,2})[日号]?(?![\d:])\s*(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?/?(.*)$")
_DAY_ALONE = re.compile(r"^([1-9]|[12]\d|3[01])[日号]?(?:/(.*))?$")
_SHIFT = re.compile(r"^([白夜早中晚日甲乙丙ABC]班|(?:day|night) shift)\s*/?(.*)$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:周|星期)?[一二三四五六日天]$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$", re.IGNORECASE)
_MADE = re.compile("日报|产量|完成|完工|入库|实际|实绩|进度|产出|生产记录|欠数|output|actual|daily report",
                   re.IGNORECASE)
_PLANNED = re.compile("计划|排期|排产|甘特|schedule|plan", re.IGNORECASE)
_MONTH = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*)?(?<!\d)(1[0-2]|0?[1-9])\s*月(?!\s*\d)")
_OF_THE_DAY = re.compile("当日|今日|本日|当天|today", re.IGNORECASE)
_KIND_OF_ROW = re.compile("^(?:计划|实际|目标|完成|欠|差异|累计|产量|plan|actual|target)", re.IGNORECASE)
_ACTUAL = re.compile("^(?:实际|完成|产量|实绩|入库|actual|output)", re.IGNORECASE)


@dataclass(frozen=True)
class Slice:
    """The columns of one day or shift: the name that each place (from 0) has within it."""

    day: date | None
    shift: str
    names: Mapping[int, str]


@dataclass(frozen=True)
class Spread:
    """All slices of a header, and every place that belongs to one or only adds them up."""

    slices: tuple[Slice, ...]
    places: frozenset[int]
    guessed_month: bool = False

    def names_for(self, names: Sequence[str], one: Slice) -> tuple[str, ...]:
        """Return the headings as they read for one slice: its own columns without their day, no others."""
        return tuple(one.names.get(place, "" if place in self.places else name) for place, name in enumerate(names))


@dataclass(frozen=True)
class _Named:
    place: int
    day: tuple[int, int, int] | None
    shift: str
    rest: str


def spread_of(grid: Grid, names: Sequence[str], top: int, bottom: int, measure: Wanted,
              learned: Mapping[str, str], near: date) -> Spread | None:
    """Return the slices of a header where `measure` stands under several days or shifts, None where it does not."""
    named = [one for place, name in enumerate(names) if name and (one := _read(place, name))]
    groups: dict[tuple[tuple[int, int, int] | None, str], list[_Named]] = {}
    for one in named:
        groups.setdefault((one.day, one.shift), []).append(one)
    own = {key: group for key, group in groups.items() if any(_is(measure, one.rest) for one in group)}
    days = {day for day, _shift in own if day}
    bare = all(not one.rest for group in own.values() for one in group)
    if len(own) < 2 or (days and len(days) < 2) or (bare and days and not any(d[1] for d in days) and len(days) < 3):
        return None
    if sum(learned.get(names[one.place]) == measure.key for one in named) == 1:
        return None
    titles = [cell for row in grid.rows[: top - 1] for cell in row if isinstance(cell, str)]
    places = {one.place for group in groups.values() for one in group}
    outside = [name for place, name in enumerate(names) if name and place not in places]
    totals = {place for place, name in enumerate(names) if place not in places and best_likeness(name, measure) >= 0.8}
    if any(_OF_THE_DAY.search(names[place]) for place in totals) or (totals and not days):
        return Spread((), frozenset(places))
    if bare and days and not _tells_of_made([grid.name, *titles], outside):
        return None
    made, guessed = _days(days, [*titles, grid.name], near, grid.rows[bottom:], own)
    plain = measure.headings[1]
    slices = [Slice(made.get(day) if day else None, shift, {one.place: one.rest or plain for one in group})
              for (day, shift), group in own.items()]
    return Spread(tuple(one for one in slices if one.day or not days), frozenset(places | totals), guessed)


def planned_rows(rows: Sequence[Row], start: int) -> set[int]:
    """Return the file rows that say what was planned, where a column tells rows of plan from rows of fact."""
    for place in range(len(rows[0]) if rows else 0):
        said = [(number, str(row[place]).strip()) for number, row in enumerate(rows, start) if row[place] is not None]
        kinds = [(number, text) for number, text in said if _KIND_OF_ROW.match(text) and len(text) <= 8]
        facts = [number for number, text in kinds if _ACTUAL.match(text)]
        if facts and len(kinds) * 5 >= len(said) * 4 and len(facts) < len(kinds):
            return {number for number, text in kinds if not _ACTUAL.match(text)}
    return set()


def _read(place: int, name: str) -> _Named | None:
    bare = re.sub(r" \(\d+\)$", "", name)
    group, joined, below = bare.partition(JOINED)
    for text in (bare, below if joined and not re.match(r"\d", group) else ""):
        if text and (found := _split(place, text)):
            return found
    return None


def _split(place: int, text: str) -> _Named | None:
    day: tuple[int, int, int] | None = None
    rest, shift = text, ""
    if found := _DAY.match(text):
        year, month, number = int(found[1] or 0), int(found[2]), int(found[3])
        if not (1 <= month <= 12 and 1 <= number <= 31):
            return None
        day, rest = (year, month, number), found[4]
    elif found := _DAY_ALONE.match(text):
        day, rest = (0, 0, int(found[1])), found[2] or ""
    if found := _SHIFT.match(rest):
        shift, rest = found[1], found[2]
    if day is None and not shift:
        return None
    rest = rest.strip(" /()（）")
    return _Named(place, day, shift, "" if _WEEKDAY.match(rest) else rest)


def _is(measure: Wanted, rest: str) -> bool:
    return not rest or any(normal(rest) == normal(heading) for heading in measure.headings)


def _tells_of_made(titles: Sequence[str], outside: Sequence[str]) -> bool:
    """Tell whether numbers under bare dates are what was made, and not what is planned."""
    if any(_MADE.search(title) for title in titles):
        return not any(_PLANNED.search(title) for title in titles if not _MADE.search(title))
    return not any(_PLANNED.search(text) for text in titles) and any(_MADE.search(name) for name in outside)


def _days(days: set[tuple[int, int, int]], titles: Sequence[str], near: date, rows: Sequence[Row],
          own: Mapping[tuple[tuple[int, int, int] | None, str], Sequence[_Named]],
          ) -> tuple[dict[tuple[int, int, int], date], bool]:
    """Return the date of each heading; days without a month are in the month that a title names."""
    made: dict[tuple[int, int, int], date] = {}
    guessed = False
    said = next((found for title in titles if (found := _MONTH.search(title))), None)
    for year, month, number in days:
        one: date | None
        if not month and said is None:
            guessed = True
            filled = [d[2] for (d, _s), group in own.items() if d and any(
                _is_filled(row[named.place]) for row in rows for named in group)]
            last = near if max(filled, default=1) <= near.day else near.replace(day=1) - timedelta(days=1)
            one = _made(last.year, last.month, number)
        elif not month and said is not None:
            one = (_made(int(said[1]), int(said[2]), number) if said[1] else nearest(int(said[2]), number, near))
        else:
            one = _made(year, month, number) if year else nearest(month, number, near)
        if one is not None:
            made[year, month, number] = one
    return made, guessed


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != 0


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
