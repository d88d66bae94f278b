"""Puts the schedule as a problem for the search: days from today, work by line; what can't be planned is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from app.areas.schedule.planning import PlanLine, PlanStep, workdays
from app.areas.schedule.reading import Schedule
from app.areas.schedule.records import StepLink
from app.areas.schedule.search.factory import Factory, Job, Line
from app.domain.text import _, _n
from app.domain.workdays import Calendar
from app.masters.company import Company
from app.masters.order import Order
from app.masters.plant import ProductionLine

HORIZON = 730
"""Days ahead that the search looks; what needs more is named."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a step can't be planned, or what is wrong with its dates although it is planned."""

    key: int
    reason: str
    planned: bool = False


@dataclass(frozen=True)
class Extra:
    """What the search wants besides the schedule: customers' weights by order, working days between steps."""

    weights: Mapping[int, int] = field(default_factory=dict)
    lags: Mapping[tuple[int, int], int] = field(default_factory=dict)
    setups: Mapping[int, float] = field(default_factory=dict)
    """days of work that a change of family costs, by line"""


@dataclass(frozen=True)
class Posed:
    """The problem: job j is the step `keys[j]`; `fixed` are open steps that stay, with the day they end."""

    factory: Factory
    keys: tuple[int, ...]
    fixed: Mapping[int, date]
    remarks: tuple[Remark, ...]


def read_extra() -> Extra:
    """Read the customers' weights and the days between steps."""
    weights = dict(Order.select(Order.id, Company.weight).join(Company).where(Order.deleted == 0).tuples())
    links = StepLink.select(StepLink.before, StepLink.after, StepLink.lag).where(StepLink.deleted == 0).tuples()
    setups = {line: float(hours) / float(a_day) for line, hours, a_day in ProductionLine.select(
        ProductionLine.id, ProductionLine.changeover, ProductionLine.hours).where(
        ProductionLine.deleted == 0).tuples() if hours and a_day}
    return Extra({order: max(0, weight if weight is not None else 1) for order, weight in weights.items()},
                 {(before, after): max(0, lag or 0) for before, after, lag in links}, setups)


def limit_of(step: PlanStep) -> date | None:
    """Return the first date that a step must be done before."""
    return min((d for d in (step.inspection, step.ship) if d is not None), default=None)


def weight_of(schedule: Schedule, extra: Extra, step: PlanStep) -> float:
    """Return what a day of lateness counts: the customer's weight, twice for a rush order."""
    facts = schedule.facts[step.key]
    return float(extra.weights.get(facts.order_id, 1)) * (2 if facts.urgent else 1)


class Rates:
    """What lines make a day of a step; without any rate, a line's usual pace."""

    def __init__(self, schedule: Schedule) -> None:
        paces: dict[int, list[float]] = defaultdict(list)
        for s in schedule.steps:
            if s.key > 0 and s.line in schedule.lines and s.start is not None and s.finish is not None \
                    and s.quantity > 0:
                line = schedule.lines[s.line]
                paces[line.key].append(s.quantity / max(1, workdays(line.calendar, s.start, s.finish)))
        self.usual = {key: median(found) for key, found in paces.items()}
        self.schedule = schedule

    def lines(self, step: PlanStep) -> list[PlanLine]:
        """Return the open lines that may make a step: those with a rate for it, else those of its plant without any."""
        lines = [line for line in self.schedule.lines.values() if not line.closed]
        rated = [line for line in lines if step.product in line.rates or step.family in line.rates]
        if rated:
            return rated
        own = self.schedule.lines[step.line].plant if step.line in self.schedule.lines else None
        free = [line for line in lines if not line.rates]
        return [line for line in free if line.plant == own] or free

    def rate(self, line: PlanLine, step: PlanStep) -> float:
        """Return pieces on a normal day, 0 where the line makes none."""
        for key in (step.product, step.family):
            if key in line.rates:
                return float(line.rates[key] or 0)
        if line.daily_rate is not None:
            return float(line.daily_rate)
        return self.usual.get(line.key) or float(max(1, step.quantity))


