"""The meetings' numbers of days."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

NOTICE_DAYS = Setting("meeting_notice_days", N_("Meeting notice goes out: working days before"), 1)
MINUTES_DAYS = Setting("meeting_minutes_days", N_("Minutes go out: working days after the meeting"), 1)
CHECK_DAYS = Setting("meeting_check_days", N_("A finished action is checked after: working days"), 3)
SETTINGS = (NOTICE_DAYS, MINUTES_DAYS, CHECK_DAYS)
