"""Detail lines behave as Excel: typing, moving, filling, pasting, undo; wrong cells are marked and listed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.rules.form_data import Chosen, LineData
from tests.form_samples import TODAY, sheet
from ui.lines import LinesPanel
from ui.work import Work

QUANTITY, NOTE, SHIP, MATERIAL = 4, 15, 8, 10
CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.fixture
def panel(qtbot: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path))
    from app.database.change import Who

    work = Work(Who("王小姐"))
    made = LinesPanel(sheet().lines[0], work, "orders.order_line")
    made.model.today = lambda: TODAY
    qtbot.addWidget(made)
    made.resize(1200, 400)
    lines = [LineData(n, 1, {"product": n, "quantity": 100 * n, "note": ""}, {"product": f"P{n}"}) for n in (1, 2, 3)]
    made.show_lines(lines, LineData())
    made.show()
    yield made
    work.close()


def go(panel: LinesPanel, row: int, column: int) -> None:
    panel.table.setCurrentIndex(panel.model.index(row, column))
    panel.table.setFocus()


def test_the_model_is_a_sound_qt_model(panel, qtmodeltester):
    qtmodeltester.check(panel.model)


def test_typing_edits_and_enter_goes_down(panel, qtbot):
    go(panel, 0, QUANTITY)
    qtbot.keyClicks(panel.table, "7")
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "50")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert panel.model.entry(0, QUANTITY) == "750"
    assert panel.table.currentIndex().row() == 1
    assert panel.table.currentIndex().column() == QUANTITY


def test_tab_goes_right_and_f2_keeps_the_text(panel, qtbot):
    go(panel, 0, QUANTITY)
    qtbot.keyClick(panel.table, Qt.Key.Key_F2)
    editor: Any = QApplication.focusWidget()
    assert editor.text() == "100"
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert panel.table.currentIndex().column() == QUANTITY + 1
    assert not panel.is_dirty()
    go(panel, 0, panel.model.columnCount() - 1)
    qtbot.keyClick(panel.table, Qt.Key.Key_Tab)
    assert (panel.table.currentIndex().row(), panel.table.currentIndex().column()) == (1, 0)


def test_escape_leaves_the_cell_as_it_was(panel, qtbot):
    go(panel, 0, QUANTITY)
    qtbot.keyClicks(panel.table, "7")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.is_dirty()


def test_the_blank_row_becomes_a_line(panel):
    assert panel.model.rowCount() == 4
    panel.model.write({(3, NOTE): "neu"})
    assert panel.model.rowCount() == 5
    assert panel.rows()[3].base.number is None


def test_delete_fill_down_and_today(panel, qtbot):
    go(panel, 0, NOTE)
    panel.model.write({(0, NOTE): "x"})
    panel.table.choose(0, NOTE, 2, NOTE)
    qtbot.keyClick(panel.table, Qt.Key.Key_D, CONTROL)
    assert [panel.model.entry(r, NOTE) for r in range(3)] == ["x", "x", "x"]
    panel.table.choose(1, NOTE, 2, NOTE)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert [panel.model.entry(r, NOTE) for r in range(3)] == ["x", "", ""]
    panel.table.choose(0, SHIP, 1, SHIP)
    qtbot.keyClick(panel.table, Qt.Key.Key_Semicolon, CONTROL)
    assert panel.model.entry(1, SHIP) == "2026-11-23"


def test_copy_and_paste_make_new_rows(panel, qtbot):
    QApplication.clipboard().setText('12\tPCS\n"a\tb"\t"two\nlines"\r\n7\tx\n')
    go(panel, 2, QUANTITY)
    qtbot.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    assert len(panel.model.rows) == 5
    assert [panel.model.entry(r, QUANTITY) for r in (2, 3, 4)] == ["12", "a\tb", "7"]
    assert panel.model.entry(3, QUANTITY + 1) == "two\nlines"
    panel.table.choose(0, QUANTITY, 2, QUANTITY)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "100\n200\n12\n"


def test_pasted_labels_become_their_words_and_known_names_their_records(panel):
    QApplication.clipboard().setText("complete")
    go(panel, 0, MATERIAL)
    panel.table.paste()
    assert panel.model.entry(0, MATERIAL) == "complete"
    QApplication.clipboard().setText("P2")
    go(panel, 0, 0)
    panel.table.paste()
    assert panel.model.entry(0, 0) == Chosen(2, "P2")


def test_unknown_names_are_marked(panel, qtbot):
    field = panel.model.fields[0]
    panel.model.names_wanted.disconnect(panel._look_up)
    panel.model.write({(0, 0): "nirgends", (1, 0): "A9"})
    panel.model.take_names(field, {"nirgends": None, "A9": (9, "A9 Topf")})
    assert panel.model.problem_at(0, 0) is not None
    assert panel.model.entry(1, 0) == Chosen(9, "A9 Topf")
    assert "nirgends" in panel.wrong.text()


def test_wrong_cells_are_listed_and_gone_when_mended(panel):
    panel.model.write({(0, QUANTITY): "abc"})
    assert not panel.wrong.isHidden()
    assert panel.model.data(panel.model.index(0, QUANTITY), Qt.ItemDataRole.ToolTipRole)
    panel.model.write({(0, QUANTITY): "5"})
    assert panel.wrong.isHidden()


def test_totals_follow(panel):
    assert panel.totals.texts()[QUANTITY] == "600"
    panel.model.write({(0, QUANTITY): "1,100"})
    assert panel.totals.texts()[QUANTITY] == "1,600"


def test_undo_and_redo_go_step_by_step(panel, qtbot):
    go(panel, 0, 0)
    panel.model.write({(0, NOTE): "one"})
    panel.model.write({(4, NOTE): "far"})
    panel.remove_rows()
    assert len(panel.model.rows) == 4
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, CONTROL)
    assert len(panel.model.rows) == 5
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, CONTROL)
    assert len(panel.model.rows) == 3
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, CONTROL)
    assert not panel.is_dirty()
    qtbot.keyClick(panel.table, Qt.Key.Key_Y, CONTROL)
    assert panel.model.entry(0, NOTE) == "one"


def test_rows_are_copied_and_moved(panel):
    go(panel, 0, 0)
    panel.copy_rows()
    assert panel.model.entry(3, 0) == Chosen(1, "P1")
    assert panel.rows()[3].base.number is None
    panel.move_rows(1)
    assert [panel.model.entry(r, QUANTITY) for r in range(3)] == ["200", "100", "300"]
    panel.move_rows(-1)
    panel.move_rows(-1)
    assert panel.model.entry(0, QUANTITY) == "100"


def test_widths_are_remembered(panel, qtbot):
    panel.table.setColumnWidth(NOTE, 333)
    panel._remember_widths()
    again = LinesPanel(sheet().lines[0], panel.work, "orders.order_line")
    qtbot.addWidget(again)
    assert again.table.columnWidth(NOTE) == 333


def test_a_locked_table_takes_nothing(panel):
    panel.show_lines([LineData(1, 1, {"quantity": 1})], LineData(), read_only=True)
    assert panel.model.rowCount() == 1
    go(panel, 0, QUANTITY)
    panel.table.clear_cells()
    panel.table.fill_down()
    panel.remove_rows()
    assert not panel.is_dirty()


def test_undo_in_the_lines_never_reaches_the_window(panel, qtbot):
    from PySide6.QtGui import QKeySequence, QShortcut

    reached = []
    for keys in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"):
        QShortcut(QKeySequence(keys), panel).activated.connect(lambda k=keys: reached.append(k))
    go(panel, 0, NOTE)
    panel.model.write({(0, NOTE): "first"})
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, CONTROL)
    assert panel.model.entry(0, NOTE) == ""
    qtbot.keyClick(panel.table, Qt.Key.Key_Y, CONTROL)
    assert panel.model.entry(0, NOTE) == "first"
    for _turn in range(3):
        qtbot.keyClick(panel.table, Qt.Key.Key_Z, CONTROL)
    assert reached == []


def test_what_is_wrong_goes_with_its_row(panel):
    from app.rules.form_data import ProblemAt

    panel.show_problems([ProblemAt("quantity", "太多", True, lines=0, row=1),
                         ProblemAt("note", "不清楚", True, lines=0, row=2)])
    panel.table.setCurrentIndex(panel.model.index(1, QUANTITY))
    panel.remove_rows()
    assert [(p.field, p.row) for p in panel.model.problems()] == [("note", 1)]
