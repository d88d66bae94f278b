"""The standard page as a clerk uses it: sort, filter, type, paste, fill, undo, and others' changes arriving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox

from app.areas import catalogue
from app.database.change import Who, write
from app.database.query import CONTAINS, IS, Filter
from app.masters.company import Company, Department
from app.masters.order import Order
from tests.conftest import TODAY
from ui.clipboard import block_of, text_of
from ui.page import SheetPage
from ui.work import Work


@pytest.fixture
def make_page(qtbot: Any) -> Iterator[Callable[[Work, str], SheetPage]]:
    def make(work: Work, key: str) -> SheetPage:
        page = SheetPage(catalogue.sheets()[key], work, lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        qtbot.waitUntil(lambda: settled(page), timeout=10_000)
        return page

    yield make


def settled(page: SheetPage) -> bool:
    """Tell whether the worker has nothing left to do and all rows in sight are read."""
    from PySide6.QtWidgets import QApplication

    page.work.wait()
    QApplication.processEvents()
    page.work.wait()
    QApplication.processEvents()
    return page.model.rowCount() == 0 or page.model.shown_at(0) is not None


def text(page: SheetPage, row: int, key: str) -> str:
    column = next(n for n, c in enumerate(page.model.columns) if c.key == key)
    return str(page.model.data(page.model.index(row, column)))


def put_cursor(page: SheetPage, row: int, key: str, rows: int = 1) -> None:
    column = next(n for n, c in enumerate(page.model.columns) if c.key == key)
    page.view.setCurrentIndex(page.model.index(row, column))
    for more in range(row, row + rows):
        page.view.selectionModel().select(page.model.index(more, column), QItemSelectionModel.SelectionFlag.Select)


def test_the_model_keeps_qts_rules(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.asking.filter_by([Filter("country", IS, ("德国",))], [("number", True)])
    qtbot.waitUntil(lambda: settled(page) and text(page, 0, "country") == "德国")
    page.asking.clear()
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() > 300)


def test_sorting_and_filtering_show_what_was_asked(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    page.asking.filter_by([Filter("customer", CONTAINS, "QUOKKA")], [("number", False)])
    qtbot.waitUntil(lambda: settled(page) and 0 < page.model.rowCount() < 300)
    rows = range(page.model.rowCount())
    numbers = [text(page, r, "number") for r in rows]
    assert numbers == sorted(numbers)
    assert all("QUOKKA" in text(page, r, "customer") for r in rows)
    assert page.clear_button.isVisible()


def test_a_search_finds_by_initials(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "plants")
    page.search.setText("hjf")
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == 1)
    assert text(page, 0, "name") == "浩景丰"


def test_an_edited_row_stays_in_sight_though_the_filter_does_not_fit(qtbot: Any, demo_work: Work,
                                                                     make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    page.asking.filter_by([Filter("country", IS, ("德国",))])
    qtbot.waitUntil(lambda: settled(page) and text(page, 0, "country") == "德国")
    number = page.model.numbers[0]
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "country")
    page.model.setData(page.model.index(0, column), "法国")
    qtbot.waitUntil(lambda: settled(page) and text(page, page.model.row_of(number), "country") == "法国")


def test_what_is_typed_wrong_is_said_and_nothing_is_written(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "order_lines")
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    before = text(page, 0, "quantity")
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "quantity")
    page.model.setData(page.model.index(0, column), "很多")
    qtbot.waitUntil(lambda: settled(page) and bool(said))
    assert "很多" in said[0]
    assert text(page, 0, "quantity") == before


def test_a_pasted_block_changes_rows_and_makes_new_ones(qtbot: Any, empty_work: Work, make_page: Any) -> None:
    page = make_page(empty_work, "companies")
    QGuiApplication.clipboard().setText("甲公司\t甲\t是\n乙公司\t乙\t是\n")
    page.view.paste_new()
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == 2)
    put_cursor(page, 0, "name")
    QGuiApplication.clipboard().setText("丙公司\t丙\n丁公司\t丁\n戊公司\t戊")
    page.view.paste()
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == 3)
    assert {text(page, r, "name") for r in range(3)} == {"丙公司", "丁公司", "戊公司"}
    empty_work.undo(empty_work)
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == 2)
    assert {text(page, r, "name") for r in range(2)} == {"甲公司", "乙公司"}


def test_a_block_with_one_wrong_cell_changes_nothing(qtbot: Any, empty_work: Work, make_page: Any) -> None:
    page = make_page(empty_work, "products")
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    keys = [c.key for c in page.model.columns]
    row = {keys.index("code"): "C1", keys.index("per_carton"): "twelve"}
    QGuiApplication.clipboard().setText("\t".join(row.get(n, "") for n in range(len(keys))))
    page.view.paste_new()
    qtbot.waitUntil(lambda: settled(page) and bool(said))
    assert page.model.rowCount() == 0


def test_copying_gives_what_excel_takes(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "products")
    put_cursor(page, 0, "code", 3)
    page.view.copy()
    assert block_of(QGuiApplication.clipboard().text()) == [[text(page, r, "code")] for r in range(3)]


def test_filling_down_takes_the_first_row(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "products")
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "standard")
    page.model.setData(page.model.index(0, column), "GB 4806")
    qtbot.waitUntil(lambda: settled(page) and text(page, 0, "standard") == "GB 4806")
    put_cursor(page, 0, "standard", 4)
    page.view.fill_down()
    qtbot.waitUntil(lambda: settled(page) and text(page, 3, "standard") == "GB 4806")
    assert [text(page, r, "standard") for r in range(5)] == ["GB 4806"] * 4 + [""]


def test_others_changes_arrive_and_the_selection_stays(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "companies")
    put_cursor(page, 4, "name")
    chosen = page.view.selected_numbers()
    other = Work(Who("阿敏", "PC-2"))
    with qtbot.waitSignal(other.opened):
        other.open(demo_work.path)

    def add(change: Any) -> None:
        change.save(Company(name="AAA first of all", customer=True))

    with qtbot.waitSignal(demo_work.changed, timeout=20_000) as heard:
        other.write(other, "Add", add)
    qtbot.waitUntil(lambda: settled(page) and text(page, 0, "name") == "AAA first of all")
    assert heard.args[0].who == "阿敏"
    assert page.view.selected_numbers() == chosen
    other.close()


def test_two_people_on_one_row_lose_nothing(qtbot: Any, demo_work: Work, make_page: Any, tmp_path: Any) -> None:
    page = make_page(demo_work, "companies")
    number = page.model.numbers[0]
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    other = Work(Who("阿敏", "PC-2"))
    with qtbot.waitSignal(other.opened):
        other.open(demo_work.path)

    def change_contact(change: Any) -> None:
        firm = Company.get_by_id(number)
        firm.contact = "theirs"
        change.save(firm)

    other.write(other, "Change", change_contact)
    assert other.wait()
    keys = [c.key for c in page.model.columns]
    page.model.setData(page.model.index(0, keys.index("phone")), "0999")
    qtbot.waitUntil(lambda: settled(page) and text(page, 0, "phone") == "0999")
    assert text(page, 0, "contact") == "theirs"
    page.model._blocks[0][0].row = page.model._blocks[0][0].row.__class__(
        number, 1, page.model._blocks[0][0].row.cells)
    page.model.setData(page.model.index(0, keys.index("contact")), "mine")
    qtbot.waitUntil(lambda: settled(page) and bool(said))
    assert text(page, 0, "contact") == "theirs"
    other.close()


def test_an_action_runs_on_the_chosen_rows(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    page.asking.filter_by([Filter("state", IS, ("draft",))])
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() > 1)
    numbers = list(page.model.numbers[:2])
    put_cursor(page, 0, "number", 2)
    page.deeds.run(page.sheet.actions[0])
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    box = page.findChildren(QMessageBox)[0]
    with qtbot.waitSignal(demo_work.changed):
        qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    found: list[Any] = []
    demo_work.read(page, lambda: [o.state for o in Order.select().where(Order.id.in_(numbers))], found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["signing", "signing"]


def test_columns_are_remembered_and_views_come_back(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    page.view.setColumnHidden(3, True)
    page.asking.filter_by([Filter("country", IS, ("德国",))], [("number", True)])
    page.columns.save_view("德国单")
    again = make_page(demo_work, "orders")
    again.columns._show(again.columns._own_views()["德国单"])
    qtbot.waitUntil(lambda: settled(again) and 0 < again.model.rowCount() < 300)
    assert again.view.isColumnHidden(3)
    assert text(again, 0, "country") == "德国"


def test_an_empty_sheet_says_what_belongs_there(qtbot: Any, empty_work: Work, make_page: Any) -> None:
    page = make_page(empty_work, "orders")
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)


def test_enter_goes_down_and_control_enter_opens_the_form(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "orders")
    put_cursor(page, 0, "number")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.view.currentIndex().row() == 1
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.form.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)  # Qt remembers the control key until the next key


@pytest.mark.parametrize("block", [[["a"]], [["a", "b"], ["c", "d"]], [["line\nbreak", 'quo"te'], ["tab\there", ""]]])
def test_a_block_survives_the_clipboard(block: list[list[str]]) -> None:
    assert block_of(text_of(block)) == block


def test_nothing_is_written_by_a_reader(demo_company: Any) -> None:
    outcome = write("Nothing", Who("x"), lambda change: None)
    assert outcome.entry == 0


def test_deleting_asks_nothing_and_undo_brings_back(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "departments")
    count = page.model.rowCount()
    demo_work.write(page, "Add", lambda change: change.save(Department(name="新部门", place=99)))
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == count + 1)
    put_cursor(page, count, "name")
    page.deeds.delete()
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == count)
    demo_work.undo(demo_work)
    qtbot.waitUntil(lambda: settled(page) and page.model.rowCount() == count + 1)


def test_what_is_still_used_is_not_deleted(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "products")
    count = page.model.rowCount()
    said: list[str] = []
    page.told.connect(lambda words, kind: said.append(words))
    put_cursor(page, 0, "code")
    page.deeds.delete()
    qtbot.waitUntil(lambda: settled(page) and bool(said))
    assert text(page, 0, "code") in said[0]
    assert page.model.rowCount() == count > 10


def test_the_chosen_cells_are_filled_at_once(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "products")
    put_cursor(page, 1, "standard", 3)
    page.view.fill_selection("EN 12546")
    qtbot.waitUntil(lambda: settled(page) and text(page, 3, "standard") == "EN 12546")
    assert [text(page, r, "standard") for r in range(5)] == ["", "EN 12546", "EN 12546", "EN 12546", ""]


def test_a_duty_that_is_done_is_not_late_any_more(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "instructions")
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "week")
    state = next(n for n, c in enumerate(page.model.columns) if c.key == "state")
    standings = {}
    for row in range(page.model.rowCount()):
        shown = page.model.shown_at(row)
        standings.setdefault(shown.row.cells[state], set()).add(page.model.standing(shown, column)[0])
    assert standings["issued"] == {None}
    assert None not in standings["draft"]


def test_a_record_sought_before_the_table_is_read_is_marked_in_it(qtbot: Any, demo_work: Work) -> None:
    numbers: list[int] = []
    page = SheetPage(catalogue.sheets()["orders"], demo_work, lambda: TODAY)
    qtbot.addWidget(page)
    demo_work.read(page, lambda: [r[0] for r in catalogue.sheets()["orders"].model.select().limit(9).tuples()],
                   numbers.extend)
    qtbot.waitUntil(lambda: bool(numbers))
    fresh = SheetPage(catalogue.sheets()["orders"], demo_work, lambda: TODAY)
    qtbot.addWidget(fresh)
    fresh.resize(1200, 700)
    fresh.show()
    fresh.go_to(numbers[4])
    assert fresh.focusWidget() is fresh.view
    qtbot.waitUntil(lambda: settled(fresh) and fresh.view.selected_numbers() == [numbers[4]])


def test_the_next_of_several_duties_is_marked(qtbot: Any, demo_work: Work, make_page: Any) -> None:
    page = make_page(demo_work, "samples")
    column = next(n for n, c in enumerate(page.model.columns) if c.key == "next_due")
    late = [row for row in range(page.model.rowCount()) if (shown := page.model.shown_at(row)) is not None
            and page.model.standing(shown, column)[0] == "late"]
    states = {page.model.shown_at(row).row.cells[next(n for n, c in enumerate(page.model.columns)
                                                      if c.key == "state")] for row in late}
    assert late and states & {"sent", "received"}
