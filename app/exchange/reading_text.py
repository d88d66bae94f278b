"""CSV and other delimited text, in whatever encoding an office program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Any

from app.domain.folding import CONTROLS
from app.exchange.formats import wide_encoding
from app.exchange.packing import pack
from app.exchange.unreadable import Refused

_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_COMMON = {"gb18030": ("gb2312", 0xA1, 0xD7), "big5hkscs": ("big5", 0xA1, 0xC6), "cp932": ("shift_jis", 0x81, 0x97)}
"""By encoding the stricter one that knows what is common, and the bytes with which its common characters begin."""


def decoded(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16, GB18030, Big5 or, at the last, Latin-1."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
        if _nearly_utf8(data):
            return data.decode("utf-8", "replace")
    found = {}
    for encoding in ("gb18030", "big5hkscs", "cp932"):
        try:
            found[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if found:
        return max(found.items(), key=lambda one: _likely(*one))[1]
    text = data.decode("gb18030", "replace")
    return text if text.count("\ufffd") * 50 < len(text) else data.decode("latin-1")


def _nearly_utf8(data: bytes) -> bool:
    """Tell whether a text is UTF-8 but for a broken character or two."""
    text = data.decode("utf-8", "replace")
    whole = sum(ord(character) >= 0x2E80 for character in text)
    return 0 < text.count("\ufffd") * 4 < whole


def _likely(encoding: str, text: str) -> float:
    """Return the share of characters that are common where an encoding is at home; gb18030 where nothing tells."""
    sample = [character for character in text[:20_000] if ord(character) >= 0x80]
    if not sample:
        return encoding == "gb18030"
    codec, first, last = _COMMON[encoding]
    common = 0
    for character in sample:
        try:
            lead = character.encode(codec)[0]
        except UnicodeEncodeError:
            continue
        common += first <= lead <= last
    return common / len(sample) + (0.15 if encoding == "gb18030" else 0)


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most even and most many cells."""
    sample = text[:20_000]
    first = sample.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
        widths = [len(row) for row in rows[:100]]
        usual = max(set(widths), key=lambda width: (widths.count(width) * min(width, 20), width), default=1)
        score = (usual - 1) * widths.count(usual) / len(widths) if widths else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read(data: bytes) -> list[dict[str, Any]]:
    """Return the text as one packed sheet of strings; raise Refused where it is no table."""
    text = decoded(data)
    text = text.translate(CONTROLS).replace("\r\r\n", "\r\n")
    csv.field_size_limit(10_000_000)
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=":
        text = text.split("\n", 1)[1] if "\n" in text else ""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refused("damaged") from error
    if _unclosed(rows):
        rows = [line.split(delimiter) for line in text.splitlines()]
    if max(map(len, rows), default=0) < 2:
        rows = _by_spaces(text) or rows
    rows = [[_formula_text(cell) for cell in row] for row in rows]
    return [{"name": "", "packed": pack(rows, False), "textual": True}]


def _by_spaces(text: str) -> list[list[str]]:
    """Cut lines of columns that stand apart by spaces; nothing where most lines don't."""
    rows = [re.split(r"[ \u3000]{2,}", line.strip()) for line in text.splitlines()]
    wide = sum(len(row) >= 3 for row in rows)
    return rows if wide * 2 > sum(row != [""] for row in rows) else []


def _formula_text(cell: str) -> str:
    if len(cell) > 2 and cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell


def _unclosed(rows: list[list[str]]) -> bool:
    last = rows[-1][-1] if rows and rows[-1] else ""
    return last.count("\n") > 20
