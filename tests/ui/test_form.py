"""The record form at work: typing, saving, wrong texts, warnings, leaving, reasons, conflicts, news, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.database import drafts
from app.database.change import write
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.rules.form_data import Chosen
from tests.form_samples import ME, OTHER, company, sheet
from ui.form import RecordForm
from ui.form_link import NewLinkDialog
from ui.reason import ReasonDialog
from ui.work import Work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.fixture
def work(tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path / "home"))
    with company(tmp_path):
        pass
    made = Work(ME)
    made.open(tmp_path / "company.db")
    yield made
    made.close()


@pytest.fixture
def form(work: Work, qtbot: Any) -> RecordForm:
    made = RecordForm(sheet(), work)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    with qtbot.waitSignal(made.shown):
        made.show_record(1)
    return made


def typed(form: RecordForm, name: str, text: str) -> None:
    """Type a text into a field as a user does."""
    box = form.content.fields.boxes[name]
    box.input.set_text(text)
    box.input.changed.emit()


def read(work: Work, qtbot: Any, task: Any) -> Any:
    """Return what a reading task finds."""
    found: list[Any] = []
    work.read(work, task, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def by_other(work: Work, qtbot: Any, task: Any) -> None:
    """Let somebody else write, on the worker's connection."""
    read(work, qtbot, lambda: write("Other", OTHER, task))


def test_shows_the_record(form):
    boxes = form.content.fields.boxes
    assert form.header.name.text() == "HJ2611-001"
    assert boxes["customer"].input.text() == "臻宝贸易"
    assert boxes["received"].input.text() == "2026-11-01"
    assert form.content.panels[0].model.shown(0, 4) == "1,000"
    assert not form.is_dirty()
    assert not form.header.save.isEnabled()


def test_saves_with_ctrl_s(form, work, qtbot):
    typed(form, "country", "德国")
    form.content.panels[0].model.write({(1, 4): "600"})
    assert form.is_dirty()
    assert form.header.save.isEnabled()
    form.activateWindow()
    form.content.fields.boxes["country"].input.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.content.fields.boxes["country"].input)
    with qtbot.waitSignal(form.saved):
        qtbot.keyClick(form.content.fields.boxes["country"].input, Qt.Key.Key_S,
                       Qt.KeyboardModifier.ControlModifier)
    assert not form.is_dirty()
    assert read(work, qtbot, lambda: (Order.get_by_id(1).country, OrderLine.get_by_id(2).quantity)) == ("德国", 600)


def test_new_record_is_saved_and_shown(form, work, qtbot):
    with qtbot.waitSignal(form.shown):
        form.new_record({"customer": 2})
    assert form.content.fields.boxes["customer"].input.text() == "大洋商行"
    typed(form, "number", "HJ2611-009")
    form.content.panels[0].model.write({(0, 0): Chosen(1, "A01"), (0, 4): "12"})
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    assert form.base is not None
    assert form.base.number == saved.args[0]
    assert [line.values["quantity"] for line in form.base.lines[0]] == [12]


def test_wrong_texts_are_marked_and_stay(form, qtbot):
    typed(form, "received", "32.13")
    form.content.panels[0].model.write({(0, 4): "abc"})
    form.save()
    qtbot.waitUntil(lambda: bool(form.content.fields.boxes["received"].problem))
    assert form.content.fields.boxes["received"].input.text() == "32.13"
    assert form.content.fields.boxes["received"].input.property("wrong")
    assert form.content.panels[0].model.shown(0, 4) == "abc"
    assert "abc" in form.content.panels[0].wrong.text()
    assert not form.content.tabIcon(0).isNull()
    assert not form.content.tabIcon(1).isNull()
    assert form.is_dirty()
    typed(form, "received", "12.13")
    assert not form.content.fields.boxes["received"].problem
    assert form.content.tabIcon(0).isNull()


