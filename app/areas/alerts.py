"""What asks for attention without a date of its own: endangered orders, daily sheets that did not come, empty lists."""

from __future__ import annotations

from datetime import date, timedelta

from app.areas import catalogue
from app.areas.schedule.reading import Schedule, read_schedule
from app.areas.schedule.records import ProgressReport
from app.areas.schedule.words import danger_reason, danger_which
from app.domain.frozen import frozen
from app.domain.text import N_, _
from app.masters.mailing import people_of
from app.masters.order import Order
from app.masters.plant import Plant

MOST = 15
"""Endangered orders that are named, the most urgent first; the schedule lists all."""

LONGEST = timedelta(days=30)
"""How long ago the last daily sheet may be for the next one to be missed; an office that has none isn't asked."""


@frozen
class Alert:
    """One thing to look at today."""

    kind: str
    sheet: str
    title: str
    name: str
    why: str
    place: str = ""
    record: int = 0
    owner: str = ""
    order: str = ""


def alerts(today: date) -> list[Alert]:
    """Return what asks for attention today, endangered orders first."""
    schedule = read_schedule(today, today)
    return [*endangered(schedule), *missing_sheets(schedule), *silent_lists()]


def endangered(schedule: Schedule) -> list[Alert]:
    """Return the orders that will miss their inspection or ship date by the forecast, each once."""
    found: dict[int, Alert] = {}
    listed = [d for d in schedule.dangers if schedule.facts[d.key].state != "held"]
    clerks = dict(Order.select(Order.id, Order.clerk).tuples()) if listed else {}
    for danger in listed:
        facts, step = schedule.facts[danger.key], schedule.by_key[danger.key]
        if facts.order_id in found:
            continue
        why = _("Forecast {day}, {which} {limit}: {reason}").format(
            day=danger.forecast, which=danger_which(danger), limit=danger.limit, reason=danger_reason(danger))
        found[facts.order_id] = Alert("endangered", "orders", N_("Endangered order"), f"{step.order} {facts.customer}",
                                      why, Order._meta.table_name, facts.order_id, order=step.order,
                                      owner=_name(clerks.get(facts.order_id)))
    return list(found.values())[:MOST]


def _name(person: int | None) -> str:
    from app.masters.company import Person

    found = Person.get_or_none(Person.id == person) if person else None
    return str(found) if found is not None else ""


def missing_sheets(schedule: Schedule) -> list[Alert]:
    """Return the plants with work under way whose daily sheet of the last working day has not come in."""
    today = schedule.today
    newest = dict(ProgressReport.select(ProgressReport.plant, ProgressReport.day).where(
        (ProgressReport.deleted == 0) & (ProgressReport.day >= today - LONGEST)).order_by(ProgressReport.day).tuples())
    found = []
    for plant in Plant.select().where(Plant.deleted == 0).order_by(Plant.place, Plant.id):
        calendars = [line.calendar for line in schedule.lines.values() if line.plant == plant.name]
        if not calendars or plant.id not in newest:
            continue
        expected = calendars[0].previous_workday(today)
        busy = any(s.open and s.start is not None and s.start <= expected and s.line in schedule.lines
                   and schedule.lines[s.line].plant == plant.name for s in schedule.steps)
        if busy and newest[plant.id] < expected:
            found.append(Alert("daily_sheet", "progress", N_("Daily sheet has not come"), plant.name,
                               _("The last daily sheet of {plant} is of {day}; that of {expected} is missing.").format(
                                   plant=plant.name, day=newest[plant.id], expected=expected)))
    return found


def silent_lists() -> list[Alert]:
    """Return one alert that names the distribution lists which reach nobody."""
    silent = [_(name) for name in catalogue.every_list() if not people_of([name])[0]]
    if not silent:
        return []
    names = "、".join(silent[:3]) + (" …" if len(silent) > 3 else "")
    return [Alert("lists", "mail_lists", N_("Distribution lists reach nobody"), names,
                  _("These lists have nobody with an address, so their notices reach no one: {names}.").format(
                      names="、".join(silent)))]
