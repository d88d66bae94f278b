"""What is done with instructions: issued to departments, revised, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.schedule.instructions.proposing import issue
from app.areas.schedule.instructions.records import CLOSED, DRAFT, Instruction, InstructionCopy, InstructionLine
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.company import Department


def give_out(change: Change, instructions: Sequence[Instruction]) -> None:
    """Issue instructions and send a copy of this revision to every department."""
    departments = list(Department.select().where(Department.deleted == 0).order_by(Department.place))
    for instruction in instructions:
        if not InstructionLine.select().where((InstructionLine.instruction == instruction)
                                              & (InstructionLine.deleted == 0)).exists():
            raise Refused([Problem(_("{record} has no line; nothing would be instructed.").format(record=instruction),
                                   None, True)], instruction)
        known = {c.department_id for c in InstructionCopy.select().where(
            (InstructionCopy.instruction == instruction) & (InstructionCopy.revision == instruction.revision)
            & (InstructionCopy.deleted == 0))}
        issue(change, instruction, date.today())
        change.add_all([InstructionCopy(instruction=instruction, department=d, revision=instruction.revision,
                                        sent=date.today()) for d in departments if d.id not in known])


def revise(change: Change, instructions: Sequence[Instruction], answers: dict[str, Any] | None = None) -> None:
    """Begin a new revision, to be issued again; says what it changes."""
    for instruction in instructions:
        instruction.revision += 1
        instruction.state = DRAFT
        said = (answers or {}).get("changes")
        if said:
            instruction.changes = "\n".join(p for p in (instruction.changes, f"{instruction.revision}: {said}") if p)
        change.save(instruction)


def close(change: Change, instructions: Sequence[Instruction]) -> None:
    """Close instructions; what is left undone goes into the next."""
    for instruction in instructions:
        instruction.state = CLOSED
        change.save(instruction)
