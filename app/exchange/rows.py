"""Tells records from totals, notes, headings, groups and leftovers below a table's header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.exchange.grid import Cell, Row
from app.exchange.headings import JOINED, LONGEST_HEADING, normal
from app.exchange.notes import Reading
from app.exchange.plain_text import ABOVE, TRADITIONAL, folded
from app.exchange.values import as_number

_TOTAL = re.compile(
    r"^.{0,14}?(?:小计|合计|总计|共计|合计数|小结|总和|累计合计|承前页|过次页|总数|汇总|平均|本[日月周页年]累计|sub-?total|g(?:rand|\.)?-?total|totals?|ttl|[∑σ]|sum"
    r"|average)"
    r"(?:数|数量|金额)?(?:[:：(（\[].{0,24})?$"
)
_BARE_TOTAL = re.compile(r"^(?:累计|累積|累积)[:：]?$")
_COUNTED = re.compile(r"^(?:以上)?共\d+(?:单|款|项|条|批|张|个|笔|行|份)")
_EXAMPLE = re.compile(
    r"^[(（【\[]?(?:填写)?(?:示例|样例|范例|例如|例|example|e\.g\.)(?:$|[)）】\]:：\s\d])", re.IGNORECASE)
_MONTH = re.compile(r"^(?:\d{2,4}年)?\d{1,2}月(?:份|\d{1,2}[日号])?$|^第?\d{1,2}[周页]$")
_TOTAL_ALONE = re.compile(r"^\s*[小合总共總]\s*[计計]\s*[:：]?\s*$")
_HINT = re.compile(
    "[计計页頁:：累例∑Σσ]|小结|小結|总和|总数|總數|汇总|平均|^共|t(?:ota|t)l|sum|average|example", re.IGNORECASE)
_CHINESE_MOSTLY = re.compile(r"[:：]|[\u4e00-\u9fff].*[\u4e00-\u9fff]|[线组班]$")
_DIGIT = re.compile(r"\d")
_NOTE = re.compile(
    r"^[(（\[【*＊※●▲★#\s]*(?:注|备注|说明|附注|附|制表|制单|审核|核准|批准|编制|复核|填报|填表|统计|主管|经手|签字|签名|签收|盖章|打印"
    r"|总机|传真|电话|日期|车间主[任管]|厂长|仓库|跟单|登记|盘点|监盘|财务|发放|上期余额|p\.?s\.?|notes?|remarks?|prepared|approved|checked)"
    r"[^:：]{0,8}[:：]",
    re.IGNORECASE,
)
_PAGE = re.compile(r"^(?:[-—]\s*)?(?:第\s*\d+\s*页|共\s*\d+\s*页|page\s+\d+)", re.IGNORECASE)
_LEGEND = re.compile(r"^[(（\[【].{0,4}色.{0,30}[)）\]】]$|^(?:红|黄|蓝|绿|橙|紫|灰)色?\s*[=＝:：表为]")
_BLANKS_TO_SIGN = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]\s{3,}")
_MARKS_ONLY = re.compile(r"^[\W_]+$")
_OTHER_TABLE = "other_table"
"""The verdict on a row that has the key's heading among headings that are not this table's."""
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[一二三四五六七八九十])[、.．)）]\s*\S{6,}")


@dataclass(frozen=True)
class Layout:
    """What the sorting of rows must know: the columns used, the key's place and the fields' kinds."""

    key: int
    key_kind: str
    places: Mapping[str, int]
    kinds: Mapping[str, str]
    header: tuple[frozenset[str], ...]
    key_fills_down: bool = False
    watched: frozenset[str] = frozenset()
    needed: tuple[int, ...] = ()
    """Places that a row without a key of its own must have filled to be a record of the key above."""

    @property
    def numeric(self) -> list[int]:
        """Return the places of the fields that hold numbers."""
        return [self.places[key] for key, kind in self.kinds.items() if kind in ("quantity", "number", "money")]


@dataclass
class Sorted:
    """Which rows (from 0 below the header) are records, with their group, and why others are not."""

    records: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def sort_rows(rows: Sequence[Row], filled: Sequence[Row], layout: Layout) -> Sorted:
    """Sort the rows below a header; `filled` are the same rows with merged ranges filled."""
    watch = layout.watched
    width = len(rows[0]) if rows else 0
    key = layout.key
    done = Sorted()
    group = ""
    gap = 0
    total_seen = below = False
    typical = 0.0
    used = list(layout.places.values())
    for number, row in enumerate(rows):
        blanks = row.count(None)
        if blanks == width:
            gap += 1
            continue
        if done.records and (gap >= 2 or (gap and total_seen)):
            below = True
        gap = 0
        if number and filled[number][key] is not None and not below and blanks < width - 2 and watch.isdisjoint(row):
            verdict = "record"
        else:
            verdict = "marks" if not number and _counts_columns(row) else _judge(
                row, filled[number], layout, typical, below)
        if verdict == "record":
            below = total_seen = False
            done.records.append(number)
            done.groups.append(group)
            if len(done.records) <= 50:
                content = sum(row[place] is not None for place in used)
                typical += (content - typical) / len(done.records)
            continue
        if verdict == _OTHER_TABLE:
            below, verdict = True, "heading"
        done.left_out.append((number, verdict))
        total_seen = total_seen or verdict == "total"
        if verdict == "group":
            group = next(folded(str(cell)).rstrip("：: ") for cell in row if cell is not None)
    return done


def _counts_columns(row: Row) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3 … or A, B, C …"""
    said = [folded(str(cell)).strip("()（）栏列") for cell in row if cell is not None]
    return len(said) >= 4 and said in ([str(n) for n in range(1, len(said) + 1)],
                                       [chr(64 + n) for n in range(1, min(len(said), 26) + 1)])


