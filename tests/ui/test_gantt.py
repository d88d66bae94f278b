"""The Gantt under mouse and keyboard: what is selected, what is sent, what stays in place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gantt_boards import TODAY, bar, board, day, usual
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.areas.schedule.board import Board, Lane, Move
from app.domain.text import use_language
from ui.areas.schedule.gantt import Gantt
from ui.areas.schedule.gantt_hit import hit
from ui.areas.schedule.gantt_tip import tip

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def english(own_home: object) -> None:
    use_language("en")


@pytest.fixture
def gantt(qtbot: QtBot) -> Iterator[Gantt]:
    widget = Gantt()
    qtbot.addWidget(widget)
    widget.resize(1000, 480)
    widget.show_board(usual())
    widget.show()
    widget.set_scale(40)
    widget.go_to(TODAY)
    yield widget


def middle(gantt: Gantt, key: int) -> QPoint:
    rect = gantt.view.rect(key)
    assert rect is not None
    return rect.center().toPoint()


def send(gantt: Gantt, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton = LEFT,
         held: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
    place = QPointF(at)
    QApplication.sendEvent(gantt.viewport(), QMouseEvent(
        kind, place, gantt.viewport().mapToGlobal(place), button, held, keys))


def drag(gantt: Gantt, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE, drop: bool = True) -> None:
    send(gantt, QEvent.Type.MouseButtonPress, start, keys=keys)
    for share in (0.3, 0.7, 1.0):
        at = start + (end - start) * share
        send(gantt, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, keys=keys)
    if drop:
        send(gantt, QEvent.Type.MouseButtonRelease, end, held=Qt.MouseButton.NoButton, keys=keys)


def sent(gantt: Gantt) -> list[list[Move]]:
    found: list[list[Move]] = []
    gantt.moved.connect(found.append)
    return found


def test_a_drag_snaps_to_days_and_sends_once(gantt: Gantt) -> None:
    found = sent(gantt)
    drag(gantt, middle(gantt, 1), middle(gantt, 1) + QPoint(95, 0))
    assert found == [[Move(1, day(2), day(5), 1, False)]]
    assert gantt.selection() == [1] and gantt.view.drag is None


def test_a_drag_of_less_than_half_a_day_sends_nothing(gantt: Gantt) -> None:
    found = sent(gantt)
    drag(gantt, middle(gantt, 1), middle(gantt, 1) + QPoint(15, 0))
    assert found == []


def test_edges_resize(gantt: Gantt) -> None:
    found = sent(gantt)
    rect = gantt.view.rect(1)
    assert rect is not None
    y = int(rect.center().y())
    right, left = QPoint(int(rect.right()) - 2, y), QPoint(int(rect.left()) + 2, y)
    drag(gantt, right, right + QPoint(80, 0))
    drag(gantt, left, left + QPoint(-40, 0))
    drag(gantt, right, right + QPoint(-900, 0))
    assert found == [[Move(1, day(0), day(5), 1)], [Move(1, day(-1), day(3), 1)], [Move(1, day(0), day(0), 1)]]


def test_a_drop_on_another_line_is_sent_even_where_it_is_not_meant_to_go(gantt: Gantt) -> None:
    found = sent(gantt)
    row = gantt.view.layout.of_lane[3]
    start = middle(gantt, 1)
    end = QPoint(start.x(), int(gantt.view.y(row.y + 20)))
    drag(gantt, start, end, drop=False)
    assert gantt.view.drag is not None
    assert gantt.view.drag.possible == {1, 2} and gantt.view.drag.lane == 3
    gantt.grab()
    send(gantt, QEvent.Type.MouseButtonRelease, end, held=Qt.MouseButton.NoButton)
    assert found == [[Move(1, day(0), day(3), 3)]]


def test_a_drop_on_a_plant_row_goes_to_its_first_line(gantt: Gantt) -> None:
    found = sent(gantt)
    row = gantt.view.layout.of_lane[-2]
    drag(gantt, middle(gantt, 1), QPoint(middle(gantt, 1).x(), int(gantt.view.y(row.y + 5))))
    assert found == [[Move(1, day(0), day(3), 3)]]


def test_escape_gives_up_a_drag(gantt: Gantt, qtbot: QtBot) -> None:
    found = sent(gantt)
    end = middle(gantt, 1) + QPoint(120, 0)
    drag(gantt, middle(gantt, 1), end, drop=False)
    qtbot.keyClick(gantt, Qt.Key.Key_Escape)
    assert gantt.view.drag is None
    send(gantt, QEvent.Type.MouseButtonRelease, end, held=Qt.MouseButton.NoButton)
    assert found == [] and gantt.selection() == [1]


def test_selected_bars_move_together(gantt: Gantt) -> None:
    gantt.select([1, 4])
    found = sent(gantt)
    drag(gantt, middle(gantt, 4), middle(gantt, 4) + QPoint(-40, 0))
    assert found == [[Move(4, day(1), day(3), 3), Move(1, day(-1), day(2), 1)]]


def test_shift_drag_pushes_what_follows(gantt: Gantt) -> None:
    gantt.show_board(board(bar(1, 1, 0, 3), bar(2, 1, 4, 6), bar(3, 1, 5, 5, locked=True)))
    found = sent(gantt)
    end = middle(gantt, 1) + QPoint(80, 0)
    drag(gantt, middle(gantt, 1), end, SHIFT, drop=False)
    assert gantt.view.drag is not None
    assert gantt.view.drag.pushed == [Move(2, day(6), day(8), 1, True)]
    gantt.grab()
    send(gantt, QEvent.Type.MouseButtonRelease, end, held=Qt.MouseButton.NoButton, keys=SHIFT)
    assert found == [[Move(1, day(2), day(5), 1, True)]]


def test_clicks_select_add_and_extend(gantt: Gantt, qtbot: QtBot) -> None:
    told: list[list[int]] = []
    gantt.selection_changed.connect(told.append)
    for key, keys in ((1, NONE), (4, CONTROL), (1, CONTROL), (1, NONE), (5, SHIFT)):
        qtbot.mouseClick(gantt.viewport(), LEFT, keys, middle(gantt, key))
    assert told == [[1], [1, 4], [4], [1], [1, 2, 3, 5]]
    qtbot.mouseClick(gantt.viewport(), LEFT, NONE, QPoint(990, 400))
    assert gantt.selection() == []


def test_a_rubber_band_selects_and_ctrl_keeps(gantt: Gantt) -> None:
    gantt.select([4])
    first, last = gantt.view.rect(1), gantt.view.rect(3)
    assert first is not None and last is not None
    start = QPoint(int(first.left()) - 30, int(first.top()) - 3)
    drag(gantt, start, last.center().toPoint(), CONTROL)
    assert gantt.selection() == [1, 3, 4]
    assert gantt.view.rubber is None


def test_keys_move_push_and_change_the_lane(gantt: Gantt, qtbot: QtBot) -> None:
    gantt.go_to_bar(1)
    found = sent(gantt)
    for key, keys in ((Qt.Key.Key_Right, CONTROL), (Qt.Key.Key_Left, CONTROL), (Qt.Key.Key_Right, SHIFT),
                      (Qt.Key.Key_Down, ALT), (Qt.Key.Key_Up, ALT), (Qt.Key.Key_Right, CONTROL | SHIFT)):
        qtbot.keyClick(gantt, key, keys)
    assert found == [[Move(1, day(1), day(4), 1)], [Move(1, day(-1), day(2), 1)],
                     [Move(1, day(1), day(4), 1, True)], [Move(1, day(0), day(3), 2)],
                     [Move(1, day(0), day(4), 1)]]


def test_keys_walk_open_and_select_all(gantt: Gantt, qtbot: QtBot) -> None:
    gantt.go_to_bar(1)
    opened: list[int] = []
    gantt.activated.connect(opened.append)
    qtbot.keyClick(gantt, Qt.Key.Key_Right, NONE)
    qtbot.keyClick(gantt, Qt.Key.Key_Return)
    qtbot.keyClick(gantt, Qt.Key.Key_Down)
    assert gantt.selection() == [3]
    qtbot.keyClick(gantt, Qt.Key.Key_A, CONTROL)
    assert sorted(gantt.selection()) == [1, 2, 3, 4, 5]
    qtbot.keyClick(gantt, Qt.Key.Key_Delete)
    qtbot.keyClick(gantt, Qt.Key.Key_Escape)
    assert gantt.selection() == [] and opened == [2]
    assert "26-003" in gantt.accessibleName() and "Kettle lid" in gantt.accessibleDescription()


def test_home_and_plus_and_minus(gantt: Gantt, qtbot: QtBot) -> None:
    gantt.axis.set_offset(0)
    qtbot.keyClick(gantt, Qt.Key.Key_Home)
    assert gantt.axis.left < gantt.axis.x(TODAY.toordinal()) < 1000
    qtbot.keyClick(gantt, Qt.Key.Key_Plus)
    assert gantt.axis.scale == pytest.approx(50)
    qtbot.keyClick(gantt, Qt.Key.Key_Minus)
    assert gantt.axis.scale == pytest.approx(40)


def wheel(gantt: Gantt, at: QPoint, turn: int, keys: Qt.KeyboardModifier) -> None:
    QApplication.sendEvent(gantt.viewport(), QWheelEvent(
        QPointF(at), gantt.viewport().mapToGlobal(QPointF(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        keys, Qt.ScrollPhase.NoScrollPhase, False))


@pytest.mark.parametrize("turn", [-240, -120, 30, 120, 360])
def test_the_day_below_the_pointer_stays_when_zooming(gantt: Gantt, turn: int) -> None:
    at = QPoint(620, 200)
    before = gantt.axis.day(at.x())
    wheel(gantt, at, turn, CONTROL)
    assert gantt.axis.scale != 40
    assert abs(gantt.axis.day(at.x()) - before) * gantt.axis.scale <= 1.0


def test_shift_wheel_and_middle_button_pan(gantt: Gantt) -> None:
    before = gantt.axis.offset
    wheel(gantt, QPoint(600, 200), -120, SHIFT)
    assert gantt.axis.offset == before + 120
    middle_button = Qt.MouseButton.MiddleButton
    send(gantt, QEvent.Type.MouseButtonPress, QPoint(600, 200), middle_button, middle_button)
    send(gantt, QEvent.Type.MouseMove, QPoint(650, 200), Qt.MouseButton.NoButton, middle_button)
    send(gantt, QEvent.Type.MouseButtonRelease, QPoint(650, 200), middle_button, Qt.MouseButton.NoButton)
    assert gantt.axis.offset == before + 70
    assert gantt.horizontalScrollBar().value() == gantt.axis.offset


def test_a_plant_folds_by_click_and_unfolds_to_show_a_bar(gantt: Gantt, qtbot: QtBot) -> None:
    qtbot.mouseClick(gantt.viewport(), LEFT, NONE, QPoint(40, gantt.view.top + 5))
    assert gantt.view.collapsed == {"East"} and gantt.view.rect(1) is None
    gantt.grab()
    gantt.go_to_bar(3)
    assert gantt.view.collapsed == frozenset() and gantt.view.rect(3) is not None


def test_a_click_on_a_line_chooses_it(gantt: Gantt, qtbot: QtBot) -> None:
    y = int(gantt.view.y(gantt.view.layout.of_lane[2].y + 5))
    with qtbot.wait_signal(gantt.lane_chosen) as told:
        qtbot.mouseClick(gantt.viewport(), LEFT, NONE, QPoint(40, y))
    assert told.args == [2]


def test_another_board_keeps_zoom_place_selection_and_folds(gantt: Gantt) -> None:
    gantt.select([1, 5])
    gantt.toggle_plant("West")
    before = gantt.axis.x(TODAY.toordinal())
    told: list[list[int]] = []
    gantt.selection_changed.connect(told.append)
    later = board(bar(1, 2, 3, 6), bar(3, 2, 1, 5))
    gantt.show_board(type(later)(day(-90), day(90), TODAY, later.lanes, later.bars))
    assert gantt.axis.x(TODAY.toordinal()) == pytest.approx(before, abs=1)
    assert gantt.axis.scale == 40
    assert told == [[1]] and gantt.selection() == [1]
    assert gantt.view.collapsed == {"West"}


def test_another_board_gives_up_a_drag(gantt: Gantt) -> None:
    drag(gantt, middle(gantt, 1), middle(gantt, 1) + QPoint(80, 0), drop=False)
    assert gantt.dragging
    gantt.choose_lane(2)
    gantt.show_board(Board(day(-1), day(9), TODAY))
    assert not gantt.dragging and gantt.selection() == [] and gantt.view.lane is None
    gantt.grab()


def test_double_click_opens_and_right_click_asks_for_a_menu(gantt: Gantt, qtbot: QtBot) -> None:
    opened: list[int] = []
    gantt.activated.connect(opened.append)
    qtbot.mouseDClick(gantt.viewport(), LEFT, NONE, middle(gantt, 3))
    assert opened == [3]
    qtbot.mousePress(gantt.viewport(), Qt.MouseButton.RightButton, NONE, middle(gantt, 4))
    with qtbot.wait_signal(gantt.menu_wanted) as told:
        qtbot.keyClick(gantt, Qt.Key.Key_Menu)
    assert told.args is not None and told.args[0] == [4]


def test_search_shades_the_rest(gantt: Gantt) -> None:
    gantt.set_search("kettle ALDER")
    assert gantt.view.dimmed == {2, 4, 5}
    gantt.set_search(" ")
    assert gantt.view.dimmed is None


@pytest.mark.parametrize(("by", "words"), [
    ("customer", ["Alder", "Birch", "Cedar", "Without a customer"]),
    ("lateness", ["Finishes in time", "Date in danger", "Finishes too late", "All made"]),
    ("state", ["Step planned"]),
    ("material", ["Material there in time", "Material date unknown"]),
])
def test_the_legend_tells_what_is_on_the_board(gantt: Gantt, by: str, words: list[str]) -> None:
    gantt.set_colour_by(by)
    assert [text for _colour, text in gantt.legend()] == words
    gantt.grab()


def test_an_unknown_colouring_is_refused(gantt: Gantt) -> None:
    with pytest.raises(ValueError, match="mood"):
        gantt.set_colour_by("mood")


def test_a_state_that_nobody_named_has_a_colour(gantt: Gantt) -> None:
    gantt.show_board(board(bar(1, 1, 0, 2, state="waiting for mould")))
    gantt.set_colour_by("state")
    assert [text for _colour, text in gantt.legend()] == ["waiting for mould"]


def test_fit_shows_every_bar(gantt: Gantt) -> None:
    gantt.fit()
    for key in (1, 2, 3, 4, 5):
        rect = gantt.view.rect(key)
        assert rect is not None and rect.left() >= gantt.axis.left and rect.right() <= gantt.view.size.width()


def test_the_left_column_can_be_widened(gantt: Gantt) -> None:
    left = gantt.axis.left
    assert hit(gantt.view, QPoint(left - 1, 200)).kind == "divider"
    drag(gantt, QPoint(left - 1, 200), QPoint(left + 60, 200))
    assert gantt.axis.left == left + 60
    drag(gantt, QPoint(left + 59, 200), QPoint(5, 200))
    assert gantt.axis.left == 90


def test_the_tooltip_tells_all_and_escapes(gantt: Gantt, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: told.append(text))
    bars = gantt.view.layout.bars
    words = tip(bars[1], gantt.view.board, gantt.view.scheme)
    for part in ("26-001", "Kettle", "Alder", "East 1", "40 of 100 (40%)", "2026-11-28", "2026-12-01", "2026-12-03",
                 "Light: first article", "In the kept version"):
        assert part in words
    assert "too &lt;late&gt;" in tip(bars[2], gantt.view.board, gantt.view.scheme)
    at = middle(gantt, 1)
    QApplication.sendEvent(gantt.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, gantt.viewport().mapToGlobal(at)))
    assert told == [words]


@pytest.mark.parametrize("scale", [1.0, 4.0, 9.0, 20.0, 50.0, 160.0])
def test_every_zoom_can_be_painted_in_light_and_dark(gantt: Gantt, scale: float) -> None:
    gantt.set_tryout(True)
    gantt.view.hover = 1
    gantt.set_scale(scale)
    light = gantt.grab().toImage()
    palette = QPalette(gantt.palette())
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    gantt.setPalette(palette)
    assert gantt.view.scheme.dark
    assert gantt.grab().toImage() != light


def test_a_wide_board_of_nothing_can_be_painted(qtbot: QtBot) -> None:
    widget = Gantt()
    qtbot.addWidget(widget)
    widget.grab()
    widget.fit()
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.selection() == []


def test_a_large_board_is_placed_in_two_steps(qtbot: QtBot) -> None:
    lanes = tuple(Lane(key, f"Line {key}", "East", False) for key in range(1, 101))
    bars = tuple(bar(key, key, 0, 3) for key in range(1, 101))
    widget = Gantt()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show_board(Board(day(-9), day(9), TODAY, lanes, bars))
    widget.show()
    assert not widget.view.layout.whole and widget.view.rect(1) is not None and widget.view.rect(100) is None
    qtbot.wait_until(lambda: widget.view.layout.whole)
    assert widget.view.rect(100) is not None
    widget.show_board(Board(day(-9), day(9), TODAY, lanes, bars))
    assert widget.view.layout.whole
