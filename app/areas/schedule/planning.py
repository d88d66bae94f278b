"""The schedule's reckoning on plain data: forecast, danger, load and conflicts. Knows no database."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta

from app.domain.frozen import frozen_slots
from app.domain.workdays import Calendar

PACE_DAYS = 5
"""How many of the newest reported days make a step's pace."""


@frozen_slots
class PlanLine:
    """A production line: pieces on a normal day (None where nobody has said), and its own calendar."""

    key: int
    name: str
    plant: str
    calendar: Calendar
    daily_rate: int | None = None
    rates: Mapping[str, int] = field(default_factory=dict)
    closed: bool = False


@frozen_slots
class PlanStep:
    """A step as the reckoning needs it; `made` holds the newest days' output, newest last."""

    key: int
    order: str
    line: int | None
    start: date | None
    finish: date | None
    quantity: int
    done: int = 0
    product: str = ""
    family: str = ""
    made: tuple[tuple[date, int], ...] = ()
    last_report: date | None = None
    material_ready: date | None = None
    inspection: date | None = None
    ship: date | None = None
    after: tuple[int, ...] = ()
    finished: bool = False
    locked: bool = False
    lots: tuple[tuple[int, int], ...] = ()
    """(step before it, pieces after which this one may begin)"""

    @property
    def open(self) -> bool:
        """Whether there is anything left to make."""
        return not self.finished and self.done < self.quantity


@frozen_slots
class Forecast:
    """When a step will be done: the day, pieces a working day reckoned with, what it waits for."""

    start: date
    finish: date
    pace: float
    cause: str = ""
    """pace, behind, material, before (a predecessor), queue (the line), late_start, plan, or empty"""
    detail: str = ""


@frozen_slots
class Danger:
    """A step that will pass a date it must keep."""

    key: int
    forecast: date
    limit: date
    which: str
    """inspection or ship"""
    cause: str
    detail: str


@frozen_slots
class Conflict:
    """Something in the plan that doesn't fit; marked and listed, never refused."""

    key: int
    kind: str
    detail: str = ""
    other: int | None = None


def forecasts(steps: Iterable[PlanStep], lines: Mapping[int, PlanLine], today: date,
              default: Calendar) -> dict[int, Forecast]:
    """Return the forecast of every planned step that is not done.

    A running step goes on at its own pace; one not begun waits for its material, its predecessors and
    the steps that the plan puts before it on its line.
    """
    known = {s.key: s for s in steps}
    found: dict[int, Forecast] = {}
    planned = [s for s in known.values() if s.start is not None and s.finish is not None]
    by_line: dict[int | None, list[PlanStep]] = defaultdict(list)
    for step in sorted(planned, key=lambda s: (s.start or today, s.key)):
        by_line[step.line].append(step)
    waiting = _in_order(planned)
    ends: dict[int | None, list[tuple[date, date, str]]] = defaultdict(list)
    for step in waiting:
        if not step.open:
            continue
        calendar = calendar_of(step.line, lines, default)
        found[step.key] = _forecast(step, known, found, ends[step.line], calendar, today)
        assert step.finish is not None
        ends[step.line].append((step.finish, found[step.key].finish, step.order))
    return found


def calendar_of(line: int | None, lines: Mapping[int, PlanLine], default: Calendar) -> Calendar:
    """Return the calendar that a line works by, the company's for none."""
    return lines[line].calendar if line is not None and line in lines else default


def _in_order(steps: Sequence[PlanStep]) -> list[PlanStep]:
    """Return steps by start, each after its predecessors; a circle is broken where it closes."""
    known = {s.key: s for s in steps}
    done: dict[int, bool] = {}
    ordered: list[PlanStep] = []
    for first in sorted(steps, key=lambda s: (s.start or date.max, s.key)):
        stack = [first.key]
        while stack:
            key = stack[-1]
            if key not in done:
                done[key] = False
                stack += [k for k in known[key].after if k in known and k not in done]
            else:
                stack.pop()
                if not done[key]:
                    done[key] = True
                    ordered.append(known[key])
    return ordered


