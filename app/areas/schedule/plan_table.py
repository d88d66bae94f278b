"""The schedule as the table that the office knows (生产排期表): columns, rows, and each row's standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.areas.schedule.boarding import state_of
from app.areas.schedule.planning import PlanStep
from app.areas.schedule.reading import Schedule, StepFacts
from app.domain.frozen import frozen_slots
from app.domain.text import N_

STANDINGS = (("unscheduled", N_("Not scheduled")), ("late", N_("Will miss its ship date")),
             ("endangered", N_("Will miss its inspection")), ("held", N_("On hold or cancelled")),
             ("running", N_("Being made")), ("planned", N_("Planned")), ("done", N_("Made or shipped")))
"""How a row stands, the most urgent first: (key, words)."""


@frozen_slots
class PlanColumn:
    """A column: kind is text, date, quantity, line or material; `edits` names the field that can be typed over."""

    key: str
    title: str
    kind: str = "text"
    width: int = 90
    edits: str = ""


COLUMNS = (
    PlanColumn("number", N_("Row no."), "quantity", 44),
    PlanColumn("received", N_("Order received"), "date", 84),
    PlanColumn("customer", N_("Customer"), "text", 150),
    PlanColumn("country", N_("Country"), "text", 64),
    PlanColumn("order", N_("Production order no."), "text", 104),
    PlanColumn("customer_po", N_("Contract / customer PO"), "text", 110),
    PlanColumn("product", N_("Item no."), "text", 84),
    PlanColumn("product_name", N_("Product name"), "text", 150),
    PlanColumn("colour", N_("Colour"), "text", 68),
    PlanColumn("quantity", N_("Order quantity"), "quantity", 76, "quantity"),
    PlanColumn("per_carton", N_("Per carton"), "quantity", 72),
    PlanColumn("cartons", N_("Cartons"), "quantity", 60),
    PlanColumn("line", N_("Production line"), "line", 84, "line"),
    PlanColumn("start", N_("Plan start"), "date", 84, "start"),
    PlanColumn("finish", N_("Plan finish"), "date", 84, "finish"),
    PlanColumn("done", N_("Quantity made"), "quantity", 76),
    PlanColumn("left", N_("Quantity short"), "quantity", 70),
    PlanColumn("inspection", N_("Inspection due"), "date", 84),
    PlanColumn("ship", N_("Ship date wanted"), "date", 98),
    PlanColumn("material", N_("Material"), "material", 100),
    PlanColumn("note", N_("Note"), "text", 180, "note"),
)


@frozen_slots
class PlanRow:
    """One step as a row: `values` follow COLUMNS, `line` is the line's number."""

    key: int
    order_id: int
    line: int | None
    standing: str
    values: tuple[Any, ...]


def plan_rows(schedule: Schedule) -> tuple[PlanRow, ...]:
    """Return all steps by plant, line and start; those without a place come last."""
    places = {key: number for number, key in enumerate(schedule.lines)}
    passed = {d.key: d.which for d in schedule.dangers}
    ordered = sorted(schedule.steps, key=lambda s: (
        s.start is None, places.get(s.line or 0, len(places)), s.start or date.max, s.order, s.key))
    rows = []
    for number, step in enumerate(ordered, 1):
        facts = schedule.facts[step.key]
        values = (number, *(value(schedule, step, facts) for value in _VALUES))
        rows.append(PlanRow(step.key, facts.order_id, step.line,
                            standing(schedule, step, facts, passed.get(step.key)), values))
    return tuple(rows)


def standing(schedule: Schedule, step: PlanStep, facts: StepFacts, passed: str | None) -> str:
    """Return how a step stands, one of STANDINGS; `passed` is the date its forecast misses."""
    state = state_of(step, facts.state, schedule.today)
    if state in ("done", "shipped"):
        return "done"
    if state in ("held", "cancelled"):
        return "held"
    if step.start is None:
        return "unscheduled"
    if passed:
        return "late" if passed == "ship" else "endangered"
    return state


def _cartons(step: PlanStep, facts: StepFacts) -> int | None:
    return -(-step.quantity // facts.per_carton) if facts.per_carton else None


def _line(schedule: Schedule, step: PlanStep) -> str:
    return schedule.lines[step.line].name if step.line in schedule.lines else ""


def _material(schedule: Schedule, step: PlanStep, facts: StepFacts) -> tuple[str, date | None]:
    """Return (complete, due or empty, the day it is all in)."""
    ready = step.material_ready
    if ready is None:
        return (facts.material, None)
    return ("complete" if facts.material == "complete" or ready <= schedule.today else facts.material or "due", ready)


_VALUES: tuple[Callable[[Schedule, PlanStep, StepFacts], Any], ...] = (
    lambda schedule, step, facts: facts.received,
    lambda schedule, step, facts: facts.customer,
    lambda schedule, step, facts: facts.country,
    lambda schedule, step, facts: step.order,
    lambda schedule, step, facts: " / ".join(p for p in (facts.contract, facts.customer_po) if p),
    lambda schedule, step, facts: step.product,
    lambda schedule, step, facts: facts.product_name,
    lambda schedule, step, facts: facts.colour,
    lambda schedule, step, facts: step.quantity,
    lambda schedule, step, facts: facts.per_carton,
    lambda schedule, step, facts: _cartons(step, facts),
    lambda schedule, step, facts: _line(schedule, step),
    lambda schedule, step, facts: step.start,
    lambda schedule, step, facts: step.finish,
    lambda schedule, step, facts: step.done,
    lambda schedule, step, facts: max(0, step.quantity - step.done),
    lambda schedule, step, facts: step.inspection,
    lambda schedule, step, facts: step.ship,
    _material,
    lambda schedule, step, facts: facts.note,
)
