"""The main window and the program around it: places, search, first page, language and look, a hanging share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.database.settings import LANGUAGE, LAST_FILE, LOOK, Personal
from app.domain.text import language
from app.masters.company import Department, Person
from app.masters.letterhead import own_letterhead
from ui.application import Program
from ui.areas import catalogue
from ui.first_run import FirstRun
from ui.navigation import FOLDED
from ui.search_all import fits
from ui.window import MainWindow
from ui.work import Work


@pytest.fixture
def window(qtbot: Any, demo_work: Work) -> Iterator[MainWindow]:
    made = MainWindow(demo_work, "orders")
    qtbot.addWidget(made)
    made.show()
    yield made


def test_every_place_opens(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    for place in catalogue.places():
        window.show_place(place.key)
        assert demo_work.wait()
        QApplication.processEvents()
        assert window.here == place.key
    assert not window.messages.texts()


def test_a_found_record_opens_where_it_belongs(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    window.open_search()
    box = window.search
    assert box is not None
    box.box.setText("hjf")
    qtbot.waitUntil(lambda: box.list.count() > 0 and "浩景丰" in box.list.item(0).text())
    box._choose()
    assert window.here == "plants"
    page: Any = window.pages["plants"]
    qtbot.waitUntil(lambda: page.form.isVisible() and "浩景丰" in [
        w.text() for w in page.form.findChildren(type(page.search))])


def test_an_order_comes_before_its_steps(qtbot: Any, window: MainWindow) -> None:
    window.open_search()
    box = window.search
    assert box is not None
    box.box.setText("HJ2611-25")
    qtbot.waitUntil(lambda: "HJ2611-25" in box.list.item(0).text())
    assert box.list.item(0).text().split()[-1] == "订单"
    number, told, _kind = box.list.item(0).text().split("    ")
    order = window.pages["orders"].model
    row = next(r for r in range(order.rowCount()) if order.shown_at(r).texts[0] == number)
    texts = dict(zip((c.key for c in order.columns), order.shown_at(row).texts, strict=True))
    assert texts["customer"][:10] in told and any(day in told for day in texts.values() if day.startswith("20"))


@pytest.mark.parametrize(("text", "title", "found"), [
    ("pq", "排期明细", True), ("排期", "打印排期", True), ("zb", "导入工作簿", False), ("dy pq", "打印排期", False),
    ("dy", "打印排期", True)])
def test_pages_are_found_by_words_and_initials(text: str, title: str, found: bool) -> None:
    assert fits(text, title) is found


def test_the_first_start_offers_three_ways(qtbot: Any, own_home: Path, tmp_path: Path) -> None:
    program = Program(QApplication.instance())  # type: ignore[arg-type]
    program.start()
    assert program.window is not None
    assert program.window.findChild(QApplication) is None
    page = program.window.findChild(FirstRun)
    assert page is not None
    taken = tmp_path / "taken.gendan"
    taken.write_bytes(b"mine")
    page.new_wanted.emit(taken)
    assert not page.isEnabled() and "taken.gendan" in program.first_messages.texts()[0]
    qtbot.waitUntil(page.isEnabled, timeout=20_000)
    assert len(program.first_messages.texts()) == 1 and taken.read_bytes() == b"mine"
    page.new_wanted.emit(tmp_path / "new.gendan")
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    assert Personal().get(LAST_FILE) == str(tmp_path / "new.gendan")
    _end(program)


def test_making_the_demo_shows_how_far_it_is_and_can_be_given_up(qtbot: Any, own_home: Path, tmp_path: Path) -> None:
    program = Program(QApplication.instance())  # type: ignore[arg-type]
    page = program.show_first_run()
    seen: list[int] = []
    program.making.come.connect(lambda done, of, what: seen.append(done))
    page.demo_wanted.emit(tmp_path / "demo.gendan")
    qtbot.waitUntil(lambda: len(seen) >= 2, timeout=30_000)
    assert program.making.isVisible() and program.making.bar.maximum() > 5 and program.making.words.text()
    qtbot.mouseClick(program.making.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.isEnabled, timeout=30_000)
    assert program.making.isHidden() and not list(tmp_path.glob("demo.gendan*"))
    assert seen == sorted(seen) and "取消" in program.first_messages.texts()[0]
    _end(program)


def test_a_missing_file_is_said_and_the_first_page_comes_back(qtbot: Any, own_home: Path, tmp_path: Path) -> None:
    program = Program(QApplication.instance())  # type: ignore[arg-type]
    program.start(str(tmp_path / "gone.gendan"))
    qtbot.waitUntil(lambda: hasattr(program, "first_messages") and bool(program.first_messages.texts()))
    assert "gone.gendan" in program.first_messages.texts()[0]
    _end(program)


def test_a_workbook_dropped_on_the_program_stands_in_front(qtbot: Any, own_home: Path, demo_file: Path, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "firm.gendan"
    path.write_bytes(demo_file.read_bytes())
    seen: list[bool] = []
    monkeypatch.setattr(MainWindow, "open_import", lambda self, paths: seen.append(self.isVisible()))
    program = Program(QApplication.instance())  # type: ignore[arg-type]
    program.waiting = [str(tmp_path / "日报.xlsx")]
    program.start(str(path))
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert seen == [True]
    _end(program)


def test_a_small_window_keeps_the_pages_room(window: MainWindow) -> None:
    window.resize(1440, 900)
    assert not window.navigation.is_folded
    window.show_place("board")
    window.resize(window.stack.minimumSizeHint().width() + 150, 600)
    assert window.navigation.is_folded
    window.resize(1440, 900)
    assert not window.navigation.is_folded
    window.navigation.turn()
    assert window.navigation.is_folded and Personal().get(FOLDED)
    window.resize(1500, 900)
    assert window.navigation.is_folded
    window.navigation.turn()
    assert not window.navigation.is_folded


def test_the_window_comes_back_where_it_was_left(qtbot: Any, own_home: Path, demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "firm.gendan"
    path.write_bytes(demo_file.read_bytes())

    def shown() -> Program:
        program = Program(QApplication.instance())  # type: ignore[arg-type]
        program.start(str(path))
        qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible(), timeout=20_000)
        return program

    first = shown()
    screen = QApplication.primaryScreen().availableGeometry()
    assert first.window is not None and screen.width() < 1440
    assert first.window.isMaximized()
    first.window.showNormal()
    first.window.setGeometry(40, 60, 760, 520)
    first.leave()
    _end(first)
    second = shown()
    assert second.window is not None and not second.window.isMaximized()
    assert second.window.size().toTuple() == (760, 520)
    _end(second)


def test_language_and_look_change_without_reading_the_file_anew(qtbot: Any, own_home: Path, demo_file: Path,
                                                                tmp_path: Path) -> None:
    path = tmp_path / "firm.gendan"
    path.write_bytes(demo_file.read_bytes())
    program = Program(QApplication.instance())  # type: ignore[arg-type]
    program.start(str(path))
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    assert language() == "zh_CN"
    window: Any = program.window
    window.show_place("orders")
    page: Any = window.pages["orders"]
    qtbot.waitUntil(lambda: page.model.rowCount() > 300, timeout=20_000)
    page.asking.filter_by([], [("customer_po", True)])
    program.work.wait()
    qtbot.wait(50)
    number = page.model.numbers[5]
    page.go_to(number)
    qtbot.waitUntil(lambda: page.form.base is not None and page.form.base.number == number)
    personal = Personal()
    personal.set(LANGUAGE, "en")
    personal.set(LOOK, "dark")
    window.settings_changed.emit()
    qtbot.waitUntil(lambda: program.window is not window)
    again: Any = program.window
    assert language() == "en"
    assert again.here == "orders"
    assert again.pages["orders"].model.headerData(0, again.pages["orders"].view.header.orientation()) == \
        "Production order no."
    held = again.pages["orders"]
    qtbot.waitUntil(lambda: held.view.selected_numbers() == [number] and held.form.number == number, timeout=20_000)
    assert held.asking.state[1] == [("customer_po", True)] and again.navigation.badges()
    personal.set(LOOK, "light")
    program.dress()
    _end(program)


def _end(program: Program) -> None:
    program.work.wait()
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    program.work.close()
    QApplication.processEvents()


def test_the_window_lives_while_the_share_hangs(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    release = threading.Event()
    demo_work.read(window, lambda: release.wait(30), lambda _found: None)
    busy: list[float] = []
    demo_work.busy.connect(busy.append)
    window.show_place("companies")
    window.show_place("orders")
    qtbot.waitUntil(lambda: any(seconds > 1 for seconds in busy), timeout=10_000)
    assert window.status_line.news.text()
    release.set()
    qtbot.waitUntil(lambda: busy[-1] == 0.0)


def test_the_windows_thread_opens_no_connection(qtbot: Any, window: MainWindow, demo_work: Work) -> None:
    from app.database.record import database

    assert demo_work.wait()
    assert database.is_closed()


def test_a_bug_is_said_in_words(qtbot: Any, window: MainWindow) -> None:
    window._troubled(KeyError("x"))
    assert "KeyError" in window.messages.texts()[0]
    assert "Traceback" not in window.messages.texts()[0]


def test_a_new_office_takes_its_first_steps(qtbot: Any, tmp_path: Path) -> None:
    from ui.first_steps import FirstSteps

    program = Program(QApplication.instance())
    program.show_first_run().new_wanted.emit(tmp_path / "新公司.gendan")
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow)
                    and program.window.findChild(FirstSteps) is not None, timeout=20_000)
    everything = len(program.window.places)
    dialog = program.window.findChild(FirstSteps)
    dialog.posts["A"].setChecked(True)
    dialog.name.clear()
    dialog.take()
    assert dialog.wrong.isVisible() and "姓名" in dialog.wrong.text()
    dialog.name.setText("林小姐")
    dialog.company.setText("浩景电器有限公司")
    dialog.people.setPlainText("阿敏，品质部\n小邱")
    dialog.take()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and len(program.window.places) < everything)
    assert {"board", "instructions"} <= {p.key for p in program.window.places}
    assert "sample_room" not in {p.key for p in program.window.places}
    found: list[Any] = []
    program.work.read(program.work, lambda: (
        own_letterhead().name, sorted((p.name, str(p.department or "")) for p in Person.select()),
        Department.select().count()), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0][0] == "浩景电器有限公司" and found[0][2] == 7
    assert found[0][1] == [("小邱", ""), ("林小姐", ""), ("阿敏", "品质部")]
    assert program.work.who.name == "林小姐"
    program.window.close()
    program.work.close()


def test_the_same_message_is_shown_once(window: MainWindow) -> None:
    for text in ("网络断开", "已保存", "网络断开"):
        window.messages.tell(text, "problem")
    assert window.messages.texts() == ["网络断开", "已保存"]
