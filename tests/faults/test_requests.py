"""What a save and a page ask of the drive: no more than SQLite alone for the same statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.database import connection, search
from app.database.change import Who, write
from app.masters.order import Order
from app.rules.forms import read_form
from tests.faults import vfs
from tests.faults.bed_load import count, open_page, save
from tests.faults.vfs import Faults
from tests.form_samples import sheet

pytestmark = pytest.mark.skipif(vfs.library() is None, reason="Python's SQLite is built in here: nothing to count")


def asked(found: dict[str, int]) -> int:
    return sum(n for name, n in found.items() if name not in ("open", "close"))


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "demo.gendan"
    path.write_bytes(demo_file.read_bytes())
    return path


def test_a_save_asks_no_more_than_sqlite_alone(demo: Path) -> None:
    found = count(demo, "a")
    connection.close()
    assert 0 < asked(found["save"]["sqlite"]) <= asked(found["bare"]["sqlite"]) + 1
    assert asked(found["save"]["sqlite"]) < 90
    assert asked(found["page"]["sqlite"]) < 60
    assert found["save"]["sqlite"]["sync"] <= 4


def test_what_nobody_searches_for_leaves_the_index_alone(demo: Path, faults: Faults) -> None:
    connection.open_file(demo)
    number = Order.select(Order.id).limit(1).scalar()
    save("a", number, words=True)
    save("a", number)
    before = faults.asked["write"]
    save("a", number)
    plain = faults.asked["write"] - before
    before = faults.asked["write"]
    save("new words", number, words=True)
    assert faults.asked["write"] - before > plain
    order = Order.get_by_id(number)
    assert number in [h.record for h in search.find("new words", places=("production_order",))]
    write("Back", Who("x"), lambda change: change.delete(order))
    assert search.find("new words", places=("production_order",)) == []


def test_a_form_is_read_under_one_lock(demo: Path, faults: Faults) -> None:
    connection.open_file(demo)
    number = Order.select(Order.id).limit(1).scalar()
    read_form(sheet("orders"), number)
    before = faults.asked.copy()
    read_form(sheet("orders"), number)
    assert (faults.asked - before)["lock"] <= 1
    before = faults.asked.copy()
    open_page()
    assert (faults.asked - before)["lock"] <= 2
