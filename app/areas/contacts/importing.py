"""Imports phone lists: the own people by department, two blocks side by side; firms with their contacts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.areas.contacts.contact_fields import FIRMS, PEOPLE
from app.areas.contacts.phone_numbers import is_whole_mobile, mobile_digits, numbers_in
from app.areas.contacts.records import Contact, is_mail_address
from app.database.change import Change
from app.domain.sheet import Import
from app.domain.text import N_, _
from app.exchange.importing import CHANGED, NEW, SAME, RowPlan, RowProblem, SheetPlan, Source, cell_problems
from app.exchange.plain_text import folded
from app.exchange.table_parts import Record
from app.masters.books import put
from app.masters.by_name import ByName, differences, keep, plain
from app.masters.company import Company, Department, Person

HEAD = "★☆*＊●"
"""Marks that stand before the name of a department's head."""
_BETWEEN_MAILS = re.compile(r"[;,、|/\s]+")
Say = Callable[[str, str, str], None]


@dataclass
class _Books:
    """Who is known already, for a whole workbook."""

    people: ByName = field(default_factory=lambda: ByName(Person, "name"))
    departments: ByName = field(default_factory=lambda: ByName(Department, "name"))
    companies: ByName = field(default_factory=lambda: ByName(Company, "name", "short_name"))
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    """People of this file: by name the department and the row."""
    firsts: dict[int, str] = field(default_factory=dict)
    """First contacts of this file by their company, which is kept alive by its own book."""


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet: firms where there is a column for the company, else the own people."""
    books: _Books = memory.get("contacts") or _read()
    memory["contacts"] = books
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    row_of = _firm if source.table.match("company") is not None else _person
    made.rows = [row_of(source, books, record) for record in source.records]
    return made


def _read() -> _Books:
    books = _Books()
    for contact in Contact.select().where(Contact.deleted == 0).order_by(Contact.id.desc()):
        books.contacts[plain(str(contact.company or "")), plain(contact.name)] = contact
    return books


def _begin(source: Source, record: Record, title: str) -> tuple[RowPlan, Say]:
    row = RowPlan(record.row, NEW, title, problems=cell_problems(record, source.table))

    def say(key: str, kind: str, text: str) -> None:
        row.problems.append(RowProblem(record.row, record.cell(key), kind, text))

    return row, say


def _person(source: Source, books: _Books, record: Record) -> RowPlan:
    get = record.cells.get
    said = str(get("name") or "")
    name = said.strip(HEAD + " ")
    row, say = _begin(source, record, " / ".join(p for p in (name, str(get("department") or "")) if p))
    department = books.departments.take(get("department"))
    mobile, second = _mobiles(str(get("mobile") or ""), say)
    email, others = _mails(str(get("email") or ""), say)
    note = "；".join(p for p in (str(get("note") or ""), f"手机2：{second}" if second else "",
                                f"邮箱2：{others}" if others else "") if p)
    before = books.seen.get(plain(name))
    if before is not None and before[0] != str(get("department") or ""):
        say("name", "same_name", _("“{name}” stands in row {row} too, in another department: two people of one "
                                   "name, or one who has moved?").format(name=name, row=before[1]))
    books.seen.setdefault(plain(name), (str(get("department") or ""), record.row))
    old = books.people.find(name)
    person = old or books.people.take(name)
    values = {"name": name, "department": department, "post": get("post"), "extension": get("extension"),
              "mobile": mobile, "email": email, "note": note}
    if old is not None and old.id:
        row.changes = differences(old, values)
    head = said != name and said.lstrip()[:1] in HEAD and department is not None and department.head != name
    if head:
        row.changes.append((Department.head.label, department.head or "", name))
    row.standing = NEW if not person.id else CHANGED if row.changes else SAME
    row.write = lambda change: _write_person(change, person, values, department if head else None)
    return row


def _write_person(change: Change, person: Person, values: dict[str, Any], heads: Department | None) -> None:
    put(change, person, values)
    if heads is not None:
        department = keep(change, heads)
        department.head = person.name
        change.save(department)


def _mobiles(text: str, say: Say) -> tuple[str, str]:
    """Return the first mobile number of a cell and the others."""
    found = [mobile_digits(n) for n in numbers_in(text)]
    if len(found) > 1:
        say("mobile", "two_values", _("{count} numbers in one cell: {first} is the mobile, the others go into the "
                                      "note.").format(count=len(found), first=found[0]))
    for number in found:
        if not is_whole_mobile(number):
            digits = sum(c.isdigit() for c in number)
            say("mobile", "phone_length", _("{number} has {digits} digits; a mobile number has 11. It is kept as it "
                                            "stands; please ask.").format(number=number, digits=digits))
    return (found[0] if found else "", "、".join(found[1:]))


def _mails(text: str, say: Say) -> tuple[str, str]:
    """Return the first mail address of a cell and the others."""
    parts = [part.strip("<>()[]\"' ") for part in _BETWEEN_MAILS.split(folded(text)) if "@" in part]
    found = [part for part in parts if is_mail_address(part)]
    if len(found) > 1:
        say("email", "two_values", _("There is more than one address in the cell: {first} is taken, the "
                                       "others go into the note.").format(first=found[0]))
    if text and (not found or len(found) < len(parts)):
        wrong = "、".join(part for part in parts if part not in found) or text
        said = _("“{text}” is no mail address (a Chinese comma, a blank?); it is left out, enter it when you know it.")
        say("email", "mail_wrong", said.format(text=wrong if found else text))
    return (found[0] if found else "", "、".join(found[1:]))


def _firm(source: Source, books: _Books, record: Record) -> RowPlan:
    get = record.cells.get
    firm, name = str(get("company") or ""), str(get("contact") or "")
    row, say = _begin(source, record, " / ".join(p for p in (firm, name) if p))
    kind = str(get("kind") or "").lower()
    email, others = _mails(str(get("email") or ""), say)
    note = "；".join(p for p in (str(get("note") or ""), f"邮箱2：{others}" if others else "") if p)
    company = books.companies.take(firm)
    contact = books.contacts.get((plain(str(company)), plain(name))) if name else None
    known_first = company.contact or books.firsts.get(id(company), "")
    first = not known_first or plain(known_first) == plain(name) or not name
    if first and name:
        books.firsts[id(company)] = name
    values = {"customer": "客" in kind or "customer" in kind or None, "address": get("address"),
              "supplier": "供" in kind or "supplier" in kind or None,
              "carrier": any(word in kind for word in ("物流", "货运", "快递", "carrier", "forwarder")) or None}
    if first and not name:
        values |= {"phone": get("phone") or get("mobile"), "email": email}
    person = {"post": get("post"), "phone": get("phone"), "mobile": get("mobile"), "email": email, "chat": get("chat"),
              "note": note}
    changes = differences(company, values) if company.id else []
    changes += differences(contact, person) if contact is not None else []
    missing = contact is None and bool(name)
    row.standing = NEW if not company.id or missing else CHANGED if changes else SAME
    row.changes = changes if row.standing == CHANGED else []
    if missing:
        contact = Contact(name=name, first=first)
        books.contacts[plain(str(company)), plain(name)] = contact
    row.write = lambda change: _write_firm(change, company, values, contact, person)
    return row


def _write_firm(change: Change, company: Company, values: dict[str, Any], contact: Contact | None,
                person: dict[str, Any]) -> None:
    saved = put(change, keep(change, company), values)
    if contact is not None:
        contact.company = saved
        put(change, contact, person)
        _catch_up(company)


def _catch_up(company: Company) -> None:
    """Take over what saving a first contact has written into the company's own line."""
    now = Company.get_by_id(company.id)
    for name in ("contact", "phone", "email", "version"):
        setattr(company, name, getattr(now, name))
    company._dirty.clear()


CONTACTS_IMPORT = Import("contacts", N_("Phone list"), (FIRMS, PEOPLE), plan)
