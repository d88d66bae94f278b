"""Cells as clerks write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import N_
from app.exchange.columns import read_column, read_fields
from app.exchange.grid import Grid
from app.exchange.notes import KINDS, CellNote
from app.exchange.table_parts import Wanted
from app.exchange.values import as_code, as_date, as_flag, as_money, as_percent, as_quantity, as_text, reader

NEAR = date(2026, 11, 18)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.text(max_size=30),
    st.text(alphabet="0123456789.,-/年月日号 套约()+eE%万１２", max_size=14),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize(("cell", "value"), [
    ("3箱×20", 60), ("20pcs*3箱", 60), ("12打", 144), ("5 dozen", 60), ("一百二十套", 120), ("两百", 200), ("一千零五", 1005),
    ("十套", 10), ("一批", None), ("2×3×4", None), ("100+20", None), ("十一月", None)])
def test_counted_quantities(cell: str, value: int | None) -> None:
    reading = as_quantity(cell)
    assert reading.value == value and reading.note is not None


@pytest.mark.parametrize(("cell", "day", "kind"), [
    ("十一月五日", date(2026, 11, 5), "text_date"), ("二〇二六年十一月五日", date(2026, 11, 5), None),
    ("十二月廿三号装柜", date(2026, 12, 23), "text_date"), ("十一月底", None, "no_date"), ("3日内", None, "no_date")])
def test_dates_in_numerals(cell: str, day: date | None, kind: str | None) -> None:
    reading = as_date(cell, date(2026, 11, 23))
    assert (reading.value, reading.note.kind if reading.note else None) == (day, kind)


def test_month_and_day_that_nothing_tells_apart() -> None:
    values, notes = read_column(["5/11/2026", "3/3/2026"], "date", date(2026, 11, 23))
    assert values == [None, date(2026, 3, 3)] and [note.kind for _at, note in notes] == ["ambiguous_date"]
    assert read_column(["5/11/2026", "25/11/2026"], "date", date(2026, 11, 23))[0][0] == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("20套", 20, "text_quantity"),
        ("25套散件", 25, "text_quantity"),
        ("50个(散件)", 50, "text_quantity"),
        ("约332", 332, "text_quantity"),
        ("181个", 181, "text_quantity"),
        ("２０ 套", 20, "text_quantity"),
        ("1.2万", 12_000, "text_quantity"),
        ("(300)", -300, "text_quantity"),
        ("100PCS", 100, "text_quantity"),
        ("2套+1个盖", None, "text_quantity"),
        ("20-30", None, "text_quantity"),
        ("20套（含2套备品）", None, "text_quantity"),
        ("5%", None, "text_quantity"),
        ("待定", None, "no_quantity"),
        ("#VALUE!", None, "error_cell"),
        (date(2023, 3, 15), None, "date_not_number"),
        (date(1902, 9, 26), 1000, "date_as_number"),
        ("1,008 ", 1008, None),
        ("1，008", 1008, None),
        ("１２", 12, None),
        ("12 000", 12_000, None),
        ("-", None, None),
        ("\u3000", None, None),
        (1250.0, 1250, None),
        (0.5, None, "fraction"),
        (0, 0, None),
    ],
)
def test_quantity(cell: object, value: object, kind: str | None) -> None:
    reading = as_quantity(cell)
    assert reading.value == value
    assert (reading.note.kind if reading.note else None) == kind


@pytest.mark.parametrize(
    ("cell", "day", "kind"),
    [
        ("12/10", date(2026, 12, 10), "text_date"),
        ("11月21", date(2026, 11, 21), "text_date"),
        ("2026.11.26", date(2026, 11, 26), "text_date"),
        ("12/14前", date(2026, 12, 14), "text_date"),
        ("11月26号装柜", date(2026, 11, 26), "text_date"),
        ("7/16 自检", date(2026, 7, 16), "text_date"),
        ("9.15", date(2026, 9, 15), "text_date"),
        (9.15, date(2026, 9, 15), "text_date"),
        ("１２月５日", date(2026, 12, 5), "text_date"),
        ("12-5", date(2026, 12, 5), "text_date"),
        ("1/5", date(2027, 1, 5), "text_date"),
        ("3号", date(2026, 11, 3), "text_date"),
        ("26.11.26", date(2026, 11, 26), "text_date"),
        ("2025..7", date(2025, 7, 1), "text_date"),
        ("1126", date(2026, 11, 26), "text_date"),
        (2025.1, None, "ambiguous_date"),
        ("2025.1", None, "ambiguous_date"),
        (datetime(1905, 7, 17, 2, 24), None, "ambiguous_date"),
        (10.2, None, "ambiguous_date"),
        ("12/5改12/9", None, "ambiguous_date"),
        ("11月24日-25日", None, "ambiguous_date"),
        ("货期待复", None, "no_date"),
        ("待定", None, "no_date"),
        ("免验", None, "no_date"),
        ("12月中", None, "no_date"),
        ("12月", None, "no_date"),
        ("2月30", None, "impossible_date"),
        ("11/2/2026", date(2026, 11, 2), None),
        ("13/2/2026", date(2026, 2, 13), None),
        ("20261126", date(2026, 11, 26), None),
        (20261126, date(2026, 11, 26), None),
        (46350, date(2026, 11, 24), None),
        (46350.5, date(2026, 11, 24), None),
        (datetime(2026, 11, 18, 8, 30), date(2026, 11, 18), None),
        ("2026年11月18日 星期三", date(2026, 11, 18), None),
        ("2026-11-26 08:30:00", date(2026, 11, 26), None),
        ("2026/11/26", date(2026, 11, 26), None),
        ("Nov 26, 2026", date(2026, 11, 26), None),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_date(cell: object, day: date | None, kind: str | None) -> None:
    reading = as_date(cell, NEAR)
    assert reading.value == day
    assert (reading.note.kind if reading.note else None) == kind


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (4500134661.0, "4500134661"),
        ("4500134661.0", "4500134661"),
        ("0026501", "0026501"),
        (" ZB26-1161\u3000", "ZB26-1161"),
        ("0107-40M\u00a0A", "0107-40M A"),
        ("０１２ＡＢ－１", "012AB-1"),
        (7.73900412345678e14, "773900412345678"),
        ("\ufeffA1\u200b", "A1"),
        ("\u3000", None),
        (None, None),
    ],
)
def test_code(cell: object, code: str | None) -> None:
    assert as_code(cell).value == code


def test_codes_that_a_spreadsheet_spoiled_are_noted() -> None:
    assert as_code("7.739E+14").note.kind == "lost_digits"
    assert as_code(date(2026, 11, 1)).note.kind == "date_as_code"


def test_money_percent_flag_text() -> None:
    assert as_money("¥1,250.00").value == Decimal(1250)
    assert as_money("¥1,250.00").note is None
    assert as_money(0.1 + 0.2).value == Decimal("0.3")
    assert as_money("12.50元").value == Decimal("12.5")
    assert as_percent("85%").value == as_percent(0.85).value == 0.85
    assert [as_flag(cell).value for cell in ("√", "否", "Y", 0, None)] == [True, False, True, False, None]
    assert as_text(" 一\n二\u3000").value == "一\n二"
    assert as_text(4121155.0).value == "4121155"


@pytest.mark.parametrize(("cell", "value", "kind"), [
    ("500\n300", None, "two_numbers"), ("500\r\n300", None, "two_numbers"), ("500\n", 500, None),
    ("1000\n1200", None, "two_numbers"), ("500 300", None, "text_quantity"), ("500\u00a0300", None, "text_quantity"),
    ("500\u3000300", None, "text_quantity"), ("12 000", 12_000, None), ("1 250 000", 1_250_000, None),
    ("1 234 567", None, "text_quantity"), ("1\t200", 1200, "text_quantity"), ("500、300", None, "text_quantity"),
    ("500/300", None, "text_quantity"), ("500;300", None, "text_quantity"), ("600\n200pcs", None, "two_numbers")])
def test_two_quantities_in_one_cell_are_none(cell: str, value: int | None, kind: str | None) -> None:
    reading = as_quantity(cell)
    assert (reading.value, reading.note.kind if reading.note else None) == (value, kind)


@pytest.mark.parametrize(("cell", "value", "kind"), [
    ("1.500", None, "point_or_thousands"), ("2.000", None, "point_or_thousands"), (1.5, None, "fraction"),
    (2.0, 2, None), (1499.6, None, "fraction"), (1200.0000001, 1200, None), ("1.5", None, "fraction"),
    ("1.250.000", None, "text_quantity"), ("1.234,00", 1234, None), ("2,5", None, "text_quantity"),
    ("1.5万", 15_000, "text_quantity"), ("1e12", None, "too_large"), (1e12, None, "too_large"),
    (12345678901234567890, None, "too_large"), ("69012345678901234567", None, "too_large"),
    (6901234567892, None, "too_large"), (99_999_999, 99_999_999, None), ("−100", -100, None), ("－100", -100, None),
    ("–100", -100, None), ("20–30", None, "text_quantity"), ("20—30", None, "text_quantity"),
    ("\u202a500\u202c", 500, None), ("5\u200b00", 500, None), ("\ufe0f500", 500, None), ("5\x0700", 500, None)])
def test_numbers_that_pieces_cannot_be(cell: object, value: int | None, kind: str | None) -> None:
    reading = as_quantity(cell)
    assert (reading.value, reading.note.kind if reading.note else None) == (value, kind)


def test_more_decimals_than_are_kept_are_said() -> None:
    price = Wanted("price", "number", ("单价",), places=4)

    def read(cells: list) -> tuple:
        return read_fields(Grid("S", []), {"price": cells}, {"price": price}, {"price": 1}, list(range(len(cells))), NEAR)["price"]

    assert read([1.25, 3, None, 0.1 + 0.2])[1] == []
    values, notes = read([1.23456, "2.000049", 1.5])
    assert values == [1.2346, 2.0, 1.5] and [(at, note.kind) for at, note in notes] == [(0, "rounded"), (1, "rounded")]
    assert [(at, note.kind) for at, note in read([n / 7 for n in range(1, 60) if n % 7])[1]] == [(0, "rounded_column")]


@pytest.mark.parametrize(("cell", "value"), [
    ("一千二", 1200), ("二千五", 2500), ("一万二", 12_000), ("三百五", 350), ("两万三千五", 23_500), ("一千零二", 1002),
    ("一万零五百", 10_500), ("十二", 12), ("一百二十", 120), ("壹仟贰佰", 1200), ("一万二千套", 12_000)])
def test_numbers_as_they_are_said(cell: str, value: int) -> None:
    assert as_quantity(cell).value == value


@pytest.mark.parametrize("cell", ["NULL", "null", "nan", "NaN", "-", "—", "N/A", "n/a", "None", "NA", "(null)", "[NULL]", "<NA>",
                                  "(blank)", "（空白）", "\\N", "无", "ＮＵＬＬ", "\u200b-\u200b", "#N/A"])
def test_words_for_nothing_are_nobody_and_no_number(cell: str) -> None:
    assert as_code(cell).value is None
    assert as_text(cell).value is None or not cell.isascii()
    assert as_quantity(cell).value is None and as_date(cell, NEAR).value is None


def test_names_that_look_like_words_for_nothing_stay() -> None:
    assert [as_text(name).value for name in ("Nan", "Nana", "-2", "A-", "无锡")] == ["Nan", "Nana", "-2", "A-", "无锡"]


@pytest.mark.parametrize("cell", [
    "\u202aGD-1001\u202c", "GD–1001", "GD−1001", "GD‑1001", "GD‒1001", "GD—1001", "GD－1001", "ＧＤ-1001", "GD\u200b-1001",
    "\u2066GD-1001\u2069", "GDー1001", "GD-1001\u00a0", "\u061cGD-1001", "GD\ufe63" + "1001", "GD-1001\ufe0f"])
def test_codes_without_marks_that_nobody_sees(cell: str) -> None:
    assert as_code(cell).value == "GD-1001"


@given(CELLS, st.sampled_from(["code", "text", "quantity", "number", "money", "date", "percent", "flag"]))
def test_no_cell_raises(cell: object, kind: str) -> None:
    reading = reader(kind, NEAR)(cell)
    if reading.note:
        assert reading.note.kind in KINDS
        said = CellNote("K74", "x", reading.note.kind, reading.note.text, reading.value).sentence()
        assert "K74" in said


@given(st.integers(-(10**8), 10**8), st.sampled_from(["{}", "{}套", "约{}个", "{:,}", " {} \u3000"]))
def test_numbers_survive_their_writing(number: int, form: str) -> None:
    assert as_quantity(form.format(number)).value == number


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_full_dates_survive_their_writing(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%m/%d/%Y", "%Y-%m-%d 00:00:00"):
        assert as_date(day.strftime(form), NEAR).value == day, form
    assert as_date((day - date(1899, 12, 30)).days, NEAR).value == day


@given(st.dates(date(2026, 6, 1), date(2027, 4, 30)))
def test_a_missing_year_is_the_nearest(day: date) -> None:
    for form in ("{0.month}/{0.day}", "{0.month}月{0.day}号", "{0.month}-{0.day}前"):
        assert as_date(form.format(day), NEAR).value == day


def test_times_are_no_dates() -> None:
    assert as_date(time(8, 30), NEAR).value is None
    assert as_date(timedelta(hours=3), NEAR).value is None
    assert N_("x") == "x"
