"""The button of the next step: it says what the record in sight can go to; its menu has the rest, with why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QToolButton

from app.domain.sheet import Action
from app.domain.text import _
from app.rules import acting
from app.rules.acting import Considered
from ui.icons import icon

if TYPE_CHECKING:
    from ui.page import SheetPage

AFTER = 150
"""Milliseconds of rest in choosing before the records are looked at."""
MOST = 500
"""Chosen records that are looked at one by one; of more, every step is offered and told afterwards."""


class StepButton(QToolButton):
    """Offers the first action that the meant records take; the others are in its menu, greyed with the reason."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        self.next: Action | None = None
        self.seen: dict[int, Considered] = {}
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setProperty("step", True)
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self.menu().aboutToShow.connect(self.fill)
        self.clicked.connect(self._run)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER)
        self._pause.timeout.connect(self._look)
        self._show({})

    def look(self) -> None:
        """Look again what can be done, once nothing moves any more."""
        self._pause.start()

    def _look(self) -> None:
        page, numbers = self.page, self.page.meant()
        if not numbers or len(numbers) > MOST:
            self._show({})
            return
        actions = page.sheet.actions
        page.work.read(self, lambda: {n: acting.consider(page.sheet, a, numbers) for n, a in enumerate(actions)},
                       self._show, key="steps")

    def _show(self, seen: dict[int, Considered]) -> None:
        actions = self.page.sheet.actions
        self.seen = seen
        self.next = next((a for n, a in enumerate(actions) if n in seen and seen[n].takes), None)
        self.setText(acting.bare(self.next) if self.next is not None else _("Next step"))
        self.setIcon(icon(self.next.icon if self.next is not None else "chevrons-right"))
        self.setToolTip(_("The next step of the chosen record; the arrow shows all") if self.next is not None
                        else _("Choose a record; the arrow shows what can be done"))

    def _run(self) -> None:
        if self.next is not None:
            self.page.deeds.run(self.next)
        else:
            self.showMenu()

    def fill(self) -> None:
        """Fill the menu with all actions; what can't be done is grey and says why."""
        menu = self.menu()
        menu.clear()
        menu.setToolTipsVisible(True)
        for n, action in enumerate(self.page.sheet.actions):
            seen = self.seen.get(n)
            entry = menu.addAction(icon(action.icon), _(action.title), lambda a=action: self.page.deeds.run(a))
            if seen is None:
                continue
            if not seen.takes:
                entry.setEnabled(False)
                entry.setToolTip(acting.refusal(action, seen) if seen.left else "")
            elif seen.left or len(seen.takes) > 1:
                entry.setText(f"{_(action.title)}  ·  {len(seen.takes):,}")
