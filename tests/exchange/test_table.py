"""Tables are found however the office dressed them up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_fields import PROGRESS, SCHEDULE

from app.exchange.grid import Grid, Merged, trimmed
from app.exchange.matching import best_pairs
from app.exchange.sums import sums
from app.exchange.table import NoTable, Table, Wanted, find_table
from app.exchange.title_dates import agreed, title_dates

NEAR = date(2026, 11, 18)
HEAD = ["制单号", "客名", "产品编号", "颜色", "订单数", "走货期", "备注"]
FIELDS = (
    Wanted("order", "code", ("制单号", "生产单号", "单号"), required=True),
    Wanted("customer", "text", ("客名", "客户")),
    Wanted("item", "code", ("产品编号", "货号"), required=True),
    Wanted("colour", "text", ("颜色",)),
    Wanted("quantity", "quantity", ("订单数", "数量"), required=True),
    Wanted("ship", "date", ("走货期", "交货期")),
    Wanted("remark", "text", ("备注",)),
)


def line(number: int, **cells: object) -> list[object]:
    row = {"制单号": f"ZB26-{number:03}", "客名": "禾沐屿", "产品编号": f"C{number % 7}80", "颜色": "黑"}
    row |= {"订单数": 100 + number, "走货期": date(2026, 12, 1 + number % 28), "备注": None}
    row |= cells
    return [row[name] for name in HEAD]


LINES = [line(number) for number in range(1, 13)]


def grid(rows: list[list[object]], **about: object) -> Grid:
    return Grid("表", trimmed([list(row) for row in rows]), **about)


def found(rows: list[list[object]], wanted: tuple[Wanted, ...] = FIELDS, **about: object) -> Table:
    options = {name: about.pop(name) for name in ("learned", "key", "blocks") if name in about}
    table = find_table(grid(rows, **about), wanted, near=NEAR, **options)
    assert isinstance(table, Table), table.reason
    return table


def rows_of(table: Table) -> list[int]:
    return [record.row for record in table.records]


@pytest.mark.parametrize("above", range(6))
def test_header_below_titles_and_legends(above: int) -> None:
    titles = [["臻宝2026年生产排期表"], ["2026-11-17", None, "（黄色＝更改）", None, "（红色＝急单）"], []]
    titles += [["请各部门按此排期执行，有问题及时反馈，谢谢"], ["制表：小谭", None, None, "审核："], []]
    table = found([*titles[:above], HEAD, *LINES])
    assert table.header_rows == (above + 1,)
    assert len(table.records) == 12
    assert table.doubts == ()


def test_headings_with_breaks_spaces_units_and_widths() -> None:
    head = ["制 单 号", "客\n名", "产品编号：", "颜　色", "订单数量\n（ＰＣＳ）", "*走货期", "备   注"]
    table = found([head, *LINES])
    assert {match.key for match in table.matches} == {field.key for field in FIELDS}


def test_english_headings_are_likened() -> None:
    wanted = (
        Wanted("order", "code", ("制单号", "Order No."), required=True),
        Wanted("quantity", "quantity", ("数量", "Quantity"), required=True),
    )
    table = found([["ORDER NO", "QUANTITY (PCS)"], ["A1", 5], ["A2", 6]], wanted)
    assert [record.cells for record in table.records] == [{"order": "A1", "quantity": 5}, {"order": "A2", "quantity": 6}]


def test_second_header_row_in_english_is_no_record() -> None:
    english = ["Order", "Client", "Item", "Colour", "Qty", "ETD", "Memo"]
    assert rows_of(found([HEAD, english, *LINES])) == list(range(3, 15))


def test_two_row_header_without_merges() -> None:
    top = ["生产线", "制单号", "产品编号", "当日", None, None, "累计", None, None]
    low = [None, None, None, "计划", "完成", "不良", "计划", "完成", "不良"]
    rows = [["杯A", f"Z{n:03}", "C1", 9, 8, 1, 90, 80, 10] for n in range(5)]
    table = found([["日报"], top, low, *rows], PROGRESS)
    assert table.header_rows == (2, 3)
    headers = {match.key: match.header for match in table.matches}
    assert headers["made"] == "当日/完成"
    assert headers["made_total"] == "累计/完成"
    assert table.records[0].cells["made_total"] == 80


def test_three_row_header() -> None:
    top = ["生产线", "制单号", "产量", None, None, None]
    middle = [None, None, "当日", None, "累计", None]
    low = [None, None, "计划", "完成", "计划", "完成"]
    merged = (Merged(1, 1, 3, 1), Merged(1, 2, 3, 2), Merged(1, 3, 1, 6), Merged(2, 3, 2, 4), Merged(2, 5, 2, 6))
    table = found([top, middle, low, ["A", "Z001", 1, 2, 3, 4], ["A", "Z002", 1, 2, 3, 4]], PROGRESS, merged=merged)
    assert table.header_rows == (1, 2, 3)
    assert [table.records[0].cells[key] for key in ("planned", "made", "planned_total", "made_total")] == [1, 2, 3, 4]


def test_explanations_that_look_like_a_header() -> None:
    explained = ["以ZB开头", "客户简称", "产品型号", "中文", "以PCS计", "年-月-日", "可不填"]
    assert found([HEAD, explained, HEAD, *LINES]).header_rows == (3,)


@pytest.mark.parametrize("word", ["小计", "合  计", "总计：", "10月合计", "本月合计", "总合计", "杯组A线小计", "Total", "SUBTOTAL:", "Grand Total"])
@pytest.mark.parametrize("place", range(4))
def test_totals_in_any_column(word: str, place: int) -> None:
    total: list[object] = [None] * 7
    total[place], total[4] = word, 1278
    table = found([HEAD, *LINES[:6], total, *LINES[6:], total])
    assert len(table.records) == 12
    assert [why for _row, why in table.left_out] == ["total", "total"]
    assert sums(table)["quantity"] == sum(row[4] for row in LINES)


@pytest.mark.parametrize(
    "tail",
    [
        ["··"],
        [None, None, "··"],
        ["注：1、以上货期以业务书面确认为准"],
        ["制表：黎秋菊        车间主管：            厂长："],
        ["1、请贵司核对后于5日前盖章回传，逾期视为无误。"],
        ["总机：0999-00001234   传真：0999"],
        [None, None, None, None, 0],
        [None, None, None, None, "说明：以实际为准"],
        ["审核", None, None],
    ],
)
def test_what_stands_below_is_no_record(tail: list[object]) -> None:
    for gap in ([], [[]]):
        table = found([HEAD, *LINES, *gap, tail + [None] * (7 - len(tail))])
        assert len(table.records) == 12, table.records[-1].cells


def test_a_second_table_below_is_no_record() -> None:
    small = [["线别", None, None, None, "合计数"], ["杯组A线", None, None, None, 500], ["杯组B线", None, None, None, 700]]
    table = found([HEAD, *LINES, ["合计", None, None, None, 1278], [], [], *small])
    assert len(table.records) == 12


def test_repeated_header_and_pages() -> None:
    table = found([HEAD, *LINES[:5], ["第 1 页 共 2 页"], ["排期表"], HEAD, *LINES[5:]])
    assert len(table.records) == 12
    assert "heading" in [why for _row, why in table.left_out]


def test_group_rows_name_their_records() -> None:
    table = found([HEAD, ["杯组A线："], *LINES[:3], ["小计", None, None, None, 300], ["碗组线"], *LINES[3:6]])
    assert [record.group for record in table.records] == ["杯组A线"] * 3 + ["碗组线"] * 3


def test_merged_and_blank_cells_are_filled() -> None:
    fields = (Wanted("line", "text", ("生产线",), fill_down=True), *FIELDS)
    rows = [["生产线", *HEAD]] + [[None, *row] for row in LINES]
    rows[1][0], rows[5][0] = "A线", "B线"
    rows[7][2] = "新客"
    rows[8][2] = rows[9][2] = None
    table = found(rows, fields, merged=(Merged(8, 3, 10, 3),))
    assert [record.cells["line"] for record in table.records] == ["A线"] * 4 + ["B线"] * 8
    assert [record.cells["customer"] for record in table.records[6:9]] == ["新客"] * 3
    assert table.records[1].raw["line"] is None


def test_a_number_merged_over_rows_is_counted_once() -> None:
    rows = [HEAD, *[list(row) for row in LINES]]
    rows[2][4] = None
    table = found(rows, merged=(Merged(2, 5, 3, 5),))
    assert sums(table)["quantity"] == sum(row[4] for row in LINES) - LINES[1][4]
    assert table.records[1].notes[0].kind == "merged_number"


def test_as_above() -> None:
    rows = [HEAD, LINES[0], line(2, 客名="同上", 产品编号="〃"), line(3, 客名="··")]
    table = found(rows)
    assert [record.cells["customer"] for record in table.records] == ["禾沐屿"] * 3
    assert table.records[1].cells["item"] == table.records[0].cells["item"]


def test_order_number_only_in_the_first_row() -> None:
    fields = (Wanted("order", "code", ("制单号",), required=True, fill_down=True), *FIELDS[1:])
    rows = [HEAD, LINES[0], line(2, 制单号=None), line(3, 制单号=None), LINES[4]]
    table = found(rows, fields)
    assert [record.cells["order"] for record in table.records] == ["ZB26-001"] * 3 + ["ZB26-005"]


def test_data_without_key_is_told() -> None:
    table = found([HEAD, *LINES[:4], line(9, 制单号=None), *LINES[4:]])
    assert (6, "no_key") in table.left_out
    assert [doubt.row for doubt in table.doubts if doubt.kind == "no_key"] == [6]
    assert "6" in table.doubts[0].sentence()


def test_duplicate_and_unnamed_columns() -> None:
    head = [*HEAD, "数量", None, "数量"]
    table = found([head, *[[*row, 7, "旁注", 8] for row in LINES]])
    assert table.match("quantity").header == "订单数"
    assert table.records[0].extra == {"数量": 7, "数量 (2)": 8, "(I)": "旁注"}


def test_side_calculations_are_ignored() -> None:
    rows = [[*HEAD, None, None, "核算"], *[[*row, None, None, row[4] * 2] for row in LINES], [None] * 9 + [99]]
    table = found(rows)
    assert len(table.records) == 12
    assert "核算" not in table.records[0].extra


def test_what_was_learned_wins() -> None:
    head = ["制单号", "客名", "产品编号", "颜色", "订单数", "欠货", "备注"]
    rows = [head, *[[*row[:4], 999, row[4], None] for row in LINES]]
    table = found(rows, learned={"欠 货": "quantity", "颜色": ""})
    assert table.match("quantity").how == "learned"
    assert table.records[0].cells["quantity"] == 101
    assert table.match("colour") is None


def test_columns_are_told_apart_by_their_cells() -> None:
    wanted = (Wanted("order", "code", ("单号",), required=True), Wanted("day", "date", ("日期",), required=True))
    table = found([["单号", "日期", "日期"], *[[f"A{n}", "白班", date(2026, 11, n)] for n in range(1, 9)]], wanted)
    assert table.match("day").column == "C"


def test_day_first_columns() -> None:
    wanted = (Wanted("order", "code", ("单号",), required=True), Wanted("day", "date", ("日期",)))
    rows = [["单号", "日期"], ["A1", "3/11/2026"], ["A2", "13/11/2026"], ["A3", "4/12/2026"]]
    days = [record.cells["day"] for record in found(rows, wanted).records]
    assert days == [date(2026, 11, 3), date(2026, 11, 13), date(2026, 12, 4)]


def test_dates_all_written_with_points_need_no_notes() -> None:
    rows = [HEAD, *[line(n, 走货期=f"2026.12.{n}") for n in range(1, 9)], line(9, 走货期="货期待复")]
    notes = [note for record in found(rows).records for note in record.notes]
    assert [(note.kind, note.cell) for note in notes] == [("no_date", "F10")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["你好"]],
        [["姓名", "部门", "手机"], ["廖晓岚", "业务部", "120"]],
        [["制单号", "客名"], ["A1", "B"]],
        [[1, 2, 3], [4, 5, 6]],
    ],
)
def test_other_sheets_are_refused_in_words(rows: list[list[object]]) -> None:
    answer = find_table(grid(rows), FIELDS, near=NEAR)
    assert isinstance(answer, NoTable)
    assert "表" in answer.reason


def test_notes_name_the_cell() -> None:
    table = found([["标题"], HEAD, LINES[0], line(2, 订单数="20套")])
    note = table.records[1].notes[0]
    assert (note.cell, note.key, note.kind, note.value) == ("E4", "quantity", "text_quantity", 20)
    assert "E4" in note.sentence()


def test_days_of_titles_and_names() -> None:
    about = grid([["2026年11月19日 生产日报表"], ["单号", "数量"], ["A1", 1]])
    days = title_dates(about, "1120", "浩景丰生产日报_11月.xlsx", NEAR)
    assert [(one.day.day, one.source, one.place) for one in days] == [(19, "cell", "A1"), (20, "sheet", "1120")]
    assert agreed(days) is None
    assert days[0].where() == "单元格 A1"
    same = title_dates(grid([["日期：2026年11月18日 星期三"]]), "进度表", "臻宝每日生产进度表_2026-11-18.xlsx", NEAR)
    assert agreed(same) == date(2026, 11, 18)
    for name in ("11-18", "11.18", "11月18日", "1118", "日报1118", "20261118"):
        assert [one.day for one in title_dates(grid([]), name, "", NEAR)] == [date(2026, 11, 18)], name
    for name in ("进度表", "Sheet1", "2026年下半年", "ZB26-1151", "11月"):
        assert title_dates(grid([]), name, "", NEAR) == (), name


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=4))
def test_best_pairs_are_the_best(weights: list[list[float]]) -> None:
    from itertools import permutations

    chosen = best_pairs(weights)
    total = sum(weights[line][place] for line, place in enumerate(chosen) if place is not None)
    best = max(sum(weights[line][place] for line, place in enumerate(order)) for order in permutations(range(4), len(weights)))
    assert total == pytest.approx(best)
    assert len({place for place in chosen if place is not None}) == sum(place is not None for place in chosen)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(0, 9), st.sampled_from([*HEAD, "合计", "··", "", "A1", "同上", "12/10"]), st.dates(), st.booleans()),
            max_size=9,
        ),
        max_size=12,
    )
)
def test_no_sheet_raises(rows: list[list[object]]) -> None:
    for blocks in (False, True):
        answer = find_table(grid(rows), SCHEDULE, near=NEAR, blocks=blocks)
        if isinstance(answer, Table):
            sums(answer)
