"""The line below the window: a long path gives way to all else."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QStatusBar
from pytestqt.qtbot import QtBot

from ui.status import PathLabel


def test_a_long_path_never_widens_the_window(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    line, path = QStatusBar(), PathLabel()
    line.addWidget(path)
    window.setStatusBar(line)
    path.setText("\\\\server\\" + "\\".join(["很长的文件夹名字" * 4] * 9) + "\\公司.gendan")
    window.resize(700, 300)
    window.show()
    qtbot.waitExposed(window)
    assert window.minimumSizeHint().width() < 400 and window.width() == 700
    qtbot.waitUntil(lambda: path.shown() != path.text())
    assert path.shown().endswith("公司.gendan") and path.shown().startswith("\\\\server")
    assert path.toolTip() == path.text()
    path.setText("D:\\公司.gendan")
    qtbot.waitUntil(lambda: path.shown() == "D:\\公司.gendan" and not path.toolTip())
