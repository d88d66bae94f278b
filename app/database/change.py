"""One user action: one transaction, with versions checked, history written and touched records told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

import peewee

from app.database import dialect, duties, history, ledger, numbering, rights, search, transaction
from app.database.fields import LINK, Moment
from app.database.history import NOTHING, ChangeEntry, Step
from app.database.record import Record, content_fields, database, stored
from app.domain.frozen import frozen
from app.domain.keys import new_key
from app.domain.problem import Problem, Refused
from app.domain.text import _

T = TypeVar("T")

NOTICED = timedelta(minutes=2)
"""From which difference a PC is told that its clock or another's is wrong."""

Follower = Callable[["Change", Any, dict[str, Any] | None], None]
FOLLOWERS: dict[type[Record], dict[str, Follower]] = {}
"""What is called after a record of a class was saved, with its stored values of before, None where it is new."""


class Stale(Exception):
    """Somebody else has changed the record since it was read."""

    def __init__(self, record: Record) -> None:
        super().__init__(_("“{record}” was changed by somebody else in the meantime.").format(record=record))
        self.record = record


@frozen
class Who:
    """The person and the PC on whose behalf something is changed."""

    name: str
    pc: str = ""
    account: str = ""
    """The login at the PC, by which roles are given; the name may be chosen freely."""


@frozen
class Outcome(Generic[T]):
    """What a change did: its number in the history (0 where nothing changed), records touched, the result."""

    entry: int
    title: str
    touched: dict[str, frozenset[int]]
    result: T
    said: tuple[str, ...] = ()
    """What whoever made the change should know, although it was made."""


MANY = 500
"""Numbers that are followed up at once: a query takes only so many."""


