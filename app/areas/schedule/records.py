"""The schedule's records: steps of order lines on production lines, what the plants report, kept versions."""

from __future__ import annotations

from typing import Any

from app.database.fields import Choice, Day, Flag, Integer, Link, LongText, Moment, Quantity, Scaled, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.masters.checks import in_order, positive, unique
from app.masters.order import OrderLine
from app.masters.plant import Plant, ProductionLine

STAGES = (("semi", N_("Semi-finished")), ("cups", N_("Cup and bowl set")), ("assembly", N_("Assembly")),
          ("finished", N_("Finished goods")), ("packing", N_("Packing")))


def _has_both_dates(step: Any) -> Problem | None:
    if (step.start is None) != (step.finish is None):
        missing = ScheduleStep.finish if step.finish is None else ScheduleStep.start
        return Problem(_("A planned step needs both a start and a finish; leave both empty to unschedule it."),
                       missing, True)
    return None


def untouched(step: Any) -> bool:
    """Tell whether a step only waits for a place: not planned, nothing made."""
    return step.start is None and not step.done and not step.locked


class ScheduleStep(Record):
    """One step of an order line on a production line: a bar of the schedule; both dates count."""

    order_line = Link(N_("Order line"), OrderLine, required=True, width=26)
    line = Link(N_("Line"), ProductionLine)
    stage = Choice(N_("Stage"), STAGES, required=True, default="finished")
    quantity = Quantity(N_("Quantity"), required=True)
    start = Day(N_("Plan start"))
    finish = Day(N_("Plan finish"))
    locked = Flag(N_("Locked"))
    opening = Quantity(N_("Done before reports"), default=0,
                       hint=N_("What was done before the first daily sheet came into the program"))
    done = Quantity(N_("Done"), default=0)
    last_report = Day(N_("Last report"))
    actual_start = Day(N_("Actual start"))
    actual_finish = Day(N_("Actual finish"))
    note = LongText(N_("Note"))

    shown = (order_line,)
    checks = (_has_both_dates, in_order("start", "finish", blocks=True), positive("quantity", "opening"))
    ledger = (finish,)
    goes_with = untouched

    class Meta:
        table_name = "schedule_step"


class StepLink(Record):
    """One step waits for another: semi-finished before finished."""

    before = Link(N_("First"), ScheduleStep, required=True)
    after = Link(N_("Then"), ScheduleStep, required=True)
    lag = Integer(N_("Working days between"), default=0)
    lot = Quantity(N_("Transfer lot"), hint=N_("Pieces after which the second may begin; empty: when all are done"))

    shown = (before, after)
    checks = (unique("before", "after"), positive("lag", "lot"))

    class Meta:
        table_name = "step_link"


class ProgressReport(Record):
    """What a plant reported of one step for one day and shift."""

    day = Day(N_("Date"), required=True)
    plant = Link(N_("Plant"), Plant, required=True)
    line = Link(N_("Line"), ProductionLine)
    step = Link(N_("Order line"), ScheduleStep, required=True, width=26)
    shift = Text(N_("Shift"), width=6)
    planned = Quantity(N_("Planned that day"))
    made = Quantity(N_("Made"), required=True)
    defects = Quantity(N_("Defects"))
    cumulative = Quantity(N_("Made to date (reported)"))
    headcount = Integer(N_("Headcount"))
    hours = Scaled(N_("Hours"), places=1)
    downtime = Integer(N_("Downtime, minutes"))
    operator = Text(N_("Operator"), width=8)
    note = Text(N_("Remark"), width=20)
    source = Text(N_("Source"), width=28)

    shown = (day, step)
    checks = (positive("made", "defects"),)

    class Meta:
        table_name = "progress_report"
        indexes = ((("step", "day"), False),)


class ScheduleVersion(Record):
    """A point in time whose schedule is kept by name; its bars come out of the history."""

    title = Text(N_("Name"), required=True, width=24)
    at = Moment(N_("Kept at"), required=True)
    note = LongText(N_("Note"))

    shown = (title,)

    class Meta:
        table_name = "schedule_version"
