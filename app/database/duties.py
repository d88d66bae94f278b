"""The open duties of all records, kept beside them in each change: what is due, when, whose it is.

One table, so that the first page is one query whatever the number of areas, and needs none of them loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from string import Formatter
from typing import Any

import peewee

from app.database.fields import Day, Integer, LongText, Text
from app.database.naming import PART
from app.database.record import Record, Table, database
from app.domain.deadline import Deadline
from app.domain.frozen import frozen_slots
from app.domain.show import show
from app.domain.text import N_, _

WATCHED: dict[type[Record], tuple[Deadline, ...]] = {}
"""The deadlines of each record class, from the sheets of the areas."""

SHOWN_AT: dict[type[Record], str] = {}
"""The sheet that shows the records of a class."""


class Duty(Table):
    """One open duty of a record."""

    place = Text(N_("Table"), required=True)
    sheet = Text(N_("Sheet"), required=True)
    record = Integer(N_("Record"), required=True)
    title = Text(N_("Duty"), required=True)
    name = Text(N_("Record"), required=True)
    due = Day(N_("Due"), required=True)
    since = Day(N_("Since"))
    owner = Text(N_("Owner"))
    order_number = Text(N_("Production order no."))
    why = LongText(N_("Why"))

    class Meta:
        table_name = "duty"
        indexes = ((("due",), False), (("place", "record", "title"), True))


@frozen_slots
class OpenDuty:
    """An open duty as it is shown; `why` is a template and the values for it."""

    place: str
    sheet: str
    record: int
    title: str
    name: str
    due: date
    since: date | None
    owner: str
    order: str
    why: str

    @property
    def reason(self) -> str:
        """Why it is due, in words."""
        if not self.why:
            return ""
        template, values = json.loads(self.why)
        return _(template).format(**values)


COLUMNS = ("place", "sheet", "record", "title", "name", "due", "since", "owner", "order_number", "why")


def watch(model: type[Record], sheet: str, deadlines: Sequence[Deadline]) -> None:
    """Keep the duties of a record class from now on; a class shown by several sheets has the duties of all."""
    SHOWN_AT.setdefault(model, sheet)
    known = {d.title: d for d in WATCHED.get(model, ())}
    WATCHED[model] = tuple({**known, **{d.title: d for d in deadlines}}.values())


def titles() -> list[str]:
    """Return the titles of all duties that records can have, in their order."""
    return list(dict.fromkeys(d.title for deadlines in WATCHED.values() for d in deadlines))


def refresh(dirty: Iterable[tuple[type[Record], int]]) -> None:
    """Bring the duties of the given records, and of those that hang on them, up to date; inside a transaction."""
    given: dict[type[Record], set[int]] = {}
    for model, number in dirty:
        given.setdefault(model, set()).add(number)
    for model, numbers in _with_hanging(given).items():
        listed = sorted(numbers)
        for at in range(0, len(listed), PART):
            _bring_up_to_date(model, listed[at:at + PART])


def _with_hanging(given: dict[type[Record], set[int]]) -> dict[type[Record], set[int]]:
    """Return the watched ones of some records, and those whose duties hang on any of them."""
    wanted = {model: set(numbers) for model, numbers in given.items() if model in WATCHED}
    for model, numbers in given.items():
        for dependent, link in _hanging_on(model):
            wanted.setdefault(dependent, set()).update(row[0] for row in dependent.select(dependent.id).where(
                link.in_(peewee.SQL(f"({','.join(map(str, numbers))})"))).tuples())
    return wanted


def concerned(touched: dict[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Return the records whose duties a change of some records may have changed, {table: numbers}."""
    places = {m._meta.table_name: m for m in [*WATCHED, *(link.rel_model for all_ in WATCHED.values()
                                                          for d in all_ for link in d.hangs_on)]}
    given = {places[place]: set(numbers) for place, numbers in touched.items() if place in places}
    return {m._meta.table_name: frozenset(numbers) for m, numbers in _with_hanging(given).items()}


def reckon_all() -> None:
    """Reckon the duties of every record anew, for a file that has none yet; inside a transaction."""
    for model in WATCHED:
        refresh([(model, row[0]) for row in model.select(model.id).where(model.deleted == 0).tuples()])


