"""Yesterday against today: what changed in the schedule since a moment, for each plant and salesperson only theirs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from app.areas.schedule import baseline
from app.areas.schedule.changes import ChangedLine, changed_lines
from app.areas.schedule.reading import Schedule, read_schedule
from app.database.fields import Moment
from app.database.history import ChangeEntry, ChangeRow
from app.database.record import database
from app.domain.frozen import frozen
from app.domain.notice import Draft
from app.domain.text import N_, _, _n
from app.masters.company import Department, Person
from app.masters.mailing import MailList, MailListMember
from app.masters.order import Order, OrderLine

DATES = (("start", N_("Plan start")), ("finish", N_("Plan finish")), ("inspection", N_("Inspection date")),
         ("ship", N_("Ship date")))
DEPARTMENTS = N_("Production departments")
"""The distribution list whose departments hear of every change."""
HEADINGS = (N_("Production order no."), N_("Customer"), N_("Item no."), N_("Line"))


@frozen
class Moved:
    """One line of the schedule with what its dates were and are; a date that did not change has the same twice."""

    order_id: int
    order: str
    customer: str
    item: str
    plant: str
    line: str
    sales: str
    dates: dict[str, tuple[date | None, date | None]]

    @property
    def days(self) -> int:
        """How many days later the last of its dates is; negative is earlier."""
        return max(((new - old).days for old, new in self.dates.values() if old and new and old != new), default=0)


def read_moved(today: date, since: datetime | None = None) -> list[Moved]:
    """Return what changed since a moment, the end of yesterday where none is given."""
    moment = since or baseline.end_of_day(today - timedelta(days=1))
    schedule = read_schedule(today)
    before = baseline.dates_at(moment)
    promised = _promised_at(moment)
    lines = {changed.key: changed for changed in changed_lines(schedule, before)}
    sales: dict[int, str] = dict(Order.select(Order.id, Person.name).join(Person, on=Order.sales).tuples())
    found = []
    for step in schedule.steps:
        facts = schedule.facts[step.key]
        own = promised.get(facts.order_line, {})
        changed = lines.get(step.key)
        if changed is None and not own:
            continue
        found.append(_moved(schedule, step, changed, own, sales))
    return found


def _moved(schedule: Schedule, step: Any, changed: ChangedLine | None, own: dict[str, date | None],
           sales: dict[int, str]) -> Moved:
    facts = schedule.facts[step.key]
    line = schedule.lines.get(step.line) if step.line is not None else None
    dates: dict[str, tuple[date | None, date | None]] = {}
    old = (step.start, step.finish) if changed is None else (changed.old or (None, None))
    dates["start"], dates["finish"] = (old[0], step.start), (old[1], step.finish)
    dates["inspection"] = (own.get("inspection", step.inspection), step.inspection)
    dates["ship"] = (own.get("ship", step.ship), step.ship)
    return Moved(facts.order_id, step.order, facts.customer, " ".join(p for p in (step.product, facts.colour) if p),
                 line.plant if line else "", line.name if line else "", sales.get(facts.order_id, ""), dates)


def _promised_at(moment: datetime) -> dict[int, dict[str, date | None]]:
    """Return {order line: {inspection or ship: what it was}} of those whose promised dates changed since."""
    rows = database.execute(
        ChangeRow.select(ChangeRow.record, ChangeRow.before, ChangeRow.after).join(ChangeEntry)
        .where((ChangeRow.place == OrderLine._meta.table_name) & (ChangeEntry.at > Moment("").db_value(moment)))
        .order_by(ChangeRow.id.desc()))
    was: dict[int, dict[str, Any]] = {}
    for record, before, _after in rows:
        if before is not None:
            was.setdefault(record, {}).update(json.loads(before))
    now = {line.id: line for line in OrderLine.select().where(OrderLine.id.in_(list(was)))}
    found: dict[int, dict[str, date | None]] = {}
    for number, old in was.items():
        line = now.get(number)
        if line is None:
            continue
        own = {}
        if "inspection" in old and _day(old["inspection"]) != line.inspection:
            own["inspection"] = _day(old["inspection"])
        ship_then = _day(old.get("confirmed_ship", _text(line.confirmed_ship))) or _day(
            old.get("required_ship", _text(line.required_ship)))
        if ship_then != (line.confirmed_ship or line.required_ship):
            own["ship"] = ship_then
        if own:
            found[number] = own
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def groups(moved: Sequence[Moved]) -> dict[str, list[Moved]]:
    """Return the changed lines of each plant, then of each salesperson, then all of them for each department.

    The departments are those that serve every plant: the members of the production departments' list.
    """
    found: dict[str, list[Moved]] = {}
    for part in ("plant", "sales"):
        for name in sorted({getattr(m, part) for m in moved} - {""}):
            found[name] = [m for m in moved if getattr(m, part) == name]
    for name in departments() if moved else ():
        found.setdefault(name, list(moved))
    return found


def departments() -> list[str]:
    """Return the names of the departments that hear of every change."""
    rows = MailListMember.select(Department.name).join(Department).switch(MailListMember).join(MailList).where(
        (MailList.key == DEPARTMENTS) & (MailList.deleted == 0) & (MailListMember.deleted == 0)
        & (Department.deleted == 0)).order_by(Department.place, Department.id)
    return [name for (name,) in rows.tuples()]


def row_of(moved: Moved, together: bool) -> tuple[str, ...]:
    """Return the cells of a line; the old date struck through, in the same cell or in one of its own."""
    cells = [moved.order, moved.customer, moved.item, f"{moved.plant} {moved.line}".strip()]
    for key, _label in DATES:
        old, new = moved.dates[key]
        shown = f"{new:%m-%d}" if new else "-"
        struck = f"~~{old:%m-%d}~~" if old and old != new else ""
        if together:
            cells.append(f"{struck} {shown}".strip())
        else:
            cells += [struck, shown]
    return (*cells, f"{moved.days:+d}" if moved.days else "")


def columns(together: bool) -> list[str]:
    """Return the headings that belong to `row_of`."""
    found = [_(h) for h in HEADINGS]
    for _key, label in DATES:
        found += [_(label)] if together else [_("{date}, was").format(date=_(label)), _(label)]
    return [*found, _("Days")]


def draft(name: str, moved: Iterable[Moved], today: date) -> Draft:
    """Return the message to one plant or person with only its own changed lines."""
    rows = tuple(row_of(m, True) for m in moved)
    subject = _n("{day}: {count} change of the schedule, {name}", "{day}: {count} changes of the schedule, {name}",
                 len(rows)).format(day=today, count=len(rows), name=name)
    return Draft(subject,
                 _("Only the lines that changed since yesterday; the old date is struck through."),
                 tuple(columns(True)), rows, papers=(f"day_changes:{name}",))
