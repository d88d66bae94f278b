"""The first page: what is late, due today and due soon, of all areas, each line with the form that settles it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.areas import agenda
from app.areas.agenda import AgendaLine
from app.database.settings import Personal, Setting
from app.domain.deadline import AHEAD, LATE, SOON, TODAY
from app.domain.folding import folded
from app.domain.show import WEEKDAYS
from app.domain.text import N_, _, _n
from ui.areas.today.agenda_list import AgendaList, Section, by_urgency, grouped
from ui.icons import icon
from ui.quiet_inputs import ChoiceBox
from ui.work import Touched, Work

GROUPING = Setting("today_grouping", N_("Grouped by"), "urgency")
WHOSE = Setting("today_whose", N_("Whose"), "")
DAYS_AHEAD, DAYS_LATER = 3, 30
GROUPINGS = (("urgency", N_("By urgency")), ("area", N_("By area")), ("order", N_("By order")),
             ("owner", N_("By owner")))
OWN_TABLES = frozenset(("put_off", "handover", "standing_duty", "calendar_day", "office_setting"))


class TodayPage(QWidget):
    """Reads all open duties once and from then on only those that a change touched."""

    told = Signal(str, str)
    record_wanted = Signal(str, int)
    place_wanted = Signal(str)
    print_wanted = Signal(str, object)
    ready = Signal()
    """When the duties have been read for the first time."""
    counted = Signal(object)
    """How many duties are late or due today, by sheet, for the badges."""

    def __init__(self, work: Work, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.today = work, today
        self.day = today()
        self._duties: dict[tuple[str, int, str], AgendaLine] = {}
        self._standing: list[AgendaLine] = []
        self._days = DAYS_AHEAD
        self._read = False
        self.personal = Personal()
        self.list = AgendaList()
        self.list.shut.add(AHEAD)
        self._build()
        self.list.opened.connect(self.open_line)
        self.list.put_off_wanted.connect(self.ask_put_off)
        self.list.folded.connect(self._folded)
        work.changed.connect(self._touched)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(250)
        self._again.timeout.connect(self._read_standing)
        self._clock = QTimer(self)
        self._clock.setInterval(60_000)
        self._clock.timeout.connect(self._look_at_day)
        self._clock.start()
        self.refresh()

    # --- building ---

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addLayout(self._tools())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        layout.addWidget(self.stack, 1)
        for keys, do in (("F5", self.refresh), ("Ctrl+F", self.search.setFocus)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(do)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(18, 14, 18, 4)
        row.setSpacing(10)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        row.addWidget(self.title)
        row.addSpacing(12)
        self.chips: dict[str, QPushButton] = {}
        for key in (LATE, TODAY, SOON):
            chip = QPushButton()
            chip.setProperty("standing", key)
            chip.clicked.connect(lambda _on=False, k=key: self._to_section(k))
            self.chips[key] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.copy_button = QPushButton(icon("copy"), _("Copy as text"))
        self.copy_button.setToolTip(_("The list as it is shown, for WeChat"))
        self.copy_button.clicked.connect(self.copy_text)
        row.addWidget(self.copy_button)
        self.print_button = QPushButton(icon("printer"), _("Morning sheet"))
        self.print_button.clicked.connect(self.print_sheet)
        row.addWidget(self.print_button)
        return row

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(18, 4, 18, 8)
        row.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search what is due"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(lambda _text: self._show())
        row.addWidget(self.search, 1)
        self.whose = ChoiceBox()
        self.whose.addItem(_("Everybody's"), "")
        self.whose.setMinimumContentsLength(8)
        self.whose.activated.connect(self._whose_chosen)
        row.addWidget(self.whose)
        self.grouping = ChoiceBox()
        for key, words in GROUPINGS:
            self.grouping.addItem(_(words), key)
        self.grouping.setCurrentIndex(max(0, self.grouping.findData(self.personal.get(GROUPING))))
        self.grouping.activated.connect(self._grouping_chosen)
        row.addWidget(self.grouping)
        row.addStretch(2)
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText(_("Done: numbers of the morning sheet"))
        self.numbers.setToolTip(_("Type the numbers ticked on paper, such as 3 5 8, and press Enter. What has a form "
                                  "opens it."))
        self.numbers.setMinimumWidth(140)
        self.numbers.setMaximumWidth(250)
        self.numbers.returnPressed.connect(self._tick)
        row.addWidget(self.numbers, 1)
        return row

    # --- reading ---

    def refresh(self) -> None:
        """Read everything anew."""
        self.day = self.today()
        self.title.setText(_("{month}-{day} {weekday}").format(month=self.day.month, day=self.day.day,
                                                               weekday=_(WEEKDAYS[self.day.weekday()])))
        day, until = self.day, self._until
        self.work.read(self, lambda: agenda.duty_lines(day, until), self._all_read, key="duties")
        self._again.start()

    @property
    def _until(self) -> date:
        return self.day + timedelta(days=self._days)

    def _all_read(self, lines: list[AgendaLine]) -> None:
        self._duties = {line.mark: line for line in lines}
        first, self._read = not self._read, True
        self._show()
        if first:
            self.ready.emit()

    def _read_standing(self) -> None:
        day, until = self.day, self._until
        self.work.read(self, lambda: agenda.standing_lines(day, until), self._standing_read, key="standing")

    def _standing_read(self, lines: list[AgendaLine]) -> None:
        if lines != self._standing:
            self._standing = lines
            self._show()

    def _touched(self, touched: Touched) -> None:
        if OWN_TABLES & set(touched.places):
            self.refresh()
            return
        day, until = self.day, self._until
        self.work.read(self, lambda: agenda.lines_after(touched.places, day, until),
                       lambda found: self._merge(touched.who, *found))
        self._again.start()

    def _merge(self, who: str, concerned: dict[str, frozenset[int]], lines: Sequence[AgendaLine]) -> None:
        gone = [mark for mark in self._duties if mark[1] in concerned.get(mark[0], ())]
        before = {mark: self._duties.pop(mark) for mark in gone}
        self._duties |= {line.mark: line for line in lines}
        if gone or lines:
            self._show()
        fresh = [line for line in lines if line.mark not in before and line.standing(self.day) in (LATE, TODAY)]
        if fresh and who:
            self.told.emit(_("{who}: now due: {what}").format(who=who, what="、".join(
                f"{_(line.title)} {line.name}" for line in fresh[:3])), "soon")

    def _look_at_day(self) -> None:
        """At the turn of the day everything is reckoned anew, and what has become due is told."""
        if self.today() == self.day:
            return
        before = sum(line.standing(self.day) in (LATE, TODAY) for line in self.lines())
        self.refresh()
        now = sum(line.standing(self.day) in (LATE, TODAY) for line in self.lines())
        if now > before:
            self.told.emit(_("A new day: {count} more are due.").format(count=now - before), "soon")

    # --- showing ---

    def lines(self) -> list[AgendaLine]:
        """Return all lines read, whatever the filters, the most urgent first."""
        return sorted([*self._duties.values(), *self._standing], key=lambda line: agenda.urgency(line, self.day))

    def shown_lines(self) -> list[AgendaLine]:
        """Return the lines that fit the filters."""
        words, whose = folded(self.search.text()).split(), self.whose.currentData()
        return [line for line in self.lines() if (not whose or line.owner == whose) and (not words or all(
            w in folded(f"{_(line.title)} {line.name} {line.owner} {line.order}") for w in words))]

    def _show(self) -> None:
        lines = self.lines()
        self._show_owners(lines)
        shown = self.shown_lines()
        self.list.show_sections(self._sections(shown), self.day)
        count = Counter(line.standing(self.day) for line in shown)
        words = {LATE: _("{count} late"), TODAY: _("{count} today"), SOON: _("{count} in three days")}
        for key, chip in self.chips.items():
            chip.setText(words[key].format(count=f"{count[key]:,}"))
            chip.setVisible(bool(count[key]))
        self._show_empty(not any(count[k] for k in (LATE, TODAY, SOON)) and self._read)
        self.counted.emit(dict(Counter(line.sheet for line in lines if line.standing(self.day) in (LATE, TODAY))))

    def _show_empty(self, empty: bool) -> None:
        if not empty:
            self.stack.setCurrentWidget(self.list)
            return
        if self.stack.count() == 1:
            words = QLabel(_("Nothing is late, and nothing falls due in the next three days."))
            words.setProperty("role", "heading")
            words.setAlignment(words.alignment().AlignCenter)
            self.stack.addWidget(words)
        if not self.list.lines():
            self.stack.setCurrentIndex(1)

    def _sections(self, lines: Sequence[AgendaLine]) -> list[Section]:
        grouping = self.grouping.currentData()
        if grouping == "urgency":
            found = by_urgency(lines, self.day, agenda.HEADINGS)
            if self._days == DAYS_AHEAD:
                found.append(Section(AHEAD, _(agenda.HEADINGS[AHEAD]), AHEAD, ()))
            return [s for s in found if s.lines or s.key == AHEAD]
        if grouping == "area":
            from ui.areas.catalogue import PLACES

            titles = {p.key: _(p.title) for p in PLACES}
            return grouped(lines, self.day, lambda line: titles.get(line.sheet, line.sheet))
        return grouped(lines, self.day, lambda line: line.order if grouping == "order" else line.owner)

    def _show_owners(self, lines: Sequence[AgendaLine]) -> None:
        names = sorted({line.owner for line in lines if line.owner})
        if names == [self.whose.itemData(n) for n in range(1, self.whose.count())]:
            return
        chosen = self.whose.currentData() or self.personal.get(WHOSE)
        self.whose.clear()
        self.whose.addItem(_("Everybody's"), "")
        for name in names:
            self.whose.addItem(name, name)
        self.whose.setCurrentIndex(max(0, self.whose.findData(chosen)))

    def _whose_chosen(self) -> None:
        self.personal.set(WHOSE, self.whose.currentData())
        self._show()

    def _grouping_chosen(self) -> None:
        self.personal.set(GROUPING, self.grouping.currentData())
        self._show()

    def _folded(self, key: str, shut: bool) -> None:
        if key == AHEAD and not shut and self._days == DAYS_AHEAD:
            self._days = DAYS_LATER
            self.refresh()

    def _to_section(self, key: str) -> None:
        self.list.scroll_to(key)
        self.list.setFocus()

    # --- doing ---

    def open_line(self, line: AgendaLine) -> None:
        """Show the form that settles a line; for a standing duty that makes its form, make it half-filled."""
        if line.record:
            self.record_wanted.emit(line.place, line.record)
            return
        self.work.write(self, _("Begun: {title}").format(title=_(line.title)),
                        lambda change: agenda.begin_standing(change, line),
                        lambda outcome: self._begun(line, outcome.result))

    def _begun(self, line: AgendaLine, record: Any) -> None:
        if record is not None:
            self.record_wanted.emit(record._meta.table_name, record.id)
        else:
            self.place_wanted.emit(line.sheet)

    def ask_put_off(self, line: AgendaLine) -> None:
        """Ask until when and why, then put off."""
        from ui.areas.today.put_off import PutOffDialog

        dialog = PutOffDialog(line, self.day, self)
        dialog.chosen.connect(lambda until, why: self.work.write(
            self, _("Put off: {title}").format(title=_(line.title)),
            lambda change: agenda.put_off(change, line, until, why)))
        dialog.open()

    def _near_lines(self) -> list[AgendaLine]:
        return [line for line in self.shown_lines() if line.standing(self.day) != AHEAD]

    def copy_text(self) -> None:
        """Put the lines shown on the clipboard as text; their numbers can be typed back."""
        lines, day, owner = self._near_lines(), self.day, self.whose.currentData() or ""
        QGuiApplication.clipboard().setText(agenda.morning_text(lines, day, owner))
        said = _n("{count} line is on the clipboard; paste it into WeChat.",
                  "{count} lines are on the clipboard; paste them into WeChat.", len(lines)).format(count=len(lines))
        self.work.write(self, _("Morning sheet"), lambda change: agenda.keep_numbers(change, lines, day, owner),
                        lambda _outcome: self.told.emit(said, "done"))

    def print_sheet(self) -> None:
        """Print the morning sheet of all, or of the person chosen."""
        day, owner = self.day, self.whose.currentData() or ""
        owners = [owner] if owner else []
        self.work.write(self, _("Morning sheet"), lambda change: agenda.keep_numbers(
            change, agenda.near_lines(day, owners), day, owner),
            lambda _outcome: self.print_wanted.emit("morning", owners))

    def _tick(self) -> None:
        words = self.numbers.text().replace(",", " ").replace("，", " ").replace("、", " ").split()
        if not words:
            return
        if wrong := [w for w in words if not w.isdecimal()]:
            self.told.emit(_("“{word}” is no number; type the numbers of the morning sheet, such as 3 5 8.").format(
                word=wrong[0]), "problem")
            return
        numbers, until = [int(w) for w in words], self._until
        self.work.write(self, _("Ticked on the morning sheet"), lambda change: agenda.ticked(change, numbers, until),
                        lambda outcome: self._after_ticking(len(numbers), outcome.result),
                        lambda error: self.told.emit(str(error), "problem"))

    def _after_ticking(self, count: int, left: list[AgendaLine]) -> None:
        self.numbers.clear()
        if left:
            self.told.emit(_("{done} settled; {left} want their form, the first is open.").format(
                done=count - len(left), left=len(left)), "soon")
            self.open_line(left[0])
        else:
            self.told.emit(_("{done} settled.").format(done=count), "done")
