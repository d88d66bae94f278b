"""Reading and matching 50,000 × 20 cells against calamine's bare read in this process."""

from __future__ import annotations

import datetime
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "exchange"))

import openpyxl  # noqa: E402
import python_calamine  # noqa: E402
from sample_fields import SCHEDULE  # noqa: E402

from app.exchange.table import NoTable, find_table  # noqa: E402
from app.exchange.workbook import read_workbook  # noqa: E402

GOAL = 2.2
ROUNDS = 3
HEADINGS = ["序号", "接单日期", "客名", "国家", "制单号", "合同号/客PO", "产品编号", "中文名称", "颜色", "订单数量", "每箱数量", "箱数", "生产线", "计划开始", "计划完成", "已完成数", "欠数", "验货期", "客要求走货期", "备注"]


def make(path: Path, rows: int = 50_000) -> None:
    """Write a schedule of `rows` lines."""
    dice = random.Random(1)
    first = datetime.date(2026, 1, 1)

    def day() -> datetime.date:
        return first + datetime.timedelta(dice.randrange(400))

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("排期")
    sheet.append(HEADINGS)
    for number in range(rows):
        made = dice.randrange(5000)
        sheet.append(
            [number + 1, day(), f"客户{number % 300}", "美国", f"ZB26-{number:05}", f"PO-{dice.randrange(99999)}", f"C{dice.randrange(900)}", "双层保温杯480ml", "黑色", 5000, 24, 208, "杯组A线", day(), day(), made, 5000 - made, day(), "12/10" if number % 50 == 0 else day(), f"备注{number}" if number % 3 else None]
        )
    book.save(path)


def bare(path: Path) -> float:
    """Return the seconds of calamine's read alone."""
    start = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return time.perf_counter() - start


def ours(path: Path) -> tuple[float, float]:
    """Return the seconds of reading in the child process and of finding the table."""
    start = time.perf_counter()
    book = read_workbook(path)
    middle = time.perf_counter()
    table = find_table(book.sheets[0], SCHEDULE, near=datetime.date(2026, 11, 18))
    if isinstance(table, NoTable) or len(table.records) != 50_000:
        raise SystemExit("the table was not found whole")
    return middle - start, time.perf_counter() - middle


def main() -> int:
    """Measure, print, and return 0 if the goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schedule.xlsx"
        make(path)
        floor = min(bare(path) for _ in range(ROUNDS))
        read, match = min((ours(path) for _ in range(ROUNDS)), key=sum)
    ratio = (read + match) / floor
    print(f"bare {floor:.2f} s, reading {read:.2f} s, matching {match:.2f} s: ratio {ratio:.2f} (goal {GOAL})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
