"""The deadlines of documents, copies, changes and loans."""

from __future__ import annotations

from typing import Any

from app.areas.documents import actions
from app.areas.documents.records import (
    APPROVED,
    APPROVING,
    ASKED,
    CHECKING,
    DRAFT,
    IN_FORCE,
    RECALLED,
    TO_SIGN,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentLoan,
)
from app.domain.deadline import Deadline
from app.domain.text import N_

D, C, G, L = Document, DocumentCopy, DocumentChange, DocumentLoan


def _keeper(document: Any) -> str:
    if document.prepared_by_id:
        return str(document.prepared_by)
    return str(document.created_by or "")


def _holder(copy: Any) -> str:
    if copy.department_id:
        return str(copy.department.head or copy.department)
    return str(copy.signed_by or copy.issued_by or "")


def _asker(asked: Any) -> str:
    return str(asked.asked_by) if asked.asked_by_id else str(asked.created_by or "")


def _order(asked: Any) -> str:
    return str(asked.order.number) if asked.order_id else ""


DOCUMENT_DUTIES = (
    Deadline(N_("Release the document"), due=lambda d: d.approve_by if d.state == DRAFT else None,
             done=lambda d: d.approved_on is not None, owner=_keeper, field=D.approve_by,
             since=lambda d: d.prepared_on, hangs_on=(D.prepared_by,), why=N_("Drawn up on {prepared_on}.")),
    Deadline(N_("Look the document through"), due=lambda d: d.review_by if d.state == IN_FORCE else None,
             done=lambda d: False, owner=_keeper, field=D.review_by, since=lambda d: d.effective,
             hangs_on=(D.prepared_by,), why=N_("Version {edition} is in force since {effective}; is it still right?")),
)
COPY_DUTIES = (
    Deadline(N_("Signature for a copy"), due=lambda c: c.sign_by if c.state == TO_SIGN else None,
             done=lambda c: c.signed_on is not None, owner=_holder, field=C.sign_by, since=lambda c: c.issued_on,
             hangs_on=(C.department,),
             why=N_("Copy {copy_number} of version {edition} was issued on {issued_on}.")),
    Deadline(N_("Old copy back"), due=lambda c: c.recall_by if c.state == RECALLED else None,
             done=lambda c: c.returned_on is not None, owner=_holder, field=C.recall_by,
             since=lambda c: c.recalled_on, hangs_on=(C.department,),
             why=N_("Copy {copy_number} of version {edition} is no longer valid since {recalled_on}.")),
)
CHANGE_DUTIES = (
    Deadline(N_("Look the change over"), due=lambda g: g.check_by if g.state in (ASKED, CHECKING) else None,
             done=lambda g: g.checked_on is not None, owner=_asker, field=G.check_by, since=lambda g: g.asked_on,
             order=_order, hangs_on=(G.asked_by, G.order), why=N_("Asked on {asked_on}: {after}")),
    Deadline(N_("Approve the change"), due=lambda g: g.approve_by if g.state == APPROVING else None,
             done=lambda g: g.approved_on is not None, owner=_asker, field=G.approve_by, since=lambda g: g.checked_on,
             order=_order, hangs_on=(G.asked_by, G.order), why=N_("Looked over on {checked_on}: {after}")),
    Deadline(N_("Carry the change out"), due=lambda g: g.effective if g.state == APPROVED else None,
             done=lambda g: False, owner=_asker, field=G.effective, since=lambda g: g.approved_on, order=_order,
             hangs_on=(G.asked_by, G.order),
             why=N_("Released on {approved_on}: version {new_edition} goes out, old copies come back.")),
)
LOAN_DUTIES = (
    Deadline(N_("Lent document back"), due=lambda x: x.due_back, done=lambda x: x.returned_on is not None,
             owner=lambda x: x.borrower or "", field=L.due_back, since=lambda x: x.lent_on, settle=actions.tick_loan,
             why=N_("{borrower} borrowed it on {lent_on}.")),
)