def test_a_warning_is_shown_after_the_save(work, qtbot):
    lines = RecordForm(sheet("order_lines"), work)
    qtbot.addWidget(lines)
    with qtbot.waitSignal(lines.shown):
        lines.show_record(2)
    typed(lines, "required_ship", "2025-12-1")
    with qtbot.waitSignal(lines.saved):
        lines.save()
    box = lines.content.fields.boxes["required_ship"]
    assert box.problem
    assert not box.input.property("wrong")


def test_leaving_a_dirty_form_asks_in_the_form(form, qtbot):
    left: list[str] = []
    form.may_leave(lambda: left.append("clean"))
    assert left == ["clean"]
    typed(form, "note", "x")
    form.may_leave(lambda: left.append("dirty"))
    assert left == ["clean"]
    form.question.press(2)
    assert form.question.isHidden()
    assert form.is_dirty()
    form.may_leave(lambda: left.append("saved"))
    with qtbot.waitSignal(form.saved):
        form.question.press(0)
    qtbot.waitUntil(lambda: left == ["clean", "saved"])
    typed(form, "note", "y")
    form.may_leave(lambda: left.append("gone"))
    form.question.press(1)
    assert left == ["clean", "saved", "gone"]
    assert not form.is_dirty()


def test_discarding_for_another_record_asks_once(form, work, qtbot):
    typed(form, "note", "x")
    form.content.panels[0].model.write({(0, 4): "abc"})
    form.may_leave(lambda: form.new_record())
    with qtbot.waitSignal(form.shown):
        form.question.press(1)
    assert form.base is not None
    assert form.base.number is None
    assert not form.question.text()
    typed(form, "note", "of the new one")
    with qtbot.waitSignal(form.closed):
        form.discard()
    assert not form.is_dirty()


def test_escape_closes_a_clean_form_and_asks_in_a_dirty_one(form, qtbot):
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.content.fields.boxes["country"].input, Qt.Key.Key_Escape)
    typed(form, "country", "x")
    with qtbot.assertNotEmitted(form.closed):
        qtbot.keyClick(form.content.fields.boxes["country"].input, Qt.Key.Key_Escape)
    assert form.question.text()


def test_a_moved_date_asks_its_reason_and_saves(form, work, qtbot):
    model = form.content.panels[0].model
    column = [f.name for f in model.fields].index("required_ship")
    model.write({(0, column): "12.27"})
    form.save()
    qtbot.waitUntil(lambda: bool(form.findChildren(ReasonDialog)))
    dialog = form.findChildren(ReasonDialog)[0]
    dialog.group.button(1).setChecked(True)
    dialog.asked_by.set_text("臻宝")
    with qtbot.waitSignal(form.saved):
        dialog.accept()
    from app.database.ledger import DueChange

    assert read(work, qtbot, lambda: [(d.reason, d.asked_by) for d in DueChange.select()]) == [("customer", "臻宝")]


def test_going_back_from_the_reason_keeps_what_was_typed(form, qtbot):
    model = form.content.panels[0].model
    column = [f.name for f in model.fields].index("required_ship")
    model.write({(0, column): "12.27"})
    form.save()
    qtbot.waitUntil(lambda: bool(form.findChildren(ReasonDialog)))
    form.findChildren(ReasonDialog)[0].reject()
    assert form.is_dirty()


def change_order(**values: Any) -> Any:
    def task(change: Any) -> None:
        order = Order.get_by_id(1)
        for name, value in values.items():
            setattr(order, name, value)
        change.save(order)

    return task


def test_a_conflict_is_shown_and_solved(form, work, qtbot):
    typed(form, "note", "mine")
    typed(form, "country", "德国")
    by_other(work, qtbot, change_order(note="theirs", contract="C-9"))
    form.save()
    qtbot.waitUntil(lambda: form.pages.currentWidget() is form.clashes)
    assert list(form.clashes.rows) == [(-1, 0, "note")]
    assert form.clashes.taken_theirs() == set()
    form.clashes.choose((-1, 0, "note"), theirs=True)
    with qtbot.waitSignal(form.saved):
        form.clashes.resolved.emit(form.clashes.taken_theirs())
    got = read(work, qtbot, lambda: [getattr(Order.get_by_id(1), n) for n in ("note", "country", "contract")])
    assert got == ["theirs", "德国", "C-9"]


