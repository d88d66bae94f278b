"""Tells lists of orders from daily sheets and registers that name orders too."""

from __future__ import annotations

import re

from app.domain.text import _
from app.exchange.grid import column_number
from app.exchange.headings import normal
from app.exchange.table_parts import Table

_DAILY = re.compile(
    "当日|本日|今日|当班|日产量|时段产量|today|^(?:班次|班别|操作员|操作工|不良数?|不良品|次品数?|良品数|停机分钟|停机时间)$")
_REGISTER = re.compile(
    "(?:样板|样品|打样|返修|维修|采购|请购|送货|出货|发货|入库|出库|领用|领料|退货|收货|报价|发票|投诉|检验|流程)单?(?:编号|单号|号|号码)$")


def other_kind(table: Table) -> str:
    """Return why a sheet with the columns of orders is no list of orders, empty where it is one.

    Columns that somebody has assigned by hand are not doubted.
    """
    key = table.match("order") or table.match("customer_po")
    if key is None or any(match.how == "learned" for match in table.matches):
        return ""
    names = {match.column: match.header for match in table.matches} | dict(table.unmatched)
    if any(_DAILY.search(normal(part)) for name in names.values() for part in (name, *name.split("/"))):
        return _("Sheet “{sheet}” is a daily sheet, not a list of orders; it is left out.").format(sheet=table.sheet)
    for letters, name in table.unmatched.items():
        if column_number(letters) < column_number(key.column) and _REGISTER.search(normal(name)):
            said = _("Sheet “{sheet}” is another register (column “{header}”), not a list of orders; it is left out.")
            return said.format(sheet=table.sheet, header=name)
    return ""
