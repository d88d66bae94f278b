"""What a duty area says of itself, as plain values: the shared table, form, import and print read it here.

Fields are Peewee fields named as attributes (Repair.promised), so that a typo fails at import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.deadline import Deadline
from app.domain.frozen import frozen

if TYPE_CHECKING:
    import random

    from app.domain.notice import Notice
    from app.domain.standing import Standing


@frozen
class Column:
    """A column of a table: a field of the sheet's record, or one reached through its links."""

    field: Any
    via: tuple[Any, ...] = ()
    label: str = ""
    width: int = 0

    @property
    def key(self) -> str:
        """The column's stable name, in saved views and exports: order.customer."""
        return ".".join([*(v.name for v in self.via), self.field.name])

    @property
    def title(self) -> str:
        """The label to show, not yet translated."""
        return self.label or str(self.field.label)

    @property
    def kind(self) -> str:
        """The field's kind."""
        return str(self.field.kind)


@frozen
class Computed:
    """A column that the database computes: `expression` returns a Peewee expression over the sheet's query."""

    key: str
    label: str
    expression: Callable[[], Any]
    kind: str = "text"
    width: int = 10

    @property
    def title(self) -> str:
        """The label to show, not yet translated."""
        return self.label


@frozen
class Group:
    """Fields that stand together in the form, under a title."""

    title: str
    fields: tuple[Any, ...]


@frozen
class Lines:
    """Detail lines inside the form: records of `model` whose `parent` link points to the form's record."""

    model: Any
    parent: Any
    title: str
    columns: tuple[Any, ...]
    order: tuple[Any, ...] = ()


@frozen
class Action:
    """Something a user does to the chosen records: run(change, records) inside one change."""

    title: str
    run: Callable[[Any, Sequence[Any]], object]
    allowed: Callable[[Any], bool] = lambda record: True
    icon: str = "play"
    asks: tuple[Any, ...] = ()
    """Fields whose values are asked first; then run(change, records, answers {field name: value})."""
    why: Callable[[Any], str] = lambda record: ""
    """Says of a record that the action does not take why not; empty where its state says it."""
    done: str = ""
    """The sentence when it is done, with {records}: “Sent for sign-off: {records}”."""


@frozen
class Print:
    """A paper: draw(paper, records)."""

    key: str
    title: str
    draw: Callable[[Any, Sequence[Any]], object]


@frozen
class PaperAsk:
    """What is asked of a paper: sheet size, day, records (all where empty), who prints."""

    size: str
    today: date
    letterhead: Any
    printed: Any
    records: tuple[str, ...] = ()


@frozen
class Pages:
    """A paper of a whole area: make(ask) returns its finished pages."""

    key: str
    title: str
    make: Callable[[PaperAsk], list[Any]]


@frozen
class View:
    """A named filter that comes with the program; condition(today) returns a Peewee expression."""

    title: str
    condition: Callable[[date], Any]


@frozen
class Import:
    """How a foreign table becomes records.

    `variants` are sets of wanted fields (exchange.table.Wanted), the fullest first; plan(source, memory)
    plans one worksheet, `memory` is shared by the sheets of a file.
    """

    key: str
    title: str
    variants: tuple[tuple[Any, ...], ...]
    plan: Callable[[Any, dict[str, Any]], Any]
    reads_fills: bool = False
    """Whether the colours of rows mean something."""
    tells: tuple[str, ...] = ()
    """Fields of which a sheet has at least one by its own heading; without any it is something else."""
    lesser: tuple[tuple[Any, ...], ...] = ()
    """Sets of fields for sheets that lack what a full one has: tried where the others neither fit nor ask."""
    known: Callable[[], Any] | None = None
    """Gives the names that the company's file has, by the `known` of the fields: {set: names as they are compared}."""


@frozen
class Sheet:
    """One list of records with everything that the standard page needs to know."""

    key: str
    model: Any
    title: str
    table: tuple[Any, ...]
    form: tuple[Group, ...]
    lines: tuple[Lines, ...] = ()
    order: tuple[Any, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    locked: Callable[[Any], bool] | None = None
    actions: tuple[Action, ...] = ()
    prints: tuple[Print, ...] = ()
    imports: tuple[Callable[[], Import], ...] = ()
    """Called when a file comes in: reading foreign tables is loaded late."""
    colour: Any = None
    views: tuple[View, ...] = ()
    empty: str = ""

    @property
    def makes_new(self) -> bool:
        """Whether records are made by hand here; where not, they come from elsewhere in the program."""
        return self.locked is None or not self.locked(self.model())

    @property
    def columns(self) -> tuple[Any, ...]:
        """The table's columns, plain fields wrapped."""
        return tuple(c if isinstance(c, Column | Computed) else Column(c) for c in self.table)


@frozen
class DemoWorld:
    """What an area needs to make its demo records: chance with a seed, the day, and a way to write.

    write(title, who, task, at) runs a task as one change, dated at that moment.
    """

    chance: random.Random
    today: date
    write: Callable[[str, str, Callable[[Any], Any], datetime], Any]


@frozen
class Area:
    """A duty area: its sheets, and what it contributes to orders and to the demo company."""

    key: str
    title: str
    group: str
    icon: str
    sheets: tuple[Sheet, ...]
    lights: tuple[Any, ...] = ()
    papers: tuple[Pages, ...] = ()
    workbooks: dict[str, Callable[[date], list[Any]]] = field(default_factory=dict)
    """Exports with a layout of their own, by sheet: workbooks[key](today) returns the worksheets."""
    follows: tuple[tuple[Any, Callable[[Any, Any, dict[str, Any] | None], None]], ...] = ()
    """(model, follow(change, record, before)): called after a record of another area was saved, in the same change."""
    notices: dict[str, tuple[Notice, ...]] = field(default_factory=dict)
    """What can be sent of a sheet's records, by sheet."""
    standing: tuple[Standing, ...] = ()
    settings: tuple[Any, ...] = ()
    """The office's settings of this area, app.database.settings.Setting."""
    demo: Callable[[DemoWorld], None] | None = None
