"""Meetings: the Friday meeting half filled, actions that come back until closed, minutes, duties, messages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import agenda, demo, notifying, papers
from app.areas.meetings import actions
from app.areas.meetings.records import (
    CLOSED,
    DONE,
    DROPPED,
    FILED,
    HELD,
    MINUTED,
    NOTICED,
    OPEN,
    PLANNED,
    PRESENT,
    Meeting,
    MeetingAction,
    MeetingAttendee,
    MeetingReview,
    MeetingTopic,
)
from app.database.change import Who, write
from app.domain.clock import clock_time
from app.domain.problem import Refused
from app.domain.standing import Period
from app.domain.workdays import Calendar
from app.masters.company import Department, Person

ME = Who("阿敏", "PC-1")
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
WEEK = Period(MONDAY, MONDAY + timedelta(days=6), date(2026, 11, 26))


def do(task: Any) -> Any:
    return write("test", ME, task).result


def week(ahead: int) -> Period:
    days = timedelta(days=7 * ahead)
    return Period(WEEK.first + days, WEEK.last + days, WEEK.due + days)


def heads(change: Any) -> None:
    for name, head in (("生产部", "温厂长"), ("品质部", "岑若水")):
        department = change.save(Department(name=name, head=head))
        change.save(Person(name=head, department=department))


def lines(model: Any, meeting: Meeting) -> list[Any]:
    return list(model.select().where((model.meeting == meeting) & (model.deleted == 0)).order_by(model.id))


def test_the_first_meeting_has_the_heads_and_the_usual_agenda(company: Path) -> None:
    do(heads)
    meeting = do(lambda change: actions.begin(change, WEEK))
    assert (meeting.day, meeting.start, meeting.notice_by, meeting.minutes_by) == (
        FRIDAY, "14:30", date(2026, 11, 26), date(2026, 11, 28))
    assert [str(a.person) for a in lines(MeetingAttendee, meeting)] == ["温厂长", "岑若水"]
    assert len(lines(MeetingTopic, meeting)) == len(actions.AGENDA)
    assert do(lambda change: actions.begin(change, WEEK)).id == meeting.id


def test_a_friday_off_moves_the_meeting_to_the_working_day_before() -> None:
    from unittest.mock import patch

    off = Calendar(frozenset({6}), {FRIDAY: "停电"})
    with patch("app.areas.meetings.actions.office_calendar", lambda: off):
        assert actions.friday_of(WEEK) == date(2026, 11, 26)


def test_open_actions_come_back_until_they_are_closed(company: Path) -> None:
    do(heads)
    first = do(lambda change: actions.begin(change, WEEK))
    action = do(lambda change: change.save(MeetingAction(meeting=first, what="追彩盒交期", owner=Person.get())))
    assert (action.raised, action.due, str(action.department)) == (FRIDAY, FRIDAY + timedelta(days=7), "生产部")
    second = do(lambda change: actions.begin(change, week(1)))
    back = lines(MeetingReview, second)
    assert [(r.action_id, r.owner_then, r.due_then) for r in back] == [(action.id, "温厂长", action.due)]
    assert [str(a.person) for a in lines(MeetingAttendee, second)] == ["温厂长", "岑若水"]
    assert [t.topic for t in lines(MeetingTopic, second)] == [t.topic for t in lines(MeetingTopic, first)]

    def moved(change: Any) -> None:
        review = MeetingReview.get_by_id(back[0].id)
        review.new_due, review.word = date(2026, 12, 11), "供应商还在确认"
        change.save(review)

    do(moved)
    action = MeetingAction.get()
    assert (action.state, action.due, action.first_due, action.result) == (
        OPEN, date(2026, 12, 11), FRIDAY + timedelta(days=7), "供应商还在确认")
    third = do(lambda change: actions.begin(change, week(2)))

    def closed(change: Any) -> None:
        review = lines(MeetingReview, third)[0]
        review.said = CLOSED
        change.save(review)

    do(closed)
    action = MeetingAction.get()
    assert (action.state, action.done_on, action.checked_on) == (CLOSED, third.day, third.day)
    fourth = do(lambda change: actions.begin(change, week(3)))
    assert lines(MeetingReview, fourth) == []
    assert MeetingReview.select().count() == 2


def test_actions_go_through_their_check_and_may_open_again(company: Path) -> None:
    do(heads)
    meeting = do(lambda change: actions.begin(change, WEEK))
    made = do(lambda change: change.save(MeetingAction(meeting=meeting, what="留样", due=FRIDAY)))
    do(lambda change: actions.action_done(change, [made], {"done_on": FRIDAY, "result": "已留样"}))
    action = MeetingAction.get()
    assert (action.state, action.check_on) == (DONE, date(2026, 12, 1))
    do(lambda change: actions.action_again(change, [action], {"due": date(2026, 12, 4)}))
    action = MeetingAction.get()
    assert (action.state, action.due, action.check_on) == (OPEN, date(2026, 12, 4), None)
    do(lambda change: actions.action_dropped(change, [action]))
    assert MeetingAction.get().state == DROPPED
    with pytest.raises(Refused):
        do(lambda change: actions.action_done(change, [MeetingAction.get()]))


def test_minutes_need_words_and_held_marks_who_was_there(company: Path) -> None:
    do(heads)
    meeting = do(lambda change: actions.begin(change, WEEK))
    absent = lines(MeetingAttendee, meeting)[1]
    absent.state = "absent"
    do(lambda change: change.save(absent))
    do(lambda change: actions.notice_sent(change, [Meeting.get()]))
    do(lambda change: actions.held(change, [Meeting.get()]))
    assert [a.state for a in lines(MeetingAttendee, meeting)] == [PRESENT, "absent"]
    with pytest.raises(Refused):
        do(lambda change: actions.minutes_sent(change, [Meeting.get()]))
    topic = lines(MeetingTopic, meeting)[1]
    topic.decision = "排期照改"
    do(lambda change: change.save(topic))
    do(lambda change: actions.minutes_sent(change, [Meeting.get()]))
    do(lambda change: actions.file_minutes(change, [Meeting.get()], {"filed_where": "C1"}))
    again = Meeting.get()
    assert (again.state, again.filed_where) == (FILED, "C1")


def test_today_asks_for_notice_meeting_minutes_and_actions_with_their_owner(company: Path) -> None:
    do(heads)
    meeting = do(lambda change: actions.begin(change, WEEK))
    do(lambda change: change.save(MeetingAction(meeting=meeting, what="追彩盒", owner=Person.get(), due=FRIDAY)))

    def asked() -> dict[str, tuple[date, str]]:
        return {line.title: (line.due, line.owner) for line in agenda.duty_lines(MONDAY, date(2026, 12, 31))}

    assert asked() == {"Send the meeting notice": (date(2026, 11, 26), "阿敏"), "Hold the meeting": (FRIDAY, "阿敏"),
                       "Action of a meeting": (FRIDAY, "温厂长")}
    do(lambda change: actions.held(change, [Meeting.get()]))
    assert asked() == {"Send the minutes": (date(2026, 11, 28), "阿敏"), "Action of a meeting": (FRIDAY, "温厂长")}
    do(lambda change: actions.tick_done(change, MeetingAction.get()))
    assert "Check a finished action" in asked()


def test_the_standing_duty_of_thursday_is_done_when_the_notice_is_out(company: Path) -> None:
    do(lambda change: demo.seed_standing(change, MONDAY))
    from app.areas.today.records import StandingDuty

    do(lambda change: [change.save(_begins(d)) for d in StandingDuty.select()])
    waiting = [line for line in agenda.standing_lines(MONDAY, FRIDAY) if line.key == "production_meeting"]
    assert [line.due for line in waiting] == [date(2026, 11, 26)]
    meeting = do(lambda change: agenda.begin_standing(change, waiting[0]))
    assert meeting.day == FRIDAY
    assert not actions.noticed(WEEK)
    do(lambda change: actions.notice_sent(change, [Meeting.get()]))
    assert actions.noticed(WEEK)
    assert not [line for line in agenda.standing_lines(MONDAY, FRIDAY) if line.key == "production_meeting"]


def _begins(duty: Any) -> Any:
    duty.begins = MONDAY
    return duty


def test_a_mailed_notice_is_the_notice(demo_company: Path) -> None:
    coming = Meeting.select().where(Meeting.state == PLANNED).order_by(Meeting.id.desc()).get()
    ready = notifying.make_ready("meetings", "meeting_notice", [coming.id])
    assert coming.subject in ready.draft.subject
    assert len(ready.draft.rows) == len(lines(MeetingReview, coming))
    assert ready.to
    do(lambda change: notifying.keep(change, ready, "mail", "queued", ()))
    again = Meeting.get_by_id(coming.id)
    assert again.state == NOTICED
    assert again.noticed_on is not None


def test_minutes_print_what_was_said_of_open_actions(demo_company: Path) -> None:
    meeting = Meeting.select().where(Meeting.state.in_((MINUTED, FILED))).order_by(Meeting.day.desc()).get()
    said = [r for r in lines(MeetingReview, meeting) if r.word]
    assert said
    words = "".join(m.text for page in papers.pages("minutes", "阿敏", records=[meeting.number]) for m in page.marks
                    if hasattr(m, "text"))
    assert said[0].action.what[:8] in words
    assert all(a.what[:6] in words for a in lines(MeetingAction, meeting))


def test_times_are_kept_as_one_writes_them(company: Path) -> None:
    meeting = do(lambda change: change.save(Meeting(subject="专题", kind="order", day=FRIDAY, start="下午2点半", until="15.40")))
    assert (meeting.start, meeting.until) == ("14:30", "15:40")
    with pytest.raises(Refused):
        do(lambda change: change.save(Meeting(subject="专题", day=FRIDAY, start="下班后")))
    assert meeting.state != HELD


@pytest.mark.parametrize(("text", "time"), [("14:30", "14:30"), ("1430", "14:30"), ("9点", "09:00"), ("2:30pm", "14:30"),
                                            ("12am", "00:00"), ("２：３０", "02:30"), ("25:00", None), ("", None),
                                            ("14:7", "14:07"), ("十点", None)])
def test_times_of_day(text: str, time: str | None) -> None:
    assert clock_time(text) == time


@given(st.text(max_size=12))
def test_no_text_breaks_a_time_and_a_time_stays_itself(text: str) -> None:
    found = clock_time(text)
    assert found is None or clock_time(found) == found
