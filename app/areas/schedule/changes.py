"""Which lines of the schedule have other dates than they had at an earlier moment (昨日与今日)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.areas.schedule.reading import Schedule
from app.domain.frozen import frozen_slots

Dates = tuple[date, date]


@frozen_slots
class ChangedLine:
    """A step whose dates differ: `old` is None where it is newly planned, `new` where it was taken out."""

    key: int
    order_id: int
    order: str
    product: str
    colour: str
    customer: str
    plant: str
    line: str
    old: Dates | None
    new: Dates | None

    @property
    def days(self) -> int:
        """How many days later it finishes (negative is earlier), 0 where one side has no date."""
        return (self.new[1] - self.old[1]).days if self.old and self.new else 0


def changed_lines(schedule: Schedule, baseline: Mapping[int, Dates]) -> list[ChangedLine]:
    """Return the steps whose dates differ from the baseline {step: (start, finish)}, by plant, line and date."""
    places = {key: number for number, key in enumerate(schedule.lines)}
    found = []
    for step in schedule.steps:
        new = (step.start, step.finish) if step.start is not None and step.finish is not None else None
        old = baseline.get(step.key)
        if old == new:
            continue
        facts = schedule.facts[step.key]
        line = schedule.lines.get(step.line) if step.line is not None else None
        found.append((places.get(step.line or 0, len(places)), (new or old or (date.max,))[0], ChangedLine(
            step.key, facts.order_id, step.order, " ".join(p for p in (step.product, facts.product_name) if p),
            facts.colour, facts.customer, line.plant if line else "", line.name if line else "", old, new)))
    return [row[2] for row in sorted(found, key=lambda row: (row[0], row[1], row[2].key))]
