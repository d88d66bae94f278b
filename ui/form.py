"""The form of one record: fields, detail lines, attachments, history; what is typed is never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.areas import catalogue
from app.database import drafts
from app.database.drafts import Draft
from app.database.ledger import Reason, ReasonWanted
from app.domain.keys import new_key
from app.domain.problem import Refused
from app.domain.sheet import Sheet
from app.domain.text import _, _n
from app.rules.form_conflict import Conflict, rebased_entries, rebased_lines
from app.rules.form_data import Chosen, Entry, FormData, LineData, LineEntry
from app.rules.form_draft import content_of, restored
from app.rules.form_reading import begin_form, blank_line, read_form
from app.rules.forms import FormRefused, save_form
from ui.conflict import ConflictPanel, Key
from ui.form_header import FormHeader
from ui.form_link import NewLinkDialog
from ui.form_notice import Notice
from ui.form_pages import FormPages
from ui.form_trouble import sentence_of
from ui.reason import ask_reason
from ui.work import Touched, Work

KEEP_EVERY = 3000
"""Milliseconds between two copies of what is typed and not saved."""

Lines = Mapping[int, list[LineEntry]]
Done = Callable[[int], object] | None


class RecordForm(QWidget):
    """Shows one record of a sheet and saves it with its detail lines in one change."""

    saved = Signal(int)
    record_wanted = Signal(str, int)
    closed = Signal()
    shown = Signal(object)
    """The record's number, or None for a new one, once its content stands in the form."""

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.base: FormData | None = None
        self.number: int | None = None
        """The record that stands here or is just being read; None for a new one."""
        self.conflict: Conflict | None = None
        self.draft_key = new_key()
        self._kept: Mapping[str, Any] | None = None
        self._saving = False
        self._leave_next: Callable[[], object] | None = None
        self._prefill: Mapping[str, Entry] = {}
        self._blanks: Mapping[int, LineData] = {}
        self._build()
        self._keeper = QTimer(self)
        self._keeper.setInterval(KEEP_EVERY)
        self._keeper.timeout.connect(self.keep_draft)
        self._keeper.start()
        work.changed.connect(self._touched)

    # --- what others call ---

    def show_record(self, number: int) -> None:
        """Show a record, after asking what becomes of unsaved changes."""
        self.may_leave(lambda: self._read(number))

    def new_record(self, defaults: Mapping[str, Any] | None = None) -> None:
        """Show an empty form with these values, after asking what becomes of unsaved changes."""
        self.may_leave(lambda: self._read(None, defaults))

    def prefill(self, entries: Mapping[str, Entry]) -> None:
        """Type these into the new form once it stands."""
        self._prefill = entries

    def is_dirty(self) -> bool:
        """Tell whether anything is typed that is not saved."""
        return self.base is not None and self.content.is_dirty(self.base)

    def save(self, then: Done = None, reason: Reason | None = None) -> None:
        """Save all that was typed as one change; then(number) is called when it is saved."""
        base = self.base
        if base is None or self._saving or self.conflict is not None:
            return
        self.content.commit()
        if not self.is_dirty() and base.number is not None:
            self.question.hide()
            if then is not None:
                then(base.number)
            return
        entries, lines = self.entries(), self.content.touched_lines()
        title = _("New: {sheet}").format(sheet=_(self.sheet.title)) if base.number is None \
            else _("Edit {name}").format(name=base.title)
        self._saving = True
        self.header.show_saving()
        self.content.set_lines_enabled(False)
        self.work.write(self, title, lambda change: save_form(change, self.sheet, base, entries, lines),
                        lambda outcome: self._saved(outcome.result, entries, then),
                        lambda error: self._failed(error, then), reason)

    def discard(self) -> None:
        """Throw away what was typed and show the record as it is saved; a new record closes the form."""
        self._throw_away()
        if self.base is None or self.base.number is None:
            self.closed.emit()
        else:
            self._read(self.base.number)

    def may_leave(self, then: Callable[[], object], stay: Callable[[], object] | None = None) -> None:
        """Call then() at once where nothing is unsaved; else ask by a bar in the form: save, discard or stay.

        While a save is under way then() waits for its good end.
        """
        if self._saving:
            self._leave_next = then
            return
        self.content.commit()
        if not self.is_dirty():
            self._forget()
            then()
            return

        def discarded() -> None:
            self._throw_away()
            then()

        def stayed() -> None:
            self.question.hide()
            if stay is not None:
                stay()

        name = self.base.title if self.base is not None and self.base.title else _(self.sheet.title)
        self.question.say(_("“{name}” has changes that are not saved.").format(name=name), "changed", (
            (_("Save"), lambda: self.save(lambda _number: then()), True), (_("Discard"), discarded, False),
            (_("Stay here"), stayed, False)))

    def let_go(self) -> None:
        """Show no record any more, for one that is gone."""
        self._forget()
        self.base = self.number = None
        self.setEnabled(False)

    def close_form(self) -> None:
        """Close the form, after asking what becomes of unsaved changes."""
        self.may_leave(self.closed.emit)

    def restore(self, draft: Draft) -> None:
        """Show a draft that an earlier run left behind; it is saved over the version it began from."""
        found = restored(self.sheet, draft.content)
        if found is None:
            drafts.drop(draft.key)
            self.question.say(_("The draft can't be read any more; it was removed."), "problem")
            return
        base, entries, lines = found
        self.draft_key = draft.key
        self._show(base)
        self.content.put(entries, lines)
        when = draft.kept_at.astimezone().strftime("%m-%d %H:%M")
        self.question.say(_("This is what you had typed on {when}; it is not saved yet.").format(when=when), "changed",
                          ((_("Save"), self.save, True), (_("Discard"), self.discard, False)))
        self._edited()
        self.keep_draft()

    def entries(self) -> dict[str, Entry]:
        """Return the fields that were typed in."""
        return self.content.fields.entries(self.base) if self.base is not None else {}

    def keep_draft(self) -> None:
        """Keep what is typed in the user's own folder; done every three seconds while something is unsaved."""
        if self.base is None or self._saving or not self.is_dirty():
            return
        content = content_of(self.sheet, self.base, self.entries(), self.content.touched_lines())
        if content != self._kept:
            self._kept = content
            drafts.keep(Draft(self.draft_key, str(self.work.path), self.sheet.key, self.base.number,
                              self.base.title, datetime.now().astimezone(), content))

    # --- building ---

    def _build(self) -> None:
        self.header = FormHeader(self.sheet, self)
        self.question, self.news = Notice(self), Notice(self)
        self.content = FormPages(self.sheet, self.work, self)
        self.content.record_wanted.connect(self.record_wanted)
        self.clashes = ConflictPanel(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.content)
        self.pages.addWidget(self.clashes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.question, self.news):
            layout.addWidget(part)
        layout.addWidget(self.pages, 1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.header.save_wanted.connect(self.save)
        self.header.discard_wanted.connect(self.discard)
        self.header.close_wanted.connect(self.close_form)
        self.content.edited.connect(self._edited)
        self.content.new_link_wanted.connect(self._enter_anew)
        self.clashes.resolved.connect(self._resolve)
        self.clashes.cancelled.connect(self._back_from_conflict)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)
        enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # in the table it opens the form
        enter.activated.connect(self.save)
        self.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes a clean form, and asks by the bar in one with changes; Enter goes to the next field."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    # --- reading and showing ---

    def _read(self, number: int | None, defaults: Mapping[str, Any] | None = None,
              then: Callable[[], object] | None = None) -> None:
        sheet, who, self.number = self.sheet, self.work.who.name, number

        def task() -> tuple[FormData, dict[int, LineData]]:
            base = begin_form(sheet, defaults or {}, who) if number is None else read_form(sheet, number)
            return base, {i: blank_line(lines) for i, lines in enumerate(sheet.lines)}

        def show(result: tuple[FormData, dict[int, LineData]]) -> None:
            base, self._blanks = result
            self._saving = False
            self.content.set_lines_enabled(True)
            self._show(base)
            if then is not None:
                then()
            self.shown.emit(base.number)

        def failed(error: Exception) -> None:
            self._saving, self._leave_next = False, None
            self.number = self.base.number if self.base is not None else None
            self.content.set_lines_enabled(True)
            self.question.say(sentence_of(error), "problem")

        self.work.read(self, task, show, failed, key="form")

    def _show(self, base: FormData) -> None:
        self.base, self.number = base, base.number
        self.setEnabled(True)
        self.news.hide()
        self.content.show_base(base, self._blanks)
        if self._prefill and base.number is None:
            self.content.put(self._prefill, {})
        self._prefill = {}
        if base.number is None:
            self.content.begin()
        if base.locked:
            self.news.say(_("This record is closed: it can be read and printed, not changed."), "off")
        self.header.show_record(base, self.is_dirty(), date.today())

    def _edited(self) -> None:
        if self.base is not None and not self._saving:
            self.header.show_kept(self.base, self.is_dirty(), date.today())
            self.content.title_tabs()

    def _forget(self) -> None:
        """Let what was typed go: draft, bars, conflict."""
        drafts.drop(self.draft_key)
        self.draft_key, self._kept, self.conflict = new_key(), None, None
        self.question.hide()
        self.pages.setCurrentWidget(self.content)

    def _throw_away(self) -> None:
        self._forget()
        if self.base is not None:
            self._show(self.base)

    # --- after a save ---

    def _saved(self, number: int, entries: Mapping[str, Entry], then: Done) -> None:
        typed_since = {n: e for n, e in self.entries().items() if entries.get(n) != e}
        self._forget()

        def shown() -> None:
            if typed_since:
                self.content.put(typed_since, {})
            self._edited()
            self.saved.emit(number)
            leave, self._leave_next = self._leave_next, None
            if then is not None:
                then(number)
            if leave is not None:
                self.may_leave(leave)

        self._read(number, then=shown)

    def _failed(self, error: Exception, then: Done) -> None:
        self._saving, self._leave_next = False, None
        self.content.set_lines_enabled(True)
        self._edited()
        if isinstance(error, ReasonWanted):
            ask_reason(self, str(error), lambda reason: self.save(then, reason) if reason is not None else None)
        elif isinstance(error, Conflict):
            self.conflict = error
            self.question.hide()
            self.header.show_choosing()
            self.clashes.show_conflict(error, date.today())
            self.pages.setCurrentWidget(self.clashes)
        elif isinstance(error, FormRefused):
            self.content.show_problems(error.places)
            self.content.jump_to(error.places[0])
            loose = [p.text for p in error.places if not p.field]
            text = "\n".join(loose) or _n(
                "Not saved yet: {number} place needs a look.", "Not saved yet: {number} places need a look.",
                len(error.places)).format(number=len(error.places))
            self.question.say(text, "problem")
        else:
            again = () if isinstance(error, Refused) else ((_("Try again"), lambda: self.save(then), True),)
            self.question.say(_("Not saved; what you typed stays here. {trouble}").format(
                trouble=sentence_of(error)), "problem", again)

    def _resolve(self, take_theirs: set[Key]) -> None:
        """Put the user's typing over the record as it stands now, theirs where it was chosen, and save."""
        conflict, base = self.conflict, self.base
        if conflict is None or base is None:
            return
        entries = rebased_entries(self.entries(), conflict, take_theirs)
        lines = {i: rebased_lines(self.sheet, i, base, rows, conflict, take_theirs)
                 for i, rows in self.content.touched_lines().items()}
        self._back_from_conflict()
        self._show(conflict.theirs)
        self.content.put(entries, lines)
        self._edited()
        self.save()

    def _enter_anew(self, field: Any, name: str, take: Callable[[Chosen], object]) -> None:
        """Let a linked record be entered in a window above, with the name that was typed."""
        sheet = catalogue.sheet_of_table(field.rel_model._meta.table_name)
        if sheet is not None:
            NewLinkDialog(RecordForm(sheet, self.work), sheet, name, take, self, field.name).open()

    def _back_from_conflict(self) -> None:
        self.conflict = None
        self.pages.setCurrentWidget(self.content)
        self._edited()

    def _touched(self, touched: Touched) -> None:
        """Take others' changes over while nothing is typed; else say that the save will ask."""
        base = self.base
        if base is None or base.number is None or self._saving:
            return
        if base.number in touched.places.get("attachment", ()):
            self.content.attachments.show_record(base.number)
        own = base.number in touched.places.get(self.sheet.model._meta.table_name, ())
        lines = any(lines.model._meta.table_name in touched.places for lines in self.sheet.lines)
        if not self.is_dirty() and not any(panel.table.is_editing() for panel in self.content.panels):
            if own or lines:
                self._read(base.number)
        elif own:
            self.news.say(_("Changed by {who} just now: your save will ask where you both changed the same.").format(
                who=touched.who or _("another page")), "ahead")
