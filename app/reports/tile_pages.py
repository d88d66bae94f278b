"""The sheets of a wide plane, drawn: as pages for the preview, or as a PDF file."""

from __future__ import annotations

from app.reports.letterhead import Letterhead, Printed
from app.reports.paper_marks import Page
from app.reports.tile_drawing import draw_tile
from app.reports.tiles import TiledPlan, tiling


def tiled_pages(
    plan: TiledPlan, letterhead: Letterhead, printed: Printed, size: str = "A4", sheets_across: int | None = None
) -> list[Page]:
    """Return the sheets of a plane, row of sheets by row of sheets."""
    cut = tiling(plan, size, sheets_across)
    return [draw_tile(plan, cut, number, letterhead, printed) for number in range(len(cut.tiles))]


def tiled_pdf(
    plan: TiledPlan, letterhead: Letterhead, printed: Printed, size: str = "A4", sheets_across: int | None = None
) -> bytes:
    """Return the sheets of a plane as a PDF file."""
    from app.reports.paper_pdf import pdf

    return pdf(tiled_pages(plan, letterhead, printed, size, sheets_across), plan.title, letterhead.name, printed.at)
