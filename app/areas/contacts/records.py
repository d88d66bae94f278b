"""Contacts 联系人: the people of customers, suppliers and carriers, beyond the one that a company's own line has."""

from __future__ import annotations

import re
from typing import Any

from app.database.change import Change
from app.database.fields import Code, Flag, Link, LongText, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.masters.checks import unique
from app.masters.company import Company

_MAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_mail_address(text: str) -> bool:
    """Tell whether a text can be written to as a mail address."""
    return _MAIL.fullmatch(text.strip()) is not None


def _mail_written_well(contact: Any) -> Problem | None:
    if not contact.email or is_mail_address(contact.email):
        return None
    return Problem(_("“{text}” is no mail address; look for a Chinese comma or full stop, or a blank in it.").format(
        text=contact.email), Contact.email)


class Contact(Record):
    """Somebody outside: of a customer, a supplier, a carrier, an office."""

    name = Text(N_("Contact name"), required=True, width=12)
    company = Link(N_("Company"), Company, width=22)
    post = Text(N_("Post"), width=10)
    about = Text(N_("Asked about"), width=14, hint=N_("What this person is asked about: orders, papers, payment"))
    phone = Code(N_("Phone"))
    mobile = Code(N_("Mobile"))
    email = Text(N_("E-mail"), width=22)
    chat = Code(N_("WeChat or QQ"))
    first = Flag(N_("First contact"), hint=N_("Stands in the company's own line too"))
    language = Text(N_("Speaks"), width=8)
    address = LongText(N_("Address"))
    left = Flag(N_("Has left"))
    note = LongText(N_("Note"))

    shown = (name, company)
    checks = (_mail_written_well, unique("name", "company"))

    class Meta:
        table_name = "contact"
        indexes = ((("company",), False),)


def first_contact_saved(change: Change, contact: Any, before: dict[str, Any] | None) -> None:
    """Put a first contact into the company's own line; a company has one first contact."""
    if contact.deleted or not contact.first or not contact.company_id:
        return
    company = Company.get_by_id(contact.company_id)
    company.contact = contact.name
    company.phone = contact.phone or contact.mobile or company.phone
    company.email = contact.email or company.email
    change.save(company)
    for other in Contact.select().where((Contact.company == company) & (Contact.id != contact.id)
                                        & (Contact.first == 1) & (Contact.deleted == 0)):
        other.first = False
        change.save(other)
