"""Reads a task typed in one line: 明天 温厂长：交样品清单 @王小姐 #ZB26-1125."""

from __future__ import annotations

import re
from datetime import date

from app.areas.day_book.records import CALL, MAIL, TASK, DayTask
from app.database.change import Change
from app.domain.dates import typed_date
from app.domain.frozen import frozen
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.company import Person
from app.masters.order import Order

_TAG = re.compile(r"(?:^|\s)([@#＠＃])([^\s@#＠＃]+)")
_FROM = re.compile(r"^(?P<who>[^\s:：,，。;；]{1,16})\s*[:：]\s*(?P<rest>\S.*)$", re.DOTALL)
_URGENT = re.compile(r"^[!！]+|[!！]+$|^(?:急|urgent)[\s:：]+", re.IGNORECASE)
_KINDS = ((MAIL, re.compile(r"^(?:回邮件|回复邮件|邮件|回信|mail|reply)(?=[\s:：]|$)", re.IGNORECASE)),
          (CALL, re.compile(r"^(?:回电话|回电|电话|call)(?=[\s:：]|$)", re.IGNORECASE)))


@frozen
class QuickTask:
    """What a line says; `owner` and `order` are as typed and may not be known."""

    title: str
    kind: str = TASK
    due: date | None = None
    source: str = ""
    owner: str = ""
    order: str = ""
    urgent: bool = False


def understood(text: str, today: date) -> QuickTask:
    """Return what a line says: day first, then who wants it and a colon; @ names who does it, # an order."""
    rest = " ".join(text.split())
    owner = order = ""
    for sign, word in _TAG.findall(rest):
        if sign in "@＠":
            owner = owner or word
        else:
            order = order or word
    rest = " ".join(_TAG.sub(" ", rest).split())
    urgent = bool(_URGENT.search(rest))
    rest = _URGENT.sub("", rest).strip()
    kind, rest = _kind(rest)
    due, rest = _day(rest, today)
    if kind == TASK:
        kind, rest = _kind(rest)
    source = ""
    if (found := _FROM.match(rest)) and not found["who"].isdigit():
        source, rest = found["who"], found["rest"].strip()
    return QuickTask(rest, kind, due, source, owner, order, urgent)


def _kind(text: str) -> tuple[str, str]:
    for kind, pattern in _KINDS:
        if found := pattern.match(text):
            rest = text[found.end():].lstrip(" :：")
            if rest:
                return kind, rest
    return TASK, text


def _day(text: str, today: date) -> tuple[date | None, str]:
    """Return the day that a line begins or ends with, and the rest."""
    words = text.split(" ")
    if len(words) > 1:
        for at in (0, -1):
            word = words[at].removesuffix("前").removesuffix("之").strip("，,")
            day = typed_date(word, today) if word else None
            if day is not None:
                return day, " ".join(words[1:] if at == 0 else words[:-1])
    return None, text


def add_quick(change: Change, text: str, today: date) -> DayTask:
    """Write a task typed in one line; a person or order that is not known stays in the title."""
    said = understood(text, today)
    if not said.title:
        raise Refused([Problem(_("Write what is to be done, such as “tomorrow plant manager: hand in the "
                                 "sample list”."),
                               DayTask.title, True)])
    owner = Person.get_or_none((Person.name == said.owner) & (Person.deleted == 0)) if said.owner else None
    order = Order.get_or_none((Order.number == said.order) & (Order.deleted == 0)) if said.order else None
    left = [f"@{said.owner}" if said.owner and owner is None else "", f"#{said.order}" if said.order and order is None
            else ""]
    made = change.save(DayTask(title=" ".join([said.title, *(t for t in left if t)]), kind=said.kind, due=said.due,
                               source=said.source or None, owner=owner, order=order, urgent=said.urgent,
                               received=min(today, said.due) if said.due else today))
    assert isinstance(made, DayTask)
    return made
