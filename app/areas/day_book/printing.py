"""The day book's page of a day, and the slip with which a task is handed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.day_book.records import DayTask
from app.domain.notice import Draft
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.field_values import field_table, field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

T = DayTask
SLIP, PAGE = N_("Task slip"), N_("Page of the day book")
COLUMNS = (T.title, T.source, T.received, T.due, T.owner, T.order, T.text)


def slips(paper: Paper, tasks: Sequence[DayTask]) -> None:
    """Draw a slip for each task."""
    for task in tasks:
        paper.title(SLIP, task.title, form_number="QR-RC-01", code=f"gendan:day_book/{task.id}")
        paper.fields([(f.label, field_text(task, f)) for f in (
            T.kind, T.source, T.received, T.due, T.owner, T.order, T.company)])
        paper.fields([(T.text.label, task.text or ""), (T.answer.label, task.answer or "")], columns=1)
        paper.signatures([N_("Given by"), N_("Who does it"), N_("Checked by")])


def page_of_day(ask: PaperAsk) -> list[Any]:
    """Return the page of a day: what is open, and what was settled on that day."""
    paper = Paper(ask.letterhead, ask.printed, ask.size)
    paper.title(PAGE, ask.today.isoformat(), form_number="QR-RC-02")
    heads = [PaperColumn(N_("No."), 2.4, "right"), PaperColumn(T.title.label, 22), PaperColumn(T.kind.label, 7),
             PaperColumn(T.source.label, 7), PaperColumn(T.owner.label, 6), PaperColumn(T.order.label, 8),
             PaperColumn(T.due.label, kind="day"), PaperColumn(T.done_on.label, kind="flag")]
    pending = T.select().where((T.deleted == 0) & T.done_on.is_null()).order_by(T.due, T.id)
    settled = T.select().where((T.deleted == 0) & (T.done_on == ask.today.isoformat())).order_by(T.id)
    for title, found in ((N_("To be settled"), pending), (N_("Settled that day"), settled)):
        paper.heading(title)
        paper.table(heads, [[n, ("！" if t.urgent else "") + t.title, field_text(t, T.kind), t.source or "",
                             field_text(t, T.owner), field_text(t, T.order), t.due, t.done_on is not None]
                            for n, t in enumerate(found, 1)])
    return paper.pages()


def handed_on(tasks: Sequence[Any]) -> Draft:
    """Word the mail that hands tasks on."""
    return Draft(_("Please settle: {title}").format(title="、".join(t.title for t in tasks[:3])),
                 _("Please settle the following and report back by the day named."), *field_table(tasks, COLUMNS))

