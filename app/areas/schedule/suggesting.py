"""Suggests where the schedule's steps go, compared with the present plan, each move with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.areas.schedule.planning import PlanStep
from app.areas.schedule.posing import Extra, Posed, Remark, limit_of, pose, weight_of
from app.areas.schedule.reading import Schedule, with_moves
from app.areas.schedule.search.board import Board
from app.areas.schedule.search.factory import Plan
from app.areas.schedule.search.improving import improve, present_plan, restored, settle
from app.areas.schedule.wishes import Moves
from app.domain.text import _, _n


@dataclass(frozen=True, slots=True)
class Sums:
    """What a plan comes to: days late times customers' weights, orders late, changes of family on lines."""

    weighted_lateness_days: float
    late_orders: int
    changeovers: int


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What a plan comes to, and which orders are late by it."""

    sums: Sums
    late: frozenset[str]


@dataclass(frozen=True, slots=True)
class MovedStep:
    """A step that stands elsewhere in the suggestion, with one sentence why."""

    key: int
    line: int
    start: date
    finish: date
    why: str


@dataclass(frozen=True)
class Suggestion:
    """A suggested plan beside the present one, both reckoned on the lines' real days."""

    before: Sums
    after: Sums
    moves: tuple[MovedStep, ...]
    skipped: tuple[Remark, ...]
    on_time: tuple[str, ...] = ()
    """Orders that are late by the present plan and in time by the suggested one."""
    late: tuple[str, ...] = ()
    """Orders that become late."""
    peak: tuple[float, float] = (0.0, 0.0)
    """The highest load of a line in the next four weeks in percent, before and after."""

    @property
    def places(self) -> Moves:
        """Return where the moved steps go, as the try-out and `changes.move` take it."""
        return {move.key: (move.start, move.finish, move.line) for move in self.moves}


@dataclass(frozen=True, slots=True)
class Scope:
    """What may move: steps of some plants and orders (all where none is named), that begin within some days.

    What begins within the frozen days stays in any case.
    """

    plants: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    within: int | None = None
    frozen: int = 0

    def steps(self, schedule: Schedule) -> list[int]:
        """Return the numbers of the steps that may move; ValueError for a plant or order that isn't there."""
        for name in self.plants:
            if name not in schedule.plants:
                raise ValueError(_("There is no plant or line “{name}”.").format(name=name))
        known = {step.order for step in schedule.steps}
        for name in self.orders:
            if name not in known:
                raise ValueError(_("There is no order “{name}” in the schedule.").format(name=name))
        return [step.key for step in schedule.steps if self._holds(schedule, step)]

    def _holds(self, schedule: Schedule, step: PlanStep) -> bool:
        if self.orders and step.order not in self.orders:
            return False
        plant = schedule.lines[step.line].plant if step.line in schedule.lines else None
        if self.plants and plant is not None and plant not in self.plants:
            return False
        if step.start is None:
            return True
        ahead = (step.start - schedule.today).days
        if self.frozen > 0 and step.finish is not None and 0 <= ahead < self.frozen:
            return False
        return self.within is None or ahead <= self.within


