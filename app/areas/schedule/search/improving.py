"""Ever better plans of the factory: by due date at first, then late jobs go to better places on any line."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator
from math import log

from app.areas.schedule.search.board import Board, Trial
from app.areas.schedule.search.factory import LATE, Factory, Plan

HOT, COLD = 2.0, 0.02
"""Weighted days of lateness that a step may cost at the start and end of a cycle."""


def improve(factory: Factory, over: Callable[[], bool], seed: int = 0) -> Iterator[Plan]:
    """Yield plans, each better than the last, until `over()` says stop; jobs may not wait in a circle."""
    if not factory.jobs or not factory.lines:
        return
    board = min((present_plan(factory), by_due_date(factory)), key=lambda b: b.cost)
    best = board.plan()
    yield best
    dice = random.Random(seed)
    length, step, many = 2000, 0, len(factory.jobs)
    late = board.late()
    while not over():
        if step == length:
            board, step, length = restored(factory, best), 0, length * 2
            late = board.late()
        slack = HOT * (COLD / HOT) ** (step / length) * LATE * -log(dice.random() or 1e-12)
        step += 1
        if best.lateness == 0 or not late:
            slack = 0.0
        j = dice.choice(late) if late and dice.random() < 0.6 else dice.randrange(many)
        if late and dice.random() < 0.3:
            j = _before(board, j, dice)
        was = board.held[j]
        trial = _other_place(board, j, dice)
        if trial is not None and trial.cost <= board.cost + slack:
            board.take(trial)
            late = board.late()
            if board.cost < best.cost - 1e-3:
                best = board.plan()
                yield best
        else:
            board.held[j] = was


def settle(factory: Factory, plan: Plan, over: Callable[[], bool]) -> Plan:
    """Return a plan no worse in which bars stand at their present place again wherever they may."""
    board = restored(factory, plan)
    better = True
    while better and not over():
        better = False
        for j, job in enumerate(factory.jobs):
            present = job.present
            if over():
                break
            if present is None or present[0] not in job.work or (
                    (board.line[j], board.start[j], board.finish[j]) == present):
                continue
            was, board.held[j] = board.held[j], True
            rest = [x for x in board.sequences[board.line[j]] if x != j]
            target = rest if board.line[j] == present[0] else board.sequences[present[0]]
            at = bisect_right([board.start[x] for x in target], present[1])
            changed = {board.line[j]: rest, present[0]: [*target[:at], j, *target[at:]]}
            trial = board.reckon(changed)
            if trial is not None and trial.cost < board.cost - 1e-3:
                board.take(trial)
                better = True
            else:
                board.held[j] = was
    return board.plan() if board.cost < plan.cost - 1e-3 else plan


def _before(board: Board, j: int, dice: random.Random) -> int:
    """Return a job that stands before one on its line, or the one itself where it is the first."""
    sequence = board.sequences[board.line[j]]
    at = sequence.index(j)
    return sequence[dice.randrange(max(0, at - 6), at)] if at else j


def _other_place(board: Board, j: int, dice: random.Random) -> Trial | None:
    """Return what it comes to if a job stands somewhere else; its hold is changed in place."""
    job, old = board.factory.jobs[j], board.line[j]
    lines = list(job.work)
    key = old if dice.random() < 0.4 or len(lines) == 1 else dice.choice(lines)
    present = job.present
    board.held[j] = present is not None and key == present[0] and dice.random() < 0.3
    rest = [x for x in board.sequences[old] if x != j]
    target = rest if key == old else board.sequences[key]
    if present is not None and board.held[j]:
        moment = present[1]
    elif job.due is not None and dice.random() < 0.7:
        moment = max(job.release, job.due - int(job.work[key]) - dice.randrange(4))
    else:
        moment = max(job.release, board.start[j] + int(dice.gauss(0, 8)))
    starts = [board.start[x] for x in target]
    at = min(len(target), max(0, bisect_right(starts, moment) + dice.choice((-2, -1, -1, 0, 0, 0, 1))))
    target = [*target[:at], j, *target[at:]]
    return board.reckon({key: target} if key == old else {old: rest, key: target})


def restored(factory: Factory, plan: Plan) -> Board:
    """Return the state that a plan was taken from."""
    held = [j in plan.held for j in range(len(factory.jobs))]
    return Board(factory, {key: list(sequence) for key, sequence in plan.sequences.items()}, held)


def present_plan(factory: Factory) -> Board:
    """Return the plan as it stands, made to fit: each at its present day at the earliest, new ones behind."""
    return _listed(factory, lambda j: (
        (0, p[1], p[2], j) if (p := factory.jobs[j].present) is not None else (1, *_due(factory, j))), True)


def by_due_date(factory: Factory) -> Board:
    """Return the plan by earliest due date, each job on the line where it ends first."""
    return _listed(factory, lambda j: _due(factory, j), False)


def _due(factory: Factory, j: int) -> tuple[int, int, int]:
    job = factory.jobs[j]
    return (job.due if job.due is not None else 10**6, job.release, j)


def _listed(factory: Factory, order: Callable[[int], tuple[int, ...]], hold: bool) -> Board:
    """Put jobs on lines one after the other, those that others wait for first."""
    jobs = factory.jobs
    held = [hold and job.present is not None and job.present[0] in job.work for job in jobs]
    sequences: dict[int, list[int]] = {key: [] for key in factory.lines}
    ends = dict.fromkeys(factory.lines, 0.0)
    for j in _in_order(factory, order):
        job = jobs[j]
        present = job.present
        if held[j] and present is not None:
            key = present[0]
        else:
            key = min(job.work, key=lambda k: (_end(factory, k, max(ends[k], job.release), job.work[k]), k))
        begin = max(ends[key], job.release, present[1] if held[j] and present is not None else 0)
        ends[key] = _end(factory, key, begin, job.work[key])
        sequences[key].append(j)
    return Board(factory, sequences, held)


def _end(factory: Factory, key: int, begin: float, work: float) -> float:
    """Return about when work ends that begins at a moment; days before it that are held count as gone."""
    line = factory.lines[key]
    cum, day = line.cum, min(int(begin), len(line.shares))
    reached = cum[day] + (begin - day) * (cum[min(day + 1, len(cum) - 1)] - cum[day]) + work
    at = bisect_right(cum, reached)
    if at >= len(cum):
        return len(line.shares) + reached - cum[-1]
    return at - 1 + (reached - cum[at - 1]) / (cum[at] - cum[at - 1])


def _in_order(factory: Factory, order: Callable[[int], tuple[int, ...]]) -> list[int]:
    """Return all jobs in an order, each after those that it waits for."""
    done: set[int] = set()
    entered: set[int] = set()
    listed: list[int] = []
    for first in sorted(range(len(factory.jobs)), key=order):
        stack = [first]
        while stack:
            j = stack[-1]
            missing = [b for b, _lag in factory.jobs[j].after if b not in done]
            if missing and j not in entered:  # seen again with some missing they wait in a circle
                entered.add(j)
                stack += missing
            else:
                stack.pop()
                if j not in done:
                    done.add(j)
                    listed.append(j)
    return listed
