"""Text of cells made plain: widths, spaces and marks that the eye does not tell apart."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F])
_CODE_WIDTHS = {
    **{number: number - 0xFEE0 for number in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]},
    **{ord(wide): narrow for wide, narrow in zip("－／．＿＃＋", "-/._#+", strict=True)},
    **dict.fromkeys((160, 12288, 8194, 8195, 8201, 8239), " "),
    **dict.fromkeys((8208, 8209, 8210), "-"),
    **_INVISIBLE,
}
_ANY_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
TRADITIONAL = str.maketrans(
    "訂單號戶貨顏數備註產編計劃開線別機臺組當報總額價幣國確認驗樣業務員負責說廠時間實際餘稱規圖狀態進結構類項製運輸發車門處長東體與質檢學習統審裝",
    "订单号户货颜数备注产编计划开线别机台组当报总额价币国确认验样业务员负责说厂时间实际余称规图状态进结构类项制运输发车门处长东体与质检学习统审装")
"""Traditional characters of headings and totals with their simplified ones."""
NOTHING = frozenset({"", "-", "--", "---", "—", "——", "/", "\\", "//", "–", "无", "n/a", "na", "nil", "none", "null"})
"""Texts that clerks write for "nothing here"."""
ABOVE = frozenset({"同上", "〃", "″", '"', "”", "“", "''", "··", "…", "……", "ditto", "do.", "同前", "仝上", "〞"})
"""Texts that stand for the value in the row above."""


_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


def chinese_number(text: str) -> int | None:
    """Read a number in Chinese numerals (一百二十, 廿三, 二〇二六); None where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text or any(character not in _DIGITS and character not in _PLACES for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    whole = part = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            whole, part, digit = (part + (digit or 0)) * 10_000, 0, None
        else:
            part += (1 if digit is None else digit) * _PLACES[character]
            digit = None
    return whole + part + (digit or 0)


def trimmed(text: str) -> str:
    """Cut outer white space of every kind, also U+00A0 and U+3000, and invisible characters."""
    text = text.strip()
    if not text.isprintable() and _CONTROL.search(text):
        text = _CONTROL.sub("", text).strip()
    if text.isascii() or not _ANY_INVISIBLE.search(text):
        return text
    return text.translate(_INVISIBLE).strip()


def folded(text: str) -> str:
    """Return the text in half width with single plain spaces, for parsing numbers and dates."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return _SPACES.sub(" ", text).strip()


def code_text(text: str) -> str:
    """Return a code with half-width letters and digits and single plain spaces."""
    if not text.isascii():
        text = text.translate(_CODE_WIDTHS)
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    return " ".join(text.split())


def written(value: object) -> str:
    """Return a cell as text: whole numbers without .0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e17:
            return str(int(value))
        text = repr(value)
        return f"{value:f}".rstrip("0").rstrip(".") if "e" in text and abs(value) < 1e17 else text
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
