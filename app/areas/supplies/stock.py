"""The stock of supplies, reckoned from what was collected, issued and counted; and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import SQL, NodeList, fn

from app.database.record import database
from app.database.settings import Setting, office
from app.domain.months import month_first, month_last, month_moved, month_text
from app.domain.standing import BEFORE, within
from app.domain.text import N_
from app.masters.calendar import office_calendar

HAND_IN_DAY = Setting("supplies_hand_in_day", N_("Supply request handed in by day of the month"), 15)
COLLECT_DAY = Setting("supplies_collect_day", N_("Supplies collected about day of the month"), 15)
USE_MONTHS = Setting("supplies_use_months", N_("Months of use that a supply request looks back"), 3)

MOVES = """
SELECT l.item_id AS item, COALESCE(l.received, l.quantity) AS quantity, r.collected AS day, 'in' AS kind, l.id AS line
FROM supply_request_line l JOIN supply_request r ON r.id = l.request_id
WHERE r.state = 'collected' AND l.deleted = 0 AND r.deleted = 0
UNION ALL
SELECT item_id, -quantity, day, 'out', id FROM supply_issue_line WHERE deleted = 0
UNION ALL
SELECT c.item_id, c.difference, s.day, 'count', c.id FROM supply_count_line c JOIN supply_count s ON s.id = c.sheet_id
WHERE c.deleted = 0 AND s.deleted = 0 AND c.difference IS NOT NULL
"""
"""Every movement of every article."""


def stock_of(item: Any) -> Any:
    """Return the expression of an article's stock; `item` is the field that holds the article's number."""
    stock = SQL(f"(SELECT SUM(quantity) FROM ({MOVES}) AS moves WHERE item =")
    return fn.COALESCE(NodeList((stock, item, SQL(")"))), 0)


def balance_of(item: Any, day: Any, line: Any) -> Any:
    """Return the expression of an article's stock after a line of an issue slip, by the fields that name it."""
    return fn.COALESCE(NodeList((
        SQL(f"(SELECT SUM(quantity) FROM ({MOVES}) AS moves WHERE item ="), item, SQL("AND (day <"), day,
        SQL("OR (day ="), day, SQL("AND (kind <> 'out' OR line <="), line, SQL("))))"))), 0)


def stock(item: int, until: date | None = None, without: tuple[str, int] | None = None) -> int:
    """Return an article's stock at the end of a day, leaving one line (kind, number) out of account."""
    where = ["item = ?"]
    values: list[Any] = [item]
    if until is not None:
        where.append("day <= ?")
        values.append(until.isoformat())
    if without is not None:
        where.append("NOT (kind = ? AND line = ?)")
        values += without
    row = database.execute_sql(
        f"SELECT COALESCE(SUM(quantity), 0) FROM ({MOVES}) AS moves WHERE {' AND '.join(where)}", values).fetchone()
    return int(row[0])


def stocks(until: date | None = None) -> dict[int, int]:
    """Return every article's stock, at the end of a day or of all that is known."""
    until_text = f" WHERE day <= '{until.isoformat()}'" if until is not None else ""
    return dict(database.execute_sql(
        f"SELECT item, SUM(quantity) FROM ({MOVES}) AS moves{until_text} GROUP BY item").fetchall())


def used(first: date, after: date) -> dict[int, int]:
    """Return what was taken of each article from one day up to, not with, another."""
    return _sums("-SUM(quantity)", "out", first, after)


def bought(first: date, after: date) -> dict[int, int]:
    """Return what was collected of each article from one day up to, not with, another."""
    return _sums("SUM(quantity)", "in", first, after)


def _sums(what: str, kind: str, first: date, after: date) -> dict[int, int]:
    return dict(database.execute_sql(
        f"SELECT item, {what} FROM ({MOVES}) AS moves WHERE kind = ? AND day >= ? AND day < ? GROUP BY item",
        (kind, first.isoformat(), after.isoformat())).fetchall())


def month_to_ask_for() -> str:
    """Return the month for which supplies are asked now: the next one."""
    return month_text(month_moved(date.today(), 1))


def suggested(use: Iterable[int], months: int, least: int, on_hand: int) -> int:
    """Return what to ask for: a month's usual use and the least stock, less what is there; never below 0.

    Negative stock counts as none, a month in which more came back than went out as no use.
    """
    average = -(-sum(max(0, n) for n in use) // max(1, months))
    return max(0, average + max(0, least) - max(0, on_hand))


def fill_request(request: Any) -> None:
    """Write the month well; fill the day by which a request is handed in, the day of collecting and its cost."""
    first = month_first(request.month or "")
    if first is not None:
        request.month = month_text(first)
        before = month_moved(first, -1)
        day = before.replace(day=min(28, office(HAND_IN_DAY)))
        request.due = within(day, BEFORE, before, month_last(before), office_calendar()) or day
        if request.collect is None:
            request.collect = first.replace(day=min(28, office(COLLECT_DAY)))
    if request.state == "collected" and request.collected is None:
        request.collected = request.collect
    if request.id:
        row = database.execute_sql("SELECT SUM(cost) FROM supply_request_line WHERE request_id = ? AND deleted = 0",
                                   (request.id,)).fetchone()
        request.amount = type(request).amount.python_value(row[0]) if row[0] is not None else None


def fill_request_line(line: Any) -> None:
    """Fill unit, price, stock and last month's figures of an article, and what it will cost."""
    if line.item_id is None or line.request_id is None:
        return
    item = line.item
    line.unit = line.unit or item.unit
    line.price = line.price if line.price is not None else item.price
    month = month_first(line.request.month)
    if line.on_hand is None and month is not None:
        this = month_moved(month, -1)
        last = month_moved(this, -1)
        line.on_hand = stock(item.id)
        line.last_used, line.last_bought = used(last, this).get(item.id, 0), bought(last, this).get(item.id, 0)
    if line.quantity is not None and line.price is not None:
        line.cost = line.quantity * line.price


def fill_issue(line: Any) -> None:
    """Fill day, department and taker from the slip where the line has none."""
    if line.issue_id is None:
        return
    slip = line.issue
    line.day = line.day or slip.day
    line.department = line.department_id or slip.department_id
    line.taken_by = line.taken_by or slip.taken_by


def fill_count(line: Any) -> None:
    """Fill what the books say at the end of the count's day, and the difference."""
    if line.item_id is None or line.sheet_id is None:
        return
    line.book = stock(line.item_id, line.sheet.day, ("count", line.id) if line.id else None)
    line.difference = None if line.counted is None else line.counted - line.book
