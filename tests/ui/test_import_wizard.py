"""The import window from drop to undo, as the clerk uses it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt

from app.areas import catalogue
from app.areas.schedule.records import ProgressReport
from app.database import connection
from app.database.change import Who, write
from app.database.ledger import Reason
from app.exchange.fills import named_fills
from app.exchange.importing import Incoming, apply_plans, plan_books
from app.exchange.workbook import Workbook, read_workbook
from app.masters.order import OrderLine
from ui.import_rows import ALL, ODD, TAKE
from ui.import_wizard import ImportWizard
from ui.work import Work

SAMPLES = Path(__file__).parents[1] / "samples"
TODAY = date(2026, 11, 22)
DAY_18, DAY_19 = SAMPLES / "臻宝每日生产进度表_2026-11-18.xlsx", SAMPLES / "臻宝每日生产进度表_2026-11-19.xlsx"
OTHER_PLANT = SAMPLES / "浩景丰生产日报_11月.xlsx"
SCHEDULE = SAMPLES / "生产排期表.xlsx"
PASSWORD = SAMPLES / "有密码.xlsx"

Open = Callable[..., ImportWizard]


@pytest.fixture(scope="module")
def schedule() -> Workbook:
    """The sample schedule, read once."""
    return read_workbook(SCHEDULE)


@pytest.fixture
def work(qtbot: Any, company: Path, schedule: Workbook) -> Iterator[Work]:
    """A worker on a company with the sample schedule."""
    plans = plan_books(catalogue.imports()["orders"], [Incoming(
        schedule, fills=lambda name: named_fills(SCHEDULE, name))], TODAY)
    write("Schedule", Who("a"), lambda change: apply_plans(change, plans))
    connection.close()
    worker = Work(Who("小林", "PC-1"))
    worker.open(company)
    assert worker.wait()
    yield worker
    worker.close()


@pytest.fixture
def opened(qtbot: Any, work: Work) -> Open:
    """Opens the window on files and waits until all is planned."""

    def open_it(*paths: Path, **more: Any) -> ImportWizard:
        window = ImportWizard(work, paths, catalogue.imports(), TODAY, **more)
        qtbot.addWidget(window)
        window.show()
        settled(qtbot, window)
        return window

    return open_it


def settled(qtbot: Any, window: ImportWizard) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not (window.reader.busy or window._planning or window.applying), timeout=30_000)


def reports(work: Work, qtbot: Any) -> int:
    """How many reports there are."""
    found: list[int] = []
    work.read(work, lambda: ProgressReport.select().where(ProgressReport.deleted == 0).count(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_two_files_one_button_one_undo(qtbot: Any, work: Work, opened: Open) -> None:
    window = opened(DAY_19, DAY_18)
    assert window.planned is not None
    assert [(s.kind, s.plan.origin, s.plan.day) for s in window.planned.sheets] == [
        ("progress", "臻宝", date(2026, 11, 19)), ("progress", "臻宝", date(2026, 11, 18))]
    assert "2" in window.parts.apply.text() and "35" in window.parts.apply.text()
    states = [line.state for line in window.parts.rows.model.lines]
    assert states[0] == "held" and set(states) == {"held", "look"}
    with qtbot.waitSignal(window.applied) as told:
        qtbot.mouseClick(window.parts.apply, Qt.MouseButton.LeftButton)
    assert told.args is not None and told.args[0] > 0 and "2026-11-19" in told.args[1]
    assert reports(work, qtbot) == 35
    assert window.parts.notice.isVisible() and "35" in window.parts.notice.text.text()
    qtbot.mouseClick(window.parts.notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.entry == 0)
    settled(qtbot, window)
    assert reports(work, qtbot) == 0
    assert window.parts.apply.isVisible() and window.parts.apply.isEnabled()
    window.apply()
    settled(qtbot, window)
    assert reports(work, qtbot) == 35


def test_an_unreadable_file_does_not_stop_the_others(opened: Open) -> None:
    window = opened(PASSWORD, DAY_18, SAMPLES / "gone.xlsx")
    lines = window.parts.rows.model.lines
    assert "有密码.xlsx" in lines[0].words and "gone.xlsx" in lines[1].words
    assert window.parts.apply.isEnabled()


def test_the_same_file_twice_and_a_folder(opened: Open, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    shutil.copy(DAY_18, folder / "a.xlsx")
    (folder / "note.docx").write_bytes(b"no table")
    window = opened(DAY_18, DAY_18, folder)
    assert [f.path.name for f in window.files] == [DAY_18.name, "a.xlsx"]
    assert window.parts.notice.isVisible()
    assert window.planned is not None and len(window.planned.taken) == 1
    assert sum(bool(f.same_as) for f in window.files) == 1


def test_no_files_at_all(opened: Open) -> None:
    window = opened()
    assert not window.parts.apply.isEnabled()
    assert window.parts.about.text()


def test_a_row_is_assigned_or_left_out(qtbot: Any, work: Work, opened: Open) -> None:
    window = opened(DAY_18)
    window.parts.rows.assigned.emit((0, "进度表"), 12, "ZB26-1165")
    settled(qtbot, window)
    assert window.planned is not None and window.planned.ready == 19
    window.parts.rows.choose(ALL)
    model = window.parts.rows.model
    at = next(n for n, line in enumerate(model.lines) if line.row is not None and line.row.row == 5)
    model.setData(model.index(at, TAKE), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    settled(qtbot, window)
    assert window.planned.ready == 18
    assert window._assigned_order((0, "进度表"), 12) == "ZB26-1165"
    window.apply()
    settled(qtbot, window)
    assert reports(work, qtbot) == 18


def test_a_sheet_is_ticked_out_and_the_day_is_asked(qtbot: Any, opened: Open) -> None:
    window = opened(OTHER_PLANT)
    asked = window.parts.questions.combos
    assert list(asked) == [((0, "1120"), "day")]
    assert asked[(0, "1120"), "day"].currentData() == date(2026, 11, 20)
    window.parts.questions.answered.emit((0, "1120"), "day", date(2026, 11, 17))
    settled(qtbot, window)
    assert window.planned is not None
    sheet = window.planned.sheet((0, "1120"))
    assert sheet is not None and sheet.plan.day == date(2026, 11, 17)
    item = window.parts.tree.item((0, "1121"))
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Unchecked)
    settled(qtbot, window)
    assert len(window.planned.taken) == 3


def test_a_hidden_sheet_waits_to_be_ticked(opened: Open) -> None:
    window = opened(SCHEDULE)
    assert window.planned is not None
    assert [s.plan.name for s in window.planned.taken] == ["臻宝", "浩景丰"]


def test_a_sheet_of_another_kind_is_left_out_with_its_reason(qtbot: Any, opened: Open, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("星座", "幸运颜色"), ("双鱼", "蓝"), ("狮子", "金")):
        book.active.append(row)
    book.save(tmp_path / "运势.xlsx")
    window = opened(tmp_path / "运势.xlsx")
    assert not window.parts.apply.isEnabled()
    assert all(line.problems[0].kind == "no_table" for line in window.parts.rows.model.lines)
    assert window.parts.rows.model.lines


def test_columns_are_corrected(qtbot: Any, opened: Open) -> None:
    window = opened(DAY_18)
    window._choose((0, "进度表"))
    sheet = window._sheet()
    assert sheet is not None and sheet.plan.table is not None
    match = sheet.plan.table.match("note")
    assert match is not None
    assert window.parts.columns.list.rowCount() == len(sheet.plan.table.matches) + len(sheet.plan.table.unmatched)
    window.parts.columns.corrected.emit(match.header, "")
    settled(qtbot, window)
    sheet = window._sheet()
    assert sheet is not None and sheet.plan.table is not None and sheet.plan.table.match("note") is None


def test_a_file_changed_after_the_preview_is_read_again(qtbot: Any, work: Work, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / DAY_18.name
    shutil.copy(DAY_18, path)
    window = opened(path)
    shutil.copy(DAY_19, path)
    window.apply()
    settled(qtbot, window)
    assert reports(work, qtbot) == 0 and path.name in window.parts.notice.text.text()
    assert window.parts.apply.isEnabled()


def test_somebody_else_was_faster(qtbot: Any, work: Work, opened: Open) -> None:
    window = opened(SCHEDULE)
    first = window.planned
    assert first is not None and first.ready == 0

    def other() -> None:
        line = OrderLine.select().where(OrderLine.required_ship.is_null(False)).get()
        line.required_ship = date(2027, 3, 1)
        write("Move", Who("别人", "PC-2"), lambda change: change.save(line), reason=Reason("customer"))

    done: list[object] = []
    work.read(work, other, done.append)
    qtbot.waitUntil(lambda: bool(done))
    window.apply()
    settled(qtbot, window)
    assert window.entry == 0 and window.planned is not first
    assert window.planned is not None and window.planned.ready == 1 and window.planned.moves == 1
    assert window.parts.notice.isVisible() and window.parts.questions.reason is not None
    window.apply()
    settled(qtbot, window)
    assert window.entry > 0


WAYS: dict[str, Callable[[Any, ImportWizard], object]] = {
    "cross": lambda _qtbot, window: window.close(),
    "button": lambda qtbot, window: qtbot.mouseClick(window.parts.cancel, Qt.MouseButton.LeftButton),
    "escape": lambda qtbot, window: qtbot.keyClick(window, Qt.Key.Key_Escape)}


@pytest.mark.parametrize("way", WAYS)
def test_cancel_while_reading(qtbot: Any, work: Work, way: str) -> None:
    window = ImportWizard(work, [DAY_18, OTHER_PLANT], catalogue.imports(), TODAY)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closed):
        WAYS[way](qtbot, window)
    assert not window.isVisible()
    assert not window.reader.busy
    qtbot.waitUntil(lambda: window.reader._running == 0, timeout=30_000)
    assert all(f.reading for f in window.files)


def test_odd_rows_are_saved(opened: Open, tmp_path: Path) -> None:
    window = opened(DAY_18, DAY_19)
    assert window.parts.rows.chip in ("", ODD)
    window.save_odd_rows(tmp_path / "odd.xlsx")
    assert len(read_workbook(tmp_path / "odd.xlsx").sheets) == 2
    window.save_odd_rows(tmp_path / "none" / "odd.xlsx")
    assert "odd.xlsx" in window.parts.notice.text.text()


def test_orders_and_daily_sheets_of_one_drop(qtbot: Any, empty_work: Work) -> None:
    """Rows of orders that come in with the same drop stay out at first, and fit at the second press."""
    window = ImportWizard(empty_work, [SCHEDULE, DAY_18], catalogue.imports(), TODAY)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, window)
    with qtbot.waitSignal(window.applied, timeout=60_000):
        window.apply()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.planned is not None and not window.entry
                    and any(s.kind == "progress" and s.taken for s in window.planned.taken), timeout=30_000)
    settled(qtbot, window)
    with qtbot.waitSignal(window.applied, timeout=60_000):
        window.apply()
    settled(qtbot, window)
    assert reports(empty_work, qtbot) > 10
