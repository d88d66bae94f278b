"""The card view of a sheet: a column for each state, moves by drop and menu, refusals in words, thousands of cards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.areas import catalogue
from app.areas.samples.records import Sample
from app.database.query import Ask
from app.rules.cards import MORE, card_columns, ways
from tests.conftest import TODAY
from ui.cards import CardsView
from ui.cards_column import MIME
from ui.page import SheetPage

SHEET = catalogue.sheets()["samples"]


def settle(page: SheetPage) -> None:
    for _round in range(3):
        page.work.wait()
        QApplication.processEvents()


def fill(change: Any, count: int) -> None:
    change.add_all([Sample(kind="pp", rule="fixed", send_by=TODAY + timedelta(days=n % 9 - 3), state="todo",
                           colour="红", quantity=2) for n in range(count)])


@pytest.fixture
def page(qtbot: Any, empty_work: Any) -> Any:
    empty_work.write(empty_work, "Fill", lambda change: fill(change, 5))
    made = SheetPage(SHEET, empty_work, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1400, 700)
    made.show()
    settle(made)
    assert made.switch is not None
    made.switch.cards_button.setChecked(True)
    settle(made)
    return made


def cards_of(page: SheetPage) -> CardsView:
    assert page.switch is not None and page.switch.cards is not None
    return page.switch.cards


def column(page: SheetPage, state: str) -> Any:
    return next(c for c in cards_of(page).columns if c.state == state)


def drop(page: SheetPage, state: str, numbers: list[int]) -> None:
    data = QMimeData()
    data.setData(MIME, ",".join(map(str, numbers)).encode())
    event = QDropEvent(QPointF(20, 40), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    column(page, state).list.dropEvent(event)
    settle(page)


def test_each_state_has_its_column_with_its_count(page: Any) -> None:
    assert page.stack.currentWidget() is cards_of(page)
    assert [c.count.text() for c in cards_of(page).columns][:2] == ["5", "0"]
    assert column(page, "todo").title.text() == "待做"
    card = column(page, "todo").list.cards.cards[0]
    assert card.title.startswith("YB") and card.due == TODAY - timedelta(days=3)
    assert card.lines == ("产前板", "红", "2")


def test_the_columns_keep_qts_rules(page: Any) -> None:
    QAbstractItemModelTester(column(page, "todo").list.cards, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_dropped_card_moves_as_one_change(page: Any) -> None:
    numbers = [c.id for c in column(page, "todo").list.cards.cards[:2]]
    drop(page, "making", numbers)
    assert [column(page, s).count.text() for s in ("todo", "making")] == ["3", "2"]
    page.work.undo(page.work)
    settle(page)
    assert [column(page, s).count.text() for s in ("todo", "making")] == ["5", "0"]


def test_a_refused_move_says_why_and_moves_nothing(page: Any) -> None:
    said: list[tuple[str, str]] = []
    page.told.connect(lambda words, kind: said.append((words, kind)))
    first = column(page, "todo").list.cards.cards[0].id
    drop(page, "approved", [first])
    assert column(page, "approved").count.text() == "1"
    said.clear()
    second = column(page, "todo").list.cards.cards[0].id
    drop(page, "todo", [first, second])
    assert said and said[-1][1] == "problem" and "待做" in said[-1][0]
    assert column(page, "approved").count.text() == "1"


def test_the_menu_offers_allowed_states_only(page: Any) -> None:
    assert "todo" not in {state for state, _label in ways(SHEET, "sent")}
    assert {state for state, _label in ways(SHEET, "received")} == {"approved", "redo"}


def test_choosing_cards_chooses_rows(page: Any) -> None:
    cards = column(page, "todo").list
    cards.setCurrentIndex(cards.cards.index(1))
    assert page.view.selected_numbers() == [cards.cards.cards[1].id]


def test_a_double_click_opens_the_form(page: Any, qtbot: Any) -> None:
    cards = column(page, "todo").list
    cards.setCurrentIndex(cards.cards.index(0))
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    settle(page)
    assert page.form.isVisible()


def test_arrow_keys_go_to_the_next_filled_state(page: Any, qtbot: Any) -> None:
    drop(page, "to_send", [column(page, "todo").list.cards.cards[0].id])
    first = column(page, "todo").list
    first.setCurrentIndex(first.cards.index(0))
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert column(page, "to_send").list.currentIndex().row() == 0


def test_thousands_of_cards_show_a_few_and_say_how_many_more(page: Any) -> None:
    page.work.write(page, "Fill", lambda change: fill(change, 5_000))
    settle(page)
    todo = column(page, "todo")
    assert todo.count.text() == "5,005"
    assert todo.list.cards.rowCount() == MORE
    assert f"{5_005 - MORE:,}" in todo.more.text()
    todo.more.click()
    settle(page)
    assert todo.list.cards.rowCount() == 5 * MORE


def test_the_choice_of_view_is_remembered(page: Any, qtbot: Any) -> None:
    again = SheetPage(SHEET, page.work, lambda: TODAY)
    qtbot.addWidget(again)
    settle(again)
    assert again.switch is not None and again.switch.on
    again.switch.table_button.setChecked(True)
    assert again.stack.currentIndex() == 0


def test_a_filter_holds_for_cards_too(page: Any) -> None:
    page.search.setText("没有这样的")
    page.asking.ask()
    settle(page)
    assert column(page, "todo").count.text() == "0"


def test_a_sheet_without_states_has_no_switch(qtbot: Any, empty_work: Any) -> None:
    plain = SheetPage(catalogue.sheets()["companies"], empty_work, lambda: TODAY)
    qtbot.addWidget(plain)
    assert plain.switch is None


def test_every_sheet_with_states_has_cards(demo_company: Any) -> None:
    for sheet in catalogue.sheets().values():
        if sheet.model.workflow is not None:
            found = card_columns(Ask(sheet, TODAY))
            assert sum(c.count for c in found) > 0
            assert all(card.title for c in found for card in c.cards), sheet.key