class Change:
    """The one door for writing; handed to a task that runs inside one transaction."""

    def __init__(self, title: str, who: Who, at: datetime, undoes: int | None = None,
                 reason: ledger.Reason | None = None, dated_back: bool = False) -> None:
        self.title, self.who, self.at, self.undoes, self.reason = title, who, at, undoes, reason
        self.steps: list[Step] = []
        self.dirty: dict[tuple[type[Record], int], None] = {}
        self.warnings: list[Problem] = []
        self.said: list[str] = []
        """What whoever makes the change should know, in sentences."""
        self.takes_back_own = False
        """Whether it takes back somebody's own last change, which he may make."""
        self.any_move = False
        """Whether states may jump, for what comes in from elsewhere."""
        self.dated_back = dated_back
        """Whether it is carried over from elsewhere, as if done earlier."""
        self.at_end: dict[str, Callable[[Change], None]] = {}
        """What is done once before the change is written, however often it was asked for."""
        self._named: dict[str, tuple[set[int], set[int]]] = {}

    def once_for(self, name: str, number: int, follow: Callable[[Change, list[int]], None]) -> None:
        """Call `follow` before the change is written with the numbers named, many together; each comes once."""
        told, waiting = self._named.setdefault(name, (set(), set()))
        if number in told:
            return
        told.add(number)
        waiting.add(number)
        if len(waiting) == 1:
            def all_waiting(change: Change) -> None:
                numbers = sorted(waiting)
                waiting.clear()
                for at in range(0, len(numbers), MANY):
                    follow(change, numbers[at:at + MANY])

            self.at_end[f"{name} from {number}"] = all_waiting

    def save(self, record: Record, checked: bool = True) -> Record:
        """Write a new or changed record; Stale where somebody was faster, Refused where it is wrong."""
        model = type(record)
        if not record.id and model.numbered and not getattr(record, model.numbered[0].name):
            setattr(record, model.numbered[0].name, numbering.next_number(model, model.numbered[1], self.at))
        if checked:
            _derive(record)
            self._check(record)
        after = stored(record)
        record.changed_at, record.changed_by = self.at, self.who.name
        if record.id:
            old = model.get_or_none(model.id == record.id)
            if old is None or old.version != record.version:
                raise Stale(record)
            before = stored(old)
            changed = {k: v for k, v in after.items() if before[k] != v}
            if not changed and old.deleted == record.deleted:
                return record
            if not self.undoes and not self.any_move:
                _refuse_wrong_move(record, before, changed)
            if not self.takes_back_own:
                rights.refuse(self.who.account, record, before, changed,
                              self.reason if self.undoes is None else ledger.Reason("other"))
            moved = ledger.moved_fields(record, before, changed) if self.undoes is None else []
            if moved and self.reason is None:
                raise ledger.ReasonWanted(record, moved)
            record.version += 1
            record.save(only=_written(model, changed))
            self._note(record, {k: before[k] for k in changed}, changed)
            if moved and self.reason is not None:
                self.add_all(ledger.entries(record, moved, before, self.reason))
            self._tell_followers(record, before)
        else:
            rights.refuse(self.who.account, record, None, after, self.reason)
            record.created_at, record.created_by, record.version = self.at, self.who.name, 1
            record.save(force_insert=True)
            self._note(record, None, {k: v for k, v in after.items() if v is not None})
            self._tell_followers(record, None)
        return record

    def delete(self, record: Record) -> None:
        """Take a record out of sight; its history stays and it can come back."""
        model = type(record)
        old = model.get_or_none(model.id == record.id)
        if old is None or old.version != record.version:
            raise Stale(record)
        before = stored(old)
        if not self.takes_back_own:
            rights.refuse(self.who.account, record, before, {}, self.reason)
        record.deleted, record.version = True, record.version + 1
        record.changed_at, record.changed_by = self.at, self.who.name
        record.save(only=_written(model, {}))
        self._note(record, before, None)
        self._tell_followers(record, before)

    def mention(self, record: Record) -> None:
        """Keep in a record's history that something was done with it that changes nothing: printed, sent."""
        self._note(record, {}, {})

    def add_all(self, records: Iterable[Record]) -> list[Record]:
        """Write many new records at once, each with its history; for imports and demo companies."""
        made = list(records)
        if not made:
            return made
        model = type(made[0])
        columns = [*content_fields(model), model.version, model.created_at, model.created_by,
                   model.changed_at, model.changed_by, model.deleted]
        start = (model.select(peewee.fn.MAX(model.id)).scalar() or 0) + 1
        rows = []
        for number, record in enumerate(made, start):
            _derive(record)
            self._check(record)
            if model.numbered and not getattr(record, model.numbered[0].name):
                given = numbering.next_number(model, model.numbered[1], self.at)
                setattr(record, model.numbered[0].name, given)
            record.id, record.version = number, 1
            record.created_at = record.changed_at = self.at
            record.created_by = record.changed_by = self.who.name
            rows.append((number, *(c.db_value(getattr(record, c.object_id_name if c.kind == LINK else c.name))
                                   for c in columns)))
            after = stored(record)
            self._note(record, None, {k: v for k, v in after.items() if v is not None})
        names = ", ".join(f'"{c.column_name}"' for c in columns)
        marks = ", ".join("?" * (len(columns) + 1))
        database.connection().executemany(
            f'INSERT INTO "{model._meta.table_name}" ("id", {names}) VALUES ({marks})', rows)
        for record in made:
            record._dirty.clear()
            self._tell_followers(record, None)
        return made

    @property
    def touched(self) -> dict[str, frozenset[int]]:
        """Return the numbers of the records touched, by table."""
        found: dict[str, set[int]] = {}
        for step in self.steps:
            found.setdefault(step.place, set()).add(step.record)
        return {place: frozenset(numbers) for place, numbers in found.items()}

    def _tell_followers(self, record: Record, before: dict[str, Any] | None) -> None:
        if not self.undoes:
            for follow in FOLLOWERS.get(type(record), {}).values():
                follow(self, record, before)

    def _check(self, record: Record) -> None:
        found = problems_of(record)
        if blocking := [p for p in found if p.blocks]:
            raise Refused(blocking, record)
        self.warnings += found

    def _note(self, record: Record, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self.steps.append(Step(record._meta.table_name, record.id, record.version, before, after))
        self.dirty[(type(record), record.id)] = None

    def finish(self, key: str) -> int:
        """Write history and search index; return the number of the change, 0 where nothing was changed."""
        if not self.steps:
            return 0
        done: set[str] = set()
        while waiting := [key for key in self.at_end if key not in done]:
            for key in waiting:
                done.add(key)
                self.at_end[key](self)
        search.refresh(self.dirty)
        duties.refresh(self.dirty)
        undoes = self.undoes
        if undoes is None and all(step.mentions for step in self.steps):
            undoes = NOTHING
        at = Moment("").db_value(self.at)
        rows = [(s.place, s.record, s.version, *s.texts()) for s in self.steps]
        chain = history.link(history.head(), key, self.title, at, self.who.name, rows)
        entry = ChangeEntry.insert(uuid=key, title=self.title, at=self.at, who=self.who.name,
                                   pc=self.who.pc, undoes=undoes, undone=False, chain=chain).execute()
        database.connection().executemany(
            'INSERT INTO "change_row" ("entry_id", "place", "record", "version", "before", "after") '
            "VALUES (?, ?, ?, ?, ?, ?)", [(entry, *row) for row in rows])
        dialect.tell(int(entry))
        return int(entry)


def _derive(record: Record) -> None:
    for fill in record.derived:
        fill(record)


def _refuse_wrong_move(record: Record, before: dict[str, Any], changed: dict[str, Any]) -> None:
    """Refuse a move of the state that the record's workflow doesn't know; a state once empty may become any."""
    if record.workflow is None:
        return
    field, flow = record.workflow
    old, new = before[field.column_name], changed.get(field.column_name, before[field.column_name])
    if old and not flow.allows(old, new):
        ways = "、".join(_(field.labels[state]) for state in field.labels if (old, state) in flow.moves)
        raise Refused([Problem(_("“{record}” is “{old}” and can't become “{new}” from there; it can become: {ways}.")
                               .format(record=record, old=_(field.labels[old]), new=_(field.labels.get(new, new or "")),
                                       ways=ways or "-"), field, True)], record)


def problems_of(record: Record) -> list[Problem]:
    """Return what is wrong with a record: missing fields first, then the record's own checks."""
    found = []
    for f in content_fields(type(record)):
        value = getattr(record, f.object_id_name if f.kind == LINK else f.name)
        if f.required and (value is None or value == ""):
            found.append(Problem(_("“{field}” must be filled in.").format(field=_(f.label)), f, True))
        elif f.kind == "choice" and not f.takes_others and value not in (None, "") and value not in f.labels:
            found.append(Problem(_("“{value}” is not one of the choices of “{field}”.")
                                 .format(value=value, field=_(f.label)), f, True))
    if not found:
        found += [p for check in record.checks if (p := check(record))]
    return found


def _written(model: type[Record], changed: dict[str, Any]) -> list[Any]:
    fields = [model._meta.columns[c] for c in changed]
    return [*fields, model.version, model.changed_at, model.changed_by, model.deleted]


def write(title: str, who: Who, task: Callable[[Change], T], undoes: int | None = None,
          reason: ledger.Reason | None = None, at: datetime | None = None) -> Outcome[T]:
    """Run a task as one change; it waits while others write, and is looked up where COMMIT is unsure.

    `at` dates it back, for demo companies and records carried over from elsewhere.
    """
    key = new_key()
    change = Change(title, who, at or datetime.now(UTC), undoes=undoes, reason=reason, dated_back=at is not None)

    def within() -> tuple[T, int]:
        if at is None:
            _after_the_newest(change)
        result = task(change)
        return result, change.finish(key)

    result, entry = transaction.run(transaction.Names(key, title, who.name, who.pc), within)
    return Outcome(entry, title, change.touched, result, tuple(dict.fromkeys(change.said)))


def _after_the_newest(change: Change) -> None:
    """Date a change after those that it follows, whatever the clock of its PC says; tell the PC where they differ."""
    change.said.clear()
    newest = history.newest_moment()
    if newest is None or newest[0] < change.at:
        return
    moment, pc = newest
    behind = moment - change.at
    change.at = moment + timedelta(milliseconds=1)
    if behind >= NOTICED and pc != change.who.pc:
        change.said.append(_("The clock of this PC is {minutes} minutes behind that of {pc}; one of the two is wrong. "
                             "Please set it right, so that what follows is dated right.").format(
            minutes=round(behind.total_seconds() / 60), pc=pc))
