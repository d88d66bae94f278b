"""A list of 1,000 rows as PDF against a bare fixed-width reportlab Table with the same font: CPU time."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.reports.letterhead import Letterhead, Printed
from app.reports.paper import Paper
from app.reports.paper_fonts import cleaned, face, runs, units
from app.reports.paper_format import written
from app.reports.paper_table import PaperColumn

NAMES = ("不锈钢保温杯 500ml 磨砂黑", "硅胶刮刀（大号）", "折叠收纳箱 45×30×28 cm", "竹制砧板 三件套")
CUSTOMERS = ("Nordhem AB", "Casa Lume", "朗润家居", "海川贸易")
KINDS = ("text", "text", "text", "number", "number", "date", "text")
LABELS = ("订单号", "客户", "产品", "数量", "完成", "交期", "备注")


def rows() -> list[tuple[Any, ...]]:
    """A thousand orders as a list prints them."""
    start = date(2026, 11, 1)
    return [
        (
            f"2611-{at:04}",
            CUSTOMERS[at % 4],
            NAMES[at % 7 % 4],
            (at * 37) % 9000,
            (at * 31) % 9000,
            start + timedelta(days=at % 90),
            "" if at % 3 else "客户要求换标",
        )
        for at in range(1000)
    ]


def bare(found: list[tuple[Any, ...]]) -> int:
    """The floor: a reportlab Table of fixed widths, header repeated, grid, nothing else."""
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    stream = io.BytesIO()
    cells = [list(LABELS)] + [[written(v, k) for v, k in zip(row, KINDS, strict=True)] for row in found]
    style = [("FONT", (0, 0), (-1, -1), face(False).name, 8.5), ("GRID", (0, 0), (-1, -1), 0.4, "#CDD2D9")]
    table = Table(cells, [60, 70, 140, 50, 50, 65, 80], repeatRows=1, style=TableStyle(style))
    SimpleDocTemplate(stream, invariant=1).build([table])
    return len(stream.getvalue())


def ours(found: list[tuple[Any, ...]]) -> int:
    """The same rows as the program prints them: measured widths, wrapped cells, letterhead, page x of y."""
    for cached in (units, cleaned, runs):
        cached.cache_clear()  # every run is a first one
    paper = Paper(Letterhead("臻宝家居用品有限公司"), Printed("王小姐", datetime(2026, 11, 23, 9, 30)))
    paper.title("订单一览")
    paper.table([PaperColumn(label, kind=kind) for label, kind in zip(LABELS, KINDS, strict=True)], found)
    return len(paper.pdf())


def cpu(task: Callable[[list[tuple[Any, ...]]], int], found: list[tuple[Any, ...]]) -> float:
    """The CPU seconds of one run, the smallest of five."""
    taken = []
    for _run in range(5):
        start = time.process_time()
        task(found)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Measure both in one process and print the ratio."""
    found = rows()
    face(False)
    face(True)
    floor, program = cpu(bare, found), cpu(ours, found)
    ratio = program / floor
    print(f"bare table {floor:.3f} s, program {program:.3f} s")
    print(json.dumps({"name": "1,000-row list as PDF, ratio of CPU", "value": ratio, "limit": 2.0, "ok": ratio <= 2.0}))


if __name__ == "__main__":
    main()
