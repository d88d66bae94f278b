"""What meetings tell: the notice the day before, the minutes the day after, open actions to their owners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.meetings.records import PENDING, MeetingAction, MeetingAttendee, MeetingReview, MeetingTopic
from app.domain.notice import Draft, Notice
from app.domain.text import N_, _
from app.reports.field_values import field_table

A = MeetingAction
ACTIONS = (A.number, A.what, A.owner, A.department, A.order, A.due, A.state)


def _when(meeting: Any) -> str:
    return " ".join(p for p in (str(meeting.day), meeting.start or "", meeting.place or "") if p)


def _agenda(meeting: Any) -> str:
    topics = MeetingTopic.select().where((MeetingTopic.meeting == meeting) & (MeetingTopic.deleted == 0)).order_by(
        MeetingTopic.seq, MeetingTopic.id)
    return "\n".join(f"{n}. {t.topic}" for n, t in enumerate(topics, 1))


def actions_at(meeting: Any) -> list[Any]:
    """Return the actions that a meeting deals with: those carried in first, then those it raised."""
    carried = [r.action for r in MeetingReview.select().where(
        (MeetingReview.meeting == meeting) & (MeetingReview.deleted == 0)).order_by(MeetingReview.id)]
    raised = A.select().where((A.meeting == meeting) & (A.deleted == 0)).order_by(A.id)
    return [*(a for a in carried if not a.deleted), *raised]


def notice(meetings: Sequence[Any]) -> Draft:
    """Word the notice of meetings, with the open actions that come back."""
    parts = []
    for m in meetings:
        words = [f"{m.subject}", _("Time and place: {when}").format(when=_when(m))]
        if agenda := _agenda(m):
            words += [_("Agenda:"), agenda]
        if m.bring:
            words.append(_("Please bring along: {bring}").format(bring=m.bring))
        parts.append("\n".join(words))
    subject = _("Notice: {subject} {when}").format(subject=meetings[0].subject, when=_when(meetings[0]))
    pending = [a for m in meetings for a in actions_at(m) if a.state in PENDING]
    return Draft(subject, "\n\n".join(parts) + "\n\n" + _("Please come in time; who cannot come sends somebody. The "
                                                        "open actions stand below."),
                 *field_table(pending, ACTIONS), papers=("meeting_notice",), lists=addressees(meetings))


def addressees(meetings: Sequence[Any]) -> tuple[str, ...]:
    """Return who is written to: those who are to come, by name or department; the list where nobody is named."""
    found = []
    for attendee in MeetingAttendee.select().where(
            MeetingAttendee.meeting.in_([m.id for m in meetings]) & (MeetingAttendee.deleted == 0)).order_by(
            MeetingAttendee.id):
        if attendee.person_id:
            found.append(attendee.person.name)
        else:
            found.append(str(attendee.guest or attendee.department or ""))
    return tuple(dict.fromkeys(name for name in found if name))


def minutes(meetings: Sequence[Any]) -> Draft:
    """Word the mail with the minutes and all actions."""
    subject = _("Minutes: {subject} {day}").format(subject=meetings[0].subject, day=meetings[0].day)
    text = "\n\n".join(p for m in meetings for p in (m.summary or "",) if p)
    return Draft(subject, "\n\n".join(p for p in (_("Please find the minutes enclosed. Everybody please look at the "
                                                   "actions with his name and their dates."), text) if p),
                 *field_table([a for m in meetings for a in actions_at(m)], ACTIONS), papers=("minutes",),
                 lists=addressees(meetings))


def reminder(found: Sequence[Any]) -> Draft:
    """Remind the owners of open actions."""
    return Draft(_("Open actions of meetings: {count}").format(count=len(found)),
                 _("Please report how these actions stand before the next meeting."), *field_table(found, ACTIONS))


LIST = N_("Production meeting")
NOTICES = {"meetings": (Notice("meeting_notice", N_("Meeting notice"), (LIST,), notice),
                        Notice("meeting_minutes", N_("Minutes of the meeting"), (LIST,), minutes)),
           "meeting_actions": (Notice("meeting_actions", N_("Remind of open actions"), (LIST,), reminder),)}
