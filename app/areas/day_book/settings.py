"""The day book's numbers of days."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

TASK_DAYS = Setting("day_book_task_days", N_("A task without a date is due after: working days"), 1)
SETTINGS = (TASK_DAYS,)
