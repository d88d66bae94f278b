"""Meetings: Friday's production meeting and others, with notice, attendance, minutes, and actions until closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from peewee import fn

from app.areas.meetings import actions, duties
from app.areas.meetings.notices import NOTICES
from app.areas.meetings.records import (
    DONE,
    FILED,
    HELD,
    MINUTED,
    NOTICED,
    OFF,
    OPEN,
    PENDING,
    PLANNED,
    THERE,
    Meeting,
    MeetingAction,
    MeetingAttendee,
    MeetingReview,
    MeetingTopic,
)
from app.areas.meetings.settings import SETTINGS
from app.areas.meetings.told import message_kept
from app.domain.later import Later
from app.domain.sheet import Action, Area, Computed, Group, Lines, Print, Sheet, View
from app.domain.text import N_
from app.masters.mailing import MessageAbout, after_telling

PRINTING = Later("app.areas.meetings.printing")
DEMO = Later("app.areas.meetings.demo")

M, P, T, A, R = Meeting, MeetingAttendee, MeetingTopic, MeetingAction, MeetingReview


def _attendees(name: str, condition: Any = None) -> Any:
    found = P.alias(name)
    query = found.select(fn.COUNT(found.id)).where((found.meeting == M.id) & (found.deleted == 0))
    return query.where(condition(found)) if condition is not None else query


def _expected() -> Any:
    return _attendees("expected_ones")


def _present() -> Any:
    return _attendees("present_ones", lambda p: p.state.in_(THERE))


def _actions_raised() -> Any:
    found = A.alias("raised_here")
    return found.select(fn.COUNT(found.id)).where((found.meeting == M.id) & (found.deleted == 0))


def _still_open() -> Any:
    found = A.alias("open_here")
    return found.select(fn.COUNT(found.id)).where(
        (found.meeting == M.id) & (found.deleted == 0) & found.state.in_(PENDING))


def _came_back() -> Any:
    found = R.alias("came_back")
    return found.select(fn.COUNT(found.id)).where((found.action == A.id) & (found.deleted == 0))


def _coming(today: date) -> Any:
    return M.state.in_((PLANNED, NOTICED)) & (M.day >= today.isoformat())


def _without_minutes(today: date) -> Any:
    return M.state.in_((PLANNED, NOTICED, HELD)) & (M.day < today.isoformat())


def _this_quarter(today: date) -> Any:
    return M.day >= (today - timedelta(days=91)).isoformat()


MEETINGS = Sheet(
    "meetings", M, N_("Meetings"),
    table=(M.number, M.day, M.start, M.kind, M.subject, M.state, M.place, M.chair, M.recorder,
           Computed("expected", N_("Expected to come"), _expected, "quantity", 6),
           Computed("present", N_("Really there"), _present, "quantity", 6),
           Computed("raised", N_("Actions"), _actions_raised, "quantity", 6),
           Computed("open", N_("Actions still open"), _still_open, "quantity", 6),
           M.notice_by, M.noticed_on, M.minutes_by, M.minutes_on, M.filed_on, M.filed_where, M.note),
    form=(Group(N_("Meeting"), (M.number, M.kind, M.subject, M.day, M.start, M.until, M.place, M.chair, M.recorder,
                                M.bring, M.state)),
          Group(N_("Notice"), (M.notice_by, M.noticed_on)),
          Group(N_("Minutes"), (M.summary, M.minutes_by, M.minutes_on, M.checked_by, M.filed_on, M.filed_where,
                                M.note))),
    lines=(Lines(R, R.meeting, N_("Open actions of earlier meetings"),
                 (R.action, R.owner_then, R.due_then, R.said, R.new_due, R.word)),
           Lines(T, T.meeting, N_("Topics"), (T.topic, T.presenter, T.discussion, T.decision, T.usual), (T.seq,)),
           Lines(A, A.meeting, N_("Actions"), (A.what, A.owner, A.department, A.order, A.due, A.state, A.done_on)),
           Lines(P, P.meeting, N_("Attendees"), (P.person, P.department, P.guest, P.role, P.state, P.note))),
    order=(M.day.desc(), M.id.desc()),
    deadlines=duties.MEETING_DUTIES,
    actions=(Action(N_("Take over from the last meeting"), actions.prepare,
                    lambda m: m.state in (PLANNED, NOTICED, HELD), "clipboard-paste"),
             Action(N_("Notice is out"), after_telling("meetings meeting_notice", actions.notice_sent),
                    lambda m: m.state == PLANNED, "send"),
             Action(N_("Meeting was held"), actions.held, lambda m: m.state in (PLANNED, NOTICED), "users"),
             Action(N_("Minutes are out"), after_telling("meetings meeting_minutes", actions.minutes_sent),
                    lambda m: m.state == HELD, "mail"),
             Action(N_("File the minutes…"), actions.file_minutes, lambda m: m.state == MINUTED, "archive",
                    asks=(M.filed_on, M.filed_where))),
    prints=(Print("minutes", N_("Minutes of the meeting"), PRINTING.minutes),
            Print("meeting_notice", N_("Meeting notice"), PRINTING.notice),
            Print("meeting_sign_in", N_("Sign-in sheet"), PRINTING.sign_in)),
    views=(View(N_("Coming meetings"), _coming), View(N_("Minutes missing"), _without_minutes),
           View(N_("Minutes not filed yet"), lambda today: ~M.state.in_((FILED, OFF))),
           View(N_("Last three months"), _this_quarter)),
    empty=N_("Meetings with notice, attendance and minutes. The notice of the Friday meeting is asked for every "
             "Thursday; what is still open from earlier meetings comes back by itself."),
)
ACTIONS = Sheet(
    "meeting_actions", A, N_("Meeting actions"),
    table=(A.number, A.raised, A.what, A.owner, A.department, A.order, A.due, A.first_due, A.state,
           Computed("came_back", N_("Came back"), _came_back, "quantity", 6), A.done_on, A.result, A.check_on,
           A.checked_by, A.checked_on, A.meeting, A.note),
    form=(Group(N_("Action"), (A.number, A.meeting, A.raised, A.what, A.owner, A.department, A.order, A.due,
                               A.first_due, A.state)),
          Group(N_("Result and check"), (A.done_on, A.result, A.check_on, A.checked_by, A.checked_on, A.note))),
    lines=(Lines(R, R.action, N_("At the meetings"), (R.meeting, R.said, R.new_due, R.word)),),
    order=(A.state.in_(PENDING).desc(), A.due, A.id),
    deadlines=duties.ACTION_DUTIES,
    actions=(Action(N_("Action is done…"), actions.action_done, lambda a: a.state == OPEN, "check",
                    asks=(A.done_on, A.result)),
             Action(N_("Checked, close it…"), actions.action_checked, lambda a: a.state in PENDING, "badge-check",
                    asks=(A.checked_on, A.checked_by)),
             Action(N_("Open again…"), actions.action_again, lambda a: a.state != OPEN, "undo-2", asks=(A.due,)),
             Action(N_("Drop it"), actions.action_dropped, lambda a: a.state == OPEN, "x")),
    views=(View(N_("Open actions"), lambda today: A.state.in_(PENDING)),
           View(N_("Actions overdue"), lambda today: (A.state == OPEN) & (A.due < today.isoformat())),
           View(N_("To be checked"), lambda today: A.state == DONE),
           View(N_("Date was moved"), lambda today: A.due > A.first_due)),
    empty=N_("What meetings decided, each with its owner and date. Actions are entered in the minutes of a meeting."),
)

AREA = Area("meetings", N_("Meetings"), N_("Office"), "presentation", (MEETINGS, ACTIONS),
            follows=((MeetingReview, actions.reviewed), (MessageAbout, message_kept)),
            notices=NOTICES, standing=duties.STANDING, settings=SETTINGS, demo=DEMO.make)
