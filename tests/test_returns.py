"""Returned units: warranty, stations, import against the ship-out list, and the numbers of the quarter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, papers
from app.areas.returns import actions
from app.areas.returns.analysis import Quarter, ShipFact, UnitFact, analyse, quarter_of, read_quarter
from app.areas.returns.measures import begin_measures
from app.areas.returns.quarter_book import write_book
from app.areas.returns.reading import asked_quarter, read_report, unit_lines
from app.areas.returns.records import CAUSES, WORKFLOW, Fault, ReturnBatch, ReturnUnit
from app.areas.returns.warranty import reckoned
from app.database.change import Change, Who, problems_of, write
from app.domain.problem import Refused
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Company
from app.masters.product import Product
from app.masters.serials import SerialBook
from app.masters.shipment import Shipment, serial_count, shipment_of_serial

ME, TODAY = Who("王小姐", "PC-1"), date(2026, 11, 23)
SAMPLES = Path(__file__).parent / "samples"
SHIPPED, RETURNED = SAMPLES / "出货一览_2026.xlsx", SAMPLES / "返修登记_2026Q3.xlsx"
Q3 = Quarter(2026, 3)


def do(task: Any) -> Any:
    return write("test", ME, task).result


def take_in(key: str, path: Path) -> Any:
    plan = plan_workbook(catalogue.imports()[key], read_workbook(path), TODAY)
    return plan, do(lambda change: apply_plan(change, plan))


@pytest.fixture
def shipped(company: Path) -> Any:
    return take_in("shipments", SHIPPED)


@pytest.fixture
def returned(shipped: Any) -> Any:
    return take_in("returns", RETURNED)


def kinds(plan: Any) -> set[tuple[str, int | None, str]]:
    return {(s.name, p.row, p.kind) for s in plan.sheets for p in s.problems}


def test_the_ship_out_list_comes_in_as_it_is(shipped: Any) -> None:
    plan, counts = shipped
    assert (counts["new"], counts["held"]) == (601, 1)
    named = {(row, kind) for _sheet, row, kind in kinds(plan) if kind != "model_new"}
    assert named == {(123, "text_quantity"), (309, "negative"), (413, "duplicate"), (467, "text_date")}
    quarter = Shipment.select().where(Shipment.shipped.between("2026-07-01", "2026-09-30"))
    by_model: dict[str, int] = {}
    for row in quarter:
        by_model[row.product.code] = by_model.get(row.product.code, 0) + row.quantity
    assert by_model == {"T8": 3470, "T10": 4990, "T10 Pro": 2910, "R110": 3840, "R210": 4890, "R350": 1810}


def test_a_list_that_is_known_changes_nothing(returned: Any) -> None:
    for key, path, same in (("shipments", SHIPPED, 601), ("returns", RETURNED, 400)):
        _plan, counts = take_in(key, path)
        assert (counts["new"], counts["changed"], counts["same"]) == (0, 0, same)


def test_the_register_names_what_is_odd(returned: Any) -> None:
    plan, counts = returned
    assert (counts["new"], counts["held"]) == (400, 1)
    assert kinds(plan) == {
        ("7月", 23, "serial_unknown"), ("7月", 58, "date_order"), ("7月", 94, "fault_blank"),
        ("8月", 20, "serial_unknown"), ("8月", 45, "duplicate"), ("8月", 64, "model_differs"), ("8月", 100, "date_order"),
        ("9月", 23, "serial_unknown"), ("9月", 62, "text_date"), ("9月", 94, "trailing_space")}


def test_the_quarter_has_the_rates_of_the_lists(returned: Any) -> None:
    found = read_report(Q3).analysis
    rates = {row.model: (row.returned, round(row.rate or 0, 2)) for row in found.models}
    assert rates == {"T8": (54, 1.56), "T10": (121, 2.42), "T10 Pro": (23, 0.79), "R110": (79, 2.06),
                     "R210": (100, 2.04), "R350": (23, 1.27)}
    assert (found.total.returned, found.total.repeats) == (400, 18)
    assert sum(row.count for row in found.faults) == 400
    assert found.faults[-1].name == ""  # not filled in stands last
    assert [row.name for row in found.top] == ["软件版本旧", "适配器坏", "充电口虚焊"]
    assert [m.returned for m in found.trend[-3:]] == [113, 142, 145]


def test_the_first_register_makes_its_models(company: Path) -> None:
    plan, counts = take_in("returns", RETURNED)
    assert counts["new"] == 400
    assert {kind for _s, _r, kind in kinds(plan)} >= {"no_shipments", "duplicate"}
    assert ReturnUnit.get(ReturnUnit.serial == "RA2603004282").ship_source == "hand"


def test_an_unknown_model_is_held(shipped: Any, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(RETURNED)
    book["7月"]["E23"] = "X999"  # the unit whose serial number is in no delivery
    book.save(tmp_path / "odd.xlsx")
    plan = plan_workbook(catalogue.imports()["returns"], read_workbook(tmp_path / "odd.xlsx"), TODAY)
    assert ("7月", 23, "model_unknown") in kinds(plan)
    assert plan.sheets[0].count("problem") == 1


def test_a_serial_number_brings_model_ship_date_and_warranty(shipped: Any) -> None:
    def task(change: Change) -> ReturnUnit:
        batch = ReturnBatch(received=date(2026, 11, 20), customer=Company.get(Company.name == "VELDHOEK IT BV"))
        change.save(batch)
        return change.save(ReturnUnit(batch=batch, serial=" ra2601000150 "))  # type: ignore[return-value]

    unit = do(task)
    assert (unit.serial, unit.product.code, unit.shipped, unit.warranty) == (
        "RA2601000150", "R110", date(2026, 1, 5), "in")
    assert unit.received == date(2026, 11, 20)
    assert unit.due == date(2026, 11, 24)  # Friday and three working days, Saturday worked
    assert unit.batch.number.startswith("RT")
    assert not problems_of(unit)


def test_without_a_serial_number_the_last_delivery_counts(shipped: Any) -> None:
    customer = Company.get(Company.name == "VELDHOEK IT BV")

    def task(change: Change) -> ReturnUnit:
        batch = ReturnBatch(received=date(2026, 6, 1), customer=customer)
        change.save(batch)
        return change.save(ReturnUnit(batch=batch, serial="UNKNOWN1", product=Product.get(Product.code == "R110")))  # type: ignore[return-value]

    unit = do(task)
    last = Shipment.select().where((Shipment.customer == customer) & (Shipment.product == unit.product)
                                   & (Shipment.shipped <= "2026-06-01")).order_by(Shipment.shipped.desc()).first()
    assert (unit.ship_source, unit.shipped) == ("last", last.shipped)
    assert "UNKNOWN1" in problems_of(unit)[0].text


def test_the_same_unit_is_not_registered_twice_a_day(shipped: Any) -> None:
    def unit(change: Change, day: int) -> Any:
        batch = ReturnBatch(received=date(2026, 11, day), customer=Company.select().get())
        change.save(batch)
        return change.save(ReturnUnit(batch=batch, serial="RA2601000150"))

    do(lambda change: unit(change, 10))
    with pytest.raises(Refused, match="RA2601000150"):
        do(lambda change: unit(change, 10))
    do(lambda change: unit(change, 12))  # warned, not blocked


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 900), st.integers(1, 36))
def test_warranty_lasts_its_months(shipped: date, days: int, months: int) -> None:
    from datetime import timedelta

    from dateutil.relativedelta import relativedelta

    received = shipped + timedelta(days=days)
    assert reckoned(shipped, received, False, months) == (
        "in" if received <= shipped + relativedelta(months=months) else "out")
    assert reckoned(shipped, received, True, months) == "out"
    assert reckoned(None, received, False, months) is None


def test_a_unit_goes_its_way(shipped: Any) -> None:
    def begin(change: Change) -> Any:
        change.save(Fault(name="虚焊", cause="workmanship", responsible="生产部"))
        batch = ReturnBatch(received=date(2026, 11, 20), customer=Company.select().get())
        change.save(batch)
        return change.save(ReturnUnit(batch=batch, serial="RA2601000150"))

    unit = do(begin)
    states = []
    facts = ({}, {"found": Fault.get()}, {"treatment": "replace", "repairer": "覃工"}, {"checker": "莫工"})
    for run, answers in zip((actions.advance,) * 3 + (actions.passed,), facts, strict=True):
        unit = ReturnUnit.get_by_id(unit.id)
        if answers:
            with pytest.raises(Refused):
                do(lambda change, u=unit: actions.advance(change, [u]))
            unit = ReturnUnit.get_by_id(unit.id)
        do(lambda change, u=unit, r=run, a=answers: r(change, [u], a))
        states.append(unit.state)
    assert states == ["inspect", "repair", "final", "pack"]
    unit = ReturnUnit.get_by_id(unit.id)
    assert (unit.cause, unit.responsible, unit.final_check) == ("workmanship", "生产部", "ok")
    assert unit.repaired == date.today()
    do(lambda change: actions.send_back(change, [unit], {"waybill": "SF1", "returned": None}))
    assert (unit.state, unit.waybill, unit.due) == ("shipped", "SF1", None)
    with pytest.raises(Refused):
        do(lambda change: actions.go(change, unit, "repair"))


def test_a_failed_final_check_goes_back_to_repair(demo_company: Path) -> None:
    unit = ReturnUnit.get(ReturnUnit.state == "final")
    do(lambda change: actions.reject(change, [unit]))
    assert (unit.state, unit.final_check, unit.repaired) == ("repair", "ng", None)


def test_every_state_can_be_left_or_is_an_end() -> None:
    states = {state for state, _label in ReturnUnit.state.options}
    assert {old for old, _new in WORKFLOW.moves} >= states - {"shipped", "scrapped"}
    assert {new for _old, new in WORKFLOW.moves} == states


@pytest.mark.parametrize(("first", "last", "count"), [
    ("RA2601000001", "RA2601000150", 150), ("A9", "B1", None), ("100", "100", 1), ("X1", "X9", 9)])
def test_serial_numbers_are_counted(first: str, last: str, count: int | None) -> None:
    assert serial_count(first, last) == count


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 60), st.integers(1, 300)), max_size=25),
       st.integers(0, 999))
def test_the_serial_book_finds_what_a_look_at_each_range_finds(ranges: list[tuple[int, int, int]], wanted: int) -> None:
    class Row:
        def __init__(self, number: int, first: int, more: int, day: int) -> None:
            self.id, self.first_serial, self.last_serial = number, f"S{first:04}", f"S{first + more:04}"
            self.shipped = date.fromordinal(730_000 + day)

    rows = [Row(n, *r) for n, r in enumerate(ranges)]
    serial = f"S{wanted:04}"
    holding = [r for r in rows if r.first_serial <= serial <= r.last_serial]
    best = max(holding, key=lambda r: (r.shipped, r.id), default=None)
    assert SerialBook(rows).find(serial) is best


def test_the_database_finds_the_same_delivery_as_the_book(shipped: Any) -> None:
    book = SerialBook()
    for serial in ("RA2601000001", "RA2601000150", "RB2601000400", "RB2605908583", "TA9", "RA260100015"):
        one, other = shipment_of_serial(serial), book.find(serial)
        assert (one.id if one else None) == (other.id if other else None)


units = st.builds(
    UnitFact, st.integers(1, 10**6), st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(["A", "B", "C"]),
    st.just("客"), st.sampled_from([f"S{n}" for n in range(30)]), st.sampled_from(["虚焊", "破损", ""]),
    st.sampled_from([key for key, _l in CAUSES] + [""]), st.sampled_from(["生产部", ""]), st.sampled_from(["in", "out", ""]),
    st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(["", "天线、电池", "电池"]))
ships = st.builds(ShipFact, st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(["A", "B", "D"]),
                  st.just("客"), st.integers(-20, 300))


@given(st.lists(units, max_size=40, unique_by=lambda u: u.id), st.lists(ships, max_size=20), st.integers(2025, 2026),
       st.integers(1, 4))
def test_the_analysis_adds_up(found: list[UnitFact], shipments: list[ShipFact], year: int, number: int) -> None:
    quarter = Quarter(year, number)
    made = analyse(found, shipments, quarter)
    inside = [u for u in found if quarter.holds(u.received)]
    assert made.total.returned == len(inside) == sum(row.returned for row in made.models)
    assert made.total.shipped == sum(s.quantity for s in shipments if quarter.holds(s.day))
    for rows in (made.faults, made.causes, made.departments):
        assert sum(row.count for row in rows) == len(inside)
        assert sorted(n for row in rows for n in row.units) == sorted(u.id for u in inside)
        if rows:
            assert abs(rows[-1].cumulative - 100) < 1e-9
            counts = [row.count for row in rows if row.name]
            assert counts == sorted(counts, reverse=True)
    assert sum(map(len, made.matrix.values())) == len(inside)
    assert len(made.trend) == 12
    assert sum(m.returned for m in made.trend[-3:]) == len(inside)
    assert made.total.repeats <= len(inside)
    assert all(0 <= (row.nff_share or 0) <= 100 for row in made.models)
    assert not {row.name for row in made.top} & {u.fault for u in inside if u.cause == "nff"}


def test_the_quarter_before_is_the_one_before() -> None:
    shipments = [ShipFact(date(2026, 5, 1), "A", "客", 200), ShipFact(date(2026, 8, 1), "A", "客", 100)]
    found = [UnitFact(n, day, "A", "客", f"S{n}", "虚焊", "material", "", "in", None) for n, day in enumerate(
        (date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 2), date(2026, 10, 1)))]
    row = analyse(found, shipments, Q3).models[0]
    assert (row.rate, row.last_rate, row.change) == (3.0, 1.0, 2.0)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_quarters_hold_their_days(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first <= day < quarter.after
    assert quarter.holds(day)
    assert quarter.moved(1).moved(-1) == quarter
    assert read_quarter(str(quarter)) == quarter


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "Q3", "026Q3", "2026Q30"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    assert read_quarter(text) is None


def test_a_quarter_asked_for_in_words_is_refused_in_words() -> None:
    assert asked_quarter("", TODAY) == Q3
    with pytest.raises(ValueError, match="2026Q3"):
        asked_quarter("soon", TODAY)


def test_the_top_three_get_countermeasures_once(returned: Any) -> None:
    analysis = read_report(Q3).analysis
    first = do(lambda change: begin_measures(change, analysis))
    again = do(lambda change: begin_measures(change, analysis))
    assert [m.id for m in first] == [m.id for m in again]
    assert [m.fault for m in first] == ["软件版本旧", "适配器坏", "充电口虚焊"]
    assert set(read_report(Q3).measures) == {m.fault for m in first}


def test_a_report_can_be_narrowed_down(returned: Any) -> None:
    found = read_report(Q3, "T10", "VELDHOEK IT BV").analysis
    assert [row.model for row in found.models] == ["T10"]
    assert 0 < found.total.returned < 121
    behind = unit_lines(found.total.units)
    assert len(behind) == found.total.returned
    assert {(u.model, u.customer) for u in behind} == {("T10", "VELDHOEK IT BV")}


def test_the_report_prints_its_numbers(returned: Any) -> None:
    made = papers.pages("returns_quarter", "王小姐", records=["2026Q3"], today=TODAY)
    said = " ".join(m.text for page in made for m in page.marks if hasattr(m, "text"))
    assert all(words in said for words in ("21,910", "400", "2.42%", "充电口虚焊", "2026 年第 3 季度"))


def test_the_workbook_holds_tables_and_charts(returned: Any, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "q.xlsx"
    assert write_book(path, read_report(Q3)) > 30
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 7
    rows = {row[0]: row for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)}
    assert rows["T10"][1:4] == (4990, 121, 2.42)
    assert [len(sheet._charts) for sheet in book.worksheets] == [1, 1, 1, 1, 0, 1, 0]


def test_the_command_gives_the_quarter_as_data(returned: Any, company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse
    import json

    from app.command.returns import add_commands

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    asked = parser.parse_args(["returns", "--db", str(company), "--quarter", "2026Q3", "--json"])
    asked.today = TODAY
    asked.run(asked)
    data = json.loads(capsys.readouterr().out)
    assert {m["model"]: (m["shipped"], m["returned"], m["rate"]) for m in data["models"]}["T10"] == (4990, 121, 2.42)
    assert data["faults"][0] == {"fault": "软件版本旧", "count": 70, "share": 17.5, "cumulative": 17.5}
    assert data["faults"][-1]["cumulative"] == 100


@pytest.mark.parametrize(("serial", "word"), [("490154203237519", "IMEI"), ("序列号不清", "序列号不清"), ("A1", "A1")])
def test_wrong_serial_numbers_are_named(shipped: Any, serial: str, word: str) -> None:
    unit = ReturnUnit(serial=serial, received=TODAY, product=Product.get(Product.code == "T8"))
    unit.batch = ReturnBatch(received=TODAY, customer=Company.select().get())
    unit.batch.id = 1
    assert any(word in p.text and not p.blocks for p in problems_of(unit))


@given(st.integers(0, 10**14 - 1))
def test_one_wrong_digit_of_an_imei_is_found(body: int) -> None:
    from app.areas.returns.records import luhn

    right = next(n for n in (f"{body:014}{check}" for check in range(10)) if luhn(n))
    at = body % 14
    wrong = right[:at] + str((int(right[at]) + 1) % 10) + right[at + 1:]
    assert not luhn(wrong)


def test_both_lists_come_in_together(company: Path) -> None:
    """Planned side by side in an empty company, they name the same new models and customers."""
    plans = [plan_workbook(catalogue.imports()[key], read_workbook(path), TODAY)
             for key, path in (("shipments", SHIPPED), ("returns", RETURNED))]

    def task(change: Change) -> None:
        for plan in plans:
            apply_plan(change, plan)

    do(task)
    assert sorted(p.code for p in Product.select()) == sorted({"T8", "T10", "T10 Pro", "R110", "R210", "R350"})
    assert ReturnUnit.select().where(ReturnUnit.ship_source == "serial").count() == 397
    assert {m.model: m.returned for m in read_report(Q3).analysis.models}["R110"] in (79, 80)


def test_what_is_told_carries_its_papers(demo_company: Path) -> None:
    from app.areas import notifying
    from app.areas.returns.notices import NOTICES
    from app.areas.supplies.notices import NOTICES as SUPPLY_NOTICES

    for key, notices in {**NOTICES, **SUPPLY_NOTICES}.items():
        model = catalogue.sheets()[key].model
        numbers = [r.id for r in model.select(model.id).where(model.deleted == 0).limit(3)]
        for notice in notices:
            ready = notifying.make_ready(key, notice.key, numbers)
            assert ready.draft.subject
            assert ready.draft.rows
            files = notifying.enclosures(ready, "王小姐", True, TODAY)
            assert len(files) == len(ready.draft.papers) + 1


def test_units_find_a_delivery_that_is_entered_later(company: Path) -> None:
    take_in("returns", RETURNED)
    assert not ReturnUnit.select().where(ReturnUnit.shipment.is_null(False)).exists()
    take_in("shipments", SHIPPED)
    assert ReturnUnit.select().where(ReturnUnit.ship_source == "serial").count() == 397
    unit = ReturnUnit.get(ReturnUnit.serial == "TA2603001879")  # its register said a day after its return
    assert unit.shipped < unit.received
