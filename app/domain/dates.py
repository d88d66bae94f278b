"""Dates as clerks type them in a form: 2026-12-3, 12.3, 12/3, 3号, +7, 今天, 下周五."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.domain.folding import same

_NAMED = {"今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "昨天": -1,
          "yesterday": -1, "大后天": 3, "前天": -2}
_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0, "2": 1, "3": 2, "4": 3,
         "5": 4, "6": 5, "7": 6}
_MOST_YEARS = 6
"""How far from today a year of two digits may lie; 28/11/26 with the day first is none."""


def typed_date(text: str, today: date) -> date | None:
    """Return the date that was typed, None where it is none; a missing year is the one that is nearest."""
    word = same(text)
    if word in _NAMED:
        return today + timedelta(days=_NAMED[word])
    if found := re.fullmatch(r"([+-]\d{1,4})(天|d|日)?", word):
        return today + timedelta(days=int(found[1]))
    if found := re.fullmatch(r"(上|下下|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天1-7])", word):
        weeks = {"上": -1, "下": 1, "下下": 2}.get(found[1] or "", 0)
        return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=_DAYS[found[2]])
    if word in ("月底", "本月底"):
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", word):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?", word):
        year = int(found[1])
        if year < 100 and abs(year + 2000 - today.year) > _MOST_YEARS:
            return None
        return _day(year + 2000 if year < 100 else year, int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-./月](\d{1,2})[日号]?", word):
        near = [d for y in (today.year - 1, today.year, today.year + 1)
                if (d := _day(y, int(found[1]), int(found[2])))]
        return min(near, key=lambda d: abs((d - today).days), default=None)
    if found := re.fullmatch(r"(\d{1,2})[日号]", word):
        first = today.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
        near = [d for m in (first, after) if (d := _day(m.year, m.month, int(found[1])))]
        return min(near, key=lambda d: abs((d - today).days), default=None)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
