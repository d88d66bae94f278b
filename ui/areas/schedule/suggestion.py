"""The suggested plan as a difference: sums before and after, each moved bar with its reason, ticked or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.areas.schedule.reading import Schedule
from app.areas.schedule.wishes import Moves
from app.domain.text import N_, _
from ui.theme import colour, status_colour

STEP = Qt.ItemDataRole.UserRole
SUMS = (("weighted_lateness_days", N_("Weighted days late")), ("late_orders", N_("Late orders")),
        ("changeovers", N_("Change-overs")))


class Curve(QWidget):
    """How the search went down, second by second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[tuple[float, float]] = []
        self.setMinimumSize(60, 40)
        self.setMaximumWidth(180)
        self.setToolTip(_("Weighted days late of the best plan found so far"))

    def add(self, seconds: float, value: float) -> None:
        """Show one more improvement."""
        self.points.append((seconds, value))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, self.height() - 2, self.width(), self.height() - 2)
        if not self.points:
            return
        top = max(v for _t, v in self.points) or 1.0
        last = max(self.points[-1][0], 0.5)
        painter.setPen(QPen(colour("accent"), 2))
        shown = QPolygonF()
        height = self.height() - 8
        for n, (seconds, value) in enumerate(self.points):
            x = 2 + (self.width() - 4) * seconds / last
            if n:
                shown.append(QPointF(x, shown.at(shown.size() - 1).y()))
            shown.append(QPointF(x, 4 + height * (1 - value / top)))
        painter.drawPolyline(shown)


