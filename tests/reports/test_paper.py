"""Printed forms: what stands where, what stays together, what is never lost."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain import text
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper import Paper
from app.reports.paper_code import code_marks
from app.reports.paper_fallback import fallbacks
from app.reports.paper_fonts import cleaned, face_of, lacking, pieces, runs, text_width, units
from app.reports.paper_format import written
from app.reports.paper_marks import Box, Page, Text
from app.reports.paper_pdf import pdf
from app.reports.paper_table import PaperColumn
from app.reports.paper_text import NOT_FIRST, shortened, wrapped

SNAPSHOTS = Path(__file__).parent / "snapshots"
AT = datetime(2026, 11, 23, 9, 30)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = text.language()
    text.use_language("zh_CN")
    yield
    text.use_language(before)


@pytest.fixture
def own_font_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the system have no font to fall back on."""
    monkeypatch.setattr("app.reports.paper_fonts.fallbacks", lambda bold: ())
    for kept in (face_of, runs, units):
        kept.cache_clear()
    yield
    for kept in (face_of, runs, units):
        kept.cache_clear()


def new_paper(size: str = "A4", landscape: bool = False, bilingual: bool = False) -> Paper:
    head = Letterhead("臻宝家居用品有限公司", "Zhenbao Housewares Co., Ltd.", "广东省佛山市工业大道 88 号")
    return Paper(head, Printed("王小姐", AT), size, landscape, bilingual)


def texts(page: Page) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Text)]


def places(pages: list[Page]) -> list[list[list[object]]]:
    """Every text of every page with its place in whole points and its size."""
    return [[[round(m.x), round(m.y), m.size, m.text] for m in page.marks if isinstance(m, Text)] for page in pages]


def order_paper() -> Paper:
    paper = new_paper(bilingual=True)
    paper.title("Total", "订单 2611-034", "QR-PMC-07", "A/2", "gendan:order/34")
    paper.fields(
        [
            ("订单号", "2611-034"),
            ("Date", date(2026, 12, 3)),
            ("数量", 4500),
            ("已付款", True),
            ("备注", "客户要求每个彩盒加贴英文说明，外箱印唛头；首批须在 12 月 3 日前走货，余数随下一柜出。" * 3),
        ]
    )
    columns = [PaperColumn("序号", kind="number"), PaperColumn("产品"), PaperColumn("金额", kind="money")]
    rows = [(at, "不锈钢保温杯 500ml", Decimal("12.50") * at) for at in range(1, 61)]
    paper.table(columns, rows, sums=(2,), group=lambda row: "甲" if row[0] < 40 else "乙")
    paper.checks("验货", [("外观", True), ("尺寸", False)])
    paper.signatures(["制表", "审核", "批准"])
    return paper


def test_an_order_prints_as_before() -> None:
    found = places(order_paper().pages())
    file = SNAPSHOTS / "order.json"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        lines = ",\n".join(
            "[\n" + ",\n".join(json.dumps(m, ensure_ascii=False) for m in page) + "\n]" for page in found
        )
        file.write_text(f"[{lines}]\n", encoding="utf-8")
        pytest.fail(f"{file.name} was missing and is written now; look at it and keep it")
    assert found == json.loads(file.read_text(encoding="utf-8"))


def test_the_same_print_gives_the_same_bytes() -> None:
    assert order_paper().pdf() == order_paper().pdf()


def test_the_pdf_carries_the_given_date_and_only_embedded_fonts() -> None:
    content = order_paper().pdf()
    assert b"20261123093000" in content
    assert b"Helvetica" not in content and b"/FontFile2" in content


def test_nothing_stands_outside_the_sheet() -> None:
    for size, landscape in (("A4", False), ("A4", True), ("A3", False), ("A3", True)):
        paper = new_paper(size, landscape)
        paper.title("订单一览" * 12, "记录" * 60, "编号" * 40, "版本" * 40, "gendan:order/1")
        paper.fields([("标签" * 20, "值" * 400), ("短", "x" * 300)])
        paper.table([PaperColumn("列" * 30) for _ in range(12)], [("长" * 90,) * 12, ("w" * 200,) * 12])
        paper.signatures(["签字" * 30] * 5)
        for page in paper.pages():
            for mark in page.marks:
                if isinstance(mark, Text):
                    assert mark.x >= 0 and mark.x + text_width(mark.text, mark.size, mark.bold) <= page.width
                    assert 0 < mark.y < page.height


def test_a_long_table_repeats_its_header_and_loses_no_row() -> None:
    paper = new_paper()
    paper.title("订单一览")
    paper.table([PaperColumn("编号"), PaperColumn("说明")], [(f"R{at}", "字" * (at % 97)) for at in range(300)])
    pages = paper.pages()
    assert len(pages) > 5
    for page in pages:
        assert texts(page).count("编号") == 1
    printed = [word for page in pages for word in texts(page) if word.startswith("R")]
    assert printed == [f"R{at}" for at in range(300)]


