"""Meetings 会议: notice, attendance, topics; actions are records of their own that come back until they are closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.meetings.settings import CHECK_DAYS, MINUTES_DAYS, NOTICE_DAYS
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.clock import clock_time
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order
from app.masters.company import Department, Person
from app.masters.order import Order
from app.masters.state_dates import dated_states

PLANNED, NOTICED, HELD, MINUTED, FILED, OFF = "planned", "noticed", "held", "minuted", "filed", "cancelled"
STATES = ((PLANNED, N_("Meeting planned")), (NOTICED, N_("Notice sent")), (HELD, N_("Held")),
          (MINUTED, N_("Minutes sent")), (FILED, N_("Minutes filed")), (OFF, N_("Cancelled")))
FLOW = Workflow(frozenset((
    (PLANNED, NOTICED), (PLANNED, HELD), (NOTICED, PLANNED), (NOTICED, HELD), (HELD, NOTICED), (HELD, MINUTED),
    (MINUTED, HELD), (MINUTED, FILED), (FILED, MINUTED), (PLANNED, OFF), (NOTICED, OFF), (OFF, PLANNED))))
PRODUCTION = "production"
KINDS = ((PRODUCTION, N_("Production meeting")), ("quality", N_("Quality meeting")),
         ("order", N_("Meeting on an order")), ("other", N_("Other meeting")))

OPEN, DONE, CLOSED, DROPPED = "open", "done", "closed", "dropped"
ACTION_STATES = ((OPEN, N_("To do")), (DONE, N_("Done, to be checked")), (CLOSED, N_("Done and checked")),
                 (DROPPED, N_("Dropped")))
ACTION_FLOW = Workflow(frozenset((
    (OPEN, DONE), (OPEN, CLOSED), (OPEN, DROPPED), (DONE, OPEN), (DONE, CLOSED), (CLOSED, OPEN), (DROPPED, OPEN))))
PENDING = (OPEN, DONE)


def _times_as_typed(meeting: Any) -> None:
    for name in ("start", "until"):
        if text := getattr(meeting, name):
            setattr(meeting, name, clock_time(text) or text)


def _due_days(meeting: Any) -> None:
    """Reckon the days of notice and minutes from the day of the meeting."""
    if meeting.day is None:
        return
    calendar = office_calendar()
    meeting.notice_by = calendar.add_workdays(meeting.day, -office(NOTICE_DAYS))
    meeting.minutes_by = calendar.add_workdays(meeting.day, office(MINUTES_DAYS))


def _times_are_times(meeting: Any) -> Problem | None:
    for field in (Meeting.start, Meeting.until):
        text = getattr(meeting, field.name)
        if text and clock_time(text) is None:
            return Problem(_("“{text}” is no time of day; write it like 14:30.").format(text=text), field, True)
    if meeting.start and meeting.until and meeting.until < meeting.start:
        return Problem(_("The meeting ends at {until}, before it begins at {start}.").format(
            until=meeting.until, start=meeting.start), Meeting.until)
    return None


def _held_on_a_workday(meeting: Any) -> Problem | None:
    if meeting.day is None or meeting.state not in (PLANNED, NOTICED) or office_calendar().is_workday(meeting.day):
        return None
    return Problem(_("{day} is a day off by the company calendar.").format(day=meeting.day), Meeting.day)


class Meeting(Record):
    """A meeting from its notice to its filed minutes."""

    number = Code(N_("Meeting no."), width=12)
    kind = Choice(N_("Kind of meeting"), KINDS, required=True, default=PRODUCTION, width=10)
    subject = Text(N_("Meeting subject"), required=True, width=22)
    day = Day(N_("Meeting date"), required=True, default=date.today)
    start = Text(N_("Begins at"), default="14:30", width=7)
    until = Text(N_("Ends at"), width=7)
    place = Text(N_("Meeting place"), width=12)
    chair = Link(N_("Chair"), Person, width=9)
    recorder = Link(N_("Minute-taker"), Person, width=9)
    bring = LongText(N_("To be brought along"))
    notice_by = Day(N_("Notice by"), hint=N_("The working day before the meeting"))
    noticed_on = Day(N_("Notice sent on"))
    minutes_by = Day(N_("Minutes by"), hint=N_("The working day after the meeting"))
    minutes_on = Day(N_("Minutes sent on"))
    summary = LongText(N_("Summary"))
    checked_by = Link(N_("Minutes checked by"), Person, width=9)
    filed_on = Day(N_("Filed on"))
    filed_where = Text(N_("Filed where"), width=14, hint=N_("Cabinet and folder"))
    state = Choice(N_("State"), STATES, required=True, default=PLANNED, width=9)
    note = LongText(N_("Note"))

    shown = (number, subject)
    checks = (_times_are_times, _held_on_a_workday, in_order("day", "minutes_on"), in_order("minutes_on", "filed_on"))
    derived = (_times_as_typed, _due_days,
               dated_states(noticed="noticed_on", minuted="minutes_on", filed="filed_on"))
    workflow = (state, FLOW)
    numbered = (number, "HY{yy}{mm}-{n:02}")

    class Meta:
        table_name = "meeting"
        indexes = ((("day",), False),)


ROLES = (("chair", N_("Chair")), ("recorder", N_("Minute-taker")), ("member", N_("Member")), ("guest", N_("Guest")))
EXPECTED, PRESENT, LATE, ABSENT, EXCUSED = "expected", "present", "late", "absent", "excused"
ATTENDANCE = ((EXPECTED, N_("Expected to come")), (PRESENT, N_("Was there")), (LATE, N_("Came late")),
              (ABSENT, N_("Absent")), (EXCUSED, N_("Excused")))
THERE = (PRESENT, LATE)


def _names_somebody(attendee: Any) -> Problem | None:
    if attendee.person_id or attendee.department_id or attendee.guest:
        return None
    return Problem(_("Say who is expected: a person, a department or a guest by name."), MeetingAttendee.person, True)


def _department_of_person(attendee: Any) -> None:
    if attendee.person_id and not attendee.department_id:
        attendee.department_id = attendee.person.department_id


class MeetingAttendee(Record):
    """Somebody who is expected at a meeting, and whether he came."""

    meeting = Link(N_("Meeting"), Meeting, required=True)
    person = Link(N_("Attendee"), Person, width=10)
    department = Link(N_("Dept"), Department, width=10)
    guest = Text(N_("Guest by name"), width=10)
    role = Choice(N_("Role"), ROLES, required=True, default="member", width=8)
    state = Choice(N_("Attendance"), ATTENDANCE, required=True, default=EXPECTED, width=8)
    note = Text(N_("Note"), width=14)

    shown = (meeting, person, guest)
    checks = (_names_somebody,)
    derived = (_department_of_person,)

    class Meta:
        table_name = "meeting_attendee"
        indexes = ((("meeting",), False),)


class MeetingTopic(Record):
    """A point of the agenda; after the meeting with what was said and decided."""

    meeting = Link(N_("Meeting"), Meeting, required=True)
    seq = Integer(N_("No."), default=1, width=4)
    topic = Text(N_("Topic"), required=True, width=20)
    usual = Flag(N_("At every meeting"))
    presenter = Link(N_("Presented by"), Person, width=9)
    discussion = LongText(N_("Discussion"), width=30)
    decision = LongText(N_("Decision"), width=26)

    shown = (meeting, topic)

    class Meta:
        table_name = "meeting_topic"
        indexes = ((("meeting",), False),)


def _from_meeting(action: Any) -> None:
    """Take day, order of days and the day of the check from the meeting and from when it was done."""
    if action.meeting_id and action.raised is None:
        action.raised = action.meeting.day
    if action.due is None and action.raised is not None:
        action.due = action.raised + timedelta(days=7)
    if action.first_due is None:
        action.first_due = action.due
    if action.department_id is None and action.owner_id:
        action.department_id = action.owner.department_id
    if action.done_on is not None and action.check_on is None:
        action.check_on = office_calendar().add_workdays(action.done_on, office(CHECK_DAYS))


def _somebody_owns_it(action: Any) -> Problem | None:
    if not action.owner_id and not action.department_id:
        return Problem(_("Nobody owns “{action}” yet; name a person or a department.").format(action=action.what),
                       MeetingAction.owner)
    return None


class MeetingAction(Record):
    """What somebody must do until a day; it comes back at the next meetings until it is closed."""

    number = Code(N_("Action no."), width=12)
    meeting = Link(N_("Raised at"), Meeting, width=20)
    raised = Day(N_("Raised on"))
    what = LongText(N_("What is to be done"), required=True, width=30)
    owner = Link(N_("Action owner"), Person, width=9)
    department = Link(N_("Dept"), Department, width=10)
    order = Link(N_("Linked order"), Order, width=12)
    due = Day(N_("To be done by"), hint=N_("Empty: one week after the meeting"))
    first_due = Day(N_("First date"))
    done_on = Day(N_("Action finished on"))
    result = LongText(N_("What came of it"), width=24)
    check_on = Day(N_("Check on"))
    checked_by = Link(N_("Checked by"), Person, width=9)
    checked_on = Day(N_("Checked on"))
    state = Choice(N_("State"), ACTION_STATES, required=True, default=OPEN, width=10)
    note = LongText(N_("Note"))

    shown = (number, what)
    checks = (_somebody_owns_it, in_order("raised", "due"), in_order("done_on", "checked_on"))
    derived = (dated_states(done="done_on", closed="done_on"), _from_meeting)
    workflow = (state, ACTION_FLOW)
    numbered = (number, "JY{yy}{mm}-{n:03}")

    class Meta:
        table_name = "meeting_action"
        indexes = ((("meeting",), False), (("state",), False), (("order",), False))


SAID = (("open", N_("Goes on")), ("done", N_("Is done")), ("closed", N_("Checked and closed")),
        ("dropped", N_("Is dropped")))


def _as_it_stood(review: Any) -> None:
    """Keep owner and date of the action as they stood when it came to the meeting."""
    if review.action_id and review.due_then is None:
        action = review.action
        review.due_then = action.due
        review.owner_then = str(action.owner or action.department or "") or None


class MeetingReview(Record):
    """An open action of an earlier meeting, come back: what was said of it, and how it goes on."""

    meeting = Link(N_("Meeting"), Meeting, required=True)
    action = Link(N_("Action"), MeetingAction, required=True, width=30)
    owner_then = Text(N_("Action owner"), width=9)
    due_then = Day(N_("Was due"))
    said = Choice(N_("How it stands"), SAID, required=True, default="open", width=10)
    new_due = Day(N_("New date"))
    word = LongText(N_("What was said"), width=26)

    shown = (meeting, action)
    derived = (_as_it_stood,)

    class Meta:
        table_name = "meeting_review"
        indexes = ((("meeting",), False), (("action",), False))
