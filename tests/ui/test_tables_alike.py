"""All tables of the window have the same rows and lines; what is chosen in a plain one is copied, widths are kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QTableWidget, QTableWidgetItem

from app.rules.cards import card_columns
from tests.ui.test_page import settled
from ui.areas import catalogue
from ui.form_memory import WIDTHS, memory
from ui.measures import row_height
from ui.plain_dress import dress_plain
from ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2] / "ui"
ALLOWED = {"measures.py", "frozen.py", "page_table.py", "import_row_view.py"}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


def test_rows_are_measured_in_one_place() -> None:
    own = re.compile(r"setDefaultSectionSize|setAlternatingRowColors\(True\)")
    wrong = [path.name for path in sorted(ROOT.rglob("*.py")) if path.name not in ALLOWED
             and own.search(path.read_text(encoding="utf-8"))]
    assert not wrong, wrong


def test_every_page_has_rows_of_one_height(qtbot: Any, demo_work: Any) -> None:
    window = MainWindow(demo_work, "orders")
    qtbot.addWidget(window)
    window.show()
    for key in ("orders", "matrix", "phone_book", "taken", "steps", "products"):
        if key not in {p.key for p in catalogue.places()}:
            continue
        window.show_place(key)
        demo_work.wait()
        for table in window.pages[key].findChildren(QTableView):
            assert table.verticalHeader().defaultSectionSize() == row_height(), (key, table)
            assert not table.alternatingRowColors()


def test_a_plain_table_is_copied_with_its_headings_and_keeps_its_widths(qtbot: Any) -> None:
    table = QTableWidget(2, 2)
    qtbot.addWidget(table)
    dress_plain(table, "probe")
    table.setHorizontalHeaderLabels(["制单号", "数量"])
    for row, texts in enumerate((("ZB2611-001", "1,200"), ("ZB2611-002", "300"))):
        for column, words in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(words))
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split() == ["制单号", "数量", "ZB2611-001", "1,200"]
    qtbot.wait(20)
    table.setColumnWidth(0, 177)
    qtbot.waitUntil(lambda: memory().get(WIDTHS).get("plain.probe", {}).get("0") == 177)


def test_a_card_tells_quantity_ship_date_and_owner(qtbot: Any, demo_work: Any) -> None:
    window = MainWindow(demo_work, "orders")
    qtbot.addWidget(window)
    page: Any = window.pages["orders"]
    qtbot.waitUntil(lambda: settled(page))
    found: list[Any] = []
    demo_work.read(page, lambda: card_columns(page.model.ask), found.append)
    qtbot.waitUntil(lambda: bool(found))
    card = next(c for column in found[0] for c in column.cards)
    assert re.search(r"[\d,]+ · 走 \d\d-\d\d · \S+", card.lines[-1]), card.lines
