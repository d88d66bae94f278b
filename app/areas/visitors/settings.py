"""The visits' numbers of days."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

NOTICE_DAYS = Setting("visit_notice_days", N_("Departments are told of a visit: working days before"), 2)
NOTES_DAYS = Setting("visit_notes_days", N_("Notes of a visit are written: working days after"), 1)
SETTINGS = (NOTICE_DAYS, NOTES_DAYS)
