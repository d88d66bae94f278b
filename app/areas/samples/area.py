"""The samples' area: customer samples and sampling requests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.samples import actions, signing
from app.areas.samples.duties import REQUEST_DUTIES, SAMPLE_DUTIES
from app.areas.samples.following import line_moved, sample_saved
from app.areas.samples.lights import LIGHTS
from app.areas.samples.notices import REQUEST_NOTICES, SAMPLE_NOTICES
from app.areas.samples.records import AWAY, DROPPED, HERE, TODO, Sample
from app.areas.samples.requests import (
    APPROVING,
    DRAFT,
    MAKING,
    OPEN,
    SIGNED,
    SIGNING,
    RequestLine,
    RequestSignature,
    SampleRequest,
)
from app.areas.samples.settings import SETTINGS
from app.domain.later import Later
from app.domain.sheet import Action, Area, Group, Import, Lines, Pages, Print, Sheet, View
from app.domain.text import N_
from app.masters.order import OrderLine

PRINTING = Later("app.areas.samples.printing")
COURIER_LABELS = Later("app.areas.samples.courier_labels")
DEMO = Later("app.areas.samples.demo")

S, R, L, G = Sample, SampleRequest, RequestLine, RequestSignature


def _late(today: date) -> Any:
    return S.next_due < today.isoformat()


def _soon(today: date) -> Any:
    return S.next_due <= (today + timedelta(days=3)).isoformat()


def _here(today: date) -> Any:
    return S.state.in_(HERE)


def _away(today: date) -> Any:
    return S.state.in_(AWAY)


def _open_requests(today: date) -> Any:
    return R.state.in_(OPEN)


def _late_requests(today: date) -> Any:
    return R.next_due < today.isoformat()


def _to_sign(today: date) -> Any:
    return R.state == SIGNING


def _no_place(today: date) -> Any:
    return (R.state == SIGNED) & R.place.is_null()


def _samples_import() -> Import:
    from app.areas.samples.importing import SAMPLES_IMPORT

    return SAMPLES_IMPORT


SAMPLES = Sheet(
    "samples", S, N_("Customer samples"),
    table=(S.number, S.kind, S.order, S.customer, S.product, S.colour, S.state, S.next_due, S.quantity, S.retained,
           S.rule, S.rule_days, S.send_by, S.finished, S.qc, S.sent, S.courier, S.waybill, S.freight, S.received,
           S.comments, S.category, S.result, S.round, S.need_by, S.note),
    form=(Group(N_("Sample"), (S.number, S.state, S.kind, S.order_line, S.order, S.customer, S.product, S.colour,
                               S.quantity, S.retained, S.round, S.previous)),
          Group(N_("Dispatch"), (S.rule, S.rule_days, S.send_by, S.need_by, S.recipient, S.address)),
          Group(N_("Making"), (S.plan_finish, S.finished, S.qc, S.place)),
          Group(N_("On its way"), (S.sent, S.courier, S.waybill, S.freight, S.paid_by, S.received)),
          Group(N_("Customer's word"), (S.result, S.category, S.comments, S.note))),
    order=(S.next_due.asc(nulls="LAST"), S.id.desc()),
    deadlines=SAMPLE_DUTIES,
    actions=(Action(N_("In work"), actions.to_state("making"), lambda s: s.state == TODO, "hammer"),
             Action(N_("Ready"), actions.ready, actions.is_here, "badge-check", (S.finished, S.qc)),
             Action(N_("Dispatched"), actions.send, actions.is_here, "send", (S.sent, S.courier, S.waybill, S.freight)),
             Action(N_("Arrived"), actions.arrived, lambda s: s.state == "sent", "package-check", (S.received,)),
             Action(N_("Customer's word"), actions.heard, actions.is_away, "message-square",
                    (S.result, S.category, S.comments)),
             Action(N_("Not needed"), actions.to_state(DROPPED), actions.is_here, "x")),
    prints=(Print("sample_dispatch", N_("Dispatch list of samples"), PRINTING.dispatch_list),),
    imports=(_samples_import,),
    views=(View(N_("Late or due within 3 days"), _soon), View(N_("Late"), _late), View(N_("Not sent yet"), _here),
           View(N_("Waiting for the customer"), _away)),
    empty=N_("Pre-production, shipping and other samples that customers get. Drop the tracker that you have onto "
             "this page, or plan them from the orders that ask for samples."),
)
REQUESTS = Sheet(
    "sample_requests", R, N_("Sampling requests"),
    table=(R.number, R.state, R.next_due, R.waiting_for, R.requested, R.applicant, R.customer, R.order, R.subject,
           R.purpose, R.first_time, R.due, R.supplier, R.promised, R.delivered, R.sign_due, R.signed, R.signed_number,
           R.place, R.round, R.note),
    form=(Group(N_("Request"), (R.number, R.state, R.requested, R.applicant, R.customer, R.order, R.subject,
                                R.purpose, R.first_time, R.due, R.chargeable, R.rohs, R.drawing, R.requirement)),
          Group(N_("Making"), (R.supplier, R.promised, R.sent_for_approval, R.delivered, R.sign_due)),
          Group(N_("Signed sample"), (R.waiting_for, R.signed, R.signed_number, R.place, R.round, R.previous, R.note))),
    lines=(Lines(L, L.request, N_("Articles"), (L.material, L.name, L.spec, L.finish, L.colour, L.logo, L.quantity,
                                                L.retained, L.unit, L.reference, L.price, L.currency, L.supplier,
                                                L.delivered, L.requirement, L.last_comments)),
           Lines(G, G.request, N_("Signatures"), (G.role, G.name, G.signed, G.verdict, G.comment))),
    order=(R.next_due.asc(nulls="LAST"), R.id.desc()),
    deadlines=REQUEST_DUTIES,
    actions=(Action(N_("Send for approval"), signing.send_for_approval, lambda r: r.state == DRAFT, "send"),
             Action(N_("Approved by the deputy GM"), signing.sign(("vp",)), lambda r: r.state == APPROVING, "stamp",
                    (G.name, G.signed)),
             Action(N_("Purchasing has it"), signing.sign(("purchasing",)), lambda r: r.state == APPROVING, "users",
                    (G.name, G.signed)),
             Action(N_("The clerk has it"), signing.sign(("clerk",)), lambda r: r.state == APPROVING, "user",
                    (G.signed,)),
             Action(N_("The sample is in"), signing.sample_in, lambda r: r.state == MAKING, "package-check",
                    (R.delivered,)),
             Action(N_("Sales signs"), signing.sign(("sales",)), lambda r: r.state == SIGNING, "pen-line",
                    (G.name, G.signed, G.verdict, G.comment)),
             Action(N_("Quality signs"), signing.sign(("quality",)), lambda r: r.state == SIGNING, "pen-line",
                    (G.name, G.signed, G.verdict, G.comment)),
             Action(N_("Engineering signs"), signing.sign(("engineering",)),
                    lambda r: r.state == SIGNING and r.first_time, "pen-line",
                    (G.name, G.signed, G.verdict, G.comment)),
             Action(N_("Put the signed sample away"), signing.put_away, lambda r: r.state == SIGNED, "archive",
                    (R.place, R.signed_number))),
    prints=(Print("sample_request", N_("Sampling request"), PRINTING.request_form),),
    views=(View(N_("Open requests"), _open_requests), View(N_("Late"), _late_requests),
           View(N_("To be signed"), _to_sign), View(N_("Signed, without a place"), _no_place)),
    empty=N_("What sales asks to be sampled: approved by the deputy general manager, chased, delivered, and signed "
             "by the departments."),
)

AREA = Area("samples", N_("Samples"), N_("Samples"), "shirt", (SAMPLES, REQUESTS), lights=LIGHTS,
            papers=(Pages("sample_tracker", N_("Sample tracker"), PRINTING.tracker_pages),
                    Pages("sample_labels", N_("Courier labels, A4 sheet"), COURIER_LABELS.sheet_labels),
                    Pages("sample_labels_roll", N_("Courier labels, roll"), COURIER_LABELS.roll_labels)),
            follows=((OrderLine, line_moved), (Sample, sample_saved), (SampleRequest, signing.request_saved),
                     (RequestSignature, signing.signature_saved)),
            notices={"samples": SAMPLE_NOTICES, "sample_requests": REQUEST_NOTICES}, settings=SETTINGS, demo=DEMO.make)