def key_written_once(rows: Sequence[Row], key: int, needed: Sequence[int],
                     fields: Mapping[str, tuple[int, str]]) -> bool:
    """Tell whether the key stands only in the first of the rows that share it, by what else is blank there.

    `fields` gives place and kind of every field. A row that lacks nothing but its key has lost it.
    """
    keyed: list[Row] = []
    without: list[Row] = []
    if all(row[key] is not None for row in rows[:2000]):
        return False
    for row in rows[:2000]:
        if any(row[place] is None for place in needed) or any(isinstance(c, str) and is_total(c) for c in row):
            continue
        if row[key] is not None:
            keyed.append(row)
        elif keyed and any(row[p] is not None for p, kind in fields.values() if kind in ("code", "text")):
            without.append(row)
    if not keyed or not without:
        return False
    others = [place for place, kind in fields.values()
              if place != key and place not in needed and kind in ("code", "text", "date")
              and sum(row[place] is not None for row in keyed) * 5 >= len(keyed) * 4]
    blank_too = sum(any(row[place] is None for place in others) for row in without)
    if others:
        return blank_too * 5 >= len(without) * 4
    return len(without) >= 2 and len(without) * 10 >= len(keyed)


def is_total(text: str) -> bool:
    """Tell whether a text names a total: 小计, 合 计, 10月合计, 碗组线小计, Subtotal:."""
    plain = re.sub(r"\s+", "", folded(text)).lower().translate(TRADITIONAL) if len(text) <= 60 else ""
    return any(kind.match(plain) for kind in (_TOTAL, _COUNTED, _BARE_TOTAL))


def is_note(text: str) -> bool:
    """Tell whether a text is a note, a legend or a line for signatures."""
    plain = folded(text)
    if any(kind.match(plain) for kind in (_EXAMPLE, _NOTE, _PAGE, _LEGEND)) or _BLANKS_TO_SIGN.search(text):
        return True
    if len(plain) <= 14:
        return False
    return _NUMBERED.match(plain) is not None or plain[-1] in "。！!" or ("，" in text and len(plain) > 24)


def watched_texts(texts: Iterable[str], names: Sequence[str]) -> frozenset[str]:
    """Return the texts of which one in a row is reason enough to look at the row closely."""
    heads = {normal(part) for name in names for part in [name, *name.split(JOINED)]} - {""}
    watched: set[str] = set(ABOVE)
    for text in texts:
        if _HINT.search(text):
            if is_total(text) or is_note(text):
                watched.add(text)
        elif (len(text) <= 3 and _MARKS_ONLY.match(text)) or (len(text) > 14 and not text.isascii() and is_note(text)):
            watched.add(text)
        if len(text) <= LONGEST_HEADING and not _DIGIT.search(text) and normal(text) in heads:
            watched.add(text)
    return frozenset(watched)


