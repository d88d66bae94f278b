"""For which day a daily sheet reports, where its title, its name and the file's name may disagree."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.progress_books import ProgressBooks
from app.domain.text import _
from app.exchange.grid import column_letter
from app.exchange.importing import Question, RowProblem, SheetPlan, Source
from app.exchange.table_parts import Record
from app.exchange.title_dates import DateFound, days_in, title_dates

_LONG_AGO = 62
"""Days after which a daily sheet is no usual one."""


def candidates(source: Source) -> list[DateFound]:
    """Return the days found in title and sheet name; the file's name counts where those say nothing."""
    found = title_dates(source.table, source.grid.name, source.file, source.today)
    said = [c for c in found if c.source != "file"] or list(found)
    return said or _below(source)


def _below(source: Source) -> list[DateFound]:
    """Return the days that the notes below a table give as its date."""
    found = []
    for row, why in source.table.left_out:
        cells = source.grid.rows[row - 1] if why == "note" else ()
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and "日期" in cell:
                place = f"{column_letter(column)}{row}"
                found += [DateFound(day, "cell", place, cell) for day in days_in(cell, source.today)]
    return found


def proposed(found: list[DateFound], taken: Collection[date], today: date) -> date | None:
    """Return the most likely day: one that no other sheet reports on yet, the sheet's own name before the title."""
    possible = [c for c in found if c.day <= today + timedelta(days=1)] or found
    free = [c for c in possible if c.day not in taken] or possible
    return min(free, key=lambda c: c.source != "sheet").day if free else None


def day_of(source: Source, books: ProgressBooks, plant: str, made: SheetPlan) -> date | None:
    """Return the day that a sheet reports on; where its title and name disagree, say so and propose one."""
    if said := source.answers.get("day"):
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    if source.table.match("day") is not None or (source.records and all(own_day(source, r) for r in source.records)):
        return None
    found = candidates(source)
    if not found:
        made.general.append(RowProblem(None, "", "day_unknown", _(
            "Sheet “{sheet}” doesn't say which day it reports on; choose the day.").format(
                sheet=source.grid.name), True))
        made.questions.append(Question("day", _("Which day does this sheet report on?"),
                                       tuple((source.today - timedelta(days=n), (source.today - timedelta(
                                           days=n)).isoformat()) for n in range(8)), None))
        return None
    if min(c.day for c in found) > source.today + timedelta(days=1):
        made.general.append(RowProblem(None, "", "sheet_ahead", _(
            "Sheet “{sheet}” reports on {day}, which has not come yet. Please check the date.").format(
                sheet=source.grid.name, day=min(c.day for c in found))))
    if len({c.day for c in found}) == 1:
        if found[0].day < source.today - timedelta(days=_LONG_AGO):
            made.general.append(RowProblem(None, "", "sheet_old", _(
                "Sheet “{sheet}” reports on {day}, which is long ago. Please check the date.").format(
                    sheet=source.grid.name, day=found[0].day)))
        return found[0].day
    best = proposed(found, books.report_days.get(plant, ()), source.today)
    _ask_day(made, found, best)
    return best


def _ask_day(made: SheetPlan, found: list[DateFound], best: date | None) -> None:
    said = "，".join(f"{c.where()} {c.day}" for c in found)
    cell = next((c.place for c in found if c.source == "cell"), "A1")
    row = int("".join(ch for ch in cell if ch.isdigit()) or 1)
    made.general.append(RowProblem(row, cell, "date_differs", _(
        "The sheet names different days ({said}). Taken as {day}; nothing of another day is overwritten. "
        "Please check.").format(said=said, day=best)))
    made.questions.append(Question("day", _("Which day does this sheet report on?"),
                                   tuple((d, d.isoformat()) for d in sorted({c.day for c in found})), best))


def own_day(source: Source, record: Record) -> date | None:
    """Return the day that a row stands under: its own cell's, its column's, its section's."""
    own: Any = record.cells.get("day")
    if isinstance(own, date) or not record.group:
        return own if isinstance(own, date) else None
    named = days_in(record.group, source.today)
    return named[0] if len(set(named)) == 1 else None
