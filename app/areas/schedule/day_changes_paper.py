"""The changes of the day as a paper and as a workbook: a sheet for each plant and salesperson, old dates struck."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.schedule.day_changes import columns, groups, read_moved, row_of
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.paper import Paper
from app.reports.paper_marks import struck
from app.reports.paper_table import PaperColumn
from app.reports.sheet_file import OutColumn, SheetOut


def changes_pages(ask: PaperAsk) -> list[Any]:
    """Return the pages of the plants and people named in the question, of all where none is named."""
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    found = groups(read_moved(ask.today))
    names = [name for name in found if not ask.records or name in ask.records]
    for name in names:
        paper.title(N_("Changes of the schedule"), f"{name}  {ask.today}")
        paper.table([PaperColumn(c) for c in columns(False)], [row_of(m, False) for m in found[name]])
        paper.signatures([N_("Prepared by"), N_("Received by")])
    if not names:
        paper.title(N_("Changes of the schedule"), ask.today.isoformat())
        paper.text(_("Nothing has changed since yesterday."))
    return struck(paper.pages())


def changes_sheets(today: date) -> list[SheetOut]:
    """Return a worksheet for each plant and salesperson."""
    found = groups(read_moved(today))
    made = [SheetOut(name, [OutColumn(c) for c in columns(False)], [row_of(m, False) for m in moved],
                     _("{name}: changes of the schedule, {day}").format(name=name, day=today))
            for name, moved in found.items()]
    return made or [SheetOut(_("Changes"), [OutColumn(c) for c in columns(False)], [])]
