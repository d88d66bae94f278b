"""What is done with tasks of the day book: settled, handed on, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.day_book.records import DayTask
from app.database.change import Change

Answers = dict[str, Any] | None


def settle(change: Change, tasks: Sequence[DayTask]) -> None:
    """Enter that tasks are settled today."""
    for task in tasks:
        if task.done_on is None:
            task.done_on = max(date.today(), task.received)
            change.save(task)


def settle_with(change: Change, tasks: Sequence[DayTask], answers: Answers = None) -> None:
    """Enter when tasks were settled, and what was answered."""
    said = answers or {}
    for task in tasks:
        task.done_on = said.get("done_on") or max(date.today(), task.received)
        task.answer = said.get("answer") or task.answer
        change.save(task)


def hand_on(change: Change, tasks: Sequence[DayTask], answers: Answers = None) -> None:
    """Give tasks to somebody else, with another day where one is named."""
    said = answers or {}
    for task in tasks:
        task.owner = said.get("owner") or task.owner_id
        task.due = said.get("due") or task.due
        change.save(task)


def again(change: Change, tasks: Sequence[DayTask]) -> None:
    """Open settled tasks again."""
    for task in tasks:
        task.done_on = None
        change.save(task)


def tick(change: Change, task: DayTask) -> None:
    """Settle a task by its number on the morning sheet."""
    settle(change, [task])
