"""The deadlines of samples and sampling requests."""

from __future__ import annotations

from typing import Any

from app.areas.samples.records import AWAY, HERE, Sample
from app.areas.samples.requests import APPROVING, DRAFT, MAKING, SIGNING, SampleRequest
from app.domain.deadline import Deadline
from app.domain.text import N_


def _clerk(record: Any) -> str:
    """Return whose duty it is: the order's clerk, else who entered the record."""
    order = record.order
    clerk = order.clerk if order is not None else None
    return str(clerk or record.created_by or "")


def _order(record: Any) -> str:
    return str(record.order.number) if record.order is not None else ""


def _waits_for(request: Any, *roles: str) -> bool:
    """Tell whether one of these still has to sign a delivered sample."""
    return request.state == SIGNING and bool(set(roles) & set((request.waiting_for or "").split()))


def _applicant(request: Any) -> str:
    return str(request.applicant or request.created_by or "")


def _order_is_off(record: Any) -> bool:
    return record.order is not None and record.order.state == "cancelled"


SAMPLE_DUTIES = (
    Deadline(N_("Send the sample"), due=lambda r: r.send_by, done=lambda r: r.state not in HERE or _order_is_off(r),
             owner=_clerk, field=Sample.next_due, order=_order, hangs_on=(Sample.order,),
             why=N_("Sample {number} must leave by {send_by}.")),
    Deadline(N_("Sample ready"), due=lambda r: r.plan_finish,
             done=lambda r: r.finished is not None or r.state not in HERE or _order_is_off(r),
             owner=_clerk, order=_order, hangs_on=(Sample.order,),
             why=N_("Sample {number} is planned to be ready on {plan_finish}, to be sent by {send_by}.")),
    Deadline(N_("Ask the customer about the sample"), due=lambda r: r.answer_due,
             done=lambda r: r.state not in AWAY or r.result not in (None, "", "none") or _order_is_off(r),
             owner=_clerk, field=Sample.next_due, order=_order, hangs_on=(Sample.order,), since=lambda r: r.sent,
             why=N_("Sent on {sent} ({courier} {waybill}), no answer yet.")),
    Deadline(N_("Sample with the customer"), due=lambda r: r.need_by,
             done=lambda r: r.received is not None or r.state not in (*HERE, *AWAY) or _order_is_off(r),
             owner=_clerk, order=_order, hangs_on=(Sample.order,),
             why=N_("The customer needs sample {number} by {need_by}.")),
)

REQUEST_DUTIES = (
    Deadline(N_("Approval of the sampling request"), due=lambda r: r.approve_due,
             done=lambda r: r.state != APPROVING or _order_is_off(r), owner=_clerk,
             field=SampleRequest.next_due, order=_order, hangs_on=(SampleRequest.order,),
             since=lambda r: r.sent_for_approval, why=N_("Given for approval on {sent_for_approval}.")),
    Deadline(N_("Sample to be delivered"), due=lambda r: r.promised or r.due,
             done=lambda r: r.state not in (DRAFT, APPROVING, MAKING) or _order_is_off(r), owner=_clerk,
             field=SampleRequest.next_due, order=_order, hangs_on=(SampleRequest.order,), since=lambda r: r.requested,
             why=N_("Asked for by {due}; chase the supplier.")),
    Deadline(N_("Sales signs the sample"), due=lambda r: r.sign_due,
             done=lambda r: not _waits_for(r, "sales") or _order_is_off(r), owner=_applicant,
             field=SampleRequest.next_due, order=_order,
             hangs_on=(SampleRequest.order, SampleRequest.applicant), since=lambda r: r.delivered,
             why=N_("The sample came in on {delivered}: colour, text and position.")),
    Deadline(N_("Quality and engineering sign the sample"), due=lambda r: r.sign_due,
             done=lambda r: not _waits_for(r, "quality", "engineering") or _order_is_off(r), owner=_clerk,
             field=SampleRequest.next_due, order=_order, hangs_on=(SampleRequest.order,), since=lambda r: r.delivered,
             why=N_("The sample came in on {delivered}: structure, size, function and quality.")),
)
