"""Dates as clerks write them in cells: 11月26号装柜, 12/14前, 2026.11.26, 20261126, 9.15, 货期待复."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from app.exchange.grid import ERRORS, Cell
from app.exchange.notes import Note, Reading
from app.exchange.plain_text import NOTHING, chinese_number, folded, trimmed, written

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {
    name: number
    for number, name in enumerate(_MONTH_NAMES, 1)
}
_FULL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-/.年·、,_ ])\s*(?P<month>\d{1,2})\s*[-/.月·、,_ ]\s*"
    r"(?P<day>\d{1,2})(?!\d)\s*[日号]?"
)
_SOLID = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<first>\d{1,2})\s*(?P<mark>[-/.])\s*(?P<second>\d{1,2})\s*[-/.]\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.])'?(?P<year>\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?![\d.])\s*[日号]?"
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[-\s/.,]*(?P<month>[a-z]{3,9})|(?P<month2>[a-z]{3,9})[-\s/.,]*(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?)(?!\d)(?:[-\s/.,']*(?P<year>\d{4}|\d{2}))?(?![\d])",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d|[.]\d|\s*月)\s*[日号]?")
_YEAR_MONTH = re.compile(r"^(?P<year>(?:19|20)\d\d)\s*[-/.年_ ]{1,3}\s*(?P<month>0?[1-9]|1[0-2])\s*月?$")
_DAY_ALONE = re.compile(r"^(?:本月)?(?P<day>\d{1,2})\s*[日号]\s*(?!内|后|左右)(?P<rest>[^\d]*)$")
_NUMERALS = re.compile("[〇零一二三四五六七八九十廿卅]+(?=年|月|日|号)")
_ABOUT = re.compile(r"\d\s*月\s*(?:份)?\s*(?:上|中|下|初|底|末|左右)|旬|月初|月中|月底|月末|年底")
_FROM_TO = re.compile(r"\d\s*[日号]?\s*(?:~|至|到|--|—)\s*\d|[日号]\s*-\s*\d")
_CLOCK = re.compile(
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:Z|[+-]\d\d:?\d\d)?)\s*$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"[(\[]?\s*(?:星期|周|礼拜)\s*[一二三四五六日天]\s*[)\]]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?",
    re.IGNORECASE,
)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_EPOCH = date(1899, 12, 30)
_FIRST_YEAR = 1930
"""Earlier days are numbers such as 2025.1 in a cell formatted as a date (1905-07-17 02:24)."""


def as_date(value: Cell, near: date, day_first: bool | None = False) -> Reading[date]:
    """Read a date; a missing year is the one nearest to `near`, and what was inferred is noted.

    `day_first` says how 3/4/2026 is meant where both are possible; None that nobody knows.
    """
    if isinstance(value, date):
        if value.year < _FIRST_YEAR:
            return _from_number(_as_serial(value), near)
        return Reading(value.date() if isinstance(value, datetime) else value)
    if value is None:
        return Reading(None)
    if isinstance(value, bool | time | timedelta):
        return Reading(None, Note("no_date", written(value)))
    if isinstance(value, int | float):
        return _from_number(value, near)
    return _from_text(value, near, day_first)


def is_written_in_full(text: str) -> bool:
    """Tell whether a text is nothing but a date with year, month and day."""
    plain = _bare(folded(text))
    return any(pattern.fullmatch(plain) for pattern in (_FULL, _SOLID, _YEAR_LAST, _SHORT_YEAR))


def puts_day_first(texts: list[str]) -> bool | None:
    """Tell from a column's texts whether dates such as 13/4/2026 stand with the day first; None: no telling."""
    first = second = 0
    for text in texts:
        found = _YEAR_LAST.search(text)
        if found:
            first += int(found["first"]) > 12
            second += int(found["second"]) > 12
    return None if (first > 0) == (second > 0) else first > 0


def nearest(month: int, day: int, near: date) -> date | None:
    """Return the date of that month and day that lies nearest to `near`; None if there is none."""
    found = [made for year in (near.year - 1, near.year, near.year + 1) if (made := _made(year, month, day))]
    return min(found, key=lambda one: abs((one - near).days), default=None)


