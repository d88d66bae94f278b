"""A plan that stands on what somebody else has changed meanwhile is made anew inside the change that writes it."""

from __future__ import annotations

from collections.abc import Callable

from app.database import history
from app.database.change import Change
from app.exchange.importing import Plan, apply_plan


class FreshPlan:
    """A plan of a workbook, and how to make it again; two PCs may bring the same new customer at the same time."""

    def __init__(self, make: Callable[[], Plan]) -> None:
        self._make = make
        self._newest = history.newest()
        self._spent = False
        self.plan = make()

    def write(self, change: Change) -> dict[str, int]:
        """Write the plan inside a running change, where nobody else can write; make it again if others have written."""
        if self._spent or history.newest() != self._newest:
            self._newest = history.newest()
            self.plan = self._make()
        self._spent = True
        return apply_plan(change, self.plan)
