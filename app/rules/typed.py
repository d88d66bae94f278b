"""Turns what a user typed or pasted into a field's value; says in a sentence where it is none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.database import query
from app.database.record import Record
from app.domain.dates import typed_date
from app.domain.folding import INVISIBLE, folded
from app.domain.problem import Problem
from app.domain.text import _

YES = frozenset(("✓", "√", "是", "有", "1", "y", "yes", "true", "☑", "x"))
NO = frozenset(("", "否", "无", "0", "n", "no", "false", "☐", "-"))


class NotUnderstood(ValueError):
    """A text that is no value of its field; `problem` says so."""

    def __init__(self, field: Any, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(sentence, field, True)


def typed_value(field: Any, text: str, today: date) -> Any:
    """Return the value of a text for a field, None for an empty one; NotUnderstood where it is none."""
    word = text.translate(INVISIBLE).strip(" \t\r\n\u00a0\u3000")
    if field.kind == "flag":
        return _flag(field, word)
    if not word:
        return None
    if field.kind in ("text", "code", "long_text"):
        return text.strip() if field.kind == "long_text" else word
    if field.kind in ("integer", "quantity"):
        return _whole(field, word)
    if field.kind in ("decimal", "money"):
        return _number(field, word)
    if field.kind == "day":
        if (day := typed_date(word, today)) is None:
            sentence = _("“{text}” is no date for “{field}”. Write it like 2026-12-3, 12/3, +7 or 今天.")
            raise NotUnderstood(field, sentence.format(text=text, field=_(field.label)))
        return day
    if field.kind == "moment":
        return _moment(field, word)
    if field.kind in ("choice", "colour"):
        return _choice(field, word)
    return _link(field, word)


def _flag(field: Any, word: str) -> bool:
    if folded(word) in YES:
        return True
    if folded(word) in NO:
        return False
    raise NotUnderstood(field, _("“{text}” is neither yes nor no for “{field}”.").format(text=word,
                                                                                       field=_(field.label)))


def _number(field: Any, word: str) -> Decimal:
    try:
        value = Decimal(folded(word).replace(",", "").replace("¥", "").replace("$", "").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > 10**12:
        raise NotUnderstood(field, _("“{text}” is no number for “{field}”.").format(text=word, field=_(field.label)))
    return value


def _whole(field: Any, word: str) -> int:
    value = _number(field, word)
    if value != int(value):
        raise NotUnderstood(field, _("“{field}” takes whole numbers, not “{text}”.").format(
            text=word, field=_(field.label)))
    return int(value)


def _moment(field: Any, word: str) -> datetime:
    try:
        return datetime.fromisoformat(word).astimezone()
    except ValueError:
        raise NotUnderstood(field, _("“{text}” is no time for “{field}”. Write it like 2026-12-03 14:30.").format(
            text=word, field=_(field.label))) from None


def _choice(field: Any, word: str) -> str:
    lower = folded(word)
    for key, label in field.options:
        if lower in (folded(key), folded(label), folded(_(label))):
            return str(key)
    if word in (also := getattr(field, "also", {})):
        return str(also[word])
    if getattr(field, "takes_others", False):
        return word
    near = [key for key, label in field.options if folded(_(label)).startswith(lower)]
    if len(near) == 1:
        return str(near[0])
    raise NotUnderstood(field, _("“{text}” is not one of the choices of “{field}”: {choices}.").format(
        text=word, field=_(field.label), choices="、".join(_(label) for _key, label in field.options)))


def _link(field: Any, word: str) -> Record:
    found = query.by_name(field.rel_model, word)
    if found is None:
        raise NotUnderstood(field, _("There is no “{text}” for “{field}”. Choose one from the list, or enter it "
                                     "first.").format(text=word, field=_(field.label)))
    return found
