"""The phone list: the own people by department, two in a row, and the contacts of companies."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from app.areas.contacts.records import Contact
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.masters.company import Company, Department, Person
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn
from app.reports.sheet_file import OutColumn, SheetOut

TITLE, OUTSIDE = N_("Phone list of the company"), N_("Phone list of customers and suppliers")
NOBODY = N_("(no department)")
BLOCK = (N_("Name of a person"), N_("Post"), N_("Extension"), N_("Mobile"))
CLASSES = ((Company.customer, N_("Customer")), (Company.supplier, N_("Supplier")), (Company.carrier, N_("Carrier")))


def people_by_department() -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """Return (department, [(name, post, extension, mobile)]) of all who are here; heads come first with a star."""
    departments = {d.id: d for d in Department.select().where(Department.deleted == 0)}
    people = list(Person.select().where((Person.deleted == 0) & (Person.left == 0)))

    def place(person: Any) -> tuple[Any, ...]:
        department = departments.get(person.department_id)
        if department is None:
            return (1, 0, 0, 0, person.extension or "", person.name)
        last = department.place if department.place is not None else 10_000
        return (0, last, department.id, department.head != person.name, person.extension or "", person.name)

    found = []
    for key, group in groupby(sorted(people, key=place), key=lambda p: p.department_id):
        department = departments.get(key)
        title = department.name if department is not None else _(NOBODY)
        head = department.head if department is not None else None
        found.append((title, [(f"{'★' if p.name == head else ''}{p.name}", p.post or "", p.extension or "",
                               p.mobile or "") for p in group]))
    return found


def phone_pages(ask: PaperAsk) -> list[Any]:
    """Return the phone list of the own company: department by department, two people in a row."""
    paper = Paper(ask.letterhead, ask.printed, ask.size)
    paper.title(TITLE, ask.today.isoformat(), form_number="QR-TX-01")
    weights = (7, 6, 4, 10)
    heads = [PaperColumn(N_("Dept"), 7), *(PaperColumn(label, weight) for _half in range(2)
                                           for label, weight in zip(BLOCK, weights, strict=True))]
    rows: list[tuple[Any, ...]] = []
    for title, people in people_by_department():
        for at in range(0, len(people), 2):
            right = people[at + 1] if at + 1 < len(people) else ("", "", "", "")
            rows.append((title if at == 0 else "", *people[at], *right))
    paper.table(heads, rows, size=9)
    paper.text(_("★ head of the department"), size=8)
    return paper.pages()


def outside_rows() -> list[tuple[str, Any]]:
    """Return (class, contact) of all contacts of companies, customers first."""
    found = []
    contacts = list(Contact.select(Contact, Company).join(Company).where(
        (Contact.deleted == 0) & (Contact.left == 0)).order_by(Company.name, Contact.first.desc(), Contact.id))
    for field, title in CLASSES:
        chosen = [c for c in contacts if getattr(c.company, field.name)]
        found += [(_(title), c) for c in chosen]
        contacts = [c for c in contacts if c not in chosen]
    return [*found, *((_("Other companies"), c) for c in contacts)]


def contact_pages(ask: PaperAsk) -> list[Any]:
    """Return the phone list of customers, suppliers and carriers."""
    C = Contact  # noqa: N806
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    paper.title(OUTSIDE, ask.today.isoformat(), form_number="QR-TX-02")
    heads = [PaperColumn(N_("Company"), 17), PaperColumn(C.name.label, 8), PaperColumn(C.post.label, 7),
             PaperColumn(C.phone.label, 12), PaperColumn(C.mobile.label, 10), PaperColumn(C.email.label, 16),
             PaperColumn(C.chat.label, 9), PaperColumn(C.about.label, 10)]
    listed = outside_rows()
    rows = [(c.company.name, c.name, c.post or "", c.phone or "", c.mobile or "", c.email or "", c.chat or "",
             c.about or "") for _title, c in listed]
    titles = {row: title for row, (title, _c) in zip(rows, listed, strict=True)}
    paper.table(heads, rows, group=lambda row: titles[tuple(row)], size=8.5)
    return paper.pages()


def worksheets(_today: Any) -> list[SheetOut]:
    """Return both phone lists as worksheets."""
    C = Contact  # noqa: N806
    own = [[title, *person] for title, people in people_by_department() for person in people]
    outside = [[title, c.company.name, c.name, c.post, c.phone, c.mobile, c.email, c.chat, c.about, c.address]
               for title, c in outside_rows()]
    columns = [N_("Kind"), N_("Company"), *(f.label for f in (C.name, C.post, C.phone, C.mobile, C.email, C.chat,
                                                              C.about, C.address))]
    return [SheetOut(_(TITLE), [OutColumn(_(label)) for label in (N_("Dept"), *BLOCK)], own, _(TITLE)),
            SheetOut(_(OUTSIDE), [OutColumn(_(label)) for label in columns], outside, _(OUTSIDE))]
