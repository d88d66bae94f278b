"""What the user does to steps on the schedule page: move, lock, split, link, unschedule, place, type over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from app.areas.schedule import moving
from app.areas.schedule.board import Move
from app.areas.schedule.placing import Place, on_line
from app.areas.schedule.planning import PlanStep
from app.areas.schedule.reading import Schedule
from app.areas.schedule.records import ScheduleStep
from app.areas.schedule.wishes import settle
from app.database.change import Change
from app.domain.text import _, _n
from ui.areas.schedule.page_data import PageData


class StepHands(QObject):
    """Turns wishes into changes; a try-out takes moves only."""

    told = Signal(str)

    def __init__(self, data: PageData, page: QWidget) -> None:
        super().__init__(page)
        self.data = data
        self.page = page

    def moved(self, wishes: Sequence[Move]) -> None:
        """Move bars as they were dropped."""
        schedule = self.data.schedule
        if schedule is None:
            return
        moves = settle(schedule, wishes)
        if moves:
            self.data.move(moves)
        else:
            self.data.put_back()

    def settled(self, wishes: Sequence[Move]) -> list[Move]:
        """Return where bars would stand after a drop, for the picture of a drag under way."""
        schedule = self.data.schedule
        if schedule is None:
            return list(wishes)
        return [Move(key, start, finish, line if line is not None else 0, any(wish.push for wish in wishes))
                for key, (start, finish, line) in settle(schedule, wishes).items()]

    def to_line(self, keys: Sequence[int], line: int) -> None:
        """Move steps to a line; those without dates only take the line."""
        schedule = self.data.schedule
        if schedule is None:
            return
        steps = [schedule.by_key[key] for key in keys]
        planned = [Move(s.key, s.start, s.finish, line) for s in steps if s.start is not None and s.finish is not None]
        if planned:
            self.moved(planned)
        waiting = [s.key for s in steps if s.start is None]
        if waiting and self._saving():
            self.data.write(_n("Choose the line of {count} step", "Choose the line of {count} steps",
                               len(waiting)).format(count=len(waiting)),
                            partial(_set_field, keys=waiting, name="line", value=line))

    def place(self, key: int, place: Place) -> None:
        """Put a step at a place."""
        self.data.move({key: (place.start, place.finish, place.line)})

    def lock(self, keys: Sequence[int]) -> None:
        """Lock steps, or unlock them where all are locked."""
        schedule = self.data.schedule
        if schedule is None or not keys or not self._saving():
            return
        locked = not all(schedule.by_key[key].locked for key in keys)
        title = _("Lock {order}") if locked else _("Unlock {order}")
        self.data.write(title.format(order=self._names(schedule, keys)),
                        lambda change: moving.lock(change, keys, locked))

    def unschedule(self, keys: Sequence[int]) -> None:
        """Take steps out of the plan."""
        schedule = self.data.schedule
        planned = [key for key in keys if schedule is not None and schedule.by_key[key].start is not None]
        if schedule is not None and planned and self._saving():
            self.data.write(_("Take {order} out of the plan").format(order=self._names(schedule, planned)),
                            lambda change: moving.unschedule(change, planned))

    def split(self, key: int) -> None:
        """Ask how many pieces stay, then split."""
        schedule = self.data.schedule
        if schedule is None or not self._saving():
            return
        step = schedule.by_key[key]
        least, most = max(1, step.done), step.quantity - 1
        if least > most:
            self.told.emit(_("{order} has nothing left to split off: {done:,} of {quantity:,} are made.").format(
                order=step.order, done=step.done, quantity=step.quantity))
            return
        box = _asking(self.page, _("Split {order}").format(order=step.order), _(
            "How many of the {quantity:,} pieces stay in the first part? {done:,} are made already.\n"
            "The rest becomes a step of its own among those to plan.").format(quantity=step.quantity, done=step.done),
            _("Split it"), QInputDialog.InputMode.IntInput)
        box.setIntRange(least, most)
        box.setIntValue(max(least, min(most, step.done or step.quantity // 2)))
        box.intValueSelected.connect(lambda number: self.data.write(
            _("Split {order}").format(order=step.order), lambda change: moving.split(change, key, number)))
        box.open()

    def link(self, keys: Sequence[int]) -> None:
        """Let the later of two steps wait for the earlier."""
        schedule = self.data.schedule
        if schedule is None or len(keys) != 2 or not self._saving():
            return
        first, then = sorted((schedule.by_key[key] for key in keys), key=lambda s: (s.start or date.max, s.key))
        self.data.write(_("Link {first} → {then}").format(first=first.order, then=then.order),
                        lambda change: moving.link(change, first.key, then.key))

    def keep_version(self, then: Callable[[int], object]) -> None:
        """Ask for a name and keep the plan as it stands; then(version's number)."""
        box = _asking(self.page, _("Keep this version"), _(
            "A name for the plan as it is saved now; later plans can be compared with it."), _("Keep this version"))
        box.setTextValue(_("Plan of {day}").format(day=date.today().isoformat()))

        def keep(text: str) -> None:
            if text.strip():
                self.data.write(_("Keep version “{title}”").format(title=text.strip()),
                                lambda change: moving.keep_version(change, text.strip()),
                                lambda outcome: then(outcome.result.id))

        box.textValueSelected.connect(keep)
        box.open()

    def typed(self, key: int, field: str, value: Any) -> None:
        """Do what was typed over in the table."""
        schedule = self.data.schedule
        if schedule is None or key not in schedule.facts:
            return
        step = schedule.by_key[key]
        if field == "line":
            self.to_line([key], value)
        elif field in ("start", "finish"):
            self._typed_date(schedule, step, field, value)
        elif self._saving():
            title = _("Quantity of {order}") if field == "quantity" else _("Note of {order}")
            self.data.write(title.format(order=step.order),
                            partial(_set_field, keys=[key], name=field, value=value or None))

    def _typed_date(self, schedule: Schedule, step: PlanStep, field: str, day: date | None) -> None:
        if day is None:
            self.unschedule([step.key])
        elif step.start is None or step.finish is None:
            if step.line not in schedule.lines or step.line is None:
                self.told.emit(_("{order} has no production line yet; choose the line first.").format(
                    order=step.order))
                return
            place = on_line(schedule, step.key, step.line, day)
            finish = day if field == "finish" and day >= place.start else place.finish
            self.data.move({step.key: (place.start, finish, place.line)})
        elif field == "start":
            length = step.finish - step.start
            self.moved([Move(step.key, day, day + length, step.line or 0)])
        elif day < step.start:
            self.told.emit(_("{order} starts on {start}; it cannot be finished on {finish}.").format(
                order=step.order, start=step.start.isoformat(), finish=day.isoformat()))
        else:
            self.moved([Move(step.key, step.start, day, step.line or 0)])

    def _saving(self) -> bool:
        """Tell the user, and the caller, where a try-out stands in the way."""
        if self.data.trying:
            self.told.emit(_("Only dates and lines can be tried out. Keep or drop the try-out first."))
            return False
        return True

    @staticmethod
    def _names(schedule: Schedule, keys: Sequence[int]) -> str:
        names = list(dict.fromkeys(schedule.by_key[key].order for key in keys))
        return names[0] if len(names) == 1 else _("{order} and {count} more").format(
            order=names[0], count=len(names) - 1)


def _set_field(change: Change, keys: Sequence[int], name: str, value: Any) -> None:
    for key in keys:
        step = ScheduleStep.get_by_id(key)
        setattr(step, name, value)
        change.save(step)


def _asking(parent: QWidget, title: str, words: str, accept: str,
            mode: QInputDialog.InputMode = QInputDialog.InputMode.TextInput) -> QInputDialog:
    box = QInputDialog(parent)
    box.setInputMode(mode)  # first: the buttons follow the input that is there when they are made
    box.setWindowTitle(title)
    box.setLabelText(words)
    box.setOkButtonText(accept)
    box.setCancelButtonText(_("Cancel"))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
