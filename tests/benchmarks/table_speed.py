"""A sheet of 100,000 orders against a bare Qt table on the same file: first rows, scroll, sort, filter, jump, memory."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import ui.quick_imports  # noqa: F401 - before all others, as the program does

# isort: split
from _big_file import TODAY
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.areas import catalogue
from app.database.change import Who
from app.domain.text import use_language
from ui.table_model import SheetModel
from ui.table_view import SheetView
from ui.theme import apply_theme
from ui.work import Work

SELECT = ("SELECT o.number, o.revision, o.received, c.name, o.customer_po, o.country, o.state, o.urgent, o.note "
          "FROM production_order o JOIN company c ON c.id = o.customer_id ORDER BY o.received DESC, o.id LIMIT 128")


class Bare(QAbstractTableModel):
    """The floor: rows fetched by sqlite3, shown as they are."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        raw = sqlite3.connect(path)
        self.rows = raw.execute(SELECT).fetchall()
        self.count = raw.execute("SELECT count(*) FROM production_order").fetchone()[0]
        raw.close()

    def rowCount(self, parent: Any = None) -> int:  # noqa: N802
        """All rows, as a table that can be scrolled to its end."""
        return self.count

    def columnCount(self, parent: Any = None) -> int:  # noqa: N802
        """The columns selected."""
        return 9

    def data(self, index: Any, role: int = 0) -> Any:
        """A cell's text."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.rows[index.row() % len(self.rows)][index.column()])
        return None


def report(name: str, value: float, limit: float) -> bool:
    """Print one measure."""
    ok = value <= limit
    print(json.dumps({"name": name, "value": round(value, 3), "limit": limit, "ok": ok}))
    return ok


def shown(app: QApplication, view: QTableView) -> None:
    """Show a view and paint it once."""
    view.resize(1400, 800)
    view.show()
    app.processEvents()
    view.grab()


def first_bare(app: QApplication, path: Path) -> float:
    """Seconds until a bare table shows its first rows."""
    start = time.perf_counter()
    model = Bare(path)
    view = QTableView()
    view.setModel(model)
    shown(app, view)
    taken = time.perf_counter() - start
    view.close()
    return taken


def until(app: QApplication, met: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    end = time.perf_counter() + 30
    while not met() and time.perf_counter() < end:
        app.processEvents()


def first_ours(app: QApplication, work: Work) -> tuple[float, SheetModel, SheetView]:
    """Seconds until our table shows its first rows."""
    start = time.perf_counter()
    model = SheetModel(catalogue.sheets()["orders"], work, lambda: TODAY)
    view = SheetView(model)
    model.refresh(first=True)
    until(app, lambda: model.rowCount() > 0)
    shown(app, view)
    return time.perf_counter() - start, model, view


def settled(app: QApplication, model: SheetModel, rows: int) -> None:
    """Wait until the numbers of all rows are there and the rows in sight too."""
    until(app, lambda: len(model.numbers) == rows)


def asked(app: QApplication, model: SheetModel, view: SheetView, rows: int, **changes: Any) -> float:
    """Seconds from a question to its first rows painted."""
    start = time.perf_counter()
    done: list[int] = []
    model.modelReset.connect(lambda: done.append(1))
    model.show(**changes)
    until(app, lambda: bool(done))
    view.viewport().grab()
    taken = time.perf_counter() - start
    settled(app, model, rows)
    return taken


def memory() -> float:
    """MiB that the process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> int:
    """Measure all and print a line each."""
    app = QApplication([])
    use_language("zh_CN")
    apply_theme(app, False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.gendan"
        maker = "import sys; sys.path.insert(0, sys.argv[1]); import _big_file, pathlib; _big_file.make(pathlib.Path(sys.argv[2]))"
        subprocess.run([sys.executable, "-c", maker, str(Path(__file__).resolve().parent), str(path)], check=True)
        work = Work(Who("x"))
        work.open(path)
        work.wait()
        app.processEvents()
        first_ours(app, work)[2].close()
        first_bare(app, path)
        ours, bare = [], []
        for _run in range(5):
            bare.append(first_bare(app, path))
            taken, model, view = first_ours(app, work)
            settled(app, model, 100_000)
            ours.append(taken)
        ratio = statistics.median(ours) / statistics.median(bare)
        good = [report("first rows ÷ bare table", ratio, 1.5)]
        print(f"first rows: ours {1000 * statistics.median(ours):.1f} ms, bare {1000 * statistics.median(bare):.1f} ms")
        bar, frames = view.verticalScrollBar(), []
        for _step in range(300):
            start = time.process_time()
            bar.setValue(bar.value() + 57)
            app.processEvents()
            frames.append(time.process_time() - start)
            until(app, lambda: model.shown_at(max(0, view.rowAt(600))) is not None)
        frames.sort()
        good.append(report("scroll frame p95, ms CPU", 1000 * frames[int(len(frames) * 0.95)], 8))
        start = time.perf_counter()
        view.scrollToBottom()
        until(app, lambda: model.shown_at(99_999) is not None)
        view.viewport().grab()
        good.append(report("jump to end, ms", 1000 * (time.perf_counter() - start), 100))
        for name, rows, changes in (
                ("sort by number, ms", 100_000, {"sort": (("number", False),)}),
                ("sort by customer, ms", 100_000, {"sort": (("customer", True),)}),
                ("filter state, ms", 20_000, {"sort": (), "filters": (_filter(),)})):
            taken = min(asked(app, model, view, rows, **changes) for _n in range(3))
            good.append(report(name, 1000 * taken, 100))
        good.append(report("memory, MiB", memory(), 150))
        work.close()
    return 0 if all(good) else 1


def _filter() -> Any:
    from app.database.query import IS, Filter

    return Filter("state", IS, ("producing",))


if __name__ == "__main__":
    sys.exit(main())
