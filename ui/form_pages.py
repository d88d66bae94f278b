"""The tabs of a form: fields, each table of detail lines, attachments, what lies around, messages, history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.rules.form_data import Entry, FormData, LineData, LineEntry, ProblemAt
from ui.around_panel import AroundPanel
from ui.attachments_panel import AttachmentsPanel
from ui.editor_choice import LongInput
from ui.editor_line import LineInput
from ui.editor_link import LinkInput
from ui.form_fields import FieldsPage
from ui.history_panel import HistoryPanel
from ui.icons import icon
from ui.lines import LinesPanel
from ui.messages_panel import MessagesPanel
from ui.quiet_inputs import Tabs
from ui.theme import status_colour
from ui.work import Work

TAB_EDGE, SIGN, SHORT = 22, 24, ((4, True), (2, True), (2, False))
"""Pixels that a tab takes beside its words, and for its sign; letters of a title, and whether
with its count, where room is scarcer yet."""


class FormPages(Tabs):
    """All that is typed into a form, and what is wrong with it."""

    edited = Signal()
    record_wanted = Signal(str, int)
    """(table, number) of another record that shall be shown."""
    new_link_wanted = Signal(object, str, object)
    """(field, name, take) of a linked record that shall be entered anew; take(Chosen) puts it into its place."""

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.number: int | None = None
        self._titles: dict[int, str] = {}
        self._signs: dict[QWidget, str] = {}
        self.fields = FieldsPage(sheet, work, self)
        self.panels = [LinesPanel(lines, work, f"{sheet.key}.{lines.model._meta.table_name}", self)
                       for lines in sheet.lines]
        self.attachments = AttachmentsPanel(sheet, work, self)
        self.history = HistoryPanel(sheet, work, self)
        self.messages = MessagesPanel(sheet, work, self)
        self.around = AroundPanel(sheet, work, self)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.addTab(self.fields, _("Fields"))
        for lines, panel in zip(sheet.lines, self.panels, strict=True):
            self.addTab(panel, _(lines.title))
        self._signs = {self.attachments: "paperclip", self.around: "link", self.messages: "send",
                       self.history: "history"}
        self.addTab(self.attachments, _("Attachments"))
        self.addTab(self.around, _("Around it"))
        self.addTab(self.messages, _("Messages"))
        self.addTab(self.history, _("History"))
        self._titles = {n: self.tabText(n) for n in range(self.count())}
        for panel in (self.around, self.messages):
            panel.record_wanted.connect(self.record_wanted)
        self.fields.changed.connect(self.edited)
        for panel in self.panels:
            panel.changed.connect(self.edited)
            panel.changed.connect(self.title_tabs)
            panel.table.cells.new_link_wanted.connect(self.new_link_wanted)
        self.attachments.counted.connect(lambda _count: self.title_tabs())
        self.currentChanged.connect(lambda _place: self._read_shown())
        for box in self.fields.boxes.values():
            if isinstance(box.input, LongInput | LineInput):
                box.input.picture_pasted.connect(self.attachments.add_picture)
            if isinstance(box.input, LinkInput):
                box.input.new_wanted.connect(lambda name, held=box.input: self.new_link_wanted.emit(
                    held.field, name, lambda chosen: _take(held, chosen)))

    def show_base(self, base: FormData, blanks: Mapping[int, LineData]) -> None:
        """Show what was read, with nothing typed over it."""
        self.fields.show_data(base)
        for i, panel in enumerate(self.panels):
            panel.show_lines(base.lines.get(i, ()), blanks.get(i, LineData()), base.locked)
        if base.number != self.number:
            self.attachments.show_record(base.number)
        self.number = base.number
        self.show_problems([replace(p, blocks=False) for p in base.problems])
        self._read_shown()

    def put(self, entries: Mapping[str, Entry], lines: Mapping[int, Sequence[LineEntry]]) -> None:
        """Show what was typed over what was read."""
        self.fields.put_entries(entries)
        for i, rows in lines.items():
            self.panels[i].show_entries(rows)
        self.title_tabs()

    def touched_lines(self) -> dict[int, list[LineEntry]]:
        """Return all rows of each table in which something was changed."""
        return {i: panel.rows() for i, panel in enumerate(self.panels) if panel.is_dirty()}

    def is_dirty(self, base: FormData) -> bool:
        """Tell whether anything differs from what was read."""
        return bool(self.fields.entries(base)) or any(p.is_dirty() for p in self.panels)

    def commit(self) -> None:
        """Take what stands in inputs that are in use."""
        for box in self.fields.boxes.values():
            if hasattr(box.input, "complete") and box.input.hasFocus():
                box.input.complete()
        for panel in self.panels:
            panel.commit()

    def set_lines_enabled(self, on: bool) -> None:
        """Let the tables rest while a save is under way."""
        for panel in self.panels:
            panel.setEnabled(on)

    def show_problems(self, problems: Sequence[ProblemAt]) -> None:
        """Mark what is wrong: below its field, or in its cell."""
        self.fields.show_problems(problems)
        for i, panel in enumerate(self.panels):
            panel.show_problems([p for p in problems if p.lines == i])
        self.title_tabs()

    def jump_to(self, problem: ProblemAt) -> None:
        """Bring a wrong place into sight."""
        if problem.lines >= 0:
            self.setCurrentWidget(self.panels[problem.lines])
            self.panels[problem.lines].jump_to(problem)
        elif problem.field in self.fields.boxes:
            self.setCurrentWidget(self.fields)
            self.fields.jump_to(problem.field)

    def begin(self) -> None:
        """Put the cursor where a new record is begun."""
        self.setCurrentWidget(self.fields)
        if (first := self.fields.first_empty()) and self.isVisible():
            self.fields.jump_to(first)

    def title_tabs(self) -> None:
        """Show on each tab how many there are, and where something is wrong."""
        self._mark(0, _("Fields"), 0, [b.problem for b in self.fields.boxes.values()
                                       if b.problem and b.input.property("wrong")])
        for i, panel in enumerate(self.panels):
            wrong = [p for p in panel.model.problems() if p.blocks]
            self._mark(1 + i, _(self.sheet.lines[i].title), len(panel.model.rows), wrong)
        self._mark(1 + len(self.panels), _("Attachments"), len(self.attachments.files), [])

    def _mark(self, place: int, title: str, count: int, wrong: Sequence[object]) -> None:
        self._titles[place] = f"{title}  {count}" if count else title
        mark = icon("circle-alert", status_colour("problem").name()) if wrong else QIcon()
        if mark.isNull() != self.tabIcon(place).isNull() and self.widget(place) not in self._signs:
            self.setTabIcon(place, mark)
        self._fit_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave every tab in sight: where there is no room for words, the last ones show their sign."""
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        full = {n: self._titles.get(n, self.tabText(n)) for n in range(self.count())}
        tight = self._room(full.values()) > self.width() - 8
        signed = {n for n in full if tight and self.widget(n) in self._signs}
        shown = {n: _count_of(title) if n in signed else title for n, title in full.items()}
        for letters, counted in SHORT:
            if self._room(shown.values()) + len(signed) * SIGN > self.width() - 8:
                shown = {n: _shortened(text, letters, counted) for n, text in shown.items()}
        for place, title in full.items():
            sign, short = self._signs.get(self.widget(place)), place in signed
            if shown[place] != self.tabText(place):
                self.setTabText(place, shown[place])
                self.setTabToolTip(place, title if shown[place] != title else "")
            if sign is not None and self.tabIcon(place).isNull() is short:
                self.setTabIcon(place, icon(sign) if short else QIcon())

    def _room(self, titles: Iterable[str]) -> int:
        return sum(self.fontMetrics().horizontalAdvance(title) + TAB_EDGE for title in titles)

    def _read_shown(self) -> None:
        """Read history, messages and what lies around only when they are looked at."""
        shown = self.currentWidget()
        if isinstance(shown, HistoryPanel | MessagesPanel | AroundPanel):
            shown.show_record(self.number)


def _count_of(title: str) -> str:
    return title.rpartition("  ")[2] if "  " in title else ""


def _shortened(title: str, letters: int, counted: bool) -> str:
    name, _gap, count = title.partition("  ")
    cut = f"{name[:letters]}…" if len(name.rstrip("…")) > letters else name
    return f"{cut}  {count}" if count and counted else cut


def _take(held: LinkInput, chosen: Entry) -> None:
    held.set_entry(chosen)
    held.changed.emit()
