"""The tables of the company file that no sheet shows; named here so that they exist."""

from __future__ import annotations

from app.database.attachments import Attachment
from app.database.duties import Duty
from app.database.history import ChangeEntry, ChangeRow
from app.database.ledger import DueChange
from app.database.numbering import Counter
from app.database.presence import Presence
from app.database.record import Table
from app.database.search import SearchEntry
from app.database.settings import OfficeSetting
from app.exchange.layouts import ImportLayout

PLAIN_TABLES: tuple[type[Table], ...] = (ChangeEntry, ChangeRow, Counter, Duty, Presence, SearchEntry)
"""Tables that are no records."""

KEPT_BESIDE: tuple[type[Table], ...] = (Attachment, DueChange, ImportLayout, OfficeSetting)
"""Records without a sheet of their own."""
