"""A sheet's records by their states, a few of each at once: what the card view shows, and a card's move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.database import query
from app.database.change import Change
from app.database.query import Ask, Row
from app.domain.fieldkinds import DAYS
from app.domain.frozen import frozen
from app.domain.problem import Problem, Refused
from app.domain.sheet import Sheet
from app.domain.show import show
from app.domain.text import _

MORE = 60
"""Cards of a state that are read at once; more are read when somebody asks for them."""
KEY_COLUMNS = 3


@frozen
class Card:
    """One record as a card: its number, title, a few values, and the day of its next open deadline."""

    id: int
    title: str
    lines: tuple[str, ...]
    due: Any = None


@frozen
class CardColumn:
    """One state with its count and its first cards."""

    state: str
    label: str
    count: int
    cards: tuple[Card, ...]


def has_cards(sheet: Sheet) -> bool:
    """Tell whether a sheet's records go through states."""
    return sheet.model.workflow is not None


def card_columns(ask: Ask, limits: Mapping[str, int] | None = None) -> list[CardColumn]:
    """Return the states in their order with what the question finds in each; `limits` {state: cards at most}."""
    assert ask.sheet.model.workflow is not None
    field, _flow = ask.sheet.model.workflow
    made = []
    for state, label in field.options:
        only = field == state if ask.only is None else ask.only & (field == state)
        of_state = replace(ask, only=only)
        rows = query.first_rows(of_state, (limits or {}).get(state, MORE))
        count = len(rows) if len(rows) < (limits or {}).get(state, MORE) else query.count(of_state)
        made.append(CardColumn(state, label, count, tuple(_card(ask.sheet, row) for row in rows)))
    return made


def _card(sheet: Sheet, row: Row) -> Card:
    columns = sheet.columns
    shown = [d.field.name for d in sheet.deadlines if d.field is not None]
    due = {name for name, still in zip(shown, row.open, strict=True) if still}
    state = sheet.model.workflow[0].name
    named = {f.name for f in sheet.model.shown}
    title = [row.cells[n] for n, c in enumerate(columns) if c.key in named and row.cells[n]] or [row.cells[0]]
    day = min((row.cells[n] for n, c in enumerate(columns) if c.key in due and row.cells[n]), default=None)
    lines: list[str] = []
    for value, column in zip(row.cells, columns, strict=True):
        if len(lines) < KEY_COLUMNS and _is_telling(column, named, state) and value not in (None, ""):
            labels = getattr(getattr(column, "field", None), "labels", None)
            lines.append(show(value, column.kind, labels))
    if rest := _rest(sheet, row, due):
        lines = [*lines[:KEY_COLUMNS - 1], rest]
    return Card(row.id, " ".join(str(t) for t in title), tuple(lines), day)


def _rest(sheet: Sheet, row: Row, due: set[str]) -> str:
    """Return quantity, the day of shipping and the owner of a record in one line, where its table has them."""
    found: dict[str, str] = {}
    for value, column in zip(row.cells, sheet.columns, strict=True):
        if value in (None, ""):
            continue
        last = column.key.rpartition(".")[2]
        if column.kind == "quantity" and "quantity" not in found:
            found["quantity"] = show(value, column.kind)
        elif column.kind in DAYS and "ship" in last and column.key not in due and "ship" not in found:
            found["ship"] = _("leaves {day}").format(day=f"{value:%m-%d}")
        elif last in ("clerk", "owner") and "owner" not in found:
            found["owner"] = str(value)
    return " · ".join(found.values()) if len(found) > 1 else ""


def _is_telling(column: Any, named: set[str], state: str) -> bool:
    """Tell whether a column helps to know a record at a glance: neither its name, its state, a day nor a tick."""
    return column.key not in named and column.key != state and column.kind not in (
        *DAYS, "moment", "flag", "long_text", "colour", "integer", "money")


def move_cards(change: Change, sheet: Sheet, numbers: Sequence[int], state: str) -> int:
    """Bring records to a state as one change; Refused says why one can't go there. Return how many moved."""
    field, flow = sheet.model.workflow
    moved = 0
    for record in sheet.model.select().where(sheet.model.id.in_(list(numbers)) & (sheet.model.deleted == 0)):
        old = getattr(record, field.name)
        if old != state:
            if old and not flow.allows(old, state):  # before dates and results of the record turn it back
                raise Refused([Problem(_(
                    "“{record}” is “{old}” and can't become “{new}” from there; it can become: {ways}.").format(
                        record=record, old=_(field.labels[old]), new=_(field.labels[state]),
                        ways="、".join(_(label) for _key, label in ways(sheet, old)) or "-"), field, True)], record)
            setattr(record, field.name, state)
            change.save(record)
            moved += 1
    return moved


def ways(sheet: Sheet, state: str) -> list[tuple[str, str]]:
    """Return the states (state, label) that a record in a state may go to."""
    field, flow = sheet.model.workflow
    return [(key, label) for key, label in field.options if (state, key) in flow.moves]
