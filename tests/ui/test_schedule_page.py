"""The schedule page over a demo company: what is shown, moved, tried, typed, refused and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.areas.demo import make_demo
from app.areas.schedule import moving
from app.areas.schedule.board import Bar, Move
from app.areas.schedule.placing import places
from app.areas.schedule.plan_table import COLUMNS
from app.areas.schedule.records import ScheduleStep
from app.areas.schedule.snapshot import YESTERDAY
from app.database import connection
from app.database.change import Who
from app.database.history import ChangeEntry
from app.database.ledger import DueChange, Reason
from ui.areas.schedule.page import SchedulePage
from ui.areas.schedule.page_findings import LISTS
from ui.areas.schedule.page_list import STEP_MIME
from ui.areas.schedule.page_menus import places_menu, steps_menu
from ui.work import Work

AT = {column.key: place for place, column in enumerate(COLUMNS)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.gendan"
    make_demo(path, date.today())
    connection.close()
    return path


class Desk:
    """A page at work, with the answers that a user would give."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        self.work = Work(Who("王小姐", "PC-01"))
        self.troubles: list[Exception] = []
        self.work.troubled.connect(self.troubles.append)
        self.page = SchedulePage(self.work)
        self.asked: list[str] = []
        self.answer: Reason | None = Reason("customer", "客户")
        self.page.data._ask = self._ask
        self.words: list[str] = []
        self.page.told.connect(self.words.append)
        qtbot.addWidget(self.page)
        self.page.resize(1300, 760)
        self.page.show()
        self.work.open(path)
        self.until(lambda: self.page.data.now is not None)

    def _ask(self, _parent: Any, text: str, then: Callable[[Reason | None], object]) -> None:
        self.asked.append(text)
        then(self.answer)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=15000)

    def settled(self) -> None:
        """Wait until everything handed in is done and shown."""
        data = self.page.data
        self.work.wait()
        self.until(lambda: not data._timer.isActive() and not data._writing and not data._stale)
        self.work.wait()
        QApplication.processEvents()

    def read(self, task: Callable[[], Any]) -> Any:
        found: list[Any] = []
        self.work.read(self.page, task, found.append)
        self.until(lambda: bool(found))
        return found[0]

    def bar(self, key: int) -> Bar:
        found = self.page.gantt.view.bar(key)
        assert found is not None
        return found

    def movable(self, place: int = 0) -> Bar:
        today = date.today()
        return [b for b in self.page.gantt.view.board.bars if b.start > today + timedelta(days=2)][place]

    def wish(self, bar: Bar, days: int, lane: int | None = None, push: bool = False) -> Move:
        by = timedelta(days=days)
        return Move(bar.key, bar.start + by, bar.finish + by, lane or bar.lane, push)

    def stored(self, key: int) -> tuple[Any, Any, Any]:
        step = self.read(lambda: ScheduleStep.get_by_id(key))
        return step.start, step.finish, step.line_id

    def newest(self) -> str:
        return str(self.read(lambda: ChangeEntry.select().order_by(ChangeEntry.id.desc()).first()).title)


