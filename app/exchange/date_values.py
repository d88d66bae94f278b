"""Dates as clerks write them in cells: 11月26号装柜, 12/14前, 2026.11.26, 20261126, 9.15, 货期待复."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    r"(?<!\d)(?P<year>[12]\d{3}|[3-9]\d{3}(?=[-/年]))\s*(?P<mark>[-/.年·、,_ ])\s*(?P<month>\d{1,2})\s*[-/.月·、,_ ]\s*"
    r"(?P<day>\d{1,2})(?!\d)\s*[日号]?"
)
_SOLID = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<first>\d{1,2})\s*(?P<mark>[-/.])\s*(?P<second>\d{1,2})\s*[-/.]\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])'?(?P<a>\d{1,2})(?:\s*(?P<mark>[-/.])\s*(?P<b>\d{1,2})\s*(?P=mark)\s*|\s*年\s*(?P<month>\d{1,2})\s*月\s*)"
    r"(?P<c>\d{1,2})(?![\d]|[-/.]\d)\s*[日号]?"
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[-\s/.,]*(?P<month>[a-z]{3,9})|(?P<month2>[a-z]{3,9})[-\s/.,]*(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?)(?!\d)(?:[-\s/.,']*(?P<year>\d{4}|\d{2}))?(?![\d])",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?<![\d.])(?P<month>\d{1,2})\s*(?P<mark>[-/.月])\s*(?P<day>\d{1,2})(?!\d|[.]\d|\s*月)\s*[日号]?")
_YEAR_MONTH = re.compile(r"^(?P<year>(?:19|20)\d\d)\s*[-/.年_ ]{1,3}\s*(?P<month>0?[1-9]|1[0-2])\s*月?$")
_DAY_ALONE = re.compile(r"^(?:本月)?(?P<day>\d{1,2})\s*[日号]\s*(?!内|后|左右)(?P<rest>[^\d]*)$")
_NUMERALS = re.compile("[〇零一二三四五六七八九十廿卅]+(?=年|月|日|号)")
_ABOUT = re.compile(r"\d\s*月\s*(?:份)?\s*(?:上|中|下|初|底|末|左右)|旬|月初|月中|月底|月末|年底")
_FROM_TO = re.compile(r"\d\s*[日号]?\s*(?:~|至|到|--|—|―)\s*\d|[日号]\s*-\s*\d|\d\s*[/.月]\s*\d{1,2}\s*-\s*\d")
_CLOCK = re.compile(
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:Z|[+-]\d\d:?\d\d)?)\s*$", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"[(\[]?\s*(?:星期|周|礼拜)\s*[一二三四五六日天]\s*[)\]]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?",
    re.IGNORECASE,
)
_WORLD_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]00:?00)", re.IGNORECASE)
_CHINA = timedelta(hours=8)
_USUAL = re.compile(
    r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?\s*(?:前|出|走|交|验|截|完|出货|走货|交货|发货|装柜|验货|上线|完成|完工)?")
_WITH_YEAR = (_FULL, _SOLID, _YEAR_LAST, _SHORT_YEAR)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_EPOCH = date(1899, 12, 30)
_FIRST_YEAR = 1930
"""Earlier days are numbers such as 2025.1 in a cell formatted as a date (1905-07-17 02:24)."""
_MOST_YEARS = 6
"""How far a year of two digits may lie from the days around it."""
_NEAR_BY = 200
"""Days within which one of several meanings is much likelier than the others."""


@dataclass(frozen=True)
class Writing:
    """How the dates of a column are written, as far as they tell: `order` is of years of two digits (ymd, dmy, mdy).

    `day_first` says how 3/4/2026 is meant where both are possible; None that nobody knows.
    """

    day_first: bool | None = False
    order: str = ""


def as_date(value: Cell, near: date, writing: Writing | bool | None = False) -> Reading[date]:
    """Read a date; a missing year is the one nearest to `near`, and what was inferred is noted."""
    if not isinstance(writing, Writing):
        writing = Writing(writing)
    if isinstance(value, date):
        if value.year < _FIRST_YEAR:
            return _from_number(_as_serial(value), near)
        return Reading(day_of(value) if isinstance(value, datetime) else value)
    if value is None:
        return Reading(None)
    if isinstance(value, bool | time | timedelta):
        return Reading(None, Note("no_date", written(value)))
    if isinstance(value, int | float):
        return _from_number(value, near)
    return _from_text(value, near, writing)


def day_of(moment: datetime) -> date:
    """Return a moment's day; a spreadsheet's midnight may lie a split second before it."""
    return (moment + timedelta(seconds=0.5)).date() if moment.time() >= time(23, 59, 59, 500_000) else moment.date()


def is_written_in_full(text: str, century: bool = False) -> bool:
    """Tell whether a text is nothing but a date with year, month and day; `century`: with four digits of the year."""
    plain = _bare(folded(text))
    return any(pattern.fullmatch(plain) for pattern in (_WITH_YEAR[:3] if century else _WITH_YEAR))


def lacks_year(cell: Cell) -> bool:
    """Tell whether a cell is a date, or has one in it, that says no year."""
    if isinstance(cell, str):
        plain = _bare(folded(cell))
        if any(pattern.search(plain) for pattern in (*_WITH_YEAR, _YEAR_MONTH)):
            return False
        named = _NAMED.search(plain)
        return named is None or named["year"] is None
    return isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell <= 1231


def is_usual(cell: Cell) -> bool:
    """Tell whether a cell is a month and a day and hardly more: 12/10, 11月26日, 1/2出."""
    return isinstance(cell, str) and _USUAL.fullmatch(_bare(_in_digits(folded(cell)))) is not None


def writing_of(texts: list[str], near: date) -> Writing:
    """Tell from a column's texts how its dates are written."""
    first = second = 0
    triples = []
    for text in map(folded, texts):
        found = _YEAR_LAST.search(text) or _MONTH_DAY.fullmatch(_bare(text))
        if found and found["mark"] != "月":
            one, two = (int(part) for part in found.groups() if part and part.isdigit() and len(part) < 3)
            first += one > 12 >= two
            second += two > 12 >= one
        elif found is None and (found := _SHORT_YEAR.fullmatch(_bare(text))) and found["mark"]:
            triples.append((found["a"], found["b"], found["c"]))
    order = _order_of(triples, near)
    first += order == "dmy"
    second += order == "mdy"
    day_first = None if (first > 0) == (second > 0) else first > 0
    if not order and day_first is not None and triples:
        order = _order_of(triples, near, ("ymd", "dmy" if day_first else "mdy"))
    return Writing(day_first, order)


