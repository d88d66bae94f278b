"""The XML that Excel 2003 and many report programs write, often named .xls."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from typing import Any

from app.exchange.packing import pack

_FARTHEST = 16_384


def read(data: bytes) -> list[dict[str, Any]]:
    """Return the packed sheets; raise SyntaxError where the XML is broken."""
    sheets = []
    for _event, element in ElementTree.iterparse(io.BytesIO(data), events=("end",)):
        if _local(element.tag) == "Worksheet":
            rows: list[list[Any]] = []
            merged: list[tuple[int, int, int, int]] = []
            hidden: list[int] = []
            for row in element.iter():
                if _local(row.tag) == "Row":
                    _add_row(row, rows, merged, hidden)
            sheets.append(
                {
                    "name": _attribute(element, "Name"),
                    "packed": pack(rows),
                    "merged": merged,
                    "hidden_rows": frozenset(hidden),
                    "hidden": any(
                        _local(part.tag) == "Visible" and "Hidden" in (part.text or "") for part in element.iter()
                    ),
                }
            )
            element.clear()
    return sheets


def _add_row(
    row: ElementTree.Element, rows: list[list[Any]], merged: list[tuple[int, int, int, int]], hidden: list[int]
) -> None:
    at = _number(row, "Index")
    while at and len(rows) < min(at, 1_048_576) - 1:
        rows.append([])
    number = len(rows) + 1
    cells: list[Any] = []
    if _attribute(row, "Hidden") == "1":
        hidden.append(number)
    for cell in row:
        if _local(cell.tag) != "Cell":
            continue
        column = min(_number(cell, "Index") or len(cells) + 1, _FARTHEST)
        cells.extend([None] * (column - len(cells) - 1))
        data = next((part for part in cell if _local(part.tag) == "Data"), None)
        cells.append(None if data is None else _value(data))
        down, across = _number(cell, "MergeDown"), min(_number(cell, "MergeAcross"), _FARTHEST)
        if down or across:
            merged.append((number, column, number + down, column + across))
            cells.extend([None] * across)
    rows.append(cells)


def _value(data: ElementTree.Element) -> Any:
    text = "".join(data.itertext())
    kind = _attribute(data, "Type")
    if not text:
        return None
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _number(element: ElementTree.Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdigit() else 0


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