def test_back_from_a_conflict_keeps_what_was_typed(form, work, qtbot):
    typed(form, "note", "mine")
    by_other(work, qtbot, change_order(note="theirs"))
    form.save()
    qtbot.waitUntil(lambda: form.conflict is not None)
    form.clashes.cancelled.emit()
    assert form.content.fields.boxes["note"].input.text() == "mine"
    form.save()
    qtbot.waitUntil(lambda: form.conflict is not None)
    form.clashes.take_all(0)
    with qtbot.waitSignal(form.saved):
        form.clashes.resolved.emit(form.clashes.taken_theirs())
    assert read(work, qtbot, lambda: Order.get_by_id(1).note) == "mine"


def test_others_changes_come_in_while_clean_and_are_told_while_dirty(form, work, qtbot):
    from ui.work import Touched

    news = Touched({"production_order": frozenset((1,))}, "", OTHER.name, 99)
    by_other(work, qtbot, change_order(country="法国"))
    with qtbot.waitSignal(form.shown):
        work.changed.emit(news)
    assert form.content.fields.boxes["country"].input.text() == "法国"
    typed(form, "country", "德国")
    with qtbot.assertNotEmitted(form.shown):
        work.changed.emit(news)
        assert read(work, qtbot, lambda: True), "all that was asked before has come back"
    assert OTHER.name in form.news.text()
    assert form.content.fields.boxes["country"].input.text() == "德国"
    work.changed.emit(replace(news, places={"production_order": frozenset((77,))}))
    assert form.content.fields.boxes["country"].input.text() == "德国"


def test_an_open_cell_is_not_disturbed_by_news(form, work, qtbot):
    from ui.work import Touched

    form.content.setCurrentIndex(1)
    table = form.content.panels[0].table
    table.setCurrentIndex(form.content.panels[0].model.index(0, 4))
    table.setFocus()
    qtbot.keyClicks(table, "9")
    assert table.is_editing()
    with qtbot.assertNotEmitted(form.shown):
        work.changed.emit(Touched({"production_order": frozenset((1,))}, "", OTHER.name, 99))
        assert read(work, qtbot, lambda: True), "all that was asked before has come back"
    assert table.is_editing()


def test_a_refresh_keeps_the_current_cell(form, work, qtbot):
    panel = form.content.panels[0]
    panel.table.setCurrentIndex(panel.model.index(1, 6))

    def task(change: Any) -> None:
        line = OrderLine.get_by_id(1)
        line.quantity = 77
        change.save(line)

    by_other(work, qtbot, task)
    from ui.work import Touched

    with qtbot.waitSignal(form.shown):
        work.changed.emit(Touched({"order_line": frozenset((1,))}, "", OTHER.name, 99))
    assert panel.model.shown(0, 4) == "77"
    assert (panel.table.currentIndex().row(), panel.table.currentIndex().column()) == (1, 6)
    assert not form.is_dirty()


def test_leaving_while_a_save_is_under_way_waits_for_it(form, qtbot):
    typed(form, "note", "x")
    left: list[bool] = []
    form.save()
    form.may_leave(lambda: left.append(form.is_dirty()))
    assert left == []
    qtbot.waitUntil(lambda: left == [False])


def test_what_is_typed_while_saving_stays(form, work, qtbot):
    typed(form, "note", "first")
    with qtbot.waitSignal(form.saved):
        form.save()
        typed(form, "country", "法国")
    assert form.content.fields.boxes["country"].input.text() == "法国"
    assert list(form.entries()) == ["country"]


