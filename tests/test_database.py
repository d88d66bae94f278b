"""Changes, versions, history, undo, search, numbering: on the file and on a server; what is refused at opening."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue
from app.database import backup, connection, history, presence, search
from app.database.attachments import Attachment, attach, attachments_of, read, safe_name
from app.database.change import Stale, Who, write
from app.database.fields import Money, Scaled
from app.database.history import ChangeRow
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.place import Place
from app.database.settings import Personal, Setting, office, set_office
from app.database.undo import CannotUndo, last_redoable, last_undoable, undo
from app.domain.keys import new_key
from app.domain.problem import Refused
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product
from tests.server import empty_server, server, server_company  # noqa: F401 - fixtures

ME, OTHER = Who("王小姐", "PC-1"), Who("阿敏", "PC-2")


@pytest.fixture(params=["file", "server"])
def company(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Return an empty company, once in a file and once on a server, open on this thread."""
    return request.getfixturevalue("file_company" if request.param == "file" else "server_company")


@pytest.fixture
def file_company(empty_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return an own copy of the empty company's file, open on this thread."""
    path = tmp_path / "company.gendan"
    path.write_bytes(empty_file.read_bytes())
    connection.open_file(path)
    yield path
    connection.close()


def make_line(change: Any, number: str = "0026411") -> OrderLine:
    customer = change.save(Company(name=f"臻宝家居 {number}", customer=True))
    product = change.save(Product(code=f"C{number}", name="保温杯"))
    order = change.save(Order(number=number, customer=customer))
    return change.save(OrderLine(order=order, product=product, colour="黑色", quantity=100))


def test_a_change_is_all_or_nothing(company: Place) -> None:
    def task(change: Any) -> None:
        make_line(change)
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        write("Fails", ME, task)
    assert Order.select().count() == 0
    assert history.newest() == 1


def test_a_change_tells_what_it_touched(company: Place) -> None:
    outcome = write("Make", ME, make_line)
    assert set(outcome.touched) - {"schedule_step"} == {"company", "product", "production_order", "order_line"}
    assert outcome.entry == 2


def test_saving_the_same_changes_nothing(company: Place) -> None:
    write("Make", ME, make_line)
    outcome = write("Nothing", ME, lambda change: change.save(Order.get()))
    assert outcome.entry == 0
    assert Order.get().version == 1


def test_somebody_was_faster(company: Place) -> None:
    write("Make", ME, make_line)
    mine, theirs = Order.get(), Order.get()
    theirs.note = "theirs"
    write("Theirs", OTHER, lambda change: change.save(theirs))
    mine.note = "mine"
    with pytest.raises(Stale, match="0026411"):
        write("Mine", ME, lambda change: change.save(mine))
    assert Order.get().note == "theirs"


def test_what_must_be_filled_is_asked_for(company: Place) -> None:
    with pytest.raises(Refused) as caught:
        write("Empty", ME, lambda change: change.save(Order()))
    assert {p.field.name for p in caught.value.problems} == {"number", "customer"}


def test_a_second_of_the_same_number_is_refused(company: Place) -> None:
    write("Make", ME, make_line)
    customer = Company.get()
    with pytest.raises(Refused, match="0026411"):
        write("Again", ME, lambda change: change.save(Order(number=" 0026411 ", customer=customer)))


def test_a_moved_date_asks_its_reason(company: Place) -> None:
    line = write("Make", ME, make_line).result
    line = OrderLine.get_by_id(line.id)
    line.required_ship = date(2026, 12, 1)
    write("First date", ME, lambda change: change.save(line))
    line.required_ship = date(2026, 12, 5)
    with pytest.raises(ReasonWanted):
        write("Later", ME, lambda change: change.save(line))
    line = OrderLine.get_by_id(line.id)
    line.required_ship = date(2026, 12, 5)
    write("Later", ME, lambda change: change.save(line), reason=Reason("customer", "廖晓岚"))
    kept = DueChange.get()
    assert (kept.old, kept.new, kept.reason, kept.asked_by) == (
        date(2026, 12, 1), date(2026, 12, 5), "customer", "廖晓岚")


def test_undo_and_redo_bring_everything_back(company: Place) -> None:
    made = write("Make", ME, make_line)
    back = undo(made.entry, ME)
    assert Order.get().deleted
    assert last_undoable(ME) is None
    again = undo(back.entry, ME)
    assert not Order.get().deleted
    assert [e.undone for e in history.ChangeEntry.select().where(history.ChangeEntry.id.in_(
        [made.entry, back.entry, again.entry])).order_by(history.ChangeEntry.id)] == [False, True, False]


def test_an_undone_change_can_be_done_again_until_something_else_is_done(company: Place) -> None:
    made = write("Make", ME, make_line)
    undo(made.entry, ME)
    assert last_redoable(ME) is not None
    write("Else", ME, lambda change: change.save(Company(name="Else")))
    assert last_redoable(ME) is None


def test_undo_stops_where_somebody_changed_the_record_since(company: Place) -> None:
    made = write("Make", ME, make_line)
    order = Order.get()
    order.note = "theirs"
    write("Theirs", OTHER, lambda change: change.save(order))
    with pytest.raises(CannotUndo, match="阿敏"):
        undo(made.entry, ME)
    assert not Order.get().deleted
    assert OrderLine.get().deleted is False


def test_nothing_is_undone_twice(company: Place) -> None:
    made = write("Make", ME, make_line)
    undo(made.entry, ME)
    with pytest.raises(CannotUndo):
        undo(made.entry, ME)


def test_the_chain_finds_a_row_that_another_tool_changed(company: Place) -> None:
    made = write("Make", ME, make_line)
    write("More", ME, lambda change: make_line(change, "2"))
    assert history.first_broken() is None
    ChangeRow.update(after='{"number": "1"}').where(ChangeRow.entry == made.entry).execute()
    broken = history.first_broken()
    assert broken is not None
    assert broken.id == made.entry


def test_news_tell_who_changed_what(company: Place) -> None:
    before = history.newest()
    made = write("Make", OTHER, make_line)
    news = history.news_since(before)
    assert [(n.entry, n.who) for n in news] == [(made.entry, "阿敏")]
    assert news[0].touched == made.touched


def test_many_records_are_written_with_their_history(company: Place) -> None:
    outcome = write("Many", ME, lambda change: change.add_all([Company(name=f"K{n}") for n in range(300)]))
    assert Company.select().count() == 300
    assert len(outcome.touched["company"]) == 300
    undo(outcome.entry, ME)
    assert Company.select().where(Company.deleted == 0).count() == 0


@pytest.mark.parametrize("text", ["臻宝", "zb", "ZBJJ", "0026411", "264", "26", "臻宝 002"])
def test_records_are_found_by_parts_and_initials(company: Place, text: str) -> None:
    made = write("Make", ME, make_line)
    hits = search.find(text, places=("production_order",))
    assert [h.record for h in hits] == [Order.get().id]
    undo(made.entry, ME)
    assert search.find(text, places=("production_order",)) == []


@pytest.mark.parametrize("text", ['"', "%", "_", "' OR 1=1", "\\", "AND", "*", '""" NEAR'])
def test_search_takes_any_text(company: Place, text: str) -> None:
    made = write("Make", ME, make_line)
    assert search.find(text, places=made.touched) == []


def test_the_newest_name_is_found_and_the_old_one_not(company: Place) -> None:
    write("Make", ME, lambda change: change.save(Company(name="Old name")))
    firm = Company.get()
    firm.name = "New name"
    write("Rename", ME, lambda change: change.save(firm))
    assert search.find("Old") == []
    assert [h.title for h in search.find("New")] == ["New name"]


def test_files_are_kept_under_their_content(company: Place) -> None:
    order = write("Make", ME, make_line).result.order
    name = "..\\..\\CON.txt:stream"
    write("Attach", ME, lambda change: attach(change, order, name, b"content"))
    kept = attachments_of(order)
    assert [read(a) for a in kept] == [b"content"]
    assert Attachment.get().name == "stream"
    if isinstance(company, Path):
        stored = list((company.parent / f"{company.name}.files").rglob("*"))
        assert stored
        assert all("CON" not in p.name and ".." not in p.name for p in stored)


@given(st.text(max_size=400))
def test_a_stored_name_is_text_only(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('/\\:<>"|?*\0')
    assert len(safe) <= 200
    assert not safe.startswith(".")


@pytest.mark.parametrize(("name", "safe"), [
    ("CON.pdf", "_CON.pdf"), ("nul", "_nul"), ("com1.tar.gz", "_com1.tar.gz"), ("LPT¹.txt", "_LPT¹.txt"), ("CONTRACT.pdf", "CONTRACT.pdf"),
    ("报价:v2.pdf", "报价-v2.pdf"), ("C:\\资料\\报价.pdf", "报价.pdf"), ("a\u202efdp.exe", "afdp.exe"), ("a/b:c", "b-c"),
    ("😀" * 150 + ".pdf", "😀" * 98 + ".pdf"), ("汉" * 250 + ".xlsx", "汉" * 195 + ".xlsx")])
def test_stored_names_suit_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe and len(safe.encode("utf-16-le")) <= 400


def test_office_settings_are_shared(company: Place) -> None:
    setting = Setting("test", "Test", 3)
    assert office(setting) == 3
    write("Set", ME, lambda change: set_office(change, setting, 5))
    assert office(setting) == 5


def test_a_broken_settings_file_gives_defaults(own_home: Path) -> None:
    (own_home / "settings.json").write_text("{broken", encoding="utf-8")
    setting = Setting("test", "Test", 3)
    personal = Personal()
    assert personal.get(setting) == 3
    personal.set(setting, 4)
    assert Personal().get(setting) == 4


def test_a_backup_is_a_whole_file(file_company: Path) -> None:
    write("Make", ME, make_line)
    copy = backup.make_backup("test")
    connection.close()
    connection.open_file(copy)
    assert Order.get().number == "0026411"
    assert history.first_broken() is None


def test_presence_tells_who_is_in(company: Place) -> None:
    mine, theirs = new_key(), new_key()
    presence.beat(mine, ME)
    presence.beat(theirs, OTHER)
    assert [s.name for s in presence.who_is_in(mine)] == ["阿敏"]
    presence.leave(theirs)
    assert presence.who_is_in(mine) == []


def test_the_file_is_opened_as_a_network_drive_needs(file_company: Path) -> None:
    from app.database.record import database

    def pragma(name: str) -> Any:
        return database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "persist"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("page_size") == 16384
    assert pragma("application_id") == connection.APPLICATION_ID
    assert pragma("mmap_size") == 0


def _refused(path: Path) -> str:
    from app.database.faults import DatabaseTrouble

    content = path.read_bytes() if path.exists() else b""
    with pytest.raises(DatabaseTrouble) as caught:
        connection.open_file(path)
    assert (path.read_bytes() if path.exists() else b"") == content
    return type(caught.value).__name__


def test_what_is_not_safe_is_refused_in_its_own_words(empty_file: Path, tmp_path: Path) -> None:
    connection.close()
    foreign = tmp_path / "foreign.db"
    sqlite3.connect(foreign).execute("CREATE TABLE t (x)").connection.close()
    text = tmp_path / "text.gendan"
    text.write_text("no database at all", encoding="utf-8")
    empty = tmp_path / "nothing.gendan"
    empty.touch()
    wal, newer = tmp_path / "wal.gendan", tmp_path / "newer.gendan"
    for path, pragma in ((wal, "journal_mode=WAL"), (newer, "user_version=99")):
        path.write_bytes(empty_file.read_bytes())
        raw = sqlite3.connect(path)
        raw.execute(f"PRAGMA {pragma}")
        raw.close()
    assert [_refused(p) for p in (foreign, text, empty, wal, newer, tmp_path / "gone.gendan")] == [
        "NotOurs", "NotOurs", "NotOurs", "WrongJournal", "NewerFile", "Missing"]


def test_a_new_file_never_takes_anothers_place_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(models: object) -> None:
        raise RuntimeError("no space")

    monkeypatch.setattr(connection, "create_missing", fails)
    with pytest.raises(RuntimeError):
        connection.create(tmp_path / "new.gendan", catalogue.tables())
    assert list(tmp_path.iterdir()) == []


def test_a_busy_file_is_told_apart_from_a_broken_one(file_company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.database import patience
    from app.database.faults import Busy

    monkeypatch.setattr(patience, "GIVE_UP_AFTER", 0.0)
    other = sqlite3.connect(file_company, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Busy):
            write("Make", ME, make_line)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert write("Make", ME, make_line).entry


@given(st.decimals(min_value=-10**9, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_money_is_exact(amount: Any) -> None:
    field = Money("Amount")
    assert field.python_value(field.db_value(amount)) == amount


@given(st.integers(min_value=-10**12, max_value=10**12), st.integers(min_value=0, max_value=6))
def test_scaled_numbers_are_exact(value: int, places: int) -> None:
    field = Scaled("Number", places=places)
    assert field.db_value(field.python_value(value)) == value
