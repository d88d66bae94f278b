"""Buttons, print, notify and keys mean the record in sight; several are asked about; a refusal comes before questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QToolButton, QWidget

from app.masters.company import Company
from app.masters.order import Order
from app.rules.form_data import Chosen
from tests.ui.test_page import make_page, put_cursor, settled, text  # noqa: F401
from ui.ask_fields import AskFields
from ui.page import SheetPage
from ui.table_header import FUNNEL
from ui.window import MainWindow
from ui.work import Work

CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


def press(page: QWidget, title: str, qtbot: Any) -> None:
    """Press the button of the toolbar with this title, or the entry of one of its menus."""
    for button in page.findChildren(QToolButton):
        if button.text() == title and button.isVisible():
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            return
        if button.menu() is not None:
            button.menu().aboutToShow.emit()
            for entry in button.menu().actions():
                if entry.text() == title:
                    entry.trigger()
                    return
    raise AssertionError(title)


def read(page: SheetPage, task: Any) -> Any:
    """Read something on the worker."""
    found: list[Any] = []
    page.work.read(page, task, found.append)
    page.work.wait()
    QApplication.processEvents()
    return found[0]


def states(page: SheetPage) -> dict[str, str]:
    """Return all orders' states as they are stored."""
    return dict(read(page, lambda: list(Order.select(Order.number, Order.state).tuples())))


def until(page: SheetPage, qtbot: Any, true: Any) -> None:
    """Wait until something is so and nothing is left to be done."""
    qtbot.waitUntil(lambda: settled(page) and bool(true()), timeout=10_000)


@pytest.fixture
def orders(demo_work: Work, make_page: Any) -> SheetPage:  # noqa: F811
    page: SheetPage = make_page(demo_work, "orders")
    page.activateWindow()
    return page


@pytest.fixture
def said(orders: SheetPage) -> list[str]:
    heard: list[str] = []
    orders.told.connect(lambda words, kind: heard.append(words))
    orders.done.connect(lambda words, entry: heard.append(words))
    return heard


def enter_new_order(page: SheetPage, qtbot: Any, number: str) -> None:
    """Enter an order by keys, as a clerk does, and save it."""
    qtbot.keyClick(page.view, Qt.Key.Key_N, CONTROL)
    until(page, qtbot, lambda: page.form.base is not None and page.form.base.number is None)
    boxes = page.form.content.fields.boxes
    customer = read(page, lambda: Chosen((found := Company.get(Company.customer == 1)).id, str(found)))
    boxes["number"].input.setText(number)
    boxes["customer"].input.set_entry(customer)
    qtbot.keyClick(boxes["number"].input, Qt.Key.Key_S, CONTROL)
    until(page, qtbot, lambda: page.form.number is not None)


def test_after_saving_a_new_record_everything_means_it(qtbot: Any, orders: SheetPage, said: list[str]) -> None:
    put_cursor(orders, 2, "customer")
    before = states(orders)
    printed: list[Any] = []
    orders.print_wanted.connect(lambda key, what: printed.append(what))
    enter_new_order(orders, qtbot, "ZB2611-901")
    number = orders.form.number
    until(orders, qtbot, lambda: orders.view.selected_numbers() == [number])
    row = orders.model.row_of(number)
    assert orders.view.visualRect(orders.model.index(row, 0)).intersects(orders.view.viewport().rect())
    press(orders, "生产制造单", qtbot)
    assert printed == [[number]]
    press(orders, "送会签", qtbot)
    until(orders, qtbot, lambda: "ZB2611-901" in states(orders) and states(orders)["ZB2611-901"] == "signing")
    assert said == ["已送会签：ZB2611-901"]
    assert {n: s for n, s in states(orders).items() if n != "ZB2611-901"} == before


