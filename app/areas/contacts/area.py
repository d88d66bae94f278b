"""Contacts: the people of customers, suppliers and carriers, and the phone lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.contacts.records import Contact, first_contact_saved
from app.domain.sheet import Area, Column, DemoWorld, Group, Import, Pages, PaperAsk, Sheet, View
from app.domain.text import N_
from app.masters.company import Company

C = Contact


def _import() -> Import:
    from app.areas.contacts.importing import CONTACTS_IMPORT

    return CONTACTS_IMPORT


def _phone_pages(ask: PaperAsk) -> list[Any]:
    from app.areas.contacts.phone_list import phone_pages

    return phone_pages(ask)


def _contact_pages(ask: PaperAsk) -> list[Any]:
    from app.areas.contacts.phone_list import contact_pages

    return contact_pages(ask)


def _worksheets(today: date) -> list[Any]:
    from app.areas.contacts.phone_list import worksheets

    return worksheets(today)


def _of(flag: Any) -> Any:
    return lambda today: C.company.in_(Company.select(Company.id).where(flag == 1))


def _demo(world: DemoWorld) -> None:
    from app.areas.contacts.demo import make

    make(world)


CONTACTS = Sheet(
    "contacts", C, N_("Contacts"),
    table=(C.name, C.company, C.post, C.about, C.phone, C.mobile, C.email, C.chat, C.first,
           Column(Company.country, (C.company,)), C.language, C.left, C.note),
    form=(Group(N_("Contact person"), (C.name, C.company, C.post, C.about, C.first, C.language, C.left)),
          Group(N_("How to reach"), (C.phone, C.mobile, C.email, C.chat, C.address, C.note))),
    order=(C.company, C.first.desc(), C.name), imports=(_import,),
    views=(View(N_("Customers' people"), _of(Company.customer)), View(N_("Suppliers' people"), _of(Company.supplier)),
           View(N_("Carriers' people"), _of(Company.carrier)),
           View(N_("Still there"), lambda today: C.left == 0),
           View(N_("Without a mail address"), lambda today: C.email.is_null())),
    empty=N_("The people of customers, suppliers and carriers. Drop your phone list onto this page: firms become "
             "contacts, your own people go to People with their departments."),
)
AREA = Area("contacts", N_("Contacts"), N_("Office"), "contact", (CONTACTS,),
            papers=(Pages("phone_list", N_("Phone list of the company"), _phone_pages),
                    Pages("contact_list", N_("Phone list of customers and suppliers"), _contact_pages)),
            workbooks={"phone_list": _worksheets}, follows=((Contact, first_contact_saved),), demo=_demo)
