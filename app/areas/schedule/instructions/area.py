"""Production instructions: proposed from the schedule, issued on Friday morning, revised, who got which revision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.instructions import actions, proposing
from app.areas.schedule.instructions.records import (
    DRAFT,
    FINISHED,
    ISSUED,
    Instruction,
    InstructionCopy,
    InstructionLine,
)
from app.areas.schedule.records import ScheduleStep
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.notice import Draft, Notice
from app.domain.sheet import Action, Area, Column, Group, Lines, Print, Sheet, View
from app.domain.standing import BEFORE, WEEKLY, Period, Rule, Standing
from app.domain.text import N_, _
from app.masters.order import Order, OrderLine

PRINTING = Later("app.areas.schedule.instructions.printing")
DEMO = Later("app.areas.schedule.instructions.demo")

T, L, C = Instruction, InstructionLine, InstructionCopy


def _draft(instructions: Sequence[Any]) -> Draft:
    from app.reports.field_values import field_table

    lines = list(L.select().where(L.instruction.in_([i.id for i in instructions]) & (L.deleted == 0)))
    numbers = "、".join(i.number for i in instructions)
    columns, rows = field_table(lines, (L.order_line, L.quantity, L.line, L.start, L.finish, L.note))
    return Draft(_("Production instruction {numbers}").format(numbers=numbers),
                 _("Please produce by the instruction attached; say at once what can't be kept."), columns, rows,
                 ("instruction",))


def _finished_done(period: Period) -> bool:
    """Tell whether the instruction of the coming week is issued."""
    week = proposing.working_week(period.first)
    return T.select().where((T.kind == FINISHED) & (T.deleted == 0) & (T.state != DRAFT)
                            & (T.week == week.isoformat())).exists()


def _semi_done(period: Period) -> bool:
    """Tell whether every semi-finished step up to the end of the week after next stands in an issued instruction."""
    return not proposing.semi_missing(proposing.working_week(period.first, 2))


def _begin_finished(change: Any, period: Period) -> Any:
    return proposing.propose(change, FINISHED, proposing.working_week(period.first), change.who.name)


def _begin_semi(change: Any, period: Period) -> Any:
    week = proposing.working_week(period.first, 2)
    made = [proposing.propose(change, kind, week, change.who.name, steps)
            for kind, steps in proposing.semi_missing(week).items()]
    return made[0] if made else None


STANDING = (
    Standing("finished_instruction", N_("Finished-goods instruction, Friday morning"),
             Rule(WEEKLY, proposing.FRIDAY, BEFORE), "instructions", _finished_done, _begin_finished, ("A",),
             N_("The instruction for next week goes out on Friday morning.")),
    Standing("semi_instruction", N_("Semi-finished instruction, a week ahead"),
             Rule(WEEKLY, proposing.FRIDAY, BEFORE), "instructions", _semi_done, _begin_semi, ("A",),
             N_("Semi-finished goods, cup sets and accessories are instructed a week before they begin.")),
)


def _not_closed(today: date) -> Any:
    return T.state != "closed"


def _next_week(today: date) -> Any:
    return T.week >= (today - timedelta(days=today.weekday())).isoformat()


INSTRUCTIONS = Sheet(
    "instructions", T, N_("Production instructions"),
    table=(T.number, T.kind, T.week, T.state, T.revision, T.issued, T.prepared, T.checked, T.approved,
           T.changes, T.note),
    form=(Group(N_("Instruction"), (T.number, T.kind, T.week, T.state, T.revision, T.issued, T.prepared, T.checked,
                                    T.approved, T.changes, T.note)),),
    lines=(Lines(L, L.instruction, N_("Lines"), (L.order_line, L.product, L.spec, L.parent, L.demand, L.available,
                                                 L.quantity, L.line, L.start, L.finish, L.material, L.tooling,
                                                 L.accessories, L.carried, L.done, L.left, L.note), (L.start, L.id)),
           Lines(C, C.instruction, N_("Copies"), (C.department, C.revision, C.sent, C.signed_by, C.signed))),
    order=(T.week.desc(), T.id.desc()),
    deadlines=(Deadline(N_("Issue the instruction"), due=lambda t: proposing.issue_by(t.kind, t.week),
                        done=lambda t: t.state != DRAFT, owner=lambda t: t.prepared or "", field=T.week,
                        why=N_("It is for the week from {week} and still a draft.")),),
    actions=(Action(N_("Issue"), actions.give_out, lambda t: t.state == DRAFT, "stamp"),
             Action(N_("New revision…"), actions.revise, lambda t: t.state == ISSUED, "git-compare", asks=(T.changes,)),
             Action(N_("Close"), actions.close, lambda t: t.state == ISSUED, "check")),
    prints=(Print("instruction", N_("Production instruction"), PRINTING.draw),),
    views=(View(N_("Not closed"), _not_closed), View(N_("This week and later"), _next_week)),
    empty=N_("“From the schedule” proposes the instruction of a week, with what the last one left undone."),
)
INSTRUCTION_LINES = Sheet(
    "instruction_lines", L, N_("Lines of instructions"),
    table=(L.instruction, Column(OrderLine.order, (L.order_line,)),
           Column(Order.customer, (L.order_line, OrderLine.order)),
           L.product, L.spec, L.quantity, L.done, L.left, L.line, L.start, L.finish, L.material, L.carried, L.note),
    form=(Group(N_("Line of an instruction"), (L.instruction, L.order_line, L.product, L.spec, L.parent, L.demand,
                                               L.available, L.quantity, L.line, L.start, L.finish, L.material,
                                               L.tooling, L.accessories, L.carried, L.done, L.left, L.note)),),
    order=(L.id.desc(),),
    empty=N_("Every line of every instruction, with what was made of it since."),
)

AREA = Area("instructions", N_("Production instructions"), N_("Orders and schedule"), "clipboard-paste",
            (INSTRUCTIONS, INSTRUCTION_LINES), follows=((ScheduleStep, proposing.step_saved),),
            notices={"instructions": (Notice("issued", N_("To the departments"), (N_("Production departments"),),
                                             _draft),)},
            standing=STANDING, demo=DEMO.make)
