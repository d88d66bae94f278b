"""What is done with meetings: prepared from the last one, noticed, held, minuted, filed; actions done and checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.meetings.records import (
    ACTION_FLOW,
    CLOSED,
    DONE,
    DROPPED,
    EXPECTED,
    FILED,
    HELD,
    MINUTED,
    NOTICED,
    OFF,
    OPEN,
    PENDING,
    PLANNED,
    PRESENT,
    PRODUCTION,
    Meeting,
    MeetingAction,
    MeetingAttendee,
    MeetingReview,
    MeetingTopic,
)
from app.areas.meetings.settings import NOTICE_DAYS
from app.database.change import Change
from app.database.settings import office
from app.domain.problem import Problem, Refused
from app.domain.standing import Period, week_day
from app.domain.text import N_, _
from app.masters.calendar import office_calendar
from app.masters.company import Department, Person

Answers = dict[str, Any] | None
FRIDAY = 4
AGENDA = (N_("Open actions of earlier meetings"), N_("Production and schedule"), N_("Material arrivals"),
          N_("Quality and inspections"), N_("Shipments of the next two weeks"), N_("Other matters"))
"""The agenda of a first production meeting; later ones take over that of the last."""


def friday_of(period: Period) -> date:
    """Return the day of the production meeting in a week: Friday, another working day of that week where it is off."""
    return week_day(period.first, FRIDAY, office_calendar()) or period.due


def production_meeting(period: Period) -> Meeting | None:
    """Return the production meeting of a week, the earliest where there are two."""
    found = Meeting.select().where(
        (Meeting.deleted == 0) & (Meeting.kind == PRODUCTION)
        & Meeting.day.between(period.first.isoformat(), period.last.isoformat())).order_by(Meeting.day, Meeting.id)
    made = found.first()
    return made if isinstance(made, Meeting) else None


def noticed(period: Period) -> bool:
    """Tell whether the notice of the week's production meeting is out, or the meeting needs none any more."""
    meeting = production_meeting(period)
    return meeting is not None and (meeting.noticed_on is not None or meeting.state != PLANNED)


def notice_due(period: Period) -> date:
    """Return the day by which the notice of the week's meeting is out: some working days before the meeting."""
    meeting = production_meeting(period)
    day = meeting.day if meeting is not None else friday_of(period)
    return min(period.due, office_calendar().add_workdays(day, -office(NOTICE_DAYS)))


def begin(change: Change, period: Period) -> Meeting:
    """Return the week's production meeting; where there is none, make it from the last one."""
    meeting = production_meeting(period)
    if meeting is not None:
        return meeting
    meeting = Meeting(kind=PRODUCTION, subject=_("Friday production meeting"), day=friday_of(period))
    before = last_before(meeting)
    if before is not None:
        for name in ("subject", "start", "place", "chair", "recorder", "bring"):
            setattr(meeting, name, getattr(before, name))
    change.save(meeting)
    prepare(change, [meeting])
    return meeting


def last_before(meeting: Meeting) -> Meeting | None:
    """Return the last meeting of the same kind that was not called off."""
    found = Meeting.select().where(
        (Meeting.deleted == 0) & (Meeting.kind == meeting.kind) & (Meeting.state != OFF)
        & (Meeting.day < meeting.day.isoformat()) & (Meeting.id != (meeting.id or 0))).order_by(
        Meeting.day.desc(), Meeting.id.desc()).first()
    return found if isinstance(found, Meeting) else None


def prepare(change: Change, meetings: Sequence[Meeting]) -> None:
    """Fill meetings with the usual attendees and agenda where they have none, and carry the open actions in."""
    for meeting in meetings:
        before = last_before(meeting)
        if not _lines(MeetingAttendee, meeting):
            change.add_all(_usual_attendees(meeting, before))
        if not _lines(MeetingTopic, meeting):
            change.add_all(_usual_agenda(meeting, before))
        carry_in(change, meeting)


def _lines(model: Any, meeting: Meeting | None) -> list[Any]:
    if meeting is None:
        return []
    return list(model.select().where((model.meeting == meeting) & (model.deleted == 0)).order_by(model.id))


def _usual_attendees(meeting: Meeting, before: Meeting | None) -> list[Any]:
    """Return those of the last meeting; at a first one the heads of all departments."""
    known = [MeetingAttendee(meeting=meeting, person=a.person_id, department=a.department_id, guest=a.guest,
                             role=a.role) for a in _lines(MeetingAttendee, before)]
    if known:
        return known
    people = {p.name: p for p in Person.select().where((Person.deleted == 0) & (Person.left == 0)).order_by(
        Person.id.desc())}
    found = []
    for department in Department.select().where(Department.deleted == 0).order_by(Department.place, Department.id):
        head = people.get(department.head or "")
        found.append(MeetingAttendee(meeting=meeting, person=head, department=department,
                                     guest=None if head is not None else department.head))
    return found


def _usual_agenda(meeting: Meeting, before: Meeting | None) -> list[Any]:
    usual = [t for t in _lines(MeetingTopic, before) if t.usual]
    if usual:
        usual.sort(key=lambda t: (t.seq or 0, t.id))
        return [MeetingTopic(meeting=meeting, seq=n, topic=t.topic, usual=True, presenter=t.presenter_id)
                for n, t in enumerate(usual, 1)]
    if meeting.kind != PRODUCTION:
        return []
    return [MeetingTopic(meeting=meeting, seq=n, topic=_(topic), usual=True) for n, topic in enumerate(AGENDA, 1)]


