"""A thousand generated workbooks: nothing written where it does not belong, no row lost, hardly a question."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from generated_books import MAKERS, TODAY, Book
from generated_truth import Outcome, outcome_of

from app.areas import catalogue
from app.database.change import Who, write
from app.exchange.finding import Wish, find
from app.exchange.grid import Workbook
from app.exchange.importing import CHANGED, NEW, Incoming, Plan, apply_plans, plan_books
from app.exchange.table import Table
from app.masters.plant import Plant

WHO = Who("test", "test")


def outcomes(kind: str, seeds: range, unseen: float) -> list[Outcome]:
    spec = catalogue.imports()[kind]
    return [outcome_of(MAKERS[kind](seed, unseen), spec) for seed in seeds]


@pytest.mark.parametrize("kind", ["orders", "progress"])
def test_nothing_is_written_where_it_does_not_belong(company: None, kind: str) -> None:
    done = outcomes(kind, range(10_000, 10_500), 0.15)
    assert {o.seed: o.wrong for o in done if o.wrong} == {}
    assert {o.seed: o.lost for o in done if o.lost} == {}
    taken = [o for o in done if not o.refused]
    assert len(taken) >= 0.9 * len(done)
    assert statistics.median(o.questions for o in taken) <= 1
    assert sum(o.questions == 0 for o in taken) * 2 >= len(taken)


@pytest.mark.parametrize("kind", ["orders", "progress"])
def test_words_never_seen_are_asked_about_or_left_alone(company: None, kind: str) -> None:
    done = outcomes(kind, range(20_000, 20_060), 1.0)
    assert {o.seed: o.wrong for o in done if o.wrong} == {}
    assert {o.seed: o.lost for o in done if o.lost} == {}


def test_the_measure_sees_a_wrong_column(company: None) -> None:
    book = MAKERS["orders"](10_001)
    truth = dict(book.columns)
    truth["quantity"] = truth["item"]
    shifted = Book(book.seed, book.kind, book.file, book.grid, truth, book.records)
    assert outcome_of(shifted, catalogue.imports()["orders"]).wrong


def answered(book: Book, kind: str) -> Wish:
    """Return a wish with the columns as they are in truth."""
    spec = catalogue.imports()[kind]
    table, _origin = find(spec, book.grid, TODAY)
    assert isinstance(table, Table)
    columns = {table.names[column]: key for key, column in book.columns.items()}
    return Wish(columns={book.grid.name: columns}, answers={book.grid.name: {"plant": "臻宝", "repeated": "leave"}})


def plan_of(book: Book, kind: str, wish: Wish) -> Plan:
    return plan_books(catalogue.imports()[kind], [Incoming(Workbook(book.file, "xlsx", (book.grid,)), wish)], TODAY)[0]


@pytest.mark.parametrize("seed", range(30_000, 30_012))
def test_a_book_that_comes_in_twice_changes_nothing(company: None, seed: int) -> None:
    """Orders, then the same orders; a daily sheet of the same orders, then the same sheet."""
    book = MAKERS["orders"](seed)
    wish = answered(book, "orders")
    plan = plan_of(book, "orders", wish)
    assert plan.chosen
    write("one", WHO, lambda change: apply_plans(change, [plan]))
    counts: dict[str, int] = {}
    again = plan_of(book, "orders", wish)
    write("two", WHO, lambda change: counts.update(apply_plans(change, [again])))
    assert (counts[NEW], counts[CHANGED]) == (0, 0)


def rows(*lines: list[Any]) -> Callable[[], Any]:
    from app.exchange.grid import Grid

    return lambda: Workbook("报表.csv", "csv", (Grid("报表", [list(line) for line in lines]),))


def test_totals_to_date_are_taken_by_their_rise(company: None) -> None:
    """A report that says what is made to date: the rise since the last one; the same file on another day adds nothing."""
    imports = catalogue.imports()
    orders = rows(["制单号", "客户", "产品编号", "订单数量", "交货期", "生产线"],
                  ["W001", "ACME", "P1", 1400, date(2026, 12, 1), "L1"])()
    plan = plan_books(imports["orders"], [Incoming(orders)], TODAY)[0]
    write("orders", WHO, lambda change: apply_plans(change, [plan]))
    head = ["工单编号", "产品编号", "计划数", "完工数", "不良品数"]
    plant = str(Plant.get().name)

    def report(made: int, day: int, **answers: str) -> Plan:
        book = rows(head, ["W001", "P1", 1400, made, 0])()
        wish = Wish(answers={"报表": {"day": date(2026, 11, day), "plant": plant, **answers}})
        return plan_books(imports["progress"], [Incoming(book, wish)], TODAY)[0]

    unsaid = plan_books(imports["progress"], [Incoming(rows(head, ["W001", "P1", 1400, 1080, 0])())], TODAY)[0]
    assert {q.key for q in unsaid.sheets[0].questions} >= {"meaning:完工数"} and unsaid.sheets[0].rows[0].held
    made = []
    for total, day in ((1080, 18), (1080, 19), (1300, 20), (1300, 20)):
        found = report(total, day, **({"meaning:完工数": "cumulative"} if day == 18 else {}))
        write("report", WHO, lambda change, p=found: apply_plans(change, [p]))
        from app.areas.schedule.records import ProgressReport

        made.append(sum(r.made for r in ProgressReport.select().where(ProgressReport.deleted == 0)))
    assert made == [1080, 1080, 1300, 1300]


def test_a_daily_sheet_without_orders_goes_to_the_one_order_being_made(company: None) -> None:
    imports = catalogue.imports()
    orders = rows(["制单号", "客户", "产品编号", "订单数量", "交货期", "生产线"], ["W001", "ACME", "P1", 1400, date(2026, 12, 1), "L1"],
                  ["W002", "ACME", "P2", 100, date(2026, 12, 1), "L1"], ["W003", "ACME", "P2", 100, date(2026, 12, 3), "L1"])()
    plan = plan_books(imports["orders"], [Incoming(orders)], TODAY)[0]
    write("orders", WHO, lambda change: apply_plans(change, [plan]))
    book = rows(["产品编号", "当日完成"], ["P1", 100], ["P2", 50], ["P9", 5])()
    wish = Wish(answers={"报表": {"day": date(2026, 11, 18), "plant": str(Plant.get().name)}})
    sheet = plan_books(imports["progress"], [Incoming(book, wish)], TODAY)[0].sheets[0]
    assert [r.held for r in sheet.rows] == [False, True, True]
    assert "W001" in [step.order for step in [*_steps()]] and sheet.rows[0].standing == NEW


def _steps() -> list[Any]:
    from app.areas.schedule.progress_books import read_books

    return list(read_books().steps.values())


def test_a_ship_out_list_without_numbers_comes_in_once(company: None) -> None:
    from app.masters.shipment import Shipment

    spec = catalogue.imports()["shipments"]
    for _time in range(2):
        book = rows(["出货日期", "客户", "产品编号", "数量"], [date(2026, 11, 3), "ACME", "P1", 100],
                    [date(2026, 11, 4), "ACME", "P1", 60])()
        plan = plan_books(spec, [Incoming(book)], TODAY)[0]
        assert any(p.kind == "number_made" for p in plan.sheets[0].general)
        write("ship", WHO, lambda change, p=plan: apply_plans(change, [p]))
        assert sorted(s.quantity for s in Shipment.select()) == [60, 100]


def test_a_value_for_all_rows_fills_only_what_the_sheet_leaves_open(company: None) -> None:
    spec = catalogue.imports()["orders"]
    grid = rows(["制单号", "客户", "货号", "数量", "交期"], *[[f"A{n}", None if n == 4 else "ACME", "X", 10, date(2026, 12, 1)]
                                                    for n in range(6)])().sheets[0]
    table, _origin = find(spec, grid, TODAY, Wish(answers={grid.name: {"set:customer": "KUPFERTAL"}}))
    assert isinstance(table, Table)
    assert [record.cells["customer"] for record in table.records] == ["ACME"] * 4 + ["KUPFERTAL", "ACME"]
    with pytest.raises(ValueError, match="不知道"):
        find(spec, grid, TODAY, Wish(answers={grid.name: {"set:ship": "不知道"}}))
