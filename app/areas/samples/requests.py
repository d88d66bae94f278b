"""Sampling requests 打样: asked for by sales, approved in order, chased, delivered, signed within working days."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.samples.settings import APPROVE_DAYS, SIGN_DAYS
from app.database import rights
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Quantity, Scaled, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, signed_by_name, unique
from app.masters.company import Company, Person
from app.masters.order import Order
from app.masters.signing_posts import (
    DEPUTY_GENERAL_MANAGER,
    ENGINEERING,
    PURCHASING,
    QUALITY,
    SALES,
    step_posts,
)

PURPOSES = (("initial", N_("initial sample")), ("development", N_("development")), ("revised", N_("revised")),
            ("sales", N_("sales sample")), ("approval", N_("for approval")), ("pp", N_("pre-production")),
            ("bulk", N_("from bulk")), ("shipping", N_("shipping")), ("photo", N_("photo")),
            ("sealed", N_("sealed sample")), ("head", N_("head sample")), ("sizes", N_("size set")))
DRAFT, APPROVING, MAKING, SIGNING, SIGNED, REDO, DROPPED = (
    "draft", "approving", "making", "signing", "signed", "redo", "dropped")
STATES = ((DRAFT, N_("Draft")), (APPROVING, N_("In approval")), (MAKING, N_("Under way")),
          (SIGNING, N_("To be signed")), (SIGNED, N_("Signed")), (REDO, N_("To be redone")),
          (DROPPED, N_("Withdrawn")))
WORKFLOW = Workflow(frozenset((
    (DRAFT, APPROVING), (APPROVING, DRAFT), (APPROVING, MAKING), (MAKING, SIGNING), (SIGNING, SIGNED),
    (SIGNING, REDO), (SIGNED, REDO), (DRAFT, DROPPED), (APPROVING, DROPPED), (MAKING, DROPPED), (DROPPED, DRAFT))))
OPEN = (DRAFT, APPROVING, MAKING, SIGNING)

ROLES = (("vp", N_("Deputy general manager")), ("purchasing", N_("Purchasing")), ("clerk", N_("Clerk")),
         ("sales", N_("Sales")), ("quality", N_("Quality")), ("engineering", N_("Engineering")))
POINTS = {"sales": N_("colour, text, position"), "quality": N_("structure, size, function, quality"),
          "engineering": N_("structure, size, function")}
"""What each department answers for when it signs a delivered sample."""
APPROVALS, SIGNERS = ("vp", "purchasing", "clerk"), ("sales", "quality", "engineering")
WAITING = (("vp", N_("Deputy general manager")), ("purchasing clerk", N_("Purchasing and clerk")),
           ("purchasing", N_("Purchasing")), ("clerk", N_("Clerk")),
           ("sales quality engineering", N_("Sales, quality and engineering")),
           ("sales quality", N_("Sales and quality")), ("sales engineering", N_("Sales and engineering")),
           ("quality engineering", N_("Quality and engineering")), ("sales", N_("Sales")),
           ("quality", N_("Quality")), ("engineering", N_("Engineering")))
"""Who may still have to sign, by their roles."""
VERDICTS = (("ok", N_("signed off")), ("conditional", N_("conditional")), ("ng", N_("not accepted")))


def roles_of(request: Any) -> tuple[str, ...]:
    """Return who signs a request, in order; engineering signs the first sample of an article only."""
    return (*APPROVALS, *(r for r in SIGNERS if r != "engineering" or request.first_time))


def _reckon_days(request: Any) -> None:
    calendar = None
    if request.state == APPROVING and request.sent_for_approval is not None:
        calendar = office_calendar()
        request.approve_due = calendar.add_workdays(request.sent_for_approval, office(APPROVE_DAYS))
    if request.delivered is None:
        request.sign_due = None
    else:
        request.sign_due = (calendar or office_calendar()).add_workdays(request.delivered, office(SIGN_DAYS))
    waits = {APPROVING: request.approve_due, MAKING: request.promised or request.due, SIGNING: request.sign_due,
             DRAFT: request.due}
    request.next_due = waits.get(request.state)


def _customer_of_order(request: Any) -> None:
    if request.customer_id is None and request.order is not None:
        request.customer = request.order.customer_id


def _delivered_moves(request: Any) -> None:
    """A day of delivery brings a request that is being made to the signers."""
    if request.delivered is not None and request.state == MAKING:
        request.state = SIGNING


def _signed_has_place(request: Any) -> Problem | None:
    if request.state == SIGNED and not request.place:
        return Problem(_("Say where the signed sample is kept, so that the first article can be held against it."),
                       SampleRequest.place)
    return None


class SampleRequest(Record):
    """A request for a sample of a part or product, with its way to the signed sample."""

    number = Code(N_("Request no."), width=12)
    requested = Day(N_("Requested on"), required=True, default=date.today)
    applicant = Link(N_("Applicant"), Person, width=8)
    customer = Link(N_("Customer"), Company, width=20)
    order = Link(N_("Production order no."), Order, width=14)
    subject = Text(N_("Sampled article"), width=20, hint=N_("Short name of what is sampled"))
    purpose = Choice(N_("Purpose"), PURPOSES, required=True, default="approval", width=9)
    first_time = Flag(N_("First time"), hint=N_("Engineering signs the first sample of an article too"))
    due = Day(N_("Sample wanted by"), required=True)
    chargeable = Flag(N_("Charged"))
    rohs = Flag(N_("RoHS required"))
    drawing = Text(N_("Drawing or sample"))
    requirement = LongText(N_("Special requirement"))
    supplier = Link(N_("Supplier"), Company, width=16)
    promised = Day(N_("Promised for"))
    sent_for_approval = Day(N_("Sent for approval"))
    approve_due = Day(N_("Approval due"))
    delivered = Day(N_("Sample in"))
    sign_due = Day(N_("Sign by"))
    next_due = Day(N_("Next deadline"))
    waiting_for = Choice(N_("Waiting for"), WAITING, width=14)
    signed_number = Code(N_("Signed sample no."), width=12)
    signed = Day(N_("Sample signed on"))
    place = Text(N_("Place of the signed sample"))
    round = Integer(N_("Round"), default=1, width=5)
    previous = Link(N_("Round before"), "self")
    state = Choice(N_("State"), STATES, required=True, default=DRAFT, width=8)
    note = LongText(N_("Note"))

    shown = (number,)
    numbered = (number, "DY{yy}{mm}-{n:03}")
    derived = (_customer_of_order, _delivered_moves, _reckon_days)
    checks = (unique("number"), unique("signed_number"), in_order("requested", "due"),
              in_order("requested", "delivered"), _signed_has_place)
    workflow = (state, WORKFLOW)

    class Meta:
        table_name = "sample_request"


class RequestLine(Record):
    """One article of a sampling request."""

    request = Link(N_("Request no."), SampleRequest, required=True)
    material = Code(N_("Material no."))
    name = Text(N_("Name"), required=True)
    spec = Text(N_("Specification"))
    finish = Text(N_("Material or finish"))
    colour = Text(N_("Colour"))
    logo = Text(N_("Logo print"))
    quantity = Quantity(N_("Quantity"), required=True)
    retained = Quantity(N_("Kept back"), width=6)
    unit = Text(N_("Unit"), default="PCS", width=6)
    reference = Text(N_("Reference sample"))
    price = Scaled(N_("Unit price"), places=4)
    currency = Text(N_("Currency"), width=6)
    supplier = Link(N_("Supplier"), Company)
    delivered = Day(N_("Sample in"))
    requirement = Text(N_("Special requirement"))
    last_comments = Text(N_("Comments on the last round"))

    shown = (name, spec)
    checks = (positive("quantity", "retained", "price"),)

    class Meta:
        table_name = "sample_request_line"


def _in_order(signature: Any) -> Problem | None:
    """A signature stands only after those before it: the deputy general manager's comes first of all."""
    if signature.signed is None or signature.request is None:
        return None
    rank = [r for r, _label in ROLES]
    before = APPROVALS if signature.role in SIGNERS else ("vp",) if signature.role != "vp" else ()
    missing = [s.role for s in RequestSignature.select().where(
        (RequestSignature.request == signature.request) & RequestSignature.role.in_(before)
        & (RequestSignature.deleted == 0) & RequestSignature.signed.is_null())]
    if not missing:
        return None
    first = min(missing, key=rank.index)
    return Problem(_("First comes the signature of {who}; enter that one before.").format(
        who=_(RequestSignature.role.labels[first])), RequestSignature.signed, True)


