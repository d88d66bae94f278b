"""What gives way when an order is put onto a line where others stand, who pays for it, and where it harms least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from app.areas.schedule.free_places import Places, gives_way, one_run
from app.areas.schedule.planning import PlanStep, calendar_of, handed_over, workdays
from app.areas.schedule.posing import limit_of
from app.areas.schedule.search.factory import Line
from app.domain.frozen import frozen, frozen_slots

TRIED = 90
"""Places on a line that are tried at most."""

Stretch = tuple[date, date]


@frozen_slots
class Pushed:
    """A step that would finish later, and whether that makes it late."""

    key: int
    old: date
    new: date
    limit: date | None
    late: bool

    @property
    def harm(self) -> int:
        """The days by which it becomes later than it may be."""
        if self.limit is None:
            return 0
        return max(0, (self.new - self.limit).days + 1) - max(0, (self.old - self.limit).days + 1)


@frozen
class Rushed:
    """An order put in before others: its days, where those go that give way, and who finishes later."""

    line: int
    start: date
    finish: date
    moves: Mapping[int, tuple[date, date, int]]
    pushed: tuple[Pushed, ...]

    @property
    def harm(self) -> tuple[int, int]:
        """Days of lateness that others get, and days by which they finish later."""
        return sum(p.harm for p in self.pushed), sum((p.new - p.old).days for p in self.pushed)


class GivingWay:
    """Puts an order onto a line; whatever stands there and may be pushed makes room, and what waits for it too."""

    def __init__(self, places: Places) -> None:
        self.places, self.schedule = places, places.schedule
        self.waiting: dict[int, list[PlanStep]] = defaultdict(list)
        for step in self.schedule.steps:
            for before in step.after:
                self.waiting[before].append(step)
        self.was: dict[int, Stretch] = {}
        self.on: dict[int, list[PlanStep]] = defaultdict(list)
        for line, standing in places.standing.items():
            for first, last, step in standing:
                self.was[step.key] = first, last
                self.on[line].append(step)

    def put(self, line: int, start: date, finish: date) -> Rushed:
        """Return what comes of an order that stands on a line from start to finish."""
        at: dict[int, Stretch] = {}
        todo: list[tuple[int, int, date, date]] = [(line, 0, start, finish)]
        held: dict[int, list[Stretch]] = {line: [(start, finish)]}
        for _round in range(20 * max(20, len(self.was))):
            if not todo:
                break
            on, key, first, last = todo.pop()
            for moved in self._cleared(on, key, first, last, at, held.get(on, ())):
                todo += list(self._followers(moved, at))
        moves = {key: (*days, step_line) for key, days in at.items()
                 if (step_line := self.schedule.by_key[key].line) is not None}
        return Rushed(line, start, finish, moves, tuple(self._pushed(moves)))

    def _cleared(self, line: int, key: int, first: date, last: date, at: dict[int, Stretch],
                 held: list[Stretch] | tuple[()]) -> Iterator[int]:
        """Move what stands where a step came to stand, each no farther than it must; yield what moved."""
        calendar = self.schedule.lines[line].calendar
        pushers: list[Stretch] = [(first, last)]
        settled: list[Stretch] = [*held]
        bars = sorted(((at.get(s.key, self.was[s.key]), s) for s in self.on[line] if s.key != key),
                      key=lambda bar: (bar[0], bar[1].key))
        settled += [days for days, step in bars if not gives_way(step)]
        for days, step in bars:
            if not gives_way(step):
                continue
            if not any(_meet(days, other) for other in pushers):
                settled.append(days)
                continue
            length = max(1, workdays(calendar, *days))
            start = calendar.add_workdays(days[0], 0)
            while True:
                finish = calendar.add_workdays(start, length - 1)
                ends = [other[1] for other in (*pushers, *settled) if _meet((start, finish), other)]
                if not ends:
                    break
                start = calendar.add_workdays(max(ends) + timedelta(days=1), 0)
            at[step.key] = start, finish
            pushers.append((start, finish))
            yield step.key

    def _followers(self, key: int, at: dict[int, Stretch]) -> Iterator[tuple[int, int, date, date]]:
        """Move the steps that wait for one which moved; yield where they came to stand."""
        known = self.schedule.by_key
        for step in self.waiting[key]:
            days = at.get(step.key, self.was.get(step.key))
            if days is None or not gives_way(step) or step.line is None:
                continue
            handed = handed_over(known[key], step, *at[key])
            if days[0] > handed:
                continue
            calendar = calendar_of(step.line, self.schedule.lines, self.schedule.default)
            start = calendar.add_workdays(handed + timedelta(days=1), 0)
            at[step.key] = start, calendar.add_workdays(start, max(1, workdays(calendar, *days)) - 1)
            yield step.line, step.key, *at[step.key]

    def _pushed(self, moves: Mapping[int, tuple[date, date, int]]) -> Iterator[Pushed]:
        for key, (_start, new, _line) in sorted(moves.items(), key=lambda move: (move[1][1], move[0])):
            old = self.was[key][1]
            if new > old:
                limit = limit_of(self.schedule.by_key[key])
                yield Pushed(key, old, new, limit, limit is not None and old < limit <= new)

    def least_harm(self, line: int, work: float, release: int, due: date | None) -> Rushed | None:
        """Return the place on a line before a date that harms others least; the earliest where none is in time.

        Two that harm alike: the earlier one. None where nothing but what can't be pushed stands there.
        """
        fixed, today = self.places.free(line, False), self.schedule.today
        best: Rushed | None = None
        for first, last in _runs(fixed, work, release):
            start, finish = today + timedelta(days=first), today + timedelta(days=last)
            if best is not None and (due is None or finish >= due):
                break
            found = self.put(line, start, finish)
            if best is None or found.harm < best.harm:
                best = found
            if best.harm == (0, 0) or due is None or finish >= due:
                break
        return best


def _runs(line: Line, work: float, release: int) -> Iterator[tuple[int, int]]:
    """Yield the days of runs that a line could take, each beginning later than the last."""
    for _try in range(TRIED):
        found = one_run(line, work, release)
        if found is None:
            return
        yield found
        release = found[0] + 1


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
