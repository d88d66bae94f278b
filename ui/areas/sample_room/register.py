"""The page of the sample room's register: the standard page with a menu of labels and papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.areas import catalogue
from app.domain.text import N_, _
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work

LABELS = (("labels", N_("Labels, A4 sheet of 24")), ("labels_small", N_("Small labels, A4 sheet of 65")),
          ("labels_roll", N_("Labels, roll 60 × 40")), ("labels_roll_small", N_("Labels, roll 40 × 30")),
          ("shelf_labels", N_("Labels of the shelves")))


class RegisterPage(SheetPage):
    """Labels and the register for both signatures, of the chosen samples or of all."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["sample_room"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Return the label menu and the printed register."""
        menu = QMenu(self)
        for key, title in LABELS:
            menu.addAction(icon("qr-code"), _(title), lambda k=key: self.print_papers(k))
        labels = QAction(icon("qr-code"), _("Labels"), self)
        labels.setMenu(menu)
        labels.triggered.connect(lambda _on=False: self.print_papers("labels"))
        register = QAction(icon("stamp"), _("Register for signature"), self)
        register.triggered.connect(lambda _on=False: self.print_papers("property_register"))
        return labels, register

    def more_papers(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Offer the register and the labels under Print too, where papers are looked for."""
        return (N_("Register for signature"), lambda: self.print_papers("property_register")), *(
            (title, lambda k=key: self.print_papers(k)) for key, title in LABELS)

    def print_papers(self, key: str) -> None:
        """Open labels of the chosen samples; register and shelves of all, unless several samples are chosen."""
        numbers = self.meant()
        whole = key in ("property_register", "shelf_labels") and len(numbers) < 2
        self.print_wanted.emit(key, [] if whole else numbers)
