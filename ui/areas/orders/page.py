"""The page of orders: the standard one, and the check of its dates before an order is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction

from app.areas import catalogue
from app.domain.text import _
from app.masters.order import Order
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class OrderPage(SheetPage):
    """Asks of the chosen order whether its dates can be kept."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["orders"], work)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer the check."""
        action = QAction(icon("circle-help"), _("Can we make it?"), self)
        action.setToolTip(_("Check each line of the order against everything already planned"))
        action.triggered.connect(self.check)
        return (action,)

    def check(self) -> None:
        """Check the chosen order."""
        from app.areas.order_check import check

        numbers = self.meant()
        if len(numbers) != 1:
            self.told.emit(_("Choose one order first."), "soon")
            return
        today = self.today()
        self.work.read(self, lambda: (Order.get_by_id(numbers[0]), check(numbers[0], today)), self._checked,
                       key="check")

    def _checked(self, found: tuple[Any, list[Any]]) -> None:
        from ui.areas.orders.check_dialog import CheckDialog

        order, lines = found
        if not lines:
            self.told.emit(_("Order {order} has no line with a quantity yet.").format(order=order), "soon")
            return
        dialog = CheckDialog(self.work, order, lines, self)
        dialog.told.connect(self.told)
        dialog.queued.connect(self.mail_queued)
        dialog.print_wanted.connect(self.print_wanted)
        dialog.open()
