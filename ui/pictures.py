"""Every page as a picture, light and dark, Chinese and English: `gendan pictures FOLDER`; the README's come from it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1440, 900
SHOWN_PATH = r"\\server\gendan\演示公司.gendan"
"""What the window's foot names; where the pictures are made is nobody's concern."""
FORMS = ("orders", "companies", "products", "plants", "lines", "samples", "sample_requests", "sample_room", "returns",
         "inspections", "instructions", "meetings", "supply_requests", "documents")
"""Sheets that are shown with the form open."""


def main(arguments: list[str]) -> int:
    """Make the pictures in a folder; options: --places a,b and --dress zh_CN-light,… to make only some."""
    if not arguments or arguments[0].startswith("-") or not set(arguments[1::2]) <= {"--places", "--dress"} \
            or len(arguments) % 2 == 0:
        sys.stderr.write("gendan pictures FOLDER [--places board,orders] [--dress zh_CN-light,en-dark]\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0])
    only, dresses = _listed(arguments, "--places"), _listed(arguments, "--dress")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gendan-") as home:
        os.environ["GENDAN_HOME"] = home
        count = sum(1 for _file in draw(folder, Path(home) / "demo.gendan", only, dresses))
    sys.stdout.write(f"{count}\n")
    return 0


def _listed(arguments: list[str], option: str) -> list[str]:
    return arguments[arguments.index(option) + 1].split(",") if option in arguments else []


def draw(folder: Path, file: Path, only: list[str], dresses: list[str]) -> Iterator[Path]:
    """Draw every page in every dress; yield the files."""
    from PySide6.QtWidgets import QApplication

    from app.areas import demo
    from app.database import connection
    from app.database.change import Who
    from app.domain.text import LANGUAGES, use_language
    from ui.theme import apply_theme
    from ui.work import Work

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    use_language("zh_CN")
    demo.make_demo(file, date.today())
    connection.close()
    work = Work(Who("王小姐", "PC-01"))
    work.open(file)
    settle(app, work)
    try:
        for language in LANGUAGES:
            for look in ("light", "dark"):
                if dresses and f"{language}-{look}" not in dresses:
                    continue
                use_language(language)
                apply_theme(app, look == "dark")
                yield from _draw_window(app, work, folder, f"{language}-{look}", only)
    finally:
        work.close()


def _draw_window(app: Any, work: Any, folder: Path, dress: str, only: list[str]) -> Iterator[Path]:
    from ui.areas import catalogue
    from ui.first_run import FirstRun
    from ui.window import MainWindow

    window = MainWindow(work)
    window.status_line.place.setText(SHOWN_PATH)
    window.resize(WIDTH, HEIGHT)
    window.show()
    for place in catalogue.places():
        if only and place.key not in only:
            continue
        window.show_place(place.key)
        settle(app, work)
        page: Any = window.pages[place.key]
        if place.key in FORMS and page.model.numbers:
            page.open_record(page.model.numbers[0])
            settle(app, work)
        yield _keep(window, folder, f"{dress}-{place.key}")
    window.close()
    window.deleteLater()
    if not only or "import" in only:
        yield from _draw_import(app, work, folder, dress)
    if not only or "first_run" in only:
        first = FirstRun([])
        first.resize(1180, 720)
        first.show()
        settle(app, work)
        yield _keep(first, folder, f"{dress}-first_run")
        first.close()


def _draw_import(app: Any, work: Any, folder: Path, dress: str) -> Iterator[Path]:
    """Draw the import of a plant's daily sheet with a few odd rows."""
    from app.areas import catalogue
    from ui.import_wizard import ImportWizard

    with tempfile.TemporaryDirectory() as place:
        made: list[Path] = []
        work.read(work, lambda: _daily_sheet(Path(place)), made.append)
        settle(app, work, 2)
        wizard = ImportWizard(work, made, catalogue.imports(), date.today)
        wizard.resize(1280, 760)
        wizard.show()
        end = time.monotonic() + 20
        while not wizard.parts.apply.isEnabled() and time.monotonic() < end:
            settle(app, work, 1)
        settle(app, work, 3)
        yield _keep(wizard, folder, f"{dress}-import")
        wizard.close()
        wizard.deleteLater()


def _daily_sheet(folder: Path) -> Path:
    """Write today's sheet of the first plant as it would send it: good rows, and the usual slips."""
    from openpyxl import Workbook

    from app.areas.schedule.progress_books import read_books

    books = read_books()
    plant = next(iter(books.plants))
    running = [s for s in books.steps.values() if s.plant == plant and s.open_order and 0 < s.total() < s.quantity]
    book = Workbook()
    sheet: Any = book.active
    day = date.today()  # not %Y年: where the system's own code page is not Chinese, Windows refuses the format
    sheet.append([f"{plant}每日生产进度表 {day.year}年{day.month:02}月{day.day:02}日"])
    sheet.append(["生产线", "制单号", "产品编号", "颜色", "订单数", "当日计划", "当日完成", "累计完成", "备注"])
    for number, step in enumerate(running):
        output = min(step.quantity - step.total(), 150 + 13 * number)
        order, made, total = step.order, output, step.total() + output
        if number % 5 == 1:
            made, total = 0, step.total()
        if number % 5 == 3:
            order, total = order[:-2] + order[-1] + order[-2], total - 60
        sheet.append([step.line, order, step.item, step.colour, step.quantity, 180, made, total, None])
    path = folder / f"{plant}每日生产进度表_{date.today()}.xlsx"
    book.save(path)
    return path


def _keep(widget: Any, folder: Path, name: str) -> Path:
    gantt = getattr(getattr(widget, "pages", {}).get("board"), "gantt", None)
    if gantt is not None:
        gantt.view.patient = True
    target = folder / f"{name}.png"
    widget.grab().save(str(target))
    return target


def settle(app: Any, work: Any, rounds: int = 12) -> None:
    """Let the worker finish and the window take in what it found, until nothing more is asked for."""
    for _round in range(rounds):
        work.wait(20)
        _spin(app.processEvents)


def _spin(process: Callable[[], object]) -> None:
    for _turn in range(8):
        process()
