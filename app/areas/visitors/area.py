"""Visits: planned, told to the departments on the route, received, noted, followed up."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.visitors import actions
from app.areas.visitors.records import CLOSED, OFF, PLANNED, RECEIVED, TOLD, Visit, VisitStop
from app.areas.visitors.settings import SETTINGS
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.notice import Notice
from app.domain.sheet import Action, Area, Computed, Group, Lines, Print, Sheet, View
from app.domain.text import N_
from app.masters.mailing import MessageAbout, after_telling

PRINTING = Later("app.areas.visitors.printing")
DEMO = Later("app.areas.visitors.demo")

V, S = Visit, VisitStop


def _escort(visit: Any) -> str:
    return str(visit.escort) if visit.escort_id else str(visit.created_by or "")


def _follower(visit: Any) -> str:
    return str(visit.follow_up_owner) if visit.follow_up_owner_id else _escort(visit)


def _order(visit: Any) -> str:
    return str(visit.order.number) if visit.order_id else ""


DUTIES = (
    Deadline(N_("Tell departments of the visit"), due=lambda v: v.notice_by if v.state == PLANNED else None,
             done=lambda v: v.told_on is not None, owner=_escort, field=V.notice_by, order=_order,
             hangs_on=(V.escort, V.order),
             why=N_("They come on {day} at {arrive}; the departments on the route prepare themselves.")),
    Deadline(N_("Prepare the visit"), due=lambda v: v.notice_by if v.state in (PLANNED, TOLD) and v.prepare else None,
             done=lambda v: bool(v.prepared), owner=_escort, order=_order, hangs_on=(V.escort, V.order),
             why=N_("For the visit on {day}: {prepare}")),
    Deadline(N_("Receive visitors"), due=lambda v: v.day if v.state in (PLANNED, TOLD) else None, done=lambda v: False,
             owner=_escort, field=V.day, since=lambda v: v.told_on, order=_order, hangs_on=(V.escort, V.order),
             why=N_("They come at {arrive}.")),
    Deadline(N_("Write the notes of the visit"), due=lambda v: v.notes_by if v.state == RECEIVED else None,
             done=lambda v: v.notes_on is not None, owner=_escort, field=V.notes_by, since=lambda v: v.day,
             order=_order, hangs_on=(V.escort, V.order), why=N_("They were here on {day}.")),
    Deadline(N_("Follow up the visit"), due=lambda v: v.follow_up_by if v.state in (RECEIVED, CLOSED) else None,
             done=lambda v: v.followed_up is not None, owner=_follower, field=V.follow_up_by, since=lambda v: v.day,
             order=_order, hangs_on=(V.escort, V.order), settle=actions.tick_follow_up,
             why=N_("After the visit on {day}: {follow_up}")),
)


def _coming(today: date) -> Any:
    return V.state.in_((PLANNED, TOLD)) & (V.day >= today.isoformat())


def _to_follow(today: date) -> Any:
    return V.follow_up_by.is_null(False) & V.followed_up.is_null() & (V.state != OFF)


def _unconfirmed() -> Any:
    stop = S.alias("unconfirmed_stops")
    return stop.select(fn.COUNT(stop.department.distinct())).where(
        (stop.visit == V.id) & (stop.deleted == 0) & (stop.ready == 0))


VISITS = Sheet(
    "visits", V, N_("Visits"),
    table=(V.number, V.day, V.arrive, V.company, V.visitors, V.headcount, V.purpose, V.state, V.host, V.escort,
           V.notice_by, V.told_on,
           Computed("unconfirmed", N_("Departments yet to confirm"), _unconfirmed, "quantity", 8),
           V.prepared, V.order, V.notes_by, V.notes_on, V.follow_up, V.follow_up_by, V.follow_up_owner, V.followed_up,
           V.note),
    form=(Group(N_("Visit"), (V.number, V.company, V.visitors, V.headcount, V.purpose, V.about, V.day, V.last_day,
                              V.arrive, V.leave, V.order, V.state)),
          Group(N_("Reception"), (V.host, V.escort, V.interpreter, V.room, V.car, V.meal, V.hotel, V.agenda, V.prepare,
                                  V.prepared, V.notice_by, V.told_on)),
          Group(N_("After the visit"), (V.notes_by, V.notes, V.notes_on, V.impression, V.follow_up, V.follow_up_by,
                                        V.follow_up_owner, V.followed_up, V.note))),
    lines=(Lines(S, S.visit, N_("Route"), (S.at, S.until, S.department, S.place, S.shows, S.person, S.ready),
                 (S.seq,)),),
    order=(V.day.desc(), V.id.desc()),
    deadlines=DUTIES,
    actions=(Action(N_("Usual route"), actions.usual_route, lambda v: v.state in (PLANNED, TOLD), "map"),
             Action(N_("Departments are told"), after_telling("visits visit_plan", actions.told),
                    lambda v: v.state == PLANNED, "send"),
             Action(N_("Department has confirmed…"), actions.confirmed, lambda v: v.state in (PLANNED, TOLD), "check",
                    asks=(S.department,)),
             Action(N_("They were here"), actions.received, lambda v: v.state in (PLANNED, TOLD), "handshake"),
             Action(N_("Close with notes…"), actions.close, lambda v: v.state == RECEIVED, "check",
                    asks=(V.notes, V.follow_up, V.follow_up_by, V.follow_up_owner)),
             Action(N_("Followed up"), actions.followed_up, lambda v: v.follow_up_by is not None, "badge-check")),
    prints=(Print("visit_plan", N_("Plan of the visit"), PRINTING.plan),
            Print("visit_report", N_("Report of the visit"), PRINTING.report)),
    views=(View(N_("Still coming"), _coming),
           View(N_("Not confirmed by all"), lambda today: (V.state == TOLD) & (_unconfirmed() > 0)),
           View(N_("Notes missing"), lambda today: V.state == RECEIVED),
           View(N_("To be followed up"), _to_follow)),
    empty=N_("Customers, auditors and suppliers who come: plan, escort, the route through the departments with its "
             "times, and what came of it."),
)
NOTICES: dict[str, tuple[Notice, ...]] = {"visits": (
    Notice("visit_plan", N_("Departments: visit"), (N_("Departments on the route of visits"),), PRINTING.told),
    Notice("visit_report", N_("Report of the visit"), (N_("Sales and market department"),), PRINTING.reported))}
AREA = Area("visitors", N_("Visits"), N_("Office"), "handshake", (VISITS,),
            follows=((MessageAbout, actions.message_kept), (Visit, actions.visit_moved)), notices=NOTICES,
            settings=SETTINGS, demo=DEMO.make)
