"""Contacts: the people of customers, suppliers and carriers, and the phone lists."""

from __future__ import annotations

from typing import Any

from app.areas.contacts.records import Contact, first_contact_saved
from app.domain.later import Later
from app.domain.sheet import Area, Column, Group, Import, Pages, Sheet, View
from app.domain.text import N_
from app.masters.company import Company

PHONE_LIST = Later("app.areas.contacts.phone_list")
DEMO = Later("app.areas.contacts.demo")

C = Contact


def _import() -> Import:
    from app.areas.contacts.importing import CONTACTS_IMPORT

    return CONTACTS_IMPORT


def _of(flag: Any) -> Any:
    return lambda today: C.company.in_(Company.select(Company.id).where(flag == 1))


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
            papers=(Pages("phone_list", N_("Phone list of the company"), PHONE_LIST.phone_pages),
                    Pages("contact_list", N_("Phone list of customers and suppliers"), PHONE_LIST.contact_pages)),
            workbooks={"phone_list": PHONE_LIST.worksheets}, follows=((Contact, first_contact_saved),), demo=DEMO.make)