def _from_number(number: float, near: date) -> Reading[date]:
    shown = written(number)
    whole = float(number).is_integer()
    if whole and 19_000_101 <= number <= 21_001_231:
        found = _SOLID.fullmatch(shown)
        made = _made(*map(int, found.group("year", "month", "day"))) if found else None
        return Reading(made, None if made else Note("impossible_date", shown))
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        return Reading(_EPOCH + timedelta(days=int(number)))
    if whole and 101 <= number <= 1231:
        return _inferred(nearest(int(number) // 100, int(number) % 100, near), shown)
    if whole and 200_101 <= number <= 991_231:
        solid = _FULL.fullmatch(f"20{shown[:2]}-{shown[2:4]}-{shown[4:]}")
        return _inferred(_made(*map(int, solid.group("year", "month", "day"))) if solid else None, shown)
    if not whole and 1900 <= number < 2100:
        return _year_and_month(shown)
    if not whole and 1 <= number < 13 and re.fullmatch(r"\d{1,2}\.\d{1,2}", shown):
        month, day = shown.split(".")
        if day in ("1", "2", "3"):  # 10.2 stands for 10.2 and for 10.20
            return Reading(None, Note("ambiguous_date", shown))
        return _inferred(nearest(int(month), int(day), near), shown)
    if number == 0:
        return Reading(None)
    return Reading(None, Note("no_date", shown))


def _as_serial(value: date) -> float:
    if not isinstance(value, datetime):
        return (value - _EPOCH).days
    part = (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return round((value.date() - _EPOCH).days + part, 4)


def _year_and_month(shown: str) -> Reading[date]:
    year, month = shown.split(".")
    if month == "1":  # 2025.1 stands for January and for 2025.10
        return Reading(None, Note("ambiguous_date", shown))
    return _inferred(_made(int(year), int(month), 1), shown)


def _from_text(value: str, near: date, day_first: bool | None) -> Reading[date]:
    text = folded(value)
    if "月" in text:
        text = _NUMERALS.sub(lambda found: str(chinese_number(found[0])), text)
    shown = trimmed(value)
    if text.lower() in NOTHING:
        return Reading(None)
    if text in ERRORS:
        return Reading(None, Note("error_cell", text))
    if len(text) > 200:
        return Reading(None, Note("no_date", shown))
    if re.fullmatch(r"\d{4,8}(?:\.\d+)?", text):
        reading = _from_number(float(text), near)
        return reading if reading.note is None else Reading(reading.value, Note(reading.note.kind, shown))
    plain = _bare(text)
    if day_first is None and _either_way(plain):
        return Reading(None, Note("ambiguous_date", shown))
    whole = _whole(plain, bool(day_first))
    if whole:
        made, clean = whole
        if made is None:
            return Reading(None, Note("impossible_date", shown))
        return Reading(made) if clean else _inferred(made, shown)
    found = _YEAR_MONTH.match(plain)
    if found:
        return _inferred(_made(int(found["year"]), int(found["month"]), 1), shown)
    if _ABOUT.search(plain) and not _FULL.search(plain):
        return Reading(None, Note("no_date", shown))
    return _within(plain, shown, near, bool(day_first))


def _either_way(plain: str) -> bool:
    """Tell whether a text is a date such as 5/11/2026 that month and day give two meanings."""
    found = _YEAR_LAST.fullmatch(plain)
    return found is not None and found["mark"] != "." and max(
        int(found["first"]), int(found["second"])) <= 12 and int(found["first"]) != int(found["second"])


def _whole(plain: str, day_first: bool) -> tuple[date | None, bool] | None:
    """Read a text that is nothing but a date with its year; the flag tells that it is beyond doubt."""
    found = _FULL.fullmatch(plain) or _SOLID.fullmatch(plain)
    if found:
        clean = "mark" not in found.groupdict() or found["mark"] in "-/年"
        return _made(*map(int, found.group("year", "month", "day"))), clean
    found = _YEAR_LAST.fullmatch(plain)
    if found:
        return _turned(found, day_first), True
    return None


def _within(plain: str, shown: str, near: date, day_first: bool) -> Reading[date]:
    """Find the one date that stands in a text; several different ones are ambiguous."""
    made: list[date | None] = []

    def take(pattern: re.Pattern[str], text: str) -> str:
        made.extend(_date_of(pattern, found, near, day_first) for found in pattern.finditer(text))
        return pattern.sub(" ; ", text)

    rest = plain
    for pattern in (_FULL, _SOLID, _YEAR_LAST):
        rest = take(pattern, rest)
    short = [one for found in _SHORT_YEAR.finditer(rest) if (one := _date_of(_SHORT_YEAR, found, near, day_first))]
    if short:
        made.extend(short)
        rest = _SHORT_YEAR.sub(" ; ", rest)
    rest = take(_MONTH_DAY, rest)
    if not made:
        found = _NAMED.search(rest)
        if found and (found["month"] or found["month2"])[:3].lower() in _MONTHS:
            one = _date_of(_NAMED, found, near, day_first)
            clean = found["year"] is not None and found.end() - found.start() == len(rest.strip())
            return Reading(one) if one and clean else _inferred(one, shown)
        alone = _DAY_ALONE.match(plain)
        if alone:
            return _inferred(_nearest_day(int(alone["day"]), near), shown)
        return Reading(None, Note("no_date", shown))
    certain = {one for one in made if one}
    if len(certain) > 1 or (certain and _FROM_TO.search(plain)):
        return Reading(None, Note("ambiguous_date", shown))
    if not certain:
        return Reading(None, Note("impossible_date", shown))
    return _inferred(certain.pop(), shown)


def _date_of(pattern: re.Pattern[str], found: re.Match[str], near: date, day_first: bool) -> date | None:
    if pattern is _YEAR_LAST:
        return _turned(found, day_first)
    if pattern is _MONTH_DAY:
        return nearest(int(found["month"]), int(found["day"]), near)
    if pattern is _SHORT_YEAR:
        one = _made(2000 + int(found["year"]), int(found["month"]), int(found["day"]))
        return one if one and abs(one.year - near.year) <= 6 else None
    if pattern is _NAMED:
        month = _MONTHS.get((found["month"] or found["month2"])[:3].lower(), 0)
        day = int(found["day"] or found["day2"])
        if not found["year"]:
            return nearest(month, day, near)
        year = int(found["year"])
        return _made(year + 2000 if year < 100 else year, month, day)
    return _made(*map(int, found.group("year", "month", "day")))


def _turned(found: re.Match[str], day_first: bool) -> date | None:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first > 12 or ((day_first or found["mark"] == ".") and second <= 12):
        first, second = second, first
    return _made(year, first, second)


def _nearest_day(day: int, near: date) -> date | None:
    first = near.replace(day=1)
    months = [first, (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)]
    found = [made for month in months if (made := _made(month.year, month.month, day))]
    return min(found, key=lambda one: abs((one - near).days), default=None)


def _bare(text: str) -> str:
    return _WEEKDAY.sub("", _CLOCK.sub("", text)).strip(" ,，。.;；")


def _inferred(made: date | None, shown: str) -> Reading[date]:
    return Reading(made, Note("text_date" if made else "impossible_date", shown))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
