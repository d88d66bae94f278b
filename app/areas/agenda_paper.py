"""The morning sheet: what is late, due today and due soon, on paper, with numbers to tick off."""

from __future__ import annotations

from app.areas.agenda import HEADINGS, AgendaLine, near_lines
from app.domain.sheet import PaperAsk
from app.domain.show import near_day
from app.domain.text import N_, _
from app.reports.paper import Paper
from app.reports.paper_said import PaperPages
from app.reports.paper_table import PaperColumn

WHY = 5
COLUMNS = (PaperColumn(N_("No."), 2.4, "right"), PaperColumn("□", 1.6, "centre"), PaperColumn(N_("Due"), 6.2),
           PaperColumn(N_("Duty")), PaperColumn(N_("What about")), PaperColumn(N_("Why")),
           PaperColumn(N_("Owner"), 4.5))
HALF = (PaperColumn(N_("No."), 2.6, "right"), PaperColumn("□", 1.6, "centre"), PaperColumn(N_("Due"), 6.6),
        PaperColumn(N_("Duty")), PaperColumn(N_("Owner"), 4))
TRIALS: tuple[tuple[str, float], ...] = (("why", 8.5), ("plain", 8.5), ("halves", 7.2), ("halves", 6.4))
"""With the reasons, without, in two halves side by side, and the size of the letters; the first that fits is taken."""


def sheet_lines(ask: PaperAsk) -> list[AgendaLine]:
    """Return the lines of the sheet; `records` of the question names owners, all where it is empty."""
    return near_lines(ask.today, ask.records)


def morning_pages(ask: PaperAsk) -> PaperPages:
    """Return the morning sheet: one page, the least urgent lines left to the program where there are too many."""
    lines = sheet_lines(ask)
    for way, size in TRIALS:
        made = _draw(ask, lines, len(lines), way, size)
        if len(made) == 1:
            return made
    fits, too_many = 0, len(lines)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        made = _draw(ask, lines, middle, *TRIALS[-1])
        fits, too_many = (middle, too_many) if len(made) == 1 else (fits, middle)
    return _draw(ask, lines, fits, *TRIALS[-1])


def _draw(ask: PaperAsk, lines: list[AgendaLine], count: int, way: str, size: float) -> PaperPages:
    paper = Paper(ask.letterhead, ask.printed, ask.size)
    paper.title(N_("Morning sheet"), f"{ask.today.isoformat()}  {'、'.join(ask.records)}".strip())
    if not lines:
        paper.text(_("Nothing is late, and nothing falls due in the next three days."))
        return paper.pages()
    shown = lines[:count]
    if way == "halves":
        _halves(paper, shown, ask, size)
    else:
        _whole(paper, shown, ask, way == "why", size)
    if count < len(lines):
        left = _("{count} more fall due after these; the Today page shows them.").format(count=len(lines) - count)
        paper.text(left, 8)
    paper.text(_("Type the numbers that are done into the box on the Today page."), 8)
    return paper.pages()


def _whole(paper: Paper, shown: list[AgendaLine], ask: PaperAsk, why: bool, size: float) -> None:
    rows = [_row(number, line, ask, why) for number, line in enumerate(shown, 1)]
    standing = {number: line.standing(ask.today) for number, line in enumerate(shown, 1)}
    columns = COLUMNS if why else (*COLUMNS[:WHY], *COLUMNS[WHY + 1:])
    paper.table(columns, rows, group=lambda row: _(HEADINGS[standing[row[0]]]), size=size,
                tint=lambda row: "#FCE4E2" if standing[row[0]] == "late" else "")


def _halves(paper: Paper, shown: list[AgendaLine], ask: PaperAsk, size: float) -> None:
    cells = [(number, "□", f"{line.day:%m-%d} {near_day(line.day, ask.today)}",
              f"{_(line.title)}  {line.name}", line.owner) for number, line in enumerate(shown, 1)]
    height = -(-len(cells) // 2)
    empty = (None, "", "", "", "")
    rows = [(*cells[n], *(cells[n + height] if n + height < len(cells) else empty)) for n in range(height)]
    paper.table((*HALF, *HALF), rows, size=size)


def _row(number: int, line: AgendaLine, ask: PaperAsk, why: bool) -> tuple[object, ...]:
    cells = (number, "□", f"{line.day:%m-%d} {near_day(line.day, ask.today)}", _(line.title), line.name)
    return (*cells, line.reason, line.owner) if why else (*cells, line.owner)
