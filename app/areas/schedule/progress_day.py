"""For which day a daily sheet reports, where its title, its name and the file's name may disagree."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from app.exchange.importing import Source
from app.exchange.title_dates import DateFound, title_dates


def candidates(source: Source) -> list[DateFound]:
    """Return the days found in title and sheet name; the file's name counts where those say nothing."""
    found = title_dates(source.table, source.grid.name, source.file, source.today)
    return [c for c in found if c.source != "file"] or list(found)


def proposed(found: list[DateFound], taken: Collection[date], today: date) -> date | None:
    """Return the most likely day: one that no other sheet reports on yet, the sheet's own name before the title."""
    possible = [c for c in found if c.day <= today + timedelta(days=1)] or found
    free = [c for c in possible if c.day not in taken] or possible
    return min(free, key=lambda c: c.source != "sheet").day if free else None
