"""Text of cells made plain: widths, spaces and marks that the eye does not tell apart."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from app.domain.folding import CONTROLS, DASHES, INVISIBLE
from app.exchange.grid import Shown

_CODE_WIDTHS = {
    **{number: number - 0xFEE0 for number in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]},
    **{ord(wide): narrow for wide, narrow in zip("－／．＿＃＋", "-/._#+", strict=True)},
    **dict.fromkeys((160, 12288, 8239, *range(8192, 8203)), " "),
    **DASHES,
    **INVISIBLE,
}
_UNSEEN = re.compile("[" + "".join(map(chr, (*INVISIBLE, *CONTROLS))) + "]")
_UNSEEN_MARKS = {**INVISIBLE, **CONTROLS}
_LONG_MARK = re.compile("(?<=[0-9A-Za-z])ー(?=[0-9A-Za-z])")
_RANGE_DASHES = frozenset((0x2014, 0x2015))
"""Dashes that stand between two days."""
_TO_PARSE = {**INVISIBLE, **CONTROLS, **{dash: to for dash, to in DASHES.items() if dash not in _RANGE_DASHES}}
_SPACES = re.compile(r"\s+")
TRADITIONAL = str.maketrans(
    "訂單號戶貨顏數備註產編計劃開線別機臺組當報總額價幣國確認驗樣業務員負責說廠時間實際餘稱規圖狀態進結構類項製運輸發車門處長東體與質檢學習統審裝",
    "订单号户货颜数备注产编计划开线别机台组当报总额价币国确认验样业务员负责说厂时间实际余称规图状态进结构类项制运输发车门处长东体与质检学习统审装")
"""Traditional characters of headings and totals with their simplified ones."""
NOTHING = frozenset({
    "", "-", "--", "---", "—", "——", "———", "/", "\\", "//", "–", ".", "..", "无", "空", "暂无", "没有", "n/a", "na",
    "n.a.", "n.a", "nil", "none", "null", "nan", "nat", "undefined", "(blank)", "(空白)", "(空)",
    "（空白）", "（空）", "(null)", "[null]", "<null>", "<na>",
    "(none)", "\\n", "#n/a", "#null", "-/-", "--/--", "n.n."})
"""Texts that clerks and programs write for "nothing here"."""
NO_NAME = NOTHING - {"没有", "."}
"""Those of them that stand for nothing where a name, a number or a remark belongs, too."""
ABOVE = frozenset({"同上", "〃", "″", '"', "”", "“", "''", "··", "…", "……", "ditto", "do.", "同前", "仝上", "〞"})
"""Texts that stand for the value in the row above."""


_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸兩", "一二三四五六七八九十百千万二三六两")
"""Numerals as banks write them, with the plain ones."""


def chinese_number(text: str) -> int | None:
    """Read a number in Chinese numerals (一百二十, 廿三, 二〇二六, 一万二); None where it is none."""
    text = text.translate(FORMAL).replace("廿", "二十").replace("卅", "三十")
    if not text or any(character not in _DIGITS and character not in _PLACES for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    whole = part = 0
    digit: int | None = None
    below = 1
    for character in text:
        if character in "〇零":
            digit, below = None, 1
        elif character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            whole, part, digit, below = (part + (digit or 0)) * 10_000, 0, None, 1000
        else:
            part += (1 if digit is None else digit) * _PLACES[character]
            digit, below = None, _PLACES[character] // 10
    return whole + part + (digit or 0) * below


def trimmed(text: str) -> str:
    """Cut outer white space of every kind, also U+00A0 and U+3000, and invisible characters."""
    text = text.strip()
    if (text.isprintable() and text.isascii()) or not _UNSEEN.search(text):
        return text
    return text.translate(_UNSEEN_MARKS).strip()


def folded(text: str) -> str:
    """Return the text in half width with single plain spaces, for parsing numbers and dates."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFKC", text.translate(_TO_PARSE)).translate(_TO_PARSE)
    return _SPACES.sub(" ", text).strip()


def code_text(text: str) -> str:
    """Return a code with half-width letters and digits, plain hyphens and single plain spaces."""
    if not text.isascii():
        text = _LONG_MARK.sub("-", text.translate(_CODE_WIDTHS))
    if not text.isprintable():
        text = text.translate(CONTROLS)
    return " ".join(text.split())


def unmarked(text: str) -> str:
    """Return a text without the mark that keeps spreadsheets from taking it for a formula: '+86 → +86."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t") else text


def is_nothing(text: str) -> bool:
    """Tell whether a text stands for nothing where a name, a number or a remark belongs; Nan is somebody's name."""
    return text.lower() in NO_NAME and text != "Nan"


def written(value: object) -> str:
    """Return a cell as text: whole numbers without .0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if isinstance(value, Shown):
            return value.text
        if value.is_integer() and abs(value) < 1e17:
            return str(int(value))
        text = repr(value)
        return f"{value:f}".rstrip("0").rstrip(".") if "e" in text and abs(value) < 1e17 else text
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
