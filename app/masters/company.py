"""Companies: customers, suppliers, carriers, and the own one; departments and people."""

from __future__ import annotations

from peewee import JOIN

from app.database import rights
from app.database.fields import Choice, Code, Flag, Integer, Link, LongText, Text
from app.database.record import Record
from app.database.settings import OfficeSetting
from app.domain.text import N_
from app.masters.checks import unique


class Company(Record):
    """A customer, supplier, subcontractor, carrier, or the own company that stands at the head of papers."""

    name = Text(N_("Company"), required=True, width=24)
    short_name = Text(N_("Short name"), width=10)
    customer = Flag(N_("Customer"))
    supplier = Flag(N_("Supplier"))
    carrier = Flag(N_("Carrier"))
    own = Flag(N_("Own company"))
    country = Text(N_("Country"), width=8)
    contact = Text(N_("Contact"), width=10)
    phone = Code(N_("Phone"))
    email = Text(N_("E-mail"), width=22)
    address = LongText(N_("Address"))
    tax_number = Code(N_("Tax number"))
    bank = LongText(N_("Bank"))
    payment_terms = Text(N_("Payment terms"))
    weight = Integer(N_("Weight"), default=1,
                     hint=N_("How much a day of lateness counts: 1 normal, 3 key customer"))
    note = LongText(N_("Note"))

    shown = (name,)
    checks = (unique("name"),)

    class Meta:
        table_name = "company"


class Department(Record):
    """A department of the office or factory."""

    name = Text(N_("Department"), required=True)
    head = Text(N_("Head"), width=10)
    email = Text(N_("E-mail"), width=22)
    place = Integer(N_("Sequence"))
    note = LongText(N_("Note"))

    shown = (name,)
    checks = (unique("name"),)

    class Meta:
        table_name = "department"


class Person(Record):
    """Somebody of the own company."""

    name = Text(N_("Name"), required=True, width=10)
    department = Link(N_("Department"), Department, width=10)
    post = Text(N_("Post"))
    extension = Code(N_("Extension"), width=8)
    mobile = Code(N_("Mobile"))
    email = Text(N_("E-mail"), width=22)
    account = Text(N_("Windows account"))
    role = Choice(N_("Role in Gendan"), rights.ROLES, width=10,
                  hint=N_("Nobody is restricted while no person is an administrator"))
    left = Flag(N_("Has left"))
    note = LongText(N_("Note"))

    shown = (name,)

    class Meta:
        table_name = "person"


def _holders() -> dict[str, rights.Holder]:
    rows = Person.select(Person.account, Person.name, Person.role, Person.post, Department.name, Person.left).join(
        Department, JOIN.LEFT_OUTER).where((Person.deleted == 0) & Person.account.is_null(False)).tuples()
    return {account.lower(): rights.Holder(name, role or rights.CLERK, "" if left else post or "",
                                           "" if left else department or "")
            for account, name, role, post, department, left in rows}


rights.known_by(_holders)
rights.protect(Person)
rights.protect(OfficeSetting, rights.HEAD)
