"""A message that carried notice or minutes of a meeting settles the duty to send them."""

from __future__ import annotations

from typing import Any

from app.areas.meetings.records import HELD, MINUTED, NOTICED, PLANNED, Meeting
from app.database.change import Change
from app.masters.mailing import MessageAbout, reached

SETTLES = {"meetings meeting_notice": ("noticed_on", PLANNED, NOTICED),
           "meetings meeting_minutes": ("minutes_on", HELD, MINUTED)}
"""By notice: the field that keeps the day, and the move of the state."""


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Enter the day on which notice or minutes were sent."""
    found = SETTLES.get(about.message.notice or "")
    if found is None or before is not None or about.deleted or not reached(about.message) \
            or about.place != Meeting._meta.table_name:
        return
    meeting = Meeting.get_or_none((Meeting.id == about.record) & (Meeting.deleted == 0))
    field, old, new = found
    if meeting is None or getattr(meeting, field) is not None:
        return
    setattr(meeting, field, change.at.astimezone().date())
    if meeting.state == old:
        meeting.state = new
    change.save(meeting)
