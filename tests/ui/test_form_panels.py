"""History and attachments of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.database.ledger import Reason
from app.domain.text import _
from app.masters.order import Order
from tests.form_samples import ME, company, sheet
from ui.attachments_panel import AttachmentsPanel
from ui.attachments_work import PREVIEW, size_words
from ui.form import RecordForm
from ui.history_panel import HistoryPanel
from ui.reason import ask_reason
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
def files(work: Work, qtbot: Any) -> AttachmentsPanel:
    panel = AttachmentsPanel(sheet(), work)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    with qtbot.waitSignal(panel.counted):
        panel.show_record(1)
    return panel


def wide_picture() -> QImage:
    picture = QImage(2000, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    return picture


def test_dropped_files_are_kept_listed_saved_and_removed(files, qtbot, tmp_path):
    source = tmp_path / "报价单.xlsx"
    source.write_bytes(b"PK content")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    with qtbot.waitSignal(files.counted):
        files.take(data)
    assert [(f.name, f.size, f.who) for f in files.files] == [("报价单.xlsx", 10, ME.name)]
    files.list.setCurrentRow(0)
    target = tmp_path / "copy.xlsx"
    files.save_to(files.files[0], target)
    qtbot.waitUntil(lambda: files.notice.text() != "")
    assert target.read_bytes() == b"PK content"
    with qtbot.waitSignal(files.counted):
        files.remove_chosen()
    assert files.files == []
    assert files.empty.isVisible()


def test_a_screenshot_becomes_a_png_with_a_bounded_preview(files, qtbot):
    data = QMimeData()
    data.setImageData(wide_picture())
    with qtbot.waitSignal(files.counted):
        files.take(data)
    assert files.files[0].name.endswith(".png")
    files.list.setCurrentRow(0)
    qtbot.waitUntil(files.preview.isVisible)
    assert files._picture.width() <= PREVIEW.width()


def test_a_screenshot_pasted_into_a_text_is_attached(work, qtbot):
    form = RecordForm(sheet(), work)
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.shown):
        form.show_record(1)
    QApplication.clipboard().setImage(wide_picture())
    for name in ("country", "note"):
        held = form.content.fields.boxes[name].input
        with qtbot.waitSignal(form.content.attachments.counted, check_params_cb=bool):
            qtbot.keyClick(held, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(form.content.attachments.files) >= 1
    QApplication.clipboard().clear()


def test_what_only_calls_itself_a_picture_has_no_preview(files, qtbot, tmp_path, work):
    broken = tmp_path / "a.png"
    broken.write_bytes(b"no picture")
    with qtbot.waitSignal(files.counted):
        files.add_files([broken])
    files.list.setCurrentRow(0)
    work.wait()
    assert not files.preview.isVisible()


def test_a_folder_and_an_empty_clipboard_are_told(files, qtbot, tmp_path):
    files.add_files([tmp_path])
    qtbot.waitUntil(lambda: files.notice.text() != "")
    files.notice.hide()
    files.take(QMimeData())
    assert files.notice.text()


def test_a_new_record_must_be_saved_first(files):
    files.show_record(None)
    assert not files.add.isEnabled()
    files.add_picture(wide_picture())
    assert files.notice.text()


@pytest.mark.parametrize(("size", "words"), [(820, "820 B"), (14 * 1024, "14 KB"), (3_355_443, "3.2 MB")])
def test_sizes_in_words(size, words):
    assert size_words(size) == words


def test_history_shows_actions_and_takes_one_back(work, qtbot):
    def rename(change: Any) -> None:
        order = Order.get_by_id(1)
        order.country = "法国"
        change.save(order)

    panel = HistoryPanel(sheet(), work)
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    panel.show()
    with qtbot.waitSignal(work.changed):
        work.write(panel, "Edit HJ2611-001", rename)
    panel.show_record(1)
    qtbot.waitUntil(lambda: len(panel.cards) == 2)
    assert [(f.label, f.new) for f in panel.items[0].fields] == [(_("Country"), "法国")]
    panel.cards[0].back.click()
    qtbot.waitUntil(lambda: len(panel.cards) == 3)
    assert [i.undone for i in panel.items] == [False, True, False]


def test_the_reason_is_remembered_and_going_back_gives_none(qtbot):
    answers: list[Reason | None] = []
    first = ask_reason(None, "Why?", answers.append)
    assert not first.fine.isEnabled()
    first.group.button(3).click()
    first.asked_by.set_text("阿敏")
    first.accept()
    second = ask_reason(None, "Why?", answers.append)
    assert not second.fine.isEnabled(), "no reason is chosen before somebody chooses"
    assert second.asked_by.text() == "阿敏"
    second.reject()
    assert answers == [Reason("quality", "阿敏"), None]
