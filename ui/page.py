"""The standard page of a sheet: toolbar, filters, table, form beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.database import query
from app.domain.fieldkinds import NUMBERS
from app.domain.sheet import Sheet
from app.domain.show import show
from app.domain.text import _, _n
from app.rules.cards import has_cards
from ui.columns import ColumnChooser
from ui.form import RecordForm
from ui.form_memory import WIDTHS, memory
from ui.icons import BESIDE, icon
from ui.notify_button import NotifyButton
from ui.page_asking import PageAsking
from ui.page_deeds import PageDeeds
from ui.page_parts import EmptyPage, FilterRow, Legend
from ui.page_steps import StepButton
from ui.table_model import SheetModel
from ui.table_view import SheetView
from ui.theme import colour
from ui.work import Touched, Work

if TYPE_CHECKING:
    from ui.cards import CardSwitch

FORM_WIDTH, NARROW_FORM, WIDE_FORM, WIDE_PAGE = 470, 340, 640, 1500
"""Pixels: a form beside its table, the least, and what it takes on a wide page, with fields in two columns."""
COLUMNS_KEPT = 5
"""Columns of the table that an open form leaves in sight."""


class SheetPage(QWidget):
    """One sheet; an area that needs more replaces make_view, make_form, condition or extra_actions."""

    told = Signal(str, str)
    """(sentence, kind) for the window's messages."""
    done = Signal(str, int)
    """(sentence, number of the change) for a message that offers to take it back."""
    import_wanted = Signal(list)
    """Paths of files; empty where the user should choose."""
    print_wanted = Signal(str, object)
    """(paper, record numbers, or the question whose list is to be printed)"""
    mail_queued = Signal()
    record_wanted = Signal(str, int)
    """(table, number) of a record of another sheet that shall be shown."""
    export_wanted = Signal(str, object)
    """(sheet, the question as it is shown)"""

    def __init__(self, sheet: Sheet, work: Work, today: Callable[[], date] = date.today,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work, self.today = sheet, work, today
        self.model = SheetModel(sheet, work, today, self)
        self.model.ask = query.Ask(sheet, today(), only=self.condition())
        self.view = self.make_view()
        self.form = self.make_form()
        self.columns = ColumnChooser(self.view, sheet, work, self)
        self.deeds = PageDeeds(self)
        self.steps: StepButton | None = None
        self._totalling = QTimer(self)
        self._totalling.setSingleShot(True)
        self._totalling.setInterval(120)
        self._totalling.timeout.connect(self._total)
        self._sought = 0
        self._build()
        self.asking = PageAsking(self)
        self._connect()
        if self.switch is not None:
            self.switch.start()
        self.model.refresh(first=True)

    # --- what an area may replace ---

    def make_view(self) -> SheetView:
        """Return the table."""
        return SheetView(self.model, self)

    def make_form(self) -> RecordForm:
        """Return the form beside the table."""
        return RecordForm(self.sheet, self.work, self)

    def condition(self) -> Any:
        """Return a condition for a page that shows part of its sheet."""
        return None

    def extra_actions(self) -> Sequence[QAction]:
        """Return more actions for the toolbar."""
        return ()

    def more_papers(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return papers (title, what prints it) for the menu of printing."""
        return ()

    # --- building ---

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar())
        self.row = FilterRow(self.sheet, self.columns.button)
        self.search, self.view_box = self.row.search, self.row.view_box
        self.clear_button, self.form_button = self.row.clear_button, self.row.form_button
        self.switch = self._card_switch()
        layout.addWidget(self.row)
        empty = EmptyPage(self.sheet)
        empty.new_wanted.connect(self.new_record)
        empty.import_wanted.connect(lambda: self.import_wanted.emit([]))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.form)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(lambda _at, _n: self._keep_share())
        self.form.setMinimumWidth(300)
        self.form.hide()
        layout.addWidget(self.splitter, 1)
        self.status = QLabel()
        self.status.setProperty("role", "muted")
        self.status.setContentsMargins(12, 3, 12, 3)
        below = QHBoxLayout()
        below.addWidget(self.status, 1)
        below.addWidget(Legend(self.sheet))
        layout.addLayout(below)

    def _card_switch(self) -> CardSwitch | None:
        """Return the switch between table and cards, for a sheet whose records go through states."""
        if not has_cards(self.sheet):
            return None
        from ui.cards import CardSwitch

        switch = CardSwitch(self)
        self.row.add(switch)
        return switch

    def _toolbar(self) -> QToolBar:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(BESIDE)
        title = QLabel(_(self.sheet.title))
        title.setProperty("role", "page")
        title.setContentsMargins(8, 0, 10, 0)
        bar.addWidget(title)
        self.new_action = bar.addAction(icon("plus", colour("accent_text").name()), _("New record"), self.new_record)
        bar.widgetForAction(self.new_action).setProperty("primary", True)
        self.new_action.setShortcut(QKeySequence("Ctrl+N"))
        if not self.sheet.makes_new:
            self.new_action.setVisible(False)
            self.new_action.setEnabled(False)
        else:
            bar.addAction(icon("upload"), _("Import"), lambda: self.import_wanted.emit([]))
        bar.addAction(icon("download"), _("Export"), lambda: self.export_wanted.emit(self.sheet.key, self.model.ask))
        bar.addWidget(self._print_button())
        bar.addWidget(NotifyButton(self))
        own = list(self.extra_actions())
        if self.sheet.actions or own:
            bar.addSeparator()
        if self.sheet.actions:
            self.steps = StepButton(self)
            bar.addWidget(self.steps)
        bar.addActions(own)
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return bar

    def _print_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(_("Print"))
        button.setIcon(icon("printer"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for form in self.sheet.prints:
            menu.addAction(icon("file-text"), _(form.title), lambda f=form: self._print(f.key))
        for words, do in self.more_papers():
            menu.addAction(icon("file-text"), _(words), do)
        menu.addAction(icon("file-text"), _("The chosen records in full"), lambda: self._print(self.sheet.key))
        menu.addAction(icon("list"), _("This list"),
                       lambda: self.print_wanted.emit(self.sheet.key, self.model.ask))
        button.setMenu(menu)
        return button

    def _connect(self) -> None:
        self.form_button.clicked.connect(self._toggle_form)
        self.view.header.columns_wanted.connect(lambda column, at: self.columns.open_menu(at, column))
        self.view.opened.connect(self.open_record)
        self.view.told.connect(lambda text: self.told.emit(text, "soon"))
        self.view.selection_moved.connect(self._selection_moved)
        self.model.refused.connect(self.deeds.refused)
        self.model.loaded.connect(self._loaded)
        self.form.saved.connect(self._saved)
        self.form.shown.connect(lambda number: self.model.mark_open(number or 0))
        self.form.shown.connect(lambda _number: (self._look_again(), self._totalling.start()))
        self.model.loaded.connect(self._look_again)
        self.form.record_wanted.connect(self.record_wanted)
        self.form.closed.connect(self._close_form)
        self.work.changed.connect(self._touched)
        for keys, do in (("F5", self.asking.ask), ("Ctrl+F", self.search.setFocus),
                         ("Ctrl+Shift+V", self.view.paste_new)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)  # wherever the focus is while the page is shown

    # --- records ---

    def _loaded(self) -> None:
        self.show_right_view()
        if self._sought and self._sought != self.form.number and not self.form.isHidden():
            self._sought = 0  # the form has gone on to another record
        if self._sought and self.view.go_to(self._sought):
            self._sought = 0
        self._show_status()
        self.columns.fit_once()
        self.view.frozen.place()

    def show_right_view(self) -> None:
        """Show the table, the cards, or what an empty sheet says."""
        if not self.model.rowCount() and not self.asking.filtered:
            self.stack.setCurrentIndex(1)
        elif self.switch is not None and self.switch.on and self.switch.cards is not None:
            self.stack.setCurrentWidget(self.switch.cards)
        else:
            self.stack.setCurrentIndex(0)

    def meant(self) -> list[int]:
        """Return the records that buttons, menus and keys mean: the one in the form, with others chosen beside it."""
        chosen = self.view.selected_numbers()
        if self.form.isHidden() or (self.form.base is None and self.form.number is None):
            return chosen
        if len(chosen) > 1 and self.form.number in chosen and not self.form.is_dirty():
            return chosen
        return [self.form.number] if self.form.number is not None else []

    def with_meant(self, do: Callable[[list[int]], object]) -> None:
        """Call do() with the records that are meant, once what is typed in the form is saved or given up."""
        if self.form.isHidden():
            do(self.meant())
        else:
            self.form.may_leave(lambda: do(self.meant()), self._back_to_form)

    def new_record(self) -> None:
        """Begin a new record in the form."""
        self.form.may_leave(lambda: (self._show_form(), self.form.new_record({})))

    def open_record(self, number: int) -> None:
        """Show a record in the form."""
        self._show_form()
        self.form.may_leave(lambda: self.form.show_record(number))

    def go_to(self, number: int) -> None:
        """Show a record in the form and, where it is in the table, mark it there; 0 begins a new one."""
        if not number:
            self.new_record()
            return
        self.view.setFocus()
        self._sought = 0 if self.view.go_to(number) else number
        if self._sought:
            self.model.pin(number)
        self.open_record(number)

    def seek(self, number: int) -> None:
        """Mark a record in the table once its rows are there."""
        self._sought = number

    def restore(self, draft: Any) -> None:
        """Show what was typed in an earlier run."""
        self._show_form()
        self.form.may_leave(lambda: self.form.restore(draft))

    def _show_form(self) -> None:
        if not self.form.isVisible():
            self.form.show()
            self.splitter.setSizes(self._shares())
        self.form_button.setChecked(True)

    def _shares(self) -> list[int]:
        """Return the widths of table and form: as they were drawn last, else so that five columns stay in sight."""
        width = self.splitter.width()
        kept = dict(memory().get(WIDTHS)).get(f"page.{self.sheet.key}", {}).get("form", 0)
        if not kept:
            wanted = WIDE_FORM if width >= WIDE_PAGE else FORM_WIDTH
            kept = max(NARROW_FORM, min(wanted, width - self.view.width_of(COLUMNS_KEPT)))
        kept = min(kept, max(NARROW_FORM, width - NARROW_FORM))
        return [width - kept, kept]

    def _keep_share(self) -> None:
        """Keep the width that the form was drawn to."""
        key = f"page.{self.sheet.key}"
        memory().set(WIDTHS, {**memory().get(WIDTHS), key: {"form": self.splitter.sizes()[1]}})

    def _close_form(self) -> None:
        self.form.hide()
        self.model.mark_open(0)
        self.form_button.setChecked(False)
        self.view.setFocus()

    def _toggle_form(self, shown: bool) -> None:
        if not shown:
            self.form.may_leave(self._close_form)
            return
        if numbers := self.view.selected_numbers():
            self.open_record(numbers[0])
        else:
            self.new_record()

    def _look_again(self) -> None:
        if self.steps is not None:
            self.steps.look()

    def _selection_moved(self) -> None:
        self._totalling.start()
        self._look_again()
        numbers = self.view.selected_numbers()
        if self.form.isHidden() or not numbers or self.form.number in numbers or self._sought:
            return
        self.form.may_leave(lambda: self.form.show_record(numbers[0]), self._back_to_form)

    def _back_to_form(self) -> None:
        """Choose the record of the form again, where the user stays with it."""
        if self.form.number is not None:
            self.view.go_to(self.form.number)

    def _saved(self, number: int) -> None:
        """Choose the saved record in the table, so that what is chosen and what the form shows are one."""
        self.model.pin(number)
        if number not in self.view.selected_numbers():
            self._sought = number
        self.model.refresh()

    def close_gone_form(self) -> None:
        """Close the form of a record that was deleted."""
        self.form.let_go()
        self._close_form()

    def _touched(self, touched: Touched) -> None:
        tables = {self.sheet.model._meta.table_name}
        for column in self.sheet.columns:
            tables |= {v.rel_model._meta.table_name for v in getattr(column, "via", ())}
        tables |= {lines.model._meta.table_name for lines in self.sheet.lines}
        if tables & set(touched.places):
            self.model.refresh()

    def _print(self, key: str) -> None:
        self.with_meant(lambda numbers: self.print_wanted.emit(key, numbers) if numbers else self.told.emit(
            _("Choose one or more rows first."), "soon"))

    # --- the line below ---

    def _show_status(self, more: str = "") -> None:
        count = len(self.model.numbers)
        here = self.form.base
        if not self.form.isHidden() and here is not None and here.number is not None and self.meant() == [here.number]:
            more += "   " + _("the buttons mean {record}").format(record=here.title)
        self.status.setText(_n("{count} row", "{count} rows", count).format(count=f"{count:,}") + more)

    def _total(self) -> None:
        numbers = self.view.selected_numbers()
        columns = self.view._selected_block()[1]
        wanted = [self.model.columns[c] for c in columns if self.model.columns[c].kind in NUMBERS]
        if len(numbers) < 2:
            self._show_status()
            return
        chosen = "   " + _("{count} selected").format(count=f"{len(numbers):,}")
        if not wanted or len(numbers) > 30_000:
            self._show_status(chosen)
            return
        ask = self.model.ask
        self.work.read(self, lambda: [query.total(ask, c.key, numbers) for c in wanted[:4]],
                       lambda sums: self._show_status(chosen + "".join(
                           f"   Σ {_(c.title)} {show(s, c.kind)}" for c, s in zip(wanted, sums, strict=False))),
                       key="total")
