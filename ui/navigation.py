"""The areas at the left, in groups that fold, with icons and badges; folds to icons only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.database.settings import Personal, Setting
from app.domain.frozen import frozen
from app.domain.text import N_, _
from ui.icons import icon
from ui.theme import colour, status_colour

WIDE, NARROW = 196, 48
SHUT: Setting[list[str]] = Setting("groups_shut", N_("Groups folded away"), [])


@frozen
class Place:
    """Somewhere to go: key, title, icon, the group it stands in; a quiet one is found by the search only."""

    key: str
    title: str
    icon: str
    group: str
    quiet: bool = False


class Badge(QLabel):
    """How much is late or due today at a place, at the right edge of its button."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self.setObjectName("badge")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        self.setFont(font)
        height = self.fontMetrics().height()
        self.setFixedHeight(height)
        strong, soft = status_colour("late").name(), status_colour("late", True).name()
        self.setStyleSheet(f"#badge {{ color: {strong}; background: {soft}; border-radius: {height // 2}px; }}")


class PlaceButton(QToolButton):
    """A place with the number of what is due there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place")
        self.setAutoRaise(True)
        self.setIconSize(QSize(17, 17))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.badge = 0
        self._sign: Badge | None = None

    def show_badge(self, count: int) -> None:
        """Show how much is late or due today; 0 shows nothing."""
        if count == self.badge:
            return
        self.badge = count
        if self._sign is None:
            self._sign = Badge(self)
        self._sign.setText(f"{count:,}" if count < 1000 else "999+")
        self._sign.setVisible(bool(count))
        self._place_badge()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the badge at the right edge."""
        super().resizeEvent(event)
        if self._sign is not None:
            self._place_badge()

    def _place_badge(self) -> None:
        if self._sign is None:
            return
        narrow = self.width() < NARROW
        width = max(18, self._sign.fontMetrics().horizontalAdvance(self._sign.text()) + 10)
        self._sign.setFixedWidth(width)
        self._sign.move(self.width() - width - (0 if narrow else 7),
                        0 if narrow else (self.height() - self._sign.height()) // 2)


class Navigation(QFrame):
    """A button for each place, below the heading of its group."""

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, places: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setObjectName("navigation")
        self._places = {p.key: p for p in places}
        self._buttons: dict[str, PlaceButton] = {}
        self._headings: dict[str, PlaceButton] = {}
        self._shut = set(Personal().get(SHUT))
        self._here = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.setSpacing(1)
        for place in places:
            if place.group not in self._headings:
                self._add_heading(place.group)
            if not place.quiet:
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

    def _add_heading(self, group: str) -> None:
        heading = PlaceButton()
        heading.setObjectName("group")
        heading.setText(_(group))
        heading.setStyleSheet(f"#group {{ color: {colour('muted').name()}; text-align: left; padding: 3px 2px; }}")
        heading.setIconSize(QSize(13, 13))
        heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        heading.setFont(font)
        heading.clicked.connect(lambda _checked=False, g=group: self.shut_group(g, g not in self._shut))
        self._headings[group] = heading
        self._layout.addWidget(heading)

    def _add_button(self, place: Place) -> None:
        button = PlaceButton()
        button.setCheckable(True)
        button.setIcon(icon(place.icon))
        button.setText(_(place.title))
        button.setToolTip(_(place.title))
        button.clicked.connect(lambda _checked=False, k=place.key: self.chosen.emit(k))
        self._buttons[place.key] = button
        self._layout.addWidget(button)

    def show_place(self, key: str) -> None:
        """Mark where the user is; its group opens."""
        self._here = key
        if key in self._places and self._places[key].group in self._shut:
            self.shut_group(self._places[key].group, False)
        for each, button in self._buttons.items():
            button.setChecked(each == key)

    def show_badges(self, counts: dict[str, int]) -> None:
        """Show how much is late or due today at each place; a folded group shows the sum of its places."""
        for key, button in self._buttons.items():
            button.show_badge(counts.get(key, 0))
        self._show_groups()

    def shut_group(self, group: str, shut: bool) -> None:
        """Fold a group away or out, and remember it."""
        (self._shut.add if shut else self._shut.discard)(group)
        Personal().set(SHUT, sorted(self._shut))
        self._show_groups()

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons with words."""
        self.is_folded = folded
        self.setFixedWidth(NARROW if folded else WIDE)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
        self._show_groups()
        self._fold_button.setIcon(icon("chevrons-right" if folded else "chevrons-left"))
        self._fold_button.setToolTip(_("Show words") if folded else _("Show icons only"))
        self.folded.emit(folded)

    def _show_groups(self) -> None:
        for group, heading in self._headings.items():
            shut = group in self._shut
            own = [key for key in self._buttons if self._places[key].group == group]
            heading.setVisible(not self.is_folded)
            heading.setIcon(icon("chevron-right" if shut else "chevron-down"))
            heading.show_badge(sum(self._buttons[key].badge for key in own) if shut else 0)
            for key in own:
                self._buttons[key].setVisible(not shut or self.is_folded)
