"""The line below: where the data lies, the last news, who else is in, the state of the share."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from app.database.presence import Seen
from app.database.undo import action_title
from app.domain.text import N_, _
from ui.icons import icon
from ui.theme import status_colour
from ui.work import Touched, Work


class PathLabel(QLabel):
    """A path that gives way: where the window is too narrow its middle is left out and the tooltip tells all."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a width that any window has; a long path must not make the window wider than the screen."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tell the whole path in the tooltip where it does not fit."""
        self.setToolTip(self.text() if self.shown() != self.text() else "")
        super().resizeEvent(event)

    def shown(self) -> str:
        """Return what there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.contentsRect().width())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw what there is room for."""
        painter = QPainter(self)
        self.style().drawItemText(painter, self.contentsRect(), int(self.alignment()), self.palette(), True,
                                  self.shown(), self.foregroundRole())


class StatusLine(QStatusBar):
    """Quiet facts; nothing here asks for anything. The sign of the drive leads to its health page."""

    health_wanted = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.sign = QToolButton()
        self.sign.setAutoRaise(True)
        self.sign.setIconSize(QSize(14, 14))
        self.sign.setAccessibleName(_("Health of the drive"))
        self.sign.clicked.connect(lambda _checked=False: self.health_wanted.emit())
        self.place, self.news, self.others = PathLabel(), QLabel(), QLabel()
        self.news.setContentsMargins(24, 0, 0, 0)
        self.addWidget(self.sign)
        self.addWidget(self.place)
        self.addWidget(self.news, 1)
        self.addPermanentWidget(self.others)
        self.setContentsMargins(8, 0, 12, 0)
        self._work = work
        self._is_away = False
        self._path, self._standing = str(work.path) if work.path else "", ("done", N_("The file answers"))
        self.place.setText(self._path)
        work.opened.connect(self._opened)
        work.away.connect(self._away)
        work.stopped.connect(self._stopped)
        work.busy.connect(self._busy)
        work.others.connect(self._show_others)
        self._away(work.copy_made if work.is_away else None)
        self._show_others([])

    def _opened(self, path: object) -> None:
        self._path = str(path)
        if not self._is_away:
            self._away(None)

    def _away(self, made: datetime | None) -> None:
        """Say that this PC's copy is being read, of when, and that nothing can be written."""
        self._is_away = made is not None
        if made is None:
            self.place.setText(_("Read-only · {path}").format(path=self._path) if self._work.reads_only else self._path)
            self._standing = ("done", N_("The file answers"))
        else:
            self.place.setText(_("The drive is away: read-only, as of {when:%m-%d %H:%M} · {path}").format(
                when=made, path=self._path))
            self._standing = ("late", N_("The drive does not answer. You read this PC's copy; saving goes on by itself "
                                         "when the drive is back."))
        self._rest()

    def _stopped(self, found: str) -> None:
        """Say that writing is stopped on all PCs."""
        self._standing = ("late", _("Writing is stopped on all PCs: {found}").format(found=found)) if found else (
            "done", N_("The file answers"))
        self._rest()

    def _rest(self) -> None:
        status, words = self._standing
        self._show_state(status, _(words))

    def _show_state(self, status: str, words: str) -> None:
        name = {"done": "hard-drive", "late": "cloud-off"}.get(status, "clock")
        self.sign.setIcon(icon(name, status_colour(status).name()))
        self.sign.setToolTip(words)

    def _busy(self, seconds: float) -> None:
        if seconds:
            self._show_state("today", _("The file is slow: waiting for {seconds:.0f} s").format(seconds=seconds))
            self.news.setText(_("Waiting for the file … {seconds:.0f} s").format(seconds=seconds))
        elif self.news.text().startswith(_("Waiting for the file … {seconds:.0f} s").split("{")[0]):
            self._rest()
            self.news.setText("")

    def tell_news(self, touched: Touched) -> None:
        """Say what was changed last, by whom."""
        if touched.who:
            self.news.setText(_("{who}: {title}").format(who=touched.who, title=action_title(touched.title)))
        else:
            self.news.setText(_("Saved: {title}").format(title=action_title(touched.title)))

    def _show_others(self, seen: list[Seen]) -> None:
        if not seen:
            self.others.setText(_("Nobody else is in"))
            self.others.setToolTip("")
            return
        names = "、".join(s.name for s in seen[:3])
        more = _(" and {count} more").format(count=len(seen) - 3) if len(seen) > 3 else ""
        self.others.setText(_("Also in: {names}").format(names=names + more))
        self.others.setToolTip("\n".join(f"{s.name}  {s.pc}  {s.since:%H:%M}" for s in seen))
