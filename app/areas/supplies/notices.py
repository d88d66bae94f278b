"""What the supplies area tells others: a request to be signed, supplies that are here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.supplies.records import RequestLine
from app.domain.notice import Draft, Notice
from app.domain.text import N_, _

COLUMNS = (N_("For month"), N_("Article"), N_("On hand"), N_("Requested quantity"), N_("Unit"), N_("Estimated cost"))


def _rows(requests: Sequence[Any]) -> tuple[tuple[str, ...], ...]:
    lines = RequestLine.select().where(RequestLine.request.in_([r.id for r in requests]) & (RequestLine.deleted == 0))
    return tuple((line.request.month, str(line.item), str(line.on_hand or 0), str(line.quantity), line.unit or "",
                  f"{line.cost or 0:,.2f}") for line in lines.order_by(RequestLine.request, RequestLine.id))


def to_sign(requests: Sequence[Any]) -> Draft:
    """Word the request for a signature."""
    return Draft(_("Supply request {numbers}").format(numbers="、".join(str(r) for r in requests)),
                 _("Please sign the enclosed request for office supplies."), tuple(_(c) for c in COLUMNS),
                 _rows(requests), ("supply_request",))


def here(requests: Sequence[Any]) -> Draft:
    """Word the news that supplies can be fetched."""
    return Draft(_("Office supplies are here"), _("The office supplies are here; please fetch what your department "
                                                  "asked for and sign the issue slip."),
                 tuple(_(c) for c in COLUMNS), _rows(requests))


NOTICES: dict[str, tuple[Notice, ...]] = {
    "supply_requests": (Notice("supply_sign", N_("Supply request to be signed"),
                               (N_("Plant manager"), N_("Cost department")), to_sign),
                        Notice("supply_here", N_("Office supplies are here"), (N_("All departments"),), here)),
}
