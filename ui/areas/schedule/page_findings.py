"""What the side lists say: each endangered, conflicting, unscheduled or changed step in a few words."""

from __future__ import annotations

from datetime import date

from app.areas.schedule.changes import ChangedLine, Dates
from app.areas.schedule.planning import Conflict, Danger
from app.areas.schedule.reading import Schedule
from app.areas.schedule.snapshot import Snapshot
from app.areas.schedule.words import conflict_text, danger_reason, danger_which
from app.domain.frozen import frozen_slots
from app.domain.text import N_, _

TABS = (("endangered", N_("At risk")), ("conflicts", N_("Conflicts")), ("unscheduled", N_("To plan")),
        ("changed", N_("Moved since yesterday")))
"""The lists and their names; the last is shortened on its tab."""


@frozen_slots
class Finding:
    """One entry: `title` and what stands right of it, a line of facts, a line of reason; `old` is struck through."""

    key: int
    title: str
    about: str
    right: str
    facts: str
    reason: str = ""
    old: str = ""
    tone: str = "endangered"


def short(day: date) -> str:
    """Return a day as month/day, as it stands in narrow places."""
    return f"{day.month}/{day.day}"


def span(dates: Dates) -> str:
    """Return two days as month/day – month/day."""
    return f"{short(dates[0])} – {short(dates[1])}"


def endangered(snapshot: Snapshot) -> list[Finding]:
    """Return the steps whose forecast passes a date, the most urgent first."""
    return [_danger(snapshot.schedule, danger) for danger in snapshot.schedule.dangers]


def conflicts(snapshot: Snapshot) -> list[Finding]:
    """Return what doesn't fit in the plan."""
    return [_conflict(snapshot.schedule, conflict) for conflict in snapshot.schedule.conflicts]


def unscheduled(snapshot: Snapshot) -> list[Finding]:
    """Return the open steps without dates, those with the earliest date to keep first."""
    schedule = snapshot.schedule
    waiting = [s for s in schedule.steps if s.start is None and s.open]
    found = []
    for step in sorted(waiting, key=lambda s: (s.inspection or s.ship or date.max, s.order)):
        limit = step.inspection or step.ship
        found.append(Finding(
            step.key, step.order, about(schedule, step.key), _("{count:,} pcs").format(count=step.quantity - step.done),
            (_("Inspection {day}") if step.inspection else _("Ship date {day}")).format(day=short(limit))
            if limit else _("No date to keep"),
            _("material in on {day}").format(day=short(step.material_ready)) if step.material_ready else "",
            tone="waiting"))
    return found


def changed(snapshot: Snapshot) -> list[Finding]:
    """Return the steps whose dates differ from those at the end of yesterday."""
    return [_change(line) for line in snapshot.changed]


def about(schedule: Schedule, key: int) -> str:
    """Return a step's product, name and colour."""
    facts, step = schedule.facts[key], schedule.by_key[key]
    return " ".join(p for p in (step.product, facts.product_name, facts.colour) if p)


def _danger(schedule: Schedule, danger: Danger) -> Finding:
    step = schedule.by_key[danger.key]
    days = (danger.forecast - danger.limit).days
    late = _("{days} d late").format(days=days) if days else _("on the day")
    return Finding(
        danger.key, step.order, about(schedule, danger.key), late,
        _("Forecast {forecast}, {which} {limit}").format(
            forecast=short(danger.forecast), which=danger_which(danger), limit=short(danger.limit)),
        danger_reason(danger), tone="late" if danger.which == "ship" else "endangered")


def _conflict(schedule: Schedule, conflict: Conflict) -> Finding:
    step = schedule.by_key[conflict.key]
    line = schedule.lines[step.line].name if step.line in schedule.lines else ""
    dates = span((step.start, step.finish)) if step.start and step.finish else ""
    return Finding(conflict.key, step.order, about(schedule, conflict.key), line, dates, conflict_text(conflict),
                   tone="today" if conflict.kind == "overload" else "late")


def _change(line: ChangedLine) -> Finding:
    if line.new is None:
        new, right = _("taken out of the plan"), ""
    elif line.old is None:
        new, right = span(line.new), _("newly planned")
    else:
        new = span(line.new)
        right = _("{days:+d} days").format(days=line.days) if line.days else _("other start")
    return Finding(line.key, line.order, " ".join(p for p in (line.product, line.colour) if p), right, new,
                   " · ".join(p for p in (line.plant, line.line) if p), span(line.old) if line.old else "",
                   "late" if line.days > 0 else "done" if line.days < 0 else "changed")


LISTS = {"endangered": endangered, "conflicts": conflicts, "unscheduled": unscheduled, "changed": changed}
EMPTY = {
    "endangered": N_("Every order will be ready for its inspection and its ship date."),
    "conflicts": N_("Nothing in the plan contradicts anything else."),
    "unscheduled": N_("Every open step has its place on a line."),
    "changed": N_("The plan is as it was at the end of yesterday."),
}
