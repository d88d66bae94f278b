"""The load strip: means over lines, days over 100, the click that jumps, the axis shared with the Gantt."""

from __future__ import annotations

import dataclasses

import pytest
from gantt_boards import TODAY, day, usual
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.domain.text import use_language
from ui.areas.schedule.gantt_axis import MAX_SCALE, MIN_SCALE, TimeAxis
from ui.areas.schedule.load_strip import LoadStrip


@pytest.fixture(autouse=True)
def english(own_home: object) -> None:
    use_language("en")


@pytest.fixture
def strip(qtbot: QtBot) -> LoadStrip:
    axis = TimeAxis()
    axis.set_range(day(-30).toordinal(), day(90).toordinal())
    axis.set_frame(200, 800)
    axis.set_scale(40)
    axis.centre(TODAY.toordinal(), 0.3)
    widget = LoadStrip(axis)
    axis.setParent(widget)
    qtbot.addWidget(widget)
    widget.resize(1000, 104)
    load = {(1, day(0)): 90.0, (2, day(0)): 180.0, (3, day(0)): 0.0, (1, day(1)): 300.0}
    widget.show_board(dataclasses.replace(usual(), load=load))
    widget.show()
    return widget


def test_all_lines_are_averaged_and_one_line_is_itself(strip: LoadStrip) -> None:
    assert strip.percent(day(0)) == pytest.approx(90) and strip.percent(day(5)) is None
    strip.set_lane(2)
    assert strip.percent(day(0)) == 180 and strip.title == "East 2"
    strip.set_lane(-1)
    assert strip.percent(day(0)) == pytest.approx(135)
    strip.grab()


def test_the_axis_grows_over_the_peak(strip: LoadStrip) -> None:
    assert strip.ceiling == 125
    strip.set_lane(1)
    assert strip.ceiling == pytest.approx(300 * 1.12)
    strip.grab()


def test_a_click_jumps_to_the_day(strip: LoadStrip, qtbot: QtBot) -> None:
    x = int(strip.axis.x(day(9).toordinal() + 0.5))
    with qtbot.wait_signal(strip.day_chosen) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
    assert told.args == [day(9)]
    assert strip.axis.x(day(9).toordinal() + 0.5) == pytest.approx(600, abs=1)


def test_the_tooltip_tells_the_number(strip: LoadStrip, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _widget: told.append(words))
    at = QPoint(int(strip.axis.x(day(0).toordinal() + 0.5)), 50)
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert len(told) == 1 and "90 %" in told[0] and "2026-11-23" in told[0]


def test_a_line_that_is_gone_gives_way_to_all(strip: LoadStrip) -> None:
    strip.set_lane(2)
    strip.show_board(dataclasses.replace(usual(), lanes=()))
    assert strip.lane is None and strip.percent(day(0)) is None
    strip.grab()


def test_the_axis_holds_its_bounds() -> None:
    axis = TimeAxis()
    axis.set_range(1000, 1100)
    axis.set_scale(10_000)
    assert axis.scale == MAX_SCALE
    axis.set_scale(0)
    assert axis.scale == MIN_SCALE and axis.offset == 0
    axis.set_scale(50)
    axis.set_offset(10 ** 9)
    assert axis.offset == axis.reach
    held = axis.day(500)
    axis.set_range(900, 1300)
    assert axis.day(500) == pytest.approx(held, abs=0.02)
