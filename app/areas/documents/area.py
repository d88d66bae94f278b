"""Document control: master list, copies issued and recalled, approval of changes, loans, destruction."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.documents import actions, duties
from app.areas.documents.records import (
    APPROVED,
    APPROVING,
    ASKED,
    CHECKING,
    DONE,
    DRAFT,
    HELD,
    IN_FORCE,
    OUT,
    RECALLED,
    REFUSED,
    TO_SIGN,
    VOID,
    DestroyedCopy,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentDestruction,
    DocumentEdition,
    DocumentLoan,
)
from app.areas.documents.settings import SETTINGS
from app.domain.later import Later
from app.domain.notice import Notice
from app.domain.sheet import Action, Area, Computed, Group, Lines, Pages, Print, Sheet, View
from app.domain.text import N_

PRINTING = Later("app.areas.documents.printing")
DEMO = Later("app.areas.documents.demo")

D, E, C, G, L = Document, DocumentEdition, DocumentCopy, DocumentChange, DocumentLoan
X, XC = DocumentDestruction, DestroyedCopy


def _copies(name: str, states: tuple[str, ...]) -> Any:
    copy = C.alias(name)
    return copy.select(fn.COUNT(copy.id)).where((copy.document == D.id) & (copy.deleted == 0) & copy.state.in_(states))


def _held() -> Any:
    return _copies("held_copies", HELD)


def _still_out() -> Any:
    return _copies("recalled_copies", (RECALLED,))


def _not_signed() -> Any:
    return _copies("unsigned_copies", (TO_SIGN,))


def _listed() -> Any:
    line = XC.alias("destroyed_lines")
    return line.select(fn.COUNT(line.id)).where((line.destruction == X.id) & (line.deleted == 0))


def _review_due(today: date) -> Any:
    return (D.state == IN_FORCE) & (D.review_by <= today.isoformat())


DOCUMENTS = Sheet(
    "documents", D, N_("Controlled documents"),
    table=(D.number, D.name, D.category, D.edition, D.effective, D.state,
           Computed("held", N_("Copies out"), _held, "quantity", 6),
           Computed("unsigned", N_("Not signed for"), _not_signed, "quantity", 6),
           Computed("recalled", N_("Old copies still out"), _still_out, "quantity", 6),
           D.prepared_by, D.checked_by, D.approved_by, D.department, D.place, D.keep_years, D.review_by, D.external,
           D.product, D.company, D.note),
    form=(Group(N_("Document"), (D.number, D.name, D.category, D.edition, D.effective, D.pages, D.state, D.external,
                                 D.origin, D.product, D.company)),
          Group(N_("Drawn up, looked over, released"), (D.prepared_by, D.prepared_on, D.checked_by, D.checked_on,
                                                        D.approve_by, D.approved_by, D.approved_on)),
          Group(N_("Kept"), (D.department, D.place, D.keep_years, D.reviewed_on, D.review_by, D.voided_on, D.note))),
    lines=(Lines(C, C.document, N_("Issue and recall"),
                 (C.edition, C.copy_number, C.department, C.issued_on, C.signed_by, C.signed_on, C.recalled_on,
                  C.returned_by, C.returned_on, C.received_by)),
           Lines(E, E.document, N_("Versions so far"), (E.edition, E.effective, E.changed, E.approved_by))),
    order=(D.number,),
    deadlines=duties.DOCUMENT_DUTIES,
    actions=(Action(N_("Release…"), actions.release, lambda d: d.state == DRAFT, "stamp",
                    asks=(D.checked_by, D.approved_by, D.effective)),
             Action(N_("Issue copies…"), actions.issue, lambda d: d.state != VOID, "send", asks=(C.department,)),
             Action(N_("Looked through, still right"), actions.looked_through, lambda d: d.state == IN_FORCE, "check"),
             Action(N_("Take out of force"), actions.make_void, lambda d: d.state == IN_FORCE, "x")),
    prints=(Print("document_issue", N_("Issue and recall of a document"), PRINTING.issue_sheet),),
    views=(View(N_("Document in force"), lambda today: D.state == IN_FORCE),
           View(N_("Old copies still out"), lambda today: _still_out() > 0),
           View(N_("Not signed for"), lambda today: _not_signed() > 0),
           View(N_("To be looked through"), _review_due),
           View(N_("From outside"), lambda today: D.external == 1),
           View(N_("Void"), lambda today: D.state == VOID)),
    empty=N_("The master list: every controlled document with its number and version. From here copies are issued, and "
             "the list itself is printed."),
)
COPIES = Sheet(
    "document_copies", C, N_("Issue and recall"),
    table=(C.number, C.document, C.edition, C.copy_number, C.department, C.state, C.issued_by, C.issued_on, C.sign_by,
           C.signed_by, C.signed_on, C.recalled_on, C.recall_by, C.returned_by, C.returned_on, C.received_by,
           C.destroyed_on, C.note),
    form=(Group(N_("Document copy"), (C.number, C.document, C.edition, C.copy_number, C.copies, C.department, C.state)),
          Group(N_("Issue of the copy"), (C.issued_by, C.issued_on, C.sign_by, C.signed_by, C.signed_on)),
          Group(N_("Recall"), (C.recalled_on, C.recall_by, C.returned_by, C.returned_on, C.received_by, C.destroyed_on,
                               C.lost, C.note))),
    order=(C.document, C.copy_number, C.issued_on.desc()),
    deadlines=duties.COPY_DUTIES,
    actions=(Action(N_("Signed for…"), actions.signed, lambda c: c.state == TO_SIGN, "pen-line",
                    asks=(C.signed_by, C.signed_on)),
             Action(N_("Call back…"), actions.recall, lambda c: c.state in (TO_SIGN, OUT), "undo-2",
                    asks=(C.recall_by,)),
             Action(N_("Given back…"), actions.given_back, lambda c: c.state in (*HELD, "lost"), "archive",
                    asks=(C.returned_by, C.returned_on, C.received_by)),
             Action(N_("Lost copy"), actions.lost, lambda c: c.state in HELD, "circle-help")),
    prints=(Print("document_copies_sheet", N_("Issue of copies"), PRINTING.copy_sheet),),
    views=(View(N_("To be signed for"), lambda today: C.state == TO_SIGN),
           View(N_("Old copies still out"), lambda today: C.state == RECALLED),
           View(N_("With the departments"), lambda today: C.state.in_(HELD))),
    empty=N_("Every numbered copy: who has it, since when, whether it was signed for, whether the old one came back."),
)
CHANGES = Sheet(
    "document_changes", G, N_("Document changes"),
    table=(G.number, G.document, G.old_edition, G.new_edition, G.reason, G.after, G.asked_by, G.asked_on, G.state,
           G.check_by, G.checked_by, G.checked_on, G.approve_by, G.approved_by, G.approved_on, G.effective, G.order,
           G.note),
    form=(Group(N_("Document change"), (G.number, G.document, G.old_edition, G.new_edition, G.reason, G.why, G.before,
                                        G.after, G.asked_by, G.department, G.asked_on, G.state)),
          Group(N_("Approval"), (G.check_by, G.checked_by, G.checked_on, G.approve_by, G.approved_by, G.approved_on,
                                 G.refused_why)),
          Group(N_("Carrying out"), (G.effective, G.order, G.in_hand, G.training, G.note))),
    order=(G.asked_on.desc(), G.id.desc()),
    deadlines=duties.CHANGE_DUTIES,
    actions=(Action(N_("Send to be looked over"), actions.to_check, lambda g: g.state == ASKED, "send"),
             Action(N_("Looked over…"), actions.checked, lambda g: g.state == CHECKING, "eye",
                    asks=(G.checked_by, G.checked_on)),
             Action(N_("Approve…"), actions.approve, lambda g: g.state == APPROVING, "stamp",
                    asks=(G.approved_by, G.effective)),
             Action(N_("New version goes out"), actions.carry_out, lambda g: g.state == APPROVED, "play"),
             Action(N_("Refuse…"), actions.refuse, lambda g: g.state in (CHECKING, APPROVING), "x",
                    asks=(G.refused_why,))),
    prints=(Print("change_request", N_("Document change request"), PRINTING.change_request),),
    views=(View(N_("On their way"), lambda today: ~G.state.in_((DONE, REFUSED))),
           View(N_("To be approved"), lambda today: G.state == APPROVING),
           View(N_("To be carried out"), lambda today: G.state == APPROVED)),
    empty=N_("Changes of documents from the request to the new version. When one is carried out, the document has its "
             "new version, old copies are recalled and new ones issued."),
)
LOANS = Sheet(
    "document_loans", L, N_("Loans of documents"),
    table=(L.document, L.copy, L.borrower, L.department, L.purpose, L.lent_on, L.due_back, L.returned_on, L.note),
    form=(Group(N_("Borrowing"), (L.document, L.copy, L.borrower, L.department, L.purpose, L.lent_on, L.due_back,
                             L.returned_on, L.note)),),
    order=(L.returned_on.is_null().desc(), L.due_back), deadlines=duties.LOAN_DUTIES,
    actions=(Action(N_("Document is back"), actions.brought_back, lambda x: x.returned_on is None, "check"),),
    views=(View(N_("Still borrowed"), lambda today: L.returned_on.is_null()),),
    empty=N_("Who has borrowed which document, and until when."),
)
DESTRUCTIONS = Sheet(
    "document_destructions", X, N_("Destroyed documents"),
    table=(X.number, X.day, X.reason, Computed("copies", N_("Copies destroyed"), _listed, "quantity", 7),
           X.approved_by, X.destroyed_by, X.witness, X.note),
    form=(Group(N_("Destruction"), (X.number, X.day, X.reason, X.approved_by, X.destroyed_by, X.witness, X.note)),),
    lines=(Lines(XC, XC.destruction, N_("Copies destroyed"), (XC.copy, XC.note)),),
    order=(X.day.desc(), X.id.desc()),
    actions=(Action(N_("List what was given back"), actions.list_returned, icon="list-checks"),),
    prints=(Print("destruction_record", N_("Record of destroyed documents"), PRINTING.destruction_record),),
    empty=N_("Old copies that were destroyed, with who allowed it and who saw it."),
)
LIST, CONTROL = N_("All departments"), N_("Document control")
AREA = Area("documents", N_("Document control"), N_("Office"), "stamp",
            (DOCUMENTS, COPIES, CHANGES, LOANS, DESTRUCTIONS),
            papers=(Pages("document_master", N_("Master list of documents"), PRINTING.master_pages),),
            follows=((Document, actions.edition_kept), (DocumentChange, actions.change_saved),
                     (DestroyedCopy, actions.destroyed)),
            notices={"documents": (Notice("document_in_force", N_("New version is in force"), (LIST,),
                                          PRINTING.issued),),
                     "document_copies": (Notice("document_return", N_("Bring old copies back"), (LIST,),
                                                PRINTING.to_return),),
                     "document_changes": (Notice("document_change", N_("Change to be signed"), (CONTROL,),
                                                 PRINTING.change_told),)},
            settings=SETTINGS, demo=DEMO.make)
