"""A sheet read as plain rows: first the numbers of all its records in order, then a window of rows at a time.

Each is one query, whatever the number of links, so that 100,000 records open as fast as 100.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import peewee

from app.database import search
from app.database.dialect import on_server
from app.database.duties import Duty
from app.database.fields import CHOICE, DAY, FLAG, INTEGER, LINK, NUMBERS, Choice
from app.database.record import Record, content_fields, database
from app.domain.folding import same
from app.domain.frozen import frozen, frozen_slots
from app.domain.sheet import Computed, Sheet, View

CONTAINS, IS, EMPTY, FILLED, FROM, TO = "contains", "is", "empty", "filled", "from", "to"


@frozen
class Filter:
    """A condition on one column: contains a text, is one of some values, is empty, filled, from or to a value."""

    column: str
    op: str
    value: Any = None


@frozen
class Ask:
    """What a page asks of its sheet."""

    sheet: Sheet
    today: date
    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    """(column key, descending), the most important first."""
    view: View | None = None
    only: Any = None
    """One more condition, of a page that shows part of a sheet."""

    def unfiltered(self) -> Ask:
        """Return the same question without filters."""
        return replace(self, text="", filters=(), view=None)


@frozen_slots
class Row:
    """One record as the table shows it: values in the order of the sheet's columns, links as their names."""

    id: int
    version: int
    cells: tuple[Any, ...]
    open: tuple[bool, ...] = ()
    """Which of the sheet's deadlines with a field are still to be fulfilled, in their order."""