def _forecast(step: PlanStep, known: Mapping[int, PlanStep], found: Mapping[int, Forecast],
              ends: Sequence[tuple[date, date, str]], calendar: Calendar, today: date) -> Forecast:
    assert step.start is not None and step.finish is not None
    left = step.quantity - step.done
    plan_pace = step.quantity / max(1.0, worked(calendar, step.start, step.finish))
    if step.done > 0 or step.made:
        pace = _pace(step) or plan_pace
        begin = max(today, step.last_report + timedelta(days=1)) if step.last_report else today
        begin = calendar.add_workdays(begin, 0)
        finish = through(calendar, begin, left / pace)
        if finish <= step.finish:
            return Forecast(step.start, finish, pace)
        if pace < plan_pace * 0.98:
            return Forecast(step.start, finish, pace, "pace", f"{pace:.0f}/{plan_pace:.0f}")
        return Forecast(step.start, finish, pace, "behind", f"{left}/{step.finish.isoformat()}")
    begin, cause, detail = step.start, "", ""
    if begin < today:
        begin, cause = today, "late_start"
    if step.material_ready is not None and step.material_ready >= begin:
        begin, cause, detail = step.material_ready + timedelta(days=1), "material", \
            step.material_ready.isoformat()
    for key in step.after:
        if key in found and (handed := handed_over(known[key], step, found[key].start, found[key].finish)) >= begin:
            begin, cause, detail = handed + timedelta(days=1), "before", known[key].order
    for plan_end, real_end, order in ends:
        if plan_end < step.start and real_end >= begin:
            begin, cause, detail = real_end + timedelta(days=1), "queue", order
    begin = calendar.add_workdays(begin, 0)
    finish = through(calendar, begin, left / plan_pace)
    for key in step.after:
        if step.lots and key in found and found[key].finish > finish:
            finish, cause, detail = found[key].finish, cause or "before", detail or known[key].order
    return Forecast(begin, finish, plan_pace, cause, detail)


def worked(calendar: Calendar, first: date, last: date) -> float:
    """Return the normal days that are worked from first to last, both counted: a day with overtime is more than one."""
    if not calendar.shares:
        return float(workdays(calendar, first, last))
    return sum(calendar.share(day) for day in calendar.days_worked(first, last))


def through(calendar: Calendar, begin: date, work: float) -> date:
    """Return the day on which so many normal days of work are done that begin on a day which is worked."""
    if not calendar.shares:
        return calendar.add_workdays(begin, max(0, math.ceil(work - 1e-9) - 1))
    day = begin
    while True:
        work -= calendar.share(day)
        if work <= 1e-9:
            return day
        day = calendar.next_workday(day)


def handed_over(before: PlanStep, step: PlanStep, start: date, finish: date) -> date:
    """Return the day on which a step has enough of the one before it to begin: its first lot, else all of it."""
    lot = dict(step.lots).get(before.key)
    if not lot or lot >= before.quantity or before.quantity <= 0:
        return finish
    if before.done >= lot:
        return start - timedelta(days=1)
    days = (finish - start).days + 1
    return start + timedelta(days=max(0, math.ceil(days * lot / before.quantity) - 1))


def workdays(calendar: Calendar, first: date, last: date) -> int:
    """Return the working days from first to last, both counted."""
    return calendar.workdays_between(first, last) if last >= first else 0


def _pace(step: PlanStep) -> float:
    """Return pieces a day over the newest reported days; days without any output count."""
    newest = step.made[-PACE_DAYS:]
    return sum(m for _, m in newest) / len(newest) if newest else 0.0


def dangers(steps: Iterable[PlanStep], found: Mapping[int, Forecast]) -> list[Danger]:
    """Return the steps whose forecast passes the inspection or ship date, most urgent first.

    A step must be done the day before its inspection at the latest, and before its ship date.
    """
    listed = []
    for step in steps:
        forecast = found.get(step.key)
        if forecast is None:
            continue
        for which, limit in (("inspection", step.inspection), ("ship", step.ship)):
            if limit is not None and forecast.finish >= limit:
                cause, detail = forecast.cause, forecast.detail
                if not cause:
                    cause = "plan"
                listed.append(Danger(step.key, forecast.finish, limit, which, cause, detail))
                break
    return sorted(listed, key=lambda d: (d.limit, d.key))


