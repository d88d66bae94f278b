"""The office's pages of their own: the day book's line, the phone lists, labels of folders, the year's satisfaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.areas.day_book.records import DayTask
from ui.areas.contacts.directory import PhoneBookPage
from ui.areas.contacts.page import ContactPage
from ui.areas.day_book.page import DayBookPage
from ui.areas.documents.page import DocumentPage
from ui.areas.filing.page import FolderPage
from ui.areas.surveys.rollup import RollUpPage


@pytest.fixture
def shown(qtbot: Any, demo_work: Any) -> Any:
    def show(page: Callable[[Any], Any]) -> Any:
        made = page(demo_work)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        qtbot.waitUntil(lambda: made.model.rowCount() > 0)
        return made

    yield show
    demo_work.wait()


def test_a_typed_line_becomes_a_task(shown: Any, qtbot: Any) -> None:
    page = shown(DayBookPage)
    page.quick.setFocus()
    page.quick.insert("+1 温厂长：交样品清单 @王小姐")
    assert "温厂长" in page.said.text()
    assert "王小姐" in page.said.text()
    with qtbot.waitSignal(page.told) as told:
        qtbot.keyClick(page.quick, Qt.Key.Key_Return)
    assert told.args[1] == "done"
    assert page.quick.text() == ""
    found: list[Any] = []
    page.work.read(page, lambda: [(t.title, t.source, str(t.owner)) for t in DayTask.select().order_by(
        DayTask.id.desc()).limit(1)], found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [("交样品清单", "温厂长", "王小姐")]


def test_a_line_without_words_says_so_and_stays(shown: Any, qtbot: Any) -> None:
    page = shown(DayBookPage)
    page.quick.setText("@王小姐")
    with qtbot.waitSignal(page.told) as told:
        page.add()
    assert told.args[1] == "problem"
    assert page.quick.text() == "@王小姐"


def test_the_line_in_words_names_kind_and_urgency(shown: Any) -> None:
    page = shown(DayBookPage)
    page.quick.setText("!邮件 MAISON：船期 #ZB26-1125")
    assert page.said.text().split("  ·  ") == ["待回邮件", "来自 MAISON", "制单号 ZB26-1125", "加急"]
    page.quick.clear()
    assert page.said.text() == ""


def test_phone_lists_go_to_paper_and_workbook(shown: Any, qtbot: Any, tmp_path: Path) -> None:
    page = shown(ContactPage)
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.extra_actions()[0].menu().actions()[0].trigger()
    assert wanted.args == ["phone_list", []]
    with qtbot.waitSignal(page.told) as told:
        page.export_to(tmp_path / "list.xlsx")
    assert told.args[1] == "done"
    assert (tmp_path / "list.xlsx").stat().st_size > 0


def test_labels_are_those_of_the_chosen_folders(shown: Any, qtbot: Any) -> None:
    page = shown(FolderPage)
    page.view.selectRow(1)
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.print_labels("folder_spines")
    assert wanted.args == ["folder_spines", page.view.selected_numbers()]


def test_the_master_list_is_printed_whole(shown: Any, qtbot: Any) -> None:
    page = shown(DocumentPage)
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.extra_actions()[0].trigger()
    assert wanted.args == ["document_master", []]


def test_the_year_of_satisfaction_shows_months_quarters_and_year(shown: Any, qtbot: Any, tmp_path: Path) -> None:
    page = shown(RollUpPage)
    assert page.chosen == 2026
    assert page.model.rowCount() == 17
    assert page.model.data(page.model.index(3, 0)) == "2026 第 1 季度"
    page.period.setCurrentIndex(page.period.findData(2025))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.spans[0].key == "2025-01")
    page.course.clicked.emit("2025-12")
    assert page.model.spans[page.table.currentIndex().row()].key == "2025-12"
    with qtbot.waitSignal(page.told) as told:
        page.export_to(tmp_path / "year.xlsx")
    assert told.args[1] == "done"


def test_the_phone_book_narrows_and_opens_the_record(shown: Any, qtbot: Any) -> None:
    page = shown(PhoneBookPage)
    whole = page.model.rowCount()
    qtbot.keyClicks(page.search, "wxj")
    assert 0 < page.model.rowCount() < whole
    entry = page.model.entries[0]
    with qtbot.waitSignal(page.record_wanted) as wanted:
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert wanted.args == [entry.table, entry.record]
    page.table.selectRow(0)
    page.copy()
    assert entry.name in QGuiApplication.clipboard().text()
    page.search.clear()
    assert page.model.rowCount() == whole
