"""Labels on A4 sheets and on rolls: where each stands, and pages full of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.text import N_
from app.reports.paper_marks import MM, RULE, Box, Mark, Page

Draw = Callable[[list[Mark], "Place"], None]
"""Adds the marks of one label to a page, inside its place."""


@dataclass(frozen=True)
class Place:
    """Where one label stands on a page: its left top corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class LabelFormat:
    """A kind of label material: page and label in millimetres, labels across and down, white at the left top.

    A roll is a page with one label.
    """

    key: str
    title: str
    page: tuple[float, float]
    label: tuple[float, float]
    across: int = 1
    down: int = 1
    corner: tuple[float, float] = (0.0, 0.0)

    def places(self) -> list[Place]:
        """Return the places of a page's labels, row by row."""
        (wide, high), (left, top) = self.label, self.corner
        return [Place((left + wide * column) * MM, (top + high * row) * MM, wide * MM, high * MM)
                for row in range(self.down) for column in range(self.across)]


SHEET_24 = LabelFormat("a4_24", N_("A4 sheet, 24 labels 70 × 37 mm"), (210, 297), (70, 37), 3, 8, (0, 0.5))
SHEET_65 = LabelFormat("a4_65", N_("A4 sheet, 65 labels 38 × 21 mm"), (210, 297), (38.1, 21.2), 5, 13, (9.75, 10.7))
SHEET_8 = LabelFormat("a4_8", N_("A4 sheet, 8 labels 105 × 74 mm"), (210, 297), (105, 74), 2, 4, (0, 0.5))
ROLL_60 = LabelFormat("roll_60", N_("Roll, labels 60 × 40 mm"), (60, 40), (60, 40))
ROLL_40 = LabelFormat("roll_40", N_("Roll, labels 40 × 30 mm"), (40, 30), (40, 30))
ROLL_100 = LabelFormat("roll_100", N_("Roll, labels 100 × 70 mm"), (100, 70), (100, 70))


def label_pages(kind: LabelFormat, labels: Sequence[Draw]) -> list[Page]:
    """Return pages with all labels; on sheets a hair line shows where each ends."""
    places = kind.places()
    pages: list[Page] = []
    for at, draw in enumerate(labels):
        if at % len(places) == 0:
            pages.append(Page(kind.page[0] * MM, kind.page[1] * MM))
        place = places[at % len(places)]
        if len(places) > 1:
            pages[-1].marks.append(Box(place.x, place.y, place.width, place.height, "", RULE, 0.2))
        draw(pages[-1].marks, place)
    return pages
