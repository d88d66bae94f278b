"""Web pages named .xls, as order systems and mail programs write them."""

from __future__ import annotations

import email
import re
from html.parser import HTMLParser
from typing import Any

from app.exchange.packing import pack
from app.exchange.reading_text import decoded
from app.exchange.unreadable import Refused

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_FARTHEST_SPAN = 1000
_BREAKS = frozenset({"br", "p", "div", "li"})


def read(data: bytes) -> list[dict[str, Any]]:
    """Return every table of the page as a packed sheet; small tables of layout are joined to one sheet."""
    tables = _Tables()
    tables.feed(_page(data))
    tables.close()
    tables.end_all()
    found = [table for table in tables.tables if any(any(row) for row in table.rows)]
    if not found:
        raise Refused("not_table")
    sheets = []
    for number, table in enumerate(found, 1):
        sheets.append(
            {
                "name": "" if len(found) == 1 else str(number),
                "packed": pack(table.rows, False),
                "merged": table.merged,
                "hidden_rows": frozenset(table.hidden_rows),
                "textual": True,
            }
        )
    return sheets


def _page(data: bytes) -> str:
    if b"multipart/related" in data[:2000].lower():
        message = email.message_from_bytes(data)
        for part in message.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes) and b"<t" in content.lower():
                data = content
                break
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = named[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "x-gbk", "gb_2312-80") else encoding
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.taken: dict[tuple[int, int], bool] = {}
        self.cell: list[str] | None = None
        self.span = (1, 1)

    def start_row(self, hidden: bool) -> None:
        self.end_cell()
        self.rows.append([])
        if hidden:
            self.hidden_rows.append(len(self.rows))

    def start_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.cell = []
        self.span = (down, across)

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text = "".join(self.cell).strip(" \t\r\n")
        self.cell = None
        row = self.rows[-1]
        at = len(self.rows)
        while self.taken.pop((at, len(row) + 1), False):
            row.append(None)
        column = len(row) + 1
        down, across = self.span
        row.append(text)
        row.extend([None] * (across - 1))
        for below in range(at + 1, at + down):
            for beside in range(column, column + across):
                self.taken[below, beside] = True
        if down > 1 or across > 1:
            self.merged.append((at, column, at + down - 1, column + across - 1))


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag in ("style", "script"):
            self.silent += 1
        elif tag == "table":
            table = _Table()
            self.tables.append(table)
            self.open.append(table)
        elif not self.open:
            return
        elif tag == "tr":
            style = (about.get("style") or "").replace(" ", "").lower()
            self.open[-1].start_row("display:none" in style)
        elif tag in ("td", "th"):
            self.open[-1].start_cell(_span(about.get("rowspan")), _span(about.get("colspan")))
        elif tag in _BREAKS and self.open[-1].cell:
            self.open[-1].cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self.silent = max(self.silent - 1, 0)
        elif self.open and tag in ("td", "th", "tr"):
            self.open[-1].end_cell()
        elif self.open and tag == "table":
            self.open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].cell is not None and not self.silent:
            self.open[-1].cell.append(_SPACES.sub(" ", data))

    def end_all(self) -> None:
        for table in self.open:
            table.end_cell()


def _span(text: str | None) -> int:
    number = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(number[1]), 1), _FARTHEST_SPAN) if number else 1
