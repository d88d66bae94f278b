"""The flow of a printed form: strips one below the other, broken into pages without tearing what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.reports.paper_marks import FRAME, RULE, Line, Mark

Draw = Callable[[list[Mark], float], None]
"""Adds the marks of a strip to a page, its top at the given height (points from the top of the sheet)."""


@dataclass(frozen=True)
class Rules:
    """The upright rules of a table: where they stand; outer ones are stronger."""

    places: tuple[float, ...]

    def draw(self, marks: list[Mark], top: float, bottom: float) -> None:
        """Draw the rules beside the rows from top to bottom."""
        last = len(self.places) - 1
        for at, x in enumerate(self.places):
            marks.append(Line(x, top, x, bottom, 0.6, FRAME) if at in (0, last) else Line(x, top, x, bottom, 0.4, RULE))


@dataclass(frozen=True)
class Strip:
    """A band of a form that is never split.

    `keeps` holds it on one page with the next strip; `head` is repeated above it when it begins a page;
    `rules` are drawn along all neighbouring strips that have the same; a blank one vanishes at the edge of a page.
    """

    height: float
    draw: Draw
    keeps: bool = False
    head: tuple[Strip, ...] = ()
    rules: Rules | None = None
    breaks: bool = False
    blank: bool = False


Placed = list[tuple[float, Strip]]
"""The strips of one page with their tops."""


def paged(strips: Sequence[Strip], top: float, bottom: float, first_top: float | None = None) -> list[Placed]:
    """Deal the strips out to pages whose body reaches from top to bottom (points from the top of the sheet).

    The first page, which has no running head, may begin at a place of its own.
    """
    pages: list[Placed] = [[]]
    y = top if first_top is None else first_top
    for group in _together(strips, bottom - top):
        first = group[0]
        height = sum(strip.height for strip in group)
        full = y + height > bottom + 0.01 and not all(strip.blank for strip in group)
        if pages[-1] and (first.breaks or full):
            pages.append([])
            y = top
            for head in first.head:
                pages[-1].append((y, head))
                y += head.height
        for strip in group:
            if strip.blank and (y + strip.height > bottom or not pages[-1]):
                continue
            pages[-1].append((y, strip))
            y += strip.height
    return pages


def _together(strips: Sequence[Strip], room: float) -> Iterator[Sequence[Strip]]:
    """Yield the strips in groups that stay on one page; what is too tall for any page goes one by one."""
    start = 0
    while start < len(strips):
        end = start + 1
        while strips[end - 1].keeps and end < len(strips) and not strips[end].breaks:
            end += 1
        needed = sum(strip.height for strip in (*strips[start].head, *strips[start:end]))
        if needed > room:
            end = start + 1
        yield strips[start:end]
        start = end


def kept_with_next(strips: list[Strip]) -> None:
    """Hold the last strip that shows something, and the blanks below it, on one page with what comes next."""
    for at in range(len(strips) - 1, -1, -1):
        strips[at] = replace(strips[at], keeps=True)
        if not strips[at].blank:
            break


def draw_strips(placed: Placed, marks: list[Mark]) -> None:
    """Draw the strips of a page, and the upright rules along them."""
    rules: Rules | None = None
    start = end = 0.0
    for top, strip in placed:
        strip.draw(marks, top)
        if strip.rules is not rules or abs(top - end) > 0.01:
            if rules is not None:
                rules.draw(marks, start, end)
            rules, start = strip.rules, top
        end = top + strip.height
    if rules is not None:
        rules.draw(marks, start, end)
