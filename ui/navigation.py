"""The areas at the left, in groups that fold, with icons and badges; folds to icons only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.database.settings import Personal, Setting
from app.domain.frozen import frozen
from app.domain.text import N_, _
from ui.icons import BESIDE, icon

WIDE, NARROW = 214, 56
FOLDED = Setting("places_folded", N_("Places as icons only"), False)
OPEN: Setting[list[str]] = Setting("groups_open", N_("Groups folded out"), [])
OPEN_AT_FIRST = 2
"""Groups that stand open until the user folds one."""


@frozen
class Place:
    """Somewhere to go: key, title, icon, the group it stands in; a quiet one is found by the search only."""

    key: str
    title: str
    icon: str
    group: str
    quiet: bool = False
    posts: str = ""
    """The letters of the posts that it serves, empty for all."""


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
        self.setFixedHeight(max(16, self.fontMetrics().height()))


class PlaceButton(QToolButton):
    """A place with the number of what is due there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place")
        self.setAutoRaise(True)
        self.setIconSize(BESIDE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        narrow = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        width = max(18, self._sign.fontMetrics().horizontalAdvance(self._sign.text()) + 10)
        self._sign.setFixedWidth(width)
        self._sign.move(self.width() - width - (0 if narrow else 7),
                        0 if narrow else (self.height() - self._sign.height()) // 2)


class Navigation(QFrame):
    """A button for each place, below the heading of its group."""

    chosen = Signal(str)

    def __init__(self, places: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setObjectName("navigation")
        self._places = {p.key: p for p in places}
        self._buttons: dict[str, PlaceButton] = {}
        self._headings: dict[str, PlaceButton] = {}
        self._boxes: dict[str, QVBoxLayout] = {}
        self._counts: dict[str, int] = {}
        self._here = ""
        groups = list(dict.fromkeys(p.group for p in places))
        self._open = set(Personal().get(OPEN) or groups[:OPEN_AT_FIRST])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(8, 8, 8, 8)
        self._layout.setSpacing(1)
        for group in groups:
            self._add_heading(group)
        self._layout.addStretch()
        area.setWidget(inner)
        outer.addWidget(area, 1)
        self._fold_button = QToolButton()
        self._fold_button.setAutoRaise(True)
        self._fold_button.clicked.connect(self.turn)
        outer.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignRight)
        self._folded_by_user = Personal().get(FOLDED)
        self.is_folded = False
        self._fold(self._folded_by_user)

    def _add_heading(self, group: str) -> None:
        heading = PlaceButton()
        heading.setObjectName("group")
        heading.setText(_(group))
        heading.setIconSize(QSize(17, 13))
        heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        heading.setFont(font)
        heading.clicked.connect(lambda _checked=False, g=group: self.open_group(g, g not in self._open))
        self._headings[group] = heading
        self._layout.addWidget(heading)
        self._boxes[group] = QVBoxLayout()
        self._boxes[group].setSpacing(1)
        self._layout.addLayout(self._boxes[group])

    def _add_button(self, place: Place) -> None:
        button = PlaceButton()
        button.setCheckable(True)
        button.setIcon(icon(place.icon))
        button.setText(_(place.title))
        button.setToolTip(_(place.title))
        button.clicked.connect(lambda _checked=False, k=place.key: self.chosen.emit(k))
        button.setChecked(place.key == self._here)
        self._buttons[place.key] = button
        self._boxes[place.group].addWidget(button)

    def show_place(self, key: str) -> None:
        """Mark where the user is; its group opens."""
        self._here = key
        if key in self._places and self._places[key].group not in self._open:
            self.open_group(self._places[key].group, True)
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        QTimer.singleShot(0, self, self._show_here)

    def _show_here(self) -> None:
        """Scroll to the place where the user is."""
        if (button := self._buttons.get(self._here)) is not None:
            self._area.ensureWidgetVisible(button, 0, 40)

    def show_badges(self, counts: dict[str, int]) -> None:
        """Show how much is late or due today at each place; a folded group shows the sum of its places."""
        self._counts = counts
        for key, button in self._buttons.items():
            button.show_badge(counts.get(key, 0))
        self._show_groups()

    def badges(self) -> dict[str, int]:
        """Return the counts that are shown."""
        return dict(self._counts)

    def open_group(self, group: str, opened: bool) -> None:
        """Fold a group out or away, and remember it."""
        (self._open.add if opened else self._open.discard)(group)
        Personal().set(OPEN, sorted(self._open))
        self._show_groups()

    def turn(self) -> None:
        """Show icons only, or icons with words again, now and at the next start."""
        self._folded_by_user = not self.is_folded
        Personal().set(FOLDED, self._folded_by_user)
        self._fold(self._folded_by_user)

    def fit(self, room: int) -> None:
        """Show icons only where a small window leaves no room for words: `room` pixels beside the page."""
        folded = self._folded_by_user or room < WIDE
        if folded != self.is_folded:
            self._fold(folded)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width with or without words."""
        return QSize(NARROW if self.is_folded else WIDE, super().sizeHint().height())

    def _fold(self, folded: bool) -> None:
        self.is_folded = folded
        self.setMinimumWidth(NARROW)
        self.setMaximumWidth(NARROW if folded else WIDE)
        self._show_groups()
        self._fold_button.setIcon(icon("chevrons-right" if folded else "chevrons-left"))
        self._fold_button.setToolTip(_("Show words") if folded else _("Show icons only"))
        edge = 4 if folded else 8
        self._layout.setContentsMargins(edge, 8, edge, 8)
        self._area.setVerticalScrollBarPolicy(  # beside icons a bar would leave them no room; the wheel scrolls
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if folded else Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _show_groups(self) -> None:
        """Show the buttons of open groups, made when their group is first opened; folded to icons all are open."""
        style = (Qt.ToolButtonStyle.ToolButtonIconOnly if self.is_folded
                 else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for group, heading in self._headings.items():
            shown = group in self._open or self.is_folded
            own = [p for p in self._places.values() if p.group == group and not p.quiet]
            heading.setVisible(not self.is_folded)
            heading.setIcon(icon("chevron-down" if shown else "chevron-right"))
            heading.show_badge(0 if shown else sum(self._counts.get(p.key, 0) for p in own))
            for place in own:
                if shown and place.key not in self._buttons:
                    self._add_button(place)
                    self._buttons[place.key].show_badge(self._counts.get(place.key, 0))
                if place.key in self._buttons:
                    self._buttons[place.key].setVisible(shown)
                    self._buttons[place.key].setToolButtonStyle(style)
