"""At 1366 × 768, the usual office screen: rows, columns beside a form, tabs and buttons that are all in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from app.areas import catalogue as app_catalogue
from app.domain.text import _
from tests.ui.test_current_record import until
from tests.ui.test_page import put_cursor, settled, text
from ui.form_memory import WIDTHS, memory
from ui.page import SheetPage
from ui.window import MainWindow
from ui.work import Work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.fixture
def window(qtbot: Any, demo_work: Work) -> Iterator[MainWindow]:
    made = MainWindow(demo_work, "orders")
    qtbot.addWidget(made)
    made.resize(1366, 728)  # without the taskbar
    made.show()
    qtbot.waitUntil(lambda: settled(made.pages["orders"]), timeout=10_000)
    yield made


def open_first(page: SheetPage, qtbot: Any) -> None:
    """Open the first record in the form."""
    page.go_to(page.model.numbers[0])
    until(page, qtbot, lambda: page.form.base is not None)


def test_twenty_rows_are_in_sight(window: MainWindow) -> None:
    view = window.pages["orders"].view
    assert view.viewport().height() // view.verticalHeader().defaultSectionSize() >= 20


def test_an_open_form_leaves_five_columns(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    open_first(page, qtbot)
    view = page.view
    whole = [c for c in range(page.model.columnCount())
             if view.columnViewportPosition(c) + view.columnWidth(c) <= view.viewport().width()]
    assert len(whole) >= 5


@pytest.mark.parametrize("key", sorted(app_catalogue.sheets()))
def test_no_tab_and_no_button_is_cut_off(qtbot: Any, window: MainWindow, key: str) -> None:
    window.show_place(key)
    page: Any = window.pages[key]
    if not isinstance(page, SheetPage):
        return
    until(page, qtbot, lambda: True)
    for extension in page.findChildren(QToolButton, "qt_toolbar_ext_button"):
        assert not extension.isVisible(), "a button of the toolbar is hidden"
    if not page.model.rowCount():
        return
    open_first(page, qtbot)
    for n, lines in enumerate(page.sheet.lines):
        page.form.content._mark(1 + n, _(lines.title), 10, [])
    bar = page.form.content.tabBar()
    last = bar.tabRect(bar.count() - 1)
    assert last.right() <= page.form.content.width(), [bar.tabText(n) for n in range(bar.count())]


def test_the_drawn_width_of_a_form_is_kept(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    page: Any = window.pages["orders"]
    open_first(page, qtbot)
    handle = page.splitter.handle(1)
    at = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(handle, at - QPoint(60, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at - QPoint(60, 0))
    width = page.splitter.sizes()[1]
    assert memory().get(WIDTHS)["page.orders"]["form"] == width
    page.form.close_form()
    qtbot.waitUntil(page.form.isHidden)
    open_first(page, qtbot)
    assert abs(page.splitter.sizes()[1] - width) <= 2


def test_the_step_button_offers_what_the_record_takes_and_says_why_not(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    row = next(r for r in range(page.model.rowCount()) if page.model.shown_at(r) and text(page, r, "state") == "草稿")
    number = text(page, row, "number")
    put_cursor(page, row, "customer")
    until(page, qtbot, lambda: page.steps.text() == "送会签")
    page.steps.fill()
    grey = {e.text(): e.toolTip() for e in page.steps.menu().actions() if not e.isEnabled()}
    assert number in grey["恢复"] and "草稿" in grey["恢复"]
    assert "暂停订单" not in grey


def test_the_place_where_one_is_stands_in_sight(qtbot: Any, window: MainWindow) -> None:
    for key in ("contacts", "documents", "products", "orders"):
        window.show_place(key)
        qtbot.wait(30)
        button: QWidget = window.navigation._buttons[key]
        area = window.navigation._area.viewport()
        top = button.mapTo(area, QPoint(0, 0)).y()
        assert top >= 0 and top + button.height() <= area.height(), key


def test_folded_navigation_shows_its_icons(qtbot: Any, window: MainWindow) -> None:
    window.navigation.turn()
    qtbot.wait(30)
    button = window.navigation._buttons["orders"]
    assert button.width() >= 36 and not window.navigation._area.verticalScrollBar().isVisible()


def test_every_page_says_what_it_is(qtbot: Any, window: MainWindow) -> None:
    for key in ("matrix", "phone_book", "orders", "products"):
        window.show_place(key)
        page = window.pages[key]
        titles = [label.text() for label in (*page.findChildren(QLabel), window.top.page_title)
                  if label.property("role") == "page" and label.text()]
        assert len(titles) == 1, key


def test_the_zoom_that_is_on_is_seen(qtbot: Any, window: MainWindow) -> None:
    window.show_place("board")
    page: Any = window.pages["board"]
    qtbot.waitUntil(lambda: page.work.wait() and page.data.schedule is not None, timeout=20_000)
    for scale in page.tools.zooms:
        qtbot.mouseClick(page.tools.zooms[scale], Qt.MouseButton.LeftButton)
        assert [s for s, button in page.tools.zooms.items() if button.isChecked()] == [scale]
