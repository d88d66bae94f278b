"""Tables of articles by departments: taken apart into one record a cell, or held against the list they sum up."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from app.areas.supplies.records import IssueLine, SupplyIssue
from app.areas.supplies.supply_books import Gather, SupplyBooks
from app.areas.supplies.taken import read_taken
from app.domain.months import month_moved
from app.domain.text import _
from app.exchange.importing import NEW, PROBLEM, SAME, RowPlan, RowProblem, SheetPlan, Source
from app.exchange.rows import is_total
from app.exchange.values import as_quantity
from app.masters.by_name import plain
from app.masters.pieces import broken_pieces, is_whole

_MONTH = re.compile(r"(?:(\d{4})\s*[年.\-/]\s*)?(\d{1,2})\s*月")


def plan_cross(source: Source, books: SupplyBooks, new: list[IssueLine]) -> SheetPlan:
    """Plan a table by departments; each filled cell is a record."""
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    heads = [h for h in source.table.unmatched.values() if h and not is_total(h) and not _is_note(h)]
    if not any(books.departments.find(h) is not None for h in heads) and not books.listed:
        return SheetPlan(source.grid.name, source.grid.hidden, None, _(
            "Sheet “{sheet}” has neither a column for the date nor columns named after departments; it is left "
            "out.").format(sheet=source.grid.name))
    month = _month_of(source)
    listed = books.listed or (_known(month) if month is not None else Counter())
    if month is None and not listed:
        made.general.append(RowProblem(None, "", "month_unknown", _(
            "It can't be told of which month sheet “{sheet}” is; write it into its title, such as 2026年10月.").format(
                sheet=source.grid.name), True))
    if listed:
        made.general.append(RowProblem(None, "", "summary", _(
            "Sheet “{sheet}” sums up takings that are listed line by line; it is only held against them, nothing is "
            "counted twice.").format(sheet=source.grid.name)))
    last = month_moved(month, 1) - timedelta(days=1) if month is not None else source.today
    slips: dict[str, SupplyIssue] = {}
    for record in source.records:
        name, spec, unit = (str(record.cells.get(k) or "") for k in ("article", "spec", "unit"))
        for head in heads:
            raw = record.extra.get(head)
            pieces = as_quantity(raw).value
            if raw is None or pieces is None or pieces == 0:
                continue
            row = RowPlan(record.row, NEW, f"{name} {spec} / {head}".replace("  ", " "))
            made.rows.append(row)
            if not is_whole(pieces):
                row.problems.append(RowProblem(record.row, "", "decimal", broken_pieces(pieces), True))
                row.standing = PROBLEM
                continue
            if listed:
                _compare(row, round(pieces), listed[plain(name), plain(spec), plain(head)], head)
                continue
            if month is None:
                row.problems.append(RowProblem(record.row, "", "month_unknown", _("The month is not known."), True))
                row.standing = PROBLEM
                continue
            department = books.departments.take(head)
            if head not in slips:
                slips[head] = SupplyIssue(day=last, note=source.grid.name)
                slips[head].department = department
            line = IssueLine(day=last, quantity=round(pieces), note=source.grid.name)
            line.item, line.department, line.issue = books.item(name, spec, unit), department, slips[head]
            row.write = Gather(line, new)
    return made


def _compare(row: RowPlan, said: int, listed: int, department: str) -> None:
    row.standing = SAME
    if said != listed:
        row.problems.append(RowProblem(row.row, "", "sum_differs", _(
            "The table says {said} for {department}, the list adds up to {listed}; the list counts.").format(
                said=said, department=department, listed=listed)))


def _known(month: date) -> Counter[tuple[str, str, str]]:
    """Return what is known of a month's takings, by article with specification, and department."""
    found: Counter[tuple[str, str, str]] = Counter()
    taken = read_taken(f"{month:%Y-%m}")
    for row in taken.rows:
        name, _blank, spec = row.article.partition(" ")
        for department, pieces in zip(taken.departments, row.quantities, strict=True):
            found[plain(name), plain(spec), plain(department)] += pieces
    return +found


def _month_of(source: Source) -> date | None:
    """Return the first day of the month that title, sheet or file name; without a year the last one that was."""
    texts = [*(str(v) for v in source.table.title_texts.values() if v), source.grid.name, source.file]
    for text in texts:
        found = _MONTH.search(text)
        if found is None or not 1 <= int(found[2]) <= 12:
            continue
        year = int(found[1]) if found[1] else source.today.year - (int(found[2]) > source.today.month)
        return date(year, int(found[2]), 1)
    return None


def _is_note(heading: Any) -> bool:
    return str(heading).strip() in ("备注", "说明", "序号", "单价", "金额", "Note", "No.")
