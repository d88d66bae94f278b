"""Inspections: booked in time, agreed days into the schedule, danger told, results and re-inspections."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.inspections import actions, notices
from app.areas.inspections.records import (
    AGREED,
    ASKED,
    FAILED,
    OPEN,
    TO_BOOK,
    InspectedGoods,
    Inspection,
)
from app.areas.inspections.settings import SETTINGS
from app.areas.inspections.told import message_kept
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.sheet import Action, Area, Group, Lines, Print, Sheet, View
from app.domain.text import N_
from app.masters.mailing import MessageAbout, after_telling
from app.masters.order import OrderLine

PRINTING = Later("app.areas.inspections.printing")
DEMO = Later("app.areas.inspections.demo")

R, G = Inspection, InspectedGoods


def _clerk(inspection: Any) -> str:
    return str(inspection.order.clerk or inspection.order.sales or "")


def _sales(inspection: Any) -> str:
    return str(inspection.order.sales or inspection.order.clerk or "")


def _order(inspection: Any) -> str:
    return str(inspection.order.number)


def _off(inspection: Any) -> bool:
    return inspection.order.state in ("cancelled", "closed", "shipped")


DUTIES = (
    Deadline(N_("Have the inspection booked"), due=lambda i: i.book_by if i.state == TO_BOOK else None,
             done=_off, owner=_clerk, field=R.book_by, order=_order, hangs_on=(R.order,),
             why=N_("The goods are planned to be ready on {ready}; sales books before that.")),
    Deadline(N_("Get the inspection date agreed"), due=lambda i: i.ready if i.state == ASKED else None,
             done=_off, owner=_sales, order=_order, hangs_on=(R.order,), since=lambda i: i.asked_on,
             why=N_("Sales was told on {asked_on}, no day is agreed yet.")),
    Deadline(N_("Tell the departments the inspection date"),
             due=lambda i: i.agreed_on if i.state == AGREED else None,
             done=lambda i: i.told_on is not None or _off(i), owner=_clerk, order=_order, hangs_on=(R.order,),
             why=N_("The inspection on {agreed} was agreed on {agreed_on}; the departments know it the same day.")),
    Deadline(N_("Report the endangered inspection"), due=lambda i: i.danger_since if i.state in OPEN else None,
             done=lambda i: i.danger_told is not None or _off(i), owner=_clerk, order=_order, hangs_on=(R.order,),
             why=N_("{danger}")),
    Deadline(N_("Inspection"), due=lambda i: i.agreed if i.state == AGREED else None, done=_off, owner=_clerk,
             field=R.agreed, order=_order, hangs_on=(R.order,), since=lambda i: i.agreed_on,
             why=N_("Agreed with the customer; the result is entered here.")),
    Deadline(N_("Put right for the re-inspection"), due=lambda i: i.rework_by if i.state == FAILED else None,
             done=_off, owner=_clerk, order=_order, hangs_on=(R.order,), since=lambda i: i.actual,
             why=N_("Failed on {actual}: {findings}")),
)


def _open(today: date) -> Any:
    return R.state.in_(OPEN)


def _this_week(today: date) -> Any:
    monday = today - timedelta(days=today.weekday())
    return (R.state == AGREED) & R.agreed.between(monday, monday + timedelta(days=13))


def _endangered(today: date) -> Any:
    return R.state.in_(OPEN) & R.danger_since.is_null(False)


INSPECTIONS = Sheet(
    "inspections", R, N_("Inspections"),
    table=(R.number, R.order, R.customer, R.plant, R.state, R.ready, R.book_by, R.proposed, R.agreed, R.told_on,
           R.method, R.inspector, R.danger, R.actual, R.result, R.critical, R.major, R.minor, R.round, R.note),
    form=(Group(N_("Inspection"), (R.number, R.order, R.customer, R.plant, R.state, R.method, R.company, R.inspector,
                                   R.first_lot, R.level, R.aql)),
          Group(N_("Dates"), (R.ready, R.book_by, R.asked_on, R.proposed, R.agreed, R.agreed_on, R.told_on)),
          Group(N_("Danger"), (R.danger, R.danger_since, R.danger_told)),
          Group(N_("Result"), (R.actual, R.result, R.sample_size, R.critical, R.major, R.minor, R.findings, R.report,
                               R.rework, R.rework_by, R.round, R.previous, R.note))),
    lines=(Lines(G, G.inspection, N_("Goods"), (G.order_line, G.product, G.quantity, G.cartons, G.packed, G.note)),),
    order=(R.agreed.asc(nulls="FIRST"), R.ready.asc(nulls="FIRST")),
    deadlines=DUTIES,
    actions=(Action(N_("Propose a day"), actions.propose_days, lambda i: i.state in (TO_BOOK, ASKED), "calendar-range"),
             Action(N_("Sales is told"), after_telling("inspections booking", actions.sales_told),
                    lambda i: i.state == TO_BOOK, "send"),
             Action(N_("Date agreed…"), actions.agree, lambda i: i.state in OPEN, "calendar-check",
                    asks=(R.agreed, R.inspector)),
             Action(N_("Departments told"), after_telling("inspections agreed", actions.departments_told),
                    lambda i: i.state == AGREED, "users"),
             Action(N_("Danger told"), after_telling("inspections danger", actions.danger_told),
                    lambda i: i.danger_since is not None, "flag"),
             Action(N_("Result…"), actions.take_result, lambda i: i.state in (AGREED, FAILED), "stamp",
                    asks=(R.actual, R.result, R.critical, R.major, R.minor, R.findings, R.report))),
    prints=(Print("inspection_notice", N_("Inspection notice"), PRINTING.notice),
            Print("inspection_report", N_("Inspection result"), PRINTING.report)),
    views=(View(N_("Still to come"), _open), View(N_("This week and next"), _this_week),
           View(N_("Endangered"), _endangered)),
    empty=N_("An inspection for each order that comes near its finish stands here by itself when a daily sheet comes "
             "in, or at once by “From the schedule”."),
)

AREA = Area("inspections", N_("Inspections"), N_("Orders and schedule"), "badge-check", (INSPECTIONS,),
            follows=((Inspection, actions.saved), (InspectedGoods, actions.goods_saved),
                     (OrderLine, actions.line_moved), (MessageAbout, message_kept)),
            notices={"inspections": notices.NOTICES}, settings=SETTINGS, demo=DEMO.make)
