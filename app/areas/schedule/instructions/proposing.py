"""Proposes an instruction out of the schedule's week and of what the instruction before it left undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.instructions.records import (
    DRAFT,
    FINISHED,
    ISSUED,
    KINDS,
    STAGES,
    Instruction,
    InstructionLine,
)
from app.areas.schedule.records import ScheduleStep
from app.database.change import Change
from app.domain.standing import week_day
from app.domain.text import _
from app.masters.calendar import office_calendar
from app.masters.order import OPEN_STATES, Order, OrderLine

FRIDAY = 4


def monday_after(day: date) -> date:
    """Return the Monday of the week after a day's."""
    return day - timedelta(days=day.weekday()) + timedelta(days=7)


def working_week(day: date, weeks: int = 1) -> date:
    """Return the Monday of the next week in which somebody works, or of the so many weeks after; before, below 0."""
    calendar, monday = office_calendar(), day - timedelta(days=day.weekday())
    step = timedelta(days=7 if weeks > 0 else -7)
    for _week in range(abs(weeks)):
        monday += step
        while not calendar.workdays_between(monday, monday + timedelta(days=6)):
            monday += step
    return monday


def issue_by(kind: str, week: date) -> date:
    """Return the day by which a week's instruction goes out: Friday of the week before, semi-finished a week earlier.

    So nothing semi-finished begins less than a week after it was instructed.
    """
    monday = working_week(week, -1 if kind == FINISHED else -2)
    return week_day(monday, FRIDAY, office_calendar()) or monday


def steps_of(kind: str, week: date, since: date | None = None) -> list[ScheduleStep]:
    """Return the open steps of a kind: semi-finished ones that begin in the week, finished ones that are made in it.

    `since` takes in what begins earlier, from that day on.
    """
    sunday = week + timedelta(days=6)
    week = since or week
    query = (ScheduleStep.select(ScheduleStep, OrderLine, Order).join(OrderLine).join(Order)
             .where((ScheduleStep.deleted == 0) & ScheduleStep.stage.in_(STAGES[kind]) & Order.state.in_(OPEN_STATES)
                    & (ScheduleStep.start <= sunday.isoformat())).order_by(ScheduleStep.start, ScheduleStep.id))
    query = query.where(ScheduleStep.finish >= week.isoformat() if kind == FINISHED
                        else ScheduleStep.start >= week.isoformat())
    return [s for s in query if s.quantity > (s.done or 0)]


def semi_missing(week: date) -> dict[str, list[ScheduleStep]]:
    """Return what begins in a week, or in the one before it, and stands in no issued instruction, by kind."""
    before = working_week(week, -1)
    found = {}
    for kind in STAGES:
        steps = steps_of(kind, week, before) if kind != FINISHED else []
        known = instructed(s.id for s in steps)
        if missing := [s for s in steps if s.id not in known]:
            found[kind] = missing
    return found


def instructed(steps: Iterable[int]) -> set[int]:
    """Return which steps stand in an instruction that was issued."""
    rows = (InstructionLine.select(InstructionLine.step).join(Instruction)
            .where(InstructionLine.step.in_(list(steps)) & (InstructionLine.deleted == 0) & (Instruction.deleted == 0)
                   & (Instruction.state != DRAFT)).tuples())
    return {row[0] for row in rows}


def left_undone(kind: str, before: date) -> list[InstructionLine]:
    """Return the lines that the last issued instruction of a kind left undone."""
    last = (Instruction.select().where((Instruction.kind == kind) & (Instruction.deleted == 0)
                                       & (Instruction.state != DRAFT) & (Instruction.week < before.isoformat()))
            .order_by(Instruction.week.desc(), Instruction.id.desc()).first())
    if last is None:
        return []
    lines = InstructionLine.select().where((InstructionLine.instruction == last) & (InstructionLine.deleted == 0))
    return [line for line in lines if (line.left or 0) > 0]


def propose(change: Change, kind: str, week: date, by: str, steps: Iterable[ScheduleStep] | None = None) -> Instruction:
    """Make a draft for a week, of its steps or those given; the one that is there already is returned as it is."""
    found = Instruction.get_or_none((Instruction.kind == kind) & (Instruction.week == week)
                                    & (Instruction.deleted == 0))
    if found is not None:
        return found
    made = change.save(Instruction(kind=kind, week=week, prepared=by))
    lines = [_line(made, step) for step in (steps_of(kind, week) if steps is None else steps)]
    known = {line.step for line in lines}
    for left in left_undone(kind, week):
        if left.step is not None and left.step in known:
            line = next(x for x in lines if x.step == left.step)
            line.carried = left.left
            continue
        if left.step is None:
            lines.append(_again(made, left))
            continue
        step = ScheduleStep.get_or_none((ScheduleStep.id == left.step) & (ScheduleStep.deleted == 0))
        if step is not None and step.quantity > (step.done or 0):
            lines.append(_line(made, step, left.left))
    change.add_all(lines)
    assert isinstance(made, Instruction)
    return made


def _again(instruction: Any, left: InstructionLine) -> InstructionLine:
    """Return a line that was added by hand and left undone, for what is left of it."""
    return InstructionLine(
        instruction=instruction, order_line=left.order_line_id, product=left.product_id, spec=left.spec,
        parent=left.parent, demand=left.demand, available=left.available, quantity=left.left, line=left.line_id,
        start=left.start, finish=left.finish, material=left.material, tooling=left.tooling,
        accessories=left.accessories, carried=left.left, done=0, note=left.note)


def _line(instruction: Any, step: ScheduleStep, carried: int | None = None) -> InstructionLine:
    line = step.order_line
    rest = step.quantity - (step.done or 0)
    said = OrderLine.material.labels.get(line.material or "", "")
    return InstructionLine(
        instruction=instruction, order_line=line, step=step.id, product=line.product_id,
        spec=" ".join(p for p in (line.colour, line.spec) if p),
        parent=str(line.product) if instruction.kind != FINISHED else None, demand=step.quantity,
        available=step.done or 0, quantity=rest, line=step.line_id, start=step.start,
        finish=step.finish, material=_(said) if said else None, accessories=line.accessories, carried=carried, done=0)


def issue(change: Change, instruction: Instruction, on: date) -> None:
    """Issue an instruction; from now on its lines count what is made."""
    instruction.state, instruction.issued = ISSUED, on
    change.save(instruction)
    for line in InstructionLine.select().where((InstructionLine.instruction == instruction)
                                               & (InstructionLine.deleted == 0)):
        step = ScheduleStep.get_or_none(ScheduleStep.id == line.step)
        if step is not None and line.done_before is None:
            line.done_before = step.done or 0
            change.save(line)


def step_saved(change: Change, step: Any, before: dict[str, Any] | None) -> None:
    """Let the lines of issued instructions follow what is made of their step."""
    if before is not None and before.get("done") == step.done:
        return
    lines = (InstructionLine.select(InstructionLine, Instruction).join(Instruction)
             .where((InstructionLine.step == step.id) & (InstructionLine.deleted == 0)
                    & (Instruction.state == ISSUED) & (Instruction.deleted == 0)))
    for line in lines:
        since = max(0, (step.done or 0) - (line.done_before or 0))
        if line.done != since:
            line.done = since
            change.save(line)


KIND_KEYS = tuple(key for key, _label in KINDS)
