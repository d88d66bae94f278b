"""What is known of the steps that a daily sheet reports on: their orders, quantities and earlier reports."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import peewee

from app.areas.schedule.order_books import folded
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.record import database
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant, ProductionLine
from app.masters.product import Product

_SHIFT = re.compile(r"[(（【]?(?:[白夜早中晚日]班?|[ABC甲乙丙丁]班|(?:day|night|morning|late)(?: shift)?)[)）】]?",
                    re.IGNORECASE)


@dataclass
class StepBook:
    """One step with what was reported of it; `cumulative` holds (day, shift, reported total) in order."""

    key: int
    order: str
    item: str
    colour: str
    quantity: int
    opening: int
    plant: str
    line: str
    start: date | None
    finish: date | None
    open_order: bool
    made: dict[tuple[date, str], int] = field(default_factory=dict)
    cumulative: list[tuple[date, str, int]] = field(default_factory=list)
    lines: list[tuple[date, str]] = field(default_factory=list)
    planned_days: set[date] = field(default_factory=set)

    def total(self, until: date | None = None) -> int:
        """Return what was made up to and with a day, by adding the reports."""
        return self.opening + sum(m for (day, _s), m in self.made.items() if until is None or day <= until)

    def before(self, day: date, shift: str) -> int | None:
        """Return the total reported last before a day's shift; what was done before reports where there is none."""
        earlier = [c for d, s, c in self.cumulative if (d, shift_rank(s)) < (day, shift_rank(shift))]
        return earlier[-1] if earlier else self.opening

    def made_since_told(self, day: date, shift: str) -> int:
        """Return what was made before a day's shift, after the total that was reported last before it."""
        now = (day, shift_rank(shift))
        told = max(((d, shift_rank(s)) for d, s, _c in self.cumulative if (d, shift_rank(s)) < now),
                   default=(date.min, 0))
        return sum(m for (d, s), m in self.made.items() if told < (d, shift_rank(s)) < now)

    def last_line(self, day: date) -> str:
        """Return the line that made it last before a day, the planned one where nothing was reported."""
        earlier = [line for d, line in self.lines if d < day and line]
        return earlier[-1] if earlier else self.line

    def about(self) -> str:
        """Return order, item and colour as the clerk names them."""
        return " / ".join(p for p in (self.order, self.item, self.colour) if p)


def shift_rank(shift: str) -> int:
    """Return a shift's place in the day: day shifts come before night shifts."""
    return 2 if "夜" in shift or "晚" in shift or "night" in shift.lower() else 1 if "中" in shift else 0


def is_shift(text: str) -> bool:
    """Tell whether a text names a shift."""
    return _SHIFT.fullmatch(text.strip()) is not None


@dataclass
class ProgressBooks:
    """All steps by order number; read once for a whole workbook."""

    steps: dict[int, StepBook]
    by_order: dict[str, list[StepBook]]
    by_po: dict[str, list[StepBook]]
    plants: dict[str, Any]
    lines: dict[tuple[str, str], int]
    reports: dict[tuple[int, date, str], list[Any]]
    report_days: dict[str, set[date]]


def read_books() -> ProgressBooks:
    """Read the steps and every report of the last months."""
    s, ln, o, p = ScheduleStep, OrderLine, Order, Product
    line, plant = ProductionLine, Plant
    steps: dict[int, StepBook] = {}
    by_po: dict[str, list[StepBook]] = defaultdict(list)
    query = (s.select(s.id, o.number, o.customer_po, p.code, ln.colour, s.quantity, s.opening, plant.name, line.name,
                      s.start, s.finish, o.state)
             .join(ln, on=(s.order_line == ln.id)).join(o, on=(ln.order == o.id)).join(p, on=(ln.product == p.id))
             .join_from(s, line, peewee.JOIN.LEFT_OUTER, on=(s.line == line.id))
             .join(plant, peewee.JOIN.LEFT_OUTER, on=(line.plant == plant.id))
             .where((s.deleted == 0) & (ln.deleted == 0) & (o.deleted == 0)).order_by(s.id))
    for key, number, po, code, colour, quantity, opening, plant_name, line_name, start, finish, state in \
            database.execute(query):
        steps[key] = StepBook(key, number, code, colour or "", quantity, opening or 0, plant_name or "",
                              line_name or "", date.fromisoformat(start) if start else None,
                              date.fromisoformat(finish) if finish else None,
                              state not in ("shipped", "closed", "cancelled"))
        if po:
            by_po[folded(po)].append(steps[key])
    by_order: dict[str, list[StepBook]] = defaultdict(list)
    for step in steps.values():
        by_order[folded(step.order)].append(step)
    names = dict(line.select(line.id, line.name).tuples())
    reports: dict[tuple[int, date, str], list[Any]] = defaultdict(list)
    days: dict[str, set[date]] = defaultdict(set)
    plants = {p.name: p for p in Plant.select().where(Plant.deleted == 0)}
    plant_names = {p.id: p.name for p in plants.values()}
    for report in ProgressReport.select().where(ProgressReport.deleted == 0).order_by(ProgressReport.day,
                                                                                      ProgressReport.id):
        reports[report.step_id, report.day, report.shift or ""].append(report)
        days[plant_names.get(report.plant_id, "")].add(report.day)
        if book := steps.get(report.step_id):
            before = book.made.get((report.day, report.shift or ""), 0)
            note(book, report.day, report.shift or "", before + report.made, report.cumulative,
                 names.get(report.line_id, ""))
    lines = {(plant_names.get(p, ""), folded(n)): k for k, p, n in
             line.select(line.id, line.plant, line.name).where(line.deleted == 0).tuples()}
    return ProgressBooks(steps, by_order, by_po, plants, lines, reports, days)


