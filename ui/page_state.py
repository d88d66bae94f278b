"""How pages stand: what they ask, where the cursor is, what the form shows; for the window that takes over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.frozen import frozen


@frozen
class PageState:
    """What one page of a sheet asks and shows."""

    filters: tuple[Any, ...]
    sort: tuple[tuple[str, bool], ...]
    text: str
    view: int
    number: int
    form: int


def states_of(pages: Mapping[str, Any]) -> dict[str, PageState]:
    """Return how each page of a sheet stands."""
    found = {}
    for key, page in pages.items():
        if not hasattr(page, "asking"):
            continue
        filters, sort = page.asking.state
        rows = page.view.selected_numbers()
        found[key] = PageState(tuple(filters), tuple(sort), page.search.text(), page.view_box.currentIndex(),
                               rows[0] if len(rows) == 1 else 0, 0 if page.form.isHidden() else page.form.number or 0)
    return found


def take_state(page: Any, state: PageState) -> None:
    """Let a page stand as another of its sheet stood."""
    for held in (page.search, page.view_box):
        held.blockSignals(True)
    page.search.setText(state.text)
    page.view_box.setCurrentIndex(state.view)
    for held in (page.search, page.view_box):
        held.blockSignals(False)
    page.asking.filter_by(state.filters, state.sort)
    page.seek(state.number)
    if state.form:
        page.open_record(state.form)
