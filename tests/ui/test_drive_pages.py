"""Health, backups and restore as pages; reading on in the local copy while the drive is away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.database import backup, damage, local_copy
from app.database.change import Who
from app.database.faults import DatabaseTrouble
from app.masters.company import Company
from app.masters.order import Order
from tests.server import empty_server, server, server_company  # noqa: F401 - fixtures
from ui.health import HealthPage
from ui.restore import RestorePage
from ui.window import MainWindow
from ui.work import Work

OTHER = Who("阿敏", "PC-2")


def by(work: Work, title: str, task: Any) -> None:
    work.write(work, title, task)
    assert work.wait()


def rename(change: Any, name: str) -> None:
    firm = Company.get_by_id(1)
    firm.name = name
    change.save(firm)


@pytest.fixture
def health(qtbot: Any, demo_work: Work) -> HealthPage:
    page = HealthPage(demo_work)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.facts))
    return page


@pytest.fixture
def pages(qtbot: Any, demo_work: Work) -> RestorePage:
    page = RestorePage(demo_work)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    assert demo_work.wait()
    return page


def test_health_tells_what_an_it_person_asks(health: HealthPage) -> None:
    found = {f.key: f for f in health.facts}
    assert set(found) >= {"path", "sync", "locks", "latency", "space", "clock", "journal", "version", "size", "backup"}
    assert found["journal"].value == "persist"
    assert found["backup"].verdict == "watch"
    assert not health.grab().isNull()


def test_the_words_beside_a_button_stand_at_its_height(health: HealthPage) -> None:
    middle = [b.geometry().center().y() for b in health.buttons]
    assert [label.geometry().center().y() for label in (health.pages, health.history)] == pytest.approx(middle, abs=1)


def test_health_looks_through_the_whole_file(qtbot: Any, health: HealthPage) -> None:
    health.check_pages()
    qtbot.waitUntil(lambda: health.pages.text() == "正常")
    health.verify()
    qtbot.waitUntil(lambda: health.history.text().startswith("正常"))
    assert all(b.isEnabled() for b in health.buttons)


def test_a_file_in_a_sync_folder_is_told(tmp_path: Path) -> None:
    from app.database.health import _sync_folder

    assert _sync_folder(tmp_path / "OneDrive - Factory" / "x.gendan")[0].verdict == "bad"
    assert _sync_folder(tmp_path / "坚果云" / "x.gendan")[0].verdict == "bad"
    assert _sync_folder(tmp_path / "data" / "x.gendan")[0].verdict == "good"


def test_a_restore_shows_first_what_would_be_lost(qtbot: Any, pages: RestorePage, demo_work: Work) -> None:
    pages.back_up()
    qtbot.waitUntil(lambda: pages.list.rowCount() == 1)
    by(demo_work, "Rename", lambda change: rename(change, "改过的名字"))
    assert demo_work.path is not None
    assert not pages.go.isEnabled()
    pages.list.selectRow(0)
    qtbot.waitUntil(lambda: pages.preview is not None)
    assert [row[1:] for row in pages.lost.texts()] == [("王小姐", "Rename", "1")]
    assert "王小姐 1" in pages.people.text()
    assert not pages.go.isEnabled()
    pages.read.setChecked(True)
    assert pages.go.isEnabled()
    told: list[tuple[str, str]] = []
    pages.told.connect(lambda text, kind: told.append((text, kind)))
    heard: list[Any] = []
    demo_work.changed.connect(heard.append)
    pages.restore()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][1] == "done", told
    names: list[str] = []
    demo_work.read(pages, lambda: Company.get_by_id(1).name, names.append)
    qtbot.waitUntil(lambda: bool(names))
    assert names != ["改过的名字"]
    assert any("company" in touched.places for touched in heard)
    qtbot.waitUntil(lambda: pages.list.rowCount() == 2)
    by(demo_work, "Go on", lambda change: rename(change, "之后的名字"))


def test_a_restore_waits_until_the_others_are_out(qtbot: Any, pages: RestorePage, demo_work: Work) -> None:
    from app.database import presence

    pages.back_up()
    qtbot.waitUntil(lambda: pages.list.rowCount() == 1)
    demo_work.read(pages, lambda: presence.beat("other session", OTHER), lambda _r: None)
    pages.list.selectRow(0)
    qtbot.waitUntil(lambda: pages.preview is not None)
    pages.read.setChecked(True)
    told: list[tuple[str, str]] = []
    pages.told.connect(lambda text, kind: told.append((text, kind)))
    pages.restore()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][1] == "problem"
    assert "阿敏" in told[0][0]


def test_one_record_comes_back_and_can_be_undone(qtbot: Any, pages: RestorePage, demo_work: Work) -> None:
    number: list[str] = []
    demo_work.read(pages, lambda: Order.get_by_id(1).number, number.append)
    pages.back_up()
    qtbot.waitUntil(lambda: pages.list.rowCount() == 1)

    def note(change: Any) -> None:
        order = Order.get_by_id(1)
        order.note = "written over"
        change.save(order)

    by(demo_work, "Note", note)
    pages.list.selectRow(0)
    record = pages.record
    record.find.setText(number[0])
    qtbot.waitUntil(lambda: any(h.place == "production_order" for h in record.hits))
    record.found.selectRow([h.place for h in record.hits].index("production_order"))
    qtbot.waitUntil(lambda: record.difference.rowCount() == 1)
    assert record.difference.texts()[0][1] == "written over"
    record.take_back()
    qtbot.waitUntil(lambda: record.difference.rowCount() == 0)
    notes: list[Any] = []
    demo_work.read(pages, lambda: Order.get_by_id(1).note, notes.append)
    qtbot.waitUntil(lambda: bool(notes))
    assert notes != ["written over"]


def test_while_the_drive_is_away_one_reads_on_and_comes_back(qtbot: Any, demo_work: Work) -> None:
    path = demo_work.path
    assert isinstance(path, Path)
    window = MainWindow(demo_work)
    qtbot.addWidget(window)
    demo_work.read(window, lambda: local_copy.refresh(path), lambda _r: None)
    assert demo_work.wait()
    hidden = path.with_name("away")
    gone = hidden / path.name
    hidden.mkdir()
    path.replace(gone)
    said: list[Any] = []
    demo_work.away.connect(said.append)
    from app.database import connection

    counts: list[int] = []
    demo_work.read(window, lambda: (connection.reopen(), Order.select().count())[1], counts.append)
    qtbot.waitUntil(lambda: bool(counts) or bool(said))
    demo_work.read(window, lambda: Order.select().count(), counts.append)
    qtbot.waitUntil(lambda: bool(counts))
    assert counts[-1] > 100
    assert said
    assert said[0] is not None
    qtbot.waitUntil(lambda: "只读" in window.status_line.place.text())
    troubles: list[Exception] = []
    demo_work.write(window, "Save", lambda change: rename(change, "x"), failed=troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert isinstance(troubles[0], DatabaseTrouble)
    gone.replace(path)
    demo_work.look_for_news()
    qtbot.waitUntil(lambda: said[-1] is None)
    assert "只读" not in window.status_line.place.text()
    by(demo_work, "Save", lambda change: rename(change, "again"))


def test_a_flag_of_damage_is_seen_by_all(qtbot: Any, demo_work: Work) -> None:
    window = MainWindow(demo_work)
    qtbot.addWidget(window)
    assert isinstance(demo_work.path, Path)
    damage.raise_flag(demo_work.path, "malformed")
    said: list[str] = []
    demo_work.stopped.connect(said.append)
    demo_work.look_for_news()
    qtbot.waitUntil(lambda: bool(said))
    assert "malformed" in said[0]
    assert "停止写入" in window.status_line.sign.toolTip()
    damage.take_flag_down(demo_work.path)
    demo_work.look_for_news()
    qtbot.waitUntil(lambda: said[-1] == "")


def test_the_days_chores_are_done_once(demo_work: Work) -> None:
    from ui.chores import do_chores

    assert isinstance(demo_work.path, Path)
    do_chores(demo_work.path)
    do_chores(demo_work.path)
    assert [b.reason for b in backup.backups(demo_work.path)] == ["daily"]
    assert local_copy.made_at(demo_work.path) is not None


def test_the_status_line_leads_to_the_health_page(qtbot: Any, demo_work: Work) -> None:
    window = MainWindow(demo_work)
    qtbot.addWidget(window)
    wanted: list[bool] = []
    window.status_line.health_wanted.connect(lambda: wanted.append(True))
    window.status_line.sign.click()
    assert wanted
    assert window.here == "health"


def test_at_the_start_the_copy_is_shown_while_the_drive_is_away(qtbot: Any, demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "company.gendan"
    path.write_bytes(demo_file.read_bytes())
    local_copy.refresh(path)
    away = path.rename(tmp_path / "elsewhere")
    work = Work(Who("王小姐", "PC-1"))
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open(path)
    window = MainWindow(work)
    qtbot.addWidget(window)
    assert "只读" in window.status_line.place.text()
    away.rename(path)
    with qtbot.waitSignal(work.away):
        work.look_for_news()
    assert window.status_line.place.text() == str(path)
    work.close()


def test_the_first_page_takes_a_servers_address(qtbot: Any) -> None:
    from app.database.place import Server
    from ui.first_run import FirstRun

    page = FirstRun(["postgresql://wang@server/company"])
    qtbot.addWidget(page)
    wanted: list[Any] = []
    made: list[Any] = []
    page.chosen.connect(wanted.append)
    page.new_wanted.connect(made.append)
    page.address.setText("server/company")
    page.open_server()
    assert page.wrong.text()
    assert wanted == []
    page.address.setText("postgresql://wang@server:5433/company")
    page.open_server()
    page.open_server(new=True)
    assert wanted == made == [Server("postgresql://wang@server:5433/company")]
    assert wanted[0].stem == "company"


def test_a_server_is_opened_like_a_file(qtbot: Any, server_company: Any) -> None:  # noqa: F811
    from app.database import connection

    connection.close()
    work = Work(Who("王小姐", "PC-1"))
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open(server_company)
    window = MainWindow(work)
    qtbot.addWidget(window)
    assert server_company.stem in window.windowTitle()
    other = Work(OTHER)
    with qtbot.waitSignal(other.opened, timeout=10_000):
        other.open(server_company)
    heard: list[Any] = []
    other.changed.connect(heard.append)
    by(work, "Make", lambda change: change.save(Company(name="news")))
    qtbot.waitUntil(lambda: any(t.who == "王小姐" for t in heard), timeout=10_000)
    page = HealthPage(work)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.facts))
    work.close()
    other.close()


def test_a_file_that_cannot_be_opened_is_restored_from_the_first_page(qtbot: Any, demo_work: Work, demo_file: Path,
                                                                     tmp_path: Path) -> None:
    import os

    from ui.first_run import FirstRun

    path = tmp_path / "broken.gendan"
    path.write_bytes(demo_file.read_bytes())
    made = backup.backup_of(path)
    bad = bytearray(path.read_bytes())
    bad[100:40000] = os.urandom(39900)
    path.write_bytes(bad)
    told: list[Exception] = []
    work = Work(Who("王小姐", "PC-1"))
    work.open(path, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    page = FirstRun([])
    qtbot.addWidget(page)
    page.offer_restore(work, path)
    chosen: list[Any] = []
    page.chosen.connect(chosen.append)
    page.show()
    dialog = page.show_backups(work, path)
    backups = dialog.findChild(RestorePage)
    assert backups is not None
    qtbot.waitUntil(lambda: backups.list.rowCount() == 1)
    assert backups.backups[0].path == made
    backups.list.selectRow(0)
    qtbot.waitUntil(lambda: backups.preview is not None)
    assert backups.preview.unreadable
    backups.read.setChecked(True)
    backups.restore()
    qtbot.waitUntil(lambda: chosen == [path], timeout=10_000)
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open(path)
    work.close()


def test_what_is_readable_is_saved_into_a_new_file(qtbot: Any, pages: RestorePage, demo_work: Work,
                                                   tmp_path: Path) -> None:
    target = tmp_path / "saved.gendan"
    with qtbot.waitSignal(pages.told, timeout=30_000, check_params_cb=lambda _text, kind: kind == "done"):
        pages.salvage(target)
    assert target.stat().st_size > 100_000
    with qtbot.waitSignal(pages.told, check_params_cb=lambda _text, kind: kind == "problem"):
        pages.salvage(target)
