"""Papers of document control: issue and recall, master list, change request, destruction; and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.documents.actions import copies_of
from app.areas.documents.records import (
    CATEGORIES,
    HELD,
    REASONS,
    VOID,
    DestroyedCopy,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentDestruction,
    DocumentEdition,
)
from app.domain.notice import Draft
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.field_values import field_table, field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

D, C, G = Document, DocumentCopy, DocumentChange
NO = PaperColumn(N_("No."), 2.4, "right")
ISSUE = N_("Issue and recall of a document")
MASTER = N_("Master list of documents")
REQUEST = N_("Document change request")


def issue_sheet(paper: Paper, documents: Sequence[Document]) -> None:
    """Draw for each document who got which copy of which version, and which are back; with room to sign."""
    for document in documents:
        paper.title(ISSUE, str(document), form_number="QR-WK-02", revision=document.edition or "",
                    code=f"gendan:documents/{document.id}")
        paper.fields([(f.label, field_text(document, f)) for f in (
            D.number, D.name, D.edition, D.effective, D.category, D.department)])
        _copies(paper, copies_of(document))
        paper.signatures([D.prepared_by.label, D.checked_by.label, D.approved_by.label])


def _copies(paper: Paper, copies: Sequence[DocumentCopy]) -> None:
    heads = [NO, PaperColumn(C.number.label, 9), PaperColumn(C.edition.label, 5), PaperColumn(C.copy_number.label, 4),
             PaperColumn(C.department.label, 8), PaperColumn(C.issued_on.label, kind="day"),
             PaperColumn(C.signed_by.label, 7), PaperColumn(C.signed_on.label, kind="day"),
             PaperColumn(C.returned_by.label, 7), PaperColumn(C.returned_on.label, kind="day"),
             PaperColumn(C.received_by.label, 7)]
    paper.table(heads, [[n, c.number, c.edition, c.copy_number, str(c.department or ""), c.issued_on, c.signed_by or "",
                         c.signed_on, c.returned_by or "", c.returned_on, c.received_by or ""]
                        for n, c in enumerate(copies, 1)], size=8)


def copy_sheet(paper: Paper, copies: Sequence[DocumentCopy]) -> None:
    """Draw the chosen copies on one sheet that goes round for signatures."""
    numbers = [c.number or "" for c in copies]
    paper.title(N_("Issue of copies"), "、".join(numbers[:6]), form_number="QR-WK-03",
                code=f"gendan:document_copies/{copies[0].id}")
    heads = [NO, PaperColumn(C.document.label, 20), PaperColumn(C.edition.label, 5),
             PaperColumn(C.copy_number.label, 4), PaperColumn(C.department.label, 8),
             PaperColumn(C.state.label, 7), PaperColumn(N_("Signature"), 12), PaperColumn(N_("Date"), 7)]
    paper.table(heads, [[n, str(c.document), c.edition, c.copy_number, str(c.department or ""), field_text(c, C.state),
                         c.signed_by or "", c.signed_on.isoformat() if c.signed_on else ""]
                        for n, c in enumerate(copies, 1)], size=9)
    paper.signatures([C.issued_by.label])


def change_request(paper: Paper, asked: Sequence[DocumentChange]) -> None:
    """Draw each change with its wording before and after and its signatures."""
    for one in asked:
        paper.title(REQUEST, str(one), form_number="QR-WK-04", code=f"gendan:document_changes/{one.id}")
        paper.fields([(f.label, field_text(one, f)) for f in (
            G.document, G.old_edition, G.new_edition, G.asked_by, G.department, G.asked_on, G.effective, G.order)])
        paper.checks(G.reason.label, [(label, one.reason == key) for key, label in REASONS])
        paper.fields([(f.label, getattr(one, f.name) or "") for f in (G.why, G.before, G.after, G.in_hand)], columns=1)
        held = [c for c in copies_of(one.document_id) if c.state in HELD and c.edition == one.old_edition]
        paper.fields([(N_("Copies to be recalled"), "、".join(
            f"{c.copy_number} {c.department or ''}".strip() for c in held) or "–"),
            (G.training.label, bool(one.training)), (G.state.label, field_text(one, G.state)),
            (G.refused_why.label, one.refused_why or "")])
        signed = [(label, f"{person or ''} {day or ''}".strip()) for label, person, day in (
            (G.checked_by.label, one.checked_by, one.checked_on),
            (G.approved_by.label, one.approved_by, one.approved_on)) if person]
        if signed:
            paper.fields(signed)
        paper.signatures([G.asked_by.label, G.checked_by.label, G.approved_by.label, N_("Document control")])


def destruction_record(paper: Paper, destructions: Sequence[DocumentDestruction]) -> None:
    """Draw each destruction with its copies."""
    X = DestroyedCopy  # noqa: N806
    for one in destructions:
        paper.title(N_("Record of destroyed documents"), str(one), form_number="QR-WK-05",
                    code=f"gendan:document_destructions/{one.id}")
        paper.fields([(f.label, field_text(one, f)) for f in (
            DocumentDestruction.day, DocumentDestruction.reason, DocumentDestruction.approved_by,
            DocumentDestruction.witness)])
        found = X.select().where((X.destruction == one) & (X.deleted == 0)).order_by(X.id)
        heads = [NO, PaperColumn(C.document.label, 22), PaperColumn(C.edition.label, 6),
                 PaperColumn(C.copy_number.label, 5), PaperColumn(C.department.label, 9),
                 PaperColumn(C.returned_on.label, kind="day"), PaperColumn(X.note.label, 9)]
        paper.table(heads, [[n, str(x.copy.document), x.copy.edition, x.copy.copy_number, str(x.copy.department or ""),
                             x.copy.returned_on, x.note or ""] for n, x in enumerate(found, 1)])
        paper.signatures([DocumentDestruction.approved_by.label, DocumentDestruction.destroyed_by.label,
                          DocumentDestruction.witness.label])


def master_pages(ask: PaperAsk) -> list[Any]:
    """Return the master list: all documents that are not void, by category."""
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    paper.title(MASTER, ask.today.isoformat(), form_number="QR-WK-01")
    order = {key: at for at, (key, _label) in enumerate(CATEGORIES)}
    found = sorted(D.select().where((D.deleted == 0) & (D.state != VOID)), key=lambda d: (order[d.category], d.number))
    heads = [NO, PaperColumn(D.number.label, 10), PaperColumn(D.name.label, 24), PaperColumn(D.edition.label, 6),
             PaperColumn(D.effective.label, kind="day"), PaperColumn(D.prepared_by.label, 7),
             PaperColumn(D.checked_by.label, 7), PaperColumn(D.approved_by.label, 7),
             PaperColumn(D.department.label, 9), PaperColumn(D.place.label, 10),
             PaperColumn(D.keep_years.label, kind="integer"), PaperColumn(D.state.label, 7)]
    rows = [(n, d.number, d.name, d.edition, d.effective, *(field_text(d, f) for f in (
        D.prepared_by, D.checked_by, D.approved_by, D.department)), d.place or "", d.keep_years, field_text(d, D.state))
            for n, d in enumerate(found, 1)]
    titles = {row[0]: field_text(d, D.category) for row, d in zip(rows, found, strict=True)}
    paper.table(heads, rows, group=lambda row: titles[row[0]], size=8.5)
    paper.signatures([N_("Document control"), D.checked_by.label, D.approved_by.label])
    return paper.pages()


def editions_of(document: Document) -> list[DocumentEdition]:
    """Return the versions that a document has had, the newest first."""
    E = DocumentEdition  # noqa: N806
    return list(E.select().where((E.document == document) & (E.deleted == 0)).order_by(E.id.desc()))


def issued(documents: Sequence[Any]) -> Draft:
    """Tell departments which versions are in force now."""
    return Draft(_("In force: {documents}").format(documents="、".join(f"{d.number} {d.edition}" for d in documents)),
                 _("The versions below are in force. Please sign for your copy, put the old one out of use and give it "
                   "back."), *field_table(documents, (D.number, D.name, D.edition, D.effective, D.department)),
                 papers=("document_issue",))


def to_return(copies: Sequence[Any]) -> Draft:
    """Ask for copies that are no longer valid."""
    return Draft(_("Copies to be given back: {count}").format(count=len(copies)),
                 _("The copies below are no longer valid. Please bring them back to document control by the day named "
                   "and sign for the new ones."),
                 *field_table(copies, (C.document, C.edition, C.copy_number, C.department, C.recall_by)))


def change_told(asked: Sequence[Any]) -> Draft:
    """Send changes to those who look them over, approve them, carry them out."""
    return Draft(_("Change of {documents}").format(documents="、".join(str(g.document) for g in asked)),
                 _("Please look at the enclosed change; sign it or say what is against it."),
                 *field_table(asked, (G.number, G.document, G.old_edition, G.new_edition, G.after, G.state)),
                 papers=("change_request",))
