"""The free places of the lines: days that are worked and on which nothing stands; how an order fits into them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from app.areas.schedule.planning import PlanStep
from app.areas.schedule.posing import HORIZON
from app.areas.schedule.reading import Schedule
from app.areas.schedule.rest import begun, rest
from app.areas.schedule.search.factory import Line
from app.domain.frozen import frozen_slots


@frozen_slots
class Part:
    """Pieces of an order on a line in one run, both days counted."""

    line: int
    start: date
    finish: date
    quantity: int


def gives_way(step: PlanStep) -> bool:
    """Tell whether a step may be pushed: nothing is made of it, and nobody has locked it."""
    return step.open and not step.locked and not begun(step)


class Places:
    """The lines of a schedule with the days on which something stands."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.standing: dict[int, list[tuple[date, date, PlanStep]]] = defaultdict(list)
        for step in schedule.steps:
            days = rest(step, schedule.forecasts.get(step.key), schedule.today)
            if days is not None and step.line is not None:
                self.standing[step.line].append((*days, step))

    def free(self, key: int, all_bars: bool = True) -> Line:
        """Return a line's days with what stands on it: all bars, or only those that can't be pushed."""
        schedule, today = self.schedule, self.schedule.today
        held = set[int]()
        for first, last, step in self.standing[key]:
            if all_bars or not gives_way(step):
                held |= set(range((first - today).days, (last - today).days + 1))
        calendar = schedule.lines[key].calendar
        shares = [calendar.share(today + timedelta(days=n)) for n in range(HORIZON)]
        return Line(shares, frozenset(d for d in held if 0 <= d < HORIZON))

    def order_on(self, key: int, day: date) -> str:
        """Return the order that stands on a line on a day, empty where none does."""
        return next((step.order for first, last, step in self.standing[key] if first <= day <= last), "")


def one_run(line: Line, work: float, release: int) -> tuple[int, int] | None:
    """Return the first and last day of the earliest unbroken run that takes the work, or None within the horizon."""
    end = len(line.shares)
    start = line.works[min(release, end)]
    while start < end:
        last = max(start, bisect_left(line.cum, line.cum[start] + work - 1e-9) - 1)
        if last < min(line.stop[start], end):
            return start, last
        start = line.works[min(end, line.stop[start] + 1)]
    return None


def in_parts(lines: Mapping[int, Line], rates: Mapping[int, float], quantity: int,
             release: int) -> tuple[int, dict[int, int]] | None:
    """Return the first day by which the free places of lines together take an order, and the pieces of each line.

    As few lines as can do it, the one that takes most first. None where two years don't suffice.
    """
    end = min((len(line.shares) for line in lines.values()), default=0)

    def taken(day: int) -> dict[int, int]:
        return {key: int((line.cum[day + 1] - line.cum[min(release, day + 1)]) * rates[key] + 1e-6)
                for key, line in lines.items()}

    if release >= end or sum(taken(end - 1).values()) < quantity:
        return None
    low, high = release, end - 1
    while low < high:
        middle = (low + high) // 2
        if sum(taken(middle).values()) >= quantity:
            high = middle
        else:
            low = middle + 1
    left, shared = quantity, dict[int, int]()
    for key, pieces in sorted(taken(low).items(), key=lambda item: (-item[1], item[0])):
        if left > 0 and pieces > 0:
            shared[key] = min(left, pieces)
            left -= shared[key]
    return low, shared


def parts_on(key: int, line: Line, rate: float, quantity: int, release: int, today: date) -> tuple[Part, ...]:
    """Return the runs in which a line's free places take so many pieces, each as early as it may."""
    days: list[tuple[int, int]] = []
    left = quantity
    total = 0.0
    for day in range(release, len(line.shares)):
        if left <= 0:
            break
        share = line.cum[day + 1] - line.cum[day]
        if share <= 0:
            continue
        before = int(total * rate + 1e-6)
        total += share
        made = min(left, int(total * rate + 1e-6) - before)
        left -= made
        days.append((day, made))
    runs: list[Part] = []
    for run in _runs(line, days):
        pieces = sum(made for _day, made in run)
        if pieces:
            runs.append(Part(key, today + timedelta(days=run[0][0]), today + timedelta(days=run[-1][0]), pieces))
    return tuple(runs)


def _runs(line: Line, days: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the days cut where something else stands between them."""
    return [list(run) for _stop, run in groupby(days, key=lambda pair: line.stop[pair[0]])]
