"""Qt's own words, on the buttons and menus that it makes itself, in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_held: list[QTranslator] = []


def use_qt_words(app: QCoreApplication, language: str) -> bool:
    """Let Qt speak a language; False where it has no words of it, or needs none."""
    while _held:
        app.removeTranslator(_held.pop())
    found = QTranslator(app)
    if not found.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return False
    _held.append(found)
    return app.installTranslator(found)
