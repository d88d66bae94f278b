"""What the user sees of the program itself: About, the crash page, one window, links, the offer of an update."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from app.database import drafts
from app.database.settings import LAST_FILE, Personal
from app.program import folders, link, running, update
from app.program.version import VERSION
from tests.one_file import lay
from ui import application, single
from ui import update as offering
from ui.about import AboutDialog
from ui.crash import CrashPage, words_of
from ui.window import MainWindow
from ui.work import Work


@pytest.fixture
def window(qtbot: Any, demo_work: Work) -> MainWindow:
    made = MainWindow(demo_work, "orders")
    qtbot.addWidget(made)
    made.show()
    return made


def test_about_tells_version_places_and_licences(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    window.about.open_about()
    dialog = window.findChild(AboutDialog)
    assert isinstance(dialog, AboutDialog)
    shown = dict(dialog.facts)
    assert str(demo_work.path) in shown.values() and any(VERSION in w.text() for w in _labels(dialog))
    dialog.list.setCurrentRow(0)
    assert "OFL" in dialog.text.toPlainText() or "Font" in dialog.text.toPlainText()
    dialog.close()


def _labels(widget: Any) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return widget.findChildren(QLabel)


def test_the_search_box_offers_what_concerns_the_program(window: MainWindow) -> None:
    titles = [deed.title for deed in window._deeds()]
    assert {"关于跟单台", "生成诊断包…", "生成指向本公司文件的链接…"} <= set(titles)


def test_a_bug_leads_to_the_crash_page(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    drafts.keep(drafts.Draft("k", "x", "orders", None, "t", datetime.now(UTC), {}))
    try:
        raise ZeroDivisionError("order ZB-1")
    except ZeroDivisionError as error:
        window._troubled(error)
    button = next(b for b in window.messages.findChildren(QPushButton) if b.text() == "出了什么事…")
    button.click()
    page = window.findChild(CrashPage)
    assert isinstance(page, CrashPage)
    assert "ZeroDivisionError" in page.details.toPlainText() and page.count == 1
    page.make_package(tmp_path / "d.zip")
    with zipfile.ZipFile(tmp_path / "d.zip") as package:
        trouble = package.read("trouble.txt").decode()
    assert "ZeroDivisionError" in trouble and "ZB-1" not in trouble
    page.make_package(tmp_path / "no folder" / "d.zip")
    assert "换一个文件夹" in page.answer.text()
    page.accept()


def test_an_error_that_is_told_in_words_has_no_crash_page(window: MainWindow) -> None:
    window._troubled(OSError("在用"))
    assert not [b for b in window.messages.findChildren(QPushButton) if b.text() == "出了什么事…"]


def test_a_run_that_broke_off_is_told(qtbot: Any, window: MainWindow) -> None:
    window.tell_broken_off()
    assert "没有正常结束" in window.messages.texts()[0]


def test_words_of_an_error() -> None:
    assert words_of(None) == "" and "ValueError: x" in words_of(ValueError("x"))


def test_a_link_is_written_and_opens_the_same_file(window: MainWindow, demo_work: Work, tmp_path: Path) -> None:
    window.about.make_link(tmp_path / "跟单.gendan-link")
    assert link.target(tmp_path / "跟单.gendan-link") == demo_work.path
    assert application._wanted([str(tmp_path / "跟单.gendan-link"), str(tmp_path / "a.xlsx")]).file == str(demo_work.path)
    window.about.make_link(tmp_path / "none" / "x.gendan-link")
    assert "写不到" in window.messages.texts()[0]


def test_without_arguments_the_last_file_is_wanted(tmp_path: Path) -> None:
    Personal().set(LAST_FILE, "D:\\跟单\\公司.gendan")
    assert application._wanted([]).file == "D:\\跟单\\公司.gendan"
    assert application._wanted([str(tmp_path / "a.gendan")]).file == str(tmp_path / "a.gendan")


def test_a_second_start_is_heard(qtbot: Any, tmp_path: Path) -> None:
    claim, is_open = single.begin(str(tmp_path / "a.gendan"))
    assert claim is not None and not is_open
    ours = single.Single(claim)
    heard: list[list[str]] = []
    ours.wanted.connect(heard.append)
    running.ask(str(tmp_path / "a.gendan"), ["early.xlsx"])
    ours.watch()
    assert heard == [["early.xlsx"]]
    with qtbot.waitSignal(ours.wanted, timeout=10_000):
        note = running.ask(str(tmp_path / "a.gendan"), ["日报.xlsx"])
    assert heard[1] == ["日报.xlsx"] and single.answered(note)
    ours.release()


def test_a_first_start_that_hangs_is_not_waited_for_long(tmp_path: Path) -> None:
    hung = running.claim(str(tmp_path / "a.gendan"))
    assert hung is not None
    note = running.ask(str(tmp_path / "a.gendan"))
    hung.release()
    assert note is not None and not single.answered(note, 0.05) and not note.exists()


def test_the_lock_moves_with_the_file(qtbot: Any, tmp_path: Path) -> None:
    ours = single.Single(None)
    first, second = str(tmp_path / "a.gendan"), str(tmp_path / "b.gendan")
    assert ours.move_to(first) and ours.move_to(first) and ours.move_to(second)
    again = running.claim(first)
    assert again is not None
    again.release()
    ours.release()
    hung = single.Single(None)
    hung.hold(None, first)
    assert hung.move_to(first) and hung.claim is None


def test_the_program_comes_forward_and_imports(qtbot: Any, demo_work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = application.Program(app)
    taken: list[Any] = []

    class Window(QMainWindow):
        def open_import(self, paths: list[Path]) -> None:
            taken.extend(paths)

    program.window = Window()
    qtbot.addWidget(program.window)
    program.window.showMinimized()
    program.single.wanted.emit(["日报.xlsx"])
    assert taken == [Path("日报.xlsx")] and program.window.isVisible() and not program.window.isMinimized()
    program.work.close()


def test_an_update_is_offered_once_and_taken(qtbot: Any, tmp_path: Path) -> None:
    company = tmp_path / "公司.gendan"
    lay(company, "99.0.0")
    told: list[tuple[Any, ...]] = []
    watch = offering.UpdateWatch(lambda: company, lambda *words: told.append(words))
    with qtbot.waitSignal(watch.found, timeout=10_000):
        watch.look()
    assert "99.0.0" in told[0][0] and told[0][1:3] == ("soon", "获取")
    qtbot.waitUntil(lambda: not watch._busy)
    with qtbot.waitSignal(watch.taken, timeout=20_000):
        told[0][3]()
    assert "已准备好" in told[-1][0]
    assert folders.choose(folders.program_folder(), f"{VERSION}-x").startswith("99.0.0-")
    qtbot.waitUntil(lambda: not watch._busy)
    before = len(told)
    watch._look(company)
    QApplication.processEvents()
    assert len(told) == before


def test_a_refused_update_is_told(qtbot: Any, tmp_path: Path) -> None:
    company = tmp_path / "公司.gendan"
    lay(company, "99.0.0", digest="0" * 64)
    told: list[tuple[Any, ...]] = []
    watch = offering.UpdateWatch(lambda: company, lambda *words: told.append(words))
    found = update.find(company)
    assert found is not None
    with qtbot.waitSignal(watch.refused, timeout=10_000):
        watch.take(found)
    assert "不完整" in told[-1][0]


def test_a_missing_drive_leads_to_the_first_page(qtbot: Any, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = application.Program(app)
    with qtbot.waitSignal(program.work.troubled, timeout=100, raising=False):
        program.start(str(tmp_path / "D" / "gone" / "公司.gendan"))
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    qtbot.addWidget(program.window)
    qtbot.waitUntil(lambda: bool(program.first_messages.texts()))
    assert "公司.gendan" in program.first_messages.texts()[0]
    program.work.close()
    program.single.release()
