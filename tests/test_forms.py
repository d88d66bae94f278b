"""A form's record with its lines: read in few queries, saved in one change, merged with what others changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.database import drafts
from app.database.history import ChangeEntry
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.record import database
from app.database.undo import undo
from app.domain.problem import Refused
from app.domain.text import _
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.rules.form_conflict import REMOVED, Conflict, rebased_entries, rebased_lines
from app.rules.form_data import Chosen, LineData, LineEntry
from app.rules.form_draft import content_of, restored
from app.rules.form_history import history_of
from app.rules.form_reading import chosen_by_name
from app.rules.forms import FormRefused, new_form, read_form, save_form
from tests.form_samples import ME, OTHER, TODAY, as_change, company, sheet


@pytest.fixture
def order(tmp_path: Path) -> Iterator[int]:
    with company(tmp_path) as number:
        yield number


def save(base, entries, lines=None, who=ME, reason=None, of="orders"):
    return as_change(lambda c: save_form(c, sheet(of), base, entries, lines, TODAY), who, reason)


def rows(base, **typed):
    """All order lines of a base; typed by place: r0={...}."""
    return {0: [LineEntry(line, typed.get(f"r{n}", {})) for n, line in enumerate(base.lines[0])]}


def test_reads_values_names_and_lines(order):
    base = read_form(sheet(), order)
    assert base.title == "HJ2611-001"
    assert base.values["received"] == date(2026, 11, 1)
    assert base.names["customer"] == "臻宝贸易"
    assert [line.values["quantity"] for line in base.lines[0]] == [1000, 500]
    assert [line.names["product"][:3] for line in base.lines[0]] == ["A01", "B02"]
    assert base.changed_by == ME.name


def test_number_of_queries_does_not_grow_with_the_lines(order):
    def count() -> int:
        asked = []
        old = database.obj.execute_sql

        def counting(*a, **k):
            asked.append(a[0])
            return old(*a, **k)

        database.obj.execute_sql = counting
        try:
            read_form(sheet(), order, checked=False)
        finally:
            database.obj.execute_sql = old
        return len(asked)

    before = count()
    record = Order.get_by_id(order)
    as_change(lambda c: [c.save(OrderLine(order=record, product=1, colour=f"色{n}", quantity=n + 1))
                         for n in range(20)])
    assert count() == before <= 12


def test_new_record_with_lines_is_one_change(order):
    entries_before = ChangeEntry.select().count()
    base = new_form(sheet(), {"customer": Company.get(Company.name == "大洋商行")})
    assert base.values["state"] == "draft"
    number = save(base, {"number": "HJ2611-002", "received": "11.20"},
                  {0: [LineEntry(LineData(), {"product": Chosen(1, "A01"), "quantity": "2,400"}),
                       LineEntry(LineData(), {"note": "  "})]})
    assert ChangeEntry.select().count() == entries_before + 1
    found = read_form(sheet(), number)
    assert found.names["customer"] == "大洋商行"
    assert found.values["received"] == date(2026, 11, 20)
    assert [line.values["quantity"] for line in found.lines[0]] == [2400]


def test_lines_are_changed_added_and_removed(order):
    base = read_form(sheet(), order)
    first, _second = base.lines[0]
    save(base, {}, {0: [LineEntry(first, {"quantity": "1200"}),
                        LineEntry(LineData(), {"product": "B02", "quantity": "7", "colour": "红"})]})
    after = read_form(sheet(), order)
    assert [(line.values["quantity"], line.values["colour"]) for line in after.lines[0]] == [(1200, "白"), (7, "红")]
    assert after.version == base.version, "the record itself was not touched"


def test_every_wrong_text_is_told_at_its_place(order):
    base = read_form(sheet(), order)
    with pytest.raises(FormRefused) as told:
        save(base, {"received": "32.13", "customer": "无此公司", "number": ""},
             rows(base, r0={"quantity": "abc"}, r1={"required_ship": "昨日天"}))
    assert {(p.field, p.lines, p.row) for p in told.value.places} == {
        ("received", -1, -1), ("customer", -1, -1), ("number", -1, -1), ("quantity", 0, 0), ("required_ship", 0, 1)}
    assert read_form(sheet(), order).version == base.version


def test_a_number_that_is_taken_is_told_at_its_field(order):
    base = new_form(sheet())
    with pytest.raises(FormRefused) as told:
        save(base, {"number": "HJ2611-001", "customer": Chosen(1, "臻宝贸易")},
             {0: [LineEntry(LineData(), {"product": "A01", "quantity": "1"})]})
    assert [p.field for p in told.value.places] == ["number"]
    assert Order.select().count() == 1


def test_checks_of_lines_are_told_with_their_row_and_nothing_is_saved(order):
    base = read_form(sheet(), order)
    with pytest.raises(FormRefused) as told:
        save(base, {"note": "x"}, rows(base, r1={"quantity": "-5"}))
    assert [(p.field, p.row) for p in told.value.places] == [("quantity", 1)]
    assert read_form(sheet(), order).values["note"] is None


def test_a_warning_does_not_block_and_is_read_back(order):
    base = read_form(sheet(), order)
    save(base, {}, rows(base, r1={"required_ship": "2025-12-1"}))
    warned = read_form(sheet(), order).problems
    assert [(p.field, p.lines, p.row, p.blocks) for p in warned] == [("required_ship", 0, 1, False)]


def test_changes_of_different_fields_merge(order):
    base = read_form(sheet(), order)
    save(base, {"note": "theirs"}, rows(base, r0={"note": "their line"}), who=OTHER)
    save(base, {"country": "德国"}, rows(base, r0={"colour": "黑"}))
    now = read_form(sheet(), order)
    assert (now.values["note"], now.values["country"]) == ("theirs", "德国")
    assert (now.lines[0][0].values["note"], now.lines[0][0].values["colour"]) == ("their line", "黑")


def test_the_same_field_asks_and_mine_or_theirs_is_saved(order):
    base = read_form(sheet(), order)
    save(base, {"note": "theirs", "country": "法国"}, rows(base, r0={"quantity": "900"}), who=OTHER)
    mine, lines = {"note": "mine", "country": "德国"}, rows(base, r0={"quantity": "800"})
    with pytest.raises(Conflict) as told:
        save(base, mine, lines)
    conflict = told.value
    assert {(c.label, c.mine, c.theirs, c.who) for c in conflict.clashes} == {
        (_("Note"), "mine", "theirs", OTHER.name), (_("Country"), "德国", "法国", OTHER.name),
        (_("Order quantity"), "800", "900", OTHER.name)}
    theirs = {(-1, 0, "note")}
    save(conflict.theirs, rebased_entries(mine, conflict, theirs),
         {0: rebased_lines(sheet(), 0, base, lines[0], conflict, theirs)})
    now = read_form(sheet(), order)
    assert (now.values["note"], now.values["country"], now.lines[0][0].values["quantity"]) == ("theirs", "德国", 800)


def test_the_same_value_on_both_sides_is_no_conflict(order):
    base = read_form(sheet(), order)
    save(base, {"note": "same"}, who=OTHER)
    save(base, {"note": "same"})


def test_a_line_removed_by_others_and_changed_by_me_asks(order):
    base = read_form(sheet(), order)
    save(base, {}, {0: [LineEntry(base.lines[0][0])]}, who=OTHER)
    lines = rows(base, r1={"quantity": "501"})
    with pytest.raises(Conflict) as told:
        save(base, {}, lines)
    assert [(c.field, c.who) for c in told.value.clashes] == [(REMOVED, OTHER.name)]
    merged = rebased_lines(sheet(), 0, base, lines[0], told.value, set())
    save(told.value.theirs, {}, {0: merged})
    assert [line.values["quantity"] for line in read_form(sheet(), order).lines[0]] == [1000, 501]


def test_a_line_changed_by_others_and_removed_by_me_asks(order):
    base = read_form(sheet(), order)
    save(base, {}, rows(base, r1={"quantity": "600"}), who=OTHER)
    mine = [LineEntry(base.lines[0][0])]
    with pytest.raises(Conflict) as told:
        save(base, {}, {0: mine})
    key = told.value.clashes[0].key
    kept = rebased_lines(sheet(), 0, base, mine, told.value, {key})
    assert [row.base.values["quantity"] for row in kept] == [1000, 600]
    save(told.value.theirs, {}, {0: rebased_lines(sheet(), 0, base, mine, told.value, set())})
    assert len(read_form(sheet(), order).lines[0]) == 1


def test_lines_added_by_others_stay(order):
    base = read_form(sheet(), order)
    save(base, {}, {0: [*rows(base)[0], LineEntry(LineData(), {"product": "A01", "quantity": "3"})]}, who=OTHER)
    save(base, {}, rows(base, r0={"quantity": "1001"}))
    assert [line.values["quantity"] for line in read_form(sheet(), order).lines[0]] == [1001, 500, 3]


def test_a_moved_date_wants_its_reason(order):
    base = read_form(sheet(), order)
    lines = rows(base, r0={"required_ship": "2026-12-27"})
    with pytest.raises(ReasonWanted):
        save(base, {}, lines)
    save(base, {}, lines, reason=Reason("customer", "ZB"))
    assert DueChange.get().asked_by == "ZB"


def test_wrong_texts_are_told_before_a_reason_is_asked(order):
    base = read_form(sheet(), order)
    with pytest.raises(FormRefused):
        save(base, {"received": "??"}, rows(base, r0={"required_ship": "2026-12-27"}))


def test_a_removed_record_is_refused_in_words(order):
    base = read_form(sheet("companies"), 2)
    as_change(lambda c: c.delete(Company.get_by_id(2)), OTHER)
    with pytest.raises(Refused):
        save(base, {"note": "x"}, of="companies")


def test_a_locked_record_is_refused(order):
    base = read_form(sheet(), order)
    locked = replace(sheet(), locked=lambda record: True)
    with pytest.raises(FormRefused):
        as_change(lambda c: save_form(c, locked, base, {"note": "x"}, None, TODAY))


def test_pasted_names_are_found(order):
    assert chosen_by_name(Company, ["臻宝贸易", "没有"]) == {"臻宝贸易": (1, "臻宝贸易"), "没有": None}


def test_draft_keeps_base_and_typed(order):
    base = read_form(sheet(), order)
    typed, lines = {"note": "半句", "customer": Chosen(2, "大洋商行")}, rows(base, r0={"quantity": "1e"})
    again = restored(sheet(), json.loads(json.dumps(content_of(sheet(), base, typed, lines))))
    assert again is not None
    kept, entries, kept_lines = again
    assert (kept.number, kept.version, dict(kept.values)) == (base.number, base.version, dict(base.values))
    assert entries == typed
    assert [(r.base.values, r.entries) for r in kept_lines[0]] == [(r.base.values, r.entries) for r in lines[0]]
    assert restored(sheet(), {"base": {}, "entries": 3}) is None


def test_drafts_left_over_skip_own_and_broken(tmp_path, monkeypatch):
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path))
    mine = drafts.Draft("k1", "/data/company.db", "orders", 3, "HJ", drafts.datetime.now(drafts.UTC), {"a": 1})
    drafts.keep(mine)
    assert drafts.left_over("/data/company.db") == []
    monkeypatch.setattr(drafts, "SESSION", "another run")
    assert [d.content for d in drafts.left_over("/data/company.db")] == [{"a": 1}]
    assert drafts.left_over("/data/other.db") == []
    (drafts.folder() / "k2.json").write_text("{broken", encoding="utf-8")
    (drafts.folder() / "k3.json").write_text("[1]", encoding="utf-8")
    assert len(drafts.left_over("/data/company.db")) == 1
    drafts.drop("k1")
    assert drafts.left_over("/data/company.db") == []


def test_history_shows_fields_lines_and_names(order):
    base = read_form(sheet(), order)
    save(base, {"customer": Chosen(2, "大洋商行"), "urgent": "✓"}, rows(base, r0={"quantity": "1200"}), who=OTHER)
    newest, oldest = history_of(sheet(), order)
    assert newest.who == OTHER.name
    shown = {(f.label, f.old, f.new) for f in newest.fields}
    assert (_("Customer"), "臻宝贸易", "大洋商行") in shown
    assert (_("Order quantity"), "1,000", "1,200") in shown
    undo(newest.entry, ME)
    assert [i.undone for i in history_of(sheet(), order)][:2] == [False, True]
    assert read_form(sheet(), order).names["customer"] == "臻宝贸易"
    assert oldest.fields
