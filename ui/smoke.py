"""Tries the program through its own window: `gendan smoke FOLDER [WORKBOOK…]`; what was found stands in result.json.

Used on the built program: a demo company is made, workbooks are imported, a paper is printed, a sheet exported,
every page opened and drawn, and 200,000 calls into Qt are made, after which no reference may be lost.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

log = logging.getLogger("gendan.smoke")

CALLS = 200_000
PATIENCE = 120.0
"""Seconds that a step may wait for something."""


class Broken(Exception):
    """A step did not do what it should; the text says what was missing."""


class Smoke:
    """The steps on one window; each leaves its finding in `found`."""

    def __init__(self, app: Any, folder: Path, workbooks: list[Path]) -> None:
        self.app, self.folder, self.workbooks = app, folder, workbooks
        self.found: dict[str, Any] = {}
        self.program: Any = None

    @property
    def window(self) -> Any:
        """The main window."""
        return self.program.window

    def steps(self) -> list[tuple[str, Callable[[], Any]]]:
        """Return the steps in their order."""
        return [("demo", self.make_demo), ("open", self.open), ("pages", self.open_pages),
                ("import", self.import_daily), ("read", self.read_workbooks), ("print", self.print_schedule),
                ("export", self.export_schedule), ("about", self.show_about), ("diagnosis", self.make_diagnosis),
                ("soak", self.soak), ("close", self.close)]

    def run(self) -> int:
        """Go through the steps; the first that breaks ends it."""
        code = 0
        for name, step in self.steps():
            begun = time.monotonic()
            try:
                self.found[name] = {"found": step(), "seconds": round(time.monotonic() - begun, 2)}
            except Exception:
                self.found[name] = {"broken": traceback.format_exc()}
                code = 1
                break
            finally:
                (self.folder / "result.json").write_text(
                    json.dumps(self.found, ensure_ascii=False, indent=1), encoding="utf-8")
        return code

    # --- waiting and drawing ---

    def until(self, done: Callable[[], Any], what: str) -> Any:
        """Let the program go on until something is so, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.app.processEvents()
            answer = done()
            if answer:
                return answer
            time.sleep(0.005)
        raise Broken(what)

    def settle(self) -> None:
        """Let all that was asked for arrive."""
        for _round in range(4):
            self.program.work.wait(PATIENCE)
            for _turn in range(8):
                self.app.processEvents()

    def picture(self, widget: Any, name: str) -> None:
        """Keep what a window shows."""
        folder = self.folder / "pictures"
        folder.mkdir(exist_ok=True)
        widget.grab().save(str(folder / f"{name}.png"))

    # --- steps ---

    def make_demo(self) -> int:
        """Make the demo company."""
        from app.areas import demo
        from app.database import connection
        from app.database.settings import LANGUAGE, Personal
        from app.domain.text import use_language

        use_language(Personal().get(LANGUAGE))
        self.file = self.folder / "演示 公司.gendan"
        demo.make_demo(self.file, date.today())
        connection.close()
        return self.file.stat().st_size

    def open(self) -> str:
        """Open it as a start does."""
        from app.database.settings import NAME, Personal
        from ui.application import Program
        from ui.window import MainWindow

        Personal().set(NAME, "王小姐")  # else the window asks for it
        self.program = Program(self.app)
        self.program.start(str(self.file))
        self.until(lambda: isinstance(self.program.window, MainWindow) and self.program.window.isVisible(), "window")
        self.settle()
        return str(self.window.windowTitle())

    def open_pages(self) -> int:
        """Open and draw every page."""
        from ui.areas import catalogue

        for place in catalogue.places():
            self.window.show_place(place.key)
            self.settle()
            self.picture(self.window, place.key)
            if self.window.messages.texts():
                raise Broken(f"{place.key}: {self.window.messages.texts()}")
        return len(catalogue.places())

    def import_daily(self) -> str:
        """Import today's sheet of a plant as the plant would send it, through the import window."""
        from ui.pictures import _daily_sheet

        made: list[Path] = []
        self.program.work.read(self.program.work, lambda: _daily_sheet(self.folder), made.append)
        self.until(lambda: made, "daily sheet")
        wizard = self._wizard(made)
        self.picture(wizard, "import")
        wizard.apply()
        self.until(lambda: wizard.entry, "imported")
        title = str(wizard.title())
        wizard.close()
        self.settle()
        return title

    def _wizard(self, paths: list[Path]) -> Any:
        self.window.open_import(paths)
        wizard = self.until(lambda: self.window._wizard, "import window")
        self.until(wizard.parts.apply.isEnabled, "a plan that can be applied")
        self.settle()
        return wizard

    def read_workbooks(self) -> dict[str, int]:
        """Read the given workbooks in the reading process."""
        from app.exchange.workbook import read_workbook as read

        return {file.name: sum(len(sheet.rows) for sheet in read(file).sheets) for file in self.workbooks}

    def print_schedule(self) -> int:
        """Print the schedule into a PDF, from the preview."""
        self.window.outputs.preview("schedule", [], None)
        from ui.print_preview import PrintPreview

        preview = self.until(lambda: next(iter(self.window.findChildren(PrintPreview)), None), "preview")
        self.until(lambda: preview.pages, "pages")
        self.settle()
        self.picture(preview, "preview")
        target = self.folder / "排期.pdf"
        preview.save_pdf(target)
        self.until(lambda: target.exists() and target.stat().st_size, "PDF")
        self.settle()
        preview.close()
        if not target.read_bytes().startswith(b"%PDF"):
            raise Broken("no PDF")
        return target.stat().st_size

    def export_schedule(self) -> int:
        """Export the schedule and read it again."""
        from app.exchange.workbook import read_workbook as read

        target = self.folder / "排期.xlsx"
        self.window.outputs.export_to("schedule", target)
        self.settle()
        return sum(len(sheet.rows) for sheet in read(target).sheets)

    def show_about(self) -> list[str]:
        """Open About and the crash page."""
        from ui.about import AboutDialog
        from ui.crash import CrashPage

        about = AboutDialog(str(self.file), self.window)
        about.show()
        self.settle()
        self.picture(about, "about")
        titles = [title for title, _text in about.parts]
        about.close()
        page = CrashPage("ValueError: …", parent=self.window)
        page.show()
        self.settle()
        self.picture(page, "crash")
        page.close()
        return titles

    def make_diagnosis(self) -> list[str]:
        """Make a diagnosis package."""
        from app.program import diagnosis

        return diagnosis.make(self.folder / "diagnosis.zip")

    def soak(self) -> dict[str, int]:
        """Call into Qt again and again; references to None may not become fewer."""
        from PySide6.QtCore import QModelIndex, QPoint, QSize
        from PySide6.QtGui import QColor
        from PySide6.QtWidgets import QLabel

        label, calls = QLabel(), 0
        before = sys.getrefcount(None)
        index, palette = QModelIndex(), self.window.palette()
        while calls < CALLS:
            for number in range(50):
                label.setText(f"跟单台 {number}")
                label.resize(QSize(number, 20))
                label.move(QPoint(number, number))
                label.setProperty("role", "muted" if number % 2 else None)
                label.setToolTip("")
                label.parentWidget()
                QColor(number, 0, 0).name()
                palette.window().color()
                index.isValid()
                self.window.childAt(number, number)
            calls += 500
            if calls % 10_000 == 0:
                self.app.processEvents()
        lost = before - sys.getrefcount(None)
        if lost > 2000:
            raise Broken(f"{lost} references to None were lost in {calls} calls")
        return {"calls": calls, "lost": lost}

    def close(self) -> bool:
        """Close the window as the user does."""
        self.window.close()
        self.settle()
        self.program.work.close()
        self.program.single.release()
        return not self.window.isVisible()


