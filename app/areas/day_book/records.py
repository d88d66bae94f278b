"""The day book 日常事务: tasks from managers, mails to answer, calls to return, each with its day."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.day_book.settings import TASK_DAYS
from app.database.fields import Choice, Day, Flag, Link, LongText, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.text import N_
from app.masters.calendar import office_calendar
from app.masters.checks import in_order
from app.masters.company import Company, Person
from app.masters.order import Order

TASK, MAIL, CALL, OTHER = "task", "mail", "call", "other"
KINDS = ((TASK, N_("Task given")), (MAIL, N_("Mail to answer")), (CALL, N_("Call to return")),
         (OTHER, N_("Something else")))
WAITING = (MAIL, CALL)
"""What is answered the same day."""


def _fill_due(task: Any) -> None:
    """Let a mail or call be due the same day, a task after the office's number of working days."""
    if task.due is None and task.received is not None:
        days = 0 if task.kind in WAITING else office(TASK_DAYS)
        task.due = office_calendar().add_workdays(task.received, days)
    if task.order_id and not task.company_id:
        task.company_id = task.order.customer_id


class DayTask(Record):
    """Something that must be done or answered, with who wants it and until when."""

    title = Text(N_("What it is about"), required=True, width=32)
    kind = Choice(N_("Kind"), KINDS, required=True, default=TASK, width=10)
    source = Text(N_("From whom"), width=12)
    received = Day(N_("Task came in on"), required=True, default=date.today)
    due = Day(N_("Settle by"), hint=N_("Empty: a mail or call the same day, a task the next working day"))
    urgent = Flag(N_("Pressing"))
    owner = Link(N_("Who does it"), Person, width=10)
    order = Link(N_("Production order no."), Order, width=12)
    company = Link(N_("Company"), Company, width=16)
    text = LongText(N_("More about it"))
    answer = LongText(N_("Answer or result"), width=26)
    done_on = Day(N_("Settled on"))
    note = LongText(N_("Note"))

    shown = (title,)
    checks = (in_order("received", "due"), in_order("received", "done_on"))
    derived = (_fill_due,)

    class Meta:
        table_name = "day_task"
        indexes = ((("done_on",), False), (("due",), False))
