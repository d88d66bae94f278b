"""What a page asks of its sheet: search, filters, sorting, view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

from app.database import query
from app.database.query import Filter
from ui.filter_popup import FilterPopup

if TYPE_CHECKING:
    from ui.page import SheetPage

TYPING_PAUSE = 180
"""Milliseconds without a key after which the search is carried out."""


class PageAsking(QObject):
    """Belongs to one page; listens to its search box, its views and its header."""

    def __init__(self, page: SheetPage) -> None:
        super().__init__(page)
        self.page = page
        self._sort: list[tuple[str, bool]] = []
        self._filters: dict[str, list[Filter]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self.ask)
        page.search.textChanged.connect(lambda _text: self._pause.start())
        page.view_box.currentIndexChanged.connect(lambda _n: self.ask())
        page.clear_button.clicked.connect(self.clear)
        page.view.header.sorted.connect(self._sorted)
        page.view.header.filter_wanted.connect(self._open_filter)

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of what the table shows."""
        return bool(self._filters or self.page.search.text() or self.page.view_box.currentData())

    def ask(self) -> None:
        """Ask the model for what search, filters, sorting and view say."""
        filters = tuple(f for found in self._filters.values() for f in found)
        view = self.page.view_box.currentData()
        self.page.model.show(text=self.page.search.text(), filters=filters, sort=tuple(self._sort), view=view)
        self.page.clear_button.setVisible(bool(filters or self.page.search.text()))
        places = {c.key: n for n, c in enumerate(self.page.model.columns)}
        self.page.view.header.show_state({places[k]: d for k, d in self._sort}, {places[k] for k in self._filters})

    def clear(self) -> None:
        """Show everything again."""
        self._filters.clear()
        self.page.search.blockSignals(True)
        self.page.search.clear()
        self.page.search.blockSignals(False)
        self.ask()

    def filter_by(self, filters: Sequence[Filter], sort: Sequence[tuple[str, bool]] = ()) -> None:
        """Show what some filters leave, in this order."""
        self._filters = {}
        for f in filters:
            self._filters.setdefault(f.column, []).append(f)
        self._sort = list(sort) or self._sort
        self.ask()

    @property
    def state(self) -> tuple[list[Filter], list[tuple[str, bool]]]:
        """Return filters and sorting as they are."""
        return [f for found in self._filters.values() for f in found], list(self._sort)

    def _sorted(self, column: int, adding: bool) -> None:
        key = self.page.model.columns[column].key
        old = dict(self._sort)
        kept = [(k, d) for k, d in self._sort if k != key] if adding else []
        if key not in old:
            kept.append((key, False))
        elif not old[key]:
            kept.append((key, True))
        self._sort = kept
        self.ask()

    def _open_filter(self, column: int, at: QPoint) -> None:
        shown = self.page.model.columns[column]
        labels = getattr(getattr(shown, "field", None), "labels", None)
        popup = FilterPopup(shown, labels, self._filters.get(shown.key, []), self.page.today(), self.page)
        popup.applied.connect(lambda found: self._set_filter(shown.key, found))
        popup.sort_wanted.connect(lambda descending: self._sort_by(shown.key, descending))
        ask = self.page.model.ask.unfiltered()
        self.page.work.read(popup, lambda: query.distinct(ask, shown.key), popup.show_values)
        popup.popup(at)

    def _set_filter(self, key: str, found: list[Filter]) -> None:
        if found:
            self._filters[key] = found
        else:
            self._filters.pop(key, None)
        self.ask()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = [(key, descending)]
        self.ask()
