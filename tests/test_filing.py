"""Filing: who has not handed in, papers in their folders with their time, labels."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import agenda, notifying, papers
from app.areas.filing import actions
from app.areas.filing.records import (
    DESTROYED,
    FILED,
    LENT,
    SUMMARY,
    TO_FILE,
    DepartmentSummary,
    FiledPaper,
    Folder,
    SummaryList,
    due_of,
    years_later,
)
from app.database.change import Who, problems_of, write
from app.domain.months import month_first, month_moved, month_text
from app.domain.problem import Refused
from app.domain.standing import Period
from app.masters.company import Department

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 5))


def do(task: Any) -> Any:
    return write("test", ME, task).result


def departments(change: Any) -> None:
    for place, (name, head) in enumerate((("生产部", "温厂长"), ("品质部", "岑若水")), 1):
        change.save(Department(name=name, head=head, place=place))


def folder(change: Any, **values: Any) -> Any:
    return change.save(Folder(**{"code": "C1-01", "cabinet": "C1", "title": "月总结", "keep_years": 2, **values}))


def test_the_list_of_the_month_before_has_a_line_for_each_department(company: Path) -> None:
    do(departments)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    assert (listed.month, listed.due) == ("2026-10", date(2026, 11, 5))
    found = actions.summaries_of(listed)
    assert [(str(s.department), s.writer, s.due) for s in found] == [
        ("生产部", "温厂长", listed.due), ("品质部", "岑若水", listed.due)]
    assert do(lambda change: actions.begin(change, NOVEMBER)).id == listed.id
    assert len(actions.summaries_of(listed)) == 2
    lines = agenda.duty_lines(TODAY, TODAY)
    assert {(line.title, line.owner, line.due) for line in lines} == {
        ("Monthly work summary handed in", "温厂长", listed.due), ("Monthly work summary handed in", "岑若水", listed.due)}


def test_the_duty_is_done_when_all_are_in_and_late_ones_are_marked(company: Path) -> None:
    do(departments)
    assert not actions.all_in(NOVEMBER)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    first, second = actions.summaries_of(listed)
    do(lambda change: actions.handed_in(change, [first], {"handed_in": date(2026, 11, 4)}))
    assert not actions.all_in(NOVEMBER)
    do(lambda change: actions.handed_in(change, [second], {"handed_in": date(2026, 11, 8)}))
    assert actions.all_in(NOVEMBER)
    assert [(s.late, s.days_late) for s in actions.summaries_of(listed)] == [(False, 0), (True, 3)]


def test_a_closed_list_asks_for_nothing_more(company: Path) -> None:
    do(departments)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    listed.closed = True
    do(lambda change: change.save(listed))
    assert actions.all_in(NOVEMBER)
    assert agenda.duty_lines(TODAY, TODAY) == []


def test_the_next_list_takes_the_departments_of_the_last(company: Path) -> None:
    do(departments)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    do(lambda change: change.delete(actions.summaries_of(listed)[0]))
    after = do(lambda change: actions.begin(change, Period(date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 5))))
    assert [str(s.department) for s in actions.summaries_of(after)] == ["品质部"]


def test_a_summary_is_filed_as_a_paper(company: Path) -> None:
    do(departments)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    summary = actions.summaries_of(listed)[0]
    place = do(folder)
    do(lambda change: actions.handed_in(change, [summary], {"handed_in": date(2026, 11, 4)}))
    do(lambda change: actions.file_summary(change, [DepartmentSummary.get_by_id(summary.id)], {"folder": place}))
    paper = FiledPaper.get()
    assert (paper.kind, paper.state, paper.cabinet, paper.month, paper.day, paper.kept_until) == (
        SUMMARY, FILED, "C1", "2026-10", date(2026, 10, 31), date(2028, 10, 31))
    assert DepartmentSummary.get_by_id(summary.id).paper_id == paper.id
    with pytest.raises(Refused):
        do(lambda change: actions.file_summary(change, [DepartmentSummary.get_by_id(summary.id)], {}))


def test_a_paper_goes_into_its_folder_out_back_and_is_destroyed(company: Path) -> None:
    paper = do(lambda change: change.save(FiledPaper(title="品质月报", received=date(2026, 11, 20))))
    assert (paper.state, paper.file_by) == (TO_FILE, date(2026, 11, 24))
    place = do(lambda change: folder(change, keep_years=None))
    do(lambda change: actions.file_paper(change, [paper], {"folder": place}))
    filed = FiledPaper.get()
    assert (filed.state, filed.kept_until) == (FILED, date(2029, 11, 20))
    do(lambda change: actions.take_out(change, [filed], {"taken_by": "岑若水", "back_by": TODAY}))
    assert FiledPaper.get().state == LENT
    assert [line.owner for line in agenda.duty_lines(TODAY, TODAY)] == ["岑若水"]
    do(lambda change: actions.bring_back(change, [FiledPaper.get()]))
    do(lambda change: actions.keep_longer(change, [FiledPaper.get()], {"keep_years": 2}))
    assert FiledPaper.get().kept_until == date(2031, 11, 20)
    with pytest.raises(Refused):
        do(lambda change: actions.destroy(change, [FiledPaper.get()], {}))
    do(lambda change: actions.destroy(change, [FiledPaper.get()], {"destroyed_by": "阿敏、莫会计"}))
    assert FiledPaper.get().state == DESTROYED
    assert agenda.duty_lines(TODAY, date(2040, 1, 1)) == []


def test_filed_without_a_folder_is_refused_and_months_are_months(company: Path) -> None:
    assert any(p.blocks for p in problems_of(FiledPaper(title="x", received=TODAY, state=FILED)))
    assert any(p.blocks for p in problems_of(FiledPaper(title="x", received=TODAY, month="十月")))
    paper = do(lambda change: change.save(FiledPaper(title="x", received=TODAY, month="2026年3月")))
    assert paper.month == "2026-03"


def test_reminding_names_who_is_missing_and_is_kept(company: Path) -> None:
    do(departments)
    listed = do(lambda change: actions.begin(change, NOVEMBER))
    do(lambda change: actions.handed_in(change, [actions.summaries_of(listed)[0]]))
    ready = notifying.make_ready("summary_lists", "summaries_missing", [listed.id])
    assert "品质部" in ready.draft.text
    assert "生产部" not in ready.draft.text
    do(lambda change: notifying.keep(change, ready, "mail", "queued", ()))
    assert [s.reminded_on is not None for s in actions.summaries_of(listed)] == [False, True]


def test_labels_bear_the_folder_and_the_code_that_finds_it(demo_company: Path) -> None:
    chosen = Folder.select().order_by(Folder.id).get()
    for key in ("folder_labels", "folder_spines"):
        every = papers.pages(key, "阿敏", today=TODAY)
        words = "".join(m.text for page in every for m in page.marks if hasattr(m, "text"))
        assert all(f.code in words for f in Folder.select())
        one = papers.pages(key, "阿敏", records=[str(chosen.id)], today=TODAY)
        assert chosen.code in "".join(m.text for page in one for m in page.marks if hasattr(m, "text"))
        assert len(one) == 1
    assert SummaryList.select().count() == 6


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
def test_years_later_is_the_same_day_or_the_last_of_february(day: date, years: int) -> None:
    after = years_later(day, years)
    assert (after.year, after.month) == (day.year + years, day.month)
    assert after.day == day.day or (day.day, after.day) == (29, 28)


@given(st.dates(date(1900, 1, 1), date(2900, 12, 31)), st.integers(-200, 200))
def test_months_move_there_and_back(day: date, months: int) -> None:
    first = day.replace(day=1)
    assert month_moved(month_moved(first, months), -months) == first
    assert month_first(month_text(first)) == first


@given(st.text(max_size=10))
def test_no_text_breaks_a_month(text: str) -> None:
    found = due_of_or_none(text)
    assert found is None or found.day == 1


def due_of_or_none(text: str) -> date | None:
    return month_first(text)


def test_the_day_of_the_month_is_a_setting(company: Path) -> None:
    assert due_of("2026-12") == date(2027, 1, 5)
    assert due_of("x") is None
    assert due_of("2026-10") == date(2026, 11, 1) + timedelta(days=4)
