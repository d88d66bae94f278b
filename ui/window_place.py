"""Where the main window stands: as it was left, else as large as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

FRAME = 40
"""Pixels that a system's title bar takes; the window's own frame is not known before it is shown."""


def put(window: QMainWindow, kept: str) -> None:
    """Put a window where it was left; without a place kept it fills a screen that is too small for its own size."""
    if kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore"))):
        return
    screen = QGuiApplication.primaryScreen().availableGeometry()
    if screen.width() < window.width() or screen.height() < window.height() + FRAME:
        window.resize(min(window.width(), screen.width() * 9 // 10), min(window.height(), screen.height() * 8 // 10))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def kept(window: QMainWindow) -> str:
    """Return where a window stands, for `put` at the next start."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")
