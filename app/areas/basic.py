"""Basic data: the masters that every area shares."""

from __future__ import annotations

from typing import Any

import peewee

from app.domain.later import Later
from app.domain.sheet import Area, Column, Computed, Group, Lines, Sheet
from app.domain.show import WEEKDAYS
from app.domain.text import N_, _
from app.masters.company import Company, Department, Person
from app.masters.plant import CalendarDay, LineDay, LineRate, Plant, ProductionLine
from app.masters.product import Product

BASIC_DEMO = Later("app.areas.basic_demo")

C, P = Company, Product
COMPANIES = Sheet(
    "companies", C, N_("Companies"),
    table=(C.name, C.short_name, C.customer, C.supplier, C.carrier, C.country, C.contact, C.phone, C.email,
           C.payment_terms, C.weight, C.note),
    form=(Group(N_("Company"), (C.name, C.short_name, C.customer, C.supplier, C.carrier, C.own, C.country,
                                C.address)),
          Group(N_("Contact"), (C.contact, C.phone, C.email)),
          Group(N_("Terms"), (C.payment_terms, C.tax_number, C.bank, C.weight, C.note))),
    order=(C.name,),
    empty=N_("Customers, suppliers and carriers. They also come in by themselves with an imported schedule."),
)
DEPARTMENTS = Sheet(
    "departments", Department, N_("Departments"),
    table=(Department.place, Department.name, Department.head, Department.email, Department.note),
    form=(Group(N_("Department"), (Department.name, Department.head, Department.email, Department.place,
                                   Department.note)),),
    order=(Department.place,),
    empty=N_("The departments that get copies of orders and notices."),
)
PEOPLE = Sheet(
    "people", Person, N_("People"),
    table=(Person.name, Person.department, Person.post, Person.extension, Person.mobile, Person.email,
           Person.left, Person.note),
    form=(Group(N_("Person"), (Person.name, Person.department, Person.post, Person.extension, Person.mobile,
                               Person.email, Person.account, Person.role, Person.left, Person.note)),),
    order=(Person.name,), empty=N_("The people of the own company."),
)
PRODUCTS = Sheet(
    "products", P, N_("Products"),
    table=(P.code, P.name, P.name_en, P.family, P.unit, P.per_carton, P.carton_length, P.carton_width,
           P.carton_height, P.gross_weight, P.net_weight, P.barcode, P.standard, P.note),
    form=(Group(N_("Product"), (P.code, P.name, P.name_en, P.family, P.unit, P.barcode, P.standard, P.note)),
          Group(N_("Carton"), (P.per_carton, P.carton_length, P.carton_width, P.carton_height, P.gross_weight,
                               P.net_weight))),
    order=(P.code,), empty=N_("The articles with their numbers. They also come in with an imported schedule."),
)
L = ProductionLine
PLANTS = Sheet(
    "plants", Plant, N_("Plants"),
    table=(Plant.name, Plant.company, Plant.saturdays, Plant.sundays, Plant.place, Plant.note),
    form=(Group(N_("Plant"), (Plant.name, Plant.company, Plant.saturdays, Plant.sundays, Plant.place,
                              Plant.note)),),
    lines=(Lines(L, L.plant, N_("Production lines"), (L.name, L.workshop, L.daily_rate, L.hours, L.changeover,
                                                      L.own_saturdays, L.place, L.closed, L.note)),),
    order=(Plant.place,), empty=N_("The factories that send daily sheets, with their lines."),
)
LINES = Sheet(
    "lines", L, N_("Production lines"),
    table=(L.plant, L.name, L.workshop, L.daily_rate, L.hours, L.changeover, L.own_saturdays, L.closed, L.note),
    form=(Group(N_("Line"), (L.plant, L.name, L.workshop, L.daily_rate, L.hours, L.changeover, L.own_saturdays, L.place,
                             L.closed, L.note)),),
    lines=(Lines(LineRate, LineRate.line, N_("Rates"), (LineRate.product, LineRate.family,
                                                        LineRate.daily_rate)),
           Lines(LineDay, LineDay.line, N_("Special days"), (LineDay.day, LineDay.percent, LineDay.why))),
    order=(L.plant, L.place), empty=N_("Lines and machines with what they make a day."),
)
RATES = Sheet(
    "rates", LineRate, N_("Rates"),
    table=(Column(L.plant, (LineRate.line,)), LineRate.line, LineRate.product, LineRate.family,
           LineRate.daily_rate),
    form=(Group(N_("Rate"), (LineRate.line, LineRate.product, LineRate.family, LineRate.daily_rate)),),
    order=(LineRate.line,), empty=N_("What each line makes of each product a day."),
)


def _weekday() -> Any:
    """Return the name of a day's weekday; the Julian day number of a Monday's first hour leaves 6."""
    number = (peewee.fn.julianday(CalendarDay.day) - 0.5).cast("INTEGER")
    return peewee.Case(number - number / 7 * 7, [((n + 6) % 7, _(name)) for n, name in enumerate(WEEKDAYS)])


CALENDAR = Sheet(
    "calendar", CalendarDay, N_("Company calendar"),
    table=(CalendarDay.day, Computed("weekday", N_("Weekday"), _weekday, "text", 6), CalendarDay.kind, CalendarDay.name,
           CalendarDay.provisional),
    form=(Group(N_("Day"), (CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.provisional)),),
    order=(CalendarDay.day.desc(),),
    empty=N_("Holidays and make-up workdays. All other days follow the plants' week."),
)

AREA = Area("basic", N_("Basic data"), N_("Basic data"), "database",
            (COMPANIES, PRODUCTS, PLANTS, LINES, RATES, CALENDAR, DEPARTMENTS, PEOPLE), demo=BASIC_DEMO.make)
