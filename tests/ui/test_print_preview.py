"""The print preview: pages off the window's thread, the same to printer and PDF, troubles in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from app.database.change import Who
from app.reports.paper_marks import SIZES, Page, Text
from ui import print_preview
from ui.print_device import new_printer, print_pages
from ui.print_preview import PrintChoice, PrintPreview
from ui.print_view import WIDTH
from ui.work import Work


@pytest.fixture
def work(qtbot: Any) -> Iterator[Work]:
    """A worker without a file."""
    worker = Work(Who("小林", "PC-1"))
    yield worker
    worker.close()


def pages_of(choice: PrintChoice, count: int = 3) -> list[Page]:
    """Pages with a line each."""
    wide, high = SIZES[choice.size]
    if choice.landscape:
        wide, high = high, wide
    return [Page(wide, high, [Text(60, 80, f"生产排期 {n}", 20)]) for n in range(count)]


def opened(qtbot: Any, work: Work, make: Any = pages_of, **more: Any) -> PrintPreview:
    """A preview that has its pages."""
    window = PrintPreview(make, "生产排期", work, turnable=True, **more)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.busy)
    return window


def test_pages_are_made_off_the_thread_and_again_for_another_size(qtbot: Any, work: Work) -> None:
    asked: list[tuple[PrintChoice, int]] = []

    def make(choice: PrintChoice) -> list[Page]:
        asked.append((choice, threading.get_ident()))
        return pages_of(choice)

    window = opened(qtbot, work, make)
    assert len(window.pages) == 3 and window.list.count() == 3
    window.bar.sheet_size.setCurrentIndex(1)
    window.bar.sheet_size.activated.emit(1)
    qtbot.waitUntil(lambda: not window.busy)
    assert window.pages[0].width == SIZES["A3"][0]
    window.bar.turn.setCurrentIndex(2)
    window.bar.turn.activated.emit(2)
    qtbot.waitUntil(lambda: not window.busy)
    assert window.pages[0].width > window.pages[0].height
    assert all(thread != threading.get_ident() for _choice, thread in asked)


def test_zoom_fit_and_pages(qtbot: Any, work: Work) -> None:
    window = opened(qtbot, work)
    view = window.view
    whole = view.zoom
    window.bar.fit_width.click()
    assert view.fit == WIDTH and view.zoom > whole
    window.bar.larger.click()
    assert view.zoom > whole and not window.bar.fit_width.isChecked()
    window.list.setCurrentRow(2)
    assert view.page_in_sight() == 2 and "3" in window.bar.page.text()


def test_pdf_is_saved_and_told(qtbot: Any, work: Work, tmp_path: Path) -> None:
    window = opened(qtbot, work)
    path = tmp_path / "a.pdf"
    with qtbot.waitSignal(window.printed) as told:
        window.save_pdf(path)
    assert told.args == ["pdf", str(path)]
    assert path.read_bytes().startswith(b"%PDF") and window.notice.isVisible()


def test_a_place_that_cannot_be_written_is_named(qtbot: Any, work: Work, tmp_path: Path) -> None:
    window = opened(qtbot, work)
    window.save_pdf(tmp_path / "none" / "a.pdf")
    qtbot.waitUntil(lambda: not window.busy)
    assert "a.pdf" in window.notice.text.text()
    assert not (tmp_path / "none").exists()


def test_xlsx_where_the_paper_gives_one(qtbot: Any, work: Work, tmp_path: Path) -> None:
    assert not opened(qtbot, work).bar.xlsx.isVisible()
    window = opened(qtbot, work, export=lambda _choice, path: path.write_bytes(b"x"))
    assert window.bar.xlsx.isVisible()
    with qtbot.waitSignal(window.printed) as told:
        window.save_xlsx(tmp_path / "a.xlsx")
    assert told.args == ["xlsx", str(tmp_path / "a.xlsx")]


def test_the_printer_gets_the_same_pages(qtbot: Any, work: Work, tmp_path: Path) -> None:
    window = opened(qtbot, work)
    printer = new_printer(window.pages, "a", 1)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert print_pages(printer, window.pages) == 3
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 3


def test_no_printer_is_said(qtbot: Any, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_preview, "has_printer", lambda: False)
    window = opened(qtbot, work)
    window.ask_printer()
    assert window.notice.isVisible() and "PDF" in window.notice.text.text()


def test_trouble_while_making_and_again(qtbot: Any, work: Work) -> None:
    troubles = [OSError("the share is away")]

    def make(choice: PrintChoice) -> list[Page]:
        if troubles:
            raise troubles.pop()
        return pages_of(choice)

    window = opened(qtbot, work, make)
    assert "the share is away" in window.notice.text.text() and not window.bar.pdf.isEnabled()
    window.notice.button.click()
    qtbot.waitUntil(lambda: not window.busy)
    assert len(window.pages) == 3


def test_stop_drops_what_comes_later(qtbot: Any, work: Work) -> None:
    go = threading.Event()

    def make(choice: PrintChoice) -> list[Page]:
        go.wait(10)
        return pages_of(choice)

    window = PrintPreview(make, "生产排期", work)
    qtbot.addWidget(window)
    window.show()
    window.bar.stop.click()
    go.set()
    assert work.wait()
    done: list[object] = []
    work.read(work, lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not window.pages and not window.busy and window.notice.isVisible()


@pytest.mark.parametrize("way", [lambda qtbot, window: window.close(),
                                 lambda qtbot, window: qtbot.keyClick(window, Qt.Key.Key_Escape)])
def test_it_closes(qtbot: Any, work: Work, way: Any) -> None:
    window = opened(qtbot, work)
    way(qtbot, window)
    assert not window.isVisible()
