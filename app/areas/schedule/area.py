"""The schedule's area: steps, daily reports, kept versions."""

from __future__ import annotations

from datetime import date
from typing import Any

import peewee

from app.areas.schedule.following import line_saved
from app.areas.schedule.records import ProgressReport, ScheduleStep, ScheduleVersion, StepLink
from app.domain.later import Later
from app.domain.sheet import Area, Column, Computed, Group, Import, Lines, Pages, Sheet, View
from app.domain.text import N_
from app.masters.order import Order, OrderLine

PRINTING = Later("app.areas.schedule.printing")
PLAN_PAPER = Later("app.areas.schedule.plan_paper")
PROMISE_PAPER = Later("app.areas.schedule.promise_paper")
DAY_CHANGES_PAPER = Later("app.areas.schedule.day_changes_paper")
EXPORTING = Later("app.areas.schedule.exporting")
DEMO = Later("app.areas.schedule.demo")

S, R = ScheduleStep, ProgressReport


def _balance() -> Any:
    return S.quantity - peewee.fn.COALESCE(S.done, 0)


def _percent() -> Any:
    return 100 * peewee.fn.COALESCE(S.done, 0) / peewee.fn.NULLIF(S.quantity, 0)


def _unfinished(today: date) -> Any:
    return peewee.fn.COALESCE(S.done, 0) < S.quantity


def _unscheduled(today: date) -> Any:
    return S.start.is_null() & (peewee.fn.COALESCE(S.done, 0) < S.quantity)


def _orders_import() -> Import:
    from app.areas.schedule.order_import import ORDERS_IMPORT

    return ORDERS_IMPORT


def _progress_import() -> Import:
    from app.areas.schedule.progress_import import PROGRESS_IMPORT

    return PROGRESS_IMPORT


STEPS = Sheet(
    "schedule", S, N_("Schedule table"),
    table=(Column(OrderLine.order, (S.order_line,)), Column(Order.customer, (S.order_line, OrderLine.order)),
           Column(Order.country, (S.order_line, OrderLine.order)),
           Column(OrderLine.product, (S.order_line,)), Column(OrderLine.description, (S.order_line,)),
           Column(OrderLine.colour, (S.order_line,)), S.stage, S.quantity, S.line, S.start, S.finish, S.done,
           Computed("balance", N_("Balance"), _balance, "quantity", 8),
           Computed("percent", N_("Progress %"), _percent, "integer", 7),
           Column(OrderLine.inspection, (S.order_line,)), Column(OrderLine.required_ship, (S.order_line,)),
           Column(OrderLine.material, (S.order_line,)), S.last_report, S.locked, S.note),
    form=(Group(N_("Step"), (S.order_line, S.stage, S.line, S.quantity, S.start, S.finish, S.locked)),
          Group(N_("Progress"), (S.opening, S.done, S.last_report, S.actual_start, S.actual_finish, S.note))),
    lines=(Lines(StepLink, StepLink.after, N_("Waits for"), (StepLink.before, StepLink.lag, StepLink.lot)),),
    order=(S.line, S.start),
    imports=(_orders_import,),
    views=(View(N_("Unfinished"), _unfinished), View(N_("Unscheduled"), _unscheduled)),
    empty=N_("Nothing is scheduled yet. Drop the schedule workbook that you have onto this page, or put an order "
             "into the schedule."),
)
REPORTS = Sheet(
    "progress", R, N_("Daily reports"),
    table=(R.day, R.plant, R.line, Column(OrderLine.order, (R.step, S.order_line)),
           Column(OrderLine.product, (R.step, S.order_line)), Column(OrderLine.colour, (R.step, S.order_line)),
           R.shift, R.planned, R.made, R.defects, R.cumulative, R.operator, R.note, R.source),
    form=(Group(N_("Report"), (R.day, R.plant, R.line, R.step, R.shift, R.planned, R.made, R.defects,
                               R.cumulative)),
          Group(N_("Shift"), (R.headcount, R.hours, R.downtime, R.operator, R.note, R.source))),
    order=(R.day.desc(), R.id), imports=(_progress_import,),
    empty=N_("What the plants report each day. Drop a daily sheet onto this page."),
)
VERSIONS = Sheet(
    "versions", ScheduleVersion, N_("Kept versions"),
    table=(ScheduleVersion.title, ScheduleVersion.at, ScheduleVersion.created_by, ScheduleVersion.note),
    form=(Group(N_("Version"), (ScheduleVersion.title, ScheduleVersion.at, ScheduleVersion.note)),),
    order=(ScheduleVersion.at.desc(),), locked=lambda version: not version.id,
    empty=N_("Versions of the schedule kept by name, to compare with. “Keep this version…” among the comparisons of "
             "the schedule page keeps the present one."),
)

PAPERS = (Pages("schedule", N_("Production schedule"), PRINTING.schedule_pages),
          Pages("schedule_table", N_("Production schedule, table"), PLAN_PAPER.table_pages),
          Pages("promise", N_("Can we make it?"), PROMISE_PAPER.answer_pages),
          Pages("day_changes", N_("Changes of the schedule"), DAY_CHANGES_PAPER.changes_pages))
AREA = Area("schedule", N_("Schedule"), N_("Orders and schedule"), "chart-gantt", (STEPS, REPORTS, VERSIONS),
            papers=PAPERS, demo=DEMO.make, follows=((OrderLine, line_saved),),
            workbooks={"schedule": EXPORTING.schedule_sheets, "day_changes": DAY_CHANGES_PAPER.changes_sheets})
