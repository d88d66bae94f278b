"""Today and the morning sheet: endangered orders and today first, sheets that did not come, lists without readers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.areas import agenda, catalogue, notifying, papers
from app.areas.alerts import MOST, alerts, endangered, missing_sheets, silent_lists
from app.areas.meetings.records import Meeting, MeetingAttendee
from app.areas.schedule import moving
from app.areas.schedule.day_changes import groups, read_moved
from app.areas.schedule.reading import read_schedule
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.change import Who, write
from app.database.ledger import Reason
from app.masters.company import Department, Person
from app.masters.mailing import MailList, MailListMember
from app.masters.order import Order
from tests.conftest import TODAY

ME = Who("王小姐", "PC-1")


def do(task: Any) -> Any:
    return write("Do", ME, task, reason=Reason("other")).result


def test_endangered_orders_come_first_each_once_the_most_urgent_of_them(demo_company: Path) -> None:
    catalogue.areas()
    schedule = read_schedule(TODAY, TODAY)
    found = endangered(schedule)
    assert 0 < len(found) <= MOST and len({a.record for a in found}) == len(found)
    limits = [min(d.limit for d in schedule.dangers if schedule.facts[d.key].order_id == a.record) for a in found]
    assert limits == sorted(limits)
    lines = agenda.near_lines(TODAY)
    assert [line.record for line in lines[:len(found)]] == [a.record for a in found]
    assert all(line.sheet == "orders" and line.reason for line in lines[:len(found)])


def test_today_comes_before_what_is_late_and_the_oldest_last(demo_company: Path) -> None:
    catalogue.areas()
    ranks = [agenda.urgency(line, TODAY)[0] for line in agenda.near_lines(TODAY)]
    assert ranks == sorted(ranks) and {0, 1, 2} <= set(ranks)
    late = [line.day for line in agenda.near_lines(TODAY) if line.day < TODAY]
    assert late == sorted(late, reverse=True)
    words = "".join(m.text for page in papers.pages("morning", "王小姐", today=TODAY) for m in page.marks
                    if hasattr(m, "text"))
    assert "有风险的单" in words


def test_the_sheet_of_one_person_holds_only_his(demo_company: Path) -> None:
    catalogue.areas()
    owner = next(line.owner for line in agenda.near_lines(TODAY) if line.owner)
    assert {line.owner for line in agenda.near_lines(TODAY, [owner])} == {owner}


def test_a_finished_row_is_not_on_it(demo_company: Path) -> None:
    from app.masters.order import OrderLine

    catalogue.areas()
    line = OrderLine.select().join(Order).where(Order.state == "producing").first()
    line.required_ship = TODAY - timedelta(days=3)
    do(lambda change: change.save(line))
    place = (OrderLine._meta.table_name, line.id)
    assert any((x.place, x.record) == place for x in agenda.near_lines(TODAY))
    line = OrderLine.get_by_id(line.id)
    line.mark = "blue"
    do(lambda change: change.save(line))
    assert not any((x.place, x.record) == place for x in agenda.near_lines(TODAY))


def test_a_daily_sheet_that_did_not_come_is_said_and_one_that_came_is_not(demo_company: Path) -> None:
    catalogue.areas()
    newest = ProgressReport.select().order_by(ProgressReport.day.desc()).first().day
    later = read_schedule(newest + timedelta(days=8), newest)
    assert missing_sheets(later) and str(newest) in missing_sheets(later)[0].why
    assert not missing_sheets(read_schedule(newest, newest))


def test_an_office_without_daily_sheets_is_not_asked(company: Path) -> None:
    assert missing_sheets(read_schedule(date.today())) == []


def test_lists_that_reach_nobody_are_named_until_they_reach_somebody(company: Path) -> None:
    catalogue.areas()
    do(notifying.seed_lists)
    (alert,) = silent_lists()
    assert "总经理" in alert.why and alert in alerts(date.today())

    def fill(change: Any) -> None:
        for one in MailList.select():
            change.save(MailListMember(mail_list=one, address="all@example.com"))

    do(fill)
    assert silent_lists() == []


def test_those_who_are_to_come_are_written_to(company: Path) -> None:
    def make(change: Any) -> Any:
        meeting = change.save(Meeting(subject="生产例会", day=date.today() + timedelta(days=3)))
        guest = change.save(Person(name="刘小姐", email="liu@example.com"))
        store = change.save(Department(name="仓库", email="store@example.com"))
        change.save(MeetingAttendee(meeting=meeting, person=guest))
        change.save(MeetingAttendee(meeting=meeting, department=store))
        change.save(MeetingAttendee(meeting=meeting, guest="副厂乙"))
        return meeting

    catalogue.areas()
    meeting = do(make)
    ready = notifying.make_ready("meetings", "meeting_notice", [meeting.id])
    assert {address for _name, address in ready.to} == {"liu@example.com", "store@example.com"}
    assert ready.lacking == ("副厂乙",)


def test_each_department_hears_of_every_change(demo_company: Path) -> None:
    catalogue.areas()

    def member(change: Any) -> None:
        quality = Department.select().first()
        found = MailList.get(MailList.key == "Production departments")
        change.save(MailListMember(mail_list=found, department=quality))

    do(member)
    step = next(s for s in read_schedule(TODAY).steps if s.open and s.start and s.start > TODAY)
    do(lambda change: moving.move(change, {step.key: (step.start + timedelta(days=2), step.finish + timedelta(days=2),
                                                      step.line)}))
    moved = read_moved(TODAY)
    found = groups(moved)
    assert moved and found[Department.select().first().name] == moved


def test_a_split_bar_keeps_its_pieces_a_day(demo_company: Path) -> None:
    schedule = read_schedule(TODAY)
    one = next(s for s in schedule.steps if s.open and not s.done and s.start and s.finish and s.line
               and schedule.lines[s.line].calendar.workdays_between(s.start, s.finish) == 4)
    do(lambda change: moving.split(change, one.key, one.quantity // 2))
    now = ScheduleStep.get_by_id(one.key)
    assert schedule.lines[one.line or 0].calendar.workdays_between(now.start, now.finish) == 2
