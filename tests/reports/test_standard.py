"""The list and the record that every sheet prints by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import peewee
import pytest
from openpyxl import load_workbook

from app.database.fields import Choice, Code, Day, Flag, Link, LongText, Money, Quantity, Text
from app.database.query import Row
from app.database.record import Table
from app.domain import text
from app.domain.sheet import Group, Lines, Sheet
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper import Paper
from app.reports.paper_marks import Page
from app.reports.paper_marks import Text as Word
from app.reports.sheet_file import write_xlsx
from app.reports.standard import list_paper, list_sheet, print_record

HEAD, PRINTED = Letterhead("臻宝家居用品有限公司"), Printed("王小姐", datetime(2026, 11, 23, 9, 30))


class Trial(Table):
    """A record only for this test; no Record, so that no other test finds its table missing."""

    number = Code("Trial no.", required=True)
    due = Day("Due on")
    state = Choice("Standing", (("open", "Not yet closed"), ("closed", "All closed")))
    urgent = Flag("Hurry")
    note = LongText("Remark")
    deleted = Flag("Gone")

    def __str__(self) -> str:
        return str(self.number)


class TrialLine(Table):
    """A line of it."""

    trial = Link("Trial", Trial, required=True)
    product = Text("What")
    quantity = Quantity("Pieces made")
    price = Money("Price")
    empty = Text("Never filled")
    deleted = Flag("Gone")


SHEET = Sheet(
    "trials", Trial, "Trials",
    table=(Trial.number, Trial.due, Trial.state, Trial.urgent, Trial.note),
    form=(Group("Basics", (Trial.number, Trial.due, Trial.state)), Group("Further", (Trial.note,))),
    lines=(Lines(TrialLine, TrialLine.trial, "Trial lines", (
        TrialLine.product, TrialLine.quantity, TrialLine.price, TrialLine.empty)),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = text.language()
    text.use_language("en")
    yield
    text.use_language(before)


@pytest.fixture
def trial() -> Iterator[Trial]:
    database = peewee.SqliteDatabase(":memory:")
    with database.bind_ctx([Trial, TrialLine], bind_refs=False, bind_backrefs=False):
        database.create_tables([Trial, TrialLine])
        made = Trial.create(number="T-1", due=date(2026, 12, 3), state="open", note="")
        for at, gone in ((100, False), (250, False), (999, True)):
            TrialLine.create(trial=made, product=f"杯 {at}", quantity=at, price=Decimal("1.50"), deleted=gone)
        yield made
    database.close()


def words(pages: list[Page]) -> list[str]:
    return [mark.text for page in pages for mark in page.marks if isinstance(mark, Word)]


def rows(count: int) -> list[Row]:
    return [Row(at, 0, (f"T-{at}", date(2026, 12, 3), "open", at % 2 == 0, None)) for at in range(count)]


def test_a_list_prints_what_is_filled() -> None:
    found = words(list_paper(SHEET, rows(3), HEAD, PRINTED, selection="open ones").pages())
    assert {"Trials", "Selection: open ones", "Trial no.", "T-2", "2026-12-03", "Not yet closed", "☑"} <= set(found)
    assert "Remark" not in found, "a column without content takes no room"


def test_an_empty_list_prints_its_header() -> None:
    assert "Remark" in words(list_paper(SHEET, [], HEAD, PRINTED).pages())


def test_a_wide_list_lies() -> None:
    wide = Sheet("wide", Trial, "Wide", table=(Trial.number,) * 9, form=())
    page = list_paper(wide, [Row(1, 0, ("x",) * 9)], HEAD, PRINTED).pages()[0]
    assert page.width > page.height


def test_a_list_as_workbook(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [list_sheet(SHEET, rows(2))])
    sheet = load_workbook(tmp_path / "a.xlsx")["Trials"]
    assert [cell.value for cell in sheet[1]] == ["Trial no.", "Due on", "Standing", "Hurry", "Remark"]
    assert [cell.value for cell in sheet[2]] == ["T-0", datetime(2026, 12, 3), "Not yet closed", "√", None]


def test_a_record_prints_its_form_and_its_living_lines(trial: Trial) -> None:
    paper = Paper(HEAD, PRINTED)
    print_record(paper, SHEET, trial)
    found = words(paper.pages())
    assert {"Trials", "T-1", "Basics", "Not yet closed", "Trial lines", "杯 100", "杯 250", "350"} <= set(found)
    assert not {"Further", "Remark", "杯 999", "Never filled", "3.00"} & set(found)