def open_duties(until: date | None = None) -> list[OpenDuty]:
    """Return the open duties due up to a day, by day."""
    text = f"SELECT {', '.join(COLUMNS)} FROM duty"
    if until is not None:
        text += f" WHERE due <= '{until.isoformat()}'"
    return [_as_shown(row) for row in database.execute_sql(text + " ORDER BY due, place, record, title").fetchall()]


def duties_of(places: dict[str, frozenset[int]], until: date) -> list[OpenDuty]:
    """Return the open duties of some records, {table: numbers}."""
    found = []
    for place, numbers in places.items():
        listed = ",".join(str(int(n)) for n in numbers)
        query = Duty.select(*(getattr(Duty, c) for c in COLUMNS)).where(
            (Duty.place == place) & (Duty.due <= until) & peewee.SQL(f"record IN ({listed})")).order_by(Duty.due)
        found += [_as_shown(row) for row in _raw(query)]
    return found


def _raw(query: Any) -> list[Any]:
    return list(database.execute(query))


def _as_shown(row: Any) -> OpenDuty:
    place, sheet, record, title, name, due, since, owner, order, why = row
    return OpenDuty(place, sheet, record, title, name, date.fromisoformat(due),
                    date.fromisoformat(since) if since else None, owner or "", order or "", why or "")


def _hanging_on(model: type[Record]) -> list[tuple[type[Record], Any]]:
    """Return (record class, link) of those whose duties hang on this class."""
    return [(dependent, link) for dependent, deadlines in WATCHED.items()
            for link in {link.name: link for d in deadlines for link in d.hangs_on}.values()
            if link.rel_model is model]


def _bring_up_to_date(model: type[Record], numbers: list[int]) -> None:
    place = model._meta.table_name
    listed = ",".join(map(str, numbers))
    old = {(row[3], row[4]): row for row in database.execute_sql(
        f"SELECT id, {', '.join(COLUMNS)} FROM duty WHERE place = '{place}' AND record IN ({listed})").fetchall()}
    new = {(row[2], row[3]): row for record in _records(model, listed) for row in _duties(model, record)}
    gone = [row[0] for key, row in old.items() if new.get(key) != tuple(row[1:])]
    fresh = [row for key, row in new.items() if key not in old or tuple(old[key][1:]) != row]
    connection = database.connection()
    if gone:
        connection.execute(f"DELETE FROM duty WHERE id IN ({','.join(map(str, gone))})")
    if fresh:
        connection.executemany(f"INSERT INTO duty ({', '.join(COLUMNS)}) "
                               f"VALUES ({', '.join('?' * len(COLUMNS))})", fresh)


def _records(model: type[Record], listed: str) -> Iterable[Any]:
    links = {link.name: link for d in WATCHED[model] for link in d.hangs_on}.values()
    query = model.select(model, *(link.rel_model for link in links))
    for link in links:
        query = query.join_from(model, link.rel_model, peewee.JOIN.LEFT_OUTER, on=link)
    return query.where((model.deleted == 0) & peewee.SQL(f'"t1"."id" IN ({listed})'))


def _duties(model: type[Record], record: Any) -> Iterable[tuple[Any, ...]]:
    for deadline in WATCHED[model]:
        due = deadline.due(record)
        if due is None or deadline.done(record):
            continue
        since = deadline.since(record) if deadline.since is not None else None
        yield (model._meta.table_name, SHOWN_AT[model], record.id, deadline.title, str(record), due.isoformat(),
               since.isoformat() if since is not None else None,
               (deadline.owner(record) or "") if deadline.owner is not None else "",
               (deadline.order(record) or "") if deadline.order is not None else "", _why(deadline, record))


def _why(deadline: Deadline, record: Any) -> str:
    if not deadline.why:
        return ""
    values = {}
    for _text, name, _spec, _conversion in Formatter().parse(deadline.why):
        if name:
            field = record._meta.fields.get(name)
            value = getattr(record, name)
            values[name] = show(value, field.kind, None) if field is not None and field.kind != "link" else str(value)
    return json.dumps([deadline.why, values], ensure_ascii=False)
