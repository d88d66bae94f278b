"""The filing's days and years."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

SUMMARY_DAY = Setting("summary_day", N_("Departments hand in their monthly summary by the day of the month"), 5)
FILE_DAYS = Setting("file_days", N_("A paper that came in is filed within: working days"), 3)
KEEP_YEARS = Setting("keep_years", N_("Papers are kept where nothing else is said: years"), 3)
SETTINGS = (SUMMARY_DAY, FILE_DAYS, KEEP_YEARS)
