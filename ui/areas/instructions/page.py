"""The page of production instructions: the standard one, and a menu that proposes a week's from the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.areas import catalogue
from app.areas.schedule.instructions.proposing import monday_after, propose
from app.areas.schedule.instructions.records import KINDS
from app.domain.text import _
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class InstructionPage(SheetPage):
    """Proposes instructions."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["instructions"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer each kind for this week, the next, and the one after."""
        action = QAction(icon("chart-gantt"), _("From the schedule"), self)
        menu = QMenu(self)
        for weeks, words in ((1, _("Next week")), (0, _("This week")), (2, _("The week after next"))):
            monday = monday_after(self.today()) + timedelta(days=7 * (weeks - 1))
            part = menu.addMenu(f"{words}  {monday:%m-%d} –")
            for kind, label in KINDS:
                part.addAction(_(label), lambda k=kind, m=monday: self.propose(k, m))
        action.setMenu(menu)
        return (action,)

    def propose(self, kind: str, week: Any) -> None:
        """Make the draft of a week and show it; where there is one already, show that."""
        who = self.work.who.name
        self.work.write(self, _("Instruction proposed"), lambda change: propose(change, kind, week, who).id,
                        lambda outcome: self._proposed(outcome.result))

    def _proposed(self, number: int) -> None:
        self.model.refresh()
        self.go_to(number)
