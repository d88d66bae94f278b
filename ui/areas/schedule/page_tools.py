"""The schedule page's two rows of tools: what to do, and what to see."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.areas.schedule.snapshot import YESTERDAY, Version
from app.domain.text import N_, _
from ui.areas.schedule.gantt_colours import COLOUR_BY
from ui.areas.schedule.page_deeds import Deeds
from ui.areas.schedule.page_legend import Legend
from ui.icons import BESIDE, icon
from ui.quiet_inputs import ChoiceBox

VIEWS = (("gantt", N_("Gantt chart")), ("table", N_("Table view")), ("both", N_("Both")))
ZOOMS = ((46.0, N_("By day"), N_("A column for each day")), (15.0, N_("By week"), N_("Zoom to weeks")),
         (5.0, N_("By month"), N_("Zoom to months")))
WITH_WORDS, WITHOUT = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
_KEEP = -2


class Tools(QWidget):
    """Two rows; everything told by signal."""

    view_chosen = Signal(str)
    colour_chosen = Signal(str)
    compare_chosen = Signal(object)
    keep_wanted = Signal()
    zoom_chosen = Signal(float)
    searched = Signal(str)

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deeds = deeds
        self.legend = Legend()
        self.search = QLineEdit()
        self.zooms: dict[float, QToolButton] = {}
        self.colours = ChoiceBox()
        self.compare = ChoiceBox()
        self.views: dict[str, QToolButton] = {}
        self._worded: list[tuple[QToolButton, ...]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(5)
        self._rows = (self._deeds_row(), self._sight_row())
        for row in self._rows:
            column.addLayout(row)

    def _deeds_row(self) -> QHBoxLayout:
        row = _row()
        self._add_worded(row, ("new", "import", "export", "print"))
        row.addWidget(_line())
        for key in ("undo", "redo"):
            row.addWidget(_button(self.deeds[key]))
        row.addWidget(_line())
        for key in ("lock", "split", "link", "unschedule"):
            row.addWidget(_button(self.deeds[key]))
        row.addWidget(_line())
        self._add_worded(row, ("tryout", "suggest", "promise", "changes"))
        row.addStretch(1)
        self.search.setPlaceholderText(_("Find order, product, customer"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(250)
        self.search.setMinimumWidth(120)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self.searched)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.focus_search)
        row.addWidget(self.search, 2)
        return row

    def show_zoom(self, scale: float) -> None:
        """Press in the zoom that the chart is nearest to."""
        nearest = min(self.zooms, key=lambda held: abs(log(held / scale)))
        for held, button in self.zooms.items():
            button.setChecked(held == nearest)

    def _add_worded(self, row: QHBoxLayout, keys: Sequence[str]) -> None:
        """Add buttons that show their words while there is room."""
        buttons = tuple(_button(self.deeds[key], words=True) for key in keys)
        self._worded.append(buttons)
        for button in buttons:
            row.addWidget(button)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room without the words of the first row."""
        least = super().minimumSizeHint()
        first, second = self._rows
        spared = sum(_words_width(b) for group in self._worded for b in group if b.toolButtonStyle() == WITH_WORDS)
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 20
        return QSize(margins + max(first.minimumSize().width() - spared, second.minimumSize().width()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the words away where there is no room for them: first from what every program has."""
        super().resizeEvent(event)
        shown = sum(_words_width(b) for group in self._worded for b in group if b.toolButtonStyle() == WITH_WORDS)
        room = self.width() - 20 - self._rows[0].minimumSize().width() + shown
        for group in reversed(self._worded):
            room -= sum(_words_width(button) for button in group)
            for button in group:
                if button.toolButtonStyle() != (wanted := WITH_WORDS if room >= 0 else WITHOUT):
                    button.setToolButtonStyle(wanted)

    def _sight_row(self) -> QHBoxLayout:
        row = _row()
        views = QButtonGroup(self)
        for key, title in VIEWS:
            button = _segment(_(title), "")
            self.views[key] = button
            views.addButton(button)
            button.clicked.connect(lambda _checked=False, key=key: self.view_chosen.emit(key))
            row.addWidget(button)
        self.views["gantt"].setChecked(True)
        chart: list[QWidget] = [_line(), self.colours, self.compare, _line()]
        for by, title in COLOUR_BY.items():
            self.colours.addItem(_(title), by)
        self.colours.setToolTip(_("What the bars' colours tell"))
        self.colours.activated.connect(lambda: self.colour_chosen.emit(self.colours.currentData()))
        self.compare.setToolTip(_("The shadow below the bars shows where they were"))
        self.compare.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.compare.setMaximumWidth(230)
        self.compare.activated.connect(self._compared)
        for box in (self.colours, self.compare):
            box.setMinimumWidth(96)  # on a small screen their words are cut, not the row
        self.show_versions((), YESTERDAY)
        for scale, title, tip in ZOOMS:
            button = _segment(_(title), _(tip))
            button.clicked.connect(lambda _checked=False, scale=scale: self.zoom_chosen.emit(scale))
            self.zooms[scale] = button
            chart.append(button)
        chart += [_button(self.deeds[key]) for key in ("fit", "today")]
        rows: list[QWidget] = [_line(), _button(self.deeds["made"], words=True)]
        self._only = {"gantt": chart, "table": rows}
        for widget in chart + rows:
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.legend, 1)
        row.addWidget(_button(self.deeds["side"]))
        return row

    def show_versions(self, versions: Sequence[Version], chosen: int | None) -> None:
        """Offer yesterday and the kept versions to compare with."""
        wanted: list[tuple[str, object]] = [(_("No comparison"), None), (_("Against yesterday"), YESTERDAY)]
        wanted += [(_("Against “{title}”").format(title=v.title), v.key) for v in versions]
        wanted.append((_("Keep this version…"), _KEEP))
        now = [(self.compare.itemText(n), self.compare.itemData(n)) for n in range(self.compare.count())]
        if now != wanted:
            self.compare.clear()
            for words, key in wanted:
                self.compare.addItem(words, key)
            self.compare.insertSeparator(len(wanted) - 1)
        self._chosen = chosen
        self._show_chosen()

    def show_legend(self, entries: list[tuple[QColor, str]]) -> None:
        """Show what the colours mean."""
        self.legend.show_entries(entries)

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.views[view].setChecked(True)
        for other, widgets in self._only.items():
            for widget in widgets:
                widget.setVisible(view in (other, "both"))

    def focus_search(self) -> None:
        """Put the keyboard into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show_chosen(self) -> None:
        self.compare.setCurrentIndex(max(0, self.compare.findData(self._chosen)) if self._chosen is not None else 0)

    def _compared(self) -> None:
        picked = self.compare.currentData()
        if picked == _KEEP:
            self._show_chosen()
            self.keep_wanted.emit()
        elif picked != self._chosen:
            self._chosen = picked
            self.compare_chosen.emit(picked)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the legend in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    return row


def _button(action: QAction, words: bool = False) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(WITH_WORDS if words else WITHOUT)
    if words:
        button.setIconSize(BESIDE)
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _words_width(button: QToolButton) -> int:
    """Return how much wider a button is with its words."""
    return button.fontMetrics().horizontalAdvance(button.text()) + 8


def _segment(words: str, tip: str, checkable: bool = True, picture: QIcon | None = None) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setCheckable(checkable)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if picture is not None:
        button.setIcon(picture)
    return button


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setProperty("role", "bar")
    line.setFixedSize(1, 18)
    holder = QFrame()
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(5, 0, 5, 0)
    inside.addWidget(line)
    return holder
