"""A company file with 100,000 orders for the benchmarks, made once a run."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.areas import demo
from app.database import connection
from app.database.change import Who, write
from app.database.record import database
from app.masters.company import Company

TODAY = date(2026, 11, 23)


def make(path: Path, orders: int = 100_000) -> None:
    """Write the file; orders go in by the thousand, without a history of their own."""
    demo.new_company(path)
    firms = write("Firms", Who("x"), lambda change: change.add_all(
        [Company(name=f"Customer {n:03}", customer=True) for n in range(200)])).result
    numbers = [firm.id for firm in firms]
    states = ("draft", "producing", "shipped", "closed", "distributed")
    rows = [(1, f"ZB{26 - n % 3}{1 + n % 12:02}-{n:06}", 0, (TODAY - timedelta(days=n % 900)).isoformat(),
             numbers[n * 7 % 200], f"PO-{n * 31 % 99991}", "德国" if n % 3 else "美国", states[n % 5],
             int(n % 17 == 0), "加急" if n % 11 == 0 else None) for n in range(orders)]
    raw = database.connection()
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO production_order (version, number, revision, received, customer_id, customer_po, "
                    "country, state, urgent, note, deleted) VALUES (?,?,?,?,?,?,?,?,?,?,0)", rows)
    raw.execute("COMMIT")
    connection.close()