@pytest.fixture
def desk(qtbot: QtBot, demo: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "file.gendan"
    shutil.copy(demo, path)
    found = Desk(qtbot, path)
    yield found
    assert not found.troubles
    found.work.close()


def test_everything_planned_is_shown_and_counted(desk: Desk) -> None:
    page, schedule = desk.page, desk.page.data.schedule
    assert schedule is not None
    assert len(page.gantt.view.board.bars) == sum(1 for s in schedule.steps if s.start) > 200
    assert page.side.counts()["endangered"] == len(schedule.dangers) > 0
    assert str(len(schedule.dangers)) in page.side.tabs.tabText(0)
    for key in LISTS:
        page.side.turn_to(key)
        assert page.side.lists[key].findings.rowCount() == page.side.counts()[key]


def test_a_drop_is_shown_at_once_then_written_with_a_reason_and_can_be_undone(desk: Desk) -> None:
    bar = desk.movable()
    before = desk.stored(bar.key)
    desk.page.gantt.moved.emit([desk.wish(bar, 14)])
    assert desk.bar(bar.key).start >= bar.start + timedelta(days=14), "before anything was written"
    desk.settled()
    assert len(desk.asked) == 1 and bar.title in desk.asked[0]
    start, finish, _line = desk.stored(bar.key)
    assert (start, finish) == (desk.bar(bar.key).start, desk.bar(bar.key).finish)
    assert bar.title in desk.newest()
    assert desk.read(lambda: DueChange.select().order_by(DueChange.id.desc()).first()).reason == "customer"
    assert desk.page.deeds["undo"].isEnabled()
    desk.page.undo()
    desk.until(lambda: desk.bar(bar.key).start == bar.start)
    assert desk.stored(bar.key) == before


def test_without_a_reason_the_bar_goes_back(desk: Desk) -> None:
    desk.answer = None
    bar = desk.movable()
    desk.page.gantt.moved.emit([desk.wish(bar, 14)])
    desk.settled()
    assert (desk.bar(bar.key).start, desk.stored(bar.key)[0]) == (bar.start, bar.start)
    assert desk.words


def test_a_refused_change_puts_the_bar_back_and_says_so(desk: Desk) -> None:
    bar = desk.movable()

    def other(change: Any) -> None:
        raise OSError("the share is away")

    desk.page.data.write("x", other)
    desk.until(lambda: bool(desk.troubles))
    assert "away" in str(desk.troubles.pop())
    assert desk.bar(bar.key).start == bar.start


def test_a_shift_drag_pushes_what_follows_in_one_change(desk: Desk) -> None:
    page = desk.page
    bars = sorted((b for b in page.gantt.view.board.bars if b.lane == desk.movable().lane
                   and b.start > date.today() + timedelta(days=2)), key=lambda b: b.start)
    count = desk.read(lambda: ChangeEntry.select().count())
    page.gantt.moved.emit([desk.wish(bars[0], 7, push=True)])
    desk.settled()
    assert desk.bar(bars[1].key).start > bars[1].start
    assert desk.read(lambda: ChangeEntry.select().count()) == count + 1


def test_what_others_change_arrives_but_not_while_dragging(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.gantt.view.rubber = page.rect()
    desk.work.write(desk.work, "Lock", lambda change: moving.lock(change, [bar.key], True))
    desk.work.wait()
    QTest.qWait(200)
    assert not desk.bar(bar.key).locked
    page.gantt.view.rubber = None
    desk.until(lambda: desk.bar(bar.key).locked)


def test_a_refresh_keeps_selection_scroll_and_zoom(desk: Desk) -> None:
    page, bar = desk.page, desk.movable(40)
    page.go_to(bar.key)
    page.gantt.set_scale(21)
    across, down = page.gantt.horizontalScrollBar().value(), page.gantt.verticalScrollBar().value()
    page.data.refresh()
    desk.settled()
    assert page.gantt.selection() == page.table.selection() == [bar.key]
    assert page.gantt.axis.scale == 21
    assert (page.gantt.horizontalScrollBar().value(), page.gantt.verticalScrollBar().value()) == (across, down)


def test_out_of_sight_nothing_is_read(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.hide()
    shown = page.data.now
    desk.work.write(desk.work, "Lock", lambda change: moving.lock(change, [bar.key], True))
    desk.work.wait()
    QTest.qWait(150)
    assert page.data.now is shown
    page.show()
    desk.until(lambda: desk.bar(bar.key).locked)


# --- table ---

def row_of(desk: Desk, key: int) -> int:
    return desk.page.model.place[key]


def typed(desk: Desk, key: int, column: str, value: Any) -> bool:
    return desk.page.model.setData(desk.page.model.index(row_of(desk, key), AT[column]), value)


def test_the_table_moves_the_bar_and_the_bar_the_table(desk: Desk) -> None:
    bar = desk.movable()
    desk.page.show_view("both")
    typed(desk, bar.key, "start", (bar.start + timedelta(days=14)).isoformat())
    desk.settled()
    moved = desk.bar(bar.key)
    assert moved.start >= bar.start + timedelta(days=14)
    desk.page.gantt.moved.emit([desk.wish(moved, 7)])
    desk.settled()
    model = desk.page.model
    assert model.rows[row_of(desk, bar.key)].values[AT["start"]] == desk.bar(bar.key).start > moved.start


def test_a_finish_before_the_start_and_nonsense_are_refused_in_words(desk: Desk) -> None:
    bar = desk.movable()
    typed(desk, bar.key, "finish", (bar.start - timedelta(days=1)).isoformat())
    assert not typed(desk, bar.key, "start", "Käse")
    assert not typed(desk, bar.key, "quantity", "-3")
    assert not typed(desk, bar.key, "quantity", "²")
    desk.settled()
    assert len(desk.words) == 4
    assert desk.bar(bar.key).finish == bar.finish


def test_line_quantity_and_note_are_typed_over(desk: Desk) -> None:
    bar = desk.movable()
    other = next(key for key in desk.page.table.lines if key != bar.lane)
    typed(desk, bar.key, "quantity", f"{bar.quantity + 1200:,}")
    typed(desk, bar.key, "note", "等色板")
    desk.settled()
    typed(desk, bar.key, "line", other)
    desk.settled()
    values = desk.page.model.rows[row_of(desk, bar.key)].values
    assert (values[AT["quantity"]], values[AT["note"]]) == (bar.quantity + 1200, "等色板")
    assert desk.bar(bar.key).lane == other


def test_selection_is_shared(desk: Desk) -> None:
    page = desk.page
    page.show_view("both")
    desk.settled()
    first, second = desk.movable(0), desk.movable(1)
    page.gantt.select([first.key, second.key])
    desk.settled()
    assert sorted(page.table.selection()) == sorted([first.key, second.key])
    page.table.selectRow(row_of(desk, first.key))
    assert page.gantt.selection() == [first.key] == page.choice.keys


def test_what_is_made_is_left_out_until_wanted_and_the_search_shades(desk: Desk) -> None:
    page = desk.page
    few = page.model.rowCount()
    page.deeds["made"].setChecked(True)
    assert page.model.rowCount() > few
    bar = desk.movable()
    page.tools.search.setText(bar.title)
    assert page.gantt.view.dimmed and bar.key not in page.gantt.view.dimmed
    assert page.model.set_search(bar.title) is not None


# --- try-out ---

def test_a_tryout_writes_nothing_until_it_is_kept_as_one_change(desk: Desk) -> None:
    page = desk.page
    first, second = desk.movable(0), desk.movable(30)
    count = desk.read(lambda: ChangeEntry.select().count())
    page.deeds["tryout"].trigger()
    desk.until(lambda: not page.strip.isHidden())
    for bar in (first, second):
        page.gantt.moved.emit([desk.wish(bar, 21)])
        desk.settled()
    assert desk.stored(first.key)[0] == first.start
    assert desk.bar(first.key).start > first.start
    assert desk.bar(first.key).baseline == (first.start, first.finish), "the shadow is the saved plan"
    assert desk.read(lambda: ChangeEntry.select().count()) == count
    page.strip.keep_button.click()
    desk.until(lambda: page.strip.isHidden())
    desk.settled()
    assert desk.read(lambda: ChangeEntry.select().count()) == count + 1
    assert len(desk.asked) == 1
    assert desk.stored(second.key)[0] == desk.bar(second.key).start > second.start


def test_a_dropped_tryout_is_forgotten(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.data.start_tryout()
    page.gantt.moved.emit([desk.wish(bar, 21)])
    desk.settled()
    page.strip.drop_button.click()
    assert desk.bar(bar.key).start == bar.start
    assert not page.data.trying and not page.deeds["tryout"].isChecked()


def test_undo_inside_a_tryout_takes_back_what_was_played(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.data.start_tryout()
    page.gantt.moved.emit([desk.wish(bar, 21)])
    desk.settled()
    played = desk.bar(bar.key).start
    page.gantt.setFocus()
    QTest.keyClick(page.gantt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settled()
    assert desk.bar(bar.key).start == bar.start
    QTest.keyClick(page.gantt, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    desk.settled()
    assert desk.bar(bar.key).start == played


def test_a_tryout_survives_what_others_write(desk: Desk) -> None:
    page, bar, other = desk.page, desk.movable(0), desk.movable(30)
    page.data.start_tryout()
    page.gantt.moved.emit([desk.wish(bar, 21)])
    desk.settled()
    desk.work.write(desk.work, "Lock", lambda change: moving.lock(change, [other.key], True))
    desk.until(lambda: desk.bar(other.key).locked)
    assert desk.bar(bar.key).start > bar.start
    page.hands.lock([bar.key])
    assert desk.words, "only moves can be tried out"


# --- unscheduled, versions, menus ---

def test_a_step_leaves_the_plan_and_comes_back_by_drag(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.gantt.select([bar.key])
    page.deeds["unschedule"].trigger()
    desk.until(lambda: page.side.counts()["unscheduled"] == 1)
    page.side.turn_to("unscheduled")
    assert page.side.lists["unscheduled"].findings.findings[0].key == bar.key
    page.gantt.go_to(date.today())
    row = next(r for r in page.gantt.view.layout.rows if not r.lane.is_plant)
    at = QPoint(page.gantt.axis.left + 200, round(page.gantt.view.y(row.y)) + 5)
    data = QMimeData()
    data.setData(STEP_MIME, QByteArray(str(bar.key).encode()))
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.gantt.viewport(), enter)
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.gantt.viewport(), event)
    desk.settled()
    desk.until(lambda: page.side.counts()["unscheduled"] == 0)
    assert desk.bar(bar.key).lane == row.lane.key
    assert desk.bar(bar.key).start >= page.gantt.axis.date_at(at.x())


def test_the_places_menu_offers_the_best_first_and_takes_it(desk: Desk) -> None:
    schedule, bar = desk.page.data.schedule, desk.movable()
    assert schedule is not None
    taken: list[Any] = []
    found = places(schedule, bar.key)
    menu = places_menu(desk.page, schedule, bar.key, found, taken.append)
    menu.actions()[0].trigger()
    assert taken == [found[0]]


def test_the_menu_of_steps_moves_to_a_line(desk: Desk) -> None:
    page, schedule, bar = desk.page, desk.page.data.schedule, desk.movable()
    assert schedule is not None
    lines: list[int] = []
    menu = steps_menu(page, page.deeds, schedule, [bar.key], lines.append, lambda key: None)
    below = next(m for m in menu.findChildren(QMenu) if m.actions())
    chosen = next(a for a in below.actions() if a.isEnabled())
    chosen.trigger()
    assert len(lines) == 1 and lines[0] != bar.lane
    page.hands.to_line([bar.key], lines[0])
    desk.settled()
    assert desk.bar(bar.key).lane == lines[0]


def test_splitting_asks_how_many_stay(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.gantt.select([bar.key])
    page.deeds["split"].trigger()
    box = page.findChild(QInputDialog)
    assert box is not None
    box.setIntValue(5)
    fine = next(button for button in box.findChildren(QPushButton) if button.text() == box.okButtonText())
    assert fine.isEnabled()
    fine.click()
    desk.until(lambda: page.side.counts()["unscheduled"] == 1)
    assert desk.bar(bar.key).quantity == 5


def test_locking_and_linking(desk: Desk) -> None:
    page, first, second = desk.page, desk.movable(0), desk.movable(25)
    page.gantt.select([first.key, second.key])
    page.deeds["lock"].trigger()
    desk.until(lambda: desk.bar(first.key).locked and desk.bar(second.key).locked)
    page.deeds["link"].trigger()
    desk.until(lambda: bool(desk.bar(first.key).after or desk.bar(second.key).after))
    page.deeds["lock"].trigger()
    desk.until(lambda: not desk.bar(first.key).locked)


def test_a_version_is_kept_and_compared_with(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.tools.keep_wanted.emit()
    box = page.findChild(QInputDialog)
    assert box is not None
    box.setTextValue("定稿")
    box.accept()
    desk.until(lambda: page.data.compare not in (None, YESTERDAY))
    desk.settled()
    assert "定稿" in page.tools.compare.currentText()
    page.gantt.moved.emit([desk.wish(bar, 14)])
    desk.settled()
    assert desk.bar(bar.key).baseline == (bar.start, bar.finish)


def test_what_moved_since_yesterday_is_listed_with_old_and_new(desk: Desk) -> None:
    page, bar = desk.page, desk.movable()
    page.gantt.moved.emit([desk.wish(bar, 14)])
    desk.settled()
    page.side.turn_to("changed")
    found = next(f for f in page.side.lists["changed"].findings.findings if f.key == bar.key)
    assert f"{bar.start.month}/{bar.start.day}" in found.old and found.tone == "late"


def test_the_lists_have_the_height_until_something_is_chosen(desk: Desk) -> None:
    side = desk.page.side
    without = side.stack.height()
    assert side.details.height() < 120
    key = side.lists["endangered"].findings.findings[0].key
    side.lists["endangered"].chosen.emit(key)
    desk.until(lambda: side.details.height() > 150)
    assert side.stack.height() < without
    side.show_selection([])
    desk.until(lambda: side.stack.height() == without)


def test_lists_jump_and_forms_are_asked_for(desk: Desk) -> None:
    page = desk.page
    wanted: list[tuple[str, int]] = []
    page.record_wanted.connect(lambda place, number: wanted.append((place, number)))
    key = page.side.lists["endangered"].findings.findings[3].key
    page.side.lists["endangered"].chosen.emit(key)
    assert page.gantt.selection() == [key]
    page.gantt.activated.emit(key)
    page.deeds["new"].trigger()
    assert wanted == [("production_order", desk.bar(key).order), ("schedule_step", 0)]
    desk.until(lambda: desk.bar(key).title in page.side.details.text.text())


def test_files_dropped_anywhere_ask_for_the_import(desk: Desk, tmp_path: Path) -> None:
    wanted: list[list[Path]] = []
    desk.page.import_wanted.connect(wanted.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "日报.xlsx"))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    desk.page.dropEvent(event)
    assert wanted == [[tmp_path / "日报.xlsx"]]


def test_several_chosen_bars_are_summed_up(desk: Desk) -> None:
    page, bars = desk.page, [desk.movable(n) for n in range(3)]
    page.gantt.select([b.key for b in bars])
    assert f"{sum(b.quantity for b in bars):,}" in page.side.details.text.text()


def test_a_drag_shows_where_the_bar_will_stand_by_the_calendar(desk: Desk) -> None:
    page = desk.page
    schedule = page.data.schedule
    assert schedule is not None
    bar = next(b for b in page.gantt.view.board.bars if b.start > date.today() + timedelta(days=2)
               and not schedule.lines[b.lane].calendar.is_workday(b.start + timedelta(days=1)))
    shown = page.gantt.view.settle([desk.wish(bar, 1)]) if page.gantt.view.settle else []
    assert len(shown) == 1
    assert schedule.lines[bar.lane].calendar.is_workday(shown[0].start) and shown[0].start > bar.start
    page.gantt.moved.emit([desk.wish(bar, 1)])
    desk.settled()
    assert (desk.bar(bar.key).start, desk.bar(bar.key).finish) == (shown[0].start, shown[0].finish)


def test_a_suggestion_is_played_and_can_be_dropped(desk: Desk) -> None:
    page = desk.page
    before = {b.key: (b.start, b.finish, b.lane) for b in page.gantt.view.board.bars}
    with desk.qtbot.waitSignal(page.proposals.suggester.found, timeout=60_000) as heard:
        page.deeds["suggest"].trigger()
        page.proposals.scope.accept()
        assert page.proposals.suggester.running
    desk.settled()
    answer = heard.args[0]
    assert answer["after"]["weighted_lateness_days"] < answer["before"]["weighted_lateness_days"]
    assert page.data.trying
    moved = {b.key for b in page.gantt.view.board.bars if before.get(b.key) != (b.start, b.finish, b.lane)}
    assert moved
    panel = page.proposals.panel
    assert panel.isVisible() and len(panel.curve.points) > 1
    assert len(answer["on_time"]) - len(answer["late"]) == (
        answer["before"]["late_orders"] - answer["after"]["late_orders"])
    assert "%" in panel.left.text()
    assert all(panel.list.topLevelItem(n).text(4) for n in range(panel.list.topLevelItemCount()))
    page.proposals.panel.dropped.emit()
    desk.settled()
    assert not panel.isVisible()
    assert {b.key: (b.start, b.finish, b.lane) for b in page.gantt.view.board.bars} == before


def test_only_the_ticked_moves_of_a_suggestion_are_written(desk: Desk) -> None:
    page = desk.page
    before = {b.key: (b.start, b.finish, b.lane) for b in page.gantt.view.board.bars}
    with desk.qtbot.waitSignal(page.proposals.suggester.found, timeout=60_000):
        page.deeds["suggest"].trigger()
        page.proposals.scope.accept()
    desk.settled()
    panel = page.proposals.panel
    panel.tick_all(False)
    assert not panel.accept_button.isEnabled()
    first = panel.list.topLevelItem(0)
    first.setCheckState(0, Qt.CheckState.Checked)
    (key, place), = panel.ticked().items()
    desk.settled()
    with desk.qtbot.waitSignal(page.work.changed):
        panel.accept_button.click()
        desk.until(lambda: not page.data.trying)
    desk.settled()
    now = {b.key: (b.start, b.finish, b.lane) for b in page.gantt.view.board.bars}
    assert {k for k in now if now[k] != before.get(k)} == {key}
    assert now[key] == place


def test_can_we_make_it_answers_while_one_types(desk: Desk) -> None:
    from ui.areas.schedule.promise_dialog import PromiseDialog

    page = desk.page
    bar = desk.movable()
    page.go_to(bar.key)
    page.deeds["promise"].trigger()
    dialog = page.findChild(PromiseDialog)
    with desk.qtbot.waitSignal(dialog.answered, timeout=10_000) as heard:
        dialog.quantity.setValue(5000)
    answer = heard.args[0]
    assert answer.question.quantity == 5000 and dialog.lines.topLevelItemCount() == len(answer.lines) > 0
    assert dialog.ways.topLevelItemCount() == 3
    with desk.qtbot.waitSignal(page.paper_wanted) as wanted:
        dialog.print_button.click()
    assert wanted.args[0] == "promise" and wanted.args[1][:2] == [answer.question.item, "5000"]
    dialog.copy_text()
    dialog.item.setText("没有这个产品")
    dialog.ask()
    desk.until(lambda: "没有这个产品" in dialog.sentence.text())
    dialog.accept()


def test_a_rush_order_shows_who_pays(desk: Desk) -> None:
    page, told = desk.page, []
    page.told.connect(told.append)
    bar = desk.movable()
    page.go_to(bar.key)
    page.deeds["rush"].trigger()
    desk.until(lambda: page.data.trying and bool(told))
    desk.settled()
    assert page.data.schedule.by_key[bar.key].order in told[0]
    page.data.drop_tryout()


def test_a_search_that_is_stopped_changes_nothing(desk: Desk) -> None:
    page, told = desk.page, []
    page.told.connect(told.append)
    page.deeds["suggest"].trigger()
    page.proposals.scope.accept()
    page.deeds["suggest"].trigger()
    desk.until(lambda: not page.proposals.suggester.running)
    assert told
    assert not page.data.trying


def test_the_plan_is_shown_as_it_was_left(qtbot: QtBot, desk: Desk) -> None:
    desk.page.tools.views["table"].click()
    desk.page.tools.colour_chosen.emit("lateness")
    desk.page._colour("lateness")
    again = SchedulePage(desk.work)
    qtbot.addWidget(again)
    again.resize(1300, 760)
    again.show()
    assert again.chart.isHidden() and again.table.isVisible()
    assert again.tools.colours.currentData() == "lateness"
