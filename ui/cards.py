"""The card view of a sheet: a column for each state, cards that go from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.database.ledger import Reason
from app.database.settings import Personal, Setting
from app.domain.text import N_, _
from app.rules.cards import MORE, CardColumn, card_columns, move_cards, ways
from ui.cards_column import CardList
from ui.icons import icon
from ui.theme import colour

if TYPE_CHECKING:
    from ui.page import SheetPage

NARROWEST, WIDEST = 190, 300


class StateColumn(QFrame):
    """One state: its name, how many records are in it, its cards, and more of them where there are."""

    def __init__(self, state: str, label: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.label = state, label
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setObjectName("state-column")
        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.count.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 4)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.count)
        self.list = CardList(state, today, self)
        self.more = QPushButton()
        self.more.setFlat(True)
        self.more.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.more)

    def show_column(self, column: CardColumn) -> None:
        """Show what the state holds now."""
        self.title.setText(_(self.label))
        self.count.setText(f"{column.count:,}")
        self.list.show_column(column)
        left = column.count - len(column.cards)
        self.more.setText(_("… {count} more").format(count=f"{left:,}"))
        self.more.setVisible(left > 0)
        self.list.setAccessibleName(f"{_(self.label)} {column.count}")


class CardsView(QWidget):
    """All states side by side; belongs to one page, asks what its table asks."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        self.limits: dict[str, int] = {}
        self._choosing = False
        self._ground = ""
        field = page.sheet.model.workflow[0]
        self.columns = [StateColumn(state, label, page.today, self) for state, label in field.options]
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(8, 4, 8, 8)
        row.setSpacing(8)
        for place, column in enumerate(self.columns):
            row.addWidget(column)
            column.list.opened.connect(page.open_record)
            column.list.dropped.connect(lambda numbers, s=column.state: self.move_to(numbers, s))
            column.list.chosen.connect(lambda c=column: self._chosen(c))
            column.list.stepped.connect(lambda by, at=place: self._step(at, by))
            column.more.clicked.connect(lambda _on=False, c=column: self._show_more(c))
            column.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            column.list.customContextMenuRequested.connect(lambda at, c=column: self.open_menu(c, at))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._dress()

    def _dress(self) -> None:
        """Give the columns the ground that lies behind cards, in the colours of the look."""
        if self._ground == colour("header").name():
            return
        self._ground = colour("header").name()
        self.setStyleSheet(f"#state-column {{ background: {colour('header').name()}; border: 1px solid "
                           f"{colour('line').name()}; border-radius: 6px; }} CardList {{ background: transparent; }}")

    def refresh(self) -> None:
        """Read the cards again, for what the page asks now."""
        ask, limits = self.page.model.ask, dict(self.limits)
        self.page.work.read(self, lambda: card_columns(ask, limits), self._show, key="cards")

    def _show(self, found: list[CardColumn]) -> None:
        self._dress()
        for column, shown in zip(self.columns, found, strict=True):
            column.show_column(shown)

    def _show_more(self, column: StateColumn) -> None:
        self.limits[column.state] = self.limits.get(column.state, MORE) + 4 * MORE
        self.refresh()

    # --- choosing ---

    def _chosen(self, column: StateColumn) -> None:
        """Choose in one state at a time, and the same records in the table, so that actions and prints know them."""
        if self._choosing:
            return
        self._choosing = True
        for other in self.columns:
            if other is not column:
                other.list.clearSelection()
        self._choosing = False
        model, view = self.page.model, self.page.view
        picked = QItemSelection()
        for number in column.list.numbers():
            row = model.row_of(number)
            if row >= 0:
                picked.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(picked, flags.ClearAndSelect)

    def _step(self, place: int, by: int) -> None:
        """Go to the next state at the left or right that holds a card."""
        at = place + by
        while 0 <= at < len(self.columns):
            cards = self.columns[at].list
            if cards.cards.rowCount():
                cards.setFocus()
                row = max(0, min(self.columns[place].list.currentIndex().row(), cards.cards.rowCount() - 1))
                cards.setCurrentIndex(cards.cards.index(row))
                self.area.ensureWidgetVisible(self.columns[at], 8, 0)
                return
            at += by

    # --- moving ---

    def open_menu(self, column: StateColumn, at: QPoint) -> None:
        """Open the menu of the chosen cards: the form, the states they may go to, the sheet's actions."""
        numbers = column.list.numbers()
        if not numbers:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("form"), _("Open in the form"), lambda: self.page.open_record(numbers[0]))
        menu.addSeparator()
        for state, label in ways(self.page.sheet, column.state):
            menu.addAction(icon("arrow-right"), _("To “{state}”").format(state=_(label)),
                           lambda s=state: self.move_to(numbers, s))
        if self.page.sheet.actions:
            menu.addSeparator()
            for action in self.page.sheet.actions:
                menu.addAction(icon(action.icon), _(action.title), lambda a=action: self.page.deeds.run(a))
        menu.popup(column.list.viewport().mapToGlobal(at))

    def move_to(self, numbers: list[int], state: str, reason: Reason | None = None) -> None:
        """Bring records to a state as one change; where one is refused none moves, and the reason is said."""
        page, sheet = self.page, self.page.sheet
        label = _(sheet.model.workflow[0].labels[state])

        def then(outcome: Any) -> None:
            if outcome.entry:
                page.told.emit(_("{count} now “{state}”").format(count=outcome.result, state=label), "done")

        page.work.write(page, _("{sheet}: to “{state}”").format(sheet=_(sheet.title), state=label),
                        lambda change: move_cards(change, sheet, numbers, state), then,
                        lambda error: page.deeds.failed(error, lambda r: self.move_to(numbers, state, r)), reason)


class CardSwitch(QWidget):
    """The two buttons table and cards; the cards are made when they are first asked for, and remembered."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        self.cards: CardsView | None = None
        self._setting: Setting[bool] = Setting(f"cards.{page.sheet.key}", N_("Cards"), False)
        self.table_button = self._button("table-2", _("As a table"))
        self.cards_button = self._button("layout-grid", _("As cards by state"))
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.table_button, self.cards_button):
            group.addButton(button)
            row.addWidget(button)
        self.table_button.setChecked(True)
        self.cards_button.toggled.connect(self._switched)
        page.model.loaded.connect(self._loaded)

    def start(self) -> None:
        """Show the view that was used last."""
        if Personal().get(self._setting):
            self.cards_button.setChecked(True)

    @property
    def on(self) -> bool:
        """Whether the cards are shown."""
        return self.cards_button.isChecked()

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        return button

    def _switched(self, on: bool) -> None:
        Personal().set(self._setting, on)
        if on and self.cards is None:
            self.cards = CardsView(self.page)
            self.page.stack.addWidget(self.cards)
        self.page.show_right_view()
        if on and self.cards is not None:
            self.cards.refresh()

    def _loaded(self) -> None:
        if self.on and self.cards is not None:
            self.cards.refresh()
