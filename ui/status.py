"""The line below: where the data lies, the last news, who else is in, the state of the share."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from app.database.presence import Seen
from app.database.undo import action_title
from app.domain.text import _
from ui.icons import icon
from ui.theme import status_colour
from ui.work import Touched, Work


class StatusLine(QStatusBar):
    """Quiet facts; nothing here asks for anything."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.sign, self.place, self.news, self.others = QLabel(), QLabel(), QLabel(), QLabel()
        self.addWidget(self.sign)
        self.addWidget(self.place)
        self.addWidget(self.news, 1)
        self.addPermanentWidget(self.others)
        self.setContentsMargins(8, 0, 12, 0)
        self.place.setText(str(work.path) if work.path else "")
        work.opened.connect(lambda path: self.place.setText(str(path)))
        work.busy.connect(self._busy)
        work.others.connect(self._show_others)
        self._show_state("done", _("The file answers"))
        self._show_others([])

    def _show_state(self, status: str, words: str) -> None:
        name = "hard-drive" if status == "done" else "clock"
        self.sign.setPixmap(icon(name, status_colour(status).name()).pixmap(QSize(14, 14)))
        self.sign.setToolTip(words)

    def _busy(self, seconds: float) -> None:
        if seconds:
            self._show_state("today", _("The file is slow: waiting for {seconds:.0f} s").format(seconds=seconds))
            self.news.setText(_("Waiting for the file … {seconds:.0f} s").format(seconds=seconds))
        elif self.news.text().startswith(_("Waiting for the file … {seconds:.0f} s").split("{")[0]):
            self._show_state("done", _("The file answers"))
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