def start_only(file: str, mark: str = "") -> int:
    """Start as a double click on a file does, and leave as soon as its window can be used: for measuring starts.

    The time at which it could goes into the file `mark`.
    """
    import ui.application as application

    # isort: split
    from PySide6.QtCore import QTimer

    class Leaving(application.Program):
        def start(self, file: str = "") -> None:
            super().start(file)
            self.clock = QTimer(self)
            self.clock.timeout.connect(self.look)
            self.clock.start(4)

        def look(self) -> None:
            page = getattr(self.window, "pages", {}).get("today")
            if page is not None and page.list.lines() and self.window is not None and self.window.isVisible():
                page.list.viewport().repaint()
                if mark:
                    Path(mark).write_text(repr(time.time()), encoding="ascii")
                self.single.release()
                sys.stdout.flush() if sys.stdout is not None else None
                os._exit(0)

    application.Program = Leaving  # type: ignore[misc]
    return application.run([file])


def main(arguments: list[str]) -> int:
    """Run the steps and return 0 if none broke."""
    import ui.quick_imports  # noqa: F401 - before all others

    # isort: split
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from app.database.log_file import keep_log
    from app.database.settings import personal_folder

    if arguments[0] == "--start":
        return start_only(*arguments[1:])
    folder = Path(arguments[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("GENDAN_HOME", str(folder / "home"))
    keep_log(personal_folder() / "log")
    app = QApplication.instance() or QApplication([sys.argv[0]])
    qInstallMessageHandler(lambda _kind, _context, text: log.warning("Qt: %s", text))
    sys.excepthook = lambda kind, error, trace: log.error("unexpected", exc_info=(kind, error, trace))
    return Smoke(app, folder, [Path(name) for name in arguments[1:]]).run()
