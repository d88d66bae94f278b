"""People at their forms: two on one record, a kill in the middle of typing, a drive that hangs for a minute."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.database.change import Who, write
from app.database.verifying import verify_history
from app.rules.form_conflict import Conflict, rebased_entries
from app.rules.forms import read_form, save_form
from tests.form_samples import ME, OTHER, TODAY, company, sheet

TIMES = 200
FIELDS = ("note", "country", "customer_po", "contract", "quality", "packing")


@pytest.fixture
def order(tmp_path: Path) -> Iterator[int]:
    with company(tmp_path) as number:
        yield number


def save(base: Any, entries: dict[str, str], who: Who) -> None:
    write("Save", who, lambda change: save_form(change, sheet("orders"), base, entries, None, TODAY))


def test_two_on_one_record_are_asked_each_time_and_lose_nothing(order: int) -> None:
    chance = random.Random(20261123)
    standing = {name: read_form(sheet(), order).values[name] for name in FIELDS}
    asked = merged = 0
    for turn in range(TIMES):
        mine_base = theirs_base = read_form(sheet(), order)
        mine = {n: f"mine {turn} {n}" for n in chance.sample(FIELDS, chance.randrange(1, 4))}
        theirs = {n: f"theirs {turn} {n}" for n in chance.sample(FIELDS, chance.randrange(1, 4))}
        save(theirs_base, theirs, OTHER)
        standing.update(theirs)
        both = sorted(mine.keys() & theirs.keys())
        try:
            save(mine_base, mine, ME)
            assert both == []
            merged += 1
            standing.update(mine)
        except Conflict as conflict:
            asked += 1
            assert sorted(c.field for c in conflict.clashes) == both, "asked about these, and about no other"
            assert {(c.mine, c.theirs, c.who) for c in conflict.clashes} == {
                (mine[n], theirs[n], OTHER.name) for n in both}
            taken = {c.key for c in conflict.clashes if chance.random() < 0.5}
            left = rebased_entries(mine, conflict, taken)
            save(conflict.theirs, left, ME)
            standing.update(left)
        found = read_form(sheet(), order).values
        assert {n: found[n] for n in FIELDS} == standing
    assert asked > 50
    assert merged > 20
    assert asked + merged == TIMES
    assert not verify_history().broken


def test_a_form_that_is_open_is_kept_every_three_seconds(qtbot: Any, demo_work: Any) -> None:
    """What was typed up to three seconds before a kill is there: the keeper writes it all at once, under a new name."""
    from app.database import drafts
    from ui import form as forms
    from ui.form import RecordForm

    assert forms.KEEP_EVERY <= 3000
    made = RecordForm(sheet("orders"), demo_work)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.shown):
        made.show_record(1)
    box = made.content.fields.boxes["note"]
    box.input.set_text("typed so far")
    box.input.changed.emit()
    assert made._keeper.isActive()
    assert made._keeper.interval() <= 3000
    made._keeper.timeout.emit()
    kept = list(drafts.folder().glob("*.json"))
    assert len(kept) == 1
    content = kept[0].read_text(encoding="utf-8")
    assert "typed so far" in content
    drafts.keep(drafts.Draft(made.draft_key, "x", "orders", 1, "t", datetime.now(), {"a": "b"}))
    assert list(drafts.folder().glob("*.new")) == []


def test_the_window_lives_while_the_drive_hangs(qtbot: Any, demo_work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker stands still in a read; the window paints, takes clicks and tells how long it has been waiting."""
    import ui.work as works
    from ui.window import MainWindow

    window = MainWindow(demo_work)
    qtbot.addWidget(window)
    window.show()
    assert demo_work.wait()
    hangs, answered = threading.Event(), threading.Event()
    demo_work.read(window, lambda: (hangs.set(), answered.wait(30)), lambda _result: None)
    assert hangs.wait(10)
    started = works.time.monotonic()
    with monkeypatch.context() as later:
        later.setattr(works.time, "monotonic", lambda: started + 60)
        demo_work._look_at_clock()
        assert "60" in window.status_line.news.text()
        for key in list(window.navigation._buttons)[:4]:
            window.show_place(key)
            qtbot.wait(1)
            assert window.here == key
            assert not window.grab().isNull()
    answered.set()
    assert demo_work.wait()
    qtbot.waitUntil(lambda: "60" not in window.status_line.news.text())

