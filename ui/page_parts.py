"""Parts of the standard page: the row of search and filters, and what an empty sheet says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from ui.icons import BESIDE, icon
from ui.quiet_inputs import ChoiceBox
from ui.theme import row_colour, row_edge


class FilterRow(QWidget):
    """Search, the program's own views, clearing, columns, and the switch for the form."""

    def __init__(self, sheet: Sheet, columns: QToolButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 4)
        layout.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search in {sheet}").format(sheet=_(sheet.title)))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(300)
        layout.addWidget(self.search, 1)
        self.view_box = ChoiceBox()
        self.view_box.addItem(_("All"), None)
        for view in sheet.views:
            self.view_box.addItem(_(view.title), view)
        self.view_box.setVisible(bool(sheet.views))
        layout.addWidget(self.view_box)
        self.clear_button = QPushButton(_("Clear filters"))
        self.clear_button.setIcon(icon("x"))
        self.clear_button.hide()
        layout.addWidget(self.clear_button)
        layout.addStretch(1)
        layout.addWidget(columns)
        self.form_button = QToolButton()
        self.form_button.setIcon(icon("form"))
        self.form_button.setText(_("Form"))
        self.form_button.setToolTip(_("Show the form beside the table (Ctrl+Enter)"))
        self.form_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.form_button.setIconSize(BESIDE)
        self.form_button.setCheckable(True)
        layout.addWidget(self.form_button)

    def add(self, widget: QWidget) -> None:
        """Put one more switch before those for columns and form."""
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(layout.count() - 2, widget)


class Legend(QLabel):
    """What the colours of a sheet's rows mean; empty where rows bear none."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(12, 3, 12, 3)
        options = sheet.colour.options if sheet.colour is not None else ()
        self.setText("&nbsp;&nbsp;&nbsp;".join(
            f'<span style="color:{row_edge(key).name()};background:{row_colour(key).name()}">▌&nbsp;&nbsp;</span>'
            f"&nbsp;{_(label)}"
            for key, label in options))
        self.setVisible(bool(options))


class EmptyPage(QWidget):
    """Says what belongs here and offers the two ways to begin, where records are made here."""

    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        words = QLabel(_(sheet.empty) if sheet.empty else _("Nothing here yet."))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMinimumWidth(420)
        words.setMaximumWidth(560)
        words.setProperty("role", "muted")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(words, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        if sheet.makes_new:
            layout.addSpacing(12)
            layout.addLayout(self._ways())
        layout.addStretch(3)

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        new, bring = QPushButton(_("New record")), QPushButton(_("Import"))
        new.setProperty("primary", True)
        new.clicked.connect(lambda _checked=False: self.new_wanted.emit())
        bring.clicked.connect(lambda _checked=False: self.import_wanted.emit())
        row.addWidget(new)
        row.addWidget(bring)
        row.addStretch()
        return row
