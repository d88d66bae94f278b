"""Notice, sign-in sheet and minutes of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.meetings.records import (
    ATTENDANCE,
    THERE,
    Meeting,
    MeetingAction,
    MeetingAttendee,
    MeetingReview,
    MeetingTopic,
)
from app.domain.show import WEEKDAYS
from app.domain.text import N_, _
from app.reports.field_values import field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

M, A = Meeting, MeetingAction
NOTICE, SIGN_IN, MINUTES = N_("Meeting notice"), N_("Sign-in sheet"), N_("Minutes of the meeting")
NO = PaperColumn(N_("No."), 2.4, "right")


def notice(paper: Paper, meetings: Sequence[Meeting]) -> None:
    """Draw the notice of each meeting: time and place, who comes, the agenda, the open actions."""
    for meeting in meetings:
        _title(paper, meeting, NOTICE, "QR-HY-01")
        _when(paper, meeting)
        people = "、".join(_name(a) for a in attendees(meeting))
        paper.fields([(N_("Attendees"), people), (N_("To be brought along"), meeting.bring or "")], columns=1)
        paper.heading(N_("Agenda"))
        paper.table([NO, PaperColumn(N_("Topic"), 30), PaperColumn(N_("Presented by"), 8)],
                    [[n, t.topic, str(t.presenter or "")] for n, t in enumerate(topics(meeting), 1)])
        _carried(paper, meeting, False)
        paper.signatures([N_("Prepared by"), N_("Chair")])


def sign_in(paper: Paper, meetings: Sequence[Meeting]) -> None:
    """Draw the sheet that everybody signs who comes, with free lines for others."""
    for meeting in meetings:
        _title(paper, meeting, SIGN_IN, "QR-HY-02")
        _when(paper, meeting)
        listed = attendees(meeting)
        rows = [[n, str(a.person or a.guest or ""), str(a.department or ""), _(MeetingAttendee.role.labels[a.role]),
                 "", ""] for n, a in enumerate(listed, 1)]
        rows += [[len(listed) + n, "", "", "", "", ""] for n in range(1, 6)]
        paper.table([NO, PaperColumn(N_("Attendee"), 9), PaperColumn(N_("Dept"), 9), PaperColumn(N_("Role"), 6),
                     PaperColumn(N_("Signature"), 14), PaperColumn(N_("Time"), 6)], rows, size=13)
        paper.signatures([N_("Minute-taker"), N_("Chair")])


def minutes(paper: Paper, meetings: Sequence[Meeting]) -> None:
    """Draw the minutes: attendance, what became of the open actions, topics, new actions."""
    for meeting in meetings:
        _title(paper, meeting, MINUTES, "QR-HY-03")
        _when(paper, meeting)
        listed = attendees(meeting)
        there = [a for a in listed if a.state in THERE]
        words = [(N_("Expected to come"), str(len(listed))), (N_("Really there"), str(len(there)))]
        words += [(label, "、".join(_name(a) for a in listed if a.state == key)) for key, label in ATTENDANCE
                  if any(a.state == key for a in listed)]
        paper.fields(words)
        if meeting.summary:
            paper.text(meeting.summary)
        _carried(paper, meeting, True)
        paper.heading(N_("Topics"))
        paper.table([NO, PaperColumn(N_("Topic"), 9), PaperColumn(N_("Discussion"), 18),
                     PaperColumn(N_("Decision"), 14)],
                    [[n, t.topic, t.discussion or "", t.decision or ""] for n, t in enumerate(topics(meeting), 1)])
        raised = list(A.select().where((A.meeting == meeting) & (A.deleted == 0)).order_by(A.id))
        if raised:
            paper.heading(N_("Actions"))
            paper.table([NO, PaperColumn(N_("What is to be done"), 20), PaperColumn(N_("Action owner"), 8),
                         PaperColumn(N_("Linked order"), 8), PaperColumn(N_("To be done by"), kind="day"),
                         PaperColumn(N_("State"), 7)],
                        [[n, a.what, str(a.owner or a.department or ""), str(a.order or ""), a.due,
                          field_text(a, A.state)] for n, a in enumerate(raised, 1)])
        paper.fields([(N_("Minutes sent on"), meeting.minutes_on), (N_("Filed where"), meeting.filed_where or "")])
        paper.signatures([N_("Minute-taker"), N_("Minutes checked by"), N_("Chair")])


def attendees(meeting: Meeting) -> list[Any]:
    """Return those who are expected at a meeting."""
    T = MeetingAttendee  # noqa: N806
    return list(T.select().where((T.meeting == meeting) & (T.deleted == 0)).order_by(T.id))


def topics(meeting: Meeting) -> list[Any]:
    """Return the agenda of a meeting."""
    T = MeetingTopic  # noqa: N806
    return list(T.select().where((T.meeting == meeting) & (T.deleted == 0)).order_by(T.seq, T.id))


def _name(attendee: Any) -> str:
    if attendee.person_id or attendee.guest:
        return str(attendee.person or attendee.guest)
    return str(attendee.department or "")


def _title(paper: Paper, meeting: Meeting, title: str, form: str) -> None:
    paper.title(title, f"{meeting.number} {meeting.subject}", form_number=form, code=f"gendan:meetings/{meeting.id}")


def _when(paper: Paper, meeting: Meeting) -> None:
    hours = "–".join(t for t in (meeting.start, meeting.until) if t)
    day = f"{meeting.day} {_(WEEKDAYS[meeting.day.weekday()])} {hours}".strip()
    paper.fields([(N_("Meeting date"), day), (N_("Meeting place"), meeting.place or ""),
                  (N_("Chair"), str(meeting.chair or "")), (N_("Minute-taker"), str(meeting.recorder or ""))])


def _carried(paper: Paper, meeting: Meeting, said: bool) -> None:
    """Print the open actions that came back; with what was said of them where the meeting is over."""
    R = MeetingReview  # noqa: N806
    found = list(R.select().where((R.meeting == meeting) & (R.deleted == 0)).order_by(R.id))
    if not found:
        return
    paper.heading(N_("Open actions of earlier meetings"))
    heads = [NO, PaperColumn(N_("Raised on"), kind="day"), PaperColumn(N_("What is to be done"), 18),
             PaperColumn(N_("Action owner"), 7), PaperColumn(N_("Was due"), kind="day")]
    rows: list[list[Any]] = [[n, r.action.raised, r.action.what, r.owner_then or "", r.due_then]
                             for n, r in enumerate(found, 1)]
    if said:
        heads += [PaperColumn(N_("How it stands"), 7), PaperColumn(N_("New date"), kind="day"),
                  PaperColumn(N_("What was said"), 12)]
        rows = [[*row, field_text(r, R.said), r.new_due, r.word or ""] for row, r in zip(rows, found, strict=True)]
    paper.table(heads, rows, size=8 if said else 8.5)
