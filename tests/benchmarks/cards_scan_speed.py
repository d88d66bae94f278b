"""A round of 300 samples scanned without a pause, and 5,000 records as cards: each scan, first cards, a card's move."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.areas import catalogue, demo
from app.areas.sample_room.records import RoomItem
from app.areas.samples.records import Sample
from app.database.change import Who
from app.domain.text import use_language
from ui.areas.sample_room.round import RoundPage
from ui.page import SheetPage
from ui.theme import apply_theme
from ui.work import Work

TODAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)
SAMPLES, RECORDS = 300, 5_000
SCAN_MS, FIRST_CARDS_MS, MOVE_MS = 100.0, 400.0, 500.0


def report(name: str, value: float, limit: float) -> bool:
    """Print one measure."""
    ok = value <= limit
    print(json.dumps({"name": name, "value": round(value, 2), "limit": limit, "ok": ok}))
    return ok


def settle(app: QApplication, work: Work) -> None:
    """Let the worker finish and the window take in what it found."""
    for _round in range(3):
        work.wait()
        app.processEvents()


def took(task: Callable[[], Any]) -> float:
    """Return milliseconds."""
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def typed(app: QApplication, line: QLineEdit, code: str) -> None:
    """Type a number as a scanner does, and let the window paint."""
    QTest.keyClicks(line, code)
    QTest.keyClick(line, Qt.Key.Key_Return)
    app.processEvents()


def scans(app: QApplication, work: Work) -> list[bool]:
    """Scan 300 samples one after the other; a line that only takes the keys is the floor."""
    work.write(work, "Fill", lambda c: c.add_all([
        RoomItem(number=f"YJ{n:03}", machine=f"T{n}", serial=f"S{n}", place=f"A-{n // 50 + 1}-{n % 50:02}",
                 accessories="A、B、C") for n in range(1, SAMPLES + 1)]))
    page = RoundPage(work, lambda: SATURDAY)
    page.resize(1360, 760)
    page.show()
    settle(app, work)
    bare = QLineEdit()
    bare.show()
    floor = statistics.median(took(lambda: typed(app, bare, "YJ001")) for _n in range(40))
    times = [took(lambda n=n: typed(app, page.input, f"YJ{n:03}")) for n in range(1, SAMPLES + 1)]
    assert page.walk.counts()["left"] == 0
    times.sort()
    print(json.dumps({"scan_median_ms": round(statistics.median(times), 2), "bare_line_ms": round(floor, 2)}))
    ok = [report("slowest scan, ms", times[-1], SCAN_MS)]
    page.close()
    return ok


def cards(app: QApplication, work: Work) -> list[bool]:
    """Show 5,000 samples as cards and move one."""
    work.write(work, "Fill", lambda c: c.add_all([
        Sample(kind="pp", rule="fixed", send_by=TODAY + timedelta(days=n % 40 - 5), state=("todo", "making")[n % 2],
               quantity=2) for n in range(RECORDS)]))
    page = SheetPage(catalogue.sheets()["samples"], work, lambda: TODAY)
    page.resize(1360, 760)
    page.show()
    settle(app, work)
    assert page.switch is not None

    def first() -> None:
        page.switch.cards_button.setChecked(True)
        settle(app, work)

    ok = [report("5,000 records as cards, ms", took(first), FIRST_CARDS_MS)]
    view: Any = page.switch.cards
    number = view.columns[0].list.cards.cards[0].id

    def move() -> None:
        view.move_to([number], "to_send")
        settle(app, work)

    ok.append(report("one card moved and shown, ms", took(move), MOVE_MS))
    page.close()
    return ok


def main() -> int:
    """Print the measures; 1 where one is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GENDAN_HOME"] = folder
        app = QApplication([])
        use_language("zh_CN")
        apply_theme(app, False)
        path = Path(folder) / "c.gendan"
        demo.new_company(path)
        work = Work(Who("小邱", "PC-1"))
        work.open(path)
        settle(app, work)
        ok = [*scans(app, work), *cards(app, work)]
        work.close()
    return 0 if all(ok) else 1


if __name__ == "__main__":
    sys.exit(main())
