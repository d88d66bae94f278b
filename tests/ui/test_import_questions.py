"""Questions about columns in the import window: chosen in place, remembered for the layout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt

from app.areas import catalogue
from app.masters.order import OrderLine
from ui.import_wizard import ImportWizard
from ui.work import Work

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TWO_QUANTITIES: list[list[Any]] = [
    ["制单号", "客户", "货号", "订单数量", "订单数", "交期"],
    *[[f"ZB26-{100 + n}", "ACME", "C480", 1000 + 10 * n, 900 + 10 * n, date(2026, 12, 1 + n)] for n in range(12)]]


def book(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook with one sheet."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.title = "订单"
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def opened(qtbot: Any, work: Work, path: Path) -> ImportWizard:
    window = ImportWizard(work, [path], catalogue.imports(), TODAY)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    settled(qtbot, window)
    return window


def settled(qtbot: Any, window: ImportWizard) -> None:
    qtbot.waitUntil(lambda: not (window.reader.busy or window._planning or window.applying), timeout=30_000)


def combo_of(window: ImportWizard, key: str) -> Any:
    return next(combo for (_place, asked), combo in window.parts.questions.combos.items() if asked == key)


def pick(qtbot: Any, window: ImportWizard, key: str, answer: str) -> None:
    """Choose an answer as a clerk does: by the keys of the drop-down."""
    combo = combo_of(window, key)
    at = combo.findData(answer)
    assert at >= 0
    combo.setFocus()
    combo.showPopup()
    view = combo.view()
    view.setCurrentIndex(view.model().index(at, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window._planning or not combo.isVisible())
    settled(qtbot, window)


def quantities(work: Work, qtbot: Any) -> list[int]:
    found: list[Any] = []
    work.read(work, lambda: sorted(line.quantity for line in OrderLine.select()), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]  # type: ignore[no-any-return]


def test_which_of_two_columns_is_asked_once_and_remembered(qtbot: Any, empty_work: Work, tmp_path: Path) -> None:
    window = opened(qtbot, empty_work, book(tmp_path / "两列数量.xlsx", TWO_QUANTITIES))
    combo = combo_of(window, "column:quantity")
    labels = [combo.itemText(n) for n in range(combo.count())]
    assert any("1,000" in label or "1000" in label for label in labels) and any("900" in label for label in labels)
    assert window.planned is not None and window.planned.ready == 0  # nothing is written before the answer
    assert not window.parts.apply.isEnabled()
    pick(qtbot, window, "column:quantity", "订单数")
    assert window.planned.ready == 12
    with qtbot.waitSignal(window.applied, timeout=30_000):
        qtbot.mouseClick(window.parts.apply, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert quantities(empty_work, qtbot)[0] == 900
    window.reject()
    later = [[*row] for row in TWO_QUANTITIES]
    later[1][4] = 950
    again = opened(qtbot, empty_work, book(tmp_path / "两列数量2.xlsx", later))
    assert not any(key.startswith("column:") for _place, key in again.parts.questions.combos)
    assert again.planned is not None and again.planned.ready == 1


def test_a_sheet_without_customer_asks_whose_orders_they_are(qtbot: Any, empty_work: Work, tmp_path: Path) -> None:
    rows = [["客户PO", "货号", "订单数量", "交货期"], *[[f"PO{n}", "C480", 100 + n, date(2026, 12, 2)] for n in range(5)]]
    window = opened(qtbot, empty_work, book(tmp_path / "没有客户.xlsx", rows))
    assert combo_of(window, "set:customer") is not None


def test_a_refused_sheet_is_shown_by_hand(qtbot: Any, empty_work: Work, tmp_path: Path) -> None:
    """The clerk says what the sheet is, and then what each column is, by the drop-downs beside the headings."""
    rows = [["内码", "甲方", "款", "件", "到期"], *[[f"K-{n}", "ACME", "C480", 100 + n, date(2026, 12, 2)] for n in range(5)]]
    window = opened(qtbot, empty_work, book(tmp_path / "内码.xlsx", rows))
    assert window.planned is not None and not window.planned.taken
    window._choose((0, "订单"))
    kind = window.parts.kind
    assert kind.isVisible()
    kind.setCurrentIndex(kind.findData("orders"))
    kind.activated.emit(kind.currentIndex())
    settled(qtbot, window)
    for heading, field in (("内码", "order"), ("甲方", "customer"), ("款", "item"), ("件", "quantity"), ("到期", "ship")):
        listed = window.parts.columns.list
        row = next(n for n in range(listed.rowCount()) if listed.item(n, 0).text() == heading)
        combo = listed.cellWidget(row, 1)
        combo.setCurrentIndex(combo.findData(field))
        combo.activated.emit(combo.currentIndex())
        qtbot.waitUntil(lambda: not window._planning)
        settled(qtbot, window)
    assert window.planned.ready == 5
    with qtbot.waitSignal(window.applied, timeout=30_000):
        qtbot.mouseClick(window.parts.apply, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert quantities(empty_work, qtbot) == [100, 101, 102, 103, 104]
