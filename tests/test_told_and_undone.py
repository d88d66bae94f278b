"""A mention leaves ledger and undo alive, a mail that was given up is sent again, a view moves no due day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue, notifying, papers
from app.areas.visitors.records import Visit
from app.database import duties
from app.database.change import Who, write
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.settings import Setting, set_office
from app.database.undo import CannotUndo, last_undoable, undo
from app.domain.problem import Refused
from app.mail import outbox
from app.mail.sending import MailTrouble
from app.masters.company import Company
from app.masters.mailing import Message
from app.masters.order import Order, OrderLine
from app.masters.product import Product

ME = Who("王小姐", "PC-1")


@pytest.fixture(autouse=True)
def home(company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path / "home"))
    catalogue.areas()


def made(model: Any, **values: Any) -> Any:
    return write("New", ME, lambda change: change.save(model(**values))).result


def line() -> Any:
    order = made(Order, number="26-1", customer=made(Company, name="客户", customer=True))
    return made(OrderLine, order=order, product=made(Product, code="P1"), quantity=5, required_ship=date(2026, 12, 1))


def moved(change: Any, number: int) -> None:
    found = OrderLine.get_by_id(number)
    change.mention(found.order)
    found.required_ship += timedelta(days=9)
    change.save(found)


def test_a_mention_leaves_the_ledger_alive() -> None:
    number = line().id
    with pytest.raises(ReasonWanted):
        write("Move", ME, lambda change: moved(change, number))
    write("Move", ME, lambda change: moved(change, number), reason=Reason("customer"))
    assert DueChange.select().count() == 1


def test_what_was_told_after_it_was_made_is_not_taken_back_unseen() -> None:
    visit = made(Visit, visitors="客人", day=date(2026, 12, 4))
    born = last_undoable(ME)
    assert born is not None
    ready = notifying.make_ready("visits", "visit_plan", [visit.id])
    told = write("Told", ME, lambda change: notifying.keep(change, ready, "text", "copied", ()))
    now = Visit.get_by_id(visit.id)
    if now.version > visit.version:
        with pytest.raises(CannotUndo):
            undo(born.id, ME)
    undo(told.entry, ME)
    assert not Message.select().where(Message.deleted == 0).exists()
    undo(born.id, ME)
    assert Visit.get_by_id(visit.id).deleted


def test_a_mere_print_stands_in_no_undos_way() -> None:
    one = line()
    newest = last_undoable(ME)
    assert newest is not None
    papers.record_printing("production_order", [one.order.number], ME, "x.pdf")
    found = last_undoable(ME)
    assert found is not None and found.id == newest.id
    undo(newest.id, ME)
    assert OrderLine.get_by_id(one.id).deleted


def test_a_mail_that_was_given_up_is_sent_again(company: Path) -> None:
    sheet = catalogue.sheets()["messages"]
    again = sheet.actions[0]
    message = made(Message, at=datetime.now(UTC), subject="走货通知",
                   way="mail", state="queued")
    outbox.put(b"mail", message.id, str(company), "走货通知")

    def refuse(_mail: bytes) -> None:
        raise MailTrouble("wrong password", passing=False)

    (_mail, trouble), = outbox.turn(refuse)
    write("Left", ME, lambda change: notifying.left(change, message.id, trouble))
    assert outbox.turn(refuse) == []
    write("Again", ME, lambda change: again.run(change, [Message.get_by_id(message.id)]))
    assert Message.get_by_id(message.id).state == "queued"
    sent: list[bytes] = []
    outbox.turn(sent.append)
    assert sent == [b"mail"]
    write("Left", ME, lambda change: notifying.left(change, message.id, "lost"))
    with pytest.raises(Refused):
        write("Again", ME, lambda change: again.run(change, [Message.get_by_id(message.id)]))


def test_a_saved_view_reckons_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("app.areas.rederiving.rederive", asked.append)
    view: Setting[dict[str, Any]] = Setting("view.orders", "View", {})
    write("View", ME, lambda change: set_office(change, view, {"columns": [1]}))
    assert not asked
    days = next(s for area in catalogue.areas() for s in area.settings if s.key == "summary_day")
    write("Days", ME, lambda change: set_office(change, days, 6))
    assert len(asked) == 1 and duties.open_duties() == []