def test_the_menu_of_another_row_does_nothing_to_the_typed_record(qtbot: Any, orders: SheetPage) -> None:
    first = orders.model.numbers[0]
    orders.go_to(first)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number == first)

    def words() -> list[str]:
        at = orders.view.visualRect(orders.model.index(orders.view.currentIndex().row(), 1)).center()
        orders.deeds.open_menu(at)
        menu = next(m for m in reversed(orders.view.findChildren(QMenu)) if m.isVisible())
        found = [a.text() for a in menu.actions()]
        menu.close()
        return found

    assert "暂停订单" in words()
    orders.form.content.fields.boxes["customer_po"].input.setText("PO-77")
    assert "暂停订单" in words()
    at = orders.view.visualRect(orders.model.index(1, 1)).center()
    qtbot.mouseClick(orders.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "暂停订单" not in words()


def test_the_form_in_sight_counts_though_the_list_has_it_no_more(qtbot: Any, orders: SheetPage) -> None:
    number = orders.model.numbers[3]
    orders.go_to(number)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number == number)
    orders.search.setText("这里没有")
    orders.asking.ask()
    until(orders, qtbot, lambda: not orders.model.rowCount())
    assert orders.meant() == [number]


def test_another_row_while_something_is_typed_asks_at_once_and_changes_nothing(qtbot: Any, orders: SheetPage,
                                                                               said: list[str]) -> None:
    orders.asking.filter_by([], [("number", True)])
    until(orders, qtbot, lambda: orders.model.rowCount() > 300)
    first, second = orders.model.numbers[0], orders.model.numbers[1]
    orders.go_to(first)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number == first)
    orders.form.content.fields.boxes["customer_po"].input.setText("PO-77")
    before = states(orders)
    at = orders.view.visualRect(orders.model.index(1, 1)).center()
    qtbot.mouseClick(orders.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "未保存" in orders.form.question.text()
    assert orders.form.number == first and orders.meant() == [first]
    press(orders, "暂停订单", qtbot)
    settled(orders)
    assert states(orders) == before
    orders.form.question.press(2)
    assert orders.view.selected_numbers() == [first]
    qtbot.mouseClick(orders.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    orders.form.question.press(0)
    until(orders, qtbot, lambda: orders.form.number == second and orders.form.base.number == second)
    assert orders.view.selected_numbers() == [second]
    assert read(orders, lambda: Order.get_by_id(first).customer_po) == "PO-77"


def test_neither_a_click_on_a_heading_nor_its_filter_chooses_the_column(qtbot: Any, orders: SheetPage) -> None:
    put_cursor(orders, 1, "customer")
    chosen = orders.view.selected_numbers()
    header = orders.view.header
    column = next(n for n, c in enumerate(orders.model.columns) if c.key == "state")
    orders.view.scrollTo(orders.model.index(1, column))
    left, width = header.sectionViewportPosition(column), header.sectionSize(column)
    middle = header.height() // 2
    for x in (left + 12, left + width - FUNNEL // 2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, middle))
        settled(orders)
        if popup := QApplication.activePopupWidget():
            qtbot.keyClick(popup, Qt.Key.Key_Escape)
        until(orders, qtbot, lambda: orders.model.rowCount() > 300)
        assert orders.view.selected_numbers() == chosen


def test_several_records_are_asked_about_with_what_is_left_out(qtbot: Any, orders: SheetPage, said: list[str]) -> None:
    qtbot.keyClick(orders.view, Qt.Key.Key_A, CONTROL)
    before = states(orders)
    fit = sum(s in ("draft", "approved", "distributed", "producing") for s in before.values())
    press(orders, "暂停订单", qtbot)
    until(orders, qtbot, lambda: orders.findChildren(QMessageBox))
    box = orders.findChildren(QMessageBox)[0]
    assert f"{fit} 条" in box.text() and f"跳过 {len(before) - fit} 条" in box.text() and "已走货" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    settled(orders)
    assert states(orders) == before and not said


def test_what_cannot_be_done_is_refused_before_anything_is_asked(qtbot: Any, demo_work: Work,
                                                                 make_page: Any) -> None:  # noqa: F811
    page = make_page(demo_work, "sample_room")
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "state")
    row = next(r for r in range(page.model.rowCount()) if page.model.shown_at(r).row.cells[column] == "lent")
    put_cursor(page, row, "state")
    page.deeds.run(next(a for a in page.sheet.actions if a.title == "Lend"))
    until(page, qtbot, lambda: said)
    assert not page.findChildren(AskFields)
    name = read(page, lambda: str(page.sheet.model.get_by_id(page.model.numbers[row])))
    assert name in said[0] and "借出" in said[0]


def test_typing_and_pasting_leave_a_records_number_alone(qtbot: Any, orders: SheetPage, said: list[str]) -> None:
    put_cursor(orders, 0, "number")
    orders.view.setFocus()
    before = text(orders, 0, "number")
    qtbot.keyClicks(orders.view, "abc")
    QGuiApplication.clipboard().setText("小邱")
    qtbot.keyClick(orders.view, Qt.Key.Key_V, CONTROL)
    qtbot.keyClick(orders.view, Qt.Key.Key_Delete)
    settled(orders)
    assert text(orders, 0, "number") == before
    assert said and "制单号" in said[0]
    keys = [c.key for c in orders.model.columns]
    line = {keys.index("number"): "小邱", keys.index("customer_po"): "PO-5"}
    QGuiApplication.clipboard().setText("\t".join(line.get(n, text(orders, 0, k) if n not in line else "")
                                                  for n, k in enumerate(keys[:keys.index("customer_po") + 1])))
    orders.view.paste()
    until(orders, qtbot, lambda: text(orders, 0, "customer_po") == "PO-5")
    assert text(orders, 0, "number") == before
    put_cursor(orders, 0, "number")
    qtbot.keyClick(orders.view, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is not orders.view


def test_a_new_order_begins_with_what_is_known_and_the_cursor_in_it(qtbot: Any, orders: SheetPage) -> None:
    orders.search.setFocus()
    qtbot.keyClick(orders.search, Qt.Key.Key_N, CONTROL)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number is None)
    form = orders.form
    assert form.base is not None and form.base.values["number"].startswith(("ZB", "HJ"))
    assert form.content.fields.boxes["received"].entry() != ""
    focused = QApplication.focusWidget()
    assert focused is form.content.fields.boxes[form.content.fields.first_empty()].input
    assert form.header.save.isEnabled()


def test_ctrl_s_saves_from_the_table_too(qtbot: Any, orders: SheetPage) -> None:
    number = orders.model.numbers[0]
    orders.go_to(number)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number == number)
    orders.form.content.fields.boxes["customer_po"].input.setText("PO-78")
    orders.view.setFocus()
    qtbot.keyClick(orders.view, Qt.Key.Key_S, CONTROL)
    until(orders, qtbot, lambda: not orders.form.is_dirty())
    assert read(orders, lambda: Order.get_by_id(number).customer_po) == "PO-78"


# --- in the window ---


@pytest.fixture
def window(qtbot: Any, demo_work: Work) -> Iterator[MainWindow]:
    made = MainWindow(demo_work, "orders")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: settled(made.pages["orders"]), timeout=10_000)
    yield made


