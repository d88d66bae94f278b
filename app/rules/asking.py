"""What an action asks before it runs: the typed answers as values, and what was answered before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.database.record import database
from app.domain.problem import Problem, Refused
from app.rules.form_data import Chosen, Entry
from app.rules.typed import NotUnderstood, typed_value

KNOWN = 60
"""Earlier answers that are offered while one types."""


def answers(fields: Sequence[Any], entries: Mapping[str, Entry], today: date) -> dict[str, Any]:
    """Return {field name: value} of what was typed, None where nothing was; Refused names each that is no value."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in fields:
        entry = entries.get(field.name, "")
        if isinstance(entry, Chosen):
            found[field.name] = field.rel_model.get_by_id(entry.number)
            continue
        try:
            found[field.name] = typed_value(field, entry, today)
        except NotUnderstood as wrong:
            problems.append(wrong.problem)
    if problems:
        raise Refused(problems)
    return found


def known_texts(fields: Sequence[Any]) -> dict[str, list[str]]:
    """Return what was entered before in the text fields, the latest first, {field name: texts}."""
    found: dict[str, list[str]] = {}
    for field in fields:
        if field.kind != "text":
            continue
        rows = database.execute(field.model.select(field).where(field.is_null(False) & (field.model.deleted == 0))
                                .order_by(field.model.id.desc()).limit(2_000))
        found[field.name] = list(dict.fromkeys(str(row[0]) for row in rows if row[0]))[:KNOWN]
    return found
