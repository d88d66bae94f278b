"""The demo company's instructions: those of the last weeks closed or issued, next week's still a draft."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.schedule.instructions.proposing import issue, monday_after, propose
from app.areas.schedule.instructions.records import FINISHED, SEMI, InstructionCopy, InstructionLine
from app.areas.schedule.records import ScheduleStep
from app.domain.sheet import DemoWorld
from app.masters.company import Department


def make(world: DemoWorld) -> None:
    """Make the instructions of two weeks back, this week and the next."""
    for weeks in (-2, -1, 0, 1):
        week = monday_after(world.today) + timedelta(days=7 * (weeks - 1))
        friday = week - timedelta(days=3)
        for kind in (SEMI, FINISHED):
            at = datetime.combine(min(friday, world.today), time(2, 0), UTC)
            world.write("Production instructions", "小邱", partial(_one, kind, week, friday, world.today), at)


def _one(kind: str, week: date, friday: date, today: date, change: Any) -> None:
    made = propose(change, kind, week, "小邱")
    lines = InstructionLine.select().where(InstructionLine.instruction == made).count()
    if not lines:
        change.save(InstructionLine(instruction=made, quantity=500, spec="备用杯盖", done=0))
    if friday >= today:
        return
    issue(change, made, friday)
    for line in InstructionLine.select().where(InstructionLine.instruction == made):
        step = ScheduleStep.get_or_none(ScheduleStep.id == line.step)
        if step is not None:
            line.done_before = max(0, (step.done or 0) - line.quantity // 2)
            line.done = (step.done or 0) - line.done_before
            change.save(line)
    change.add_all([InstructionCopy(instruction=made, department=d, revision=0, sent=friday)
                    for d in Department.select().where(Department.deleted == 0).order_by(Department.place).limit(4)])
