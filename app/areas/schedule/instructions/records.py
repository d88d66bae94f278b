"""Production instructions 生产指令: what a week's semi-finished or finished goods are, issued, revised, closed."""

from __future__ import annotations

from typing import Any

from app.database.fields import Choice, Code, Day, Integer, Link, LongText, Quantity, Text
from app.database.record import Record
from app.domain.text import N_
from app.domain.workflow import Workflow
from app.masters.checks import in_order, positive, signed_by_name, unique
from app.masters.company import Department
from app.masters.order import OrderLine
from app.masters.plant import ProductionLine
from app.masters.product import Product

SEMI, CUPS, ASSEMBLY, FINISHED = "semi", "cups", "assembly", "finished"
KINDS = ((SEMI, N_("Semi-finished goods")), (CUPS, N_("Cup and bowl set")), (ASSEMBLY, N_("Assembly accessories")),
         (FINISHED, N_("Finished goods")))
STAGES = {SEMI: ("semi",), CUPS: ("cups",), ASSEMBLY: ("assembly",), FINISHED: ("finished", "packing")}
"""The stages of the schedule that an instruction of a kind is made of."""

DRAFT, ISSUED, CLOSED = "draft", "issued", "closed"
STATES = ((DRAFT, N_("Draft")), (ISSUED, N_("Issued")), (CLOSED, N_("Closed")))
FLOW = Workflow(frozenset(((DRAFT, ISSUED), (ISSUED, DRAFT), (ISSUED, CLOSED), (CLOSED, ISSUED))))


class Instruction(Record):
    """One instruction for one week."""

    number = Code(N_("Instruction no."), width=14)
    kind = Choice(N_("Kind of instruction"), KINDS, required=True, default=FINISHED, width=14)
    week = Day(N_("Week from"), required=True, hint=N_("The Monday of the week that it is for"))
    revision = Integer(N_("Revision"), default=0, width=5)
    issued = Day(N_("Issued on"))
    state = Choice(N_("State"), STATES, required=True, default=DRAFT, width=8)
    prepared = Text(N_("Prepared by"), width=9)
    checked = Text(N_("Checked by"), width=9)
    approved = Text(N_("Approved by"), width=9)
    changes = LongText(N_("What the revision changed"), width=24)
    note = LongText(N_("Note"))

    shown = (number,)
    checks = (in_order("issued", "week"),)
    workflow = (state, FLOW)
    numbered = (number, "ZL{yy}{mm}-{n:03}")

    class Meta:
        table_name = "instruction"


def _vary(line: Any) -> None:
    """Say how far what was made is from what was instructed."""
    line.left = max(0, (line.quantity or 0) - (line.done or 0))


class InstructionLine(Record):
    """One product of an instruction; `step` is the number of its bar in the schedule."""

    instruction = Link(N_("Instruction"), Instruction, required=True)
    order_line = Link(N_("Order line"), OrderLine, width=26)
    step = Integer(N_("Step no."))
    product = Link(N_("Item no."), Product, width=12)
    spec = Text(N_("Specification and colour"), width=14)
    parent = Text(N_("Parent item"), width=12)
    demand = Quantity(N_("Demand"))
    available = Quantity(N_("Available"))
    quantity = Quantity(N_("Instructed quantity"), required=True)
    line = Link(N_("Line"), ProductionLine, width=10)
    start = Day(N_("Start"))
    finish = Day(N_("Finish"))
    material = Text(N_("Material"), width=12)
    tooling = Text(N_("Tooling"), width=12)
    accessories = LongText(N_("Assembly accessories"), width=20)
    carried = Integer(N_("Left over from before"), hint=N_("Pieces that an earlier instruction left undone"))
    done_before = Quantity(N_("Done when it was issued"))
    done = Quantity(N_("Done since"), default=0)
    left = Quantity(N_("Still to do"))
    note = Text(N_("Notes"), width=20)

    shown = (instruction, product, spec)
    checks = (positive("demand", "available", "quantity", "done"), in_order("start", "finish"))
    derived = (_vary,)

    class Meta:
        table_name = "instruction_line"
        indexes = ((("step",), False),)


class InstructionCopy(Record):
    """Who got which revision."""

    instruction = Link(N_("Instruction"), Instruction, required=True)
    department = Link(N_("Department"), Department, required=True)
    revision = Integer(N_("Revision"), default=0)
    sent = Day(N_("Sent"))
    signed_by = Text(N_("Signed by"))
    signed = Day(N_("Signed on"))

    shown = (instruction, department)
    checks = (unique("instruction", "department", "revision"), signed_by_name("signed", "signed_by"))

    class Meta:
        table_name = "instruction_copy"
