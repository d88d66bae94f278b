"""Saves a form as one change: the record and its detail lines; what others changed meanwhile is merged or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.database.change import Change
from app.database.ledger import ReasonWanted
from app.domain.problem import Problem, Refused
from app.domain.sheet import Lines, Sheet
from app.domain.text import _
from app.rules.form_conflict import Clash, Conflict, clashes_of
from app.rules.form_data import Chosen, Entry, FormData, LineEntry, ProblemAt, form_fields
from app.rules.form_reading import new_form, problem_at, read_form
from app.rules.typed import NotUnderstood, typed_value

__all__ = ["Clash", "Conflict", "FormRefused", "new_form", "read_form", "save_form"]

LineEntries = Mapping[int, Sequence[LineEntry]]


class FormRefused(Refused):
    """A form that was not saved; `places` names each wrong field and line."""

    def __init__(self, places: Sequence[ProblemAt], record: Any = None) -> None:
        super().__init__([Problem(p.text, None, True) for p in places], record)
        self.places = tuple(places)


def save_form(change: Change, sheet: Sheet, base: FormData, entries: Mapping[str, Entry],
              lines: LineEntries | None = None, today: date | None = None) -> int:
    """Save what was typed over `base`; return the record's number.

    `entries` holds the fields that were typed in; `lines` all rows of the tables that were touched, in order.
    FormRefused names everything that is wrong, Conflict what others changed too, ReasonWanted asks for a reason.
    """
    return _Saving(change, sheet, base, entries, lines or {}, today or date.today()).run()


class _Saving:
    """One save of one form."""

    def __init__(self, change: Change, sheet: Sheet, base: FormData, entries: Mapping[str, Entry],
                 lines: LineEntries, today: date) -> None:
        self.change, self.sheet, self.base, self.entries, self.lines = change, sheet, base, entries, lines
        self.today = today
        self.problems: list[ProblemAt] = []
        self.wanted: ReasonWanted | None = None

    def run(self) -> int:
        fields = {f.name: f for f in form_fields(self.sheet)}
        typed = self._typed(fields, self.entries)
        typed_lines = {i: [self._typed({f.name: f for f in self.sheet.lines[i].columns}, row.entries, i, place)
                           for place, row in enumerate(rows)] for i, rows in self.lines.items()}
        record = self._record(typed, typed_lines)
        for name, value in typed.items():
            if self.base.number is None or value != self.base.values.get(name):
                _set(record, fields[name], value)
        self._save(record)
        for i, rows in self.lines.items():
            self._save_lines(record, i, rows, typed_lines[i])
        if blocking := [p for p in self.problems if p.blocks]:
            raise FormRefused(blocking, record)
        if self.wanted is not None:
            raise self.wanted
        return int(record.id)

    def _record(self, typed: Mapping[str, Any], typed_lines: Mapping[int, Sequence[Mapping[str, Any]]]) -> Any:
        if self.base.number is None:
            record = self.sheet.model()
            for f in form_fields(self.sheet):
                _set(record, f, self.base.values.get(f.name))
            return record
        theirs = read_form(self.sheet, self.base.number, checked=False)
        if theirs.locked:
            text = _("“{record}” is closed and can't be changed any more.").format(record=theirs.title)
            raise FormRefused([ProblemAt("", text, True)])
        found = clashes_of(self.sheet, self.base, theirs, self.entries, typed, self.lines, typed_lines)
        if found:
            raise Conflict(self.sheet.model.get_by_id(self.base.number), theirs, found)
        return self.sheet.model.get_by_id(self.base.number)

    def _typed(self, fields: Mapping[str, Any], entries: Mapping[str, Entry], lines: int = -1,
               row: int = -1) -> dict[str, Any]:
        """Return the values of what was typed, links as numbers; what can't be understood becomes a problem."""
        values: dict[str, Any] = {}
        for name, entry in entries.items():
            described = fields.get(name)
            if described is None:
                continue
            if isinstance(entry, Chosen):
                values[name] = entry.number
                continue
            try:
                value = typed_value(described, entry, self.today)
            except NotUnderstood as wrong:
                self.problems.append(ProblemAt(name, wrong.problem.text, True, lines, row))
                continue
            values[name] = value.id if described.kind == "link" and value is not None else value
        return values

    def _save_lines(self, record: Any, i: int, rows: Sequence[LineEntry],
                    typed: Sequence[Mapping[str, Any]]) -> None:
        lines = self.sheet.lines[i]
        fields = {f.name: f for f in lines.columns}
        standing = {row.base.number for row in rows}
        for old in self.base.lines.get(i, ()):
            if old.number not in standing:
                gone = lines.model.get_or_none((lines.model.id == old.number) & (lines.model.deleted == 0))
                if gone is not None:
                    self.change.delete(gone)
        position = position_field(lines)
        for place, (row, values) in enumerate(zip(rows, typed, strict=True)):
            if row.base.number is None:
                if not any(v not in (None, "", False) for v in values.values()) and not self._wrong(i, place):
                    continue
                line = lines.model()
                for name, value in row.base.values.items():
                    if name in fields:
                        _set(line, fields[name], value)
            else:
                line = lines.model.get_or_none((lines.model.id == row.base.number) & (lines.model.deleted == 0))
                if line is None:
                    continue
            for name, value in values.items():
                if row.base.number is None or value != row.base.values.get(name):
                    _set(line, fields[name], value)
            setattr(line, lines.parent.name, record)
            if position is not None:
                setattr(line, position.name, place + 1)
            self._save(line, i, place, lines)

    def _wrong(self, lines: int, row: int) -> bool:
        return any(p.lines == lines and p.row == row for p in self.problems)

    def _save(self, record: Any, lines: int = -1, row: int = -1, of: Lines | None = None) -> None:
        """Save one record, keeping what is wrong with it, so that all of it can be told at once."""
        known = {p.field for p in self.problems if p.lines == lines and p.row == row}
        if of is not None and getattr(record, of.parent.object_id_name) is None:
            return
        try:
            self.change.save(record)
        except Refused as refused:
            self.problems += [at for p in refused.problems if (at := problem_at(p, lines, row)).field not in known]
        except ReasonWanted as wanted:
            self.wanted = self.wanted or wanted


def position_field(lines: Lines) -> Any:
    """Return the field that keeps the order of detail lines, None where they stand in the order they were made."""
    if len(lines.order) == 1 and getattr(lines.order[0], "kind", "") == "integer":
        return lines.order[0]
    return None


def _set(record: Any, described: Any, value: Any) -> None:
    setattr(record, described.object_id_name if described.kind == "link" else described.name, value)
