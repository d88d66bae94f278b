"""The quarterly analysis of returns, reckoned from plain data: rates, Paretos, matrix, trend, the top faults."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate

from app.domain.frozen import frozen, frozen_slots

NOT_FILLED = ""
"""The name under which units without fault, cause or department are counted."""

TREND_MONTHS, TOP, NFF = 12, 3, "nff"


@frozen_slots
class UnitFact:
    """What the analysis knows of a returned unit."""

    id: int
    received: date
    model: str
    customer: str
    serial: str
    fault: str
    cause: str
    department: str
    warranty: str
    returned: date | None
    parts: str = ""


@frozen_slots
class ShipFact:
    """Pieces of a model that left on a day; negative where they came back."""

    day: date
    model: str
    customer: str
    quantity: int


@frozen
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def after(self) -> date:
        """The first day that is not in it any more."""
        return self.moved(1).first

    def moved(self, by: int) -> Quarter:
        """Return the quarter so many later or earlier."""
        at = self.year * 4 + self.number - 1 + by
        return Quarter(at // 4, at % 4 + 1)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.year == day.year and self.number == (day.month + 2) // 3


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(text: str) -> Quarter | None:
    """Return the quarter of a text such as 2026Q3, 2026-Q3 or 2026年3季度; None where it is none."""
    found = re.fullmatch(r"\s*([1-9]\d{3})[^\d]{1,5}([1-4])[^\d]{0,4}", text)
    return Quarter(int(found[1]), int(found[2])) if found is not None else None


@frozen
class ModelRow:
    """One model in a quarter; rates and shares in percent, None where nothing was shipped or returned."""

    model: str
    shipped: int
    returned: int
    rate: float | None
    last_rate: float | None
    in_warranty: int
    out_of_warranty: int
    nff: int
    nff_share: float | None
    turnaround: float | None
    """Average days from the day a unit came in to the day it was sent back."""
    repeats: int
    repeat_share: float | None
    units: tuple[int, ...]

    @property
    def change(self) -> float | None:
        """Percentage points against the quarter before."""
        return None if self.rate is None or self.last_rate is None else self.rate - self.last_rate


@frozen_slots
class ParetoRow:
    """One name of a Pareto: count, its share and the share with all before it in percent, the units behind."""

    name: str
    count: int
    share: float
    cumulative: float
    units: tuple[int, ...]


@frozen_slots
class MonthRow:
    """One month of the trend; `rate` in percent, None where nothing was shipped."""

    month: date
    shipped: int
    returned: int
    rate: float | None
    units: tuple[int, ...]


@frozen
class Analysis:
    """All that the quarterly report shows; `total` is the row of all models together."""

    quarter: Quarter
    models: tuple[ModelRow, ...]
    total: ModelRow
    faults: tuple[ParetoRow, ...]
    causes: tuple[ParetoRow, ...]
    departments: tuple[ParetoRow, ...]
    parts: tuple[ParetoRow, ...]
    matrix: dict[tuple[str, str], tuple[int, ...]]
    """{(model, fault): units}"""
    trend: tuple[MonthRow, ...]
    top: tuple[ParetoRow, ...]
    """The commonest faults that are one: without “no fault found” and units nobody has examined."""


def analyse(units: Iterable[UnitFact], shipments: Iterable[ShipFact], quarter: Quarter) -> Analysis:
    """Reckon a quarter out of all units and shipments up to its end; later ones are left aside."""
    ordered = sorted((u for u in units if u.received < quarter.after), key=lambda u: (u.received, u.id))
    shipped = [s for s in shipments if s.day < quarter.after]
    repeats = _repeats(ordered)
    now = [u for u in ordered if u.received >= quarter.first]
    before = quarter.moved(-1)
    last_units = Counter(u.model for u in ordered if before.first <= u.received < quarter.first)
    last_shipped = _shipped(shipped, before)
    shipped_now = _shipped(shipped, quarter)
    by_model: dict[str, list[UnitFact]] = defaultdict(list)
    for unit in now:
        by_model[unit.model].append(unit)
    names = sorted(set(by_model) | {m for m, n in shipped_now.items() if n > 0})
    rows = [_model_row(m, by_model.get(m, []), shipped_now.get(m, 0), last_units[m], last_shipped.get(m, 0), repeats)
            for m in names]
    rows.sort(key=lambda r: (-(r.rate or 0), -r.returned, r.model))
    total = _model_row("", now, sum(shipped_now.values()), sum(last_units.values()), sum(last_shipped.values()),
                       repeats)
    faults = pareto_of(now, lambda u: u.fault)
    healthy = {u.fault for u in now if u.cause == NFF}
    matrix: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit in now:
        matrix[unit.model, unit.fault].append(unit.id)
    return Analysis(
        quarter, tuple(rows), total, faults, pareto_of(now, lambda u: u.cause), pareto_of(now, lambda u: u.department),
        _parts(now), {key: tuple(found) for key, found in matrix.items()}, _trend(ordered, shipped, quarter),
        tuple(f for f in faults if f.name != NOT_FILLED and f.name not in healthy)[:TOP])


def pareto_of(units: Sequence[UnitFact], name: Callable[[UnitFact], str]) -> tuple[ParetoRow, ...]:
    """Return the counts of a naming of units, the commonest first, with shares and running shares in percent."""
    groups: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        groups[name(unit)].append(unit.id)
    return _ranked(groups, len(units))


def _ranked(groups: dict[str, list[int]], whole: int) -> tuple[ParetoRow, ...]:
    ranked = sorted(groups.items(), key=lambda g: (g[0] == NOT_FILLED, -len(g[1]), g[0]))
    sums = accumulate(len(found) for _name, found in ranked)
    return tuple(ParetoRow(name, len(found), 100 * len(found) / whole, 100 * total / whole, tuple(found))
                 for (name, found), total in zip(ranked, sums, strict=True))


def _parts(units: Sequence[UnitFact]) -> tuple[ParetoRow, ...]:
    """Return the parts used; a unit with several counts for each of them."""
    groups: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        for part in {p.strip() for p in unit.parts.replace("，", "、").replace(",", "、").split("、")} - {""}:
            groups[part].append(unit.id)
    return _ranked(groups, sum(map(len, groups.values()))) if groups else ()


def _repeats(ordered: Iterable[UnitFact]) -> set[int]:
    """Return the units that were here before, by serial number."""
    seen: set[str] = set()
    found = set()
    for unit in ordered:
        if unit.serial in seen:
            found.add(unit.id)
        seen.add(unit.serial)
    return found


def _shipped(shipments: Iterable[ShipFact], quarter: Quarter) -> dict[str, int]:
    found: Counter[str] = Counter()
    first, after = quarter.first, quarter.after
    for s in shipments:
        if first <= s.day < after:
            found[s.model] += s.quantity
    return found


def _model_row(model: str, units: Sequence[UnitFact], shipped: int, last_returned: int, last_shipped: int,
               repeats: set[int]) -> ModelRow:
    times = [(u.returned - u.received).days for u in units if u.returned is not None and u.returned >= u.received]
    nff = sum(u.cause == NFF for u in units)
    again = sum(u.id in repeats for u in units)
    return ModelRow(
        model, shipped, len(units), _percent(len(units), shipped), _percent(last_returned, last_shipped),
        sum(u.warranty == "in" for u in units), sum(u.warranty == "out" for u in units), nff,
        _percent(nff, len(units)), sum(times) / len(times) if times else None, again, _percent(again, len(units)),
        tuple(u.id for u in units))


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole > 0 else None


def _trend(ordered: Sequence[UnitFact], shipments: Sequence[ShipFact], quarter: Quarter) -> tuple[MonthRow, ...]:
    months = [month_moved(quarter.after, n - TREND_MONTHS) for n in range(TREND_MONTHS)]
    shipped: Counter[date] = Counter()
    for s in shipments:
        if s.day >= months[0]:
            shipped[s.day.replace(day=1)] += s.quantity
    returned: dict[date, list[int]] = defaultdict(list)
    for unit in ordered:
        if unit.received >= months[0]:
            returned[unit.received.replace(day=1)].append(unit.id)
    return tuple(MonthRow(m, shipped[m], len(returned[m]), _percent(len(returned[m]), shipped[m]),
                          tuple(returned[m])) for m in months)


def month_moved(first: date, by: int) -> date:
    """Return the first day of the month so many later or earlier."""
    at = first.year * 12 + first.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)
