"""The day book: tasks from managers, mails to answer; ticked off on the morning sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.day_book import actions
from app.areas.day_book.records import MAIL, WAITING, DayTask
from app.areas.day_book.settings import SETTINGS
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.notice import Notice
from app.domain.sheet import Action, Area, Group, Pages, Print, Sheet, View
from app.domain.text import N_

PRINTING = Later("app.areas.day_book.printing")
DEMO = Later("app.areas.day_book.demo")

T = DayTask


def _owner(task: Any) -> str:
    return str(task.owner) if task.owner_id else str(task.created_by or "")


def _order(task: Any) -> str:
    return str(task.order.number) if task.order_id else ""


DUTIES = (
    Deadline(N_("Task of the day book"), due=lambda t: t.due if t.kind not in WAITING else None,
             done=lambda t: t.done_on is not None, owner=_owner, field=T.due, since=lambda t: t.received, order=_order,
             hangs_on=(T.owner, T.order), settle=actions.tick, why=N_("Came in on {received}. {source}")),
    Deadline(N_("Mail or call to answer"), due=lambda t: t.due if t.kind in WAITING else None,
             done=lambda t: t.done_on is not None, owner=_owner, field=T.due, since=lambda t: t.received, order=_order,
             hangs_on=(T.owner, T.order), settle=actions.tick,
             why=N_("Came in on {received} and is answered the same day. {source}")),
)


def _open(today: date) -> Any:
    return T.done_on.is_null()


def _due(today: date) -> Any:
    return T.done_on.is_null() & (T.due <= today.isoformat())


def _mails(today: date) -> Any:
    return T.done_on.is_null() & (T.kind == MAIL)


def _week(today: date) -> Any:
    return T.done_on >= (today - timedelta(days=7)).isoformat()


DAY_BOOK = Sheet(
    "day_book", T, N_("Day book"),
    table=(T.due, T.title, T.kind, T.source, T.owner, T.urgent, T.order, T.company, T.received, T.done_on, T.answer,
           T.note),
    form=(Group(N_("Task"), (T.title, T.kind, T.source, T.received, T.due, T.urgent, T.owner, T.order, T.company,
                             T.text)),
          Group(N_("Settled"), (T.done_on, T.answer, T.note))),
    order=(T.done_on.is_null().desc(), T.done_on.desc(), T.due, T.id),
    deadlines=DUTIES,
    actions=(Action(N_("Settled"), actions.settle, lambda t: t.done_on is None, "check"),
             Action(N_("Settled, with the answer…"), actions.settle_with, lambda t: t.done_on is None, "message-square",
                    asks=(T.done_on, T.answer)),
             Action(N_("Hand on…"), actions.hand_on, lambda t: t.done_on is None, "users", asks=(T.owner, T.due)),
             Action(N_("Not settled after all"), actions.again, lambda t: t.done_on is not None, "undo-2")),
    prints=(Print("task_slip", N_("Task slip"), PRINTING.slips),),
    views=(View(N_("To be settled"), _open), View(N_("Due today or late"), _due), View(N_("Mails to answer"), _mails),
           View(N_("Settled in the last week"), _week)),
    empty=N_("Tasks from managers, mails to answer, calls to return. Type one in the line above: the day, who wants "
             "it, a colon, what is to be done."),
)
AREA = Area("day_book", N_("Day book"), N_("Office"), "book-open", (DAY_BOOK,),
            papers=(Pages("day_book_page", N_("Page of the day book"), PRINTING.page_of_day),),
            notices={"day_book": (Notice("task_on", N_("Hand tasks on"), (), PRINTING.handed_on),)}, settings=SETTINGS,
            demo=DEMO.make)
