"""The places of the navigation: a standard page for each sheet, and the areas' pages of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.areas import catalogue
from app.domain.frozen import frozen
from app.domain.sheet import Sheet
from app.domain.text import N_
from ui.navigation import Place
from ui.work import Work


@frozen
class OwnPage:
    """A page written by hand: where it stands, and how it is made."""

    place: Place
    make: Callable[[Work], Any]


def _schedule(work: Work) -> Any:
    from ui.areas.schedule.page import SchedulePage

    return SchedulePage(work, catalogue.lights())


def _matrix(work: Work) -> Any:
    from ui.areas.orders.matrix import MatrixPage

    return MatrixPage(work)


ORDERS_AND_SCHEDULE, BASIC = N_("Orders and schedule"), N_("Basic data")
OWN_PAGES: tuple[OwnPage, ...] = (
    OwnPage(Place("board", N_("Schedule"), "chart-gantt", ORDERS_AND_SCHEDULE), _schedule),
    OwnPage(Place("matrix", N_("Distribution of copies"), "layout-grid", ORDERS_AND_SCHEDULE), _matrix),
)
ICONS = {"schedule": "table-2", "progress": "clipboard-check", "versions": "layers", "orders": "clipboard-list",
         "order_lines": "list", "due_changes": "calendar-clock", "companies": "building-2", "products": "package",
         "plants": "factory", "lines": "wrench", "rates": "percent", "calendar": "calendar-days",
         "departments": "users", "people": "contact"}
FIRST = ("board", "orders", "schedule", "progress", "order_lines", "matrix", "due_changes", "versions")


def places() -> list[Place]:
    """Return everything that the navigation offers, in its order."""
    found = {p.place.key: p.place for p in OWN_PAGES}
    for area in catalogue.AREAS:
        for sheet in area.sheets:
            found[sheet.key] = Place(sheet.key, sheet.title, ICONS.get(sheet.key, area.icon), area.group)
    rank = {key: n for n, key in enumerate(FIRST)}
    groups = list(dict.fromkeys(p.group for p in found.values()))
    return sorted(found.values(), key=lambda p: (groups.index(p.group), rank.get(p.key, 99)))


def make_page(key: str, work: Work) -> Any:
    """Return a new page of a place."""
    for own in OWN_PAGES:
        if own.place.key == key:
            return own.make(work)
    from ui.page import SheetPage

    sheet: Sheet = catalogue.sheets()[key]
    return SheetPage(sheet, work)


def place_of_record(table: str) -> str | None:
    """Return the place at which records of a table are shown."""
    sheet = catalogue.sheet_of_table(table)
    return sheet.key if sheet is not None else None
