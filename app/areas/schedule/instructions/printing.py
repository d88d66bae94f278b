"""The production instruction as it is printed and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.areas.schedule.instructions.records import FINISHED, Instruction, InstructionLine
from app.domain.text import N_, _
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

COLUMNS = (PaperColumn(N_("No."), 2.2, "right"), PaperColumn(N_("Production order no."), 6.6),
           PaperColumn(N_("Customer")), PaperColumn(N_("Item no.")), PaperColumn(N_("Product name")),
           PaperColumn(N_("Specification and colour")),
           PaperColumn(N_("Instructed quantity"), kind="quantity"), PaperColumn(N_("Line")),
           PaperColumn(N_("Start"), kind="date"), PaperColumn(N_("Finish"), kind="date"), PaperColumn(N_("Material")),
           PaperColumn(N_("Assembly accessories")), PaperColumn(N_("Notes")))

QUANTITY = 6
KEPT = (0, 1, 3, QUANTITY)
"""Places of the columns that stand there even where nothing is filled in."""


def draw(paper: Paper, instructions: Sequence[Instruction]) -> None:
    """Draw each instruction on sheets of its own."""
    for instruction in instructions:
        kind = _(Instruction.kind.labels[instruction.kind])
        paper.title(N_("Production instruction"), f"{instruction.number}  {kind}", revision=str(instruction.revision),
                    code=f"gendan:instruction/{instruction.id}")
        sunday = instruction.week + timedelta(days=6)
        paper.fields([(N_("Kind of instruction"), kind), (N_("Week from"), f"{instruction.week} – {sunday}"),
                      (N_("Issued on"), str(instruction.issued or "")), (N_("Revision"), str(instruction.revision))])
        lines = InstructionLine.select().where((InstructionLine.instruction == instruction)
                                               & (InstructionLine.deleted == 0)).order_by(
            InstructionLine.start, InstructionLine.id)
        rows = [_row(n, line) for n, line in enumerate(lines, 1)]
        filled = [at for at in range(len(COLUMNS)) if at in KEPT or any(row[at] not in (None, "") for row in rows)]
        paper.table([COLUMNS[at] for at in filled], [[row[at] for at in filled] for row in rows],
                    sums=(filled.index(QUANTITY),), size=8)
        if instruction.kind == FINISHED:
            paper.text(_("Inspection, packing data and shipping marks as on the production order."), 8)
        if instruction.changes:
            paper.heading(N_("What the revision changed"))
            paper.text(instruction.changes)
        if instruction.note:
            paper.text(instruction.note)
        paper.signatures([N_("Prepared by"), N_("Checked by"), N_("Approved by")])


def _row(number: int, line: InstructionLine) -> tuple[object, ...]:
    order = line.order_line.order if line.order_line_id else None
    carried = _("{count} left over").format(count=line.carried) if line.carried else ""
    note = " ".join(p for p in (line.note, carried) if p)
    return (number, str(order or ""), str(order.customer) if order else "", str(line.product or ""), _name(line),
            line.spec or "", line.quantity, str(line.line or ""), line.start, line.finish, line.material or "",
            line.accessories or "", note)


def _name(line: InstructionLine) -> str:
    """Return what a product is called on its order, else in the products."""
    described = line.order_line.description if line.order_line_id else None
    return str(described or (line.product.name if line.product_id else None) or "")
