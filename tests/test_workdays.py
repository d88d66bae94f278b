"""Working-day arithmetic against a plain day-by-day count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue
from app.database import query
from app.domain.holidays import chinese_holidays
from app.domain.workdays import Calendar, NoWorkdaysError

DAY = timedelta(days=1)
near = st.dates(date(2025, 12, 1), date(2026, 3, 31))
calendars = st.builds(
    Calendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=6),
    holidays=st.dictionaries(near, st.just("off"), max_size=30),
    workdays=st.frozensets(near, max_size=10),
)


def worked(calendar: Calendar, day: date) -> bool:
    """The rule said plainly, to hold the tables against."""
    if day in calendar.workdays:
        return True
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def walked(calendar: Calendar, day: date, count: int) -> date:
    """The answer of add_workdays by walking day after day."""
    if count == 0:
        while not worked(calendar, day):
            day += DAY
        return day
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= worked(calendar, day)
    return day


@given(calendars, near, st.integers(-60, 60))
def test_adding_agrees_with_walking(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.add_workdays(day, count) == walked(calendar, day, count)


@given(calendars, near, near)
def test_counting_agrees_with_walking(calendar: Calendar, first: date, last: date) -> None:
    days = [first + DAY * n for n in range((last - first).days + 1)]
    assert calendar.workdays_between(first, last) == sum(worked(calendar, day) for day in days)
    assert list(calendar.days_off(first, last)) == [day for day in days if not worked(calendar, day)]
    assert calendar.days_worked(first, last) == [day for day in days if worked(calendar, day)]


@given(calendars, near, st.integers(1, 200))
def test_back_and_forth_gives_the_same_day(calendar: Calendar, day: date, count: int) -> None:
    start = calendar.add_workdays(day, 0)
    assert calendar.add_workdays(calendar.add_workdays(start, count), -count) == start
    assert calendar.workdays_between(start, calendar.add_workdays(start, count)) == count + 1


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(-4_000, 4_000))
def test_days_outside_the_first_span_are_reckoned_too(day: date, count: int) -> None:
    found = Calendar().add_workdays(day, count)
    weeks, rest = divmod(abs(count), 5)
    assert found.weekday() < 5
    assert abs(abs((found - day).days) - 7 * weeks - rest) <= 4


def test_spring_festival_with_make_up_days() -> None:
    year = next(known for known in chinese_holidays() if known.year == 2026)
    calendar = Calendar(holidays=year.holidays, workdays=year.workdays)
    assert not year.provisional
    assert calendar.holiday(date(2026, 2, 17)) == "春节"
    assert calendar.is_workday(date(2026, 2, 14)), "a Saturday worked for the Spring Festival"
    assert calendar.next_workday(date(2026, 2, 14)) == date(2026, 2, 24)
    assert calendar.previous_workday(date(2026, 2, 24)) == date(2026, 2, 14)
    assert calendar.workdays_between(date(2026, 2, 15), date(2026, 2, 23)) == 0


def test_the_coming_year_is_marked_provisional() -> None:
    known = {year.year: year.provisional for year in chinese_holidays()}
    assert known == {2024: False, 2025: False, 2026: False, 2027: True}


def test_share_of_a_day() -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    calendar = Calendar(weekend=frozenset({6}), shares={saturday: 0.5, sunday: 0.5})
    assert calendar.share(saturday) == 0.5
    assert calendar.share(sunday) == 0.0
    assert calendar.share(date(2026, 11, 23)) == 1.0


def test_a_make_up_day_is_no_holiday() -> None:
    day = date(2026, 10, 1)
    calendar = Calendar(holidays={day: "国庆节"}, workdays=frozenset({day}))
    assert calendar.is_workday(day) and calendar.holiday(day) == ""


@pytest.mark.parametrize("count", [-1, 0, 1])
def test_a_calendar_without_working_days_says_so(count: int) -> None:
    calendar = Calendar(weekend=frozenset(range(7)))
    with pytest.raises(NoWorkdaysError, match="2026-11-23"):
        calendar.add_workdays(date(2026, 11, 23), count)
    assert calendar.workdays_between(date(2026, 1, 1), date(2026, 12, 31)) == 0


def test_a_calendar_of_make_up_days_alone_ends_with_the_last() -> None:
    only = date(2050, 5, 1)
    calendar = Calendar(weekend=frozenset(range(7)), workdays=frozenset({only}))
    assert calendar.next_workday(date(2026, 11, 23)) == only
    with pytest.raises(NoWorkdaysError):
        calendar.next_workday(only)


@pytest.mark.parametrize(("day", "count"), [(date.max, 1), (date.min, -1)])
def test_the_end_of_time_is_no_loop(day: date, count: int) -> None:
    with pytest.raises(NoWorkdaysError):
        Calendar().add_workdays(day, count)


def test_the_company_calendar_says_the_weekday_of_each_day(company: Path) -> None:
    sheet = catalogue.sheets()["calendar"]
    keys = [c.key for c in sheet.columns]
    rows = query.all_rows(query.Ask(sheet, date(2026, 11, 23)))
    assert len(rows) > 20
    assert all(row.cells[keys.index("weekday")] == "周" + "一二三四五六日"[row.cells[keys.index("day")].weekday()]
               for row in rows)
