"""The factory's scheduling problem on plain numbers: days counted from today, work in normal days of a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LATE, CHANGE = 1e9, 1e5
"""What a weighted day of lateness and a change-over cost; moving a bar costs single units."""

NOWHERE = 1e14
"""What a job costs that finds no day at all."""

FROZEN_COST = 20.0
"""How many times more a bar costs that begins within the frozen days."""

Place = tuple[int, int, int]
"""Line, first and last day; both days count."""


@dataclass(frozen=True)
class Line:
    """A line's days: `shares` says how much of each day from today is worked, `blocked` what others hold."""

    shares: Sequence[float]
    blocked: frozenset[int] = frozenset()
    setup: float = 0.0
    """work that a change of family costs"""
    cum: tuple[float, ...] = field(init=False, repr=False)
    works: tuple[int, ...] = field(init=False, repr=False)
    stop: tuple[int, ...] = field(init=False, repr=False)
    first_family: str = ""

    def __post_init__(self) -> None:
        total, sums = 0.0, [0.0]
        for day, share in enumerate(self.shares):
            total += 0.0 if day in self.blocked else share
            sums.append(total)
        days = len(self.shares)
        works, stop, next_work, next_stop = [days] * (days + 1), [days] * (days + 1), days, days
        for day in range(days - 1, -1, -1):
            if day in self.blocked:
                next_stop = day
            elif self.shares[day] > 0:
                next_work = day
            works[day], stop[day] = next_work, next_stop
        object.__setattr__(self, "cum", tuple(sums))
        object.__setattr__(self, "works", tuple(works))
        object.__setattr__(self, "stop", tuple(stop))


@dataclass(frozen=True, slots=True)
class Job:
    """A step to be placed: work by line that can make it, first day it may begin, last day in time, weight."""

    work: Mapping[int, float]
    release: int = 0
    due: int | None = None
    weight: float = 1.0
    family: str = ""
    after: tuple[tuple[int, int], ...] = ()
    """(place of the job before in the list, working days between; below 0: days that they may overlap)"""
    present: Place | None = None


@dataclass(frozen=True)
class Factory:
    """Lines and jobs; a bar that begins within `frozen` days from today costs most to move."""

    lines: Mapping[int, Line]
    jobs: Sequence[Job]
    frozen: int = 3


@dataclass(frozen=True)
class Plan:
    """Sequences of jobs by line, which of them keep their present day at the earliest, and where all stand."""

    sequences: Mapping[int, tuple[int, ...]]
    held: frozenset[int]
    places: tuple[Place, ...]
    lateness: float
    changeovers: int
    disturbance: float

    @property
    def cost(self) -> float:
        """Return what is minimised."""
        return self.lateness * LATE + self.changeovers * CHANGE + self.disturbance


Found = tuple[float, list[tuple[int, int, int]]]
"""A line's cost and (job, first day, last day) in order."""


def run_line(factory: Factory, key: int, sequence: Sequence[int], held: Sequence[bool],
             release: Mapping[int, int]) -> Found:
    """Place a line's jobs in order, each as early as it may, on days that are worked and not held by others.

    A job that fits into what the one before it has left of its day shares that day; any other begins on
    a day of its own. `release` holds the first day of jobs that wait for others.
    """
    line = factory.lines[key]
    cum, works, stop, setup, jobs, end = line.cum, line.works, line.stop, line.setup, factory.jobs, len(line.shares)
    day, left, cost, family, placed = -1, 0.0, 0.0, line.first_family, []
    for j in sequence:
        job = jobs[j]
        begin = release.get(j, job.release)
        present = job.present
        if present is not None and held[j] and present[1] > begin:
            begin = present[1]
        work = job.work[key]
        if job.family:
            if family and family != job.family:
                cost += CHANGE
                work += setup
            family = job.family
        if left >= work - 1e-9 and begin <= day:
            start = day
            left -= work
        else:
            start = works[min(end, begin if begin > day else day + 1)]
            while start < end:
                day = bisect_left(cum, cum[start] + work - 1e-9) - 1
                if day < start:
                    day = start
                if day < stop[start]:
                    break
                start = stop[start]
                while start < end and start in line.blocked:
                    start += 1
                start = works[start]
            if start >= end or day >= end:
                start = day = end
                left = 0.0
                cost += NOWHERE
            else:
                left = cum[day + 1] - cum[start] - work
        if job.due is not None and day > job.due:
            cost += (day - job.due) * job.weight * LATE
        if present is not None and (present[1] != start or present[0] != key or present[2] != day):
            shift = abs(start - present[1])
            moved = 1.0 + 0.01 * min(shift, 100) + (0.5 if present[0] != key else 0.0)
            cost += moved * FROZEN_COST if present[1] <= factory.frozen else moved
        placed.append((j, start, day))
    return cost, placed


def release_after(factory: Factory, j: int, key: int, finish: Sequence[int] | Mapping[int, int]) -> int:
    """Return the first day of a job on a line once those that it waits for are done."""
    job, works = factory.jobs[j], factory.lines[key].works
    begin = job.release
    for before, lag in job.after:
        day = max(0, finish[before] + 1 + min(0, lag))
        for _ in range(lag):
            day = works[min(day, len(works) - 1)] + 1
        begin = max(begin, day)
    return begin


def check(factory: Factory, plan: Plan) -> list[str]:
    """Return what is wrong with a plan: lost jobs, days off, others' days, predecessors; for tests and doubt."""
    wrong = []
    listed = [j for sequence in plan.sequences.values() for j in sequence]
    if sorted(listed) != list(range(len(factory.jobs))):
        wrong.append("jobs lost or doubled")
    for key, sequence in plan.sequences.items():
        line, last, used = factory.lines[key], -1, dict[int, float]()
        for j in sequence:
            on, start, finish = plan.places[j]
            job = factory.jobs[j]
            if on != key or key not in job.work:
                wrong.append(f"{j} on the wrong line")
                continue
            if finish >= len(line.shares):
                continue
            days = [d for d in range(start, finish + 1) if line.shares[d] > 0]
            if start not in days or any(d in line.blocked for d in range(start, finish + 1)):
                wrong.append(f"{j} on a day off or another's")
            if start < last or (start == last and finish != start) or start < job.release:
                wrong.append(f"{j} too early")
            if sum(line.shares[d] for d in days) < job.work[key] - 1e-6:
                wrong.append(f"{j} too short")
            if start == finish:
                used[start] = used.get(start, 0.0) + job.work[key]
            if start < release_after(factory, j, key, [p[2] for p in plan.places]):
                wrong.append(f"{j} before its predecessor")
            last = finish
        wrong += [f"day {d} overfull" for d, much in used.items() if much > line.shares[d] + 1e-6]
    return wrong
