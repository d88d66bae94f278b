"""Finds the table of an import on a worksheet: by its headings, by what was learned, by what somebody said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.sheet import Import
from app.domain.text import _
from app.exchange.column_questions import HEADER, given_values, refused_fields, told_columns, with_given
from app.exchange.grid import Grid, column_number
from app.exchange.header import LOWEST_HEADER, heading_text
from app.exchange.headings import JOINED
from app.exchange.kinds import named_kind, other_kind
from app.exchange.layouts import Layout, layouts_of
from app.exchange.table import NoTable, Table, find_table


@dataclass(frozen=True)
class Wish:
    """What the user wants of an import: only some sheets, an origin, corrected columns, answers."""

    sheets: tuple[str, ...] = ()
    origin: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """{sheet: {heading: field key, "" for none}}"""
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """{sheet: {question: answer}}"""
    ignored: Collection[str] = ()
    """Sheets that are not looked at."""
    ticks: Mapping[str, bool] = field(default_factory=dict)
    """Sheets that were chosen or left out by name."""


def find(spec: Import, grid: Grid, today: date, wish: Wish | None = None,
         known: Mapping[str, Collection[str]] | None = None, lesser: bool = True) -> tuple[Table | NoTable, str]:
    """Return the table of an import on a sheet and the origin whose learned layout fits best.

    `known` holds the names of customers, products and the like that the company's file has; `lesser` takes sheets
    that lack what a full one has.
    """
    wish = wish or Wish()
    answers = wish.answers.get(grid.name, {})
    corrected = dict(wish.columns.get(grid.name, {})) | told_columns(answers)
    without = refused_fields(answers)
    given = given_values(answers)
    row = int(answers[HEADER]) if answers.get(HEADER) else None
    by_hand = any(corrected.values()) or row is not None
    first: NoTable | None = None
    nearly: list[tuple[float, Table, str]] = []
    for fields in (*spec.variants, *(spec.lesser if lesser else ())):
        if nearly and fields in spec.lesser:
            break
        variant = tuple(replace(field, required=False) if field.key in given else field for field in fields
                        if field.required or field.key not in without)
        table, origin = _with_layouts(spec, variant, grid, today, corrected, wish.origin, row, known)
        if isinstance(table, Table):
            table = with_given(table, given, fields, today)
        if isinstance(table, NoTable):
            first = first or table
        elif not by_hand and (other := other_kind(table, spec.key) or _tells_nothing(spec, table)):
            first = NoTable(grid.name, other)
        elif missing := next((ask for ask in table.asks if ask.why == "missing"), None):
            match = table.match(missing.key)
            nearly.append((match.confidence if match is not None else 0.0, table, origin))
        else:
            return table, origin
    if nearly:
        _near, table, origin = max(nearly, key=lambda one: one[0])
        return table, origin
    assert first is not None
    return _named(first, grid), ""


def _tells_nothing(spec: Import, table: Table) -> str:
    """Return that a sheet has only what any list has, empty where something tells it from others."""
    if not spec.tells or any(match.key in spec.tells and match.how != "likely" for match in table.matches):
        return ""
    labels = {field.key: field.headings[0] for field in table.wanted}
    return _("Sheet “{sheet}” has none of the columns that tell it from other lists ({fields}); if it is meant, assign "
             "its columns by hand.").format(sheet=table.sheet, fields="、".join(_(labels[key]) for key in spec.tells))


def _named(none: NoTable, grid: Grid) -> NoTable:
    """Return what was not found, with what the sheet looks like instead."""
    if not none.missing:
        return none
    for row in grid.rows[:LOWEST_HEADER]:
        names = [heading_text(cell) for cell in row if isinstance(cell, str)]
        if len(names) >= 3 and (said := named_kind(grid, names)):
            return replace(none, reason=f"{none.reason}{said}")
    return none


def _with_layouts(spec: Import, variant: Sequence[Any], grid: Grid, today: date, corrected: dict[str, str],
                  origin: str, header_row: int | None,
                  known: Mapping[str, Collection[str]] | None) -> tuple[Table | NoTable, str]:
    plain = find_table(grid, variant, corrected, today, blocks=True, known=known, header_row=header_row)
    best: tuple[Table | NoTable, str] = (plain, "")
    learned = layouts_of(spec.key)
    headers = set(_headers(plain)) if isinstance(plain, Table) else _taught_headers(grid, learned)
    fitting = [(len(headers & set(lay.headings)), lay) for lay in learned
               if (not origin or lay.origin == origin) and headers and headers <= set(lay.headings)]
    if not fitting:
        return best
    most = max(overlap for overlap, _layout in fitting)
    latest = {lay.origin: lay for overlap, lay in fitting if overlap == most}  # the one changed last of each origin
    meant = [{h: lay.headings[h] for h in headers} for lay in latest.values()]
    if any(one != meant[0] for one in meant):  # what one origin's headings mean says nothing of another's
        return best
    layout = next(iter(latest.values()))
    taught = find_table(grid, variant, {**layout.headings, **corrected}, today, blocks=True,
                         known=known, header_row=header_row)
    return taught, layout.origin if len(latest) == 1 else ""


def _taught_headers(grid: Grid, learned: Sequence[Layout]) -> set[str]:
    """Return the headings of the learned layout that a sheet without a known table bears; empty where none does."""
    texts = {heading_text(cell) for row in grid.rows[:LOWEST_HEADER] for cell in row if isinstance(cell, str)}
    for layout in reversed(learned):
        names = {name for name in layout.headings if JOINED not in name}
        if len(names) >= 2 and names <= texts:
            return set(layout.headings)
    return set()


def headings_of(table: Table) -> dict[str, str]:
    """Return {heading: field} in the order of the columns; unknown columns stand for nothing."""
    columns = {m.column: (m.header, m.key) for m in table.matches}
    columns |= {letter: (header, "") for letter, header in table.unmatched.items()}
    return dict(columns[letter] for letter in sorted(columns, key=column_number))


def _headers(table: Table) -> list[str]:
    return [*(m.header for m in table.matches), *table.unmatched.values()]
