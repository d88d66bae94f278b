"""The way of a sampling request through its signatures: who is waited for, what a last signature brings about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.samples.following import number_of_round
from app.areas.samples.requests import (
    APPROVALS,
    APPROVING,
    DRAFT,
    MAKING,
    REDO,
    SIGNED,
    SIGNERS,
    SIGNING,
    SIGNS_AS,
    RequestLine,
    RequestSignature,
    SampleRequest,
    roles_of,
)
from app.database import numbering, rights
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.signing_posts import signer

CARRIED = ("applicant", "customer", "order", "subject", "purpose", "chargeable", "rohs", "drawing", "requirement",
           "supplier")
LINE_CARRIED = ("material", "name", "spec", "finish", "colour", "logo", "quantity", "retained", "unit", "reference",
                "price", "currency", "supplier", "requirement")


class _SignedNumber:
    """Numbers signed samples, a series of their own beside the requests'."""

    _meta = SampleRequest._meta
    numbered = (SampleRequest.signed_number, "QY{yy}{mm}-{n:03}")
    select = SampleRequest.select


def signatures_of(request: SampleRequest) -> dict[str, RequestSignature]:
    """Return a request's signatures by role."""
    return {s.role: s for s in RequestSignature.select().where(
        (RequestSignature.request == request) & (RequestSignature.deleted == 0))}


def request_saved(change: Change, request: SampleRequest, before: dict[str, Any] | None) -> None:
    """Lay out the signatures that a request needs when it goes for approval; open the next round of one refused."""
    was = before.get("state") if before is not None else None
    if request.deleted or request.state == was:
        return
    if request.state != DRAFT:
        known = signatures_of(request)
        change.add_all([RequestSignature(request=request, role=r) for r in roles_of(request) if r not in known])
    if request.state == REDO and was is not None:
        _next_round(change, request)
    else:
        _wait(change, request)


def signature_saved(change: Change, signature: RequestSignature, before: dict[str, Any] | None) -> None:
    """Take a request one step on when the last signature of a step is there."""
    if before is None and signature.signed is None:
        return
    request = SampleRequest.get_by_id(signature.request_id)
    found = signatures_of(request)
    if request.state == APPROVING and all(r in found and found[r].signed for r in APPROVALS):
        request.state = MAKING
    elif request.state == SIGNING:
        needed = [found[r] for r in roles_of(request) if r in SIGNERS and r in found]
        if any(s.signed and s.verdict == "ng" for s in needed):
            request.state = REDO
        elif needed and all(s.signed for s in needed):
            request.state = SIGNED
            request.signed = max(s.signed for s in needed)
            if not request.signed_number:
                request.signed_number = numbering.next_number(_SignedNumber, _SignedNumber.numbered[1], change.at)
    request.waiting_for = _waited_for(request, found)
    change.save(request)


def _wait(change: Change, request: SampleRequest) -> None:
    words = _waited_for(request, signatures_of(request))
    if words != request.waiting_for:
        request.waiting_for = words
        change.save(request)


def _waited_for(request: SampleRequest, found: dict[str, RequestSignature]) -> str | None:
    """Return who has to sign next, by their roles; None where nobody is waited for."""
    asked = APPROVALS if request.state == APPROVING else SIGNERS if request.state == SIGNING else ()
    open_roles = [r for r in asked if r in found and not found[r].signed]
    if request.state == APPROVING and "vp" in open_roles:
        open_roles = ["vp"]
    return " ".join(open_roles) or None


def _next_round(change: Change, request: SampleRequest) -> None:
    if SampleRequest.select().where((SampleRequest.previous == request) & (SampleRequest.deleted == 0)).exists():
        return
    again = (request.round or 1) + 1
    said = "；".join(s.comment for s in signatures_of(request).values() if s.verdict == "ng" and s.comment)
    fresh = change.save(SampleRequest(
        **{name: getattr(request, name) for name in CARRIED}, number=number_of_round(str(request.number), again),
        round=again, previous=request, requested=change.at.astimezone().date(), state=DRAFT,
        due=max(request.due, change.at.astimezone().date())))
    lines = RequestLine.select().where((RequestLine.request == request) & (RequestLine.deleted == 0))
    change.add_all([RequestLine(request=fresh, last_comments=said or None,
                                **{name: getattr(line, name) for name in LINE_CARRIED}) for line in lines])


def send_for_approval(change: Change, requests: Sequence[SampleRequest]) -> None:
    """Give requests to the deputy general manager; one without articles is refused."""
    for request in requests:
        if not RequestLine.select().where((RequestLine.request == request) & (RequestLine.deleted == 0)).exists():
            raise Refused([Problem(_("Request {number} has no articles yet; enter what is to be sampled first.").format(
                number=request.number), None, True)], request)
        request.state, request.sent_for_approval = APPROVING, date.today()
        change.save(request)


def sign(roles: Sequence[str]) -> Any:
    """Return an action that signs requests for roles, of several those one holds: run(change, requests, answers)."""

    def run(change: Change, requests: Sequence[SampleRequest], answers: dict[str, Any] | None = None) -> None:
        said = answers or {}
        own = [r for r in roles if r not in SIGNS_AS or rights.holds(change.who.account, SIGNS_AS[r])]
        for request in requests:
            found = signatures_of(request)
            for role in own or roles:
                signature = found.get(role)
                if signature is None or signature.signed is not None:
                    continue
                signature.name = _name(change, said.get("name"), role, signature)
                signature.signed = said.get("signed") or date.today()
                signature.verdict = said.get("verdict") or ("ok" if role in SIGNERS else None)
                signature.comment = said.get("comment")
                signature.request = SampleRequest.get_by_id(request.id)
                change.save(signature)

    return run


def _name(change: Change, said: str | None, role: str, signature: RequestSignature) -> str:
    """Return who signs for a role; what the clerk has, the clerk notes for himself."""
    if role not in SIGNS_AS:
        return said or change.who.name
    return signer(change, said, SIGNS_AS[role], RequestSignature.name, signature)


def put_away(change: Change, requests: Sequence[SampleRequest], answers: dict[str, Any] | None = None) -> None:
    """Note where signed samples are kept, and their number where it is another than the one given."""
    said = answers or {}
    if not said.get("place"):
        raise Refused([Problem(_("Say where the signed sample is kept, so that the first article can be held against "
                                 "it."), SampleRequest.place, True)])
    for request in requests:
        request.place = said["place"]
        if len(requests) == 1:
            request.signed_number = said.get("signed_number") or request.signed_number
        change.save(request)


def sample_in(change: Change, requests: Sequence[SampleRequest], answers: dict[str, Any] | None = None) -> None:
    """Note the day on which the samples of requests came in; the signing clock starts."""
    day = (answers or {}).get("delivered") or date.today()
    for request in requests:
        request.delivered = day
        change.save(request)
        for line in RequestLine.select().where((RequestLine.request == request) & (RequestLine.deleted == 0)
                                               & RequestLine.delivered.is_null()):
            line.delivered = day
            change.save(line)
