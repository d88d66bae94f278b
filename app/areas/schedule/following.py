"""What the schedule does by itself: a new order line waits for a place at once; steps follow its quantity."""

from __future__ import annotations

from typing import Any

from app.areas.schedule.reading import FINISHED_STATES
from app.areas.schedule.records import ProgressReport, ScheduleStep, StepLink, untouched
from app.database.change import Change
from app.masters.order import Order, OrderLine


def _wait(change: Change, lines: list[int]) -> None:
    """Let those lines wait for a place that have no step yet."""
    had = {row[0] for row in ScheduleStep.select(ScheduleStep.order_line).where(
        ScheduleStep.order_line.in_(lines)).tuples()}
    wanted = OrderLine.select().join(Order).where(
        OrderLine.id.in_([n for n in lines if n not in had]) & (OrderLine.deleted == 0)
        & (OrderLine.quantity > 0) & (Order.deleted == 0) & Order.state.not_in(FINISHED_STATES))
    for line in wanted:
        change.save(ScheduleStep(order_line=line, stage="finished", quantity=line.quantity))


def line_saved(change: Change, line: Any, before: dict[str, Any] | None) -> None:
    """Let a line without a step wait for a place; steps that were as many pieces as it follow its quantity."""
    if change.dated_back:
        return
    if line.deleted:
        _take_away(change, line)
        return
    change.once_for("steps of lines", line.id, _wait)
    old = before.get("quantity") if before is not None else None
    if old and line.quantity and old != line.quantity:
        number, quantity = line.id, line.quantity
        change.at_end[f"quantity of line {number}"] = lambda last: _follow(last, number, old, quantity)


def _follow(change: Change, line: int, old: int, quantity: int) -> None:
    for step in ScheduleStep.select().where((ScheduleStep.order_line == line) & (ScheduleStep.deleted == 0)
                                            & (ScheduleStep.quantity == old)):
        step.quantity = quantity
        change.save(step)


def _take_away(change: Change, line: Any) -> None:
    """Take the steps of a deleted line away on which nothing hangs yet."""
    for step in ScheduleStep.select().where((ScheduleStep.order_line == line) & (ScheduleStep.deleted == 0)):
        linked = StepLink.select().where(((StepLink.before == step) | (StepLink.after == step))
                                         & (StepLink.deleted == 0))
        reported = ProgressReport.select().where((ProgressReport.step == step) & (ProgressReport.deleted == 0))
        if untouched(step) and not linked.exists() and not reported.exists():
            change.delete(step)