class Search:
    """The search for one schedule: plans to be had one after the other, and what each comes to."""

    def __init__(self, schedule: Schedule, extra: Extra, chosen: Sequence[int] | None = None) -> None:
        self.schedule, self.extra = schedule, extra
        self.posed = pose(schedule, extra, chosen)
        self.now = present_plan(self.posed.factory).plan()
        self._before = _reckoned(schedule, extra, self.posed, self.now, True)
        self.before = self._before.sums

    def plans(self, over: Callable[[], bool], finish: Callable[[], bool] | None = None,
              seed: int = 1) -> Iterator[Plan]:
        """Yield plans, each better than the last, until `over()`; then bars that need not move go back.

        The first one comes at once and is no worse than the present plan made to fit the lines' days.
        `finish` ends the last part (`over` where it isn't given).
        """
        last = None
        for last in improve(self.posed.factory, over, seed):
            yield last
        if last is not None:
            plan = settle(self.posed.factory, last, finish or over)
            if plan is not last:
                yield plan

    def sums(self, plan: Plan) -> Sums:
        """Return what a plan comes to, to be shown while the search goes on."""
        return _reckoned(self.schedule, self.extra, self.posed, plan, False).sums

    def suggestion(self, plan: Plan | None) -> Suggestion:
        """Return a plan as a difference from the present one; without a plan nothing moves."""
        if plan is None:
            return Suggestion(self.before, self.before, (), self.posed.remarks)
        schedule, posed = self.schedule, self.posed
        board = restored(posed.factory, plan)
        moves = []
        for j, (line, start, finish) in enumerate(plan.places):
            step = schedule.by_key[posed.keys[j]]
            place = (schedule.today + timedelta(days=start), schedule.today + timedelta(days=finish), line)
            if place != (step.start, step.finish, step.line) and finish < len(posed.factory.lines[line].shares):
                moves.append(MovedStep(step.key, line, place[0], place[1], _why(schedule, posed, board, j)))
        after = _reckoned(schedule, self.extra, posed, plan, False)
        places: Moves = {move.key: (move.start, move.finish, move.line) for move in moves}
        return Suggestion(self.before, after.sums, tuple(moves), posed.remarks,
                          tuple(sorted(self._before.late - after.late)), tuple(sorted(after.late - self._before.late)),
                          (_peak(schedule), _peak(with_moves(schedule, places))))


def _peak(schedule: Schedule) -> float:
    last = schedule.today + timedelta(days=28)
    return max((percent for (_line, day), percent in schedule.loads.items() if schedule.today <= day <= last),
               default=0.0)


def _reckoned(schedule: Schedule, extra: Extra, posed: Posed, plan: Plan | None, forecast: bool) -> _Reckoned:
    """Return what a plan comes to with the steps that stay; the present one ends no earlier than forecast."""
    ends = dict(posed.fixed)
    for j, place in enumerate(plan.places if plan is not None else ()):
        ends[posed.keys[j]] = schedule.today + timedelta(days=place[2])
    if forecast:
        for key in posed.keys:
            found = schedule.forecasts.get(key)
            if found is not None:
                ends[key] = max(ends[key], found.finish)
    total, late = 0.0, set()
    for key, end in ends.items():
        step = schedule.by_key[key]
        limit = limit_of(step)
        if limit is not None and end >= limit:
            total += ((end - limit).days + 1) * weight_of(schedule, extra, step)
            late.add(step.order)
    return _Reckoned(Sums(total, len(late), plan.changeovers if plan is not None else 0), frozenset(late))


def _why(schedule: Schedule, posed: Posed, board: Board, j: int) -> str:
    """Return why a step stands where it does, and what comes of it, in one sentence."""
    step = schedule.by_key[posed.keys[j]]
    job, start, finish = posed.factory.jobs[j], board.start[j], board.finish[j]
    line = schedule.lines[board.line[j]]
    sequence = board.sequences[board.line[j]]
    at = sequence.index(j)
    before = sequence[at - 1] if at else None
    works = posed.factory.lines[line.key].works
    cause = _("begins on {line} as soon as it is free").format(line=line.name)
    late_one = max(job.after, key=lambda a: board.finish[a[0]], default=None)
    if late_one is not None and works[min(len(works) - 1, board.finish[late_one[0]] + 1 + late_one[1])] >= start:
        cause = _("waits for {order} until {day}").format(
            order=schedule.by_key[posed.keys[late_one[0]]].order, day=_day(schedule, board.finish[late_one[0]]))
    elif step.material_ready is not None and job.release > 0 and works[job.release] == start:
        cause = _("waits for material until {day}").format(day=step.material_ready)
    elif before is not None and works[board.finish[before] + 1] >= start > 0:
        cause = _("{line} is full until {day} with {order}").format(
            line=line.name, day=_day(schedule, board.finish[before]), order=schedule.by_key[posed.keys[before]].order)
    limit = limit_of(step)
    if limit is None or job.due is None:
        return _("{cause}.").format(cause=cause)
    if finish > job.due:
        late = finish - job.due
        return _n("{cause}; {days} day late for {limit}.", "{cause}; {days} days late for {limit}.", late).format(
            cause=cause, days=late, limit=limit)
    return _("{cause}; in time for {limit}.").format(cause=cause, limit=limit)


def _day(schedule: Schedule, index: int) -> date:
    return schedule.today + timedelta(days=index)

