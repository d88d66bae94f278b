"""What is done to the chosen rows of a page: actions, deleting, filling, and what to do when it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu
from shiboken6 import isValid

from app.database.ledger import Reason, ReasonWanted
from app.domain.problem import Refused
from app.domain.sheet import Action
from app.domain.text import _
from app.rules import acting
from app.rules.acting import Considered
from app.rules.asking import answers
from app.rules.cells import RowEdit
from app.rules.form_reading import names_of
from app.rules.removing import remove
from ui.icons import icon
from ui.question import ask

if TYPE_CHECKING:
    from ui.ask_fields import AskFields
    from ui.page import SheetPage


class PageDeeds(QObject):
    """Belongs to one page; every deed is one change."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        page.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.view.customContextMenuRequested.connect(self.open_menu)

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of the chosen rows."""
        page, view = self.page, self.page.view
        menu = QMenu(view)
        chosen = view.selected_numbers()
        # for the row under the pointer, never for another one that stands in the form
        numbers = page.meant() if set(page.meant()) & set(chosen) else []
        if numbers:
            menu.addAction(icon("form"), _("Open in the form"), lambda: page.open_record(chosen[0]))
            menu.addSeparator()
        self._add(menu, "copy", _("Copy"), view.copy, "Ctrl+C")
        self._add(menu, "clipboard-paste", _("Paste"), view.paste, "Ctrl+V")
        if page.sheet.makes_new:
            self._add(menu, "", _("Paste as new records"), view.paste_new, "Ctrl+Shift+V")
        self._add(menu, "arrow-down", _("Fill down"), view.fill_down, "Ctrl+D")
        menu.addAction(_("Fill the chosen cells with …"), self.ask_fill)
        allowed = page.sheet.actions
        if allowed and numbers:
            menu.addSeparator()
            for action in allowed:
                menu.addAction(icon(action.icon), _(action.title), lambda a=action: self.run(a))
        if numbers and (page.sheet.locked is None or not page.sheet.locked(page.sheet.model(id=numbers[0]))):
            menu.addSeparator()
            menu.addAction(icon("trash-2"), _("Delete"), self.delete)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(view.viewport().mapToGlobal(at))

    @staticmethod
    def _add(menu: QMenu, sign: str, words: str, do: Callable[[], object], keys: str) -> None:
        action = menu.addAction(words, do)
        if sign:
            action.setIcon(icon(sign))
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def ask_fill(self) -> None:
        """Ask for a text and put it into every chosen cell."""
        ask = QInputDialog(self.page)
        ask.setWindowTitle(_("Fill the chosen cells with …"))
        ask.setLabelText(_("Text, number or date"))
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.textValueSelected.connect(self.page.view.fill_selection)
        ask.open()

    def run(self, action: Action) -> None:
        """Run an action on the records that are meant; what can't take it is told before anything is asked."""
        self.page.with_meant(lambda numbers: self._consider(action, numbers))

    def _consider(self, action: Action, numbers: list[int]) -> None:
        page = self.page
        if numbers:
            page.work.read(page, lambda: acting.consider(page.sheet, action, numbers),
                           lambda seen: self._begin(action, seen))
        else:
            page.told.emit(_("Choose one or more rows first."), "soon")

    def _begin(self, action: Action, seen: Considered) -> None:
        """Refuse, ask what the action needs, ask whether several are meant, or just do it."""
        page = self.page
        if not seen.takes:
            page.told.emit(acting.refusal(action, seen), "soon")
        elif action.asks:
            from ui.ask_fields import AskFields

            dialog = AskFields(acting.bare(action), acting.heading(action, seen), action.asks, page.work,
                               page.today(), page)
            dialog.taken = lambda entries: self._carry_out(action, seen, None, entries, dialog)
            dialog.open()
        elif len(seen.takes) + len(seen.left) > 1:
            ask(page, acting.question(action, seen), f"{acting.bare(action)} · {len(seen.takes):,}",
                lambda: self._carry_out(action, seen))
        else:
            self._carry_out(action, seen)

    def _carry_out(self, action: Action, seen: Considered, reason: Reason | None = None,
                   entries: dict[str, Any] | None = None, asked: AskFields | None = None) -> None:
        page, model, today = self.page, self.page.sheet.model, self.page.today()

        def task(change: Any) -> int:
            records = [r for r in model.select().where(model.id.in_(seen.takes)) if action.allowed(r)]
            if not records:
                return 0
            if action.asks:
                action.run(change, records, answers(action.asks, entries or {}, today))
            else:
                action.run(change, records)
            return len(records)

        def then(outcome: Any) -> None:
            if asked is not None and isValid(asked):
                asked.accept()
            if not outcome.result:
                page.told.emit(_("Somebody was faster: “{action}” has just been done.").format(
                    action=acting.bare(action)), "soon")
            elif outcome.entry:
                page.done.emit(acting.done(action, seen), outcome.entry)

        def failed(error: Exception) -> None:
            if asked is not None and isValid(asked) and not isinstance(error, ReasonWanted):
                asked.refuse(error)
            else:
                self.failed(error, lambda r: self._carry_out(action, seen, r, entries, asked))

        page.work.write(page, _(action.title), task, then, failed, reason)

    def delete(self) -> None:
        """Take the records that are meant out of sight, after a question where they are several."""
        page = self.page

        def begin(numbers: list[int]) -> None:
            if not numbers:
                page.told.emit(_("Choose one or more rows first."), "soon")
                return
            page.work.read(page, lambda: list(names_of(page.sheet.model, numbers[:acting.MOST_NAMED]).values()),
                           lambda names: consider(numbers, acting.named(names, len(numbers))))

        def consider(numbers: list[int], names: str) -> None:
            if len(numbers) > 1:
                ask(page, _("Delete {records}?").format(records=names), _("Delete") + f" · {len(numbers):,}",
                    lambda: self._delete(numbers, names))
            else:
                self._delete(numbers, names)

        page.with_meant(begin)

    def _delete(self, numbers: list[int], names: str) -> None:
        page, model = self.page, self.page.sheet.model

        def task(change: Any) -> None:
            for record in model.select().where(model.id.in_(numbers) & (model.deleted == 0)):
                remove(change, page.sheet, record)

        def then(outcome: Any) -> None:
            if outcome.entry:
                if page.form.number in numbers:
                    page.close_gone_form()
                page.done.emit(_("Deleted: {records}").format(records=names), outcome.entry)

        page.work.write(page, _("Delete from {sheet}").format(sheet=_(page.sheet.title)), task, then,
                        lambda error: self.failed(error, None))

    def refused(self, error: Exception, edits: list[RowEdit]) -> None:
        """Say what could not be written; where a date moves, ask why and write again."""
        self.failed(error, lambda reason: self.page.model.write_edits(edits, reason=reason))

    def failed(self, error: Exception, again: Callable[[Reason], object] | None) -> None:
        """Say what went wrong in words; again(reason) is called where only a reason was missing."""
        page = self.page
        if isinstance(error, ReasonWanted) and again is not None:
            from ui.reason import ask_reason

            ask_reason(page, str(error), lambda reason: again(reason) if reason is not None else page.model.refresh())
            return
        text = str(error)
        if isinstance(error, Refused):
            text = "\n".join(dict.fromkeys(p.text for p in error.problems))
        page.told.emit(text, "problem")
        page.model.refresh()