def pose(schedule: Schedule, extra: Extra, chosen: Sequence[int] | None = None) -> Posed:
    """Return the problem of all open steps, or of chosen ones while all others stay where they are."""
    rates = Rates(schedule)
    shares = _shares(schedule)
    working = {key for key, days in shares.items() if any(days)}
    circle = _in_circles(schedule)
    wanted = set(chosen) if chosen is not None else None
    remarks: list[Remark] = []
    free: dict[int, dict[int, float]] = {}
    fixed: dict[int, date] = {}
    blocked: dict[int, set[int]] = defaultdict(set)
    running: dict[int, float] = defaultdict(float)
    for step in schedule.steps:
        if not step.open or schedule.facts[step.key].state == "cancelled":
            continue
        begun = (step.done > 0 or bool(step.made)) and step.line in schedule.lines and step.start is not None
        stays = step.locked or (wanted is not None and step.key not in wanted)
        work: dict[int, float] = {}
        if not stays and not begun:
            work, wrong = _work(schedule, rates, step, working)
            if step.key in circle:
                wrong = _("waits for itself in a circle of steps; take one of the links out")
            elif schedule.facts[step.key].state == "held":
                wrong = _("the order is on hold")
            if wrong:
                remarks.append(Remark(step.key, wrong))
                work = {}
        if work:
            free[step.key] = work
            if (odd := _odd_dates(schedule, step)) is not None:
                remarks.append(odd)
            continue
        if step.start is None or step.finish is None:
            continue
        found = schedule.forecasts.get(step.key)
        fixed[step.key] = found.finish if found is not None else step.finish
        if begun and not step.locked and step.line is not None:
            rate = found.pace if found is not None and found.pace > 0 else rates.rate(schedule.lines[step.line], step)
            running[step.line] += (step.quantity - step.done) / rate if rate > 0 else 0.0
        elif step.line is not None:
            blocked[step.line] |= set(range(max(0, _index(schedule, step.start)), _index(schedule, step.finish) + 1))
    lines = {key: _line(shares[key], blocked[key], running[key], _family(schedule, key), extra.setups.get(key, 0.0))
             for key in sorted(working)}
    keys = tuple(free)
    place = {key: j for j, key in enumerate(keys)}
    jobs = [_job(schedule, extra, schedule.by_key[key], free, place, fixed) for key in keys]
    return Posed(Factory(lines, jobs), keys, fixed, tuple(remarks))


def _index(schedule: Schedule, day: date) -> int:
    return (day - schedule.today).days


def _shares(schedule: Schedule) -> dict[int, list[float]]:
    known: dict[int, list[float]] = {}
    found = {}
    for key, line in schedule.lines.items():
        own = id(line.calendar)
        if own not in known:
            known[own] = _days(line.calendar, schedule.today)
        found[key] = known[own]
    return found


def _days(calendar: Calendar, today: date) -> list[float]:
    return [calendar.share(today + timedelta(days=n)) for n in range(HORIZON)]


def _work(schedule: Schedule, rates: Rates, step: PlanStep, working: set[int]) -> tuple[dict[int, float], str]:
    """Return the normal days that each line needs for what is left, or in words why none can make it."""
    lines = rates.lines(step)
    if not lines:
        return {}, _("no line can make {item}; enter its pieces a day at a line").format(item=step.product)
    found = {line.key: rate for line in lines if (rate := rates.rate(line, step)) > 0}
    if not found:
        return {}, _("its rate is zero on {lines}").format(lines="、".join(line.name for line in lines))
    able = {key: rate for key, rate in found.items() if key in working}
    if not able:
        return {}, _("{lines} has no working day").format(
            lines="、".join(schedule.lines[key].name for key in found))
    if step.material_ready is not None and _index(schedule, step.material_ready) >= HORIZON - 60:
        return {}, _("its material comes on {day} only; is the year right?").format(day=step.material_ready)
    left = step.quantity - step.done
    work = {key: left / rate for key, rate in able.items()}
    own = work.get(step.line) if step.line is not None else None
    if own is not None and step.line is not None and step.start is not None and step.finish is not None:
        planned = workdays(schedule.lines[step.line].calendar, step.start, step.finish)
        work[step.line] = max(own, min(float(planned), 2 * own))
    if min(work.values()) > HORIZON / 2:
        least = round(min(work.values()))
        return {}, _n("needs {days} day; is the quantity right?", "needs {days} days; is the quantity right?",
                      least).format(days=least)
    return {key: days for key, days in work.items() if days <= HORIZON / 2}, ""


