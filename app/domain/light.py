"""Readiness lights: what an order still waits for, each contributed by the area that knows."""

from __future__ import annotations

from collections.abc import Callable, Collection

from app.domain.frozen import frozen

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
"""Ready; on its way; missing and urgent; nothing known or not needed."""


@frozen
class Light:
    """One light: `of` returns {order line number: colour} for the order lines asked about, in one query."""

    key: str
    title: str
    of: Callable[[Collection[int]], dict[int, str]]
    place: int = 50
