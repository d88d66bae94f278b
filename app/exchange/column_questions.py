"""Which column has a field, asked once: the candidates with what stands in them, the answer as corrected headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.text import _
from app.exchange.grid import column_letter
from app.exchange.plain_text import written
from app.exchange.table_parts import ASKS, Ask, Table, Wanted
from app.exchange.values import reader

COLUMN = "column:"
"""Begins the keys of these questions; the field's key follows, and the answer is the heading, empty for none."""
MEANING = "meaning:"
"""Begins the keys of questions what a column says; its heading follows, and the answer is the field's key."""
SET = "set:"
"""Begins the keys of answers that give all rows a value; the field's key follows."""
HEADER = "header"
"""The answer that says in which row the headings stand, from 1."""
SAMPLES = 3


def told_columns(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return answers to questions about columns as {heading: field key}."""
    meant = {key.removeprefix(MEANING): str(value) for key, value in answers.items() if key.startswith(MEANING)}
    return meant | {str(heading): key.removeprefix(COLUMN) for key, heading in answers.items()
                    if key.startswith(COLUMN) and heading}


def refused_fields(answers: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields of which the user has said that no column has them."""
    return frozenset(key.removeprefix(COLUMN) for key, heading in answers.items()
                     if key.startswith(COLUMN) and not heading)


def given_values(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said of all rows, by field."""
    return {key.removeprefix(SET): value for key, value in answers.items()
            if key.startswith(SET) and value not in ("", None)}


def with_given(table: Table, given: Mapping[str, Any], fields: Sequence[Wanted], near: date) -> Table:
    """Return a table whose records have the values that were given for all rows, where the sheet says none."""
    for field in fields:
        if field.key not in given:
            continue
        value = reader(field.kind, near)(given[field.key]).value
        if value is None:
            raise ValueError(_("“{value}” can't be read as “{field}”.").format(
                value=given[field.key], field=_(field.headings[0])))
        for record in table.records:
            if record.cells.get(field.key) is None:
                record.cells[field.key] = value
    return table


def asked(ask: Ask, table: Table) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question in words, and its choices as (heading, words with three values)."""
    field = next(one for one in table.wanted if one.key == ask.key)
    text = _(ASKS[ask.why]).format(field=_(field.headings[0]))
    choices = [(table.names[place], _("{column} “{heading}”: {values}").format(
        column=column_letter(place + 1), heading=table.names[place] or "—", values=_samples(table, place)))
        for place in ask.columns]
    if ask.why != "missing" and not field.required:
        choices.append(("", _("none of them: leave it empty")))
    return text, tuple(choices)


def _samples(table: Table, place: int) -> str:
    """Return the first different values of a column's records."""
    found: list[str] = []
    for record in table.records:
        at = place - record.start
        text = written(record.line[at]).strip() if 0 <= at < len(record.line) else ""
        if text and text not in found:
            found.append(text if len(text) <= 24 else text[:23] + "…")
        if len(found) == SAMPLES:
            break
    return _(", ").join(found) or _("empty")
