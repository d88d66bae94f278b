"""The strip above the plan during a try-out: what it would change, and keep or drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.areas.schedule.planning import Danger
from app.areas.schedule.reading import Schedule
from app.areas.schedule.tryout import Comparison
from app.domain.text import _, _n
from ui.icons import icon
from ui.theme import status_colour


class TryoutStrip(QFrame):
    """Tells what a try-out would change; hidden without one."""

    keep = Signal()
    drop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.keep_button = QPushButton(icon("check"), _("Keep the try-out"))
        self.drop_button = QPushButton(icon("x"), _("Drop it"))
        self.keep_button.clicked.connect(self.keep)
        self.drop_button.clicked.connect(self.drop)
        self.keep_button.setToolTip(_("Write all moves as one change, with one reason"))
        self.drop_button.setToolTip(_("Forget the moves; the plan stays as it is saved"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.drop_button)
        self.hide()

    def show_comparison(self, found: Comparison, schedule: Schedule, suggested: bool = False) -> None:
        """Tell what differs from the saved plan.

        A suggestion tells its own sums, reckoned with what lines can make; the forecast's would not compare with them.
        """
        parts = [f"<b>{_('Trying out')}</b>"]
        if not found.moved:
            parts.append(_("Move bars as you like; nothing is saved until you keep it."))
        else:
            parts.append(_n("{count} step moved", "{count} steps moved", len(found.moved)).format(
                count=len(found.moved)))
        if found.moved and not suggested:
            parts.append(_part(_("newly at risk"), found.endangered, "late"))
            parts.append(_part(_("saved"), found.saved, "done"))
            tone = "late" if found.late_after > found.late_before else \
                "done" if found.late_after < found.late_before else "off"
            parts.append(_("late days in all {before} → {after}").format(
                before=found.late_before,
                after=f"<b style='color:{status_colour(tone).name()}'>{found.late_after}</b>"))
        if found.moved:
            parts.append(_("conflicts {before} → {after}").format(before=found.conflicts_before,
                                                                  after=found.conflicts_after))
        self.words.setText("&nbsp;&nbsp;·&nbsp;&nbsp;".join(parts))
        lists = [(_("Newly at risk: {orders}"), found.endangered), (_("Saved: {orders}"), found.saved)]
        self.words.setToolTip("\n".join(words.format(orders=_orders(dangers, schedule)) for words, dangers in lists
                                        if dangers))
        self.keep_button.setEnabled(bool(found.moved))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground that says that this is a try-out."""
        p = QPainter(self)
        p.fillRect(self.rect(), status_colour("today", soft=True))
        p.fillRect(0, self.height() - 1, self.width(), 1, status_colour("today"))
        p.end()


def _part(words: str, dangers: Sequence[Danger], tone: str) -> str:
    shown = status_colour(tone if dangers else "off").name()
    return f"{words} <b style='color:{shown}'>{len(dangers)}</b>"


def _orders(dangers: Sequence[Danger], schedule: Schedule) -> str:
    names = dict.fromkeys(schedule.by_key[d.key].order for d in dangers if d.key in schedule.facts)
    return "、".join(list(names)[:12]) + ("…" if len(names) > 12 else "")
