"""Workbooks worse than the samples: each gives exactly what its maker says, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nasty_kit import Nasty
from nasty_orders import order_books
from nasty_progress import ORDERS, progress_books
from nasty_spread import spread_books

from app.areas.schedule.records import ProgressReport
from app.command.__main__ import main
from app.database import connection
from app.exchange.table import Table
from app.masters.order import OrderLine

TODAY = ["--today", "2026-11-23"]


def imported(capsys: pytest.CaptureFixture[str], kind: str, path: Path, db: Path, *more: str) -> tuple[int, Any, str]:
    """Return exit code, answer and what was said of an import."""
    code = main(["import", kind, str(path), "--db", str(db), "--json", *TODAY, *more])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, json.loads(out) if out.strip() else None, err


def check(answer: dict[str, Any], nasty: Nasty) -> None:
    """Hold an answer against what must come of a book."""
    assert {s["name"] for s in answer["sheets"]} == set(nasty.sheets)
    assert {s["name"] for s in answer["left_out"]} == set(nasty.left_out)
    for sheet in answer["sheets"]:
        wants = nasty.sheets[sheet["name"]]
        assert (sheet["header_row"], sheet["records"]) == (wants.header, wants.records)
        fields = {field: heading for heading, field in sheet["mapping"].items()}
        assert {k: fields.get(k) for k in wants.columns} == wants.columns
        assert {k: sheet["sums"].get(k) for k in wants.sums} == wants.sums
        assert (sheet["held"], sheet["chosen"]) == (wants.held, wants.chosen)
        said = {(p["row"], p["kind"]) for p in sheet["problems"]}
        assert wants.odd <= said, wants.odd - said
        if wants.calm:
            assert not sheet["problems"] and not sheet["doubts"]


def stored(db: Path) -> list[tuple[Any, ...]]:
    """Return all order lines of a file."""
    connection.open_file(db)
    found = [(o.order.number, o.order.customer.name, o.product.code, o.colour or "", o.quantity, o.required_ship)
             for o in OrderLine.select().order_by(OrderLine.id)]
    connection.close()
    return found


@pytest.fixture
def fresh(empty_file: Path, tmp_path: Path) -> Path:
    target = tmp_path / "firm.gendan"
    target.write_bytes(empty_file.read_bytes())
    return target


@pytest.mark.parametrize("nasty", order_books(), ids=lambda n: n.file)
def test_orders(capsys: pytest.CaptureFixture[str], fresh: Path, tmp_path: Path, nasty: Nasty) -> None:
    path = tmp_path / nasty.file
    nasty.make(path)
    before = fresh.read_bytes()
    code, answer, _err = imported(capsys, "orders", path, fresh, "--dry-run")
    assert code == (0 if nasty.sheets else 1)
    assert fresh.read_bytes() == before
    check(answer, nasty)
    assert answer["applied"] == 0 and answer["undo"] is None
    if nasty.stored is None:
        return
    code, answer, _err = imported(capsys, "orders", path, fresh)
    check(answer, nasty)
    assert stored(fresh) == list(nasty.stored)
    if nasty.sheets:
        _code, again, _err = imported(capsys, "orders", path, fresh)
        assert [(s["new"], s["changed"]) for s in again["sheets"] if s["chosen"]] == [(0, 0)] * sum(
            w.chosen for w in nasty.sheets.values())


def reported(db: Path) -> list[tuple[Any, ...]]:
    """Return all reports of a file."""
    connection.open_file(db)
    found = [(r.step.order_line.order.number, r.day, r.shift or "", r.made)
             for r in ProgressReport.select().order_by(ProgressReport.id)]
    connection.close()
    return found


@pytest.fixture(scope="module")
def scheduled(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a company with the schedule that the daily sheets report on."""
    folder = tmp_path_factory.mktemp("scheduled")
    target, orders = folder / "firm.gendan", folder / "永固.xlsx"
    target.write_bytes(empty_file.read_bytes())
    ORDERS(orders)
    assert main(["import", "orders", str(orders), "--db", str(target), *TODAY]) == 0
    connection.close()
    return target.read_bytes()


@pytest.mark.parametrize("nasty", [*progress_books(), *spread_books()], ids=lambda n: n.file)
def test_progress(capsys: pytest.CaptureFixture[str], scheduled: bytes, tmp_path: Path, nasty: Nasty) -> None:
    path, db = tmp_path / nasty.file, tmp_path / "firm.gendan"
    nasty.make(path)
    db.write_bytes(scheduled)
    code, answer, _err = imported(capsys, "progress", path, db, "--dry-run")
    assert code == 0 and db.read_bytes() == scheduled
    check(answer, nasty)
    code, answer, _err = imported(capsys, "progress", path, db)
    check(answer, nasty)
    assert reported(db) == list(nasty.stored or ())
    _code, again, _err = imported(capsys, "progress", path, db)
    assert [(s["new"], s["changed"]) for s in again["sheets"]] == [(0, 0)] * len(nasty.sheets)


def test_what_is_learned_of_one_origin_is_not_said_of_another(company: Path) -> None:
    from app.areas.schedule.order_import import ORDERS_IMPORT
    from app.database.change import Who, write
    from app.exchange.finding import find
    from app.exchange.grid import Grid
    from app.exchange.layouts import keep_layout

    def learn(origin: str, **changed: str) -> None:
        said = {"单号": "order", "客户": "customer", "货号": "item", "数量": "quantity", "交期": "ship"} | changed
        write("Learn", Who("x"), lambda change: keep_layout(change, "orders", origin, said))

    def meant() -> tuple[str | None, str]:
        row = ["G1", "甲", "A1", 5, date(2026, 12, 1)]
        table, origin = find(ORDERS_IMPORT, Grid("a", [["单号", "客户", "货号", "数量", "交期"], row]), date(2026, 11, 23))
        match = table.match("ship") if isinstance(table, Table) else None
        return match and match.header, origin

    learn("甲厂", 交期="")
    assert meant() == (None, "甲厂")
    learn("乙厂")
    assert meant() == ("交期", "")
    learn("甲厂")
    assert meant() == ("交期", "")
