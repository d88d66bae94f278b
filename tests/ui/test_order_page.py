"""The check of an order's dates before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.areas.order_check import LISTS, check, draft
from app.domain.text import _
from app.masters.order import Order
from tests.conftest import TODAY
from ui.areas.orders.check_dialog import CheckDialog
from ui.areas.orders.page import OrderPage
from ui.notify import NotifyDialog
from ui.work import Work


@pytest.fixture
def page(qtbot: Any, demo_work: Work) -> Iterator[OrderPage]:
    made = OrderPage(demo_work)
    made.today = lambda: TODAY  # type: ignore[method-assign]
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made


def test_each_line_is_answered_as_if_it_were_not_planned(demo_company: Any) -> None:
    order = Order.select().where(Order.state == "producing").order_by(Order.id.desc()).first()
    found = check(order.id, TODAY)
    assert found and all(c.answer.sentence and c.quantity > 0 for c in found)
    message = draft(order, found)
    assert order.number in message.subject and len(message.rows) == len(found)
    assert all(len(row) == len(message.columns) for row in message.rows)


def test_the_page_shows_the_answers_and_tells_those_who_decide(qtbot: Any, page: OrderPage) -> None:
    with qtbot.waitSignal(page.told):
        page.view.selectAll()
        page.check()
    page.view.selectRow(3)
    page.check()
    qtbot.waitUntil(lambda: page.findChild(CheckDialog) is not None, timeout=10_000)
    dialog = page.findChild(CheckDialog)
    assert dialog.list.topLevelItemCount() == len(dialog.found)
    with qtbot.waitSignal(page.print_wanted) as wanted:
        dialog.print_button.click()
    assert wanted.args[0] == "promise" and wanted.args[1][0] == dialog.found[0].answer.question.item
    dialog.tell()
    qtbot.waitUntil(lambda: dialog.findChild(NotifyDialog) is not None, timeout=10_000)
    assert set(dialog.findChild(NotifyDialog).ready.lacking) <= {_(name) for name in LISTS} | {"总经理", "市场部"}
    dialog.findChild(NotifyDialog).reject()
    dialog.accept()
