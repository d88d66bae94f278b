"""What the schedule page shows: lanes, bars and load as plain frozen data, and the moves that come back.

Dates are whole days and both ends count; a bar that starts and finishes on one day lasts one day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from app.domain.frozen import frozen_slots

LIGHTS = ("signed", "bom", "material", "artwork", "sample", "packaging", "first_article")


@frozen_slots
class Lane:
    """One row: a production line, or a plant's header row (then `key` is negative); load in percent."""

    key: int
    title: str
    plant: str
    is_plant: bool = False
    load: float | None = None


@frozen_slots
class Bar:
    """One order step on one line; `key` is the step's id, `lights` follow LIGHTS, `order` is the order's id."""

    key: int
    lane: int
    start: date
    finish: date
    title: str
    product: str = ""
    customer: str = ""
    quantity: int = 0
    done: int = 0
    forecast: date | None = None
    inspection: date | None = None
    ship: date | None = None
    material_ready: date | None = None
    lights: tuple[str, ...] = ()
    locked: bool = False
    state: str = "planned"
    late: bool = False
    endangered: bool = False
    conflict: str | None = None
    after: tuple[int, ...] = ()
    baseline: tuple[date, date] | None = None
    lanes_possible: frozenset[int] = frozenset()
    order: int = 0
    rest: tuple[date, date] | None = None
    """The days from today on in which what is left is made, where the planned ones have passed."""

    @property
    def limit(self) -> date | None:
        """The first date that the bar must keep: inspection or ship, whichever comes first."""
        dates = [day for day in (self.inspection, self.ship) if day is not None]
        return min(dates) if dates else None

    @property
    def lateness(self) -> str:
        """One of done, late, endangered, in_time."""
        if self.quantity and self.done >= self.quantity:
            return "done"
        if self.late:
            return "late"
        return "endangered" if self.endangered else "in_time"

    @property
    def material(self) -> str:
        """One of ready (in time for the start), short (after the start), unknown (no date)."""
        if self.material_ready is None:
            return "unknown"
        return "ready" if self.material_ready <= self.start else "short"


@frozen_slots
class Board:
    """Everything that one view of the schedule shows; a lane's own days off replace the company's."""

    first: date
    last: date
    today: date
    lanes: tuple[Lane, ...] = ()
    bars: tuple[Bar, ...] = ()
    days_off: frozenset[date] = frozenset()
    lane_days_off: Mapping[int, frozenset[date]] = field(default_factory=dict)
    load: Mapping[tuple[int, date], float] = field(default_factory=dict)


@frozen_slots
class Move:
    """A wish from the schedule: put the step there; dates are raw, `push` shifts what follows on the lane."""

    key: int
    start: date
    finish: date
    lane: int
    push: bool = False
