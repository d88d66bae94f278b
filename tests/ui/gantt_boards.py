"""Small boards for the Gantt's tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.schedule.board import Bar, Board, Lane

TODAY = date(2026, 11, 23)
LANES = (
    Lane(-1, "East works", "East", True, 90.0), Lane(1, "East 1", "East", False, 80.0),
    Lane(2, "East 2", "East", False, 120.0), Lane(-2, "West works", "West", True, 60.0),
    Lane(3, "West 1", "West", False, None),
)


def day(number: int) -> date:
    """Return the day so many days after the board's today."""
    return TODAY + timedelta(days=number)


def bar(key: int, lane: int, start: int, finish: int, **more: Any) -> Bar:
    """Return a bar from and to days counted from today."""
    return Bar(key, lane, day(start), day(finish), f"26-{key:03d}", **more)


def board(*bars: Bar, **more: Any) -> Board:
    """Return a board of two plants and three lines with these bars."""
    return Board(day(-30), day(60), TODAY, LANES, bars, **more)


def usual() -> Board:
    """Return the board that most tests use."""
    return board(
        bar(1, 1, 0, 3, product="Kettle", customer="Alder", quantity=100, done=40, lanes_possible=frozenset({1, 2}),
            inspection=day(8), ship=day(10), forecast=day(5), baseline=(day(-1), day(2)),
            lights=("green",) * 7, material_ready=day(-1)),
        bar(2, 1, 4, 6, product="Bowl", customer="Birch", late=True, conflict="too <late>", locked=True),
        bar(3, 2, 1, 5, product="Kettle lid", customer="Alder", after=(1,), endangered=True),
        bar(4, 3, 2, 4, product="Cup", customer="Cedar", quantity=50, done=50),
        bar(5, 2, 3, 7, product="Pot"),
    )