def _says_why(signature: Any) -> Problem | None:
    if signature.verdict == "ng" and not signature.comment:
        return Problem(_("Say what is wrong, so that the next round gets it right."), RequestSignature.comment)
    return None


class RequestSignature(Record):
    """One signature of a sampling request: an approval, or a department's word on the delivered sample."""

    request = Link(N_("Request no."), SampleRequest, required=True)
    role = Choice(N_("Signs as"), ROLES, required=True, width=12)
    name = Text(N_("Signature of"), width=10)
    signed = Day(N_("Signature on"))
    verdict = Choice(N_("Verdict"), VERDICTS, width=7)
    comment = Text(N_("Comment"), width=24)

    shown = (request, role)
    checks = (unique("request", "role"), signed_by_name("signed", "name"), _in_order, _says_why)

    class Meta:
        table_name = "sample_request_signature"


SIGNS_AS: dict[str, rights.Post] = {"vp": DEPUTY_GENERAL_MANAGER, "purchasing": PURCHASING, "sales": SALES,
                                    "quality": QUALITY, "engineering": ENGINEERING}
"""Who holds each step; the clerk's own is everybody's."""
_S = RequestSignature
rights.sign_as(_S, step_posts(SIGNS_AS), _S.request, _S.role, _S.name, _S.signed, _S.verdict, _S.comment)


def _signatures_are_there(request: Any) -> bool:
    """Tell whether a request has the signatures that bring it to its state."""
    given = {s.role: s.verdict for s in _S.select().where(
        (_S.request == request) & (_S.deleted == 0) & _S.signed.is_null(False))}
    needed = [r for r in roles_of(request) if r in (APPROVALS if request.state == MAKING else SIGNERS)]
    return all(r in given and given[r] != "ng" for r in needed)


rights.sign(SampleRequest, SampleRequest.state, rights.HEAD, values=(MAKING, SIGNED), unless=_signatures_are_there)
