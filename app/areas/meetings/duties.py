"""The deadlines of meetings and of their actions, and the notice of every Thursday."""

from __future__ import annotations

from typing import Any

from app.areas.meetings import actions
from app.areas.meetings.records import DONE, HELD, MINUTED, NOTICED, OPEN, PLANNED, Meeting, MeetingAction
from app.domain.deadline import Deadline
from app.domain.standing import BEFORE, WEEKLY, Rule, Standing
from app.domain.text import N_

THURSDAY = 3


def _recorder(meeting: Any) -> str:
    return str(meeting.recorder or meeting.created_by or "")


def _owner(action: Any) -> str:
    if action.owner_id:
        return str(action.owner)
    return str(action.department.head or action.department) if action.department_id else ""


def _checker(action: Any) -> str:
    if action.checked_by_id:
        return str(action.checked_by)
    return _recorder(action.meeting) if action.meeting_id else str(action.created_by or "")


def _order(action: Any) -> str:
    return str(action.order.number) if action.order_id else ""


MEETING_DUTIES = (
    Deadline(N_("Send the meeting notice"), due=lambda m: m.notice_by if m.state == PLANNED else None,
             done=lambda m: m.noticed_on is not None, owner=_recorder, field=Meeting.notice_by,
             hangs_on=(Meeting.recorder,),
             why=N_("The meeting is on {day}; everybody is told the working day before.")),
    Deadline(N_("Hold the meeting"), due=lambda m: m.day if m.state in (PLANNED, NOTICED) else None,
             done=lambda m: False, owner=_recorder, field=Meeting.day, since=lambda m: m.noticed_on,
             hangs_on=(Meeting.recorder,), why=N_("Meeting at {start}; enter who was there.")),
    Deadline(N_("Send the minutes"), due=lambda m: m.minutes_by if m.state == HELD else None,
             done=lambda m: m.minutes_on is not None, owner=_recorder, field=Meeting.minutes_by,
             since=lambda m: m.day, hangs_on=(Meeting.recorder,),
             why=N_("Held on {day}; the minutes are mailed, printed and filed the next working day.")),
    Deadline(N_("File the minutes"),
             due=lambda m: m.minutes_by if m.state == MINUTED or (m.state == HELD and m.minutes_on) else None,
             done=lambda m: m.filed_on is not None, owner=_recorder, field=Meeting.minutes_by,
             since=lambda m: m.minutes_on, hangs_on=(Meeting.recorder,),
             why=N_("Sent on {minutes_on}; the printed minutes go into their folder.")),
)
ACTION_DUTIES = (
    Deadline(N_("Action of a meeting"), due=lambda a: a.due if a.state == OPEN else None, done=lambda a: False,
             owner=_owner, field=MeetingAction.due, since=lambda a: a.raised, order=_order,
             hangs_on=(MeetingAction.owner, MeetingAction.department, MeetingAction.order), settle=actions.tick_done,
             why=N_("Decided on {raised}: {what}")),
    Deadline(N_("Check a finished action"), due=lambda a: a.check_on if a.state == DONE else None,
             done=lambda a: a.checked_on is not None, owner=_checker, field=MeetingAction.check_on,
             since=lambda a: a.done_on, order=_order,
             hangs_on=(MeetingAction.order, MeetingAction.meeting), settle=actions.tick_checked,
             why=N_("Reported done on {done_on}: {what}")),
)
STANDING = (Standing("production_meeting", N_("Notice of the Friday production meeting"),
                     Rule(WEEKLY, THURSDAY, BEFORE), "meetings", actions.noticed, actions.begin, ("A", "E"),
                     N_("Friday 14:30; the day before, everybody gets the notice with the open actions."),
                     actions.notice_due),)
