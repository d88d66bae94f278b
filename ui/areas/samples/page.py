"""The page of customer samples: the standard page, with planning from orders, tracker and courier labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.areas import catalogue
from app.domain.text import N_, _, _n
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work

PAPERS = (("sample_tracker", N_("Sample tracker"), False), ("sample_dispatch", N_("Dispatch list of samples"), True),
          ("sample_labels", N_("Courier labels, A4 sheet"), True),
          ("sample_labels_roll", N_("Courier labels, roll"), True))
"""Papers (name, title, whether of the chosen samples)."""


class SamplePage(SheetPage):
    """Plans samples from orders and prints what goes along with parcels."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["samples"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Return planning and the papers of samples."""
        plan = QAction(icon("clipboard-list"), _("Plan from orders"), self)
        plan.setToolTip(_("The samples that open orders ask for and nobody has planned yet"))
        plan.triggered.connect(lambda _on=False: self.plan())
        menu = QMenu(self)
        for key, title, chosen in PAPERS:
            menu.addAction(icon("file-text"), _(title), lambda k=key, c=chosen: self.print_papers(k, c))
        papers = QAction(icon("truck"), _("Tracker and labels"), self)
        papers.setMenu(menu)
        papers.triggered.connect(lambda _on=False: self.print_papers("sample_tracker", False))
        return plan, papers

    def plan(self) -> None:
        """Open the planning of samples that orders ask for."""
        from ui.areas.samples.plan_dialog import PlanSamples

        PlanSamples(self.work, self.today(), self._planned, self).open()

    def _planned(self, count: int) -> None:
        self.told.emit(_n("{count} sample planned", "{count} samples planned", count).format(count=count), "done")

    def print_papers(self, key: str, chosen: bool) -> None:
        """Open a paper of the chosen samples, or of all that are open."""
        numbers = self.meant() if chosen else []
        if chosen and not numbers:
            self.told.emit(_("Choose one or more rows first."), "soon")
        else:
            self.print_wanted.emit(key, numbers)
