"""What the returns area tells others: units that are in, units past their days, the quarter's analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.returns.records import ReturnBatch, ReturnUnit
from app.domain.notice import Draft, Notice
from app.domain.text import N_, _
from app.reports.field_values import field_text

UNIT_COLUMNS = ("serial", "product", "state", "received", "due", "found", "responsible", "delay_note")


def _cells(record: Any, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(field_text(record, record._meta.fields[name]) for name in names)


def _labels(model: Any, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(_(model._meta.fields[name].label) for name in names)


def batches_in(batches: Sequence[Any]) -> Draft:
    """Word the news that units came back, for quality and engineering."""
    names = ("number", "received", "customer", "rma", "quantity", "accessories")
    return Draft(_("Returned units are in: {batches}").format(batches="、".join(str(b) for b in batches)),
                 _("Please inspect and repair the following returned units. Each station has 3 working days; the "
                   "inspection and repair reports come back to the clerk."), _labels(ReturnBatch, names),
                 tuple(_cells(b, names) for b in batches), ("return_register",))


def overdue(units: Sequence[Any]) -> Draft:
    """Word the reminder about units that wait too long at a station."""
    return Draft(_("Returned units that wait too long ({count})").format(count=len(units)),
                 _("These units stand at the same station for more than 3 working days. Please say what they wait for "
                   "and when they go on."), _labels(ReturnUnit, UNIT_COLUMNS),
                 tuple(_cells(u, UNIT_COLUMNS) for u in units))


def measures(records: Sequence[Any]) -> Draft:
    """Word the quarter's result for the sales head and the deputy general manager, analysis attached."""
    names = ("rank", "fault", "count", "reason", "measure", "owner", "due")
    quarters = "、".join(sorted({r.quarter for r in records}))
    return Draft(_("Quarterly analysis of returns {quarter}").format(quarter=quarters),
                 _("Enclosed is the quarterly analysis of returns with its top three faults and the countermeasures."),
                 _labels(type(records[0]), names) if records else (), tuple(_cells(r, names) for r in records),
                 ("returns_quarter",))


QUALITY, ENGINEERING = N_("Quality department"), N_("Engineering department")

NOTICES: dict[str, tuple[Notice, ...]] = {
    "return_batches": (Notice("returns_in", N_("Returned units are in"), (QUALITY, ENGINEERING), batches_in),),
    "returns": (Notice("returns_overdue", N_("Units that wait too long"), (QUALITY, ENGINEERING), overdue),),
    "countermeasures": (Notice("returns_quarter", N_("Quarterly analysis of returns"),
                               (N_("Sales head"), N_("Deputy general manager")), measures),),
}