def test_a_message_moves_nothing_and_offers_the_way_back(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    before = page.mapTo(window, QPoint(0, 0)), page.size()
    row = next(r for r in range(page.model.rowCount()) if page.model.shown_at(r) and text(page, r, "state") == "草稿")
    number = text(page, row, "number")
    put_cursor(page, row, "customer")
    press(page, "送会签", qtbot)
    until(page, qtbot, window.messages.texts)
    assert window.messages.texts() == [f"已送会签：{number}"]
    assert (page.mapTo(window, QPoint(0, 0)), page.size()) == before
    assert window.messages.isVisible() and window.messages.width() <= 620
    back = next(b for b in window.messages.findChildren(QPushButton) if b.text() == "撤销")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    until(page, qtbot, lambda: states(page)[number] == "draft")


def test_undoing_by_key_takes_the_message_back(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    row = next(r for r in range(page.model.rowCount()) if page.model.shown_at(r) and text(page, r, "state") == "草稿")
    number = text(page, row, "number")
    put_cursor(page, row, "customer")
    press(page, "送会签", qtbot)
    until(page, qtbot, window.messages.texts)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Z, CONTROL)
    until(page, qtbot, lambda: states(page)[number] == "draft")
    assert not window.messages.texts()


def test_ctrl_z_in_an_unsaved_form_takes_no_saved_change_back(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    row = next(r for r in range(page.model.rowCount()) if page.model.shown_at(r) and text(page, r, "state") == "草稿")
    number = text(page, row, "number")
    put_cursor(page, row, "customer")
    press(page, "送会签", qtbot)
    until(page, qtbot, window.undo_action.isEnabled)
    enter = page.model.numbers[row + 1]
    page.go_to(enter)
    until(page, qtbot, lambda: page.form.base is not None and page.form.base.number == enter)
    content = page.form.content
    content.fields.boxes["customer_po"].input.setText("PO-79")
    panel = content.panels[0]
    content.setCurrentWidget(panel)
    panel.table.setCurrentIndex(panel.model.index(0, 2))
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y):
        qtbot.keyClick(panel.table, key, CONTROL)
    content.tabBar().setFocus()
    qtbot.keyClick(content.tabBar(), Qt.Key.Key_Z, CONTROL)
    settled(page)
    assert states(page)[number] == "signing"
    assert any("未保存" in words for words in window.messages.texts())


def test_a_new_step_opens_a_form_that_lives(qtbot: Any, window: MainWindow) -> None:
    window.open_record("schedule_step", 0)
    page: Any = window.pages["steps"] if "steps" in window.pages else window.pages[window.here]
    until(page, qtbot, lambda: page.form.base is not None)
    assert page.form.base.number is None and page.form.isEnabled() and not page.form.question.text()


def test_ctrl_n_works_though_the_focus_is_in_the_navigation(qtbot: Any, window: MainWindow) -> None:
    page: Any = window.pages["orders"]
    button = next(b for b in window.navigation.findChildren(QWidget) if b.focusPolicy() & Qt.FocusPolicy.TabFocus
                  and b.isVisible())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_N, CONTROL)
    until(page, qtbot, lambda: page.form.base is not None and page.form.base.number is None)
    assert page.form.isAncestorOf(QApplication.focusWidget())


