"""The schedule on paper: tiled over A3 or A4 sheets, a group for each plant, a row for each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.planning import PlanLine, PlanStep
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
    """Return the tiled sheets of the schedule; `records` are plants, lines and one or two days, all where none is said.

    One day begins the print, two are its first and last.
    """
    days, names = asked_days(ask.records)
    schedule = read_schedule(ask.today, min([ask.today, *days]) - timedelta(days=BEFORE))
    plan = tiled_plan(schedule, names, *days)
    across = 1 if ask.size == "A3" else None
    return tiled_pages(plan, ask.letterhead, ask.printed, ask.size, across)


def asked_days(words: Sequence[str]) -> tuple[list[date], list[str]]:
    """Return the days and the other words."""
    days, names = list[date](), list[str]()
    for word in words:
        try:
            days.append(date.fromisoformat(word))
        except ValueError:
            names.append(word)
    return sorted(days)[:2], names


def lines_named(schedule: Schedule, names: Sequence[str]) -> list[PlanLine]:
    """Return the lines of plants or lines by name, all where none is named; ValueError for a name that is neither."""
    found = list(schedule.lines.values())
    for name in names:
        if name not in schedule.plants and all(name != line.name for line in found):
            raise ValueError(_("There is no plant or line “{name}”.").format(name=name))
    return [line for line in found if not names or line.plant in names or line.name in names]


def tiled_plan(schedule: Schedule, names: Sequence[str] = (), first: date | None = None,
               last: date | None = None) -> TiledPlan:
    """Return the plane of some plants or lines (all where none is named), between two days.

    Where none are said: from a week back to six weeks ahead or the last bar. What is left of overdue steps
    stands from today on.
    """
    lines = lines_named(schedule, names)
    shown = [p for p in schedule.plants if any(line.plant == p for line in lines)]
    if first is None:
        first = schedule.today - timedelta(days=BEFORE)
    if last is None:
        ends = [s.finish for s in schedule.steps if s.finish and s.line in {line.key for line in lines}]
        ends += [rest[1] for rest in schedule.overdue.values()]
        wanted = max(ends, default=schedule.today) + timedelta(days=2)
        last = max(first + timedelta(days=2 * BEFORE), min(max(first, schedule.today) + timedelta(days=AFTER), wanted))
    steps: dict[int, list[PlanStep]] = defaultdict(list)
    for step in schedule.steps:
        if step.line is not None and step.start and step.finish and step.start <= last and (
                step.finish >= first or step.key in schedule.overdue):
            steps[step.line].append(step)
    dangers = {d.key: d.which for d in schedule.dangers}
    clashing = frozenset(c.key for c in schedule.conflicts)
    rows: list[TiledRow] = []
    for plant in shown:
        rows.append(TiledRow((plant, ""), True))
        for line in lines:
            if line.plant == plant:
                listed = sorted(steps[line.key], key=lambda s: (s.start or first, s.key))
                rows.append(TiledRow((line.name, f"{line.daily_rate:,}" if line.daily_rate else ""), False, tuple(
                    bar for s in listed for bar in _bars(schedule, s, dangers, clashing, first, last))))
    return TiledPlan(
        _("Production schedule"), _("as of {day}").format(day=schedule.today.isoformat()), tuple(rows), first, last,
        (TiledColumn(_("Line"), 78), TiledColumn(_("Pieces a day"), 44, "right")),
        frozenset(schedule.default.days_off(first, last)), schedule.today,
        (TiledLegend(_("In time"), IN_TIME), TiledLegend(_("Endangered"), ENDANGERED), TiledLegend(_("Late"), LATE),
         TiledLegend(_("Done"), DONE), TiledLegend(_("Doesn't fit in the plan"), IN_TIME, "hatched"),
         TiledLegend(_("Inspection"), INSPECTION, "diamond"),
         TiledLegend(_("Ship date"), SHIP, "triangle")))


def _bars(schedule: Schedule, step: PlanStep, dangers: dict[int, str], clashing: frozenset[int], first: date,
          last: date) -> list[TiledBar]:
    """Return a step's bar; of an overdue one also what is left of it, from today on, which bears words and signs."""
    assert step.start is not None and step.finish is not None
    which = dangers.get(step.key)
    colour = DONE if not step.open else LATE if which == "ship" else ENDANGERED if which else IN_TIME
    facts = schedule.facts[step.key]
    text = f"{step.order} {step.product} {facts.colour} {step.done:,}/{step.quantity:,}".replace("  ", " ")
    marks = tuple(TiledMark(day, shape, tint) for day, shape, tint in (
        (step.inspection, "diamond", INSPECTION), (step.ship, "triangle", SHIP)) if day and first <= day <= last)
    named = TiledBar(max(first, step.start), min(last, step.finish), text, colour,
                     min(1.0, step.done / max(1, step.quantity)), step.key in clashing, marks if step.open else (),
                     (f"{step.order} {step.product}", step.order))
    if step.key not in schedule.overdue:
        return [named]
    begin, end = schedule.overdue[step.key]
    left = _("{order} {product} {colour} left {left}").format(
        order=step.order, product=step.product, colour=facts.colour, left=f"{step.quantity - step.done:,}")
    found = []
    if step.finish >= first:
        found.append(replace(named, text="", shorter=(), marks=(), hatched=False))
    if begin <= last and end >= first:
        found.append(replace(named, start_day=max(first, begin), end_day=min(last, end), fill=0.0,
                             text=left.replace("  ", " ")))
    return found
