"""The main window: areas at the left, search on top, pages built when they are first shown, status below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.areas import catalogue as app_catalogue
from app.database import drafts
from app.database.settings import LOOK, Personal
from app.domain.text import _
from ui.areas import catalogue
from ui.messages import Messages
from ui.navigation import Navigation
from ui.outputs import Outputs
from ui.page_state import states_of, take_state
from ui.status import StatusLine
from ui.top_bar import TopBar
from ui.work import Touched, Work

if TYPE_CHECKING:
    from ui.about_deeds import AboutDeeds
    from ui.search_all import Deed, SearchAll

OUTBOX_AFTER = 8000
"""Milliseconds after the start at which the outbox is looked into."""

BADGES = "badges"
AMPLE = 1200
"""Pixels of a window that has room for the places' words beside any page."""


class MainWindow(QMainWindow):
    """Holds the pages; they know their sheet and `work`, never the window or each other."""

    settings_changed = Signal()
    other_file_wanted = Signal()

    def __init__(self, work: Work, place: str = "", posts: Sequence[str] = (),
                 states: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._states = dict(states or {})
        self._way: list[str] = []
        self.work = work
        self.setWindowTitle(self._title())
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.pages: dict[str, QWidget] = {}
        self.here = ""
        self._offers: dict[int, str] = {}
        side = QWidget()
        self.messages = Messages(side)
        self.outputs = Outputs(work, self, self.messages.tell)
        self.stack = QStackedWidget()
        self.places = catalogue.places(posts)
        self.navigation = Navigation(self.places)
        self.navigation.chosen.connect(self.show_place)
        self._wizard: Any = None
        centre, inner = QWidget(), QVBoxLayout(side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.stack, 1)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(side, 1)
        self.setCentralWidget(centre)
        self.top = TopBar(self)
        self.search_button, self.undo_action, self.redo_action = (
            self.top.search_button, self.top.undo_action, self.top.redo_action)
        self.addToolBar(self.top)
        self.status_line = StatusLine(work, self)
        self.status_line.health_wanted.connect(lambda: self.show_place("health"))
        self.setStatusBar(self.status_line)
        self._make_menu_actions()
        for heard, do in ((work.troubled, self._troubled), (work.changed, self._news),
                          (work.undo_changed, self._show_undo), (work.warned, lambda t: self.messages.tell(t, "soon"))):
            heard.connect(do)
        self.navigation.show_badges(self._states.pop(BADGES, {}))
        self.show_place(place or self.places[0].key)
        QTimer.singleShot(OUTBOX_AFTER, self, self._look_into_outbox)

    def _title(self) -> str:
        name = self.work.path.stem if self.work.path else ""
        return f"{name} · Gendan 跟单台" if name else "Gendan 跟单台"

    # --- building ---

    def _make_menu_actions(self) -> None:
        self.undo_action.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        for keys, do in (("Ctrl+K", self.open_search), ("Ctrl+P", self._print_here), ("Ctrl+,", self.open_settings)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, d=do: d())
            self.addAction(action)

    # --- pages ---

    def show_place(self, key: str) -> None:
        """Show a page; it is built the first time."""
        if key not in self.pages:
            page = catalogue.make_page(key, self.work)
            self._connect_page(page)
            self.pages[key] = page
            self.stack.addWidget(page)
            if key in self._states:
                take_state(page, self._states.pop(key))
        if self.here and self.here != key:
            self._way.append(self.here)
        self.here = key
        self.stack.setCurrentWidget(self.pages[key])
        self.navigation.show_place(key)
        own = hasattr(self.pages[key], "asking")  # a page of a sheet bears its title itself
        self.top.page_title.setText("" if own else next((_(p.title) for p in self.places if p.key == key), ""))

    def go_back(self) -> None:
        """Show the page that was shown before this one."""
        if self._way:
            key = self._way.pop()
            self.show_place(key)
            self._way.pop()

    def states(self) -> dict[str, Any]:
        """Return how each page stands that can tell, and the badges, for the window that takes this one's place."""
        return {**self._states, **states_of(self.pages), BADGES: self.navigation.badges()}

    def page(self, key: str) -> Any:
        """Return a page, built if need be, and show it."""
        self.show_place(key)
        return self.pages[key]

    def _connect_page(self, page: Any) -> None:
        for name, do in (("told", self.messages.tell), ("done", self._done), ("import_wanted", self.open_import),
                         ("print_wanted", self._print), ("export_wanted", self._export),
                         ("record_wanted", self.open_record),
                         ("mail_queued", self._send_mail), ("paper_wanted", self._print),
                         ("place_wanted", self.show_place), ("counted", self.navigation.show_badges)):
            if hasattr(page, name):
                getattr(page, name).connect(do)

    def open_record(self, table: str, number: int) -> None:
        """Show a record at the place of its table."""
        key = catalogue.place_of_record(table)
        if key is not None:
            self.page(key).go_to(number)

    def _done(self, text: str, entry: int) -> None:
        """Tell what was done, and offer to take it back."""
        self._offers[entry] = text
        self.messages.tell(text, "done", _("Undo"), lambda: self.work.undo_entry(self.work, entry))

    def _troubled(self, error: Exception) -> None:
        from ui.work import EXPECTED

        text = str(error) if isinstance(error, EXPECTED) else _(
            "Something went wrong in the program ({kind}). Nothing was half-saved; what happened stands in the log.")
        if isinstance(error, EXPECTED):
            self.messages.tell(text, "problem")
        else:
            self.messages.tell(text.replace("{kind}", type(error).__name__), "problem", _("What happened…"),
                               lambda: self.about.open_crash(error))

    def tell_broken_off(self) -> None:
        """Tell that the last run did not end by itself."""
        self.messages.tell(_("The last time, the program did not end by itself. Nothing was half-saved."), "problem",
                           _("What happened…"), lambda: self.about.open_crash(None))

    def _news(self, touched: Touched) -> None:
        self.status_line.tell_news(touched)
        if touched.title.startswith("Undo: ") and not touched.who:
            for text in self._offers.values():
                self.messages.take_back(text)
            self._offers.clear()

    def undo(self, redo: bool = False) -> None:
        """Take the newest own change back, unless the cursor stands in a form whose typing is not saved."""
        page: Any = self.pages.get(self.here)
        form: Any = getattr(page, "form", None)
        if form is not None and form.is_dirty() and form.isAncestorOf(self.focusWidget() or self):
            self.messages.tell(_("What is typed in the form is not saved yet. Save or discard it first; then Undo "
                                 "takes the saved changes back."), "soon")
            return
        self.work.undo(self.work, redo=redo)

    def _show_undo(self, undo: str, redo: str) -> None:
        self.undo_action.setEnabled(bool(undo))
        self.undo_action.setToolTip(_("Undo: {title}").format(title=undo) if undo else _("Undo"))
        self.redo_action.setEnabled(bool(redo))
        self.redo_action.setToolTip(_("Redo: {title}").format(title=redo) if redo else _("Redo"))

    # --- search, settings ---

    @cached_property
    def search(self) -> SearchAll:
        """The search box, made when it is first wanted."""
        from ui.search_all import SearchAll

        box = SearchAll(self.work, self._deeds, self)
        box.record_chosen.connect(self.open_record)
        return box

    def open_search(self) -> None:
        """Open the search box under its button."""
        self.search.open(self.search_button.mapToGlobal(QPoint(0, self.search_button.height() + 2)))

    def _deeds(self) -> list[Deed]:
        from ui.search_all import Deed

        pages = [Deed(_(p.title), p.icon, lambda k=p.key: self.show_place(k)) for p in self.places]
        more = [Deed(_("Import a workbook"), "upload", lambda: self.open_import([])),
                Deed(_("Print the schedule"), "printer", lambda: self._print("schedule", [])),
                Deed(_("Export the schedule"), "download", lambda: self._export("schedule", None)),
                Deed(_("Settings"), "settings", self.open_settings),
                Deed(_("Other file…"), "folder-open", self.other_file_wanted.emit),
                *self.about.deeds()]
        return [*pages, *more]

    @cached_property
    def about(self) -> AboutDeeds:
        """What tells of the program itself, made when it is first wanted."""
        from ui.about_deeds import AboutDeeds

        return AboutDeeds(self.work, self, self.messages.tell)

    def open_settings(self) -> None:
        """Open the settings."""
        from ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.work, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.settings_changed)
        dialog.told.connect(self.messages.tell)
        dialog.open()

    def switch_look(self) -> None:
        """Change between light and dark."""
        personal = Personal()
        personal.set(LOOK, "light" if personal.get(LOOK) == "dark" else "dark")
        self.settings_changed.emit()

    # --- in and out ---

    def open_import(self, paths: list[Path]) -> None:
        """Open the import with some files, or ask for them."""
        self.outputs.ask_files(paths, self._import)

    def _import(self, paths: list[Path]) -> None:
        from ui.import_wizard import ImportWizard

        wizard = ImportWizard(self.work, paths, app_catalogue.imports(), date.today, self)
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wizard.applied.connect(lambda _entry, title: self.messages.tell(title, "done"))
        wizard.closed.connect(lambda: setattr(self, "_wizard", None))
        self._wizard = wizard
        wizard.show()

    def offer_drafts(self) -> None:
        """Offer what was typed and not saved when the program ended the last time."""
        path = self.work.path
        for draft in drafts.left_over(path) if path is not None else []:
            if draft.sheet not in app_catalogue.sheets():
                continue
            when = draft.kept_at.astimezone().strftime("%m-%d %H:%M")
            text = _("“{title}” was being typed on {when} and was not saved.").format(title=draft.title, when=when)
            self.messages.tell(text, "problem", _("Show it"), lambda d=draft: self._restore(d))

    def _restore(self, draft: drafts.Draft) -> None:
        self.page(draft.sheet).restore(draft)

    @cached_property
    def outbox(self) -> Any:
        """What sends the mail that waits, made when there is any."""
        from ui.outbox import OutboxSender

        sender = OutboxSender(self.work, self)
        sender.told.connect(self.messages.tell)
        return sender

    def _send_mail(self) -> None:
        self.outbox.turn()

    def _look_into_outbox(self) -> None:
        """Send what an earlier run left behind."""
        from app.mail import outbox

        if outbox.waiting():
            self.outbox.turn()

    def _print(self, key: str, what: Any = None) -> None:
        records = [str(n) for n in what] if isinstance(what, list) else []
        self.outputs.preview(key, records, None if isinstance(what, list) else what)

    def _print_here(self) -> None:
        page: Any = self.pages.get(self.here)
        if hasattr(page, "print_sheet"):
            page.print_sheet()
            return
        if not hasattr(page, "asking"):
            self._print("schedule")
            return
        if page.sheet.prints and page.form.isVisible():
            page.with_meant(lambda numbers: self._print(page.sheet.prints[0].key if numbers else page.sheet.key,
                                                        numbers or page.model.ask))
        else:
            self._print(page.sheet.key, page.model.ask)

    def _export(self, key: str, ask: Any = None) -> None:
        self.outputs.export(key, ask)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Import dropped workbooks."""
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_import(paths)

    # --- leaving ---

    def may_leave(self, then: Callable[[], object]) -> None:
        """Run then() once every open form has been saved or given up."""
        waiting = [p for p in self.pages.values() if hasattr(p, "form") and p.form.is_dirty()]
        if not waiting:
            then()
            return
        for key, page in self.pages.items():
            if page is waiting[0]:
                self.show_place(key)
        waiting[0].form.may_leave(lambda: self.may_leave(then))  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the places their words only where the page has its room."""
        super().resizeEvent(event)
        if self.width() < AMPLE or self.navigation.is_folded:  # asking all pages for their least width takes time
            self.navigation.fit(self.width() - self.stack.minimumSizeHint().width())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask about unsaved forms before closing."""
        if getattr(self, "_leaving", False) or not any(
                hasattr(p, "form") and p.form.is_dirty() for p in self.pages.values()):
            event.accept()
            return
        event.ignore()
        self.may_leave(self._leave)

    def _leave(self) -> None:
        self._leaving = True
        self.close()