def test_a_draft_comes_back_after_a_crash(form, work, qtbot, monkeypatch):
    typed(form, "note", "半句话")
    form.content.panels[0].model.write({(0, 4): "1e", (2, 1): "新行"})
    form.keep_draft()
    monkeypatch.setattr(drafts, "SESSION", "next run")
    left = drafts.left_over(work.path)
    assert len(left) == 1
    by_other(work, qtbot, change_order(note="theirs"))
    again = RecordForm(sheet(), work)
    qtbot.addWidget(again)
    again.restore(left[0])
    assert again.is_dirty()
    assert again.content.fields.boxes["note"].input.text() == "半句话"
    assert again.content.panels[0].model.shown(0, 4) == "1e"
    again.content.panels[0].model.write({(0, 4): "1000", (2, 0): Chosen(1, "A01"), (2, 4): "5"})
    again.save()
    qtbot.waitUntil(lambda: again.conflict is not None)
    with qtbot.waitSignal(again.saved):
        again.clashes.resolved.emit(set())
    assert drafts.left_over(work.path) == []


def test_discard_drops_the_draft(form, work, qtbot):
    typed(form, "note", "x")
    form.keep_draft()
    assert len(list(drafts.folder().glob("*.json"))) == 1
    with qtbot.waitSignal(form.shown):
        form.discard()
    assert not form.is_dirty()
    assert list(drafts.folder().glob("*.json")) == []


def test_a_lost_share_keeps_what_was_typed(form, work, qtbot, monkeypatch):
    typed(form, "note", "x")
    monkeypatch.setattr("ui.form.save_form", lambda *_args: (_ for _ in ()).throw(OSError("the share is away")))
    form.save()
    qtbot.waitUntil(lambda: "the share is away" in form.question.text())
    assert form.content.fields.boxes["note"].input.text() == "x"
    monkeypatch.undo()
    with qtbot.waitSignal(form.saved):
        form.question.press(0)


def test_a_locked_record_can_be_read_only(work, qtbot):
    locked = RecordForm(replace(sheet(), locked=lambda record: True), work)
    qtbot.addWidget(locked)
    with qtbot.waitSignal(locked.shown):
        locked.show_record(1)
    assert locked.content.fields.boxes["country"].input.isReadOnly()
    assert locked.content.panels[0].model.rowCount() == 2
    assert locked.news.text()


@pytest.mark.parametrize(("width", "columns"), [(420, 1), (760, 2), (1200, 3)])
def test_fields_stand_in_as_many_columns_as_there_is_room(form, qtbot, width, columns):
    form.resize(width, 500)
    boxes = form.content.fields.groups[0].boxes[:6]
    qtbot.waitUntil(lambda: len({b.x() for b in boxes}) == columns)
    assert all(b.width() > 120 for b in boxes)


def test_a_link_is_found_by_initials_and_taken_by_tab(form, qtbot):
    held: Any = form.content.fields.boxes["customer"].input
    held.setFocus()
    held.selectAll()
    qtbot.keyClicks(held, "dy")
    qtbot.waitUntil(lambda: held.list.popup().isVisible())
    assert held._names.stringList()[0] == "大洋商行"
    qtbot.keyClick(held, Qt.Key.Key_Tab)
    assert held.entry() == Chosen(2, "大洋商行")


def test_an_unknown_name_is_offered_anew(form, work, qtbot):
    held: Any = form.content.fields.boxes["customer"].input
    held.setFocus()
    held.selectAll()
    qtbot.keyClicks(held, "Nova")
    qtbot.waitUntil(lambda: held.list.popup().isVisible())
    qtbot.keyClick(held, Qt.Key.Key_Return)
    dialog = form.findChildren(NewLinkDialog)[0]
    qtbot.waitUntil(lambda: dialog.form.is_dirty())
    dialog.form.save()
    qtbot.waitUntil(lambda: held.text() == "Nova")
    assert read(work, qtbot, lambda: Company.select().where(Company.name == "Nova").count()) == 1