def test_no_row_is_split() -> None:
    paper = new_paper()
    paper.title("订单一览")
    paper.table([PaperColumn("编号", 6), PaperColumn("说明", 20)], [(f"R{at}", "字" * 60) for at in range(80)])
    for page in paper.pages():
        here = [m for m in page.marks if isinstance(m, Text) and m.text[0] in "R字" and "字" in m.text]
        rows = [m for m in page.marks if isinstance(m, Text) and m.text.startswith("R")]
        assert sum(len(m.text) for m in here) == 60 * len(rows)


def test_a_row_taller_than_the_sheet_goes_on_below_the_next_header() -> None:
    paper = new_paper()
    paper.title("订单一览")
    paper.table([PaperColumn("编号", 6), PaperColumn("说明", 20)], [("R1", "字" * 20_000), ("R2", "")])
    pages = paper.pages()
    assert sum(word.count("字") for page in pages for word in texts(page)) == 20_000
    assert "R2" in texts(pages[-1])
    assert all(m.y < page.height for page in pages for m in page.marks if isinstance(m, Text))


@pytest.mark.parametrize("count", range(30, 60))
def test_signatures_never_stand_alone(count: int) -> None:
    paper = new_paper()
    paper.title("订单一览")
    paper.table([PaperColumn("编号")], [(f"R{at}",) for at in range(count)], totals=("合计",))
    paper.signatures(["制表", "审核"])
    last = texts(paper.pages()[-1])
    assert {"制表", "审核", "合计", f"R{count - 1}"} <= set(last)


def test_groups_add_up_and_a_heading_is_never_last() -> None:
    paper = new_paper()
    paper.title("订单一览")
    rows = [(f"G{at // 7}", at, Decimal("0.10")) for at in range(140)]
    columns = [PaperColumn("组"), PaperColumn("数量", kind="number"), PaperColumn("金额", kind="money")]
    paper.table(columns, rows, group=lambda row: str(row[0]), sums=(1, 2))
    pages = paper.pages()
    words = [word for page in pages for word in texts(page)]
    assert words.count("小计") == 20 and words.count("合计") == 1
    assert f"{sum(range(140)):,}" in words and "14.00" in words
    for page in pages:
        body = [word for word in texts(page) if "打印" not in word and "页" not in word and "版本" not in word]
        assert not body[-1].endswith("项）")


def test_each_form_begins_on_its_own_sheet_and_all_are_numbered() -> None:
    paper = new_paper()
    for at in range(3):
        paper.title("返修单", f"R-{at}")
        paper.text("正文")
    pages = paper.pages()
    assert [texts(page)[-1] for page in pages] == [f"第 {n} 页 共 3 页" for n in (1, 2, 3)]


def test_rare_characters_are_drawn_and_reported(own_font_alone: None) -> None:
    paper = new_paper()
    paper.title("联系人")
    paper.text("𠮷田 㛃 😀️ ☑ ok\x00\x1b")
    assert paper.missing() == {"𠮷", "😀"}
    assert "𠮷田 㛃 😀 ☑ ok" in texts(paper.pages()[0])
    content = paper.pdf()
    assert content.startswith(b"%PDF") and len(content) > 5000


def test_a_character_without_glyph_never_empties_the_page(own_font_alone: None) -> None:
    assert pieces("a𠮷b", False) == (("a", True), ("𠮷", False), ("b", True))
    assert lacking("☐☑☒㛃㎡①→") == frozenset()


def test_a_lone_half_of_a_pair_is_no_crash() -> None:
    paper = new_paper()
    paper.title("坏\ud842字")
    assert paper.pdf().startswith(b"%PDF")


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.floats(30, 300))
def test_wrapping_loses_nothing_and_keeps_the_width(written_text: str, width: float) -> None:
    lines = wrapped(written_text, width, 9)
    for line in lines:
        assert text_width(line, 9) <= width + 0.01
    kept = "".join("".join(lines).split())
    assert kept == "".join(cleaned(written_text).split())


@settings(max_examples=300)
@given(st.text(alphabet="汉字，。（）ab 1", max_size=120))
@example("字" * 9 + "，，字")
@example("字" * 9 + " ，字")
@example("字" * 9 + "（，字")
def test_no_line_begins_with_closing_punctuation_without_need(written_text: str) -> None:
    lines = wrapped(written_text, 90, 9)
    for before, line in pairwise(lines):
        if line and line[0] in NOT_FIRST:
            assert not set(before[1:]) & set("汉字"), "one of them could have moved down too"


def test_no_line_begins_with_a_blank() -> None:
    lines = wrapped("验货按 AQL 2.5 提前三天通知 QC 到厂前须准备好 " * 6, 88, 9)
    assert len(lines) > 8
    assert not [line for line in lines if line != line.strip()]