def _judge(row: Row, full: Row, layout: Layout, typical: float, below: bool) -> str:
    texts = [(place, cell) for place, cell in enumerate(row) if isinstance(cell, str)]
    content = [cell for cell in row if cell is not None]
    own_key = row[layout.key]
    used = layout.places.values()
    for order, (place, text) in enumerate(texts):
        leading = order == 0 or place <= layout.key or own_key is None
        if (leading or (place in used and _TOTAL_ALONE.match(text))) and is_total(text):
            return "total"
    if all(isinstance(cell, str) and _MARKS_ONLY.match(cell) for cell in content):
        return "marks"
    if texts and _EXAMPLE.match(folded(texts[0][1])) and texts[0][0] <= layout.key:
        return "note"
    heads = sum(normal(text) in layout.header[place] for place, text in texts if place < len(layout.header))
    if heads >= 2 and heads * 2 >= len(content):
        return "heading"
    if isinstance(own_key, str) and normal(own_key) in layout.header[layout.key]:
        return _OTHER_TABLE
    if len({str(cell) for cell in content}) == 1:
        return _alone(content[0], own_key, layout)
    leads = bool(texts) and (own_key is None or texts[0][0] == layout.key) and len(texts) * 2 <= typical + 2
    if leads and is_note(texts[0][1]):
        return "note"
    key = full[layout.key]
    held = [place for place in layout.places.values() if row[place] not in (None, 0)]
    if key is None:
        words = any(isinstance(cell := row[place], str) and as_number(cell) != Reading(as_number(cell).value)
                    for place in held)
        if layout.needed:
            named = words or any(kind == "code" and row[layout.places[name]] is not None
                                 for name, kind in layout.kinds.items())
            return "record" if named and all(row[place] is not None for place in layout.needed) else "remainder"
        if layout.key_fills_down and words and len(held) >= max(2, typical * 0.4):
            return "record"
        counts = any(place in held for place in layout.numeric)
        return "no_key" if words and len(held) >= (2 if counts else max(2, typical * 0.5)) else "remainder"
    if isinstance(key, str) and is_note(key) and len(held) * 2 <= typical + 1:
        return "note"
    if isinstance(key, str) and _MARKS_ONLY.match(key) and key.strip() not in ABOVE and len(held) * 2 <= typical:
        return "marks"
    if _is_other_heading(row, layout, key):
        return "heading"
    if below and not _still_fits(row, layout, len(held), typical):
        return "below"
    return "record"


def _alone(cell: Cell, own_key: Cell, layout: Layout) -> str:
    if not isinstance(cell, str):
        return "record" if own_key is not None and len(layout.places) <= 3 else "remainder"
    if is_note(cell) or len(folded(cell)) > 40:
        return "note"
    if _MONTH.match(folded(cell)):
        return "group"
    if own_key is not None:
        if layout.key_kind == "code" and _DIGIT.search(cell) and not _CHINESE_MOSTLY.search(cell):
            return "record"
        if len(layout.places) <= 2:
            return "record"
    return "group" if as_number(cell).note else "remainder"


def _is_other_heading(row: Row, layout: Layout, key: Cell) -> bool:
    """Tell whether words stand where numbers and dates belong, and no digits even in the key."""
    cells = [row[place] for place in layout.numeric if row[place] is not None]
    days = [row[layout.places[name]] for name, kind in layout.kinds.items() if kind == "date"]
    words = [cell for cell in cells if isinstance(cell, str) and not _DIGIT.search(cell) and len(cell) > 1]
    if not words or len(words) != len(cells):
        return False
    if len(words) >= 2:
        return True
    dated = [cell for cell in days if cell is not None]
    said = all(isinstance(cell, str) and not _DIGIT.search(cell) for cell in [*dated, key])
    return layout.key_kind == "code" and bool(dated) and said


def _still_fits(row: Row, layout: Layout, held: int, typical: float) -> bool:
    if held < max(2, typical * 0.5):
        return False
    numbers = [row[place] for place in layout.numeric]
    return not numbers or any(cell is not None and as_number(cell).value is not None for cell in numbers)
