"""Dates of a table read together: days first, years of two digits, years that another cell of the row tells."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.exchange.columns import read_column
from app.exchange.date_columns import read_dates
from app.exchange.date_values import as_date

NEAR = date(2026, 11, 18)


def kinds(notes: list) -> list[str]:
    return [note.kind for _place, note in notes]


@pytest.mark.parametrize(("cells", "days"), [
    (["28/11/26", "05-12-26", "31/12/26", "13/12/26", "30.12.26"],
     ["2026-11-28", "2026-12-05", "2026-12-31", "2026-12-13", "2026-12-30"]),
    (["26/11/28", "26/12/05", "27/1/3"], ["2026-11-28", "2026-12-05", "2027-01-03"]),
    (["12/31/26", "01/15/27", "12/05/26"], ["2026-12-31", "2027-01-15", "2026-12-05"]),
    (["25/11/2026", "05/12/26"], ["2026-11-25", "2026-12-05"]),
    (["11/25/2026", "05/12/26"], ["2026-11-25", "2026-05-12"]),
    (["25/11", "5/12", "28/12"], ["2026-11-25", "2026-12-05", "2026-12-28"]),
    (["26年11月28日", "26年12月5日"], ["2026-11-28", "2026-12-05"]),
    (["26.11.26", "26.12.3"], ["2026-11-26", "2026-12-03"])])
def test_the_column_tells_the_order(cells: list[str], days: list[str]) -> None:
    values, _notes = read_column(cells, "date", NEAR)
    assert [str(value) for value in values] == days


@pytest.mark.parametrize("cell", ["05/12/26", "5/12/2026", "12/5/9", "31/31/26"])
def test_what_nothing_tells_is_left_empty_and_said(cell: str) -> None:
    values, notes = read_column([cell], "date", NEAR)
    assert values == [None] and kinds(notes) in (["ambiguous_date"], ["impossible_date"])


def test_dates_that_a_spreadsheet_has_turned() -> None:
    cells = [date(2026, 5, 12), "28/11/2026", "13/12/2026", date(2026, 8, 8)]
    values, notes = read_column(cells, "date", NEAR)
    assert values == [None, date(2026, 11, 28), date(2026, 12, 13), date(2026, 8, 8)] and kinds(notes) == ["turned_date"]
    honest = [date(2026, 11, 30), "28/11/2026"]
    assert read_column(honest, "date", NEAR)[0] == [date(2026, 11, 30), date(2026, 11, 28)]


def test_the_year_stands_in_the_row() -> None:
    columns = {"received": [date(2024, 11, 1), date(2024, 11, 5), date(2025, 3, 1), None],
               "plan": [date(2024, 12, 23), None, None, date(2025, 6, 1)],
               "ship": ["1/2出", "12/20", "2/10", "7月3日"]}
    found = read_dates(columns, NEAR, ["received"])
    assert found["ship"][0] == [date(2025, 1, 2), date(2024, 12, 20), date(2025, 2, 10), date(2025, 7, 3)]
    assert kinds(found["ship"][1]) == ["text_date"] * 4
    many = {"received": [date(2024, 11, 1)] * 100, "ship": ["1/2出"] * 100}
    assert kinds(read_dates(many, NEAR, ["received"])["ship"][1]) == ["years_of_rows"]
    assert read_dates({"received": ["12/20"], "ship": [date(2025, 8, 1)]}, NEAR, ["received"])["received"][0] == [
        date(2024, 12, 20)]


def test_the_rows_around_tell_the_year_and_it_is_said() -> None:
    columns = {"received": [date(2024, 11, 1), None, None], "ship": [date(2024, 12, 1), "12/20", "12/22"]}
    values, notes = read_dates(columns, NEAR, ["received"])["ship"]
    assert values[1:] == [date(2024, 12, 20), date(2024, 12, 22)] and kinds(notes) == ["text_date", "text_date"]


def test_the_usual_writing_is_said_once() -> None:
    values, notes = read_column(["12/10", "11月26日"] * 100, "date", NEAR)
    assert values[:2] == [date(2026, 12, 10), date(2026, 11, 26)] and kinds(notes) == ["no_years"]
    assert read_column(["2026.11.26", None, "2026.12.3", date(2026, 1, 3)], "date", NEAR)[1] == []


@pytest.mark.parametrize("cell", ["2126-05-01", "2206-12-20", date(2126, 5, 1), date(2062, 1, 1), date(9999, 12, 31),
                                  "9999-12-31", "1026-11-02", datetime(2126, 5, 1, 8)])
def test_days_of_another_age(cell: object) -> None:
    values, notes = read_column([cell, date(2026, 11, 20)], "date", NEAR)
    assert values == [None, date(2026, 11, 20)] and kinds(notes) == ["far_date"]


@pytest.mark.parametrize(("cell", "day"), [
    ("2026-11-25T16:00:00Z", date(2026, 11, 26)), ("2026-11-25T16:00:00.000Z", date(2026, 11, 26)),
    ("2026-11-26T00:00:00Z", date(2026, 11, 26)), ("2026-11-26T08:00:00+08:00", date(2026, 11, 26)),
    ("2026-11-25 15:59:59Z", date(2026, 11, 25)), ("2026-11-25T17:30:00+00:00", date(2026, 11, 26)),
    (datetime(2026, 11, 25, 23, 59, 59, 999_000), date(2026, 11, 26)), (datetime(2026, 11, 25, 23, 59, 59), date(2026, 11, 25)),
    (datetime(2026, 11, 25, 23, 30), date(2026, 11, 25))])
def test_moments(cell: object, day: date) -> None:
    assert as_date(cell, NEAR).value == day


def test_a_column_of_midnights_in_world_time() -> None:
    values, notes = read_column([datetime(2026, 11, day, 16) for day in (24, 25, 29)], "date", NEAR)
    assert values == [date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 30)] and kinds(notes) == ["world_time"]


@pytest.mark.parametrize("cell", ["11/24-25", "11/24—25", "11月24日—25日", "12/5–12/9", "2026-W53", "第53周", "W53"])
def test_ranges_and_weeks_are_no_day(cell: str) -> None:
    assert read_column([cell], "date", NEAR)[0] == [None]


@pytest.mark.parametrize("cell", ["2026–11–26", "2026−11−26", "2026－11－26", "\u202a2026-11-26\u202c", "2026‑11‑26", "２０２６／１１／２６"])
def test_other_dashes_and_marks(cell: str) -> None:
    values, notes = read_column([cell], "date", NEAR)
    assert values == [date(2026, 11, 26)] and not notes
