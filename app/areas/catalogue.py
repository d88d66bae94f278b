"""The one list of areas, in the order of the navigation; an area is loaded when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from app.database import change, duties
from app.database.record import Table, every_record
from app.domain.light import Light
from app.domain.sheet import Area, Import, Sheet

MODULES: dict[str, str] = {
    "today": "app.areas.today.area",
    "messages": "app.areas.messages.area",
    "handover": "app.areas.handover",
    "schedule": "app.areas.schedule.area",
    "orders": "app.areas.orders.area",
    "inspections": "app.areas.inspections.area",
    "instructions": "app.areas.schedule.instructions.area",
    "samples": "app.areas.samples.area",
    "sample_room": "app.areas.sample_room.area",
    "shipments": "app.areas.shipments.area",
    "returns": "app.areas.returns.area",
    "supplies": "app.areas.supplies.area",
    "contacts": "app.areas.contacts.area",
    "meetings": "app.areas.meetings.area",
    "visitors": "app.areas.visitors.area",
    "filing": "app.areas.filing.area",
    "documents": "app.areas.documents.area",
    "surveys": "app.areas.surveys.area",
    "day_book": "app.areas.day_book.area",
    "basic": "app.areas.basic",
}
"""Where each area declares its AREA."""


NEEDED = ("app.areas.kept_beside", "app.areas.rederiving", "app.areas.inspection_plan", "app.areas.sample_days")
"""Modules that must be there before anything is written: tables without a sheet, what follows the calendar."""


@cache
def areas() -> tuple[Area, ...]:
    """Return all areas; their deadlines are watched and their followers called from now on."""
    for needed in NEEDED:
        import_module(needed)
    found = tuple(import_module(module).AREA for module in MODULES.values())
    for area in found:
        for sheet in area.sheets:
            if sheet.deadlines:
                duties.watch(sheet.model, sheet.key, sheet.deadlines)
        for model, follow in area.follows:
            change.FOLLOWERS.setdefault(model, {})[f"{area.key} {follow.__qualname__}"] = follow
    return found


def tables() -> list[type[Table]]:
    """Return every table of the company file."""
    from app.areas.kept_beside import PLAIN_TABLES

    areas()
    return [*PLAIN_TABLES, *every_record()]


@cache
def sheets() -> dict[str, Sheet]:
    """Return all sheets by their stable names."""
    return {sheet.key: sheet for area in areas() for sheet in area.sheets}


def imports() -> dict[str, Import]:
    """Return all imports by their stable names."""
    made = (make() for sheet in sheets().values() for make in sheet.imports)
    return {found.key: found for found in made}


def lights() -> list[Light]:
    """Return all readiness lights in their order."""
    return sorted((light for area in areas() for light in area.lights), key=lambda light: light.place)


def every_list() -> list[str]:
    """Return the names of all distribution lists that notices of the program go to."""
    from app.areas.order_check import LISTS

    declared = (name for area in areas() for notices in area.notices.values()
                for notice in notices for name in notice.lists)
    return list(dict.fromkeys((*declared, *LISTS)))


def sheet_of_table(place: str) -> Sheet | None:
    """Return the sheet that shows a table's records."""
    return next((s for s in sheets().values() if s.model._meta.table_name == place), None)
