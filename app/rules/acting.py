"""What an action would do to some records before it is done: which take it, which are left out and why, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.sheet import Action, Sheet
from app.domain.text import N_, _, _n
from app.rules.form_reading import names_of

MOST_NAMED = 3
"""Records that a sentence names; the rest are counted."""


@dataclass(frozen=True)
class Considered:
    """Records that an action takes, and for each it leaves out what stands against it."""

    takes: tuple[int, ...] = ()
    left: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    """The names of the first records; not of thousands."""


def consider(sheet: Sheet, action: Action, numbers: Sequence[int]) -> Considered:
    """Look which of the records an action takes, in their order."""
    model = sheet.model
    found = {r.id: r for r in model.select().where(model.id.in_(list(numbers)) & (model.deleted == 0))}
    takes, left = [], {}
    for number in numbers:
        record = found.get(number)
        if record is None:
            continue
        if action.allowed(record):
            takes.append(number)
        else:
            left[number] = _(action.why(record)) or state_word(sheet, record)
    wanted = [*takes[:MOST_NAMED], *list(left)[:MOST_NAMED]]
    return Considered(tuple(takes), left, names_of(model, wanted))


def state_word(sheet: Sheet, record: object) -> str:
    """Return the word of the state in which a record is, empty for records without one."""
    flow = sheet.model.workflow
    state: Any = flow[0] if flow is not None else next(
        (f for f in sheet.model._meta.sorted_fields if f.name == "state" and f.kind == "choice"), None)
    value = getattr(record, state.name, None) if state is not None else None
    return _(state.labels.get(value, str(value))) if value else ""


def named(names: Sequence[str], count: int) -> str:
    """Return some names as one text: all where they are few, else the first ones and how many there are."""
    shown = [n for n in names if n][:MOST_NAMED]
    if count <= len(shown):
        return "、".join(shown)
    return _("{names} … {count} altogether").format(names="、".join(shown), count=f"{count:,}") if shown \
        else _n("{count} record", "{count} records", count).format(count=f"{count:,}")


def refusal(action: Action, seen: Considered) -> str:
    """Say that an action takes none of the records, and why not."""
    title = bare(action)
    if len(seen.left) == 1:
        (number, why), = seen.left.items()
        name = seen.names.get(number, "")
        if why:
            return _("{record} is “{state}”: “{action}” is not possible now.").format(
                record=name, state=why, action=title)
        return _("“{action}” is not possible for {record} now.").format(record=name, action=title)
    return _("None of the {count} chosen can take “{action}”: {why}").format(
        count=f"{len(seen.left):,}", action=title, why=_reasons(seen))


def heading(action: Action, seen: Considered) -> str:
    """Say above the fields of an action which records it is about, and which are left out."""
    text = f"{bare(action)} · {_names(seen)}"
    return text + ("\n" + left_out(seen) if seen.left else "")


def question(action: Action, seen: Considered) -> str:
    """Ask whether an action shall be done to several records, and say which are left out."""
    text = _n("“{action}” for {count} record ({names})?", "“{action}” for {count} records ({names})?",
              len(seen.takes)).format(action=bare(action), count=f"{len(seen.takes):,}", names=_names(seen))
    return text + ("\n" + left_out(seen) if seen.left else "")


def done(action: Action, seen: Considered) -> str:
    """Say to which records an action was done, and which were left out."""
    text = _(action.done or N_("“{action}” is done: {records}")).format(action=bare(action), records=_names(seen))
    return text + (_("; ") + left_out(seen) if seen.left else "")


def left_out(seen: Considered) -> str:
    """Say how many records are left out, and why."""
    return _n("{count} is left out: {why}", "{count} are left out: {why}", len(seen.left)).format(
        count=f"{len(seen.left):,}", why=_reasons(seen))


def bare(action: Action) -> str:
    """Return an action's title without the dots that announce a question."""
    return _(action.title).rstrip(" …")


def _names(seen: Considered) -> str:
    return named([seen.names.get(n, "") for n in seen.takes[:MOST_NAMED]], len(seen.takes))


def _reasons(seen: Considered) -> str:
    counted = Counter(seen.left.values())
    if len(seen.left) <= MOST_NAMED:
        return "、".join(f"{seen.names.get(n, '')} {why}".strip() for n, why in seen.left.items())
    return "、".join(f"{why} {count:,}".strip() if why else _("not possible now") + f" {count:,}"
                        for why, count in counted.most_common(5))
