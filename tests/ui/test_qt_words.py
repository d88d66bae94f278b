"""What Qt writes itself stands in Chinese too."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from ui.qt_words import use_qt_words


def test_qts_own_buttons_and_menus_are_chinese(qtbot: Any, qapp: Any) -> None:
    assert use_qt_words(qapp, "zh_CN")
    try:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
        qtbot.addWidget(buttons)
        assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
        menu = QCoreApplication.translate("QWidgetTextControl", "Select All")
        assert menu != "Select All"
    finally:
        use_qt_words(qapp, "en")
