"""Office supplies: stock out of movements, the month's request, slips, counts, import, what departments took."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, papers
from app.areas.supplies import actions
from app.areas.supplies.records import (
    CountLine,
    IssueLine,
    RequestLine,
    SupplyCount,
    SupplyIssue,
    SupplyItem,
    SupplyRequest,
)
from app.areas.supplies.stock import stock, stocks, suggested, used
from app.areas.supplies.taken import Taking, add_up, periods, read_taken, span_of
from app.database.change import Change, Who, problems_of, write
from app.domain.problem import Refused
from app.domain.standing import Period
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Department

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)
LIST = Path(__file__).parent / "samples" / "办公用品领用_10月.xlsx"


def do(task: Any) -> Any:
    return write("test", ME, task).result


def take_in(sheets: tuple[str, ...] = ()) -> Any:
    from app.exchange.finding import Wish

    plan = plan_workbook(catalogue.imports()["supplies"], read_workbook(LIST), TODAY, Wish(sheets))
    return plan, do(lambda change: apply_plan(change, plan))


def test_the_list_comes_in_and_its_summary_is_only_held_against_it(company: Path) -> None:
    plan, counts = take_in()
    assert (counts["new"], counts["same"], counts["held"]) == (84, 60, 0)
    named = {(p.row, p.kind) for p in plan.sheets[0].problems if p.kind != "department_new"}
    assert named == {(15, "text_quantity"), (37, "negative"), (51, "text_date"), (64, "department_blank")}
    assert [p.kind for p in plan.sheets[1].problems] == ["summary"]
    assert sum(line.quantity for line in IssueLine.select()) == 268  # 266 as numbers and “2包”
    found = read_taken("2026-10")
    assert dict(zip(found.departments, found.totals, strict=True))["生产部"] == 43
    assert take_in()[1]["new"] == 0


def test_a_summary_alone_becomes_a_record_a_cell(company: Path) -> None:
    do(lambda change: change.add_all([Department(name="生产部", place=1)]))
    _plan, counts = take_in(("部门汇总",))
    assert counts["new"] == 60
    assert sum(line.quantity for line in IssueLine.select()) == 265
    assert {line.day for line in IssueLine.select()} == {date(2026, 10, 31)}
    assert take_in(("部门汇总",))[1]["same"] == 60


def item(change: Change, **values: Any) -> Any:
    return change.save(SupplyItem(**{"name": "中性笔", "spec": "0.5 黑", "unit": "支", "price": Decimal("1.20"),
                                     "least": 10, **values}))


def slip(change: Change, article: Any, quantity: int, day: date = date(2026, 11, 5)) -> Any:
    made = SupplyIssue(day=day, taken_by="阿敏")
    change.save(made)
    return change.save(IssueLine(issue=made, item=article, quantity=quantity))


def test_the_stock_is_what_came_less_what_went(company: Path) -> None:
    def task(change: Change) -> Any:
        article = item(change)
        request = change.save(SupplyRequest(month="2026-11"))
        change.save(RequestLine(request=request, item=article, quantity=50))
        slip(change, article, 8)
        slip(change, article, -3)
        return article, request

    article, request = do(task)
    assert stock(article.id) == -5  # nothing is collected yet
    do(lambda change: actions.hand_in(change, [SupplyRequest.get_by_id(request.id)]))
    with pytest.raises(Refused, match="厂长"):
        do(lambda change: actions.sign(change, [SupplyRequest.get_by_id(request.id)]))
    for said in ({"manager": "温厂长"}, {"cost": "岑若水"}):
        do(lambda change, s=said: actions.sign(change, [SupplyRequest.get_by_id(request.id)], s))
    do(lambda change: actions.collect(change, [SupplyRequest.get_by_id(request.id)]))
    done = SupplyRequest.get_by_id(request.id)
    assert (done.manager, done.cost) == ("温厂长", "岑若水")
    assert stock(article.id) == 45
    assert stocks() == {article.id: 45}
    do(lambda change: change.delete(IssueLine.get(IssueLine.quantity == 8)))
    assert stock(article.id) == 53


def test_a_count_sets_the_stock(company: Path) -> None:
    def task(change: Change) -> Any:
        article = item(change)
        slip(change, article, 4)
        count = change.save(SupplyCount(day=date(2026, 11, 10)))
        line = change.save(CountLine(sheet=count, item=article, counted=20))
        slip(change, article, 5, date(2026, 11, 11))
        return article, line

    article, line = do(task)
    assert (line.book, line.difference) == (-4, 24)
    assert stock(article.id) == 15
    line.counted = None
    do(lambda change: change.save(line))
    assert line.difference is None
    assert stock(article.id) == -9


@given(st.lists(st.integers(-5, 60), max_size=6), st.integers(0, 40), st.integers(-20, 200))
def test_what_is_suggested_covers_use_and_least_stock(use: list[int], least: int, on_hand: int) -> None:
    months = max(1, len(use))
    wanted = suggested(use, months, least, on_hand)
    assert wanted >= 0
    need = sum(max(0, n) for n in use) / months + least
    assert max(0, on_hand) + wanted >= need - 1e-9
    assert wanted == 0 or max(0, on_hand) + wanted < need + 1


def test_the_request_is_filled_from_use_and_stock(company: Path) -> None:
    def task(change: Change) -> Any:
        article, other = item(change), item(change, name="订书钉", least=0)
        change.save(SupplyCount(day=date(2026, 7, 1)))
        change.save(CountLine(sheet=SupplyCount.get(), item=article, counted=40))
        for month in (8, 9, 10):
            slip(change, article, 9, date(2026, month, 12))
        return article, other

    article, _other = do(task)
    period = Period(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 14))
    assert not actions.requested(period)
    request = do(lambda change: actions.begin_request(change, period))
    line = RequestLine.get()
    assert (request.month, request.due, request.collect) == ("2026-12", date(2026, 11, 14), date(2026, 12, 15))
    assert (line.item, line.on_hand, line.last_used, line.quantity) == (article, 13, 9, 6)  # 9 + 10 - 13
    assert line.cost == Decimal("7.20")
    assert SupplyRequest.get_by_id(request.id).amount == Decimal("7.20")
    do(lambda change: actions.hand_in(change, [SupplyRequest.get_by_id(request.id)]))
    assert actions.requested(period)
    assert used(date(2026, 8, 1), date(2026, 11, 1)) == {article.id: 27}


def test_an_empty_request_is_not_handed_in(company: Path) -> None:
    request = do(lambda change: change.save(SupplyRequest(month="2026-12")))
    with pytest.raises(Refused, match=request.number):
        do(lambda change: actions.hand_in(change, [request]))


@pytest.mark.parametrize("month", ["2026-13", "12月", "2026-00"])
def test_a_month_is_written_well(company: Path, month: str) -> None:
    with pytest.raises(Refused, match=month):
        do(lambda change: change.save(SupplyRequest(month=month)))


def test_a_line_takes_day_department_and_person_from_its_slip(company: Path) -> None:
    def task(change: Change) -> Any:
        department = change.save(Department(name="品质部"))
        made = change.save(SupplyIssue(day=date(2026, 11, 5), department=department, taken_by="岑若水"))
        return change.save(IssueLine(issue=made, item=item(change), quantity=2))

    line = do(task)
    assert (line.day, line.department.name, line.taken_by) == (date(2026, 11, 5), "品质部", "岑若水")
    line.quantity = 0
    assert problems_of(line)[0].blocks


takings = st.lists(st.builds(Taking, st.sampled_from(["笔", "纸"]), st.just("个"), st.sampled_from(["甲", "乙", ""]),
                             st.integers(-5, 20), st.none() | st.decimals(0, 99, places=2)), max_size=30)


@given(takings)
def test_what_departments_took_adds_up(found: list[Taking]) -> None:
    made = add_up("2026", found, ("乙", "甲"))
    by = Counter[str]()
    for t in found:
        by[t.department] += t.quantity
    assert dict(zip(made.departments, made.totals, strict=True)) == dict(by)
    assert made.total == sum(t.quantity for t in found) == sum(row.total for row in made.rows)
    assert made.cost == sum((t.quantity * (t.price or 0) for t in found), Decimal(0))
    assert made.departments == tuple(d for d in ("乙", "甲", "") if d in by)


def test_periods_are_months_and_years() -> None:
    assert span_of("2026-12") == (date(2026, 12, 1), date(2027, 1, 1))
    assert span_of("2026") == (date(2026, 1, 1), date(2027, 1, 1))
    with pytest.raises(ValueError, match="soon"):
        span_of("soon")


def test_the_forms_print_what_stands_in_them(demo_company: Path) -> None:
    def words(key: str, record: str) -> str:
        made = papers.pages(key, "王小姐", records=[record], today=TODAY)
        return " ".join(m.text for page in made for m in page.marks if hasattr(m, "text"))

    request = SupplyRequest.select().order_by(SupplyRequest.id).get()
    assert "A4复印纸" in words("supply_request", str(request.id))
    line = IssueLine.select().order_by(IssueLine.id.desc()).get()
    assert line.item.name in words("supply_issue", str(line.issue.id))
    assert periods()[0] == "2026-11"
    assert "生产部" in words("supply_taken", "2026")


def test_a_month_is_written_as_all_months_are(company: Path) -> None:
    made = write("test", Who("王小姐"), lambda change: change.save(SupplyRequest(month="2027年1月"))).result
    assert (made.month, made.due) == ("2027-01", date(2026, 12, 15))


def test_taking_more_than_is_there_is_warned_of(company: Path) -> None:
    def task(change: Change) -> Any:
        article = change.save(SupplyItem(name="计算器"))
        request = change.save(SupplyRequest(month="2026-11", state="collected", collected=date(2026, 11, 1)))
        change.save(RequestLine(request=request, item=article, quantity=2))
        slip(change, article, 2)
        before = len(change.warnings)
        slip(change, article, 5)
        return article, [p.text for p in change.warnings[before:]]

    article, said = do(task)
    assert any("只有 0" in text and "5" in text for text in said)
    assert stock(article.id) == -5


def test_a_second_request_of_a_month_is_named_and_asks_for_no_more(company: Path) -> None:
    def task(change: Change) -> Any:
        article = change.save(SupplyItem(name="中性笔", least=10))
        slip(change, article, 0 + 3, date(2026, 10, 12))
        first = change.save(SupplyRequest(month="2026-12"))
        actions.fill(change, [first])
        before = len(change.warnings)
        second = change.save(SupplyRequest(month="2026-12"))
        actions.fill(change, [second])
        return first, second, [p.text for p in change.warnings[before:]]

    first, second, said = do(task)
    assert RequestLine.select().where(RequestLine.request == first).count() == 1
    assert not RequestLine.select().where(RequestLine.request == second).exists()
    assert any(first.number in text for text in said)