def _order_of(triples: list[tuple[str, str, str]], near: date, orders: tuple[str, ...] = ("ymd", "dmy", "mdy")) -> str:
    """Return the order in which nearly all triples are days near by, empty where several orders will do."""
    fitting = []
    for order in orders:
        made = [day for triple in triples if (day := _ordered(triple, order, near))]
        if made and len(made) * 10 >= len(triples) * 8:
            fitting.append((len(made), -len({day.year for day in made}), order, made))
    if not fitting:
        return ""
    fitting.sort(reverse=True)
    best = fitting[0]
    rivals = [one for one in fitting[1:] if one[:2] == best[:2] and one[3] != best[3]]
    return "" if rivals else best[2]


def _ordered(triple: tuple[str, str, str], order: str, near: date) -> date | None:
    parts = dict(zip(order, triple, strict=True))
    if len(parts["y"]) != 2:
        return None
    made = _made(2000 + int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return made if made and abs(made.year - near.year) <= _MOST_YEARS else None


def _short_year(found: re.Match[str], near: date, writing: Writing) -> set[date]:
    """Return the days that a date with a year of two digits can mean."""
    if found["month"]:
        made = _ordered((found["a"], found["month"], found["c"]), "ymd", near)
        return {made} if made else set()
    triple = (found["a"], found["b"], found["c"])
    if writing.order:
        made = _ordered(triple, writing.order, near)
        return {made} if made else set()
    orders = ("ymd", "dmy") if found["mark"] == "." or writing.day_first else ("ymd", "dmy", "mdy")
    days = {made for order in orders if (made := _ordered(triple, order, near))}
    turned = {_ordered(triple, order, near) for order in ("dmy", "mdy")} - {None}
    close = {day for day in days if abs((day - near).days) <= _NEAR_BY}
    return close if len(close) == 1 and (len(turned) < 2 or len(orders) == 2) else days


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


def _from_text(value: str, near: date, writing: Writing) -> Reading[date]:
    text = folded(value)
    if "Z" in text or "0:" in text or "00" in text:
        world = _WORLD_TIME.fullmatch(text)
        if world and (made := _from_world(f"{world[1]} {world[2]}")):
            return Reading(made)
    text = _in_digits(text)
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
    if writing.day_first is None and _either_way(plain):
        return Reading(None, Note("ambiguous_date", shown))
    whole = _whole(plain, bool(writing.day_first))
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
    return _within(plain, shown, near, writing)


def _from_world(text: str) -> date | None:
    """Return the day in China of a moment in world time: 2026-11-25T16:00Z is midnight of the 26th."""
    try:
        return (datetime.fromisoformat(text) + _CHINA).date()
    except ValueError:
        return None


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


def _within(plain: str, shown: str, near: date, writing: Writing) -> Reading[date]:
    """Find the one date that stands in a text; several different ones are ambiguous."""
    made: list[date | None] = []

    def take(pattern: re.Pattern[str], text: str) -> str:
        made.extend(_date_of(pattern, found, near, writing) for found in pattern.finditer(text))
        return pattern.sub(" ; ", text)

    rest = plain
    for pattern in (_FULL, _SOLID, _YEAR_LAST):
        rest = take(pattern, rest)
    for triple in _SHORT_YEAR.finditer(rest):
        meant = _short_year(triple, near, writing)
        if not meant:
            return Reading(None, Note("ambiguous_date" if triple["mark"] else "impossible_date", shown))
        made.extend(meant)
    rest = _SHORT_YEAR.sub(" ; ", rest)
    rest = take(_MONTH_DAY, rest)
    if not made:
        found = _NAMED.search(rest)
        if found and (found["month"] or found["month2"])[:3].lower() in _MONTHS:
            one = _date_of(_NAMED, found, near, writing)
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


def _date_of(pattern: re.Pattern[str], found: re.Match[str], near: date, writing: Writing) -> date | None:
    if pattern is _YEAR_LAST:
        return _turned(found, bool(writing.day_first))
    if pattern is _MONTH_DAY:
        month, day = int(found["month"]), int(found["day"])
        if found["mark"] != "月" and day <= 12 and (writing.day_first or month > 12):
            month, day = day, month
        return nearest(month, day, near)
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


def _in_digits(text: str) -> str:
    return _NUMERALS.sub(lambda found: str(chinese_number(found[0])), text) if "月" in text else text


def _bare(text: str) -> str:
    return _WEEKDAY.sub("", _CLOCK.sub("", text)).strip(" ,，。.;；")


def _inferred(made: date | None, shown: str) -> Reading[date]:
    return Reading(made, Note("text_date" if made else "impossible_date", shown))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