def stored_report(books: ProgressBooks, step: int, day: date, shift: str, line: int | None) -> Any:
    """Return the stored report that a row tells anew, None for a new one; each is given out once.

    A step made on two lines in one shift has a report for each; the row's own line comes first.
    """
    waiting = books.reports.get((step, day, shift), [])
    found = next((r for r in waiting if r.line_id == line), None) or next(iter(waiting), None)
    if found is not None:
        waiting.remove(found)
    return found


def note(book: StepBook, day: date, shift: str, made: int, cumulative: int | None, line: str) -> None:
    """Remember what a shift made in all, so that later rows and sheets are held against it."""
    book.made[day, shift] = made
    book.lines.append((day, line))
    if cumulative is not None:
        book.cumulative = sorted([c for c in book.cumulative if c[:2] != (day, shift)] + [(day, shift, cumulative)],
                                 key=lambda c: (c[0], shift_rank(c[1])))


def find_step(books: ProgressBooks, order: str, item: str, colour: str, line: str,
              plant: str) -> tuple[StepBook | None, str]:
    """Return the step that a row means and how it was found: exact, zeros (leading zeros lost), po, or nothing."""
    if not order:
        making = [s for s in books.steps.values() if s.open_order and folded(s.item) == folded(item)
                  and (not plant or s.plant == plant) and s.total() < s.quantity
                  and (not colour or not s.colour or folded(s.colour) == folded(colour))]
        return (making[0], "exact") if len(making) == 1 else (None, "orders" if making else "item")
    how = "exact"
    listed = books.by_order.get(folded(order), [])
    if not listed and folded(order) in books.by_po:
        listed, how = books.by_po[folded(order)], "po"
    if not listed and order.isdigit():
        padded = [k for k in books.by_order if k.isdigit() and k.lstrip("0") == order.lstrip("0")]
        if len(padded) == 1:
            listed, how = books.by_order[padded[0]], "zeros"
    fitting = [s for s in listed if (not item or folded(s.item) == folded(item))
               and (not colour or not s.colour or folded(s.colour) == folded(colour))]
    if not fitting:
        return None, "item" if listed else "order"
    if how == "po" and len({s.order for s in fitting if s.open_order}) > 1:
        return None, "orders"
    best = max(fitting, key=lambda s: (s.plant == plant, folded(s.line) == folded(line), s.total() < s.quantity,
                                       -s.key))
    return best, how


def alike(books: ProgressBooks, order: str, item: str, colour: str, plant: str) -> str:
    """Return the open order that a mistyped number probably means, empty where none is near."""
    ranked = _ranked(books, order, item, colour, plant)
    return ranked[0][1].order if ranked and ranked[0][0] > 0.74 else ""


def near_orders(books: ProgressBooks, order: str, item: str, colour: str, plant: str,
                most: int = 6) -> tuple[tuple[str, str], ...]:
    """Return (number, words) of the open orders that a number can mean, the likeliest first."""
    found: dict[str, str] = {}
    for score, step in _ranked(books, order, item, colour, plant):
        if score < 0.6 or len(found) >= most:
            break
        found.setdefault(step.order, step.about())
    return tuple(found.items())


def open_orders(books: ProgressBooks, plant: str) -> tuple[tuple[str, str], ...]:
    """Return (number, words) of every order that a plant still has to make."""
    found: dict[str, list[str]] = defaultdict(list)
    for step in books.steps.values():
        if step.open_order and (not plant or step.plant == plant):
            found[step.order].append(" ".join(p for p in (step.item, step.colour) if p))
    return tuple((order, f"{order} · {'、'.join(dict.fromkeys(found[order]))}") for order in sorted(found))


def _ranked(books: ProgressBooks, order: str, item: str, colour: str, plant: str) -> list[tuple[float, StepBook]]:
    """Return the open steps with how much they look like a number with its item and colour, best first."""
    from difflib import SequenceMatcher

    ranked = []
    matcher = SequenceMatcher(None, "", folded(order))
    for step in books.steps.values():
        if not step.open_order or (plant and step.plant != plant):
            continue
        same = (not item or folded(step.item) == folded(item)) and (not colour or folded(step.colour) == folded(colour))
        matcher.set_seq1(folded(step.order))
        slip = _slip(folded(order), folded(step.order))
        ranked.append((matcher.ratio() + slip + (0.15 if same else -0.1), step))
    return sorted(ranked, key=lambda pair: -pair[0])


def _slip(said: str, meant: str) -> float:
    """Return how plainly a number is another one with one slip of the finger: digits swapped, missing, wrong."""
    start = next((n for n, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    rest, other = said[start:], meant[start:]
    if rest[:2] == other[1::-1] and len(other) > 1 and rest[2:] == other[2:]:
        return 0.25
    if rest[1:] == other or rest == other[1:]:
        return 0.25
    return 0.15 if rest[1:] == other[1:] else 0.0
