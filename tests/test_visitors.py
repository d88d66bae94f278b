"""Visits: the route taken over, departments told, notes before closing, what follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import agenda, catalogue, notifying, papers
from app.areas.visitors import actions
from app.areas.visitors.records import CLOSED, PLANNED, RECEIVED, TOLD, Visit, VisitStop
from app.database import query
from app.database.change import Who, problems_of, write
from app.database.history import events_of
from app.database.undo import undo
from app.domain.problem import Refused
from app.masters.company import Company, Department

ME, TODAY = Who("邱佩仪", "PC-1"), date(2026, 11, 23)


def do(task: Any) -> Any:
    return write("test", ME, task).result


def visit(change: Any, **values: Any) -> Any:
    company = Company.get_or_none() or change.save(Company(name="MAISON"))
    return change.save(Visit(**{"company": company, "day": date(2026, 11, 30), **values}))


def test_days_follow_from_the_visit(company: Path) -> None:
    made = do(lambda change: visit(change, arrive="9点半", last_day=date(2026, 12, 1)))
    assert (made.arrive, made.notice_by, made.notes_by) == ("09:30", date(2026, 11, 27), date(2026, 12, 2))


def test_a_visit_needs_somebody_and_times_that_are_times(company: Path) -> None:
    with pytest.raises(Refused):
        do(lambda change: change.save(Visit(day=TODAY)))
    with pytest.raises(Refused):
        do(lambda change: visit(change, arrive="上班后"))
    assert problems_of(Visit(visitors="王先生", day=TODAY, arrive="15:00", leave="09:00"))


def test_the_route_of_the_last_visit_is_taken_over(company: Path) -> None:
    first = do(lambda change: visit(change, purpose="audit"))
    do(lambda change: actions.usual_route(change, [first]))
    assert len(actions.stops(first)) == len(actions.ROUTE)

    def shorten(change: Any) -> None:
        department = change.save(Department(name="品质部"))
        for stop in actions.stops(first)[2:]:
            change.delete(stop)
        stop = actions.stops(first)[1]
        stop.department, stop.at = department, "0945"
        change.save(stop)

    do(shorten)
    second = do(lambda change: visit(change, day=date(2026, 12, 7), purpose="audit"))
    do(lambda change: actions.usual_route(change, [second]))
    do(lambda change: actions.usual_route(change, [second]))
    assert [(s.seq, s.at) for s in actions.stops(second)] == [(1, None), (2, "09:45")]
    assert [d.name for d in actions.departments_of(second)] == ["品质部"]


def test_it_is_closed_with_notes_and_followed_up(company: Path) -> None:
    made = do(lambda change: visit(change))
    do(lambda change: actions.received(change, [made]))
    with pytest.raises(Refused):
        do(lambda change: actions.close(change, [Visit.get()], {}))
    do(lambda change: actions.close(change, [Visit.get()], {"notes": "看了首件", "follow_up": "寄样",
                                                            "follow_up_by": date(2026, 12, 4)}))
    assert Visit.get().state == CLOSED
    lines = agenda.duty_lines(TODAY, date(2026, 12, 31))
    assert [(line.title, line.due) for line in lines] == [("Follow up the visit", date(2026, 12, 4))]
    do(lambda change: actions.tick_follow_up(change, Visit.get()))
    assert agenda.duty_lines(TODAY, date(2026, 12, 31)) == []


def test_telling_the_departments_settles_that_duty(demo_company: Path) -> None:
    coming = Visit.select().where(Visit.state == "planned").get()
    ready = notifying.make_ready("visits", "visit_plan", [coming.id])
    assert len(ready.draft.rows) == len(actions.stops(coming))
    do(lambda change: notifying.keep(change, ready, "mail", "queued", ()))
    again = Visit.get_by_id(coming.id)
    assert again.state == TOLD
    assert again.told_on is not None


def routed(change: Any, *names: str, **values: Any) -> Any:
    made = visit(change, **values)
    for n, name in enumerate(names, 1):
        department = Department.get_or_none(Department.name == name) or change.save(
            Department(name=name, email=f"{n}.{made.id}@example.com"))
        change.save(VisitStop(visit=made, seq=n, department=department, place="现场"))
    return made


def test_the_notice_goes_to_the_departments_on_the_visits_own_route(company: Path) -> None:
    do(notifying.seed_lists)
    first = do(lambda change: routed(change, "品质部", "仓库"))
    second = do(lambda change: routed(change, "仓库", "工程部", day=date(2026, 12, 7)))
    bare = do(lambda change: visit(change, day=date(2026, 12, 8)))

    def names(*visits: Any) -> list[str]:
        ready = notifying.make_ready("visits", "visit_plan", [v.id for v in visits])
        return [name for name, _address in ready.to] + list(ready.lacking)

    assert names(first) == ["品质部", "仓库"]
    assert names(first, second) == ["品质部", "仓库", "工程部"]
    assert names(bare) == ["接待相关部门"]


def test_each_department_on_the_route_confirms(company: Path) -> None:
    made = do(lambda change: routed(change, "品质部", "仓库", "品质部"))
    quality, other = Department.get(Department.name == "品质部"), do(lambda change: change.save(Department(name="财务部")))
    sheet = catalogue.sheets()["visits"]
    column = [c.key for c in sheet.columns].index("unconfirmed")

    def left() -> Any:
        return query.first_rows(query.Ask(sheet, TODAY), 5)[0].cells[column]

    assert left() == 2
    do(lambda change: actions.confirmed(change, [made], {"department": quality}))
    assert left() == 1
    with pytest.raises(Refused, match="财务部"):
        do(lambda change: actions.confirmed(change, [made], {"department": other}))
    do(lambda change: actions.told(change, [Visit.get()]))
    not_all = next(v for v in sheet.views if v.title == "Not confirmed by all")
    assert query.count(query.Ask(sheet, TODAY, view=not_all)) == 1
    do(lambda change: actions.confirmed(change, [made], {}))
    assert (left(), query.count(query.Ask(sheet, TODAY, view=not_all))) == (0, 0)


def test_another_day_asks_the_departments_anew(company: Path) -> None:
    do(lambda change: routed(change, "品质部", "仓库"))
    do(lambda change: actions.confirmed(change, [Visit.get()], {}))
    do(lambda change: actions.told(change, [Visit.get()]))

    def later(change: Any, **values: Any) -> None:
        moved = Visit.get()
        for name, value in values.items():
            setattr(moved, name, value)
        change.save(moved)

    def duties() -> list[str]:
        return [line.title for line in agenda.duty_lines(TODAY, date(2026, 12, 31))]

    do(lambda change: later(change, room="大会议室"))
    assert (Visit.get().state, [s.ready for s in VisitStop.select()]) == (TOLD, [True, True])
    assert "Tell departments of the visit" not in duties()
    moved = write("test", ME, lambda change: later(change, day=date(2026, 12, 2)))
    assert (Visit.get().state, Visit.get().told_on, Visit.get().notice_by) == (PLANNED, None, date(2026, 11, 30))
    assert not any(s.ready for s in VisitStop.select())
    assert "Tell departments of the visit" in duties()
    assert next(e.before for e in events_of(VisitStop.get())) == {"ready": 1}
    undo(moved.entry, ME)
    assert (Visit.get().state, [s.ready for s in VisitStop.select()]) == (TOLD, [True, True])
    do(lambda change: later(change, day=date(2026, 12, 3), told_on=date(2026, 11, 24)))
    assert (Visit.get().state, Visit.get().told_on) == (TOLD, date(2026, 11, 24))
    assert not any(s.ready for s in VisitStop.select())


def test_the_plan_shows_the_route_and_the_report_the_notes(demo_company: Path) -> None:
    made = Visit.select().where(Visit.state == CLOSED).order_by(Visit.day.desc()).get()
    plan, report = ("".join(m.text for page in papers.pages(key, "邱佩仪", records=[made.number]) for m in page.marks
                            if hasattr(m, "text")) for key in ("visit_plan", "visit_report"))
    assert all(s.place in plan for s in VisitStop.select().where(VisitStop.visit == made))
    assert made.notes[:8] in report
    assert made.state != RECEIVED
