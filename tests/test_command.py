"""The command line: stable names, JSON, exit codes, errors in words on stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.command.__main__ import main
from app.database import connection
from app.database.history import events_of

SAMPLES = Path(__file__).parent / "samples"
TODAY = ["--today", "2026-11-23"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    """Return exit code, the answer (JSON where it is some), and what stderr says."""
    code = main(list(arguments))
    out, err = capsys.readouterr()
    try:
        return code, json.loads(out), err
    except ValueError:
        return code, out, err


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "firm.gendan")
    assert run(capsys, "new", path)[0] == 0
    return path


def test_the_morning(capsys: pytest.CaptureFixture[str], fresh: str, tmp_path: Path) -> None:
    """Schedule in, four days of one plant and four sheets of the other, schedule out, all back by undo."""
    code, answer, _err = run(capsys, "import", "orders", str(SAMPLES / "生产排期表.xlsx"), "--db", fresh, "--json", *TODAY)
    assert code == 0
    assert [(s["name"], s["header_row"], s["records"], s["chosen"]) for s in answer["sheets"]] == [
        ("臻宝", 3, 74, True), ("浩景丰", 3, 48, True), ("旧排期", 3, 30, False)]
    assert answer["sheets"][0]["sums"]["quantity"] == 273468
    assert answer["applied"] == 122
    entries = []
    for file in [*(f"臻宝每日生产进度表_2026-11-{day}.xlsx" for day in (18, 19, 20, 21)), "浩景丰生产日报_11月.xlsx"]:
        code, answer, _err = run(capsys, "import", "progress", str(SAMPLES / file), "--db", fresh, "--json", *TODAY)
        assert code == 0
        entries.append(answer["undo"])
    code, plan, _err = run(capsys, "schedule", "--db", fresh, "--json", *TODAY)
    done = {(b["order"], b["item"], b["colour"]): b["done"] for b in plan["bars"]}
    truth = json.loads((SAMPLES / "EXPECT.json").read_text(encoding="utf-8"))["progress"]["lines"]
    assert {k: done[k] for k in ((t["order"], t["item"], t["colour"]) for t in truth)} == {
        (t["order"], t["item"], t["colour"]): t["total"] for t in truth}
    assert plan["endangered"]
    assert set(plan["endangered"][0]) >= {"order", "reason", "date", "limit"}
    assert set(plan["load"][0]) >= {"line", "day", "percent"}
    for name in ("schedule.pdf", "a3.pdf"):
        size = ["--paper", "A3"] if name == "a3.pdf" else []
        assert run(capsys, "print", "schedule", str(tmp_path / name), "--db", fresh, *size, *TODAY)[0] == 0
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    for entry in reversed(entries):
        assert run(capsys, "undo", str(entry), "--db", fresh)[0] == 0
    _code, plan, _err = run(capsys, "schedule", "--db", fresh, "--json", *TODAY)
    back = {(b["order"], b["item"], b["colour"]): b["done"] for b in plan["bars"]}
    assert {k: back[k] for k in ((t["order"], t["item"], t["colour"]) for t in truth)} == {
        (t["order"], t["item"], t["colour"]): t["done_2026-11-17"] for t in truth}


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], fresh: str) -> None:
    before = Path(fresh).read_bytes()
    code, answer, _err = run(capsys, "import", "orders", str(SAMPLES / "生产排期表.xlsx"), "--db", fresh, "--json",
                             "--dry-run", *TODAY)
    assert (code, answer["applied"], answer["undo"]) == (0, 0, None)
    assert answer["sheets"][0]["new"] == 74
    assert Path(fresh).read_bytes() == before


def test_importing_twice_changes_nothing(capsys: pytest.CaptureFixture[str], fresh: str) -> None:
    file = str(SAMPLES / "生产排期表.xlsx")
    run(capsys, "import", "orders", file, "--db", fresh, "--json", *TODAY)
    _code, answer, _err = run(capsys, "import", "orders", file, "--db", fresh, "--json", *TODAY)
    assert (answer["applied"], answer["undo"]) == (0, None)
    assert [(s["new"], s["changed"]) for s in answer["sheets"] if s["chosen"]] == [(0, 0), (0, 0)]


def test_the_export_comes_back_as_it_went_out(capsys: pytest.CaptureFixture[str], fresh: str, tmp_path: Path) -> None:
    run(capsys, "import", "orders", str(SAMPLES / "生产排期表.xlsx"), "--db", fresh, *TODAY)
    out = str(tmp_path / "out.xlsx")
    assert run(capsys, "export", "schedule", out, "--db", fresh, *TODAY)[0] == 0
    import openpyxl

    sheet = openpyxl.load_workbook(out)["臻宝"]
    assert [c.value for c in sheet[2]][:7] == ["序号", "接单日期", "客名", "国家", "制单号", "合同号/客PO", "产品编号"]
    fills = {row[0].fill.fgColor.rgb for row in sheet.iter_rows(min_row=3) if row[0].fill.fill_type}
    assert len(fills) >= 3
    _code, answer, _err = run(capsys, "import", "orders", out, "--db", fresh, "--json", "--dry-run", *TODAY)
    assert [(s["new"], s["held"]) for s in answer["sheets"]] == [(0, 0), (0, 0)]
    assert sum(s["changed"] for s in answer["sheets"]) <= 6


@pytest.mark.parametrize(("file", "records", "total"), [
    ("客户订单_GB18030.csv", 60, 86954), ("WPS尺寸错误.xlsx", 44, 66642), ("坏排序.xlsx", 45, 70648)])
def test_nasty_files_come_in(capsys: pytest.CaptureFixture[str], fresh: str, file: str, records: int,
                             total: int) -> None:
    code, answer, _err = run(capsys, "import", "orders", str(SAMPLES / file), "--db", fresh, "--json", *TODAY)
    assert code == 0
    assert (answer["sheets"][0]["records"], answer["sheets"][0]["sums"]["quantity"]) == (records, total)
    assert answer["applied"] == records


@pytest.mark.parametrize("file", ["有密码.xlsx", "老格式.xls", "网页另存.xls", "nothing.xlsx"])
def test_what_can_t_come_in_is_named(capsys: pytest.CaptureFixture[str], fresh: str, file: str) -> None:
    before = Path(fresh).read_bytes()
    code, _answer, err = run(capsys, "import", "orders", str(SAMPLES / file), "--db", fresh, *TODAY)
    assert code == 1
    assert file in err
    assert "Traceback" not in err
    assert Path(fresh).read_bytes() == before


def test_orders_print_and_lists_export(capsys: pytest.CaptureFixture[str], demo_company: Path, tmp_path: Path) -> None:
    from app.masters.order import Order

    number = Order.get().number
    out = tmp_path / "order.pdf"
    assert run(capsys, "print", "order", str(out), "--record", number, "--db", str(demo_company), *TODAY)[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    connection.open_file(demo_company)
    printed = events_of(Order.get())[0]
    assert "order.pdf" in printed.title
    assert printed.after == {}
    table = tmp_path / "orders.csv"
    code, answer, _err = run(capsys, "export", "orders", str(table), "--db", str(demo_company), "--json", *TODAY)
    assert code == 0
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == answer["rows"] + 1


@pytest.mark.parametrize("arguments", [
    ("print", "no_such_paper", "x.pdf"), ("export", "no_such_sheet", "x.xlsx"), ("export", "orders", "x.docx"),
    ("print", "order", "x.pdf", "--record", "no such order"), ("undo", "99999")])
def test_what_can_t_be_done_is_said(capsys: pytest.CaptureFixture[str], demo_company: Path, tmp_path: Path,
                                    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _out, err = run(capsys, *arguments, "--db", str(demo_company))
    assert code == 1
    assert err.strip()
    assert "Traceback" not in err
    assert not list(tmp_path.glob("x.*"))


def test_nothing_is_overwritten(capsys: pytest.CaptureFixture[str], fresh: str) -> None:
    assert run(capsys, "demo", fresh)[0] == 1
    assert run(capsys, "new", fresh)[0] == 1


def test_a_text_never_becomes_a_formula(capsys: pytest.CaptureFixture[str], company: Path, tmp_path: Path) -> None:
    import openpyxl

    from app.database.change import Who, write
    from app.masters.company import Company

    write("Evil", Who("x"), lambda change: change.save(Company(name='=cmd|"/c calc"!A1')))
    for name in ("out.xlsx", "out.csv"):
        assert run(capsys, "export", "companies", str(tmp_path / name), "--db", str(company))[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [c.data_type for row in sheet.iter_rows(min_row=2) for c in row if c.value] == ["s"] * 2 or all(
        c.data_type != "f" for row in sheet.iter_rows() for c in row)
    assert "'=cmd" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_records_are_found_by_initials(capsys: pytest.CaptureFixture[str], demo_company: Path) -> None:
    code, found, _err = run(capsys, "find", "zb", "--db", str(demo_company), "--json")
    assert code == 0
    assert any(hit["sheet"] == "plants" and hit["title"] == "臻宝" for hit in found)


def test_a_large_import_makes_a_backup_first(capsys: pytest.CaptureFixture[str], fresh: str, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("订单")
    sheet.append(["制单号", "客户", "产品编号", "数量"])
    for number in range(501):
        sheet.append([f"ZB26-{number:04}", "客户甲", f"C{number % 9}", 100])
    book.save(tmp_path / "many.xlsx")
    run(capsys, "import", "orders", str(SAMPLES / "生产排期表.xlsx"), "--db", fresh, *TODAY)
    assert not list(tmp_path.glob("*.backups/*"))
    assert run(capsys, "import", "orders", str(tmp_path / "many.xlsx"), "--db", fresh, *TODAY)[0] == 0
    copies = list(tmp_path.glob("*.backups/*.gendan"))
    assert len(copies) == 1
    assert run(capsys, "find", "0026411", "--db", str(copies[0]), "--json")[1]
    assert not run(capsys, "find", "ZB26-0400", "--db", str(copies[0]), "--json")[1]


def test_a_step_made_on_two_lines_in_one_shift_counts_both_once(capsys: pytest.CaptureFixture[str], fresh: str,
                                                                 tmp_path: Path) -> None:
    import openpyxl

    def write(name: str, rows: list[list[Any]]) -> str:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return str(tmp_path / name)

    orders = write("臻宝排期.xlsx", [["制单号", "客户", "产品编号", "颜色", "数量", "生产线", "计划开始", "计划完成"],
                                     ["ZB26-1", "客户甲", "C1", "黑色", 1000, "A线", "2026-11-16", "2026-11-20"]])
    daily = write("臻宝日报 2026-11-18.xlsx", [["生产线", "制单号", "产品编号", "颜色", "当日完成", "累计完成"],
                                               ["A线", "ZB26-1", "C1", "黑色", 100, 100],
                                               ["B线", "ZB26-1", "C1", "黑色", 50, 150]])
    run(capsys, "import", "orders", orders, "--db", fresh, "--plant", "臻宝", *TODAY)
    for standing in ("new", "same"):
        _code, answer, _err = run(capsys, "import", "progress", daily, "--db", fresh, "--json", *TODAY)
        assert answer["sheets"][0][standing] == 2, answer
        assert not [p for p in answer["sheets"][0]["problems"] if p["kind"].startswith("cumulative")]
    _code, plan, _err = run(capsys, "schedule", "--db", fresh, "--json", *TODAY)
    assert [b["done"] for b in plan["bars"]] == [150]


def test_what_is_due_and_a_message_about_it(capsys: pytest.CaptureFixture[str], demo_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.gendan"
    file.write_bytes(demo_file.read_bytes())
    code, lines, _err = run(capsys, "today", "--db", str(file), "--json", *TODAY)
    assert code == 0
    assert {"area", "record", "title", "due", "standing", "owner", "reason"} <= set(lines[0])
    assert {line["standing"] for line in lines} <= {"late", "today", "soon"}
    owner = next(line["owner"] for line in lines if line["owner"])
    code, own, _err = run(capsys, "today", "--db", str(file), "--owner", owner, "--days", "30", "--json", *TODAY)
    assert {line["owner"] for line in own} == {owner} and any(line["standing"] == "ahead" for line in own)
    order = next(line for line in lines if line["order"])["order"]
    draft = tmp_path / "told.eml"
    code, told, err = run(capsys, "notify", "orders", "--record", order, "--eml", str(draft), "--xlsx", "--db",
                          str(file), "--json", *TODAY)
    assert code == 0 and told["rows"] == 1 and told["files"]
    assert b"X-Unsent" in draft.read_bytes()
    code, _told, err = run(capsys, "notify", "orders", "nothing", "--record", order, "--eml", str(draft), "--db",
                           str(file), *TODAY)
    assert code == 1 and "nothing" in err
    inspection = next(line for line in lines if line["sheet"] == "inspections")["record"].split()[0]
    code, told, err = run(capsys, "notify", "inspections", "danger", "--record", inspection, "--eml", str(draft), "--db",
                          str(file), "--json", *TODAY)
    assert code == (1 if told["lacking"] else 0) and bool(err) == bool(told["lacking"])
    assert draft.exists()


@pytest.mark.parametrize("paper", ["morning", "day_changes", "inspection_notice", "instruction", "handover"])
def test_the_office_papers_print(capsys: pytest.CaptureFixture[str], demo_file: Path, tmp_path: Path,
                                 paper: str) -> None:
    file = tmp_path / "demo.gendan"
    file.write_bytes(demo_file.read_bytes())
    about = [] if paper in ("morning", "day_changes") else ["--record", "1"]
    for ending in (".pdf", ".xlsx"):
        out = tmp_path / f"{paper}{ending}"
        code, _answer, err = run(capsys, "print", paper, str(out), *about, "--db", str(file), *TODAY)
        assert code == 0, err
        assert out.stat().st_size > 1000
