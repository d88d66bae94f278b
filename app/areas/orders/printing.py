"""The production order as a form: head, lines, requirements, signatures, distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.show import show
from app.domain.text import N_, _
from app.masters.company import Department
from app.masters.order import SIGNERS, Copy, Order, OrderLine, SignOff
from app.reports.paper_table import PaperColumn

COLUMNS = (
    ("product", "text"), ("description", "text"), ("colour", "text"), ("quantity", "quantity"), ("unit", "text"),
    ("per_carton", "quantity"), ("inspection", "day"), ("required_ship", "day"), ("note", "text"))


def production_order(paper: Any, orders: Sequence[Order]) -> None:
    """Draw production orders, each on sheets of its own."""
    for order in orders:
        paper.title(N_("Production order"), order.number, revision=str(order.revision or 0),
                    code=f"gendan:orders/{order.id}")
        fields = (Order.received, Order.customer, Order.customer_po, Order.contract, Order.country, Order.sales,
                  Order.clerk, Order.ship_mode, Order.repeat, Order.previous)
        paper.fields([(f.label, _value(order, f)) for f in fields])
        lines = list(OrderLine.select().where((OrderLine.order == order) & (OrderLine.deleted == 0))
                     .order_by(OrderLine.id))
        _lines(paper, lines)
        for field in (Order.quality, Order.packing, Order.marks, Order.note):
            if text := getattr(order, field.name):
                paper.heading(field.label)
                paper.text(text)
        _special(paper, lines)
        _distribution(paper, order)
        _signatures(paper, order)


def _value(order: Order, field: Any) -> str:
    value = getattr(order, field.name)
    return str(value or "") if field.kind == "link" else show(value, field.kind, getattr(field, "labels", None))


def _lines(paper: Any, lines: list[OrderLine]) -> None:
    if not lines:
        return
    kept = [c for c in COLUMNS if any(getattr(line, c[0]) not in (None, "") for line in lines)]
    heads = [PaperColumn(OrderLine._meta.fields[name].label, kind=kind) for name, kind in kept]
    rows = [[str(getattr(line, name)) if name == "product" else getattr(line, name) for name, _k in kept]
            for line in lines]
    sums = [n for n, c in enumerate(kept) if c[0] == "quantity"] if len(lines) > 1 else []
    paper.table(heads, rows, sums=sums)


def _special(paper: Any, lines: list[OrderLine]) -> None:
    said = [(f"{line.product} {line.colour or ''}".strip(), "  ".join(
        f"{_(f.label)}：{getattr(line, f.name)}" for f in (
            OrderLine.barcode, OrderLine.firmware, OrderLine.logo, OrderLine.accessories, OrderLine.pp_sample,
            OrderLine.shipping_sample, OrderLine.special) if getattr(line, f.name))) for line in lines]
    if filled := [(about, text) for about, text in said if text]:
        paper.heading(N_("Making"))
        paper.fields(filled, columns=1)


def _distribution(paper: Any, order: Order) -> None:
    sent = {c.department_id: c for c in Copy.select().where(
        (Copy.order == order) & (Copy.revision == order.revision) & (Copy.deleted == 0))}
    departments = list(Department.select().where(Department.deleted == 0).order_by(Department.place))
    if departments:
        paper.checks(N_("Copies to"), [(d.name, d.id in sent) for d in departments])


def _signatures(paper: Any, order: Order) -> None:
    signed = {s.role: s for s in SignOff.select().where((SignOff.order == order) & (SignOff.deleted == 0))}
    done = {label: f"{s.name or ''} {s.signed}".strip() for role, label in SIGNERS
            if (s := signed.get(role)) is not None and s.signed}
    paper.signatures([label for _role, label in SIGNERS], done)
