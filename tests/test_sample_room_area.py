"""The sample room: places in the order of walking, scans and what they mean, closing, loans, changes, the register."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, papers
from app.areas.sample_room import actions, walk_draft
from app.areas.sample_room.closing import close_round
from app.areas.sample_room.places import parts, shelf_code, shelf_of, walk
from app.areas.sample_room.records import RoomItem, RoomLoan, RoomMove, RoomRepair
from app.areas.sample_room.rounds import RoomCheck, RoomRound, begin_round, round_done, saturday_of
from app.areas.sample_room.scanning import AGAIN, AWAY, SHELF, Walk, label_code, plain, read_code, spots
from app.database.attachments import attach
from app.database.change import Who, write
from app.database.duties import Duty
from app.domain.problem import Refused
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.reports.paper_marks import Image, Text

ME = Who("小邱", "PC-1")
SATURDAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parent / "samples"
EXPECT = json.loads((SAMPLES / "EXPECT.json").read_text(encoding="utf-8"))


def do(task: Any) -> Any:
    return write("Test", ME, task).result


@pytest.fixture
def room(company: Path) -> list[RoomItem]:
    def make(change: Any) -> list[RoomItem]:
        return [change.save(RoomItem(number=f"YJ{n:03}", machine=f"T{n}", serial=f"S{n}",
                                     place=f"A柜-{(n - 1) // 2 + 1}-0{n}", accessories="充电器、彩盒"))
                for n in range(1, 7)]

    return do(make)


def item(number: str) -> RoomItem:
    return RoomItem.get(RoomItem.number == number)


def test_places_sort_as_one_walks() -> None:
    listed = ["B柜-1-01", "A柜-10-1", "A柜-2-11", "A柜-2-2", "前台", "A柜-2"]
    assert sorted(listed, key=walk) == ["A柜-2", "A柜-2-2", "A柜-2-11", "A柜-10-1", "B柜-1-01", "前台"]
    assert shelf_of("A柜-2-11") == "A柜-2" and shelf_of("前台") == "前台"


@given(st.text(max_size=20))
def test_any_place_has_parts(text: str) -> None:
    cabinet, shelf, slot = parts(text)
    assert shelf >= 0 and slot >= 0 and isinstance(cabinet, str)
    assert isinstance(walk(text), str)


def test_what_a_scanner_types_is_understood() -> None:
    assert read_code("gendan:sample_room/YJ003") == "YJ003"
    assert plain(" yj００3 ") == "YJ003"


def test_what_labels_say_can_be_typed_by_any_scanner(room: list[RoomItem]) -> None:
    odd = do(lambda c: c.save(RoomItem(number="样01", machine="X", place="前台")))
    round_ = Walk(spots())
    for code in (shelf_code("A柜-1"), shelf_code("前台"), label_code(odd.id, odd.number), label_code(1, "YJ001")):
        assert code.isascii()
    assert round_.scan(shelf_code("前台")).kind == SHELF and round_.shelf == "前台"
    assert round_.scan(label_code(odd.id, odd.number)).spot.number == "样01"


def test_scans_are_answered(room: list[RoomItem]) -> None:
    do(lambda c: actions.lend(c, [item("YJ005")], {"borrower": "温子乔"}))
    round_ = Walk(spots())
    assert [s.number for s in round_.left()] == ["YJ001", "YJ002", "YJ003", "YJ004", "YJ006"]
    assert round_.scan("A柜-1-01").kind == SHELF
    assert round_.scan("yj001").kind == "found"
    assert round_.scan("S2").kind == "found"
    assert round_.scan("YJ002").kind == AGAIN
    assert round_.scan("YJ003").kind == "moved"
    assert round_.scan("ZZ9").kind == "unknown"
    assert round_.scan("zz9").kind == AGAIN
    assert round_.scan("YJ005").kind == AWAY
    assert round_.counts() == {"expected": 5, "present": 3, "left": 2, "moved": 2, "unknown": 1, "faulty": 0,
                               "incomplete": 0}
    assert [s.number for s in round_.left()] == ["YJ004", "YJ006"]


@given(st.lists(st.sampled_from(["YJ1", "YJ2", "YJ3", "S3", "XX", "A-1", " yj1 "]), max_size=30))
def test_counts_always_add_up(scans: list[str]) -> None:
    from app.areas.sample_room.scanning import Spot

    round_ = Walk([Spot(n, f"YJ{n}", "T", "", f"S{n}", f"A-{n}", "ok") for n in (1, 2, 3)])
    for scan in scans:
        round_.scan(scan)
    counts = round_.counts()
    assert counts["present"] + counts["left"] == counts["expected"] == 3
    assert len(round_.left()) == counts["left"]


def test_a_round_is_closed_in_one_change(room: list[RoomItem]) -> None:
    gone = item("YJ006")
    gone.state = "missing"
    do(lambda c: c.save(gone))
    round_ = Walk(spots())
    for code in ("A柜-1", "YJ001", "YJ002", "YJ003", "YJ006", "UNKNOWN9"):
        round_.scan(code)
    finding = round_.finding("YJ002")
    assert finding is not None
    finding.faulty, finding.fault, finding.lacks = True, "不开机", ("彩盒",)

    def close(change: Any) -> Any:
        record = begin_round(change, SATURDAY)
        return close_round(change, record.id, round_, SATURDAY)

    outcome = write("Round", ME, close)
    assert outcome.result == {"present": 4, "missing": 2, "faulty": 1, "moved": 2, "unknown": 1}
    assert {n: item(n).state for n in ("YJ001", "YJ002", "YJ004", "YJ006")} == {
        "YJ001": "ok", "YJ002": "repair", "YJ004": "missing", "YJ006": "ok"}
    assert item("YJ003").place == "A柜-1"
    assert item("YJ001").last_seen == SATURDAY
    repair = RoomRepair.get(RoomRepair.item == item("YJ002"))
    assert (repair.fault, repair.missing, repair.state) == ("不开机", "彩盒", "open")
    steps = {c.item.number if c.item_id else c.code: c.step for c in RoomCheck.select()}
    assert steps == {"YJ001": "none", "YJ002": "repair", "YJ003": "placed", "YJ006": "placed", "YJ004": "admin",
                     "YJ005": "admin", "UNKNOWN9": "none"}
    assert round_done(date(2026, 11, 16), date(2026, 11, 22))
    from app.database.undo import undo

    undo(outcome.entry, ME)
    assert item("YJ004").state == "ok" and item("YJ002").state == "ok"
    assert not round_done(date(2026, 11, 16), date(2026, 11, 22))


def test_missing_samples_are_told_to_administration_the_next_working_day(room: list[RoomItem]) -> None:
    round_ = Walk(spots())
    round_.scan("YJ001")
    number = do(lambda c: begin_round(c, SATURDAY)).id
    do(lambda c: close_round(c, number, round_, SATURDAY))
    duty = Duty.get(Duty.place == "room_round")
    assert (duty.due, duty.title) == (date(2026, 11, 23), "Tell administration of missing samples")
    do(lambda c: actions.admin_told(c, [RoomRound.get_by_id(number)]))
    assert not Duty.select().where(Duty.place == "room_round").exists()


def test_places_may_stay_as_they_are(room: list[RoomItem]) -> None:
    round_ = Walk(spots())
    round_.scan("A柜-1")
    round_.scan("YJ003")
    round_.rest_is_there()
    do(lambda c: close_round(c, begin_round(c, SATURDAY).id, round_, SATURDAY, new_places=False))
    assert item("YJ003").place == "A柜-2-03"
    assert RoomCheck.get(RoomCheck.presence == "moved").step == "back"


def test_a_round_is_closed_once(room: list[RoomItem]) -> None:
    round_ = Walk(spots())
    number = do(lambda c: begin_round(c, SATURDAY)).id
    do(lambda c: close_round(c, number, round_, SATURDAY))
    with pytest.raises(Refused, match="ZJ"):
        do(lambda c: close_round(c, number, round_, SATURDAY))


def test_a_begun_round_is_gone_on_with(room: list[RoomItem]) -> None:
    first = do(lambda c: begin_round(c, date(2026, 11, 18)))
    assert first.week == saturday_of(date(2026, 11, 16)) == SATURDAY
    assert do(lambda c: begin_round(c, SATURDAY)).id == first.id
    assert RoomRound.select().count() == 1


def test_a_round_under_way_survives_a_crash(room: list[RoomItem]) -> None:
    round_ = Walk(spots())
    for code in ("A柜-1", "YJ001", "YJ004", "NEU"):
        round_.scan(code)
    walk_draft.keep("x/demo.gendan", "2026-11-21", round_)
    again = Walk(spots())
    assert walk_draft.take_up("x/demo.gendan", "2026-11-21", again) == 3
    assert again.counts() == round_.counts() and again.shelf == "A柜-1"
    walk_draft.drop("x/demo.gendan", "2026-11-21")
    assert walk_draft.take_up("x/demo.gendan", "2026-11-21", Walk(spots())) == 0


def test_a_loan_moves_the_state_and_is_chased(room: list[RoomItem]) -> None:
    do(lambda c: actions.lend(c, [item("YJ001"), item("YJ002")], {"borrower": "温子乔", "lent": date(2026, 11, 16)}))
    assert item("YJ001").state == "lent"
    duty = Duty.get(Duty.place == "room_loan")
    assert (duty.due, duty.owner) == (date(2026, 11, 23), "温子乔")
    with pytest.raises(Refused, match="温子乔"):
        do(lambda c: actions.lend(c, [item("YJ001")], {"borrower": "别人"}))
    do(lambda c: actions.take_back(c, [item("YJ001")], {"returned": date(2026, 11, 20)}))
    do(lambda c: actions.take_back(c, [item("YJ002")], {"returned": date(2026, 11, 20), "condition": "faulty"}))
    assert (item("YJ001").state, item("YJ002").state) == ("ok", "repair")
    do(lambda c: actions.repaired(c, list(RoomRepair.select())))
    assert item("YJ002").state == "ok"
    assert not Duty.select().where(Duty.place.in_(("room_loan", "room_repair"))).exists()


def test_lending_needs_a_name(room: list[RoomItem]) -> None:
    with pytest.raises(Refused):
        do(lambda c: actions.lend(c, [item("YJ001")], {}))


def test_a_replacement_takes_the_old_one_out(room: list[RoomItem]) -> None:
    move = do(lambda c: c.save(RoomMove(day=SATURDAY, kind="replace", gone=item("YJ001"), come=item("YJ002"),
                                        reason="换新款")))
    assert (item("YJ001").state, item("YJ001").removed, item("YJ001").removed_reason) == ("removed", SATURDAY, "换新款")
    assert item("YJ002").replaces.number == "YJ001"
    assert {d.title for d in Duty.select().where(Duty.record == move.id)} == {
        "Tell finance of the change", "Both sign the register"}
    do(lambda c: actions.finance_told(c, [RoomMove.get_by_id(move.id)], {"finance_informed": SATURDAY}))
    assert item("YJ001").finance_informed == SATURDAY
    do(lambda c: actions.both_signed(c, [RoomMove.get_by_id(move.id)]))
    assert RoomMove.get_by_id(move.id).next_due is None


def test_taking_out_by_the_state_alone_makes_the_change_of_property(room: list[RoomItem]) -> None:
    gone = item("YJ001")
    gone.state, gone.removed_reason = "scrapped", "摔坏"
    do(lambda c: c.save(gone))
    move = RoomMove.get()
    assert (move.kind, move.gone_id, move.reason, move.scrapped) == ("out", gone.id, "摔坏", True)
    assert item("YJ001").state == "scrapped"
    do(lambda c: actions.take_out(c, [item("YJ002")], {"removed_reason": "旧款"}))
    assert RoomMove.select().count() == 2


def test_a_message_to_finance_settles_the_duty(room: list[RoomItem]) -> None:
    from app.areas.notifying import keep, make_ready

    move = do(lambda c: c.save(RoomMove(day=SATURDAY, kind="in", come=item("YJ001"))))
    ready = make_ready("room_moves", "room_changes", [move.id])
    assert ready.draft.rows[0][:2] == (move.number, SATURDAY.isoformat())
    do(lambda c: keep(c, ready, "draft", "opened", ()))
    assert RoomMove.get_by_id(move.id).finance_informed is not None
    assert item("YJ001").finance_informed is not None
    assert [d.title for d in Duty.select().where(Duty.place == "room_move")] == ["Both sign the register"]


@pytest.mark.parametrize(("values", "word"), [
    ({"kind": "out"}, "撤离"), ({"kind": "in"}, "登记"), ({"kind": "replace"}, "撤离")])
def test_a_change_names_its_samples(room: list[RoomItem], values: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        do(lambda c: c.save(RoomMove(day=SATURDAY, **values)))


def test_numbers_are_given_and_not_given_twice(room: list[RoomItem]) -> None:
    assert do(lambda c: c.save(RoomItem(machine="X"))).number == "YJ007"
    with pytest.raises(Refused, match="YJ001"):
        do(lambda c: c.save(RoomItem(number="YJ001", machine="X")))


def test_the_register_comes_in_as_it_stands(company: Path) -> None:
    spec = catalogue.imports()["sample_room"]
    plan = plan_workbook(spec, read_workbook(SAMPLES / "会议室样机清单.xlsx"), SATURDAY)
    wanted = next(f for f in EXPECT["files"] if f["file"] == "会议室样机清单.xlsx")["sheets"][0]
    rows = plan.sheets[0].rows
    assert len(rows) == wanted["records"]
    said = {(p.row, p.kind) for p in plan.sheets[0].problems}
    assert {(19, "duplicate_number"), (25, "code_blank"), (28, "duplicate_serial")} <= said
    assert any(row == 11 for row, _kind in said) and any(row == 15 for row, _kind in said)
    counts = do(lambda c: apply_plan(c, plan))
    assert (counts["new"], counts["held"]) == (45, 1)
    assert item("YJ003").serial == "860000050015838"
    assert item("YJ006").since is None and "2025.1" in item("YJ006").note
    assert item("YJ031").state == "ok"
    assert RoomItem.select().where(RoomItem.number == "YJ047").exists()  # the one that came without a number
    assert RoomLoan.get(RoomLoan.item == item("YJ005")).due_back == date(2026, 11, 28)
    states = {s: RoomItem.select().where(RoomItem.state == k).count() for k, s in (
        ("ok", "正常"), ("lent", "借出"), ("repair", "坏机整修"), ("missing", "缺失"))}
    assert states == {**wanted["facts"]["states"], "借出": 3}  # the held row is one of those lent
    total = sum(i.value for i in RoomItem.select())
    held = next(r for r in rows if r.held)
    assert float(total) == pytest.approx(wanted["sums"]["L"] - 487.38)
    assert held.row == 19
    again = plan_workbook(spec, read_workbook(SAMPLES / "会议室样机清单.xlsx"), SATURDAY)
    assert {r.standing for r in again.sheets[0].rows if not r.held} == {"same"}


def test_the_register_prints_with_photos_and_for_both_signatures(room: list[RoomItem]) -> None:
    png = _png()
    do(lambda c: attach(c, item("YJ002"), "正面.png", png))
    made = papers.pages("property_register", "小邱", today=SATURDAY)
    marks = [m for page in made for m in page.marks]
    words = "".join(m.text for m in marks if isinstance(m, Text))
    assert "YJ001" in words and "保管人" in words and "财务" in words
    assert [m.data for m in marks if isinstance(m, Image)] == [png]


def test_labels_stand_on_their_sheets(room: list[RoomItem]) -> None:
    sheet = papers.pages("labels", "小邱", today=SATURDAY)
    roll = papers.pages("labels_roll", "小邱", today=SATURDAY)
    assert len(sheet) == 1 and len(roll) == 6
    assert (round(roll[0].width), round(roll[0].height)) == (170, 113)
    some = papers.pages("labels_small", "小邱", records=["YJ002"], today=SATURDAY)
    words = [m.text for m in some[0].marks if isinstance(m, Text)]
    assert "YJ002" in words and "YJ001" not in words
    shelves = [m.text for m in papers.pages("shelf_labels", "小邱", today=SATURDAY)[0].marks if isinstance(m, Text)]
    assert shelves == ["A柜-1", "A柜-2", "A柜-3"]


def test_the_card_follows_the_shelves(room: list[RoomItem]) -> None:
    made = papers.pages("room_round", "小邱", today=SATURDAY)
    words = [m.text for page in made for m in page.marks if isinstance(m, Text)]
    numbers = [w for w in words if w.startswith("YJ")]
    assert numbers == [f"YJ00{n}" for n in range(1, 7)]


def _png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    out = io.BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n")
    out.write(chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)))
    out.write(chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00\x00\xff\x00" * 2)))
    out.write(chunk(b"IEND", b""))
    return out.getvalue()
