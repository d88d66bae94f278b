"""Start to a usable window with the demo company against a bare Qt window: CPU and wall time since birth.

Usable: the main window stands with its first page, the list of what is due today in the demo company is painted, and
a key pressed on it chooses a line. Each process tells what it took up to that moment. They run in turns, modules
compiled as from the second start on; the best run of each counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 25
LIMIT = 2.0
SCREEN = {"screens": [{"name": "office", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96,
                       "logicalBaseDpi": 96, "dpr": 1}]}
"""An office's screen for both; without it a window meets one of 800 × 800 pixels, and ours folds its places away."""

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
for _turn in range(20):
    app.processEvents()
import os, time
print(time.process_time(), time.time(), flush=True)
os._exit(0)
"""
OURS = """
import os, time
from ui import application
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent

class Watched(application.Program):
    def start(self, file=""):
        super().start(file)
        self.clock = QTimer(self)
        self.clock.timeout.connect(self.look)
        self.clock.start(4)
        QTimer.singleShot(20000, lambda: os._exit(9))

    def look(self):
        page = getattr(self.window, "pages", {}).get("today")
        if page is None or not page.list.lines():
            return
        self.app.sendEvent(page.list, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
        page.list.viewport().repaint()
        self.app.processEvents()
        if page.list.current() is None or not self.window.isVisible():
            os._exit(8)
        print(time.process_time(), time.time(), flush=True)
        self.leave()  # else the next start tells that this one broke off, and paints all twice
        os._exit(0)

application.Program = Watched
application.run([])
"""


def took(script: str, home: str) -> tuple[float, float]:
    """Return the seconds of CPU and of the clock that a process took from its birth until it was usable."""
    screen = Path(home) / "screen.json"
    screen.write_text(json.dumps(SCREEN), encoding="ascii")
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "GENDAN_HOME": home, "PYTHONPATH": str(ROOT),
           "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    born = time.time()
    done = subprocess.run([sys.executable, "-c", script], env=env, check=True, capture_output=True, text=True,
                          timeout=60)
    cpu, moment = map(float, done.stdout.split())
    return cpu, moment - born


def main() -> int:
    """Measure and print a line."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "demo.gendan"
        make = f"from app.areas.demo import make_demo; from pathlib import Path; from datetime import date; " \
               f"make_demo(Path({str(file)!r}), date({date.today():%Y,%-m,%-d}))"
        subprocess.run([sys.executable, "-c", make], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
        (Path(home) / "settings.json").write_text(json.dumps({"last_file": str(file)}), encoding="utf-8")
        took(BARE, home), took(OURS, home)
        bare, ours = [], []
        for _run in range(RUNS):
            bare.append(took(BARE, home))
            ours.append(took(OURS, home))
    least = [min(run[n] for run in runs) for runs in (bare, ours) for n in (0, 1)]
    bare_cpu, bare_wall, our_cpu, our_wall = least
    ratio = our_cpu / bare_cpu
    print(json.dumps({"name": "start ÷ bare window, CPU", "value": round(ratio, 2), "limit": LIMIT,
                      "ok": ratio <= LIMIT, "ours_ms": round(1000 * our_cpu), "bare_ms": round(1000 * bare_cpu),
                      "ours_wall_ms": round(1000 * our_wall), "bare_wall_ms": round(1000 * bare_wall)},
                     ensure_ascii=False))
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
