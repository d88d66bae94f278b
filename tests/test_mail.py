"""Mail: what a letter looks like, that nothing is smuggled into it, sending to a real server, the outbox, the lists."""

from __future__ import annotations

import re
import socket
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import collapse_rfc2231_value
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, notifying
from app.database.change import Who, write
from app.mail import outbox
from app.mail.account import Account
from app.mail.letter import Enclosure, Letter, as_html, eml, is_address, message, text_table
from app.mail.sending import MailTrouble, send
from app.masters.company import Department, Person
from app.masters.mailing import MailList, MailListMember, Message, messages_about, people_of
from app.masters.order import Order

ME = Who("王小姐", "PC-1")


def letter(**more: Any) -> Letter:
    return Letter(("王小姐", "wang@factory.example"), (("采购部", "buy@factory.example"),), **{
        "subject": "样板已寄出", "text": "请查收。\n\n谢谢", **more})


def test_a_letter_has_text_table_and_files() -> None:
    made = message(letter(columns=("制单号", "数量"), rows=(("0026411", "1,200"),),
                          enclosures=(Enclosure("生产单.pdf", b"%PDF-1.4"),)))
    again = message_from_bytes(made.as_bytes(), policy=SMTP)
    assert again["Subject"] == "样板已寄出"
    assert again["To"].addresses[0].display_name == "采购部"
    text = again.get_body(("plain",)).get_content()
    assert "0026411" in text and "请查收" in text
    assert "<td" in again.get_body(("html",)).get_content()
    (file,) = again.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (
        "生产单.pdf", "application/pdf", b"%PDF-1.4")


def test_a_draft_opens_for_editing() -> None:
    assert b"X-Unsent: 1" in eml(letter())


@given(st.text(), st.text(), st.text())
def test_nothing_is_smuggled_into_the_head(subject: str, name: str, file: str) -> None:
    made = message(letter(subject=subject + "\r\nBcc: spy@evil.example", enclosures=(Enclosure(file + ".txt", b"x"),)))
    again = message_from_bytes(made.as_bytes(), policy=SMTP)
    assert again["Bcc"] is None
    assert len(again.get_all("To")) == 1


@given(st.text())
def test_html_is_escaped(text: str) -> None:
    shown = as_html(letter(text=text + "<script>alert(1)</script>", columns=("a",), rows=((text + "<img src=x>",),)))
    assert "<script" not in shown and "<img" not in shown


def test_old_dates_are_struck_through() -> None:
    assert "<s style='color:#888'>12-01</s> 12-05" in as_html(letter(columns=("走货",), rows=(("~~12-01~~ 12-05",),)))


def test_a_table_as_text_stands_in_columns() -> None:
    lines = text_table(("名称", "数量"), (("保温杯", "1"), ("C1", "22"))).splitlines()
    assert lines[0].startswith("名称    数量") and lines[3].startswith("C1      22")


@pytest.mark.parametrize(("text", "good"), [("a@b.cn", True), ("王@b.cn", False), ("a@b", False), ("a b@c.cn", False),
                                            ("", False), ("@b.cn", False), ("a@b.cn\nBcc: x@y.z", False)])
def test_what_an_address_is(text: str, good: bool) -> None:
    assert is_address(text) is good


class Kept:
    """Takes mail as a server does, and refuses as told."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the mail, or answer as told."""
        if self.answer.startswith("250"):
            self.mails.append(envelope)
        return self.answer


@pytest.fixture
def server() -> Any:
    controller = pytest.importorskip("aiosmtpd.controller", reason="the local mail server of the tests is not installed")
    handler = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = controller.Controller(handler, hostname="127.0.0.1", port=port)
    made.start()
    handler.account = Account("127.0.0.1", port, "none", "", "wang@factory.example")  # type: ignore[attr-defined]
    yield handler
    made.stop()


def test_mail_reaches_a_real_server(server: Any) -> None:
    send(server.account, "", message(letter(cc=(("品质", "qc@factory.example"),))).as_bytes())
    (mail,) = server.mails
    assert mail.rcpt_tos == ["buy@factory.example", "qc@factory.example"]
    assert message_from_bytes(mail.content, policy=SMTP)["Subject"] == "样板已寄出"


def test_what_the_server_says_is_told(server: Any) -> None:
    server.answer = "451 try later"
    with pytest.raises(MailTrouble, match="try later") as caught:
        send(server.account, "", message(letter()).as_bytes())
    assert caught.value.passing
    server.answer = "554 no spam"
    with pytest.raises(MailTrouble, match="no spam") as caught:
        send(server.account, "", message(letter()).as_bytes())
    assert not caught.value.passing


def test_a_lost_network_is_passing() -> None:
    with pytest.raises(MailTrouble) as caught:
        send(Account("127.0.0.1", 9, "none", "", "a@b.cn"), "", message(letter()).as_bytes())
    assert caught.value.passing


