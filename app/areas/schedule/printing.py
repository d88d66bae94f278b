"""The schedule on paper: tiled over A3 or A4 sheets, a group for each plant, a row for each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.planning import PlanStep
from app.areas.schedule.reading import Schedule, read_schedule
from app.domain.sheet import PaperAsk
from app.domain.text import _
from app.reports.tile_pages import tiled_pages
from app.reports.tiles import TiledBar, TiledColumn, TiledLegend, TiledMark, TiledPlan, TiledRow

IN_TIME, ENDANGERED, LATE, DONE = "#5B8DE3", "#E09A3C", "#D9534F", "#9AA3B2"
INSPECTION, SHIP = "#7A4FC4", "#2B8044"
BEFORE, AFTER = 7, 42
"""Days that are printed before and after today where no others are asked for."""


def schedule_pages(ask: PaperAsk) -> list[Any]:
    """Return the tiled sheets of the schedule."""
    schedule = read_schedule(ask.today, ask.today - timedelta(days=BEFORE))
    plan = tiled_plan(schedule, ask.records)
    across = 1 if ask.size == "A3" else None
    return tiled_pages(plan, ask.letterhead, ask.printed, ask.size, across)


def tiled_plan(schedule: Schedule, plants: Sequence[str] = ()) -> TiledPlan:
    """Return the plane of some plants (all where empty), from a week back to six weeks ahead or the last bar."""
    shown = [p for p in schedule.plants if not plants or p in plants]
    steps: dict[int, list[PlanStep]] = defaultdict(list)
    first = schedule.today - timedelta(days=BEFORE)
    last = schedule.today + timedelta(days=AFTER)
    for step in schedule.steps:
        if step.line is not None and step.start and step.finish and step.finish >= first and step.start <= last:
            steps[step.line].append(step)
    dangers = {d.key: d.which for d in schedule.dangers}
    clashing = frozenset(c.key for c in schedule.conflicts)
    rows: list[TiledRow] = []
    for plant in shown:
        rows.append(TiledRow((plant, ""), True))
        for line in schedule.lines.values():
            if line.plant == plant:
                listed = sorted(steps[line.key], key=lambda s: (s.start or first, s.key))
                rows.append(TiledRow((line.name, f"{line.daily_rate:,}" if line.daily_rate else ""), False, tuple(
                    _bar(schedule, s, dangers, clashing, first, last) for s in listed)))
    return TiledPlan(
        _("Production schedule"), _("as of {day}").format(day=schedule.today.isoformat()), tuple(rows), first, last,
        (TiledColumn(_("Line"), 78), TiledColumn(_("Pieces a day"), 44, "right")),
        frozenset(schedule.default.days_off(first, last)), schedule.today,
        (TiledLegend(_("In time"), IN_TIME), TiledLegend(_("Endangered"), ENDANGERED), TiledLegend(_("Late"), LATE),
         TiledLegend(_("Done"), DONE), TiledLegend(_("Inspection"), INSPECTION, "diamond"),
         TiledLegend(_("Ship date"), SHIP, "triangle")))


def _bar(schedule: Schedule, step: PlanStep, dangers: dict[int, str], clashing: frozenset[int], first: date,
         last: date) -> TiledBar:
    assert step.start is not None and step.finish is not None
    which = dangers.get(step.key)
    colour = DONE if not step.open else LATE if which == "ship" else ENDANGERED if which else IN_TIME
    facts = schedule.facts[step.key]
    text = f"{step.order} {step.product} {facts.colour} {step.done:,}/{step.quantity:,}".replace("  ", " ")
    marks = [TiledMark(day, shape, tint) for day, shape, tint in (
        (step.inspection, "diamond", INSPECTION), (step.ship, "triangle", SHIP)) if day and first <= day <= last]
    return TiledBar(max(first, step.start), min(last, step.finish), text, colour,
                    min(1.0, step.done / max(1, step.quantity)), step.key in clashing,
                    tuple(marks) if step.open else ())
