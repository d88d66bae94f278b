"""Before an order is confirmed: can each of its lines be made by its date, against everything already planned?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.areas.schedule.answers import Answer, Question
from app.areas.schedule.promising import promise, taken
from app.areas.schedule.reading import read_schedule
from app.domain.frozen import frozen
from app.domain.notice import Draft
from app.domain.text import N_, _
from app.masters.order import Order, OrderLine

LISTS = (N_("General manager"), N_("Sales and market department"))
"""Who hears of a date that can't be kept."""


@frozen
class Checked:
    """One line of an order with its answer."""

    line: str
    quantity: int
    due: date | None
    answer: Answer

    @property
    def best(self) -> date | None:
        """The earliest day on which it can be done."""
        return self.answer.best.finish if self.answer.best is not None else None


def check(order: int, today: date) -> list[Checked]:
    """Return the answer for each line of an order, all of them together in the plan.

    Lines that are planned already are reckoned as if they weren't; what one line takes is no longer free for the next.
    """
    schedule = read_schedule(today)
    lines = list(OrderLine.select().where((OrderLine.order == order) & (OrderLine.deleted == 0)).order_by(OrderLine.id))
    wanted = {line.id for line in lines}
    others = schedule.without({key for key, facts in schedule.facts.items() if facts.order_line in wanted})
    found = []
    for number, line in enumerate(lines, 1):
        due = min((d for d in (line.inspection, line.confirmed_ship or line.required_ship) if d), default=None)
        question = Question(line.product.code, line.product.family or "", line.quantity or 0, line.material_ready, due)
        if question.quantity > 0:
            answer = promise(others, question)
            found.append(Checked(f"{line.product} {line.colour or ''}".strip(), question.quantity, due, answer))
            others = taken(others, answer, number)
    return found


def draft(order: Order, found: Sequence[Checked]) -> Draft:
    """Return the message to the general manager and sales about dates that can't be kept."""
    rows = tuple((c.line, f"{c.quantity:,}", str(c.due or ""), str(c.best or ""), "\n".join(c.answer.told))
                 for c in found)
    return Draft(_("Order {order}: can the dates be kept?").format(order=order),
                 _("Checked against everything already planned. Please decide where a date can't be kept."),
                 (_("Item no."), _("Pieces"), _("Wanted before"), _("Done on"), _("Answer")), rows)