def test_the_outbox_tries_again_later_and_keeps_order() -> None:
    outbox.put(b"one", 1, "file", "一")
    outbox.put(b"two", 2, "file", "二")
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def lost(_mail: bytes) -> None:
        raise MailTrouble("lost", passing=True)

    assert [trouble for _mail, trouble in outbox.turn(lost, now)] == ["lost", "lost"]
    sent: list[bytes] = []
    assert outbox.turn(sent.append, now + timedelta(seconds=30)) == []
    assert [t for _mail, t in outbox.turn(sent.append, now + timedelta(seconds=90))] == ["", ""]
    assert sorted(sent) == [b"one", b"two"]
    assert outbox.waiting() == []


def test_a_mail_that_cannot_leave_waits_for_somebody() -> None:
    made = outbox.put(b"one", 1, "file", "一")

    def refused(_mail: bytes) -> None:
        raise MailTrouble("wrong password", passing=False)

    outbox.turn(refused)
    (kept,) = outbox.waiting()
    assert kept.given_up and kept.trouble == "wrong password"
    sent: list[bytes] = []
    assert outbox.turn(sent.append) == []
    outbox.try_again(made.key)
    outbox.turn(sent.append)
    assert sent == [b"one"]


def test_a_damaged_outbox_is_left_alone() -> None:
    outbox.put(b"one", 1, "file", "一")
    (outbox.folder() / "broken.json").write_text("{", encoding="utf-8")
    (outbox.folder() / "strange.json").write_text("[1]", encoding="utf-8")
    assert len(outbox.waiting()) == 1


def test_a_list_is_people_departments_and_addresses(company: Path) -> None:
    def make(change: Any) -> None:
        buyers = change.save(Department(name="采购部", email="buy@factory.example"))
        makers = change.save(Department(name="生产部"))
        change.save(Person(name="阿敏", department=makers, email="min@factory.example"))
        change.save(Person(name="走了", department=makers, email="old@factory.example", left=True))
        silent = change.save(Person(name="无邮箱"))
        found = change.save(MailList(title="样板通知", key="Samples told"))
        for member in (MailListMember(mail_list=found, department=buyers), MailListMember(mail_list=found, person=silent),
                       MailListMember(mail_list=found, department=makers, copy=True),
                       MailListMember(mail_list=found, address="boss@factory.example")):
            change.save(member)

    write("Make", ME, make)
    to, copies, lacking = people_of(("Samples told",))
    assert to == [("采购部", "buy@factory.example"), ("boss@factory.example", "boss@factory.example")]
    assert copies == [("阿敏", "min@factory.example")]
    assert lacking == ["无邮箱"]
    assert people_of(("采购部",))[0] == [("采购部", "buy@factory.example")]
    assert people_of(("Nobody",))[2] == ["Nobody"]


def test_every_notice_makes_a_message(demo_company: Path) -> None:
    catalogue.areas()
    tried = 0
    for key, sheet in catalogue.sheets().items():
        numbers = [row[0] for row in sheet.model.select(sheet.model.id).where(sheet.model.deleted == 0).limit(3).tuples()]
        for notice in notifying.notices_of(key):
            if not numbers:
                continue
            ready = notifying.make_ready(key, notice.key, numbers)
            files = notifying.enclosures(ready, "王小姐", True, date(2026, 11, 23))
            made = eml(notifying.letter(ready, ("王小姐", "wang@factory.example"), files))
            assert ready.draft.subject and made.startswith(b"From:")
            assert all(len(row) == len(ready.draft.columns) for row in ready.draft.rows)
            tried += 1
    assert tried


def test_what_was_told_is_kept_with_the_record(demo_company: Path) -> None:
    order = Order.select().first()
    ready = notifying.make_ready("orders", "", [order.id])
    number = write("Told", ME, lambda change: notifying.keep(change, ready, "mail", "queued", ["a.pdf"])).result
    (kept, *_rest) = messages_about("production_order", order.id)
    assert (kept.id, kept.state, kept.files) == (number, "queued", "a.pdf")
    write("Left", ME, lambda change: notifying.left(change, number, ""))
    assert Message.get_by_id(number).state == "sent"


@pytest.mark.parametrize("name", ["生产单.pdf", "臻宝家居用品有限公司第四十八周生产排期与出货安排确认表（含客户要求与备注）.xlsx", "报价𠮷𠮷.pdf", "plain.pdf"])
def test_older_mail_programs_read_the_name_beside_the_type(name: str) -> None:
    data = message(letter(enclosures=(Enclosure(name, b"x"),))).as_bytes()
    (part,) = message_from_bytes(data).get_payload()[1:]
    written = re.search(r'name="([^"]*)"', part["Content-Type"] or "")
    if name.isascii():
        assert part.get_filename() == name
    else:
        assert str(make_header(decode_header(written[1]))) == name
        assert collapse_rfc2231_value(part.get_param("filename", header="Content-Disposition")) == name
    assert all(len(line) <= 79 for line in data.splitlines())
    (again,) = message_from_bytes(data, policy=policy.default).iter_attachments()
    assert again.get_filename() == name
