"""The morning sheet: what is late, due today and due soon, on paper, with numbers to tick off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.areas.agenda import HEADINGS, AgendaLine, duty_lines, standing_lines
from app.domain.sheet import PaperAsk
from app.domain.show import near_day
from app.domain.text import N_, _
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

DAYS_AHEAD = 3

COLUMNS = (PaperColumn(N_("No."), 2.4, "right"), PaperColumn("□", 1.6, "centre"), PaperColumn(N_("Due"), 6.2),
           PaperColumn(N_("Duty")), PaperColumn(N_("What about")), PaperColumn(N_("Why")),
           PaperColumn(N_("Owner"), 4.5))


def sheet_lines(ask: PaperAsk) -> list[AgendaLine]:
    """Return the lines of the sheet; `records` of the question names owners, all where it is empty."""
    until = ask.today + timedelta(days=DAYS_AHEAD)
    lines = [*duty_lines(ask.today, until), *standing_lines(ask.today, until)]
    lines = [line for line in lines if not ask.records or line.owner in ask.records]
    return sorted(lines, key=lambda line: line.day)


def morning_pages(ask: PaperAsk) -> list[Any]:
    """Return the pages of the morning sheet."""
    paper = Paper(ask.letterhead, ask.printed, ask.size)
    paper.title(N_("Morning sheet"), f"{ask.today.isoformat()}  {'、'.join(ask.records)}".strip())
    lines = sheet_lines(ask)
    if not lines:
        paper.text(_("Nothing is late, and nothing falls due in the next three days."))
        return paper.pages()
    rows = [(number, "□", f"{line.day:%m-%d} {near_day(line.day, ask.today)}", _(line.title), line.name, line.reason,
             line.owner) for number, line in enumerate(lines, 1)]
    standing = {number: line.standing(ask.today) for number, line in enumerate(lines, 1)}
    paper.table(COLUMNS, rows, group=lambda row: _(HEADINGS[standing[row[0]]]),
                tint=lambda row: "#FCE4E2" if standing[row[0]] == "late" else "")
    paper.text(_("Type the numbers that are done into the box on the Today page."), 8)
    return paper.pages()
