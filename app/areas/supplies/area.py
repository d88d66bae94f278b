"""Office supplies 办公用品: articles with stock, the month's request, issue slips, what departments took, counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.supplies import actions
from app.areas.supplies.notices import NOTICES
from app.areas.supplies.records import (
    CountLine,
    IssueLine,
    RequestLine,
    SupplyCount,
    SupplyIssue,
    SupplyItem,
    SupplyRequest,
)
from app.areas.supplies.stock import COLLECT_DAY, HAND_IN_DAY, USE_MONTHS, balance_of, stock_of
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.months import month_moved
from app.domain.sheet import (
    Action,
    Area,
    Column,
    Computed,
    Group,
    Import,
    Lines,
    Pages,
    Print,
    Sheet,
    View,
)
from app.domain.standing import BEFORE, MONTHLY, Rule, Standing
from app.domain.text import N_

PRINTING = Later("app.areas.supplies.printing")
DEMO = Later("app.areas.supplies.demo")

IT, R, S, T, C = SupplyItem, SupplyRequest, SupplyIssue, IssueLine, SupplyCount
GROUP = N_("Office")


def _stock() -> Any:
    return stock_of(IT.id)


def _balance() -> Any:
    return balance_of(T.item, T.day, T.id)


def _taken_since(first: date) -> Any:
    line = IssueLine.alias("taken")
    return fn.COALESCE(line.select(fn.SUM(line.quantity)).where(
        (line.item == IT.id) & (line.deleted == 0) & (line.day >= first.isoformat())), 0)


def _last_taken() -> Any:
    line = IssueLine.alias("last_taken")
    return line.select(fn.MAX(line.day)).where((line.item == IT.id) & (line.deleted == 0))


def _lines_of_slip() -> Any:
    line = IssueLine.alias("slip_lines")
    return line.select(fn.COUNT(line.id)).where((line.issue == S.id) & (line.deleted == 0))


def _off() -> Any:
    line = CountLine.alias("off")
    return line.select(fn.COUNT(line.id)).where(
        (line.sheet == C.id) & (line.deleted == 0) & (line.difference != 0))


def _import() -> Import:
    from app.areas.supplies.supply_import import SUPPLIES_IMPORT

    return SUPPLIES_IMPORT


def _taken_sheets(today: date) -> list[Any]:
    from app.areas.supplies.printing import taken_sheets

    return taken_sheets(f"{today:%Y-%m}")


ITEMS = Sheet(
    "supply_items", IT, N_("Supplies in stock"),
    table=(IT.name, IT.spec, IT.unit, Computed("stock", N_("In stock"), _stock, "quantity", 8), IT.least,
           Computed("last", N_("Last taken"), _last_taken, "day", 11), IT.price, IT.supplier, IT.place,
           IT.out_of_use, IT.note),
    form=(Group(N_("Article"), (IT.name, IT.spec, IT.unit, IT.price, IT.least)),
          Group(N_("Buying"), (IT.supplier, IT.place, IT.out_of_use, IT.note))),
    order=(IT.name, IT.spec),
    views=(View(N_("Below the least stock"), lambda today: (_stock() < IT.least) & (IT.out_of_use == 0)),
           View(N_("Stock below 0"), lambda today: _stock() < 0),
           View(N_("Not taken for half a year"), lambda today: _taken_since(
               month_moved(today.replace(day=1), -6)) == 0)),
    empty=N_("The articles that offices use up. They come in with an imported list of takings, or enter them here; "
             "their stock follows from collections, slips and counts."),
)

REQUESTS = Sheet(
    "supply_requests", R, N_("Supply requests"),
    table=(R.number, R.month, R.department, R.applicant, R.state, R.due, R.asked, R.manager, R.manager_signed, R.cost,
           R.cost_signed, R.collect, R.collected, R.amount,
           Computed("open", N_("To be handed in"), lambda: R.state == "draft", "flag", 6), R.note),
    form=(Group(N_("Request"), (R.number, R.month, R.department, R.applicant, R.state, R.due, R.asked, R.amount)),
          Group(N_("Approval"), (R.manager, R.manager_signed, R.cost, R.cost_signed)),
          Group(N_("Collection"), (R.collect, R.collected, R.note))),
    lines=(Lines(RequestLine, RequestLine.request, N_("Supply articles"), (
        RequestLine.item, RequestLine.unit, RequestLine.on_hand, RequestLine.last_bought, RequestLine.last_used,
        RequestLine.quantity, RequestLine.price, RequestLine.cost, RequestLine.received, RequestLine.purpose)),),
    order=(R.month.desc(), R.id.desc()),
    deadlines=(Deadline(N_("Supply request"), due=lambda r: r.due, done=lambda r: r.state != "draft",
                        owner=lambda r: r.applicant or "", field=R.due,
                        why=N_("The request for {month} is handed in by the 15th of the month before")),
               Deadline(N_("Collect supplies"), due=lambda r: r.collect if r.state == "approved" else None,
                        done=lambda r: r.state == "collected", owner=lambda r: r.applicant or "",
                        why=N_("Request {number} is approved; supplies are collected about the middle of {month}"))),
    actions=(Action(N_("Fill from use and stock"), actions.fill, actions.may("draft"), "clipboard-paste"),
             Action(N_("Hand in"), actions.hand_in, actions.may("draft"), "send"),
             Action(N_("Plant manager signs…"), actions.sign, actions.may("manager"), "stamp",
                    asks=(R.manager, R.manager_signed)),
             Action(N_("Cost department signs…"), actions.sign, actions.may("cost"), "stamp",
                    asks=(R.cost, R.cost_signed)),
             Action(N_("Give back"), actions.send_back, actions.may("manager", "cost"), "undo-2"),
             Action(N_("Goods are here"), actions.collect, actions.may("approved"), "package-check")),
    prints=(Print("supply_request", N_("Supply request form"), PRINTING.request_form),),
    views=(View(N_("Open requests"), lambda today: R.state != "collected"),
           View(N_("To be collected"), lambda today: R.state == "approved")),
    empty=N_("What is asked for each month, by the 15th of the month before. Begin one, choose its month and let "
             "“Fill from use and stock” propose the quantities."),
)

ISSUES = Sheet(
    "supply_issues", S, N_("Issue slips"),
    table=(S.number, S.day, S.department, S.taken_by, S.issued_by,
           Computed("lines", N_("Lines"), _lines_of_slip, "quantity", 6), S.signed, S.note),
    form=(Group(N_("Issue slip"), (S.number, S.day, S.department, S.taken_by, S.issued_by, S.signed, S.note)),),
    lines=(Lines(T, T.issue, N_("Supply articles"), (T.item, T.quantity, T.note, T.department, T.taken_by, T.day)),),
    order=(S.day.desc(), S.id.desc()),
    prints=(Print("supply_issue", N_("Issue slip"), PRINTING.issue_slip),),
    views=(View(N_("Not signed yet"), lambda today: S.signed == 0),
           View(N_("This month"), lambda today: S.day >= today.replace(day=1).isoformat())),
    empty=N_("Who took what: a slip with as many articles as are taken; each lowers its stock."),
)

TAKINGS = Sheet(
    "supplies", T, N_("Supplies taken"),
    table=(T.day, Column(S.number, (T.issue,)), T.department, T.taken_by, Column(IT.name, (T.item,)),
           Column(IT.spec, (T.item,)), Column(IT.unit, (T.item,)), T.quantity,
           Computed("balance", N_("Balance left"), _balance, "quantity", 8), T.note),
    form=(Group(N_("Taken"), (T.day, T.issue, T.department, T.taken_by, T.item, T.quantity, T.note)),),
    order=(T.day.desc(), T.id.desc()), imports=(_import,),
    views=(View(N_("This month"), lambda today: T.day >= today.replace(day=1).isoformat()),
           View(N_("Brought back"), lambda today: T.quantity < 0),
           View(N_("Without a department"), lambda today: T.department.is_null())),
    empty=N_("Every article that was taken, a line each. Write an issue slip, or drop your list of takings onto this "
             "page."),
)

COUNTS = Sheet(
    "supply_counts", C, N_("Counts of supplies"),
    table=(C.number, C.day, C.counter, C.observer, Computed("off", N_("Articles that differ"), _off, "quantity", 8),
           C.note),
    form=(Group(N_("Count"), (C.number, C.day, C.counter, C.observer, C.note)),),
    lines=(Lines(CountLine, CountLine.sheet, N_("Supply articles"), (
        CountLine.item, CountLine.book, CountLine.counted, CountLine.difference, CountLine.reason)),),
    order=(C.day.desc(), C.id.desc()),
    actions=(Action(N_("List all articles"), actions.list_all, icon="list-checks"),),
    prints=(Print("supply_count", N_("Count sheet"), PRINTING.count_sheet),),
    empty=N_("Counts of the cupboard. Begin one, list all articles, print the sheet, enter what is there: the stock "
             "follows."),
)

AREA = Area(
    "supplies", N_("Office supplies"), GROUP, "shopping-cart", (TAKINGS, ISSUES, REQUESTS, ITEMS, COUNTS),
    papers=(Pages("supply_taken", N_("What each department took"), PRINTING.taken_pages),),
    workbooks={"supply_taken": _taken_sheets},
    notices=NOTICES,
    standing=(Standing("supply_request", N_("Supply request for next month"), Rule(MONTHLY, 15, BEFORE),
                       "supply_requests", actions.requested, actions.begin_request, ("A", "E"),
                       N_("Pre-filled from the use of the last months and the stock")),),
    settings=(HAND_IN_DAY, COLLECT_DAY, USE_MONTHS), demo=DEMO.make)