def load(steps: Iterable[PlanStep], lines: Mapping[int, PlanLine], first: date, last: date,
         overdue: Mapping[int, tuple[date, date]] | None = None) -> dict[tuple[int, date], float]:
    """Return percent of capacity by (line, working day) between two days; more than 100 is shown as it is.

    A step's pieces are spread evenly over its working days; of an overdue one, what is left over the days given
    for it. A line without a rate is taken to have made, on its median day, what it can make.
    """
    pieces: dict[int, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    part: dict[int, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for step in steps:
        line = lines.get(step.line or 0)
        if line is None or step.start is None or step.finish is None:
            continue
        own = line.rates.get(step.product) or line.rates.get(step.family) or line.daily_rate
        by_day, shares = pieces[line.key], part[line.key]
        for begin, end, amount in _spread(step, step.start, step.finish, overdue):
            days = line.calendar.days_worked(begin, end) or [begin]
            a_day = amount / len(days)
            for day in days:
                by_day[day] += a_day
                if own:
                    shares[day] += a_day / own
    found = {}
    for key, by_day in pieces.items():
        line = lines[key]
        guessed = _median(by_day.values()) if not line.daily_rate and not line.rates else 0
        for day, amount in by_day.items():
            if first <= day <= last:
                share = (line.calendar.share(day) or 1.0) if day in line.calendar.shares else 1.0
                used = part[key].get(day, 0.0) if not guessed else amount / guessed
                found[key, day] = round(100 * used / share, 1)
    return found


def _spread(step: PlanStep, start: date, finish: date,
            overdue: Mapping[int, tuple[date, date]] | None) -> list[tuple[date, date, float]]:
    """Return the days on which a step's pieces are made: first, last, how many."""
    if overdue is None or step.key not in overdue:
        return [(start, finish, step.quantity)]
    made: list[tuple[date, date, float]] = [(start, finish, step.done)] if step.done > 0 else []
    return [*made, (*overdue[step.key], step.quantity - step.done)]


def _median(values: Iterable[float]) -> float:
    from statistics import median

    return median(values)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def conflicts(steps: Sequence[PlanStep], lines: Mapping[int, PlanLine],
              loads: Mapping[tuple[int, date], float], limit: float = 120.0) -> list[Conflict]:
    """Return what doesn't fit in the plan, the earliest first."""
    known = {s.key: s for s in steps}
    listed: list[tuple[date, Conflict]] = []
    for step in steps:
        if not step.open or step.start is None or step.finish is None:
            continue
        found = list(_conflicts_of(step, known, lines, loads, limit))
        listed += [(step.start, c) for c in found]
    return [c for _, c in sorted(listed, key=lambda pair: (pair[0], pair[1].key))]


def _conflicts_of(step: PlanStep, known: Mapping[int, PlanStep], lines: Mapping[int, PlanLine],
                  loads: Mapping[tuple[int, date], float], limit: float) -> Iterable[Conflict]:
    assert step.start is not None and step.finish is not None
    line = lines.get(step.line) if step.line is not None else None
    if step.material_ready is not None and step.material_ready >= step.start and not step.done:
        yield Conflict(step.key, "material", step.material_ready.isoformat())
    for key in step.after:
        before = known.get(key)
        if before is not None and before.open and before.start is not None and before.finish is not None \
                and handed_over(before, step, before.start, before.finish) >= step.start:
            yield Conflict(step.key, "before", before.order, key)
    for which, day in (("inspection", step.inspection), ("ship", step.ship)):
        if day is not None and step.finish >= day:
            yield Conflict(step.key, f"after_{which}", day.isoformat())
            break
    if line is None:
        return
    if line.closed:
        yield Conflict(step.key, "closed", line.name)
    if line.rates and step.product not in line.rates and step.family not in line.rates:
        yield Conflict(step.key, "unable", line.name)
    if not line.calendar.is_workday(step.start):
        yield Conflict(step.key, "day_off", step.start.isoformat())
    days = [(loads.get((line.key, d), 0.0), d) for d in _days(step.start, min(
        step.finish, step.start + timedelta(days=120)))]
    worst = max(days, default=(0.0, step.start))
    if worst[0] > limit:
        yield Conflict(step.key, "overload", f"{worst[1].isoformat()} {worst[0]:.0f}%")


def push(steps: Sequence[PlanStep], moved: Mapping[int, tuple[date, date, int | None]],
         lines: Mapping[int, PlanLine], default: Calendar) -> dict[int, tuple[date, date, int | None]]:
    """Return where steps go when some are moved and those after them on the line are pushed along.

    What began after a moved step does, there or where it was on that line, makes room as far as it must;
    locked and made steps stay. Each keeps its working days and its place in the order.
    """
    result = dict(moved)
    known = {s.key: s for s in steps}
    for line in dict.fromkeys(place[2] for place in moved.values()):
        calendar = calendar_of(line, lines, default)
        begins = [start for start, _finish, on in moved.values() if on == line]
        left = [s.start for key, place in moved.items() if place[2] == line and (s := known[key]).line == line
                and s.start is not None]
        end = max(finish for _start, finish, on in moved.values() if on == line)
        followers = sorted((s.start, s.key, s.finish) for s in steps if s.line == line and s.key not in moved
                            and s.open and not s.locked and s.start is not None and s.finish is not None
                            and (s.start >= min(begins) or any(s.start > old for old in left)))
        for was_start, key, was_finish in followers:
            if was_start > end:
                break
            length = max(1, workdays(calendar, was_start, was_finish))
            start = calendar.add_workdays(end + timedelta(days=1), 0)
            end = calendar.add_workdays(start, length - 1)
            result[key] = (start, end, line)
    return result
