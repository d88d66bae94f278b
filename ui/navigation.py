"""The areas at the left, in groups, with icons and badges; folds to icons only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.frozen import frozen
from app.domain.text import _
from ui.icons import icon

WIDE, NARROW = 188, 48


@frozen
class Place:
    """Somewhere to go: key, title, icon, the group it stands in."""

    key: str
    title: str
    icon: str
    group: str


class Navigation(QFrame):
    """A button for each place."""

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, places: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setObjectName("navigation")
        self._places = {p.key: p for p in places}
        self._buttons: dict[str, QToolButton] = {}
        self._headings: list[QLabel] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(8, 10, 8, 8)
        self._layout.setSpacing(1)
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                self._add_heading(_(group))
            self._add_button(place)
        self._layout.addStretch()
        area.setWidget(inner)
        outer.addWidget(area, 1)
        self._fold_button = QToolButton()
        self._fold_button.setAutoRaise(True)
        self._fold_button.clicked.connect(lambda: self.fold(not self.is_folded))
        outer.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignRight)
        self.is_folded = False
        self.fold(False)

    def _add_heading(self, text: str) -> None:
        heading = QLabel(text)
        heading.setProperty("role", "muted")
        heading.setContentsMargins(8, 10, 4, 3)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        heading.setFont(font)
        self._headings.append(heading)
        self._layout.addWidget(heading)

    def _add_button(self, place: Place) -> None:
        button = QToolButton()
        button.setObjectName("place")
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setIcon(icon(place.icon))
        button.setIconSize(QSize(17, 17))
        button.setText(_(place.title))
        button.setToolTip(_(place.title))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False, k=place.key: self.chosen.emit(k))
        self._buttons[place.key] = button
        self._layout.addWidget(button)

    def show_place(self, key: str) -> None:
        """Mark where the user is."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons with words."""
        self.is_folded = folded
        self.setFixedWidth(NARROW if folded else WIDE)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
        for heading in self._headings:
            heading.setVisible(not folded)
        self._fold_button.setIcon(icon("chevrons-right" if folded else "chevrons-left"))
        self._fold_button.setToolTip(_("Show words") if folded else _("Show icons only"))
        self.folded.emit(folded)
