"""Document control 文控: the master list, copies issued and recalled, changes, loans, destruction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.documents.editions import next_edition
from app.areas.documents.settings import APPROVE_DAYS, LOAN_DAYS, RECALL_DAYS, REVIEW_YEARS, SIGN_DAYS
from app.database import rights
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Quantity, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, unique
from app.masters.company import Company, Department, Person
from app.masters.order import Order
from app.masters.product import Product
from app.masters.state_dates import dated_states

DRAFT, IN_FORCE, VOID = "draft", "in_force", "void"
STATES = ((DRAFT, N_("Being drawn up")), (IN_FORCE, N_("Document in force")), (VOID, N_("Void")))
FLOW = Workflow(frozenset(((DRAFT, IN_FORCE), (IN_FORCE, VOID), (VOID, IN_FORCE), (DRAFT, VOID), (VOID, DRAFT))))
CATEGORIES = (("manual", N_("Manual")), ("procedure", N_("Procedure")), ("instruction", N_("Work instruction")),
              ("form", N_("Form")), ("standard", N_("Inspection standard")), ("drawing", N_("Drawing")),
              ("spec", N_("Product specification")), ("external", N_("External document")),
              ("customer", N_("Customer's document")))


def _review_day(document: Any) -> None:
    """Reckon until when a draft is approved and a document in force is looked through."""
    calendar = office_calendar()
    document.approve_by = (calendar.add_workdays(document.prepared_on, 2 * office(APPROVE_DAYS))
                           if document.prepared_on is not None else None)
    began = document.reviewed_on or document.effective
    years = office(REVIEW_YEARS)
    document.review_by = began + timedelta(days=round(365.25 * years)) if began is not None and years else None


def _approved_before_in_force(document: Any) -> Problem | None:
    if document.state != IN_FORCE or document.external:
        return None
    if document.approved_by_id is None:
        return Problem(_("{document} is in force and nobody has approved it.").format(document=document.number),
                       Document.approved_by)
    if document.effective is None:
        return Problem(_("A document in force needs the day since when it is."), Document.effective, True)
    return None


class Document(Record):
    """A controlled document, as it stands in the master list."""

    number = Code(N_("Document no."), required=True, width=12)
    name = Text(N_("Document name"), required=True, width=26)
    category = Choice(N_("Category"), CATEGORIES, required=True, default="procedure", width=10)
    edition = Text(N_("Document version"), required=True, default="A/0", width=8)
    effective = Day(N_("Effective from"))
    pages = Integer(N_("Number of pages"), width=6)
    external = Flag(N_("From outside"))
    origin = Text(N_("Issued outside by"), width=14)
    prepared_by = Link(N_("Drawn up by"), Person, width=9)
    prepared_on = Day(N_("Drawn up on"))
    checked_by = Link(N_("Looked over by"), Person, width=9)
    checked_on = Day(N_("Looked over on"))
    approved_by = Link(N_("Released by"), Person, width=9)
    approved_on = Day(N_("Released on"))
    approve_by = Day(N_("Release by"))
    department = Link(N_("Kept by department"), Department, width=10)
    place = Text(N_("Original kept where"), width=14, hint=N_("Cabinet and folder"))
    keep_years = Integer(N_("Retention in years"), width=7)
    reviewed_on = Day(N_("Looked through on"))
    review_by = Day(N_("Look through by"))
    product = Link(N_("Item no."), Product, width=10)
    company = Link(N_("Company"), Company, width=16)
    state = Choice(N_("State"), STATES, required=True, default=DRAFT, width=9)
    voided_on = Day(N_("Void since"))
    note = LongText(N_("Note"))

    shown = (number, name)
    checks = (unique("number"), _approved_before_in_force, positive("pages", "keep_years"),
              in_order("prepared_on", "checked_on"), in_order("checked_on", "approved_on"))
    derived = (_review_day, dated_states(void="voided_on"))
    workflow = (state, FLOW)

    class Meta:
        table_name = "document"
        indexes = ((("number",), False),)


class DocumentEdition(Record):
    """A version that a document has had."""

    document = Link(N_("Document no."), Document, required=True)
    edition = Text(N_("Document version"), required=True, width=8)
    effective = Day(N_("Effective from"))
    changed = LongText(N_("What was changed"), width=30)
    approved_by = Link(N_("Released by"), Person, width=9)

    shown = (document, edition)

    class Meta:
        table_name = "document_edition"
        indexes = ((("document",), False),)


TO_SIGN, OUT, RECALLED, BACK, DESTROYED, LOST = "to_sign", "out", "recalled", "back", "destroyed", "lost"
COPY_STATES = ((TO_SIGN, N_("To be signed for")), (OUT, N_("In use there")), (RECALLED, N_("Recalled")),
               (BACK, N_("Given back")), (DESTROYED, N_("Destroyed")), (LOST, N_("Lost")))
HELD = (TO_SIGN, OUT, RECALLED)
"""Copies that somebody still has."""


def _copy_state(copy: Any) -> None:
    """Reckon the days for signature and recall; tell how the copy stands from its dates."""
    calendar = office_calendar()
    if copy.document_id and not copy.edition:
        copy.edition = copy.document.edition
    if copy.issued_on is not None:
        copy.sign_by = calendar.add_workdays(copy.issued_on, office(SIGN_DAYS))
    if copy.recalled_on is None:
        copy.recall_by = None
    elif copy.recall_by is None:
        copy.recall_by = calendar.add_workdays(copy.recalled_on, office(RECALL_DAYS))
    if copy.lost:
        copy.state = LOST
    elif copy.destroyed_on is not None:
        copy.state = DESTROYED
    elif copy.returned_on is not None:
        copy.state = BACK
    elif copy.recalled_on is not None:
        copy.state = RECALLED
    else:
        copy.state = OUT if copy.signed_on is not None else TO_SIGN


def _returned_by_somebody(copy: Any) -> Problem | None:
    if copy.returned_on is not None and not copy.received_by:
        return Problem(_("Who took copy {copy} back? The recall is signed for.").format(copy=copy.copy_number),
                       DocumentCopy.received_by)
    if copy.signed_on is not None and not copy.signed_by:
        return Problem(_("Who signed for copy {copy}?").format(copy=copy.copy_number), DocumentCopy.signed_by)
    return None


class DocumentCopy(Record):
    """A numbered copy of a version: issued and signed for, recalled and taken back."""

    number = Code(N_("Control no."), width=12)
    document = Link(N_("Document"), Document, required=True, width=24)
    edition = Text(N_("Document version"), width=8)
    copy_number = Code(N_("Copy no."), required=True, width=7)
    department = Link(N_("Issued to department"), Department, width=10)
    copies = Quantity(N_("Number of copies"), default=1, width=5)
    issued_by = Text(N_("Issued by"), width=9)
    issued_on = Day(N_("Issued on"), required=True, default=date.today)
    sign_by = Day(N_("Sign for it by"))
    signed_by = Text(N_("Signed by"), width=9)
    signed_on = Day(N_("Signed on"))
    recalled_on = Day(N_("Recalled on"))
    recall_by = Day(N_("Back by"))
    returned_by = Text(N_("Given back by"), width=9)
    returned_on = Day(N_("Given back on"))
    received_by = Text(N_("Return signed by"), width=9)
    destroyed_on = Day(N_("Destroyed on"))
    lost = Flag(N_("Lost"))
    state = Choice(N_("State"), COPY_STATES, default=TO_SIGN, width=9)
    note = Text(N_("Note"), width=14)

    shown = (number, document, copy_number)
    checks = (unique("document", "edition", "copy_number"), _returned_by_somebody, positive("copies"),
              in_order("issued_on", "signed_on"), in_order("issued_on", "returned_on"))
    derived = (_copy_state,)
    numbered = (number, "FF{yy}{mm}-{n:03}")

    class Meta:
        table_name = "document_copy"
        indexes = ((("document",), False), (("state",), False))


ASKED, CHECKING, APPROVING, APPROVED, DONE, REFUSED = "asked", "checking", "approving", "approved", "done", "refused"
CHANGE_STATES = ((ASKED, N_("Being written")), (CHECKING, N_("To be looked over")), (APPROVING, N_("To be approved")),
                 (APPROVED, N_("Approved, to be carried out")), (DONE, N_("New version is out")),
                 (REFUSED, N_("Change refused")))
CHANGE_FLOW = Workflow(frozenset((
    (ASKED, CHECKING), (CHECKING, ASKED), (CHECKING, APPROVING), (CHECKING, REFUSED), (APPROVING, CHECKING),
    (APPROVING, APPROVED), (APPROVING, REFUSED), (APPROVED, APPROVING), (APPROVED, DONE), (REFUSED, ASKED))))
REASONS = (("customer", N_("Customer asks for it")), ("process", N_("Process has changed")),
           ("mistake", N_("Mistake in the document")), ("audit", N_("Audit finding")),
           ("law", N_("Law or standard")), ("better", N_("Improvement")), ("other", N_("Other reason")))


def _change_days(asked: Any) -> None:
    """Take the present version and the one after it; reckon until when is checked, approved, carried out."""
    calendar, days = office_calendar(), office(APPROVE_DAYS)
    if asked.document_id:
        asked.old_edition = asked.old_edition or asked.document.edition
        asked.new_edition = asked.new_edition or next_edition(asked.old_edition or "")
    if asked.asked_on is not None:
        asked.check_by = calendar.add_workdays(asked.asked_on, days)
        asked.approve_by = calendar.add_workdays(asked.checked_on or asked.check_by, days)
    if asked.approved_on is not None and asked.effective is None:
        asked.effective = calendar.next_workday(asked.approved_on)


def _signed_as_far(asked: Any) -> Problem | None:
    if asked.state in (APPROVING, APPROVED, DONE) and asked.checked_by_id is None:
        return Problem(_("A change goes to approval when somebody has looked it over; enter who did."),
                       DocumentChange.checked_by, True)
    if asked.state in (APPROVED, DONE) and asked.approved_by_id is None:
        return Problem(_("Enter who has approved the change."), DocumentChange.approved_by, True)
    if asked.state == REFUSED and not asked.refused_why:
        return Problem(_("Say why the change is refused."), DocumentChange.refused_why, True)
    return None


def _newer(asked: Any) -> Problem | None:
    if asked.new_edition and asked.new_edition == asked.old_edition:
        return Problem(_("The new version is the same as the old one, {version}.").format(version=asked.old_edition),
                       DocumentChange.new_edition, True)
    return None


class DocumentChange(Record):
    """A change of a document on its way: written, looked over, approved, carried out as a new version."""

    number = Code(N_("Document change no."), width=12)
    document = Link(N_("Document"), Document, required=True, width=24)
    old_edition = Text(N_("Version before"), width=8)
    new_edition = Text(N_("Version after"), width=8)
    reason = Choice(N_("Reason"), REASONS, required=True, default="better", width=12)
    why = LongText(N_("Why it is changed"), width=24)
    before = LongText(N_("Wording before"), width=24)
    after = LongText(N_("Wording after"), required=True, width=24)
    asked_by = Link(N_("Change asked by"), Person, width=9)
    department = Link(N_("Dept"), Department, width=10)
    asked_on = Day(N_("Change asked on"), required=True, default=date.today)
    check_by = Day(N_("Look over by"))
    checked_by = Link(N_("Looked over by"), Person, width=9)
    checked_on = Day(N_("Looked over on"))
    approve_by = Day(N_("Approve by"))
    approved_by = Link(N_("Released by"), Person, width=9)
    approved_on = Day(N_("Released on"))
    refused_why = LongText(N_("Why refused"))
    effective = Day(N_("Effective from"))
    order = Link(N_("First order affected"), Order, width=12)
    in_hand = LongText(N_("Goods and material in hand"), hint=N_("Used up, reworked, scrapped"))
    training = Flag(N_("People are trained"))
    state = Choice(N_("State"), CHANGE_STATES, required=True, default=ASKED, width=12)
    note = LongText(N_("Note"))

    shown = (number, document)
    checks = (_signed_as_far, _newer, in_order("asked_on", "checked_on"), in_order("checked_on", "approved_on"))
    derived = (dated_states(approving="checked_on", approved="approved_on"), _change_days)
    workflow = (state, CHANGE_FLOW)
    numbered = (number, "GG{yy}{mm}-{n:02}")

    class Meta:
        table_name = "document_change"
        indexes = ((("document",), False), (("state",), False))


def _loan_days(loan: Any) -> None:
    if loan.due_back is None and loan.lent_on is not None:
        loan.due_back = loan.lent_on + timedelta(days=office(LOAN_DAYS))


class DocumentLoan(Record):
    """A document that somebody has borrowed."""

    document = Link(N_("Document"), Document, required=True, width=24)
    copy = Link(N_("Document copy"), DocumentCopy, width=14)
    borrower = Text(N_("Borrowed by"), required=True, width=10)
    department = Link(N_("Dept"), Department, width=10)
    purpose = Text(N_("Borrowed for"), width=16)
    lent_on = Day(N_("Borrowed on"), required=True, default=date.today)
    due_back = Day(N_("To be back by"))
    returned_on = Day(N_("Brought back on"))
    note = Text(N_("Note"), width=14)

    shown = (document, borrower)
    checks = (in_order("lent_on", "due_back"), in_order("lent_on", "returned_on"))
    derived = (_loan_days,)

    class Meta:
        table_name = "document_loan"
        indexes = ((("document",), False),)


class DocumentDestruction(Record):
    """A destruction of old copies: what, why, who allowed it, who saw it."""

    number = Code(N_("Destruction no."), width=12)
    day = Day(N_("Day of destruction"), required=True, default=date.today)
    reason = Text(N_("Why destroyed"), width=20)
    approved_by = Link(N_("Allowed by"), Person, width=9)
    destroyed_by = Text(N_("Destroyed by"), width=9)
    witness = Text(N_("Witness"), width=9)
    note = LongText(N_("Note"))

    shown = (number, day)
    numbered = (number, "XH{yy}{mm}-{n:02}")

    class Meta:
        table_name = "document_destruction"


class DestroyedCopy(Record):
    """A copy that was destroyed."""

    destruction = Link(N_("Destruction no."), DocumentDestruction, required=True)
    copy = Link(N_("Document copy"), DocumentCopy, required=True, width=34)
    note = Text(N_("Note"), width=16)

    shown = (destruction, copy)
    checks = (unique("destruction", "copy"),)

    class Meta:
        table_name = "destroyed_copy"
        indexes = ((("destruction",), False), (("copy",), False))


def _was_signed_as_a_change(document: Any) -> bool:
    """Tell whether a document stands as an approved change has made it; then nobody signs anew."""
    C = DocumentChange  # noqa: N806
    return C.select().where(
        (C.document == document) & (C.state == DONE) & (C.deleted == 0) & (C.new_edition == document.edition)
        & (C.checked_by == document.checked_by_id) & (C.checked_on == document.checked_on)
        & (C.approved_by == document.approved_by_id) & (C.approved_on == document.approved_on)).exists()


for _step in (Document.checked_by, Document.checked_on, Document.approved_by, Document.approved_on):
    rights.sign(Document, _step, rights.HEAD, unless=_was_signed_as_a_change)
rights.sign(Document, Document.state, rights.HEAD, values=(IN_FORCE,),
            unless=lambda d: d.external or _was_signed_as_a_change(d))
for _step in (DocumentChange.checked_by, DocumentChange.checked_on, DocumentChange.approved_by,
              DocumentChange.approved_on):
    rights.sign(DocumentChange, _step, rights.HEAD)
rights.sign(DocumentChange, DocumentChange.state, rights.HEAD, values=(APPROVING, APPROVED, REFUSED))
rights.sign(DocumentDestruction, DocumentDestruction.approved_by, rights.HEAD)
