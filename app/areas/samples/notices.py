"""What the samples' area tells others: parcels sent, samples to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.samples.records import Sample
from app.areas.samples.requests import SampleRequest
from app.domain.notice import Draft, Notice
from app.domain.text import N_, _
from app.reports.field_values import field_text

SENT_COLUMNS = (Sample.number, Sample.kind, Sample.order, Sample.customer, Sample.product, Sample.colour,
                Sample.quantity, Sample.sent, Sample.courier, Sample.waybill)
LATE_COLUMNS = (Sample.number, Sample.kind, Sample.order, Sample.customer, Sample.product, Sample.colour,
                Sample.state, Sample.send_by, Sample.note)
SIGN_COLUMNS = (SampleRequest.number, SampleRequest.customer, SampleRequest.order, SampleRequest.subject,
                SampleRequest.delivered, SampleRequest.sign_due, SampleRequest.waiting_for)


def _table(records: Sequence[Any], columns: Sequence[Any]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return headings and texts of a table of records."""
    return (tuple(_(c.label) for c in columns), tuple(tuple(field_text(r, c) for c in columns) for r in records))


def sent(samples: Sequence[Sample]) -> Draft:
    """Return the message that samples are on their way."""
    columns, rows = _table(samples, SENT_COLUMNS)
    customers = "、".join(dict.fromkeys(str(s.customer) for s in samples if s.customer_id))
    return Draft(_("Samples sent: {customers}").format(customers=customers),
                 _("The samples below are on their way. Please tell the customer the waybill and pass on his "
                   "comments."),
                 columns, rows, ("sample_dispatch",))


def endangered(samples: Sequence[Sample]) -> Draft:
    """Return the message that samples will be late."""
    columns, rows = _table(samples, LATE_COLUMNS)
    return Draft(_("Samples late or about to be: {count}").format(count=len(samples)),
                 _("The samples below are late or nearly so. Please say by when they are ready, and what is missing."),
                 columns, rows)


def to_sign(requests: Sequence[SampleRequest]) -> Draft:
    """Return the call to come and sign delivered samples."""
    columns, rows = _table(requests, SIGN_COLUMNS)
    return Draft(_("Samples to be signed"),
                 _("The samples below are in. Please sign them by the day named: sales for colour, text and position, "
                   "quality for structure, size, function and quality, engineering for a first sample."),
                 columns, rows, ("sample_request",))


def asked(requests: Sequence[SampleRequest]) -> Draft:
    """Return the message with which an approved request goes to purchasing."""
    columns, rows = _table(requests, (SampleRequest.number, SampleRequest.customer, SampleRequest.subject,
                                      SampleRequest.purpose, SampleRequest.due, SampleRequest.supplier))
    return Draft(_("Sampling requests approved"),
                 _("The requests below are approved. Please order the samples so that they are in by the day wanted."),
                 columns, rows, ("sample_request",))


def chased(requests: Sequence[SampleRequest]) -> Draft:
    """Return the question where samples stay that are wanted."""
    columns, rows = _table(requests, (SampleRequest.number, SampleRequest.subject, SampleRequest.purpose,
                                      SampleRequest.supplier, SampleRequest.due, SampleRequest.promised))
    return Draft(_("Where do the samples stay?"),
                 _("The samples below are wanted by the day named. Please ask the supplier and tell the day on which "
                   "they come."), columns, rows)


SALES, QUALITY, ENGINEERING = N_("Sales department"), N_("Quality department"), N_("Engineering department")
PRODUCTION, PURCHASING = N_("Production department"), N_("Purchasing department")

SAMPLE_NOTICES = (Notice("sample_sent", N_("Tell sales: samples sent"), (SALES,), sent),
                  Notice("sample_late", N_("Chase late samples"), (PRODUCTION, SALES), endangered))
REQUEST_NOTICES = (Notice("sample_request_chase", N_("Chase the samples"), (PURCHASING,), chased),
                   Notice("sample_request_approved", N_("Give to purchasing"), (PURCHASING,), asked),
                   Notice("sample_to_sign", N_("Call to sign"), (SALES, QUALITY, ENGINEERING), to_sign))
