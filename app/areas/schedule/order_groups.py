"""What the section rows of an orders sheet name: a customer, a plant or a line for the rows below them."""

from __future__ import annotations

import re
from collections.abc import Collection

from app.areas.schedule.order_books import OrderBooks, folded

_SAID = (
    ("customer", re.compile(r"^(?:客户名称|客户|客名|客人|买家|customer|buyer)\s*[:：]?\s*(.+)$", re.IGNORECASE)),
    ("line", re.compile(r"^(?:生产线|拉别|线别|机台|车间|产线|拉线|line)\s*[:：]\s*(.+)$", re.IGNORECASE)),
    ("plant", re.compile(r"^(?:工厂|厂别|厂区|生产厂|plant|factory)\s*[:：]\s*(.+)$", re.IGNORECASE)),
)
_LINE = re.compile(r"(?:线|拉|组|机|机台|车间|班)(?:\s*[(（].*[)）])?$|^line\s*\w+$|^\w*\d+\s*#\s*机?$", re.IGNORECASE)
_PLANT = re.compile(r"(?:工厂|分厂|厂)$")
_COUNTED = re.compile(r"\s*[(（\[]?\s*(?:共|计)?\s*\d+\s*(?:款|单|张|个|行|批|pcs)\s*[)）\]]?$", re.IGNORECASE)


def meant_by(group: str, books: OrderBooks, columns: Collection[str]) -> tuple[str, str]:
    """Return (customer, plant or line, its name) of a section row; ("", "") where a column says it or nobody can."""
    text = _COUNTED.sub("", group).strip(" -—=*【】[]：:")
    if not text:
        return "", ""
    for kind, pattern in _SAID:
        if found := pattern.match(text):
            return ("", "") if kind in columns else (kind, found[1].strip())
    if folded(text) in books.plants or _PLANT.search(text):
        return "plant", text
    if _LINE.search(text) or any(folded(text) == name for _plant, name in books.production_lines):
        return ("", "") if "line" in columns else ("line", text)
    known = folded(text) in books.companies
    return ("customer", text) if "customer" not in columns and (known or not re.search(r"\d", text)) else ("", "")
