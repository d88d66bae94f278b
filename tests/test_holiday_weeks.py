"""Every week of 2024 to 2028, with holidays and make-up days: one due day in its own week, on form and duty alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.areas import agenda, catalogue
from app.areas.demo import new_company
from app.areas.filing.records import SummaryList, due_of
from app.areas.meetings import actions
from app.areas.meetings.records import Meeting
from app.areas.sample_room.rounds import RoomRound, begin_round, round_day, saturday_of
from app.areas.schedule.instructions.proposing import issue_by, working_week
from app.areas.schedule.instructions.records import FINISHED, SEMI, Instruction
from app.areas.supplies.records import SupplyRequest
from app.areas.today.records import StandingDuty
from app.database import connection, duties
from app.database.change import Who, write
from app.domain.standing import MONTHLY, WEEKLY, Rule, period_of, turns
from app.domain.workdays import Calendar
from app.masters.calendar import office_calendar
from app.masters.plant import CalendarDay

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
MONDAYS = [FIRST + timedelta(days=7 * n) for n in range((LAST - FIRST).days // 7)]
CLERK = Who("小邱", "PC-01")


@pytest.fixture(params=["six days", "five days"])
def calendar(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Calendar]:
    path = tmp_path / "firm.gendan"
    new_company(path)
    catalogue.areas()
    known = {day for row in CalendarDay.select(CalendarDay.day).tuples() for day in row}
    if request.param == "five days":
        saturdays = [monday + timedelta(days=5) for monday in MONDAYS]
        write("Five days", CLERK, lambda change: change.add_all([
            CalendarDay(day=day, kind="holiday", name="周六") for day in saturdays if day not in known]))
    yield office_calendar()
    connection.close()


def worked_weeks(calendar: Calendar) -> list[date]:
    return [m for m in MONDAYS if calendar.workdays_between(m, m + timedelta(days=6))]


def duty(key: str, first: date, last: date) -> list[tuple[date, date]]:
    """(first day, due) of a standing duty's turns."""
    row = StandingDuty.get(StandingDuty.key == key)
    form = next(s for area in catalogue.areas() for s in area.standing if s.key == key)
    return [(t.first, t.due) for t in agenda._turns(row, form, first, last, office_calendar())]


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekly_duty_is_due_once_in_each_working_week_and_in_no_other(calendar: Calendar, weekday: int) -> None:
    for shift in ("before", "after"):
        found = turns(Rule(WEEKLY, weekday, shift), FIRST, LAST, calendar)
        assert [t.first for t in found if t.first in MONDAYS] == worked_weeks(calendar)
        for turn in found:
            assert turn.first <= turn.due <= turn.last and calendar.is_workday(turn.due)
            wished = turn.first + timedelta(days=weekday)
            assert turn.due == wished or not calendar.is_workday(wished)


@pytest.mark.parametrize("day", [1, 5, 15, 31])
def test_a_monthly_duty_is_due_in_its_month(calendar: Calendar, day: int) -> None:
    for shift in ("before", "after"):
        found = turns(Rule(MONTHLY, day, shift), FIRST, LAST, calendar)
        assert len(found) == 60
        assert all((t.due.year, t.due.month) == (t.first.year, t.first.month) for t in found)


def test_there_are_such_weeks(calendar: Calendar) -> None:
    fridays = [m + timedelta(days=4) for m in MONDAYS]
    assert sum(not calendar.is_workday(day) for day in fridays) > 15
    assert len(worked_weeks(calendar)) < len(MONDAYS)


def test_one_meeting_a_week_and_its_notice_on_the_working_day_before(calendar: Calendar) -> None:
    days = []
    for monday in worked_weeks(calendar):
        period = period_of(Rule(WEEKLY, 3), monday, calendar)
        day, notice = actions.friday_of(period), actions.notice_due(period)
        assert monday <= day <= monday + timedelta(days=6) and calendar.is_workday(day)
        assert notice == calendar.previous_workday(day)
        days.append(day)
    assert len(set(days)) == len(days)
    asked = dict(duty("production_meeting", FIRST, LAST))
    assert [m for m in asked if m in MONDAYS[1:-1]] == [m for m in worked_weeks(calendar) if m in MONDAYS[1:-1]]


