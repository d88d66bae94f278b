"""What is done with visits: the usual route, departments told, visitors received, notes written, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.visitors.records import CLOSED, PLANNED, RECEIVED, TOLD, Visit, VisitStop
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _
from app.masters.company import Department
from app.masters.mailing import MessageAbout, reached

Answers = dict[str, Any] | None
ROUTE = ((N_("Reception"), N_("Welcome, visitors' badges")), (N_("Meeting room"), N_("Presentation of the company")),
         (N_("Showroom"), N_("Products")), (N_("Workshops"), N_("Production lines")),
         (N_("Laboratory"), N_("Tests and records")), (N_("Finished-goods store"), N_("Packing and loading")),
         (N_("Meeting room"), N_("Talk and farewell")))
"""The route of a first visit; later ones take over that of the last."""


def stops(visit: Visit | None) -> list[VisitStop]:
    """Return the stops of a visit in their order."""
    if visit is None:
        return []
    return list(VisitStop.select().where((VisitStop.visit == visit) & (VisitStop.deleted == 0)).order_by(
        VisitStop.seq, VisitStop.id))


def usual_route(change: Change, visits: Sequence[Visit]) -> None:
    """Give visits without stops the route of the last visit for the same purpose, else of the last one."""
    for visit in visits:
        if stops(visit):
            continue
        routed = VisitStop.select(VisitStop.visit).where(VisitStop.deleted == 0)
        past = Visit.select().where((Visit.deleted == 0) & (Visit.id != visit.id) & Visit.id.in_(routed)).order_by(
            (Visit.purpose == visit.purpose).desc(), Visit.day.desc(), Visit.id.desc())
        known = stops(past.first())
        if known:
            change.add_all([VisitStop(visit=visit, seq=s.seq, at=s.at, until=s.until, department=s.department_id,
                                      place=s.place, shows=s.shows, person=s.person_id) for s in known])
        else:
            change.add_all([VisitStop(visit=visit, seq=n, place=_(place), shows=_(shows))
                            for n, (place, shows) in enumerate(ROUTE, 1)])


def departments_of(visit: Visit) -> list[Department]:
    """Return the departments that the route passes through, in its order."""
    return list({s.department_id: s.department for s in stops(visit) if s.department_id}.values())


def told(change: Change, visits: Sequence[Visit]) -> None:
    """Enter that the departments know of visits."""
    for visit in visits:
        visit.told_on = visit.told_on or date.today()
        visit.state = TOLD
        change.save(visit)


def confirmed(change: Change, visits: Sequence[Visit], answers: Answers = None) -> None:
    """Enter that a department knows of visits and is ready for them; all on the route where none is named."""
    named = (answers or {}).get("department")
    for visit in visits:
        own = [s for s in stops(visit) if s.department_id and named in (None, s.department)]
        if named is not None and not own:
            raise Refused([Problem(_("{department} is not on the route of {visit}.").format(
                department=named, visit=visit), VisitStop.department, True)], visit)
        for stop in own:
            stop.ready = True
            change.save(stop)


def received(change: Change, visits: Sequence[Visit]) -> None:
    """Enter that visitors were here."""
    for visit in visits:
        visit.state = RECEIVED
        change.save(visit)


def close(change: Change, visits: Sequence[Visit], answers: Answers = None) -> None:
    """Close visits with their notes and what follows."""
    said = answers or {}
    for visit in visits:
        for name in ("notes", "follow_up", "follow_up_by", "follow_up_owner"):
            if said.get(name):
                setattr(visit, name, said[name])
        visit.state = CLOSED
        change.save(visit)


def followed_up(change: Change, visits: Sequence[Visit]) -> None:
    """Enter that what followed from visits is done."""
    for visit in visits:
        visit.followed_up = date.today()
        change.save(visit)


def tick_follow_up(change: Change, visit: Visit) -> None:
    """Settle what follows from a visit by its number on the morning sheet."""
    followed_up(change, [visit])


def visit_moved(change: Change, visit: Visit, before: dict[str, Any] | None) -> None:
    """Ask the departments anew when a visit that is still to come has another day."""
    if before is None or visit.deleted or visit.state in (RECEIVED, CLOSED) \
            or before["day"] == Visit.day.db_value(visit.day):
        return
    for stop in stops(visit):
        if stop.ready:
            stop.ready = False
            change.save(stop)
    if before["told_on"] == Visit.told_on.db_value(visit.told_on):
        visit.told_on = None
        visit.state = PLANNED if visit.state == TOLD else visit.state
        change.save(visit)


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Enter the day on which departments were told by mail."""
    if before is not None or about.deleted or not reached(about.message) or about.place != Visit._meta.table_name \
            or about.message.notice != "visits visit_plan":
        return
    visit = Visit.get_or_none((Visit.id == about.record) & (Visit.deleted == 0))
    if visit is not None and visit.told_on is None:
        visit.told_on = change.at.astimezone().date()
        visit.state = TOLD if visit.state == "planned" else visit.state
        change.save(visit)
