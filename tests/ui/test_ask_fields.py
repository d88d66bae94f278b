"""Actions that ask first: one answer for all chosen records, what is wrong at its field, nothing written before."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.areas import catalogue
from app.areas.samples.records import Sample
from tests.conftest import TODAY
from ui.ask_fields import AskFields
from ui.page import SheetPage

SHEET = catalogue.sheets()["samples"]
SENT = next(a for a in SHEET.actions if a.asks and a.asks[0].name == "sent")


def settle(page: SheetPage) -> None:
    for _round in range(3):
        page.work.wait()
        QApplication.processEvents()


@pytest.fixture
def page(qtbot: Any, empty_work: Any) -> Any:
    empty_work.write(empty_work, "Fill", lambda c: c.add_all([
        Sample(kind="pp", rule="fixed", send_by=TODAY, state="to_send", courier="顺达" if n == 9 else None)
        for n in range(10)]))
    made = SheetPage(SHEET, empty_work, lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    settle(made)
    made.view.selectAll()
    return made


def ask(page: SheetPage) -> AskFields:
    page.deeds.run(SENT)
    settle(page)
    found = page.findChildren(AskFields)
    assert len(found) == 1
    settle(page)
    return found[0]


def stored(page: SheetPage) -> list[Sample]:
    found: list[Sample] = []
    page.work.read(page, lambda: list(Sample.select().order_by(Sample.id)), found.extend)
    settle(page)
    return found


def test_one_answer_is_written_into_all_chosen(page: Any) -> None:
    dialog = ask(page)
    assert dialog.boxes["sent"].entry() == TODAY.isoformat()
    dialog.boxes["courier"].set_entry("中速")
    dialog.boxes["waybill"].set_entry("SD100")
    dialog.boxes["freight"].set_entry("33.33")
    dialog.submit()
    settle(page)
    found = stored(page)
    assert {(s.state, s.courier, s.waybill, s.sent) for s in found} == {("sent", "中速", "SD100", TODAY)}
    assert str(sum(s.freight for s in found)) == "33.33"
    page.work.undo(page.work)
    settle(page)
    assert {s.state for s in stored(page)} == {"to_send"}


def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(page: Any) -> None:
    dialog = ask(page)
    dialog.boxes["freight"].set_entry("很贵")
    dialog.submit()
    settle(page)
    assert "很贵" in dialog.boxes["freight"].problem
    assert dialog.isVisible() and dialog.fine.isEnabled()
    assert {s.state for s in stored(page)} == {"to_send"}
    dialog.boxes["freight"].set_entry("12")
    dialog.submit()
    settle(page)
    assert {s.state for s in stored(page)} == {"sent"}


def test_earlier_answers_are_offered(page: Any) -> None:
    dialog = ask(page)
    completer = dialog.boxes["courier"].input.completer()
    assert completer.model().index(0, 0).data() == "顺达"
    dialog.reject()