def test_a_meeting_made_by_its_duty_is_found_again_and_has_the_same_day(calendar: Calendar) -> None:
    for monday in (date(2026, 2, 9), date(2026, 9, 28), date(2026, 10, 5), date(2025, 1, 27), date(2026, 4, 27)):
        if monday not in worked_weeks(calendar):
            continue
        period = period_of(Rule(WEEKLY, 3), monday, calendar)
        one = write("Meeting", CLERK, lambda change, p=period: actions.begin(change, p)).result
        two = write("Meeting", CLERK, lambda change, p=period: actions.begin(change, p)).result
        assert one.id == two.id
        assert Meeting.get_by_id(one.id).notice_by == actions.notice_due(period)
        assert (monday, one.notice_by) in duty("production_meeting", monday - timedelta(days=20),
                                               monday + timedelta(days=9))


def test_instructions_go_out_for_each_working_week_once_and_in_time(calendar: Calendar) -> None:
    weeks = worked_weeks(calendar)[2:-3]
    for week in weeks:
        finished, semi = issue_by(FINISHED, week), issue_by(SEMI, week)
        assert calendar.is_workday(finished) and calendar.is_workday(semi)
        assert finished < week and (week - semi).days >= 7
        assert working_week(finished) == week and working_week(semi, 2) == week
    assert len({issue_by(FINISHED, week) for week in weeks}) == len(weeks)
    asked = {due for _first, due in duty("finished_instruction", FIRST, LAST)}
    assert {issue_by(FINISHED, week) for week in weeks} <= asked


def test_a_draft_is_due_with_the_duty_that_made_it(calendar: Calendar) -> None:
    week = date(2026, 10, 12)
    made = write("Draft", CLERK, lambda change: change.save(Instruction(kind=FINISHED, week=week))).result
    found = duties.Duty.get((duties.Duty.place == "instruction") & (duties.Duty.record == made.id))
    assert found.due == issue_by(FINISHED, week)
    assert found.due in {due for _first, due in duty("finished_instruction", FIRST, LAST)}


def test_the_round_of_a_week_is_walked_in_it(calendar: Calendar) -> None:
    asked = dict(duty("sample_room_round", FIRST, LAST))
    for monday in worked_weeks(calendar)[1:-1]:
        day = round_day(monday + timedelta(days=5))
        assert monday <= day <= monday + timedelta(days=6) and calendar.is_workday(day)
        assert asked[monday] == day and saturday_of(day) == monday + timedelta(days=5)


def test_a_round_under_way_is_due_on_the_day_of_its_duty(calendar: Calendar) -> None:
    monday = date(2026, 10, 5)
    made = write("Round", CLERK, lambda change: begin_round(change, monday + timedelta(days=3))).result
    assert RoomRound.get_by_id(made.id).next_due == round_day(monday + timedelta(days=5))


def test_the_fifth_and_the_fifteenth_are_one_day_on_duty_and_form(calendar: Calendar) -> None:
    summaries, requests = dict(duty("monthly_summaries", FIRST, LAST)), dict(duty("supply_request", FIRST, LAST))
    assert len(summaries) == len(requests) == 60
    for first, due in summaries.items():
        month = (first - timedelta(days=1)).strftime("%Y-%m")
        assert due_of(month) == due and due.month == first.month
        listed = SummaryList(month=month)
        for fill in SummaryList.derived:
            fill(listed)
        assert listed.due == due
    for first, due in requests.items():
        after = (first + timedelta(days=31)).replace(day=1)
        asked = SupplyRequest(month=f"{after:%Y-%m}")
        for fill in SupplyRequest.derived:
            fill(asked)
        assert asked.due == due and due.month == first.month
