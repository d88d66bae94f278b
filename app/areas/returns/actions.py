"""What a clerk does with returned units: one click takes them a station on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.areas.returns.records import ENGINEERING, QUALITY, WORKFLOW, ReturnReport, ReturnUnit
from app.areas.returns.warranty import CLOSED
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _

NEXT = {"accepted": "inspect", "inspect": "repair", "repair": "final", "quote": "paid", "paid": "repair",
        "final": "pack", "abandoned": "pack"}


def go(change: Change, unit: ReturnUnit, state: str) -> None:
    """Take a unit to a state that its own allows, with what is true of it then."""
    if not WORKFLOW.allows(unit.state, state):
        labels = ReturnUnit.state.labels
        raise Refused([Problem(_("{serial} is “{old}” and can't become “{new}” from there.").format(
            serial=unit.serial, old=_(labels[unit.state]), new=_(labels[state])), ReturnUnit.state, True)], unit)
    _has_its_facts(unit, state)
    if state == "final" and unit.repaired is None and unit.cause != "nff":
        unit.repaired = date.today()
    if state == "repair" and unit.state == "final":
        unit.final_check, unit.repaired = "ng", None
    unit.state = state
    change.save(unit)


def _has_its_facts(unit: ReturnUnit, state: str) -> None:
    """Refuse to take a unit on while what its station is for is not known of it."""
    U = ReturnUnit  # noqa: N806
    wanted = {("inspect", "repair"): (U.found,), ("inspect", "final"): (U.cause,),
              ("repair", "final"): (U.found, U.cause, U.treatment, U.repairer),
              ("final", "pack"): (U.final_check, U.checker)}.get((unit.state, state), ())
    if missing := [f for f in wanted if not getattr(unit, f.object_id_name if f.kind == "link" else f.name)]:
        raise Refused([Problem(_("{serial}: enter {fields} before it goes on from “{state}”.").format(
            serial=unit.serial, fields="、".join(_(f.label) for f in missing), state=_(U.state.labels[unit.state])),
            missing[0], True)], unit)


def advance(change: Change, units: Sequence[ReturnUnit], answers: Mapping[str, Any] | None = None) -> None:
    """Take units one station on, the usual way, with what the station found.

    One without a fault goes from inspection to final check.
    """
    for unit in units:
        for name, value in (answers or {}).items():
            if value not in (None, ""):
                setattr(unit, name, value)
        to = NEXT[unit.state]
        go(change, unit, "final" if to == "repair" and unit.state == "inspect" and unit.cause == "nff" else to)


def passed(change: Change, units: Sequence[ReturnUnit], answers: Mapping[str, Any] | None = None) -> None:
    """Note that units passed the final check, and who checked them; they are packed next."""
    advance(change, units, {**(answers or {}), "final_check": "ok"})


def ask_price(change: Change, units: Sequence[ReturnUnit], answers: Mapping[str, Any] | None = None) -> None:
    """Quote a repair fee to the customer."""
    for unit in units:
        unit.fee = (answers or {}).get("fee") or unit.fee
        go(change, unit, "quote")


def reject(change: Change, units: Sequence[ReturnUnit]) -> None:
    """Send units that failed the final check back to repair."""
    for unit in units:
        go(change, unit, "repair")


def send_back(change: Change, units: Sequence[ReturnUnit], answers: Mapping[str, Any] | None = None) -> None:
    """Close packed units with the day and the waybill of their way back."""
    for unit in units:
        unit.returned = (answers or {}).get("returned") or unit.returned or date.today()
        unit.waybill = (answers or {}).get("waybill") or unit.waybill
        go(change, unit, "shipped")


def end_as(state: str) -> Any:
    """Return an action that ends units: abandoned by the customer, or scrapped."""

    def run(change: Change, units: Sequence[ReturnUnit]) -> None:
        for unit in units:
            if state == "scrapped":
                unit.treatment = "scrap"
            go(change, unit, state)

    return run


def may(*states: str) -> Any:
    """Return a condition that a unit is in one of these states."""
    return lambda unit: unit.state in states


def is_open(unit: ReturnUnit) -> bool:
    """Tell whether a unit is still in the house."""
    return unit.state not in CLOSED


def add_reports(change: Change, batches: Sequence[Any]) -> None:
    """Make the records of the two reports of a batch where they are missing, ready for their files."""
    for batch in batches:
        known = {r.kind for r in ReturnReport.select(ReturnReport.kind).where(
            (ReturnReport.batch == batch) & (ReturnReport.deleted == 0))}
        change.add_all([ReturnReport(batch=batch, kind=kind, day=date.today())
                        for kind in (QUALITY, ENGINEERING) if kind not in known])