class SuggestionPanel(QFrame):
    """Stands below the plan while a suggestion is looked at; the ticked moves are played in the try-out."""

    picked = Signal(object)
    """The ticked moves {step: (start, finish, line)}, whenever a tick changes."""
    accepted = Signal()
    dropped = Signal()
    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestion")
        self.moves: dict[int, Any] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.title = QLabel(_("Suggested schedule"))
        self.title.setProperty("role", "heading")
        head.addWidget(self.title)
        self.sums = {key: QLabel() for key, _label in SUMS}
        for label in self.sums.values():
            head.addWidget(label)
        self.curve = Curve()
        head.addWidget(self.curve, 1)
        self.all_button = QPushButton(_("All"))
        self.none_button = QPushButton(_("None"))
        self.accept_button = QPushButton(_("Accept {count} of {all}").format(count=888, all=888))
        self.accept_button.setProperty("primary", True)
        self.drop_button = QPushButton(_("Drop the suggestion"))
        for button in (self.all_button, self.none_button):
            button.setFlat(True)
        for button in (self.all_button, self.none_button, self.accept_button, self.drop_button):
            head.addWidget(button)
        self.choosing = (self.all_button, self.none_button, self.accept_button)
        layout.addLayout(head)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels([_("Production order no."), _("Item no."), _("Now"), _("Suggested"),
                                   _("Why it stands there")])
        self.list.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.list, 1)
        self.left = QLabel()
        self.left.setWordWrap(True)
        self.left.setProperty("role", "muted")
        layout.addWidget(self.left)
        self.list.itemChanged.connect(lambda _item, column: self._ticked() if column == 0 else None)
        self.list.currentItemChanged.connect(
            lambda item, _before: self.step_chosen.emit(item.data(0, STEP)) if item is not None else None)
        self.all_button.clicked.connect(lambda: self.tick_all(True))
        self.none_button.clicked.connect(lambda: self.tick_all(False))
        self.accept_button.clicked.connect(self.accepted)
        self.drop_button.clicked.connect(self.dropped)
        self.hide()

    def begin(self) -> None:
        """Show that a search has begun."""
        self.curve.points.clear()
        self.list.clear()
        self.left.hide()
        for label in self.sums.values():
            label.clear()
        self.title.setText(_("Searching …"))
        for button in self.choosing:
            button.setEnabled(False)
            button.hide()
        self.show()

    def progress(self, told: Mapping[str, Any]) -> None:
        """Show the best so far."""
        self.curve.add(told["seconds"], told["progress"]["weighted_lateness_days"])
        self._show_sums(told["before"], told["progress"])

    def show_answer(self, answer: Mapping[str, Any], schedule: Schedule) -> None:
        """Show what moves, everything ticked."""
        self.title.setText(_("Suggested schedule"))
        self._show_sums(answer["before"], answer["after"])
        self.moves = {m["step"]: m["place"] for m in answer["moves"]}
        self.list.blockSignals(True)
        self.list.clear()
        for move in answer["moves"]:
            self._add(move, schedule)
        for column, width in enumerate((150, 90, 230, 230)):
            self.list.setColumnWidth(column, width)
        self.list.blockSignals(False)
        self.left.setText("    ".join(_outcome(answer)))
        self.left.show()
        for button in (self.all_button, self.none_button):
            button.setEnabled(True)
        for button in self.choosing:
            button.show()
        self._show_count()

    def _add(self, move: Mapping[str, Any], schedule: Schedule) -> None:
        old = move["from"]
        was = _place(old["line"], old["start"], old["finish"]) if old["start"] else _("not planned")
        row = QTreeWidgetItem([f"{move['order']} {move['colour'] or ''}".strip(), move["item"] or "", was,
                               _place(move["line"], move["start"], move["finish"]), move["why"]])
        row.setData(0, STEP, move["step"])
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Checked)
        row.setToolTip(4, move["why"])
        tint = self._tint(move, schedule)
        if tint is not None:
            row.setForeground(3, tint)
        self.list.addTopLevelItem(row)

    @staticmethod
    def _tint(move: Mapping[str, Any], schedule: Schedule) -> QColor | None:
        """Green where a late step comes in time, red where one in time becomes late."""
        step = schedule.by_key[move["step"]]
        limit = min((d for d in (step.inspection, step.ship) if d is not None), default=None)
        if limit is None:
            return None
        now = schedule.forecasts[step.key].finish if step.key in schedule.forecasts else step.finish
        late_now, late_then = now is not None and now >= limit, move["place"][1] >= limit
        if late_now == late_then:
            return None
        return status_colour("late" if late_then else "done")

    def _show_sums(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        for key, label in SUMS:
            tone = "done" if after[key] < before[key] else "late" if after[key] > before[key] else "off"
            self.sums[key].setText(f"{_(label)}  {before[key]:g} → "
                                   f"<b style='color:{status_colour(tone).name()}'>{after[key]:g}</b>")

    def ticked(self) -> Moves:
        """Return the moves that are ticked."""
        items = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        keys = [i.data(0, STEP) for i in items if i is not None and i.checkState(0) == Qt.CheckState.Checked]
        return {key: self.moves[key] for key in keys}

    def tick_all(self, on: bool) -> None:
        """Tick every move, or none."""
        self.list.blockSignals(True)
        for n in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(n)
            if item is not None:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._ticked()

    def _ticked(self) -> None:
        self._show_count()
        self.picked.emit(self.ticked())

    def _show_count(self) -> None:
        count = len(self.ticked())
        wide = max(self.accept_button.minimumWidth(), self.accept_button.sizeHint().width())
        self.accept_button.setMinimumWidth(wide)
        self.accept_button.setText(_("Accept {count} of {all}").format(count=count, all=len(self.moves)))
        self.accept_button.setEnabled(count > 0)


def _outcome(answer: Mapping[str, Any]) -> list[str]:
    """Return which orders come in time, which become late, the highest load, and what is left out, in words."""
    words = []
    for key, said in (("on_time", _("In time now ({count}): {orders}")), ("late", _("Late by it ({count}): {orders}"))):
        if answer[key]:
            shown = "、".join(answer[key][:6]) + (" …" if len(answer[key]) > 6 else "")
            words.append(said.format(count=len(answer[key]), orders=shown))
    peak = answer["peak_load"]
    words.append(_("Highest load in four weeks: {before:.0f} % → {after:.0f} %").format(**peak))
    if skipped := [s for s in answer["skipped"] if not s.get("planned")]:
        words.append(_("Left out: {orders}").format(orders="；".join(f"{s['order']} {s['reason']}" for s in skipped)))
    return words


def _place(line: str | None, start: str, finish: str) -> str:
    return f"{line or '?'}  {start[5:]} → {finish[5:]}"
