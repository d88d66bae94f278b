"""Everybody one may have to call: the own people and the contacts of companies in one list, found as one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from peewee import JOIN

from app.areas.contacts.records import Contact
from app.database.search import initials
from app.domain.folding import folded
from app.domain.frozen import frozen
from app.masters.company import Company, Department, Person


@frozen
class Entry:
    """Somebody: where he belongs, how he is reached, and the record that says so."""

    name: str
    where: str
    post: str
    extension: str
    phone: str
    mobile: str
    email: str
    table: str
    record: int
    own: bool
    letters: str = ""

    @property
    def words(self) -> str:
        """All that is searched, without case."""
        return folded(" ".join((self.name, self.where, self.post, self.extension, self.phone, self.mobile, self.email,
                         self.letters)))


def everybody() -> list[Entry]:
    """Return the own people by department, then contacts by company, in two queries."""
    people = (Person.select(Person, Department).join_from(Person, Department, JOIN.LEFT_OUTER)
              .where((Person.deleted == 0) & (Person.left == 0)).order_by(Department.place, Department.id, Person.name))
    found = [Entry(p.name, p.department.name if p.department_id else "", p.post or "", p.extension or "", "",
                   p.mobile or "", p.email or "", Person._meta.table_name, p.id, True) for p in people]
    contacts = (Contact.select(Contact, Company).join_from(Contact, Company, JOIN.LEFT_OUTER)
                .where((Contact.deleted == 0) & (Contact.left == 0)).order_by(Company.name, Contact.name))
    found += [Entry(c.name, c.company.name if c.company_id else "", c.post or "", "", c.phone or "", c.mobile or "",
                    c.email or "", Contact._meta.table_name, c.id, False) for c in contacts]
    return [_with_letters(entry) for entry in found]


def _with_letters(entry: Entry) -> Entry:
    return replace(entry, letters=" ".join(filter(None, (initials(entry.name), initials(entry.where)))))


def matching(entries: Iterable[Entry], text: str) -> list[Entry]:
    """Return those in whom every typed word is found: part of a name, a number, pinyin initials."""
    words = [_digits(word) if word.replace("-", "").isdigit() else word for word in folded(text).split()]
    return [e for e in entries if all(word in e.words or word in _digits(e.words) for word in words)]


def _digits(text: str) -> str:
    return text.replace("-", "")


def as_text(entries: Sequence[Entry]) -> str:
    """Return entries as lines to be pasted elsewhere: name, where, numbers, mail."""
    return "\n".join("  ".join(part for part in (e.name, e.where, e.extension, e.phone, e.mobile, e.email) if part)
                     for e in entries)
