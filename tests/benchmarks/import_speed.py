"""Import of 50,000 × 20 cells against calamine's bare read; a daily sheet of 500 rows applied; memory."""

from __future__ import annotations

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import openpyxl  # noqa: E402
import python_calamine  # noqa: E402

from app.areas import demo  # noqa: E402
from app.areas.schedule.order_import import ORDERS_IMPORT  # noqa: E402
from app.areas.schedule.progress_import import PROGRESS_IMPORT  # noqa: E402
from app.database import connection  # noqa: E402
from app.database.change import Who, write  # noqa: E402
from app.exchange.finding import find  # noqa: E402
from app.exchange.importing import Source, apply_plan, plan_workbook  # noqa: E402
from app.exchange.table import NoTable  # noqa: E402
from app.exchange.workbook import read_workbook  # noqa: E402

TODAY = datetime.date(2026, 11, 18)
ROUNDS = 3
HEADINGS = ["序号", "接单日期", "客名", "国家", "制单号", "合同号/客PO", "产品编号", "中文名称", "颜色", "订单数量", "每箱数量", "箱数",
            "生产线", "计划开始", "计划完成", "已完成数", "欠数", "验货期", "客要求走货期", "备注"]


def make(path: Path, rows: int = 50_000) -> None:
    """Write a schedule of `rows` lines."""
    dice = random.Random(1)
    first = datetime.date(2026, 1, 1)

    def day(least: int, most: int) -> datetime.date:
        return first + datetime.timedelta(dice.randrange(least, most))

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("排期")
    sheet.append(HEADINGS)
    for number in range(rows):
        made = dice.randrange(5000)
        wish = "12/10" if number % 50 == 0 else day(200, 400)
        sheet.append([
            number + 1, day(0, 100), f"客户{number % 300}", "美国", f"ZB26-{number:05}", f"PO-{dice.randrange(99999)}",
            f"C{dice.randrange(900)}", "双层保温杯480ml", "黑色", 5000, 24, 208, "杯组A线", day(100, 140), day(140, 200),
            made, 5000 - made, day(200, 400), wish, f"备注{number}" if number % 3 else None])
    book.save(path)


def bare(path: Path) -> float:
    """Return the seconds of calamine's read alone."""
    start = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return time.perf_counter() - start


def ours(path: Path) -> tuple[float, float, float]:
    """Return the seconds of reading in the child process, of finding the table, and of planning every row."""
    start = time.perf_counter()
    book = read_workbook(path)
    middle = time.perf_counter()
    table, _origin = find(ORDERS_IMPORT, book.sheets[0], TODAY)
    if isinstance(table, NoTable) or len(table.records) != 50_000:
        raise SystemExit("the table was not found whole")
    found = time.perf_counter()
    plan = ORDERS_IMPORT.plan(Source(book.name, book.sheets[0], table, TODAY), {})
    if plan.count("new") != 50_000:
        raise SystemExit("not every row was planned")
    return middle - start, found - middle, time.perf_counter() - found


def apply_daily_sheet(folder: Path) -> float:
    """Return the seconds that writing a daily sheet of 500 rows takes, in one transaction."""
    demo.new_company(folder / "daily.gendan")
    heads = ["制单号", "客名", "产品编号", "颜色", "订单数量", "生产线", "计划开始", "计划完成"]
    orders, daily = folder / "orders.xlsx", folder / "臻宝日报 2026-11-18.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("臻宝")
    sheet.append(heads)
    for n in range(500):
        sheet.append([f"ZB26-{n:04}", f"客户{n % 40}", f"C{n % 90}", "黑色", 5000, f"杯组{n % 12}线", TODAY, TODAY])
    book.save(orders)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("进度表")
    sheet.append(["生产线", "制单号", "产品编号", "颜色", "订单数", "当日完成", "累计完成"])
    for n in range(500):
        sheet.append([f"杯组{n % 12}线", f"ZB26-{n:04}", f"C{n % 90}", "黑色", 5000, 300, 300])
    book.save(daily)
    plan = plan_workbook(ORDERS_IMPORT, read_workbook(orders), TODAY)
    write("Orders", Who("x"), lambda change: apply_plan(change, plan))
    reports = plan_workbook(PROGRESS_IMPORT, read_workbook(daily), TODAY)
    start = time.perf_counter()
    outcome = write("Daily sheet", Who("x"), lambda change: apply_plan(change, reports))
    taken = time.perf_counter() - start
    if outcome.result["new"] != 500:
        raise SystemExit("not every row was written")
    connection.close()
    return taken


def memory() -> float:
    """Return the MiB that this process held at most, its children's largest besides."""
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF,
                                                                          resource.RUSAGE_CHILDREN))
    return max(own, children)


def report(name: str, value: float, limit: float, **more: float) -> bool:
    """Print one measure."""
    ok = value <= limit
    print(json.dumps({"name": name, "value": round(value, 2), "limit": limit, "ok": ok,
                      **{k: round(v, 2) for k, v in more.items()}}, ensure_ascii=False))
    return ok


def main() -> int:
    """Measure, print a line each, and return 0 if all goals are met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "schedule.xlsx"
        subprocess.run([sys.executable, __file__, "--make", str(path)], check=True)
        demo.new_company(folder / "firm.gendan")
        read, match, plan = min((ours(path) for _ in range(ROUNDS)), key=sum)
        held = memory()
        floor = min(bare(path) for _ in range(ROUNDS))
        connection.close()
        good = [report("read + match + plan 50,000×20 ÷ calamine", (read + match + plan) / floor, 3.0, bare=floor,
                       read=read, match=match, plan=plan),
                report("memory, MiB", held, 400),
                report("500-row daily sheet applied, s", min(apply_daily_sheet(folder / str(n)) for n in _folders(
                    folder)), 1.0)]
    return 0 if all(good) else 1


def _folders(folder: Path) -> list[int]:
    for n in range(3):
        (folder / str(n)).mkdir()
    return [0, 1, 2]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
