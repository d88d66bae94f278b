"""The inspection notice and the result sheet as they are printed and signed."""

from __future__ import annotations

from collections.abc import Sequence

from app.areas.inspections.records import InspectedGoods, Inspection
from app.domain.show import show
from app.domain.text import N_, _
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

COLUMNS = (PaperColumn(N_("No."), 2.4, "right"), PaperColumn(N_("Item no.")), PaperColumn(N_("Order line")),
           PaperColumn(N_("Quantity"), kind="quantity"), PaperColumn(N_("Cartons"), kind="quantity"),
           PaperColumn(N_("Packed"), kind="quantity"), PaperColumn(N_("Remark")))


def notice(paper: Paper, inspections: Sequence[Inspection]) -> None:
    """Draw a notice for each inspection."""
    for inspection in inspections:
        _head(paper, inspection, N_("Inspection notice"))
        _goods(paper, inspection)
        if inspection.note:
            paper.text(inspection.note)
        paper.signatures([N_("Notified by"), N_("Production"), N_("Quality"), N_("Store"), N_("Engineering")])


def report(paper: Paper, inspections: Sequence[Inspection]) -> None:
    """Draw the result of each inspection."""
    for inspection in inspections:
        _head(paper, inspection, N_("Inspection result"))
        _goods(paper, inspection)
        labels = Inspection.result.labels
        paper.checks(N_("Result"), [(label, inspection.result == key) for key, label in labels.items()])
        paper.fields([(N_("Inspected on"), show(inspection.actual)), (N_("Pieces drawn"), show(inspection.sample_size,
                                                                                              "quantity")),
                      (N_("Critical"), show(inspection.critical)), (N_("Major"), show(inspection.major)),
                      (N_("Minor"), show(inspection.minor)), (N_("Report no."), inspection.report or ""),
                      (N_("Findings"), inspection.findings or ""), (N_("What is put right"), inspection.rework or ""),
                      (N_("Put right by"), show(inspection.rework_by))])
        paper.signatures([N_("Inspector"), N_("Quality"), N_("Production"), N_("Sales")])


def _head(paper: Paper, inspection: Inspection, title: str) -> None:
    paper.title(title, inspection.number or "", code=f"gendan:inspection/{inspection.id}")
    method = Inspection.method.labels.get(inspection.method, "")
    paper.fields([
        (N_("Production order no."), str(inspection.order)), (N_("Customer"), str(inspection.customer or "")),
        (N_("Customer PO"), inspection.order.customer_po or ""), (N_("Plant"), str(inspection.plant or "")),
        (N_("Inspected by"), _(method)), (N_("Third-party inspector"), str(inspection.company or "")),
        (N_("Inspector"), inspection.inspector or ""), (N_("First lot"), show(inspection.first_lot)),
        (N_("Inspection level"), inspection.level or ""), (N_("AQL (CR/MA/MI)"), inspection.aql or ""),
        (N_("Goods ready"), show(inspection.ready)), (N_("Inspection date"), show(inspection.agreed)),
        (N_("Round"), show(inspection.round))])


def _goods(paper: Paper, inspection: Inspection) -> None:
    goods = InspectedGoods.select().where((InspectedGoods.inspection == inspection) & (InspectedGoods.deleted == 0))
    rows = [(n, str(g.product or ""), str(g.order_line or ""), g.quantity, g.cartons, g.packed, g.note or "")
            for n, g in enumerate(goods, 1)]
    paper.table(COLUMNS, rows, sums=(3, 4, 5))
