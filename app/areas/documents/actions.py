"""What is done with documents: released, issued, signed for, changed, recalled, lent, destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.documents.records import (
    APPROVED,
    APPROVING,
    BACK,
    CHECKING,
    DONE,
    HELD,
    IN_FORCE,
    REFUSED,
    VOID,
    DestroyedCopy,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentDestruction,
    DocumentEdition,
    DocumentLoan,
)
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.company import Department

Answers = dict[str, Any] | None


# --- documents ---

def release(change: Change, documents: Sequence[Document], answers: Answers = None) -> None:
    """Release drafts: from a day on they are in force."""
    said = answers or {}
    for document in documents:
        document.checked_by = said.get("checked_by") or document.checked_by_id
        document.approved_by = said.get("approved_by") or document.approved_by_id
        for field in (Document.checked_by, Document.approved_by):
            if getattr(document, field.object_id_name) is None:
                raise Refused([Problem(_("{document} can't be in force unsigned: say who has “{field}”.").format(
                    document=document.number, field=_(field.label)), field, True)], document)
        document.checked_on = document.checked_on or date.today()
        document.approved_on = document.approved_on or date.today()
        document.effective = said.get("effective") or document.effective or date.today()
        document.state = IN_FORCE
        change.save(document)


def edition_kept(change: Change, document: Any, before: dict[str, Any] | None) -> None:
    """Keep in its history each version that a document has had in force."""
    if document.deleted or document.state != IN_FORCE:
        return
    known = DocumentEdition.select().where((DocumentEdition.document == document) & (DocumentEdition.deleted == 0)
                                           & (DocumentEdition.edition == document.edition)).exists()
    if not known:
        change.save(DocumentEdition(document=document, edition=document.edition, effective=document.effective,
                                    approved_by=document.approved_by_id))


def looked_through(change: Change, documents: Sequence[Document]) -> None:
    """Enter that documents were looked through and are still right."""
    for document in documents:
        document.reviewed_on = date.today()
        change.save(document)


def make_void(change: Change, documents: Sequence[Document]) -> None:
    """Take documents out of force and recall all their copies."""
    for document in documents:
        document.voided_on = document.voided_on or date.today()
        document.state = VOID
        change.save(document)
        for copy in copies_of(document):
            if copy.state in HELD and copy.recalled_on is None:
                copy.recalled_on = document.voided_on
                change.save(copy)


def copies_of(document: Any) -> list[DocumentCopy]:
    """Return all copies of a document, of all versions."""
    C = DocumentCopy  # noqa: N806
    return list(C.select().where((C.document == document) & (C.deleted == 0)).order_by(
        C.copy_number, C.issued_on, C.id))


def _next_number(document: Document) -> int:
    numbers = [int(c.copy_number) for c in copies_of(document) if (c.copy_number or "").isdigit()]
    return max(numbers, default=0) + 1


def issue(change: Change, documents: Sequence[Document], answers: Answers = None) -> None:
    """Issue a copy of the present version to a department, to all where none is named."""
    named = (answers or {}).get("department")
    all_of_them = list(Department.select().where(Department.deleted == 0).order_by(Department.place, Department.id))
    for document in documents:
        if document.state != IN_FORCE:
            raise Refused([Problem(_("{document} is not in force; release it before copies are issued.").format(
                document=document.number), Document.state, True)], document)
        have = {c.department_id for c in copies_of(document) if c.edition == document.edition and c.state in HELD}
        wanted = [named] if named is not None else [d for d in all_of_them if d.id not in have]
        first = _next_number(document)
        for at, department in enumerate(wanted, first):
            change.save(DocumentCopy(document=document, edition=document.edition, copy_number=f"{at:02}",
                                     department=department, issued_by=change.who.name))


# --- copies ---

def signed(change: Change, copies: Sequence[DocumentCopy], answers: Answers = None) -> None:
    """Enter who signed for copies."""
    said = answers or {}
    for copy in copies:
        copy.signed_on = said.get("signed_on") or date.today()
        copy.signed_by = said.get("signed_by") or copy.signed_by
        if not copy.signed_by:
            raise Refused([Problem(_("Who signed for copy {copy}?").format(copy=copy.copy_number),
                                   DocumentCopy.signed_by, True)], copy)
        change.save(copy)


def recall(change: Change, copies: Sequence[DocumentCopy], answers: Answers = None) -> None:
    """Call copies back."""
    for copy in copies:
        copy.recalled_on, copy.recall_by = date.today(), (answers or {}).get("recall_by")
        change.save(copy)


def given_back(change: Change, copies: Sequence[DocumentCopy], answers: Answers = None) -> None:
    """Enter who gave copies back and who signed for that."""
    said = answers or {}
    for copy in copies:
        copy.returned_on = said.get("returned_on") or date.today()
        copy.returned_by = said.get("returned_by") or copy.signed_by
        copy.received_by = said.get("received_by") or change.who.name
        change.save(copy)


def lost(change: Change, copies: Sequence[DocumentCopy]) -> None:
    """Enter that copies are lost."""
    for copy in copies:
        copy.lost = True
        change.save(copy)


# --- changes ---

def to_check(change: Change, asked: Sequence[DocumentChange]) -> None:
    """Send changes to be looked over."""
    for one in asked:
        one.state = CHECKING
        change.save(one)


def checked(change: Change, asked: Sequence[DocumentChange], answers: Answers = None) -> None:
    """Enter who looked changes over; they go to approval."""
    said = answers or {}
    for one in asked:
        one.checked_by = said.get("checked_by") or one.checked_by_id
        one.checked_on = said.get("checked_on") or date.today()
        one.state = APPROVING
        change.save(one)


def approve(change: Change, asked: Sequence[DocumentChange], answers: Answers = None) -> None:
    """Enter who approved changes, and from when they are in force."""
    said = answers or {}
    for one in asked:
        one.approved_by = said.get("approved_by") or one.approved_by_id
        one.approved_on = date.today()
        one.effective = said.get("effective") or one.effective
        one.state = APPROVED
        change.save(one)


def refuse(change: Change, asked: Sequence[DocumentChange], answers: Answers = None) -> None:
    """Refuse changes, with the reason."""
    for one in asked:
        one.refused_why = (answers or {}).get("refused_why") or one.refused_why
        one.state = REFUSED
        change.save(one)


def carry_out(change: Change, asked: Sequence[DocumentChange]) -> None:
    """Make the new versions: the document is changed, old copies are recalled, new ones issued."""
    for one in asked:
        one.state = DONE
        change.save(one)


def change_saved(change: Change, asked: Any, before: dict[str, Any] | None) -> None:
    """Carry out a change as soon as it stands so, whoever moved it."""
    if asked.deleted or asked.state != DONE or (before is not None and before["state"] == DONE):
        return
    document = Document.get_by_id(asked.document_id)
    if document.edition == asked.new_edition:
        return
    document.edition, document.effective, document.reviewed_on = asked.new_edition, asked.effective, None
    document.prepared_by, document.prepared_on = asked.asked_by_id or document.prepared_by_id, asked.asked_on
    document.checked_by, document.checked_on = asked.checked_by_id, asked.checked_on
    document.approved_by, document.approved_on = asked.approved_by_id, asked.approved_on
    document.state = IN_FORCE
    change.save(document)
    kept = DocumentEdition.get((DocumentEdition.document == document) & (DocumentEdition.edition == document.edition)
                               & (DocumentEdition.deleted == 0))
    kept.changed = asked.after
    change.save(kept)
    for copy in copies_of(document):
        if copy.state not in HELD or copy.edition == document.edition:
            continue
        copy.recalled_on = copy.recalled_on or asked.effective
        change.save(copy)
        change.save(DocumentCopy(document=document, edition=document.edition, copy_number=copy.copy_number,
                                 department=copy.department_id, copies=copy.copies, issued_on=asked.effective,
                                 issued_by=change.who.name))


# --- loans and destruction ---

def brought_back(change: Change, loans: Sequence[DocumentLoan]) -> None:
    """Enter that borrowed documents are back."""
    for loan in loans:
        loan.returned_on = max(date.today(), loan.lent_on)
        change.save(loan)


def tick_loan(change: Change, loan: DocumentLoan) -> None:
    """Settle a loan by its number on the morning sheet."""
    brought_back(change, [loan])


def list_returned(change: Change, destructions: Sequence[DocumentDestruction]) -> None:
    """Put all copies that were given back and are still there onto a destruction."""
    for destruction in destructions:
        listed = {d.copy_id for d in DestroyedCopy.select().where(DestroyedCopy.deleted == 0)}
        found = DocumentCopy.select().where((DocumentCopy.deleted == 0) & (DocumentCopy.state == BACK)).order_by(
            DocumentCopy.id)
        for copy in found:
            if copy.id not in listed:
                change.save(DestroyedCopy(destruction=destruction, copy=copy))


def destroyed(change: Change, line: Any, before: dict[str, Any] | None) -> None:
    """Let a copy know that it was destroyed; one taken off the list is not."""
    copy = DocumentCopy.get_by_id(line.copy_id)
    day = None if line.deleted else line.destruction.day
    if copy.destroyed_on != day:
        copy.destroyed_on = day
        change.save(copy)