class _Plan:
    """The joins and expressions of a sheet, made once for each query."""

    def __init__(self, sheet: Sheet) -> None:
        self.model = sheet.model
        self.joins: dict[tuple[str, ...], tuple[Any, Any]] = {}
        self.shown: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}
        for column in sheet.columns:
            counted = column.kind == CHOICE and isinstance(getattr(column, "field", None), peewee.IntegerField)
            self.kinds[column.key] = INTEGER if counted else column.kind
            self.shown[column.key] = self._expression(column)
        self.duties = [self._duty(d) for d in sheet.deadlines if d.field is not None]

    def _duty(self, deadline: Any) -> Any:
        """Return whether a deadline of a record is open."""
        return peewee.fn.EXISTS(Duty.select(Duty.id).where(
            (Duty.place == self.model._meta.table_name) & (Duty.record == self.model.id)
            & (Duty.title == deadline.title)))

    def _expression(self, column: Any) -> Any:
        if isinstance(column, Computed):
            found = column.expression()
            return peewee.fn.COALESCE(found.cast("INTEGER") if column.kind == FLAG else found, None)
        source = self.model
        path: tuple[str, ...] = ()
        for step in column.via:
            source, path = self._join(source, step, path)
        return self._shown(source, column.field, path)

    def _join(self, source: Any, link: Any, path: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
        path = (*path, link.name)
        if path not in self.joins:
            alias = link.rel_model.alias("j" + "_".join(path))
            self.joins[path] = (alias, getattr(source, link.name) == alias.id)
        return self.joins[path][0], path

    def _shown(self, source: Any, field: Any, path: tuple[str, ...]) -> Any:
        """Return the expression that shows a field; a link is shown by the fields that name its record."""
        if hasattr(field, "read_from"):
            return field.read_from(source)
        if field.kind != LINK:
            return getattr(source, field.name)
        target, path = self._join(source, field, path)
        parts = [self._shown(target, f, path) for f in field.rel_model.shown]
        if len(parts) == 1:
            return parts[0]
        whole = peewee.fn.COALESCE(parts[0], "")
        for part in parts[1:]:
            whole = whole.concat(" ").concat(peewee.fn.COALESCE(part, ""))
        return peewee.fn.TRIM(whole)

    def select(self, *what: Any) -> Any:
        query = self.model.select(*what)
        for alias, condition in self.joins.values():
            query = query.join_from(self.model, alias, peewee.JOIN.LEFT_OUTER, on=condition)
        return query

    def where(self, ask: Ask) -> Any:
        condition = self.model.deleted == 0
        if ask.only is not None:
            condition &= ask.only
        if ask.view is not None:
            condition &= ask.view.condition(ask.today)
        if ask.text.strip():
            hits = search.find(ask.text, limit=100_000, places=(self.model._meta.table_name,))
            condition &= self.model.id.in_([h.record for h in hits])
        for f in ask.filters:
            condition &= self._condition(f)
        return condition

    def _condition(self, f: Filter) -> Any:
        shown = self.shown[f.column]
        if f.op == CONTAINS:
            return (shown.cast("TEXT") if self.kinds[f.column] in (*NUMBERS, FLAG) else shown).contains(str(f.value))
        if f.op == IS:
            values = [self._raw(f.column, v) for v in f.value if v is not None]
            found = shown.in_(values)
            return (found | shown.is_null()) if None in f.value else found
        if f.op in (EMPTY, FILLED):
            is_text = self.kinds[f.column] not in (*NUMBERS, DAY, FLAG)
            empty = peewee.fn.COALESCE(shown, "") == peewee.Value("", converter=False) if is_text else shown.is_null()
            return empty if f.op == EMPTY else ~(empty)
        raw = self._raw(f.column, f.value)
        return shown >= raw if f.op == FROM else shown <= raw

    def _raw(self, column: str, value: Any) -> Any:
        return value.isoformat() if self.kinds[column] == DAY and isinstance(value, date) else value

    def order(self, ask: Ask) -> list[Any]:
        wanted = [(self._ranked(ask.sheet, key), descending) for key, descending in ask.sort if key in self.shown]
        parts: list[Any] = []
        for shown, descending in wanted:
            parts.append(peewee.Ordering(shown, "DESC" if descending else "ASC", nulls="LAST"))
        if not wanted:
            parts += [_as_in_a_file(o) for o in ask.sheet.order] if on_server() else ask.sheet.order
        return [*parts, self.model.id]

    def _ranked(self, sheet: Sheet, key: str) -> Any:
        """Return what a column is sorted by: words to choose from in the order in which they are offered."""
        field = next((getattr(c, "field", None) for c in sheet.columns if c.key == key), None)
        if not isinstance(field, Choice):  # numbers that are shown as words keep the order of the numbers
            return self.shown[key]
        return peewee.Case(self.shown[key], [(word, place) for place, (word, _label) in enumerate(field.options)])


def _as_in_a_file(order: Any) -> Any:
    """Return an order that puts empty values where SQLite does: before all others, or last where it descends."""
    node, direction, nulls = order, "ASC", None
    if isinstance(order, peewee.Ordering):
        node, direction, nulls = order.node, order.direction, order.nulls
    return peewee.Ordering(node, direction, nulls=nulls or ("FIRST" if direction.upper() == "ASC" else "LAST"))


def numbers(ask: Ask) -> array[int]:
    """Return the numbers of all records that the question asks for, in order."""
    plan = _Plan(ask.sheet)
    query = plan.select(plan.model.id).where(plan.where(ask)).order_by(*plan.order(ask))
    return array("q", (row[0] for row in database.execute(query)))


def count(ask: Ask) -> int:
    """Return how many records the question asks for."""
    plan = _Plan(ask.sheet)
    return int(plan.select(peewee.fn.COUNT(plan.model.id)).where(plan.where(ask)).scalar())


def first_rows(ask: Ask, limit: int) -> list[Row]:
    """Return the first rows, in one query, before their numbers are known."""
    plan = _Plan(ask.sheet)
    query = _rows_of(plan).where(plan.where(ask)).order_by(*plan.order(ask)).limit(limit)
    return _fetch(plan, query)


def window(ask: Ask, wanted: Sequence[int]) -> list[Row]:
    """Return the rows of the given records, in the given order; a deleted record has none."""
    plan = _Plan(ask.sheet)
    found = {r.id: r for r in _fetch(plan, _rows_of(plan).where(plan.model.id.in_(list(wanted))))}
    return [found[number] for number in wanted if number in found]


def _rows_of(plan: _Plan) -> Any:
    return plan.select(plan.model.id, plan.model.version, *plan.shown.values(), *plan.duties)


def _fetch(plan: _Plan, query: Any) -> list[Row]:
    converters = [_converter(plan, key) for key in plan.shown]
    last = 2 + len(converters)
    return [Row(raw[0], raw[1], tuple(v if c is None or v is None else c(v)
                                      for v, c in zip(raw[2:last], converters, strict=True)),
                tuple(map(bool, raw[last:])))
            for raw in database.execute(query)]


def _converter(plan: _Plan, key: str) -> Any:
    expression = plan.shown[key]
    field = getattr(expression, "field", expression)
    if isinstance(field, peewee.Field):
        return None if field.kind in ("text", "code", "long_text", "choice", "colour", "integer",
                                      "quantity") else field.python_value
    return date.fromisoformat if plan.kinds[key] == DAY else None


def distinct(ask: Ask, column: str, limit: int = 500) -> list[Any]:
    """Return the values that a column has among the records asked for, sorted, None first where there is any."""
    plan = _Plan(ask.sheet)
    shown = plan.shown[column]
    order = peewee.Ordering(shown, "ASC", nulls="FIRST")
    query = plan.select(shown).where(plan.where(ask)).distinct().order_by(order).limit(limit)
    convert = _converter(plan, column)
    return [v if convert is None or v is None else convert(v) for (v,) in database.execute(query)]


def total(ask: Ask, column: str, wanted: Sequence[int]) -> Any:
    """Return the sum of a column over the given records."""
    plan = _Plan(ask.sheet)
    shown = plan.shown[column]
    got = database.execute(plan.select(peewee.fn.SUM(shown)).where(plan.model.id.in_(list(wanted)))).fetchone()[0]
    convert = _converter(plan, column)
    return got if convert is None or got is None else convert(got)


def all_rows(ask: Ask) -> list[Row]:
    """Return every row at once, for papers and exports."""
    plan = _Plan(ask.sheet)
    return _fetch(plan, _rows_of(plan).where(plan.where(ask)).order_by(*plan.order(ask)))


def by_name(model: type[Record], text: str) -> Record | None:
    """Return the record whose name (any of its naming fields) is exactly this text; None or ambiguous: None."""
    wanted = text.strip()
    for field in [*model.shown, *(f for f in content_fields(model) if f.kind == "code")]:
        if field.kind != LINK:
            found = list(model.select().where((field == wanted) & (model.deleted == 0)).limit(2))
            if len(found) == 1:
                return found[0]
    if len(model.shown) > 1 and (named := next((r for r in model.select().where(model.deleted == 0).limit(20_000)
                                                if str(r) == wanted), None)):
        return named
    alike = [h.record for h in search.find(wanted, 40, (model._meta.table_name,)) if same(h.title) == same(wanted)]
    return model.get_or_none(model.id == alike[0]) if len(alike) == 1 else None


def choices(model: type[Record], text: str = "", limit: int = 60) -> list[tuple[int, str]]:
    """Return (number, name) of records to choose from for a link, those found by `text` where one is given."""
    if text.strip():
        return [(h.record, h.title) for h in search.find(text, limit, (model._meta.table_name,))]
    query = model.select().where(model.deleted == 0).order_by(*model.shown).limit(limit)
    return [(r.id, str(r)) for r in query]
