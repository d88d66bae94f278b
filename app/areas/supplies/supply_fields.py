"""The headings under which offices list who took which supplies, and of the table article by department."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

_ARTICLE = Wanted("article", "text", (N_("Article"), "品名", "物品名称", "用品名称", "名称", "物品", "办公用品", "Item"), required=True)
_SPEC = Wanted("spec", "text", (N_("Specification"), "规格", "规格型号", "型号"))
_UNIT = Wanted("unit", "text", (N_("Unit"), "单位"))
LIST = (
    _ARTICLE,
    Wanted("taken_on", "date", (N_("Issue date"), "日期", "领用日期", "领取日期", "Date"), required=True, often_once=True),
    Wanted("slip", "code", (N_("Issue slip no."), "单号", "领用单号", "领料单号", "No."), often_once=True),
    Wanted("department", "text", (N_("Dept"), "部门", "领用部门", "使用部门"), often_once=False),
    Wanted("taken_by", "text", (N_("Taken by"), "领用人", "领取人", "签收人")),
    _SPEC, _UNIT,
    Wanted("quantity", "quantity", (N_("Quantity taken"), "数量", "领用数量", "领取数量", "Qty"), required=True),
    Wanted("note", "text", (N_("Note"), "备注", "说明")),
)
CROSS = (_ARTICLE, _SPEC, Wanted("unit", "text", _UNIT.headings, required=True))
"""A table that has a column for each department."""