def _odd_dates(schedule: Schedule, step: PlanStep) -> Remark | None:
    limit, ready = limit_of(step), step.material_ready
    if limit is None:
        return None
    if ready is not None and ready >= limit:
        return Remark(step.key, _("is due on {due}, but its material comes on {ready}").format(due=limit, ready=ready),
                      True)
    received = schedule.facts[step.key].received
    if received is not None and limit < received:
        return Remark(step.key, _("is due on {due}, before it was ordered ({received})").format(
            due=limit, received=received), True)
    return None


def _line(shares: list[float], blocked: set[int], running: float, family: str, setup: float) -> Line:
    """Return a line whose first free days go to what is running."""
    held = set(blocked)
    for day, share in enumerate(shares):
        if running <= 1e-9:
            break
        if share > 0 and day not in held:
            running -= share
            held.add(day)
    return Line(shares, frozenset(d for d in held if d < len(shares)), setup, first_family=family)


def _family(schedule: Schedule, line: int) -> str:
    """Return what runs on a line now."""
    begun = [s for s in schedule.steps if s.line == line and s.open and s.done > 0 and s.start is not None]
    return max(begun, key=lambda s: (s.start or date.min, s.key)).family if begun else ""


def _overlap(schedule: Schedule, step: PlanStep, before: int, work: Mapping[int, float],
             free: Mapping[int, Mapping[int, float]]) -> int:
    """Return by how many days a step may lie beside the one before it, when pieces are handed over in lots.

    No more than both take, less the lot, so that it never ends before the other does.
    """
    lot, first = dict(step.lots).get(before), schedule.by_key[before]
    if not lot or lot >= first.quantity:
        return 0
    took = min(free[before].values()) if before in free else (
        float((first.finish - first.start).days + 1) if first.start and first.finish else 0.0)
    return int(min(took, min(work.values())) * (1 - lot / first.quantity))


def _job(schedule: Schedule, extra: Extra, step: PlanStep, free: Mapping[int, dict[int, float]],
         place: Mapping[int, int], fixed: Mapping[int, date]) -> Job:
    work = free[step.key]
    release = 0
    if step.material_ready is not None:
        release = max(release, _index(schedule, step.material_ready) + 1)
    after = []
    for key in step.after:
        lag = extra.lags.get((key, step.key), 0) - _overlap(schedule, step, key, work, free)
        if key in place:
            after.append((place[key], lag))
        elif key in fixed:
            day = schedule.default.add_workdays(fixed[key], lag) if lag > 0 else fixed[key] + timedelta(days=lag)
            release = max(release, _index(schedule, day) + 1)
    limit = limit_of(step)
    present = None
    if step.start is not None and step.finish is not None and step.line is not None:
        present = (step.line, _index(schedule, step.start), _index(schedule, step.finish))
    return Job(work, min(release, HORIZON - 1), _index(schedule, limit) - 1 if limit is not None else None,
               weight_of(schedule, extra, step), step.family, tuple(after), present)


def _in_circles(schedule: Schedule) -> set[int]:
    """Return the steps that wait, over others or at once, for themselves."""
    known = schedule.by_key
    found = set()
    for step in schedule.steps:
        if not step.after:
            continue
        todo, seen = list(step.after), set[int]()
        while todo:
            key = todo.pop()
            if key not in seen and key in known:
                seen.add(key)
                todo += known[key].after
        if step.key in seen:
            found.add(step.key)
    return found
