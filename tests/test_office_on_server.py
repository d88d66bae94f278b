"""Meetings, visits, filing, documents, surveys, day book and contacts on a PostgreSQL server."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas import catalogue
from app.areas.contacts.directory import everybody, matching
from app.areas.day_book.quick import add_quick
from app.areas.documents import actions as documents
from app.areas.documents.records import Document
from app.areas.filing import actions as filing
from app.areas.meetings import actions as meetings
from app.areas.meetings.records import MeetingAction, MeetingReview
from app.areas.surveys import actions as surveys
from app.areas.surveys.records import Survey, lines_of
from app.areas.surveys.rollup import read_rollup, years
from app.areas.visitors import actions as visitors
from app.areas.visitors.records import Visit
from app.database import query
from app.database.change import Change, Who, write
from app.database.query import Ask
from app.domain.standing import Period
from app.masters.company import Department, Person
from tests.server import empty_server, server, server_company  # noqa: F401 - fixtures

KEYS = ("contacts", "meetings", "visitors", "filing", "documents", "surveys", "day_book")
TODAY, MONDAY = date(2026, 11, 23), date(2026, 11, 23)
MONTH = Period(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 5))


def _fill(change: Change) -> None:
    department = change.save(Department(name="业务部", head="温厂长"))
    boss = change.save(Person(name="温厂长", department=department))
    for week in range(2):
        monday = MONDAY + timedelta(days=7 * week)
        meeting = meetings.begin(change, Period(monday, monday + timedelta(days=6), monday + timedelta(days=3)))
        change.save(MeetingAction(meeting=meeting, what="追彩盒", owner=boss))
    filing.begin(change, MONTH)
    for _n in range(2):
        visit = change.save(Visit(visitors="王先生", day=TODAY))
        visitors.usual_route(change, [visit])
    document = change.save(Document(number="QP-01", name="文件控制程序", prepared_on=TODAY))
    documents.release(change, [document], {"checked_by": boss, "approved_by": boss})
    documents.issue(change, [document], {})
    for line in lines_of(surveys.begin(change, MONTH)):
        line.score = 4
        change.save(line)
    add_quick(change, "明天 业务：交清单 @温厂长", TODAY)


def test_a_server_answers_as_a_file_does(server_company: Any) -> None:  # noqa: F811 - the fixture
    catalogue.areas()
    write("test", Who("阿敏", "PC-1"), _fill)
    assert MeetingReview.select().count() == 1
    assert str(Survey.get().weighted) == "80.0"
    assert years() == [2026]
    assert str(read_rollup(2026).spans[-1].overall) == "80.0"
    assert [e.where for e in matching(everybody(), "wcz")] == ["业务部"]
    for sheet in (s for area in catalogue.areas() if area.key in KEYS for s in area.sheets):
        whole = query.count(Ask(sheet, TODAY))
        assert len(query.first_rows(Ask(sheet, TODAY), 50)) == min(50, whole)
        for view in sheet.views:
            assert query.count(Ask(sheet, TODAY, view=view)) <= whole
        for column in sheet.columns:
            assert len(query.numbers(Ask(sheet, TODAY, sort=((column.key, True),)))) == whole
