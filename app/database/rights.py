"""Who may what: each account's role, what a record class asks for, and a refusal that names who may.

While no person is an administrator there are no roles, and everybody may everything: so a small office begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.database.ledger import Reason, ReasonWanted
from app.database.record import Record
from app.domain.frozen import frozen
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _

READER, CLERK, HEAD, PRICES, ADMIN = "reader", "clerk", "head", "prices", "admin"
ROLES = ((READER, N_("Read-only")), (CLERK, N_("Clerk")), (HEAD, N_("Head of department")),
         (PRICES, N_("Price approver")), (ADMIN, N_("Administrator")))
LABELS = dict(ROLES)


@frozen
class Holder:
    """Somebody who has a role."""

    name: str
    role: str
    post: str = ""
    department: str = ""


@frozen
class Post:
    """A post that signs: known by the words of a person's post or department, the heads' where nobody has it."""

    label: str
    posts: str
    departments: str = ""

    def holders(self, known: Mapping[str, Holder]) -> list[str]:
        """Return the accounts that hold it among {account: who has it}."""
        named = [account for account, h in known.items() if h.role != READER and (
            re.search(self.posts, h.post, re.IGNORECASE)
            or (self.departments and re.search(self.departments, h.department, re.IGNORECASE)))]
        return named or [account for account, h in known.items() if h.role == HEAD]


@frozen
class _Signature:
    """Who may sign a step: by which roles, for which values of the field (all where none is named), unless when."""

    roles: frozenset[str]
    values: tuple[Any, ...]
    unless: Callable[[Any], bool] | None

    def is_given(self, record: Record, new: Any, is_new: bool) -> bool:
        """Tell whether a field's new value signs the step, or takes the signature back."""
        given = new in self.values if self.values else new is not None or not is_new
        return given and not (self.unless is not None and self.unless(record))


_holders: list[Callable[[], Mapping[str, Holder]]] = []
_writers: dict[type[Record], frozenset[str]] = {}
_gates: dict[type[Record], dict[str, frozenset[str]]] = {}
_signatures: dict[type[Record], dict[str, _Signature]] = {}

Values = Mapping[str, Any]
Asked = Callable[[Values | None, Values | None], Iterable[tuple[Post, ...]]]
_steps: dict[type[Record], tuple[frozenset[str], Asked]] = {}


def known_by(look: Callable[[], Mapping[str, Holder]]) -> None:
    """Say who knows the accounts: look() returns {account in lower case: who has it in which role}."""
    _holders[:] = [look]


def protect(model: type[Record], *roles: str) -> None:
    """Let only these roles, and the administrator, write records of a class."""
    _writers[model] = frozenset((*roles, ADMIN))


def gate(model: type[Record], field: Any, *roles: str) -> None:
    """Let only these roles, and the administrator, change a field once it has a value; they give a reason."""
    _gates.setdefault(model, {})[field.column_name] = frozenset((*roles, ADMIN))


def sign(model: type[Record], field: Any, *roles: str, values: tuple[Any, ...] = (),
         unless: Callable[[Any], bool] | None = None) -> None:
    """Let only these roles, and the administrator, fill, change or empty a field that says that a step is signed.

    `values` narrows it to those a field may be set to; unless(record) tells of records that need no such signature.
    """
    _signatures.setdefault(model, {})[field.column_name] = _Signature(frozenset((*roles, ADMIN)), values, unless)


def sign_as(model: type[Record], asked: Asked, *fields: Any) -> None:
    """Let only the holders of posts, and the administrator, write these fields of a record, or take it away.

    asked(before, after) tells by the stored values who must agree: one of each tuple of posts; before is None for a
    new record, after for one that is taken away or comes back.
    """
    _steps[model] = (frozenset(f.column_name for f in fields), asked)


def holds(account: str, post: Post) -> bool:
    """Tell whether an account may sign for a post; everybody may while there are no roles."""
    known = holders()
    return role_of(account) == ADMIN or account.lower() in post.holders(known)


def holders() -> Mapping[str, Holder]:
    """Return who has a role; empty while there is no administrator."""
    found = _holders[0]() if _holders else {}
    return found if any(h.role == ADMIN for h in found.values()) else {}


def role_of(account: str) -> str:
    """Return an account's role: administrator while there are no roles, clerk where it has none."""
    known = holders()
    if not known:
        return ADMIN
    holder = known.get(account.lower())
    return holder.role if holder is not None else CLERK


def refuse(account: str, record: Record, before: Mapping[str, Any] | None, changed: Mapping[str, Any],
           reason: Reason | None) -> None:
    """Raise Refused where the account may not make this change, ReasonWanted where it needs a reason."""
    model = type(record)
    if model in _steps:
        _refuse_step(account, record, before, changed)
    gated = [c for c in _gates.get(model, {}) if c in changed and before is not None and before[c] is not None]
    signed = [c for c in _signatures.get(model, {}) if c in changed]
    if model not in _writers and not gated and not signed:
        return
    role = role_of(account)
    for column in signed:
        step = _signatures[model][column]
        if role not in step.roles and step.is_given(record, changed[column], before is None):
            field = model._meta.columns[column]
            raise Refused([_problem(_("“{field}” of “{record}” is for {who} to sign.").format(
                field=_(field.label), record=record, who=_names(step.roles)), field)], record)
    if role not in _writers.get(model, (role,)):
        raise Refused([_problem(_("“{record}” may be changed by {who} only.").format(
            record=record, who=_names(_writers[model])))], record)
    for column in gated:
        field = model._meta.columns[column]
        if role not in _gates[model][column]:
            raise Refused([_problem(_("“{field}” may be changed by {who} only.").format(
                field=_(field.label), who=_names(_gates[model][column])), field)], record)
    if gated and reason is None and holders():
        raise ReasonWanted(record, [model._meta.columns[c] for c in gated])


def _refuse_step(account: str, record: Record, before: Values | None, changed: Values) -> None:
    fields, asked = _steps[type(record)]
    written = [c for c in changed if c in fields]
    if (changed and not written) or role_of(account) == ADMIN:
        return
    known = holders()
    for posts in asked(before, {**(before or {}), **changed} if changed else None):
        if not any(account.lower() in post.holders(known) for post in posts):
            who = "、".join(_post(post, known) for post in posts)
            if not written:
                raise Refused([_problem(_("“{record}” may be changed by {who} only.").format(
                    record=record, who=who))], record)
            field = record._meta.columns[written[0]]
            raise Refused([_problem(_("“{field}” of “{record}” is for {who} to sign.").format(
                field=_(field.label), record=record, who=who), field)], record)


def _post(post: Post, known: Mapping[str, Holder]) -> str:
    people = "、".join(known[account].name for account in post.holders(known))
    return _(post.label) + (f" ({people})" if people else "")


def _problem(text: str, field: Any = None) -> Problem:
    return Problem(text, field, True)


def _names(roles: frozenset[str]) -> str:
    """Return roles in words, with the people who have them."""
    known = holders().values()
    parts = []
    for role, label in ROLES:
        if role in roles:
            people = "、".join(h.name for h in known if h.role == role)
            parts.append(_(label) + (f" ({people})" if people else ""))
    return "、".join(parts)
