"""Telling others from the window: the message is read over, leaves by draft, mail or clipboard, and is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.areas import catalogue, notifying
from app.mail import outbox
from app.mail.account import Account, account, keep_account
from app.mail.sending import MailTrouble
from app.masters.mailing import Message
from app.masters.order import Order
from app.masters.posts import POSTS_USED
from tests.conftest import TODAY
from ui.areas import catalogue as places
from ui.form_pages import FormPages
from ui.notify import NotifyDialog, read_people, written
from ui.outbox import OutboxSender
from ui.page import SheetPage
from ui.settings_dialog import SettingsDialog
from ui.window import MainWindow
from ui.work import Work


@pytest.fixture
def dialog(qtbot: Any, demo_work: Work) -> Iterator[NotifyDialog]:
    catalogue.areas()
    found: list[Any] = []
    holder = OutboxSender(demo_work)
    demo_work.read(holder, lambda: notifying.make_ready("orders", "", [Order.select().first().id]), found.append)
    qtbot.waitUntil(lambda: bool(found))
    holder.deleteLater()
    keep_account(Account("smtp.factory.example", 465, "ssl", "", "wang@factory.example"))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = NotifyDialog(demo_work, found[0], "订单", parent)
    made.show()
    yield made
    assert parent.parent() is None


def messages(work: Work, owner: Any, qtbot: Any) -> list[Any]:
    found: list[Any] = []
    work.read(owner, lambda: [list(Message.select().order_by(Message.id.desc()))], found.extend)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_line_of_addresses_is_read_and_written() -> None:
    people, wrong = read_people("采购 <buy@factory.example>；qc@factory.example, nobody")
    assert people == [("采购", "buy@factory.example"), ("qc@factory.example", "qc@factory.example")]
    assert wrong == ["nobody"]
    assert read_people(written(people))[0] == people


def test_a_wrong_address_is_named(dialog: NotifyDialog) -> None:
    dialog.to.setText("王小姐")
    dialog.send()
    assert dialog.trouble.isVisible() and "王小姐" in dialog.trouble.text()


def test_a_draft_opens_and_is_kept(qtbot: Any, dialog: NotifyDialog, demo_work: Work, monkeypatch: Any) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    dialog.to.setText("buy@factory.example")
    dialog.subject.setText("请看订单")
    with qtbot.waitSignal(dialog.told):
        dialog.open_draft()
    content = Path(opened[0]).read_bytes()
    assert b"X-Unsent" in content and b"buy@factory.example" in content
    kept = messages(demo_work, demo_work, qtbot)[0]
    assert (kept.subject, kept.way, kept.state) == ("请看订单", "draft", "opened")
    assert isinstance(QUrl(opened[0]), QUrl)


def test_text_for_the_messenger(qtbot: Any, dialog: NotifyDialog, demo_work: Work) -> None:
    with qtbot.waitSignal(dialog.told):
        dialog.copy_text()
    assert dialog.ready.draft.rows[0][0] in QGuiApplication.clipboard().text()
    assert messages(demo_work, demo_work, qtbot)[0].state == "copied"


def test_mail_goes_through_the_outbox_and_the_record_learns_of_it(qtbot: Any, dialog: NotifyDialog,
                                                                  demo_work: Work) -> None:
    sent: list[bytes] = []
    broken = [True]

    def hand_over(_account: Account, _secret: str, mail: bytes) -> None:
        if broken[0]:
            raise MailTrouble("lost", passing=False)
        sent.append(mail)

    sender = OutboxSender(demo_work, None, hand_over)
    dialog.to.setText("buy@factory.example")
    with qtbot.waitSignal(dialog.queued):
        dialog.send()
    (waiting,) = outbox.waiting()
    with qtbot.waitSignal(sender.told, check_params_cb=lambda text, kind: "lost" in text and kind == "problem"):
        sender.turn()
    qtbot.waitUntil(lambda: messages(demo_work, sender, qtbot)[0].state == "failed")
    broken[0] = False
    outbox.try_again(waiting.key)
    with qtbot.waitSignal(sender.told):
        sender.turn()
    qtbot.waitUntil(lambda: messages(demo_work, sender, qtbot)[0].state == "sent")
    assert b"buy@factory.example" in sent[0]
    sender.deleteLater()


def test_without_a_server_there_is_the_draft(qtbot: Any, dialog: NotifyDialog, demo_work: Work) -> None:
    keep_account(Account("", 465, "ssl", "", ""))
    again = NotifyDialog(demo_work, dialog.ready, "订单", dialog.parentWidget())
    assert not again.send_button.isEnabled() and again.draft_button.isDefault()


def test_the_page_makes_the_message_of_the_chosen_rows(qtbot: Any, demo_work: Work) -> None:
    page = SheetPage(catalogue.sheets()["orders"], demo_work, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    from ui.notify_button import NotifyButton

    button = page.findChild(NotifyButton)
    page.view.selectRow(0)
    button.prepare("", "订单")
    qtbot.waitUntil(lambda: page.findChild(NotifyDialog) is not None)
    page.findChild(NotifyDialog).reject()


def test_the_form_shows_what_lies_around_and_what_was_told(qtbot: Any, demo_work: Work) -> None:
    pages = FormPages(catalogue.sheets()["orders"], demo_work)
    qtbot.addWidget(pages)
    told: list[Any] = []
    demo_work.read(pages, lambda: Message.select().first(), told.append)
    numbers: list[int] = []
    from app.masters.mailing import MessageAbout

    demo_work.read(pages, lambda: MessageAbout.select().first().record, numbers.append)
    qtbot.waitUntil(lambda: bool(numbers) and bool(told))
    pages.number = numbers[0]
    pages.setCurrentWidget(pages.messages)
    qtbot.waitUntil(lambda: pages.messages.tree.topLevelItemCount() > 0)
    pages.setCurrentWidget(pages.around)
    qtbot.waitUntil(lambda: pages.around.tree.topLevelItemCount() > 0)
    first = pages.around.tree.topLevelItem(0).child(0)
    with qtbot.waitSignal(pages.record_wanted):
        pages.around._open(first)


def test_posts_hide_what_they_do_not_use() -> None:
    everything = {p.key for p in places.places()}
    assert {p.key for p in places.places(["A", "B", "C", "D", "E"])} == everything
    for letter in "ABCDE":
        assert "today" in {p.key for p in places.places([letter])}


def test_settings_are_kept_each_where_it_belongs(qtbot: Any, demo_work: Work) -> None:
    dialog = SettingsDialog(demo_work)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.office_page.isEnabled)
    dialog.sender.setText("wang@factory.example")
    dialog.server.setText("smtp.factory.example")
    dialog.posts["A"].setChecked(True)
    key, (setting, box) = next(iter(dialog.office_boxes.items()))
    box.setValue(setting.default + 1)
    with qtbot.waitSignal(demo_work.changed), qtbot.waitSignal(dialog.changed):
        dialog.save()
    assert account().can_send
    again = SettingsDialog(demo_work)
    qtbot.addWidget(again)
    qtbot.waitUntil(again.office_page.isEnabled)
    assert again.posts["A"].isChecked() and not again.posts["B"].isChecked()
    assert again.office_boxes[key][1].value() == setting.default + 1
    assert POSTS_USED.key == "posts"


def test_a_window_of_one_post(qtbot: Any, demo_work: Work) -> None:
    window = MainWindow(demo_work, "today", ["A"])
    qtbot.addWidget(window)
    window.show()
    assert {p.key for p in window.places} == {p.key for p in places.places(["A"])}
