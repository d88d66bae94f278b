"""The list beside the quarterly analysis: the units behind the bar, cell or row that was clicked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.areas.returns.reading import UnitLine
from app.domain.text import N_, _, _n
from ui.areas.returns.analysis_tables import UnitsTable, table_of
from ui.icons import icon

WIDTHS = (118, 62, 92, 96, 76, 150)
HINT = N_("Double-click or Enter opens the unit.")


class BehindPanel(QWidget):
    """A heading with the number of units, and their list; opened(number) asks for one in full."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(300)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setToolTip(_("Close"))
        close.clicked.connect(self.hide)
        self.model = UnitsTable(self)
        self.view = table_of(self.model, _("Units"))
        self.view.doubleClicked.connect(self._open)
        self.view.keyPressEvent = self._key  # type: ignore[method-assign]
        for at, width in enumerate(WIDTHS):
            self.view.setColumnWidth(at, width)
        hint = QLabel(_(HINT))
        hint.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(hint)

    def show_units(self, title: str, count: int, units: Sequence[UnitLine]) -> None:
        """Show what stands behind a part of the report."""
        words = _n("{title} · {count} unit", "{title} · {count} units", count).format(title=title, count=f"{count:,}")
        if len(units) < count:
            words += " " + _("(the newest {shown})").format(shown=f"{len(units):,}")
        self.title.setText(words)
        self.model.show_units(units)
        self.show()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.numbers[index.row()])

    def _key(self, event: QKeyEvent) -> None:
        index = self.view.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText("\n".join("\t".join(row) for row in self.model.rows))
        elif event.key() in (16777220, 16777221) and index.isValid():
            self._open(index)
        else:
            type(self.view).keyPressEvent(self.view, event)
