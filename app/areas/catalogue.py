"""The one list of areas, in the order of the navigation."""

from __future__ import annotations

from app.areas.basic import AREA as BASIC
from app.areas.orders.area import AREA as ORDERS
from app.areas.schedule.area import AREA as SCHEDULE
from app.database.attachments import Attachment
from app.database.history import ChangeEntry, ChangeRow
from app.database.ledger import DueChange
from app.database.numbering import Counter
from app.database.presence import Presence
from app.database.record import Table, every_record
from app.database.search import SearchEntry
from app.database.settings import OfficeSetting
from app.domain.light import Light
from app.domain.sheet import Area, Import, Sheet
from app.exchange.layouts import ImportLayout

AREAS: tuple[Area, ...] = (SCHEDULE, ORDERS, BASIC)

PLAIN_TABLES: tuple[type[Table], ...] = (ChangeEntry, ChangeRow, Counter, Presence, SearchEntry)
KEPT_BESIDE: tuple[type[Table], ...] = (Attachment, DueChange, ImportLayout, OfficeSetting)
"""Records without a sheet of their own; named here so that their tables exist."""


def tables() -> list[type[Table]]:
    """Return every table of the company file."""
    return [*PLAIN_TABLES, *every_record()]


def sheets() -> dict[str, Sheet]:
    """Return all sheets by their stable names."""
    return {sheet.key: sheet for area in AREAS for sheet in area.sheets}


def imports() -> dict[str, Import]:
    """Return all imports by their stable names."""
    made = (make() for sheet in sheets().values() for make in sheet.imports)
    return {found.key: found for found in made}


def lights() -> list[Light]:
    """Return all readiness lights in their order."""
    return sorted((light for area in AREAS for light in area.lights), key=lambda light: light.place)


def sheet_of_table(place: str) -> Sheet | None:
    """Return the sheet that shows a table's records."""
    return next((s for s in sheets().values() if s.model._meta.table_name == place), None)