def carry_in(change: Change, meeting: Meeting) -> int:
    """List the open actions of earlier meetings of this kind at a meeting; return how many were added."""
    here = {r.action_id for r in _lines(MeetingReview, meeting)}
    found = (MeetingAction.select().join(Meeting).where(
        (MeetingAction.deleted == 0) & MeetingAction.state.in_(PENDING) & (Meeting.kind == meeting.kind)
        & (Meeting.id != meeting.id) & (Meeting.day <= meeting.day.isoformat()))
        .order_by(MeetingAction.due, MeetingAction.id))
    made = [MeetingReview(meeting=meeting, action=action) for action in found if action.id not in here]
    change.add_all(made)
    return len(made)


def reviewed(change: Change, review: Any, before: dict[str, Any] | None) -> None:
    """Let what a meeting said of an action stand on the action itself: done, closed, dropped, a new date."""
    if review.deleted or (before is None and review.said == OPEN and review.new_due is None):
        return
    if before is not None and (before["said"], before["new_due"], before["word"]) == (
            review.said, MeetingReview.new_due.db_value(review.new_due), review.word):
        return
    action = MeetingAction.get_by_id(review.action_id)
    if ACTION_FLOW.allows(action.state, review.said):
        action.state = review.said
    if action.state in (DONE, CLOSED):
        action.done_on = action.done_on or review.meeting.day
    if action.state == CLOSED:
        action.checked_on = action.checked_on or max(review.meeting.day, action.done_on)
    if action.state == OPEN:
        action.done_on = action.check_on = None
        action.due = review.new_due or action.due
    if review.word:
        action.result = review.word
    change.save(action)


# --- what the buttons do ---

def notice_sent(change: Change, meetings: Sequence[Meeting]) -> None:
    """Enter that the notice of meetings is out."""
    for meeting in meetings:
        meeting.noticed_on = meeting.noticed_on or date.today()
        meeting.state = NOTICED
        change.save(meeting)


def held(change: Change, meetings: Sequence[Meeting]) -> None:
    """Enter that meetings were held; who was not marked otherwise was there."""
    for meeting in meetings:
        if meeting.day > date.today():
            raise Refused([Problem(_("The meeting is on {day}; nobody was there yet.").format(day=meeting.day),
                                   Meeting.day, True)], meeting)
        for attendee in _lines(MeetingAttendee, meeting):
            if attendee.state == EXPECTED:
                attendee.state = PRESENT
                change.save(attendee)
        meeting.state = HELD
        change.save(meeting)


def minutes_sent(change: Change, meetings: Sequence[Meeting]) -> None:
    """Enter that the minutes are out; minutes without a word are refused."""
    for meeting in meetings:
        said = any(t.discussion or t.decision for t in _lines(MeetingTopic, meeting))
        if not said and not meeting.summary and not _lines(MeetingAction, meeting):
            raise Refused([Problem(_("The minutes of {meeting} are empty: write down what was discussed and decided, "
                                     "or an action.").format(meeting=meeting), Meeting.summary, True)], meeting)
        meeting.minutes_on = meeting.minutes_on or date.today()
        meeting.state = MINUTED
        change.save(meeting)


def file_minutes(change: Change, meetings: Sequence[Meeting], answers: Answers = None) -> None:
    """Enter that the printed minutes are filed, and where."""
    said = answers or {}
    for meeting in meetings:
        meeting.filed_on = said.get("filed_on") or date.today()
        meeting.filed_where = said.get("filed_where") or meeting.filed_where
        meeting.state = FILED
        change.save(meeting)


def action_done(change: Change, actions: Sequence[MeetingAction], answers: Answers = None) -> None:
    """Enter that actions are done; they wait for their check."""
    said = answers or {}
    for action in actions:
        action.done_on = said.get("done_on") or date.today()
        action.result = said.get("result") or action.result
        action.state = DONE
        change.save(action)


def action_checked(change: Change, actions: Sequence[MeetingAction], answers: Answers = None) -> None:
    """Close actions whose result was checked."""
    said = answers or {}
    for action in actions:
        action.done_on = action.done_on or date.today()
        action.checked_on = said.get("checked_on") or max(date.today(), action.done_on)
        action.checked_by = said.get("checked_by") or action.checked_by_id
        action.state = CLOSED
        change.save(action)


def action_again(change: Change, actions: Sequence[MeetingAction], answers: Answers = None) -> None:
    """Open actions again whose check failed, with a new date."""
    said = answers or {}
    for action in actions:
        action.state, action.done_on, action.check_on, action.checked_on = OPEN, None, None, None
        action.due = said.get("due") or action.due
        change.save(action)


def action_dropped(change: Change, actions: Sequence[MeetingAction]) -> None:
    """Drop actions that are not needed any more."""
    for action in actions:
        action.state = DROPPED
        change.save(action)


def tick_done(change: Change, action: MeetingAction) -> None:
    """Settle an action by its number on the morning sheet."""
    if action.state == OPEN:
        action_done(change, [action])


def tick_checked(change: Change, action: MeetingAction) -> None:
    """Settle the check of an action by its number on the morning sheet."""
    if action.state == DONE:
        action_checked(change, [action])
