"""The mouse wheel scrolls; it never changes what the pointer happens to stand over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QTabBar, QWidget

from ui.settings_dialog import SettingsDialog

ROOT = Path(__file__).resolve().parents[2]
PLAIN = re.compile(r"\bQ(ComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit|TabBar|TabWidget|Slider)\(")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


def turn_wheel(held: QWidget) -> None:
    """Turn the wheel one notch down over a widget."""
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(held, event)


def test_no_place_of_the_window_makes_an_input_that_the_wheel_changes() -> None:
    wrong = [f"{path.relative_to(ROOT)}:{n}" for path in sorted((ROOT / "ui").rglob("*.py"))
             if path.name != "quiet_inputs.py"
             for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if PLAIN.search(line)
             and not line.lstrip().startswith("class ")]
    assert not wrong, wrong


def test_scrolling_over_the_settings_changes_none(qtbot: Any, empty_work: Any) -> None:
    dialog = SettingsDialog(empty_work)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: empty_work.wait() and bool(dialog.office_boxes))
    for tab in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(tab)
        held: list[Any] = [*dialog.findChildren(QAbstractSpinBox), *dialog.findChildren(QComboBox)]
        before = [h.text() if isinstance(h, QAbstractSpinBox) else h.currentText() for h in held]
        for one in held:
            turn_wheel(one)
        assert [h.text() if isinstance(h, QAbstractSpinBox) else h.currentText() for h in held] == before
    row = dialog.findChild(QTabBar)
    dialog.tabs.setCurrentIndex(0)
    turn_wheel(row)
    assert dialog.tabs.currentIndex() == 0
