"""Reads a record with its detail lines for the form, in a few queries whatever the number of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.database import query
from app.database.change import problems_of
from app.database.dialect import together
from app.database.record import Record
from app.domain.problem import Problem, Refused
from app.domain.sheet import Lines, Sheet
from app.domain.text import _
from app.rules.form_data import FormData, LineData, ProblemAt, form_fields


def read_form(sheet: Sheet, number: int, checked: bool = True) -> FormData:
    """Return a record as the form shows it; Refused where it is not there any more."""
    with together():
        return _read_form(sheet, number, checked)


def _read_form(sheet: Sheet, number: int, checked: bool) -> FormData:
    record = sheet.model.get_or_none((sheet.model.id == number) & (sheet.model.deleted == 0))
    if record is None:
        raise Refused([Problem(_("This record has been removed by somebody in the meantime."), None, True)])
    found = {i: line_records(lines, number) for i, lines in enumerate(sheet.lines)}
    names = _Names()
    fields = form_fields(sheet)
    names.want(fields, [record])
    for i, lines in enumerate(sheet.lines):
        names.want(lines.columns, found[i])
    values, texts = _plain(record, fields, names)
    lines_read = {i: [_line(r, sheet.lines[i].columns, names) for r in rows] for i, rows in found.items()}
    problems = _problems(sheet, record, found) if checked else ()
    locked = bool(sheet.locked is not None and sheet.locked(record))
    return FormData(number, record.version, str(record), values, texts, lines_read, locked, problems,
                    record.changed_by or "", record.changed_at)


def new_form(sheet: Sheet, defaults: Mapping[str, Any] | None = None) -> FormData:
    """Return an empty form with the fields' defaults and the given ones; a link may be a record or its number."""
    record = sheet.model(**(defaults or {}))
    names = _Names()
    names.want(form_fields(sheet), [record])
    values, texts = _plain(record, form_fields(sheet), names)
    return FormData(None, 0, "", values, texts, {i: [] for i in range(len(sheet.lines))})


def begin_form(sheet: Sheet, defaults: Mapping[str, Any], who: str, today: date | None = None) -> FormData:
    """Return an empty form with what is known of a new record: what its kind proposes, and the given values."""
    return new_form(sheet, {**sheet.model.begins(who, today or date.today()), **defaults})


def blank_line(lines: Lines) -> LineData:
    """Return a new detail line with the fields' defaults."""
    record = lines.model()
    return LineData(None, 0, {f.name: getattr(record, f.name) for f in lines.columns if f.kind != "link"})


def line_records(lines: Lines, number: int) -> list[Any]:
    """Return the detail lines of a record in their order."""
    order = [*lines.order, lines.model.id]
    return list(lines.model.select().where((lines.parent == number) & (lines.model.deleted == 0)).order_by(*order))


def names_of(model: type[Record], numbers: Sequence[int]) -> dict[int, str]:
    """Return the names of records by number; links within names cost one query each, not one a record."""
    if not numbers:
        return {}
    records = list(model.select().where(model.id.in_(sorted(set(numbers)))))
    links = [f for f in model.shown if f.kind == "link"]
    through = {f.name: names_of(f.rel_model, [n for r in records if (n := getattr(r, f.object_id_name))])
               for f in links}
    found: dict[int, str] = {}
    for record in records:
        parts = [through[f.name].get(getattr(record, f.object_id_name)) if f.kind == "link"
                 else getattr(record, f.name) for f in model.shown]
        found[record.id] = " ".join(str(p) for p in parts if p not in (None, ""))
    return found


def chosen_by_name(model: type[Record], names: Sequence[str]) -> dict[str, tuple[int, str] | None]:
    """Return number and name of the records that pasted names mean, None where there is no such record."""
    found: dict[str, tuple[int, str] | None] = {}
    for name in dict.fromkeys(names):
        record = query.by_name(model, name)
        found[name] = None if record is None else (record.id, str(record))
    return found


def taken_values(model: type[Record], name: str, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return by linked record what a new record takes over from it, {own field: value}, empty values left out."""
    pairs = model.takes.get(name, ())
    linked = model._meta.fields[name].rel_model
    return {r.id: {own.name: value for own, theirs in pairs if (value := getattr(r, theirs.name)) not in (None, "")}
            for r in linked.select().where(linked.id.in_(list(numbers)))}


class _Names:
    """The names of all linked records, read once per linked table."""

    def __init__(self) -> None:
        self.wanted: dict[Any, set[int]] = {}
        self.read: dict[Any, dict[int, str]] | None = None

    def want(self, fields: Sequence[Any], records: Sequence[Any]) -> None:
        for f in fields:
            if f.kind == "link":
                numbers = {n for r in records if (n := getattr(r, f.object_id_name)) is not None}
                self.wanted.setdefault(f.rel_model, set()).update(numbers)

    def name(self, described: Any, number: int) -> str:
        if self.read is None:
            self.read = {m: names_of(m, sorted(n)) for m, n in self.wanted.items()}
        return self.read[described.rel_model].get(number, "")


def _plain(record: Any, fields: Sequence[Any], names: _Names) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for f in fields:
        if f.kind == "link":
            number = getattr(record, f.object_id_name)
            values[f.name] = number
            if number is not None:
                texts[f.name] = names.name(f, number)
        else:
            values[f.name] = getattr(record, f.name)
    return values, texts


def _line(record: Any, fields: Sequence[Any], names: _Names) -> LineData:
    values, texts = _plain(record, fields, names)
    return LineData(record.id, record.version, values, texts, record.changed_by or "", record.changed_at)


def _problems(sheet: Sheet, record: Any, found: Mapping[int, Sequence[Any]]) -> tuple[ProblemAt, ...]:
    problems = [problem_at(p) for p in problems_of(record)]
    for i, rows in found.items():
        for row, line in enumerate(rows):
            setattr(line, sheet.lines[i].parent.name, record)
            problems += [problem_at(p, i, row) for p in problems_of(line)]
    return tuple(problems)


def problem_at(problem: Problem, lines: int = -1, row: int = -1) -> ProblemAt:
    """Return a problem with its place in the form."""
    return ProblemAt(problem.field.name if problem.field is not None else "", problem.text, problem.blocks, lines, row)
