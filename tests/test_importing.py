"""The morning's sheets: what the samples must give, held against the list of what is in them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.areas.schedule.progress_books import near_orders, read_books
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.change import Outcome, Who, write
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.undo import undo
from app.exchange.finding import Wish
from app.exchange.importing import Incoming, Plan, SheetPlan, apply_plans, plan_books
from app.exchange.problem_file import OddSheet, write_problem_file
from app.exchange.workbook import Workbook, read_workbook
from app.masters.order import Order, OrderLine
from app.masters.product import Product

SAMPLES = Path(__file__).parent / "samples"
EXPECT: dict[str, Any] = json.loads((SAMPLES / "EXPECT.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)
WHO = Who("小林", "PC-1")
SCHEDULE = "生产排期表.xlsx"
DAYS = [f"臻宝每日生产进度表_2026-11-{day}.xlsx" for day in (18, 19, 20, 21)]
OTHER_PLANT = "浩景丰生产日报_11月.xlsx"

_books: dict[str, Workbook] = {}


def book(name: str) -> Workbook:
    """A sample, read once."""
    if name not in _books:
        _books[name] = read_workbook(SAMPLES / name)
    return _books[name]


def planned(key: str, *names: str, wish: Wish | None = None) -> list[Plan]:
    """The plans of some samples."""
    return plan_books(catalogue.imports()[key], [Incoming(book(n), wish or Wish()) for n in names], TODAY)


def applied(plans: list[Plan], reason: Reason | None = None) -> Outcome[dict[str, int]]:
    """Everything written as one change."""
    return write("Import", WHO, lambda change: apply_plans(change, plans), reason=reason)


def expected(file: str, sheet: str) -> set[tuple[int | None, str]]:
    """What must be said of a sheet, (row, kind)."""
    found = next(f for f in EXPECT["files"] if f["file"] == file)
    sheets = next(s for s in found["sheets"] if s["sheet"] == sheet)
    return {(i["row"], i["kind"]) for i in sheets.get("irregularities", [])}


def said(plan: SheetPlan) -> set[tuple[int | None, str]]:
    """What is said of a sheet, (row, kind)."""
    return {(p.row, p.kind) for p in plan.problems}


@pytest.fixture
def scheduled(company: Path) -> Path:
    """A company with the sample schedule in it."""
    applied(planned("orders", SCHEDULE))
    return company


def test_the_schedule_comes_in_whole(company: Path) -> None:
    plan = planned("orders", SCHEDULE)[0]
    counts = {s.name: (s.count("new"), s.count("problem"), s.chosen) for s in plan.sheets}
    assert counts == {"臻宝": (74, 0, True), "浩景丰": (48, 0, True), "旧排期": (28, 2, False)}
    entry = applied([plan]).entry
    assert ScheduleStep.select().count() == 122
    total = sum(s.quantity for s in ScheduleStep.select())
    sums = [s["sums"] for s in EXPECT["files"][0]["sheets"][:2]]
    assert total == sums[0]["K"] + sums[1]["J"] + 20 + 50 + 15
    undo(entry, WHO)
    assert not Order.select().where(Order.deleted == 0).count()
    assert not OrderLine.select().where(OrderLine.deleted == 0).count()
    assert not ScheduleStep.select().where(ScheduleStep.deleted == 0).count()


@pytest.mark.parametrize("sheet", ["臻宝", "浩景丰", "旧排期"])
def test_odd_cells_of_the_schedule_are_named(company: Path, sheet: str) -> None:
    plan = next(s for s in planned("orders", SCHEDULE)[0].sheets if s.name == sheet)
    same = {("text_date", "no_date"), ("text_date", "ambiguous_date")}
    found = said(plan)
    for row, kind in expected(SCHEDULE, sheet):
        if row is None:  # a fact about keys: the colours are kept apart, see below
            continue
        assert (row, kind) in found or any((row, other) in found for k, other in same if k == kind), (row, kind)
    if sheet == "臻宝":
        titles = [r.title for r in plan.rows]
        assert len(titles) == len(set(titles))


def test_texts_as_quantities_are_kept_and_shown(company: Path) -> None:
    plan = planned("orders", SCHEDULE)[0]
    row = next(r for r in plan.sheets[0].rows if r.row == 74)
    assert any("20" in p.reason and p.kind == "text_quantity" for p in row.problems)
    applied([plan])
    line = OrderLine.select().join(Order).where(Order.number == "2610687").join(
        Product, on=(OrderLine.product == Product.id)).where(Product.code == "BS-3", OrderLine.colour == "香槟金").get()
    assert line.quantity == 20


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 0, 2, 1)], ids=["in order", "in disorder"])
def test_four_days_dropped_at_once(scheduled: Path, order: tuple[int, ...]) -> None:
    names = [DAYS[n] for n in order]
    plans = planned("progress", *names)
    assert [p.file for p in plans] == names
    for plan in plans:
        assert said(plan.sheets[0]) == expected(plan.file, "进度表"), plan.file
        assert plan.sheets[0].origin == "臻宝"
    applied(plans)
    check_totals("臻宝")


def test_days_in_one_file_each_held_against_the_one_before(scheduled: Path) -> None:
    plan = planned("progress", OTHER_PLANT)[0]
    for sheet in plan.sheets:
        assert said(sheet) == expected(OTHER_PLANT, sheet.name), sheet.name
    assert [s.day for s in plan.sheets] == [date(2026, 11, n) for n in (18, 19, 20, 21)]
    applied([plan])
    check_totals("浩景丰")


def check_totals(plant: str) -> None:
    """Hold what is done against the true totals."""
    books = read_books()
    for line in EXPECT["progress"]["lines"]:
        if line["plant"] != plant:
            continue
        steps = [s for s in books.by_order[line["order"].lower()]
                 if s.item == line["item"] and s.colour == line["colour"]]
        assert len(steps) == 1, line
        assert ScheduleStep.get_by_id(steps[0].key).done == line["total"], line


def test_a_second_import_changes_nothing(scheduled: Path) -> None:
    applied(planned("progress", *DAYS, OTHER_PLANT))
    again = planned("progress", *DAYS, OTHER_PLANT)
    assert all(s.count("new") == s.count("changed") == 0 for p in again for s in p.sheets)
    assert applied(again).entry == 0
    orders = planned("orders", SCHEDULE)
    assert all(s.count("new") == s.count("changed") == 0 for s in orders[0].chosen)


def test_undo_takes_all_back(scheduled: Path) -> None:
    before = {s.id: (s.done, s.last_report, s.actual_start) for s in ScheduleStep.select()}
    outcome = applied(planned("progress", *DAYS, OTHER_PLANT))
    assert outcome.result["new"] == 111 and outcome.result["held"] == 3
    undo(outcome.entry, WHO)
    assert {s.id: (s.done, s.last_report, s.actual_start) for s in ScheduleStep.select()} == before
    assert not ProgressReport.select().where(ProgressReport.deleted == 0).count()
    assert all(s.count("new") for p in planned("progress", *DAYS) for s in p.sheets)


def test_a_mistyped_order_is_offered_and_assigned(scheduled: Path) -> None:
    row = next(r for r in planned("progress", DAYS[0])[0].sheets[0].rows if r.row == 12)
    assert row.held and row.offers[0][0] == "ZB26-1165" and "ZB26-1165" in row.problems[-1].reason
    wish = Wish(answers={"进度表": {"assign": {12: "ZB26-1165"}}})
    plans = planned("progress", DAYS[0], wish=wish)
    mended = next(r for r in plans[0].sheets[0].rows if r.row == 12)
    assert not mended.held and "ZB26-1165" in mended.title
    step = read_books().by_order["zb26-1165"][0]
    before = ScheduleStep.get_by_id(step.key).done
    applied(plans)
    assert ScheduleStep.get_by_id(step.key).done >= before + 286


@pytest.mark.parametrize(("said_number", "item", "plant", "meant"), [
    ("26110135", "WB18", "浩景丰", "26110035"), ("ZB26-1156", "C480", "臻宝", "ZB26-1165")])
def test_one_slip_of_the_finger_is_understood(scheduled: Path, said_number: str, item: str, plant: str,
                                              meant: str) -> None:
    assert near_orders(read_books(), said_number, item, "白色", plant)[0][0] == meant


def test_a_row_left_out_stays_out(scheduled: Path) -> None:
    plan = planned("progress", DAYS[0], wish=Wish(answers={"进度表": {"skip": frozenset({14, 15})}}))[0]
    assert plan.sheets[0].count("skipped") == 2 and plan.sheets[0].count("new") == 16
    assert said(plan.sheets[0]) == expected(DAYS[0], "进度表")
    assert applied([plan]).result["skipped"] == 2


def test_the_same_report_twice_counts_once(scheduled: Path) -> None:
    twice = planned("progress", DAYS[0], DAYS[0])
    assert [p.sheets[0].count("new") for p in twice] == [18, 0]
    copy = Workbook("copy.xlsx", "xlsx", book(DAYS[0]).sheets)
    pair = plan_books(catalogue.imports()["progress"], [Incoming(book(DAYS[0])), Incoming(copy)], TODAY)
    assert pair[1].sheets[0].count("new") == 0
    assert {p.kind for r in pair[1].sheets[0].rows for p in r.problems if p.holds} == {"twice", "unknown_order"}


def test_a_sheet_left_out_does_not_count_for_the_next(scheduled: Path) -> None:
    plans = plan_books(catalogue.imports()["progress"], [
        Incoming(book(DAYS[0])), Incoming(book(DAYS[1]), Wish(ticks={"进度表": False})), Incoming(book(DAYS[2]))], TODAY)
    assert [s.chosen for p in plans for s in p.sheets] == [True, False, True]
    assert (15, "cumulative_down") not in said(plans[2].sheets[0])
    assert applied(plans).result["new"] == 18 + 17


def test_moved_dates_want_a_reason(scheduled: Path) -> None:
    line = OrderLine.select().where(OrderLine.required_ship.is_null(False)).get()
    line.required_ship = date(2027, 3, 1)
    write("Move", WHO, lambda change: change.save(line), reason=Reason("customer"))
    plans = planned("orders", SCHEDULE)
    assert sum(s.count("changed") for s in plans[0].chosen) == 1
    with pytest.raises(ReasonWanted):
        applied(plans)
    assert OrderLine.get_by_id(line.id).required_ship == date(2027, 3, 1)
    applied(planned("orders", SCHEDULE), Reason("other", SCHEDULE))
    assert DueChange.select().order_by(DueChange.id.desc()).get().asked_by == SCHEDULE


def test_nothing_is_half_imported(scheduled: Path) -> None:
    plans = planned("progress", DAYS[0])
    rows = plans[0].sheets[0].rows

    def fails(_change: object) -> None:
        raise ValueError("a fault in the last row")

    rows[-1].write = fails
    with pytest.raises(ValueError, match="last row"):
        applied(plans)
    assert not ProgressReport.select().count()


def test_odd_rows_as_a_file(scheduled: Path, tmp_path: Path) -> None:
    sheet = planned("progress", DAYS[0])[0].sheets[0]
    path = tmp_path / "odd.xlsx"
    assert write_problem_file(path, [OddSheet("臻宝 11-18", sheet)]) == 3
    grid = read_workbook(path).sheets[0]
    texts = [str(cell) for row in grid.rows for cell in row]
    assert any("ZB26-1156" in t for t in texts) and any("ZB26-1165" in t for t in texts)
    assert "制单号" in texts
    assert [row[0] for row in grid.rows[2:]] == [7, 12, 28]


def test_corrected_columns_are_learned(scheduled: Path) -> None:
    first = planned("progress", DAYS[0])[0].sheets[0]
    assert first.table is not None
    match = first.table.match("note")
    assert match is not None and match.how != "learned"
    wish = Wish(columns={"进度表": {match.header: ""}})
    applied(planned("progress", DAYS[0], wish=wish))
    later = planned("progress", DAYS[1])[0].sheets[0]
    assert later.table is not None and later.table.match("note") is None
    assert later.origin == "臻宝"


def test_missing_days_are_said_once(scheduled: Path) -> None:
    """A sheet whose earlier days never came in has one sentence about it, not one a row."""
    kinds = [p.kind for p in planned("progress", "臻宝每日生产进度表_2026-11-20.xlsx")[0].sheets[0].problems]
    assert kinds.count("days_missing") == 1
    assert "cumulative_jump" not in kinds
    assert "changed_line" in kinds
