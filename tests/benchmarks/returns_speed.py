"""The quarterly analysis over 50,000 returned units, and the register's first rows: ratios to bare SQL."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.areas import catalogue, demo
from app.areas.returns.reading import asked_quarter, read_report
from app.database import connection, query
from app.database.query import Ask
from app.database.record import database

TODAY, UNITS = date(2026, 11, 23), 50_000


def fill(count: int) -> None:
    """Copy the demo company's units until there are so many, spread over two years."""
    chance = random.Random(1)
    found = database.execute_sql("SELECT * FROM return_unit")
    names = [column[0] for column in found.description]
    rows, place = found.fetchall(), {name: at for at, name in enumerate(names)}
    made = []
    for n in range(count):
        row = list(chance.choice(rows))
        row[place["id"]], row[place["serial"]] = 1_000_000 + n, f"RA26{n // 2:08}"
        row[place["received"]] = (date(2025, 1, 1) + timedelta(days=chance.randrange(690))).isoformat()
        made.append(tuple(row))
    marks = ", ".join("?" * len(names))
    database.connection().executemany(f"INSERT INTO return_unit VALUES ({marks})", made)
    database.connection().commit()


def best(task: Callable[[], Any]) -> float:
    """The seconds of one run, the smallest of five."""
    taken = []
    for _run in range(5):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return min(taken)


def bare() -> int:
    """The floor: every column that the analysis reads, of every unit, as tuples."""
    return len(database.execute_sql(
        "SELECT u.id, u.received, p.code, c.name, u.serial, r.name, f.name, u.cause, u.responsible, u.warranty, "
        "u.returned, u.parts FROM return_unit u LEFT JOIN product p ON p.id = u.product_id "
        "JOIN return_batch b ON b.id = u.batch_id JOIN company c ON c.id = b.customer_id "
        "LEFT JOIN return_fault r ON r.id = u.root_id LEFT JOIN return_fault f ON f.id = u.found_id "
        "WHERE u.deleted = 0").fetchall())


def main() -> None:
    """Measure and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        demo.make_demo(Path(folder) / "demo.gendan", TODAY)
        sheet, quarter = catalogue.sheets()["returns"], asked_quarter("2026Q3", TODAY)
        few = best(lambda: query.first_rows(Ask(sheet, TODAY), 100))
        fill(UNITS)
        floor, program = best(bare), best(lambda: read_report(quarter))
        many = best(lambda: query.first_rows(Ask(sheet, TODAY), 100))
        connection.close()
    print(f"bare reading {floor:.3f} s, analysis {program:.3f} s; first rows of {UNITS}: {many:.4f} s, of few {few:.4f} s")
    for name, value, limit in (("analysis of 50,000 units, ratio to reading them", program / floor, 8.0),
                               ("first rows of 50,000 units, ratio to those of few", many / few, 3.0)):
        print(json.dumps({"name": name, "value": round(value, 2), "limit": limit, "ok": value <= limit}))


if __name__ == "__main__":
    main()
