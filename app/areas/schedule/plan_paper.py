"""The schedule's table on paper: the rows that the office knows from its workbook, by plant and line."""

from __future__ import annotations

from typing import Any

from app.areas.schedule.plan_table import COLUMNS, STANDINGS, PlanRow, plan_rows
from app.areas.schedule.printing import asked_days, lines_named
from app.areas.schedule.reading import Schedule, read_schedule
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.masters.order import OrderLine
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

SHOWN = ("customer", "order", "product", "product_name", "colour", "quantity", "line", "start", "finish", "done",
         "left", "inspection", "ship", "material", "note")
PLACES = tuple(next(n for n, c in enumerate(COLUMNS) if c.key == key) for key in SHOWN)
TINTS = {"late": "#FBE3E2", "endangered": "#FDF0DC"}
MATERIAL = {**OrderLine.material.labels, "due": N_("material due")}


def table_pages(ask: PaperAsk) -> list[Any]:
    """Return the unfinished rows; `records` are plants, lines and one or two days, all where none is said."""
    days, names = asked_days(ask.records)
    schedule = read_schedule(ask.today, ask.today)
    lines = {line.key: line for line in lines_named(schedule, names)}
    rows = [row for row in plan_rows(schedule) if row.standing != "done" and _asked(schedule, row, days, bool(names))
            and (row.line in lines or (not names and row.line is None))]
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    paper.title(N_("Production schedule"), _("as of {day}").format(day=schedule.today.isoformat()))
    standings = dict(STANDINGS)
    columns = [*(PaperColumn(COLUMNS[at].title, kind=_kind(COLUMNS[at].kind)) for at in PLACES),
               PaperColumn(N_("Standing"))]
    cells = [[*(_cell(row.values[at]) for at in PLACES), _(standings[row.standing])] for row in rows]
    tints = {id(cell): TINTS.get(row.standing, "") for cell, row in zip(cells, rows, strict=True)}
    plants = {id(cell): lines[row.line].plant if row.line in lines else _("Not scheduled")
              for cell, row in zip(cells, rows, strict=True)}
    paper.table(columns, cells, group=lambda row: plants[id(row)], tint=lambda row: tints[id(row)],
                sums=(SHOWN.index("quantity"), SHOWN.index("left")) if rows else (), size=6.5)
    return paper.pages()


def _asked(schedule: Schedule, row: PlanRow, days: list[Any], named: bool) -> bool:
    """Tell whether a row is worked between the days that were asked for, with what is left of an overdue one."""
    if not days:
        return True
    step = schedule.by_key[row.key]
    first, last = days[0], days[1] if len(days) > 1 else None
    if step.start is None or step.finish is None:
        return not named
    begin, end = schedule.overdue.get(row.key, (step.start, step.finish))
    return end >= first and (last is None or begin <= last)


def _kind(kind: str) -> str:
    return {"line": "text", "material": "text"}.get(kind, kind)


def _cell(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    words, day = value
    return " ".join(part for part in (_(MATERIAL[words]) if words in MATERIAL else words, str(day or "")) if part)
