"""The inputs by kind: what is typed, what is shown, what the wheel and the input method must not do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.database.change import Who
from app.database.fields import Choice, Colour, Day, Flag, Integer, LongText, Money, Quantity, Text
from app.domain.text import _
from app.masters.order import ROW_COLOURS, STATES
from ui.editors import FieldBox, make_input
from ui.work import Work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.fixture
def work(qtbot: Any) -> Any:
    made = Work(Who("王小姐"))
    yield made
    made.close()


@pytest.fixture
def make(work: Work, qtbot: Any) -> Any:
    def made(field: Any) -> Any:
        field.name = "x"
        held = make_input(field, work)
        qtbot.addWidget(held)
        held.show()
        return held

    return made


def focus(held: Any, qtbot: Any, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    held.activateWindow()
    held.setFocus(reason)
    qtbot.waitUntil(held.hasFocus)


def away(held: Any) -> None:
    held.clearFocus()


def test_numbers_show_thousands_when_left_and_none_when_typed(make, qtbot):
    held = make(Quantity("Pieces"))
    focus(held, qtbot)
    qtbot.keyClicks(held, "12000")
    away(held)
    assert (held.displayText(), held.text()) == ("12,000", "12000")
    focus(held, qtbot, Qt.FocusReason.TabFocusReason)
    assert held.displayText() == "12000"
    assert held.selectedText() == "12000"
    money = make(Money("Price"))
    money.set_text("1234.5")
    assert (money.displayText(), money.text()) == ("1,234.5", "1234.5")


def test_a_wrong_number_stays_as_typed(make, qtbot):
    held = make(Integer("N"))
    focus(held, qtbot)
    held.insert("20套")
    away(held)
    assert held.text() == "20套"


@pytest.mark.parametrize(("typed", "shown"), [("12.3", "2026-12-03"), ("+7", "2026-11-30"), ("下周五", "2026-12-04"),
                                              ("32.13", "32.13")])
def test_dates_are_completed_when_left(make, qtbot, typed, shown):
    held = make(Day("D"))
    held.today = lambda: date(2026, 11, 23)
    focus(held, qtbot)
    held.setText(typed)
    with qtbot.waitSignal(held.changed) if typed != shown else qtbot.assertNotEmitted(held.changed):
        away(held)
    assert held.text() == shown


def test_calendar_and_today_key(make, qtbot):
    held = make(Day("D"))
    held.today = lambda: date(2026, 11, 23)
    qtbot.keyClick(held, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert held.text() == "2026-11-23"
    held.open_calendar()
    with qtbot.waitSignal(held.changed):
        held._popup.calendar.clicked.emit(held._popup.calendar.selectedDate().addDays(2))
    assert held.text() == "2026-11-25"
    assert not held._popup.isVisible()


def test_choices_keep_the_word_and_show_the_label(make, qtbot):
    held = make(Choice("State", STATES, required=True))
    held.set_text("signing")
    assert held.currentText() == _("In sign-off")
    assert held.text() == "signing"
    held.lineEdit().selectAll()
    qtbot.keyClicks(held, "approved")
    assert held.text() == "approved"
    held.lineEdit().selectAll()
    qtbot.keyClicks(held, "nothing of this")
    assert held.text() == "nothing of this"


def test_the_wheel_changes_nothing(make):
    held = make(Choice("State", STATES))
    held.set_text("draft")
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(held, event)
    assert held.text() == "draft"


def test_colours_have_swatches(make):
    held = make(Colour("Row colour", ROW_COLOURS))
    assert not held.itemIcon(held.findData("red")).isNull()


def test_flag_and_long_text(make, qtbot):
    flag = make(Flag("Rush"))
    flag.set_text("✓")
    assert flag.text() == "✓"
    qtbot.mouseClick(flag, Qt.MouseButton.LeftButton, pos=QPoint(8, flag.height() // 2))
    assert flag.text() == ""
    text = make(LongText("Note"))
    low = text.height()
    with qtbot.assertNotEmitted(text.changed):
        text.set_text("a\nb\nc\nd\ne")
    assert text.height() > low
    qtbot.keyClicks(text, "x")
    assert text.text().startswith("xa")


def test_an_enter_that_ends_a_word_submits_nothing(make, qtbot):
    held = make(Text("Name"))
    pressed: list[str] = []
    held.returnPressed.connect(lambda: pressed.append("enter"))
    focus(held, qtbot)
    QApplication.sendEvent(held, QInputMethodEvent("zhen", []))
    qtbot.keyClick(held, Qt.Key.Key_Return)
    assert pressed == []
    word = QInputMethodEvent()
    word.setCommitString("臻")
    QApplication.sendEvent(held, word)
    qtbot.keyClick(held, Qt.Key.Key_Return)
    assert (held.text(), pressed) == ("臻", [])
    held._word_ended = 0.0
    qtbot.keyClick(held, Qt.Key.Key_Return)
    assert pressed == ["enter"]


def test_the_box_shows_and_hides_what_is_wrong(work, qtbot):
    field = Text("Name")
    field.name = "name"
    box = FieldBox(field, work)
    qtbot.addWidget(box)
    box.show()
    box.show_problem("Wrong.")
    assert box.sentence.isVisible()
    assert box.input.property("wrong")
    box.show_problem("Perhaps.", blocks=False)
    assert not box.input.property("wrong")
    box.show_problem("")
    assert not box.sentence.isVisible()
