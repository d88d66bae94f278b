"""The Today page over 20,000 open records, each with a duty: until it stands, and after a save of one of them."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from app.areas import catalogue, demo
from app.areas.samples.records import Sample
from app.database import connection
from app.database.change import Who, write
from app.domain.text import use_language
from ui.areas.today.page import TodayPage
from ui.theme import apply_theme
from ui.work import Work

TODAY = date(2026, 11, 23)
RECORDS, RUNS = 20_000, 5
STANDS_MS, UPDATE_MS = 300.0, 50.0


def report(name: str, value: float, limit: float) -> bool:
    """Print one measure."""
    ok = value <= limit
    print(json.dumps({"name": name, "value": round(value, 1), "limit": limit, "ok": ok}))
    return ok


def big_file(path: Path) -> None:
    """Make a company with so many samples to be sent, a third of them late."""
    use_language("zh_CN")
    demo.make_demo(path, TODAY)
    product = Sample.select().where(Sample.product.is_null(False)).first().product
    write("Samples", Who("王小姐"), lambda change: change.add_all(
        Sample(number=f"S{n:06}", kind="pp", product=product, quantity=2, rule="fixed",
               send_by=TODAY + timedelta(days=n % 9 - 3), state="todo") for n in range(RECORDS)))
    connection.close()


def until_shown(app: QApplication, page: TodayPage, count: int) -> None:
    """Let the window work until the list shows so many lines and has painted them."""
    while len(page.list.lines()) < count:
        app.processEvents()
    page.list.viewport().repaint()


def main() -> int:
    """Measure and print a line each."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, False)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GENDAN_HOME"] = folder
        path = Path(folder) / "big.gendan"
        big_file(path)
        work = Work(Who("王小姐", "PC-1"))
        work.open(path)
        work.wait()
        app.processEvents()
        catalogue.areas()
        stands, updates = [], []
        for _run in range(RUNS):
            started = time.process_time()
            page = TodayPage(work, lambda: TODAY)
            page.resize(1200, 800)
            page.show()
            until_shown(app, page, RECORDS // 2)
            stands.append((time.process_time() - started) * 1000)
            line = next(x for x in page.lines() if x.place == "sample")

            def send(change: Any, number: int = line.record) -> None:
                sample = Sample.get_by_id(number)
                sample.state, sample.sent = "to_send", None
                sample.send_by = TODAY + timedelta(days=2)
                change.save(sample)

            work.write(page, "Send", send)
            work.wait()
            started = time.process_time()
            app.processEvents()
            work.wait()
            app.processEvents()
            updates.append((time.process_time() - started) * 1000)
            page.hide()
            page.deleteLater()
        work.close()
    good = report("Today with 20,000 open records: stands, ms CPU", min(stands), STANDS_MS)
    return 0 if report("Today after a save: updated, ms CPU", min(updates), UPDATE_MS) and good else 1


if __name__ == "__main__":
    sys.exit(main())
