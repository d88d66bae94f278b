"""The forms of office supplies: request, issue slip, count sheet, and the table of what departments took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.supplies.records import CountLine, IssueLine, RequestLine, SupplyCount, SupplyIssue, SupplyRequest
from app.areas.supplies.stock import balance_of
from app.areas.supplies.taken import Taken, department_name, read_taken
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.field_values import field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn
from app.reports.sheet_file import OutColumn, SheetOut

REQUEST, SLIP, COUNT, TAKEN = (N_("Supply request form"), N_("Issue slip"), N_("Count sheet"),
                               N_("What each department took"))
ARTICLE, SPEC, UNIT = N_("Article"), N_("Specification"), N_("Unit")


def request_form(paper: Any, requests: Sequence[SupplyRequest]) -> None:
    """Draw requests with their lines and both signatures."""
    R, L = SupplyRequest, RequestLine  # noqa: N806
    for request in requests:
        paper.title(REQUEST, f"{request.number} {request.month}", form_number="QR-XZ-01",
                    code=f"gendan:supply_requests/{request.id}")
        paper.fields([(f.label, field_text(request, f)) for f in (
            R.number, R.month, R.department, R.applicant, R.asked, R.due, R.collect, R.state)])
        lines = list(L.select().where((L.request == request) & (L.deleted == 0)).order_by(L.id))
        heads = [PaperColumn(N_("No."), 2.2), PaperColumn(ARTICLE, 8), PaperColumn(SPEC, 7), PaperColumn(UNIT, 3),
                 *(PaperColumn(f.label, 4.6, kind="quantity") for f in (L.on_hand, L.last_bought, L.last_used)),
                 PaperColumn(L.quantity.label, 4.6, kind="quantity"), PaperColumn(L.cost.label, 5.5, kind="money"),
                 PaperColumn(L.purpose.label, 7)]
        paper.table(heads, [[str(n), x.item.name, x.item.spec or "", x.unit or "", x.on_hand, x.last_bought,
                             x.last_used, x.quantity, x.cost, x.purpose or ""] for n, x in enumerate(lines, 1)],
                    sums=[8])
        if request.note:
            paper.text(request.note)
        done = {label: f"{name or ''} {day}".strip() for label, name, day in (
            (R.manager.label, request.manager, request.manager_signed),
            (R.cost.label, request.cost, request.cost_signed)) if day}
        paper.signatures([R.applicant.label, R.manager.label, R.cost.label], done)


def issue_slip(paper: Any, slips: Sequence[SupplyIssue]) -> None:
    """Draw issue slips with the balance after each line."""
    S, L = SupplyIssue, IssueLine  # noqa: N806
    for slip in slips:
        paper.title(SLIP, f"{slip.number}", form_number="QR-XZ-02", code=f"gendan:supply_issues/{slip.id}")
        paper.fields([(f.label, field_text(slip, f)) for f in (S.number, S.day, S.department, S.taken_by)])
        found = list(L.select(L, balance_of(L.item, L.day, L.id).alias("after_it")).where(
            (L.issue == slip) & (L.deleted == 0)).order_by(L.id))
        heads = [PaperColumn(N_("No."), 2.2), PaperColumn(ARTICLE, 9), PaperColumn(SPEC, 8), PaperColumn(UNIT, 3.4),
                 PaperColumn(L.quantity.label, 5, kind="quantity"), PaperColumn(N_("Balance left"), 5, kind="quantity"),
                 PaperColumn(L.taken_by.label, 6), PaperColumn(L.note.label, 8)]
        paper.table(heads, [[str(n), x.item.name, x.item.spec or "", x.item.unit or "", x.quantity, x.after_it,
                             x.taken_by or "", x.note or ""] for n, x in enumerate(found, 1)])
        if slip.note:
            paper.text(slip.note)
        paper.signatures([N_("Taken"), N_("Issued")])


def count_sheet(paper: Any, counts: Sequence[SupplyCount]) -> None:
    """Draw count sheets, empty places for what is not counted yet."""
    C, L = SupplyCount, CountLine  # noqa: N806
    for count in counts:
        paper.title(COUNT, f"{count.number} {count.day}", form_number="QR-XZ-03",
                    code=f"gendan:supply_counts/{count.id}")
        paper.fields([(f.label, field_text(count, f)) for f in (C.number, C.day, C.counter, C.observer)])
        lines = list(L.select().where((L.sheet == count) & (L.deleted == 0)).order_by(L.id))
        heads = [PaperColumn(N_("No."), 2.2), PaperColumn(ARTICLE, 9), PaperColumn(SPEC, 8), PaperColumn(UNIT, 3.4),
                 *(PaperColumn(f.label, 5, kind="quantity") for f in (L.book, L.counted, L.difference)),
                 PaperColumn(L.reason.label, 9)]
        paper.table(heads, [[str(n), x.item.name, x.item.spec or "", x.item.unit or "", x.book, x.counted, x.difference,
                             x.reason or ""] for n, x in enumerate(lines, 1)])
        paper.signatures([C.counter.label, C.observer.label, N_("Cost department")])


def taken_pages(ask: PaperAsk) -> list[Any]:
    """Return the pages of a month or year (2026-10, 2026) given as record, else of the present month."""
    found = read_taken(ask.records[0] if ask.records else f"{ask.today:%Y-%m}")
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=len(found.departments) > 6)
    paper.title(TAKEN, period_words(found.period), form_number="QR-XZ-04")
    heads = [PaperColumn(ARTICLE, 12), PaperColumn(UNIT, 3.2),
             *(PaperColumn(department_name(d), 5, kind="quantity") for d in found.departments),
             PaperColumn(N_("Total"), 5, kind="quantity"), PaperColumn(N_("Cost"), 6.5, kind="money")]
    costs = [_("Cost"), "¥", *(f"{cost:,.2f}" for cost in found.costs), "", found.cost]
    paper.table(heads, [*(_row(row) for row in found.rows), costs], totals=_totals(found), size=8)
    paper.signatures([N_("Prepared by"), N_("Plant manager"), N_("Cost department")])
    return paper.pages()


def _row(row: Any) -> list[Any]:
    return [row.article, row.unit, *(q or None for q in row.quantities), row.total, row.cost]


def _totals(found: Taken) -> list[Any]:
    return [_("Total"), "", *found.totals, found.total, found.cost]


def taken_sheets(period: str) -> list[SheetOut]:
    """Return the worksheet of a month or year."""
    found = read_taken(period)
    columns = [OutColumn(_(ARTICLE)), OutColumn(_(UNIT)),
               *(OutColumn(department_name(d), "quantity") for d in found.departments),
               OutColumn(_("Total"), "quantity"), OutColumn(_("Cost"), "money")]
    return [SheetOut(_(TAKEN), columns, [_row(row) for row in found.rows], f"{period_words(period)} {_(TAKEN)}",
                     totals=_totals(found), frozen=2)]


def period_words(period: str) -> str:
    """Return a month or a year in words."""
    if len(period) == 4:
        return _("Year {year}").format(year=period)
    return _("{year}-{month:02}").format(year=int(period[:4]), month=int(period[5:]))
