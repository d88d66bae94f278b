"""The forms of returned units: register of a batch, repair slip of a unit, list of what is sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from app.areas.returns.records import ReturnBatch, ReturnUnit
from app.domain.text import N_
from app.reports.field_values import field_text
from app.reports.paper_table import PaperColumn

SLIP, REGISTER, DISPATCH = N_("Repair slip"), N_("Return register"), N_("Dispatch list of repaired units")
REGISTER_FIELDS = {"serial": 7.6, "product": 4, "shipped": 6, "warranty": 3.4, "complaint": 6.5, "found": 6.5,
                   "cause": 3.6, "treatment": 3.6, "parts": 6, "repaired": 6, "final_check": 3.2, "returned": 6}
DISPATCH_FIELDS = {"serial": 9, "product": 5, "complaint": 9, "treatment": 5, "parts": 9, "warranty": 5, "fee": 5,
                   "final_check": 4}
"""Columns of the forms with their widths in characters."""


def return_slip(paper: Any, units: Sequence[ReturnUnit]) -> None:
    """Draw a slip for each unit, that goes with it through the stations."""
    for unit in units:
        batch = unit.batch
        paper.title(SLIP, unit.serial, form_number="QR-FX-02", code=f"gendan:returns/{unit.id}")
        paper.fields([(ReturnBatch.number.label, batch.number), (ReturnBatch.customer.label, str(batch.customer)),
                      (ReturnBatch.rma.label, batch.rma), *_fields(unit, (
                          "product", "received", "shipped", "warranty", "mainboard", "firmware", "order")),
                      (ReturnBatch.accessories.label, batch.accessories)])
        paper.heading(N_("Inspection of the unit"))
        paper.fields(_fields(unit, ("complaint", "found", "cause", "responsible")), columns=2)
        paper.checks(ReturnUnit.user_caused.label, [(N_("Yes"), bool(unit.user_caused)),
                                                    (N_("No"), not unit.user_caused)])
        paper.heading(N_("Repair"))
        paper.fields(_fields(unit, ("root", "treatment", "parts", "fee", "repairer", "repaired", "note")), columns=2)
        paper.heading(N_("Final check and dispatch"))
        paper.checks(ReturnUnit.final_check.label, [("OK", unit.final_check == "ok"), ("NG", unit.final_check == "ng")])
        paper.fields(_fields(unit, ("checker", "returned", "waybill")), columns=3)
        paper.signatures([N_("Inspection of the unit"), N_("Repairer"), N_("Final checker"), N_("Clerk")])


def register(paper: Any, batches: Sequence[ReturnBatch]) -> None:
    """Draw the register of each batch with its units."""
    for batch in batches:
        units = list(ReturnUnit.select().where((ReturnUnit.batch == batch) & (ReturnUnit.deleted == 0))
                     .order_by(ReturnUnit.id))
        paper.title(REGISTER, " ".join(p for p in (batch.number, batch.rma) if p), form_number="QR-FX-01",
                    code=f"gendan:return_batches/{batch.id}")
        paper.fields([(f.label, field_text(batch, f)) for f in (
            ReturnBatch.customer, ReturnBatch.received, ReturnBatch.notified, ReturnBatch.carrier, ReturnBatch.waybill,
            ReturnBatch.quantity, ReturnBatch.accessories, ReturnBatch.note)] + [(N_("Units"), len(units))])
        _table(paper, units, REGISTER_FIELDS)
        paper.signatures([N_("Sales"), N_("Clerk"), N_("Quality"), N_("Engineering")])


def dispatch_list(paper: Any, units: Sequence[ReturnUnit]) -> None:
    """Draw what goes back, one sheet for each customer."""
    ordered = sorted(units, key=lambda u: (str(u.batch.customer), u.waybill or "", u.id))
    for customer, group in groupby(ordered, lambda u: str(u.batch.customer)):
        found = list(group)
        paper.title(DISPATCH, customer, form_number="QR-FX-03")
        days = sorted({u.returned.isoformat() for u in found if u.returned})
        bills = sorted({u.waybill for u in found if u.waybill})
        paper.fields([(ReturnBatch.customer.label, customer), (ReturnUnit.returned.label, "、".join(days)),
                      (ReturnUnit.waybill.label, "、".join(bills)), (N_("Units"), len(found))])
        _table(paper, found, DISPATCH_FIELDS)
        paper.signatures([N_("Packed by"), N_("Clerk"), N_("Carrier"), N_("Signed for by the customer")])


def _table(paper: Any, units: Sequence[ReturnUnit], names: Mapping[str, float]) -> None:
    fields = [ReturnUnit._meta.fields[name] for name in names]
    rows = [[str(at), *(field_text(unit, f) for f in fields)] for at, unit in enumerate(units, 1)]
    kept = [n for n in range(len(fields) + 1) if n < 3 or any(row[n] for row in rows)]
    heads = [PaperColumn(N_("No."), 2.2), *(PaperColumn(f.label, names[f.name], "centre" if f.kind == "day" else "left")
                                            for f in fields)]
    paper.table([heads[n] for n in kept], [[row[n] for n in kept] for row in rows], size=6.5 if len(kept) > 9 else 8.5)


def _fields(unit: ReturnUnit, names: Sequence[str]) -> list[tuple[str, Any]]:
    return [(f.label, field_text(unit, f)) for f in (ReturnUnit._meta.fields[name] for name in names)]