def test_alt_left_leads_back(qtbot: Any, window: MainWindow) -> None:
    window.show_place("companies")
    qtbot.keyClick(window.pages["companies"], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.here == "orders"
    window.go_back()
    assert window.here == "orders"


def test_states_are_sorted_as_they_follow_each_other(qtbot: Any, orders: SheetPage) -> None:
    orders.asking.filter_by([], [("state", False)])
    until(orders, qtbot, lambda: orders.model.rowCount() > 300 and text(orders, 0, "state") == "草稿")
    order = [key for key, _label in Order.state.options]
    rows = [orders.model.shown_at(r).row.cells for r in range(100)]
    column = orders.model.state_column
    places = [order.index(cells[column]) for cells in rows]
    assert places == sorted(places) and len(set(places)) > 1


def test_a_reason_is_never_chosen_beforehand_and_its_number_takes_it(qtbot: Any, own_home: Any) -> None:
    from ui.form_memory import REASON, memory
    from ui.reason import ReasonDialog

    memory().set(REASON, ["material", "温厂长"])
    dialog = ReasonDialog("为什么要改？")
    dialog.show()
    dialog.activateWindow()
    assert dialog.group.checkedId() == -1 and not dialog.fine.isEnabled()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), "2")
    assert dialog.group.checkedId() == 1 and dialog.fine.isEnabled()
    dialog.reject()


def test_a_click_into_the_empty_attachments_lets_ctrl_v_paste_there(qtbot: Any, orders: SheetPage) -> None:
    number = orders.model.numbers[0]
    orders.go_to(number)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number == number)
    panel = orders.form.content.attachments
    orders.form.content.setCurrentWidget(panel)
    qtbot.mouseClick(panel.empty, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is panel


def test_a_company_entered_as_customer_is_ticked_as_one(qtbot: Any, orders: SheetPage) -> None:
    from ui.form_link import NewLinkDialog

    qtbot.keyClick(orders.view, Qt.Key.Key_N, CONTROL)
    until(orders, qtbot, lambda: orders.form.base is not None and orders.form.base.number is None)
    orders.form._enter_anew(Order.customer, "新客户甲", lambda chosen: None)
    dialog = orders.form.findChildren(NewLinkDialog)[0]
    until(orders, qtbot, lambda: dialog.form.base is not None)
    assert dialog.form.base.values["customer"] and dialog.form.entries()["name"] == "新客户甲"
    dialog.form.discard()
