"""Visits 接待: who comes when and why, who escorts, the route through the departments, what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.visitors.settings import NOTES_DAYS, NOTICE_DAYS
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Quantity, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.clock import clock_time
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive
from app.masters.company import Company, Department, Person
from app.masters.order import Order
from app.masters.state_dates import dated_states

PLANNED, TOLD, RECEIVED, CLOSED, OFF = "planned", "told", "received", "closed", "cancelled"
STATES = ((PLANNED, N_("Visit planned")), (TOLD, N_("Departments know")), (RECEIVED, N_("Visitors were here")),
          (CLOSED, N_("Visit closed")), (OFF, N_("Cancelled")))
FLOW = Workflow(frozenset((
    (PLANNED, TOLD), (TOLD, PLANNED), (PLANNED, RECEIVED), (TOLD, RECEIVED), (RECEIVED, TOLD), (RECEIVED, CLOSED),
    (CLOSED, RECEIVED), (PLANNED, OFF), (TOLD, OFF), (OFF, PLANNED))))
PURPOSES = (("look", N_("Look at the factory")), ("audit", N_("Factory audit")), ("order", N_("Talk about orders")),
            ("inspect", N_("Come to inspect")), ("sample", N_("Look at samples")), ("authority", N_("Authority")),
            ("supplier", N_("Supplier comes")), ("other", N_("Other purpose")))


def _times_as_typed(record: Any) -> None:
    for name in ("arrive", "leave") if isinstance(record, Visit) else ("at", "until"):
        if text := getattr(record, name):
            setattr(record, name, clock_time(text) or text)


def _due_days(visit: Any) -> None:
    """Reckon until when departments are told and notes are written."""
    if visit.day is None:
        return
    calendar = office_calendar()
    visit.notice_by = calendar.add_workdays(visit.day, -office(NOTICE_DAYS))
    visit.notes_by = calendar.add_workdays(visit.last_day or visit.day, office(NOTES_DAYS))


def _times_are_times(record: Any) -> Problem | None:
    first, last = (Visit.arrive, Visit.leave) if isinstance(record, Visit) else (VisitStop.at, VisitStop.until)
    for field in (first, last):
        text = getattr(record, field.name)
        if text and clock_time(text) is None:
            return Problem(_("“{text}” is no time of day; write it like 09:30.").format(text=text), field, True)
    early, late = getattr(record, first.name), getattr(record, last.name)
    if early and late and late < early and getattr(record, "last_day", None) is None:
        return Problem(_("It ends at {late}, before it begins at {early}.").format(late=late, early=early), last)
    return None


def _who_comes(visit: Any) -> Problem | None:
    if visit.company_id or visit.visitors:
        return None
    return Problem(_("Say who comes: the company or the visitors' names."), Visit.company, True)


def _closed_with_notes(visit: Any) -> Problem | None:
    if visit.state == CLOSED and not visit.notes:
        return Problem(_("Write down what was talked about and seen before {visit} is closed.").format(visit=visit),
                       Visit.notes, True)
    return None


def _follow_up_has_an_owner(visit: Any) -> Problem | None:
    if visit.follow_up and visit.follow_up_by is None and not visit.followed_up:
        return Problem(_("What is to be done after the visit has no date yet; it will not remind anybody."),
                       Visit.follow_up_by)
    return None


class Visit(Record):
    """A visit: plan, escort, route, notes, what follows from it."""

    number = Code(N_("Visit no."), width=12)
    company = Link(N_("Visiting company"), Company, width=20)
    visitors = LongText(N_("Visitors"), width=20, hint=N_("Names and posts"))
    headcount = Quantity(N_("Number of visitors"), width=6)
    purpose = Choice(N_("Purpose of the visit"), PURPOSES, required=True, default="look", width=10)
    about = LongText(N_("What they want to see"))
    day = Day(N_("Day of the visit"), required=True, default=date.today)
    last_day = Day(N_("Last day"), hint=N_("Where they stay longer than a day"))
    arrive = Text(N_("Arrive at"), default="09:30", width=7)
    leave = Text(N_("Leave at"), width=7)
    host = Link(N_("Host of the visit"), Person, width=9)
    escort = Link(N_("Escort"), Person, width=9)
    interpreter = Text(N_("Interpreter"), width=9)
    room = Text(N_("Meeting place"), width=12)
    car = Text(N_("Fetched by"), width=14, hint=N_("Car, driver, where and when"))
    meal = Text(N_("Meal"), width=12)
    hotel = Text(N_("Hotel"), width=12)
    order = Link(N_("Production order no."), Order, width=12)
    agenda = LongText(N_("Agenda"))
    prepare = LongText(N_("To be prepared"), hint=N_("Price lists, contracts, samples, presentation, helmets, gifts"))
    prepared = Flag(N_("All is prepared"))
    notice_by = Day(N_("Tell departments by"))
    told_on = Day(N_("Departments told on"))
    notes_by = Day(N_("Notes by"))
    notes = LongText(N_("Notes of the visit"))
    notes_on = Day(N_("Notes written on"))
    impression = LongText(N_("What they praised or found fault with"))
    follow_up = LongText(N_("What follows"))
    follow_up_by = Day(N_("Follows by"))
    follow_up_owner = Link(N_("Who sees to it"), Person, width=9)
    followed_up = Day(N_("Followed up on"))
    state = Choice(N_("State"), STATES, required=True, default=PLANNED, width=11)
    note = LongText(N_("Note"))

    shown = (number, company)
    checks = (_who_comes, _times_are_times, _closed_with_notes, _follow_up_has_an_owner, positive("headcount"),
              in_order("day", "last_day"))
    derived = (_times_as_typed, _due_days, dated_states(told="told_on", closed="notes_on"))
    workflow = (state, FLOW)
    numbered = (number, "JD{yy}{mm}-{n:02}")

    class Meta:
        table_name = "visit"
        indexes = ((("day",), False), (("company",), False))


class VisitStop(Record):
    """A stop of the route: when, where, what is shown, who is there."""

    visit = Link(N_("Visit no."), Visit, required=True)
    seq = Integer(N_("No."), default=1, width=4)
    at = Text(N_("At what time"), width=7)
    until = Text(N_("Until what time"), width=7)
    department = Link(N_("Dept"), Department, width=10)
    place = Text(N_("Where to"), width=14)
    shows = Text(N_("What is shown"), width=22)
    person = Link(N_("Who is there"), Person, width=9)
    ready = Flag(N_("Has confirmed"))

    shown = (visit, place)
    checks = (_times_are_times,)
    derived = (_times_as_typed,)

    class Meta:
        table_name = "visit_stop"
        indexes = ((("visit",), False),)
