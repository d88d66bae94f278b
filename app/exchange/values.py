"""Cells as clerks write them, read as codes, texts, quantities, money, percentages and flags.

Every function takes a plain cell and returns a Reading; none of them ever raises. Dates are in
date_values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from app.exchange.date_values import Writing, as_date
from app.exchange.grid import ERRORS, Cell, Shown
from app.exchange.notes import Note, Reading
from app.exchange.plain_text import (
    FORMAL,
    NOTHING,
    chinese_number,
    code_text,
    folded,
    is_nothing,
    trimmed,
    unmarked,
    written,
)

__all__ = ["as_code", "as_date", "as_flag", "as_money", "as_number", "as_percent", "as_quantity", "as_text", "reader",
           "whole"]

Number = int | float

_PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[,']\d{3}|[ ](?=(?:\d{3} )*0)\d{3})+(?:\.\d+)?")
"""Groups after a blank are one number only where one begins with 0; 500 300 may be two quantities."""
_LINES = re.compile(r"\d[^\S\n\r]*[\r\n]+[^\S\n\r]*[-+]?\d")
_POINT_OR_THOUSANDS = re.compile(r"[-+]?\d{1,3}\.\d{3}")
MOST = 100_000_000
"""The largest quantity that is believed; larger ones are bar codes, phone numbers and the like."""
FARTHEST = 1e12
"""The largest number at all; with six decimals the file can just hold it."""
_CONTINENTAL = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+")
_WRITTEN = re.compile(
    r"^(?:约|大约|大概|共|共计|计|合计|≈|~|±|=|:|数量)*\s*"
    r"(?P<sign>[-+]?)\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(?P<scale>万|千|k(?![a-z]))?(?P<rest>[^\d+*×/=<>±%]*)$",
    re.IGNORECASE,
)
_UNIT = r"(?:箱|件|套|个|只|台|包|盒|条|支|双|对|卷|袋|ctns?|cartons?|pcs?|sets?|boxes)"
_TIMES = re.compile(rf"^(\d{{1,7}})\s*{_UNIT}?\s*[×x*]\s*(\d{{1,7}})\s*(?:{_UNIT}(?:\s*/\s*{_UNIT})?)?$", re.IGNORECASE)
_DOZENS = re.compile(r"^\s*(?:打|dozens?|doz\.?|dz)\s*$", re.IGNORECASE)
_NUMERALS = re.compile(
    rf"^[约共计]*([一二两三四五六七八九十百千万〇零廿卅]*[十百千万][一二三四五六七八九十百千万零]*|[一二两三四五六七八九十](?={_UNIT}$))"
    rf"\s*{_UNIT}?$", re.IGNORECASE)
_RANGE_MARK = re.compile(r"[-~至到]\s*$")
_CURRENCY = re.compile(
    r"^(?:(?:us|hk)?\$|usd|rmb|cny|hkd|eur|gbp|jpy|¥|€|£|人民币|美元|港币)\s*|\s*(?:元|圆|块|usd|rmb|cny|eur|美元|美金)(?:整)?$",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_POINT_ZERO = re.compile(r"\d{2,}\.0+")
_DAY_ZERO = date(1899, 12, 30)
_TRUE_DATES = 1960
"""Earlier days are small numbers in cells that are formatted as dates."""
_YES = frozenset(
    ["是", "有", "已", "对", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑", "v", "ok", "合格", "●", "■", "○"]
)
_NO = frozenset(["否", "没有", "未", "不", "n", "no", "false", "f", "0", "×", "✗", "✘", "☐", "x", "ng", "□"])


def as_code(value: Cell) -> Reading[str]:
    """Read an identifier: 4500134661.0 → "4500134661"; leading zeros stay; None where it is blank."""
    if isinstance(value, str):
        text = code_text(value)
        if text[:1] == "'":
            text = text[1:] if text[1:2].isalnum() else unmarked(text)
        if not text or is_nothing(text):
            return Reading(None)
        if text in ERRORS:
            return Reading(None, Note("error_cell", text))
        if text[-1] == "0" and _POINT_ZERO.fullmatch(text):
            return Reading(text.split(".")[0])
        if "+" in text and _SCIENTIFIC.fullmatch(text):
            return Reading(text, Note("lost_digits", text))
        return Reading(text)
    if isinstance(value, date | time | timedelta):
        text = written(value)
        return Reading(text, Note("date_as_code", text))
    if isinstance(value, Shown):
        return Reading(code_text(value.text))
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1e15:
        text = written(value)
        return Reading(text, Note("lost_digits", text) if text.endswith("0") else None)
    return Reading(None) if value is None else Reading(written(value))


def as_text(value: Cell) -> Reading[str]:
    """Read text: outer white space of all kinds is cut, line breaks inside stay."""
    if isinstance(value, str):
        text = unmarked(trimmed(value))
        if text in ERRORS:
            return Reading(None, Note("error_cell", text))
        return Reading(None if not text or is_nothing(text) else text)
    return Reading(None) if value is None else Reading(written(value))


def as_number(value: Cell) -> Reading[Number]:
    """Read a number; text around it is read too and noted (“约332” → 332)."""
    if isinstance(value, bool):
        return Reading(int(value))
    if isinstance(value, int | float):
        if abs(value) >= FARTHEST:
            return Reading(None, Note("too_large", written(value)))
        return Reading(int(value) if float(value).is_integer() else value)
    if isinstance(value, str):
        reading = _from_text(value)
        if reading.value is not None and abs(reading.value) >= FARTHEST:
            return Reading(None, Note("too_large", trimmed(value)))
        return reading
    if value is None:
        return Reading(None)
    return _from_moment(value)


def as_quantity(value: Cell) -> Reading[Number]:
    """Read a quantity in whole pieces: “20套” → 20 and noted; “2套+1个盖”, 1.5 and 1.500 → nothing and noted."""
    if isinstance(value, str) and _POINT_OR_THOUSANDS.fullmatch(folded(value)):
        return Reading(None, Note("point_or_thousands", trimmed(value)))
    return whole(as_number(value), value)


def whole(reading: Reading[Number], shown: Cell) -> Reading[Number]:
    """Return a number that pieces can be counted in; nothing, with a note, for a fraction or too many of them."""
    number = reading.value
    if number is None or (isinstance(number, int) and abs(number) <= MOST):
        return reading
    if abs(number) > MOST:
        return Reading(None, Note("too_large", written(shown)))
    if abs(number - round(number)) > 1e-6:
        return Reading(None, Note("fraction", written(shown)))
    return Reading(round(number), reading.note)


def as_money(value: Cell) -> Reading[Decimal]:
    """Read an amount or a price as Decimal, at most 6 decimals; currency signs are understood."""
    if isinstance(value, str):
        plain = _CURRENCY.sub("", folded(value).lower()).strip()
        reading = _from_text(plain if _PLAIN.fullmatch(plain) or _THOUSANDS.fullmatch(plain) else value)
    else:
        reading = as_number(value)
    if reading.value is None:
        return Reading(None, reading.note)
    return Reading(_decimal(reading.value), reading.note)


def as_percent(value: Cell) -> Reading[Number]:
    """Read a share: 0.85 and “85%” both give 0.85."""
    if isinstance(value, str):
        text = folded(value)
        if text.endswith("%"):
            reading = _from_text(text[:-1])
            if reading.value is None:
                return Reading(None, Note("no_quantity", value))
            return Reading(float(Decimal(str(reading.value)) / 100), reading.note)
    return as_number(value)


def as_flag(value: Cell) -> Reading[bool]:
    """Read a yes or no: 是, √, Y, TRUE, 1; 否, ×, N, FALSE, 0."""
    if value is None or isinstance(value, bool):
        return Reading(value)
    text = folded(written(value)).lower()
    if text in NOTHING - {"无", "没有", "na"}:
        return Reading(None)
    if text in _YES:
        return Reading(True)
    if text in _NO or text == "无":
        return Reading(False)
    return Reading(None, Note("no_flag", trimmed(written(value))))


def reader(kind: str, near: date, writing: Writing | bool | None = False) -> Callable[[Cell], Reading[object]]:
    """Return the function that reads cells of a kind: code, text, quantity, number, money, date, …"""
    if kind == "date":
        return lambda value: as_date(value, near, writing)
    return _READERS[kind]


def _from_text(value: str) -> Reading[Number]:
    text = folded(value)
    if ("\n" in value or "\r" in value) and _LINES.search(value):
        return Reading(None, Note("two_numbers", trimmed(value)))
    if "\t" in value and _THOUSANDS.fullmatch(tabbed := value.strip().replace("\t", ",")):
        return Reading(_clean(tabbed), Note("text_quantity", trimmed(value)))
    if text[:1] == "'":
        text = text[1:].lstrip()
    if text.lower() in NOTHING:
        return Reading(None)
    if text in ERRORS:
        return Reading(None, Note("error_cell", text))
    number = _clean(text)
    if number is not None:
        return Reading(number)
    if text[0] in "([" and text[-1] in ")]":
        number = _clean(text[1:-1])
        if number is not None:
            return Reading(-abs(number), Note("text_quantity", trimmed(value)))
    if text[-1] == "-":
        number = _clean(text[:-1].strip())
        if number is not None:
            return Reading(-number, Note("text_quantity", trimmed(value)))
    if (counted := _counted(text)) is not None:
        return Reading(counted, Note("text_quantity", trimmed(value)))
    found = _WRITTEN.match(_CURRENCY.sub("", text))
    if not found or _RANGE_MARK.search(found["rest"]):
        return Reading(None, Note("no_quantity" if not re.search(r"\d", text) else "text_quantity", trimmed(value)))
    number = _clean(found["sign"] + found["number"])
    scale = {"万": 10_000, "千": 1000, "k": 1000}.get((found["scale"] or "").lower(), 1)
    if number is None:
        return Reading(None, Note("text_quantity", trimmed(value)))
    if _DOZENS.match(found["rest"]):
        scale *= 12
    return Reading(as_number(float(Decimal(str(number)) * scale)).value, Note("text_quantity", trimmed(value)))


def _counted(text: str) -> int | None:
    """Read cartons times pieces (3箱×20) and Chinese numerals (一百二十套)."""
    times = _TIMES.match(text)
    if times:
        return int(times[1]) * int(times[2])
    numerals = _NUMERALS.match(text.translate(FORMAL))
    return chinese_number(numerals[1]) if numerals else None


def _clean(text: str) -> Number | None:
    if len(text) > 40:
        return None
    if not _PLAIN.fullmatch(text):
        if _THOUSANDS.fullmatch(text):
            text = re.sub("[, ']", "", text)
        elif _CONTINENTAL.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        else:
            return None
    number = float(text)
    if number in (float("inf"), float("-inf")):
        return None
    if re.fullmatch(r"[-+]?\d+", text):
        return int(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _from_moment(value: date | time | timedelta) -> Reading[Number]:
    note = Note("date_as_number", written(value))
    if isinstance(value, date) and value.year >= _TRUE_DATES:
        return Reading(None, Note("date_not_number", written(value)))
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return Reading((value.date() - _DAY_ZERO).days + round(seconds / 86_400, 6), note)
    if isinstance(value, date):
        return Reading((value - _DAY_ZERO).days, note)
    if isinstance(value, time):
        return Reading(round((value.hour * 3600 + value.minute * 60 + value.second) / 86_400, 6), note)
    return Reading(round(value.total_seconds() / 86_400, 6), note)


def _decimal(number: Number) -> Decimal | None:
    try:
        plain = round(Decimal(str(number)), 6)
    except InvalidOperation:
        return Decimal(str(number))
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain.normalize()


_READERS: dict[str, Callable[[Cell], Reading[object]]] = {
    "code": as_code,
    "text": as_text,
    "quantity": as_quantity,
    "number": as_number,
    "money": as_money,
    "percent": as_percent,
    "flag": as_flag,
}
