"""The look of the program: font, light and dark colours, and the colours that carry a meaning."""

from __future__ import annotations

import os
import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.domain.resources import resource
from app.domain.text import _
from ui import icons
from ui.colours import DARK, LIGHT, PLAIN_ROW, ROW_MARKS, SERIES, STATUSES, Colours
from ui.style_sheet import style_sheet

BUNDLED = "Noto Sans SC"
WINDOWS_FAMILY = "Microsoft YaHei UI"

STYLE, STYLE_WISH = "Fusion", "QT_STYLE_OVERRIDE"
"""Wished before the application is made, the style costs a tenth of what it costs to be set afterwards."""

_colours = LIGHT


def apply_theme(app: QApplication, dark: bool) -> None:
    """Give the whole program its look; called again whenever light or dark is chosen."""
    apply_colours(app, dark)
    apply_sheet(app)


def apply_colours(app: QApplication, dark: bool) -> None:
    """Give the program font, palette and the colours of icons: all that widgets ask for while they are made."""
    global _colours
    _colours = DARK if dark else LIGHT
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    if os.environ.get(STYLE_WISH) != STYLE:
        app.setStyle(STYLE)
    app.setFont(application_font())
    app.setPalette(palette(_colours))
    icons.retint(_colours.muted, _colours.disabled, _colours.selection_text)


def apply_sheet(app: QApplication) -> None:
    """Give the program its style sheet; best when a window is made and not yet shown.

    Under a sheet every widget that is put into another is styled anew with all that it holds.
    """
    meanings = {name: STATUSES[name].dark if is_dark() else STATUSES[name].light for name in ("late", "today", "soon")}
    images = resource("theme").as_posix()
    app.setStyleSheet(style_sheet(_colours, meanings, images, app.font().pointSizeF() * 1.45))
    if QApplication.font("QAbstractItemView") != app.font():  # a style gives lists and menus the system's on Windows
        app.setFont(app.font())


def is_dark() -> bool:
    """Tell whether the dark look is on."""
    return _colours is DARK


def colour(name: str) -> QColor:
    """Return a colour of the look by its name in ui/colours.py: accent, muted, line, hover, …"""
    return QColor(getattr(_colours, name))


def status_colour(name: str, soft: bool = False) -> QColor:
    """Return the colour of a meaning (late, today, soon, done, problem, …): strong, or a soft ground."""
    status = STATUSES[name]
    return QColor((status.dark if is_dark() else status.light)[int(soft)])


def status_label(name: str) -> str:
    """Return the translated name of a meaning, for legends and tooltips."""
    return _(STATUSES[name].label)


def series_colour(index: int) -> QColor:
    """Return the colour of the n-th customer, line or series; they repeat after the last."""
    return QColor(SERIES[index % len(SERIES)][int(is_dark())])


def application_font() -> QFont:
    """Return the program's font: the system's Chinese face on Windows, the bundled one elsewhere."""
    if sys.platform == "win32" and QFontDatabase.hasFamily(WINDOWS_FAMILY):
        return QFont(WINDOWS_FAMILY, 9)
    font = QFont(bundled_family())
    font.setPointSizeF(9.5)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def bundled_family() -> str:
    """Return the family that the program brings along, loaded when it is first wanted; paper is set in it."""
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts") / name))
    return BUNDLED


def palette(colours: Colours) -> QPalette:
    """Return the palette of one mode."""
    found = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.base,
        QPalette.ColorRole.AlternateBase: colours.alternate,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.accent_text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.tooltip,
        QPalette.ColorRole.ToolTipText: colours.tooltip_text,
        QPalette.ColorRole.PlaceholderText: colours.placeholder,
        QPalette.ColorRole.Light: colours.raised,
        QPalette.ColorRole.Midlight: colours.line,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.border_strong,
        QPalette.ColorRole.Shadow: colours.border_strong,
    }
    for role, value in roles.items():
        found.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    found.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(colours.border))
    found.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(colours.window))
    return found


def row_colour(mark: str) -> QColor:
    """Return the ground of a row that bears a named colour."""
    found = ROW_MARKS.get(mark)
    return QColor(found[int(is_dark())][0] if found else PLAIN_ROW[int(is_dark())])


def row_edge(mark: str) -> QColor:
    """Return the strong colour at the edge of a row that bears a named colour."""
    return QColor(ROW_MARKS[mark][int(is_dark())][1]) if mark in ROW_MARKS else colour("border")
