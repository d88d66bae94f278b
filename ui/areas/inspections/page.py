"""The page of inspections: the standard one, and a button that looks through the schedule for what comes near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction

from app.areas import catalogue
from app.domain.text import _, _n
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class InspectionPage(SheetPage):
    """Opens inspections from the schedule."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["inspections"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer to look through the schedule."""
        action = QAction(icon("chart-gantt"), _("From the schedule"), self)
        action.setToolTip(_("Open an inspection for every order that comes near its finish, and look for danger"))
        action.triggered.connect(self.gather)
        return (action,)

    def gather(self) -> None:
        """Look through the schedule."""
        from app.areas import inspection_plan

        today = self.today()

        def task(change: Any) -> int:
            count = inspection_plan.gather(change, today)
            inspection_plan.watch_forecast(change, today)
            return count

        def then(outcome: Any) -> None:
            count = outcome.result
            self.told.emit(_n("{count} inspection to be booked was opened.",
                              "{count} inspections to be booked were opened.", count).format(count=count) if count else
                           _("Every order that comes near its finish has its inspection."), "done")

        self.work.write(self, _("Inspections from the schedule"), task, then)
