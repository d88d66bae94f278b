"""The papers of samples: the tracker, the dispatch list, the sampling request as it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.areas.samples.records import HERE, Sample
from app.areas.samples.requests import POINTS, RequestLine, RequestSignature, SampleRequest, roles_of
from app.areas.samples.signing import signatures_of
from app.domain.deadline import LATE, SOON, TODAY, nearness
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.field_values import field_value
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

TINTS = {LATE: "#FCE3E1", TODAY: "#FFF0D6", SOON: "#FFF8E6"}
TRACKER = (Sample.number, Sample.kind, Sample.order, Sample.customer, Sample.product, Sample.colour, Sample.quantity,
           Sample.retained, Sample.rule, Sample.send_by, Sample.sent, Sample.courier, Sample.waybill, Sample.received,
           Sample.comments, Sample.result, Sample.round)
DISPATCH = (Sample.number, Sample.kind, Sample.order, Sample.product, Sample.colour, Sample.quantity, Sample.retained,
            Sample.send_by, Sample.courier, Sample.waybill, Sample.freight)
OPEN_AND_RECENT = N_("Open samples, and those sent in the last 30 days")


def tracker_pages(ask: PaperAsk) -> list[Any]:
    """Return the tracker, lying, late ones tinted: the named samples, or all open ones and what left lately."""
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    query = Sample.select().where(Sample.deleted == 0).order_by(Sample.next_due.asc(nulls="LAST"), Sample.id)
    if ask.records:
        numbers = [int(text) for text in ask.records if text.isdigit()]
        found = list(query.where(Sample.id.in_(numbers) | Sample.number.in_(ask.records)))
    else:
        since = (ask.today - timedelta(days=30)).isoformat()
        found = list(query.where(Sample.state.in_(HERE) | (Sample.sent >= since)))
    paper.title(N_("Sample tracker"), "" if ask.records else _(OPEN_AND_RECENT))
    due: dict[int, Any] = {}
    rows = []
    for sample in found:
        row = [field_value(sample, f) for f in TRACKER]
        due[id(row)] = sample.next_due
        rows.append(row)
    heads = [PaperColumn(f.label, kind=f.kind) for f in TRACKER]

    def tint(row: Any) -> str:
        day = due.get(id(row))
        return TINTS.get(nearness(day, ask.today), "") if day is not None else ""

    paper.table(heads, rows, sums=_place_of("quantity", TRACKER) if rows else [], tint=tint, size=7)
    return paper.pages()


def dispatch_list(paper: Any, samples: Sequence[Sample]) -> None:
    """Draw what leaves, by customer and parcel, to be signed by who packs and who carries away."""
    paper.title(N_("Dispatch list of samples"), _numbers(samples))
    by_customer: dict[str, list[Sample]] = {}
    for sample in samples:
        by_customer.setdefault(str(sample.customer or ""), []).append(sample)
    for customer, listed in by_customer.items():
        first = listed[0]
        paper.heading(customer or N_("Customer"))
        address = first.address or (first.customer.address if first.customer is not None else "") or ""
        fields = [(Sample.recipient.label, first.recipient or (first.customer.contact if first.customer else "")),
                  (Sample.address.label, address), (Sample.paid_by.label, field_value(first, Sample.paid_by))]
        if filled := [(label, value) for label, value in fields if value]:
            paper.fields(filled)
        kept = [f for f in DISPATCH if any(getattr(s, f.name) not in (None, "") for s in listed)]
        heads = [PaperColumn(f.label, kind=f.kind) for f in kept]
        paper.table([*heads, PaperColumn(N_("Packed"), kind="check")],
                    [[*(field_value(s, f) for f in kept), False] for s in listed],
                    sums=_place_of("quantity", kept) if len(listed) > 1 else [])
    paper.signatures((N_("Packed by"), N_("Courier"), N_("Clerk")))


def _place_of(name: str, fields: Sequence[Any]) -> list[int]:
    """Return the place of a field among others; fields are told apart by name, for == makes a condition of them."""
    return [at for at, f in enumerate(fields) if f.name == name]


def _numbers(samples: Sequence[Sample]) -> str:
    names = [str(s.number) for s in samples]
    return "、".join(names[:6]) + (f" … ({len(names)})" if len(names) > 6 else "")


REQUEST_FIELDS = (SampleRequest.requested, SampleRequest.applicant, SampleRequest.customer, SampleRequest.order,
                  SampleRequest.subject, SampleRequest.purpose, SampleRequest.due, SampleRequest.supplier,
                  SampleRequest.drawing, SampleRequest.round, SampleRequest.delivered, SampleRequest.sign_due)
LINE_FIELDS = (RequestLine.material, RequestLine.name, RequestLine.spec, RequestLine.finish, RequestLine.colour,
               RequestLine.logo, RequestLine.quantity, RequestLine.retained, RequestLine.unit, RequestLine.reference,
               RequestLine.delivered, RequestLine.requirement, RequestLine.last_comments)


def request_form(paper: Any, requests: Sequence[SampleRequest]) -> None:
    """Draw sampling requests as they are filled in, approved and signed, each on sheets of its own."""
    for request in requests:
        paper.title(N_("Sampling request"), str(request.number), code=f"gendan:sample_requests/{request.id}")
        paper.fields([(f.label, field_value(request, f)) for f in REQUEST_FIELDS])
        paper.checks("", [(SampleRequest.first_time.label, bool(request.first_time)),
                          (SampleRequest.chargeable.label, bool(request.chargeable)),
                          (SampleRequest.rohs.label, bool(request.rohs))])
        _articles(paper, request)
        if request.requirement:
            paper.heading(SampleRequest.requirement.label)
            paper.text(request.requirement)
        _pictures(paper, request)
        _signatures(paper, request)
        if request.signed_number or request.place:
            paper.fields([(SampleRequest.signed_number.label, request.signed_number or ""),
                          (SampleRequest.place.label, request.place or "")])
        paper.signatures((N_("Deputy general manager"), N_("Purchasing"), N_("Clerk")))
        asked = {role: f"{_(label)}（{_(POINTS[role])}）" for role, label in RequestSignature.role.options
                 if role in POINTS and role in roles_of(request)}
        found = signatures_of(request)
        done = {asked[role]: f"{s.name or ''} {s.signed}".strip() for role, s in found.items()
                if s.signed and role in asked}
        paper.signatures(list(asked.values()), done)


def _articles(paper: Any, request: SampleRequest) -> None:
    lines = list(RequestLine.select().where((RequestLine.request == request) & (RequestLine.deleted == 0))
                 .order_by(RequestLine.id))
    kept = [f for f in LINE_FIELDS if f.name in ("name", "quantity")
            or any(getattr(line, f.name) not in (None, "") for line in lines)]
    paper.heading(N_("Articles"))
    paper.table([PaperColumn(f.label, kind=f.kind) for f in kept],
                [[field_value(line, f) for f in kept] for line in lines])


def _signatures(paper: Any, request: SampleRequest) -> None:
    found = signatures_of(request)
    done = [(s.role, found[s.role]) for s in found.values() if s.signed and (s.verdict or s.comment)]
    if not done:
        return
    labels = dict(RequestSignature.role.options)
    paper.heading(RequestSignature.verdict.label)
    paper.table([PaperColumn(RequestSignature.role.label), PaperColumn(N_("Answers for")),
                 PaperColumn(RequestSignature.name.label), PaperColumn(RequestSignature.signed.label, kind="day"),
                 PaperColumn(RequestSignature.verdict.label), PaperColumn(RequestSignature.comment.label)],
                [[_(labels[role]), _(POINTS[role]) if role in POINTS else "", s.name or "", s.signed,
                  field_value(s, RequestSignature.verdict), s.comment or ""] for role, s in done])


def _pictures(paper: Any, request: SampleRequest) -> None:
    from app.database.attachments import attachments_of, read

    for file in attachments_of(request):
        if str(file.name).lower().endswith((".png", ".jpg", ".jpeg")):
            try:
                paper.picture(read(file), 160, str(file.name))
            except OSError:
                paper.text(str(file.name))