def test_the_code_is_the_one_that_reportlab_draws() -> None:
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Rect

    widget = QrCodeWidget("gendan:order/123", barLevel="M", barBorder=4)
    widget.barWidth = widget.barHeight = 100.0
    dark: set[tuple[int, int]] = set()
    count = 0
    for shape in widget.draw().contents:
        if isinstance(shape, Rect) and shape.fillColor is not None and shape.width < 90:
            module = round(shape.height, 6)
            count = round(100 / module)
            row, column = count - 1 - round(shape.y / module), round(shape.x / module)
            dark |= {(row, column + step) for step in range(round(shape.width / module))}
    ours: set[tuple[int, int]] = set()
    for box in code_marks("gendan:order/123", 0, 0, 100)[1:]:
        assert isinstance(box, Box)
        row, column = round(box.y * count / 100), round(box.x * count / 100)
        ours |= {(row, column + step) for step in range(round(box.width * count / 100))}
    assert ours == dark and len(dark) > 200


def test_shortening_marks_the_cut() -> None:
    assert shortened("不锈钢保温杯", 30, 9) == "不锈…"
    assert shortened("短", 30, 9) == "短"
    assert shortened("长长", 2, 9) == ""


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, "text", ""),
        (4500, "number", "4,500"),
        (1250.0, "number", "1,250"),
        (0.125, "number", "0.125"),
        (Decimal("12.5"), "money", "12.50"),
        (Decimal("1E+3"), "number", "1,000"),
        (0.256, "percent", "26%"),
        (date(2026, 12, 3), "date", "2026-12-03"),
        (True, "check", "☑"),
        (float("nan"), "number", "nan"),
        ("0012", "number", "0012"),
    ],
)
def test_values_are_written_as_an_office_writes_them(value: object, kind: str, expected: str) -> None:
    assert written(value, kind) == expected


def test_pictures_keep_their_shape_and_the_code_is_drawn() -> None:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (400, 100), "#2563C9").save(stream, "PNG")
    paper = new_paper()
    paper.title("样品", code="gendan:sample/7")
    paper.picture(stream.getvalue(), 100, "图 1")
    dark = [mark for mark in paper.pages()[0].marks if isinstance(mark, Box) and mark.ground == "#1A1D23"]
    assert len(dark) > 100, "the rows of a QR code"
    assert zlib.crc32(paper.pdf()) == zlib.crc32(paper.pdf())


def test_saving_is_all_or_nothing(tmp_path: Path) -> None:
    paper = order_paper()
    paper.save(tmp_path / "order.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["order.pdf"]
    with pytest.raises(OSError):
        paper.save(tmp_path / "no such folder" / "order.pdf")


def test_the_newest_hash_of_the_history_stands_in_the_footer() -> None:
    made = Paper(Letterhead("臻宝"), Printed("王小姐", AT, "a1b2c3d4"), "A4")
    made.title("制单", "0026411")
    assert any("#a1b2c3d4" in mark.text for mark in made.pages()[0].marks if hasattr(mark, "text"))


WORDS = ("Łódź, zażółć gęślą", "Příliš žluťoučký", "İğdır şöyle", "Việt Nam: Đường số 9", "Москва, Щёлково")


@pytest.mark.skipif(not fallbacks(False), reason="the system has no font of these")
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("bold", [False, True])
def test_letters_that_the_own_font_lacks_are_typed_by_one_of_the_system(words: str, bold: bool) -> None:
    assert lacking(words, bold) == frozenset()
    assert "".join(run for run, _name in runs(words, bold)) == words
    assert sum(units(run, bold) for run, _name in runs(words, bold)) == units(words, bold)
    page = Page(300, 100)
    page.marks.append(Text(10, 50, words, 12, bold, "#000000"))
    made = pdf([page], "t", "a", datetime(2026, 11, 23))
    assert made.count(b"/FontFile2") >= 1 + any(name.startswith("PaperFallback") for _run, name in runs(words, bold))
    assert pdf([page], "t", "a", datetime(2026, 11, 23)) == made


def test_what_no_font_has_is_still_said(own_font_alone: None) -> None:
    assert lacking("Ł한") >= {"한"}

def test_dates_and_codes_never_break_and_what_found_no_room_is_said() -> None:
    paper = new_paper()
    paper.title("返修机登记")
    columns = [PaperColumn("编号"), *(PaperColumn(f"日期{n}", kind="day") for n in range(19)), PaperColumn("客户")]
    paper.table(columns, [("HJ2610-168", *[date(2026, 11, 30)] * 19, "臻宝家居用品有限公司")] * 3)
    pages = paper.pages()
    words = [word for page in pages for word in texts(page)]
    assert pages[0].width > pages[0].height, "it lies by itself"
    assert words.count("HJ2610-168") == 3
    assert {word for word in words if word.startswith("2026-") and "打印" not in word} == {"2026-11-30"}
    assert any("列放不下" in word and "客户" in word for word in words)


def test_a_table_without_columns_prints() -> None:
    paper = new_paper()
    paper.title("登记")
    paper.table([], [])
    assert len(paper.pages()) == 1


def test_who_signed_in_the_program_stands_in_the_box() -> None:
    paper = new_paper()
    paper.title("制单")
    paper.signatures(["业务", "总经理"], {"业务": "廖晓岚 2026-11-20"})
    words = texts(paper.pages()[0])
    assert "廖晓岚 2026-11-20" in words and "已电子签核" in words
    assert words.count("日期：") == 1, "one box is left to sign in"
