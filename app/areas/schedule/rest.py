"""Where what is left of a step stands: as planned, and from today on where its days have passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from app.areas.schedule.planning import Forecast, PlanStep

TRUSTED = timedelta(days=60)
"""How far beyond its plan a thin pace is believed."""


def begun(step: PlanStep) -> bool:
    """Tell whether something of a step is made."""
    return step.done > 0 or bool(step.made)


def overdue(step: PlanStep, today: date) -> bool:
    """Tell whether a step should be done already and is not."""
    return step.open and step.start is not None and step.finish is not None and step.finish < today


def rest(step: PlanStep, found: Forecast | None, today: date) -> tuple[date, date] | None:
    """Return the days, both counted, on which what is left of a step is made; None where nothing stands."""
    if not step.open or step.start is None or step.finish is None:
        return None
    if step.start >= today and not begun(step):
        return step.start, step.finish
    last = max(step.finish, today)
    if found is not None:
        last = max(last, min(found.finish, last + TRUSTED))
    return max(step.start, today), last


def overdue_rests(steps: Iterable[PlanStep], found: Mapping[int, Forecast],
                  today: date) -> dict[int, tuple[date, date]]:
    """Return the days from today on in which what is left of the overdue steps is made."""
    return {step.key: days for step in steps if overdue(step, today)
            and (days := rest(step, found.get(step.key), today)) is not None}
