"""Customer samples and sampling requests: what follows by itself, what is refused, what a tracker brings in."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, papers
from app.areas.samples import actions, signing
from app.areas.samples.dispatch import send_day
from app.areas.samples.importing import rule_of
from app.areas.samples.lights import sample_light
from app.areas.samples.planning import pieces_in
from app.areas.samples.printing import TINTS
from app.areas.samples.records import HERE, Sample
from app.areas.samples.requests import RequestLine, RequestSignature, SampleRequest
from app.database.change import Who, write
from app.database.duties import Duty
from app.database.ledger import Reason
from app.domain.light import AMBER, GREEN, RED
from app.domain.problem import Refused
from app.domain.workdays import Calendar
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product
from app.reports.paper_marks import Box, Text

ME = Who("王小姐", "PC-1")
SAMPLES = Path(__file__).parent / "samples"
EXPECT = json.loads((SAMPLES / "EXPECT.json").read_text(encoding="utf-8"))


def do(task: Any, reason: Reason | None = None) -> Any:
    return write("Test", ME, task, reason=reason).result


@pytest.fixture
def line(company: Path) -> OrderLine:
    def make(change: Any) -> OrderLine:
        firm = change.save(Company(name="QUOKKA PANTRY PTY", customer=True))
        order = change.save(Order(number="0026486", customer=firm, state="producing"))
        product = change.save(Product(code="LB800", name="饭盒"))
        return change.save(OrderLine(order=order, product=product, colour="白色", quantity=100,
                                     inspection=date(2026, 11, 26), required_ship=date(2026, 12, 4)))

    return do(make)


def new_sample(line: OrderLine, **values: Any) -> Sample:
    return do(lambda c: c.save(Sample(order_line=line, quantity=3, **values)))


def test_the_dispatch_follows_the_inspection(line: OrderLine) -> None:
    sample = new_sample(line, kind="shipping", rule="inspection", rule_days=2)
    assert sample.send_by == date(2026, 11, 28)
    assert (sample.order.number, sample.customer.name, sample.product.code) == ("0026486", "QUOKKA PANTRY PTY", "LB800")
    line.inspection = date(2026, 12, 3)
    do(lambda c: c.save(line), Reason("customer"))
    assert Sample.get_by_id(sample.id).send_by == date(2026, 12, 5)
    assert Duty.get((Duty.place == "sample") & (Duty.record == sample.id)).due == date(2026, 12, 5)


def test_the_dispatch_follows_the_confirmed_ship_date(line: OrderLine) -> None:
    sample = new_sample(line, rule="ship", rule_days=5)
    assert sample.send_by == date(2026, 11, 28)  # the 29th is a Sunday
    line.confirmed_ship = date(2026, 12, 8)
    do(lambda c: c.save(line), Reason("customer"))
    assert Sample.get_by_id(sample.id).send_by == date(2026, 12, 3)


def test_a_fixed_day_and_a_sample_that_left_stay(line: OrderLine) -> None:
    fixed = new_sample(line, rule="fixed", send_by=date(2026, 11, 20))
    sent = new_sample(line, rule="inspection", rule_days=2, sent=date(2026, 11, 25))
    line.inspection = date(2026, 12, 3)
    do(lambda c: c.save(line), Reason("customer"))
    assert Sample.get_by_id(fixed.id).send_by == date(2026, 11, 20)
    assert Sample.get_by_id(sent.id).send_by == date(2026, 11, 28)


def test_a_day_entered_by_hand_stays_until_the_inspection_moves(line: OrderLine) -> None:
    sample = new_sample(line, rule="inspection", rule_days=2)
    sample.send_by = date(2026, 12, 1)
    do(lambda c: c.save(sample))
    assert Sample.get_by_id(sample.id).send_by == date(2026, 12, 1)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_no_sample_leaves_on_a_day_off(base: date, days: int) -> None:
    calendar = Calendar(frozenset({6}))
    for rule in ("inspection", "ship"):
        day = send_day(rule, days, base, calendar)
        assert calendar.is_workday(day)
    assert send_day("ship", days, base, calendar) <= base - timedelta(days=days)
    assert send_day("inspection", days, base, calendar) >= base


def test_sending_many_shares_the_freight_to_the_last_fen(line: OrderLine) -> None:
    numbers = [new_sample(line, rule="fixed", send_by=date(2026, 11, 20)).id for _n in range(3)]
    answers = {"sent": date(2026, 11, 21), "courier": "顺达", "waybill": "SD1", "freight": Decimal("100.00")}
    do(lambda c: actions.send(c, list(Sample.select().where(Sample.id.in_(numbers))), answers))
    found = [Sample.get_by_id(n) for n in numbers]
    assert {s.state for s in found} == {"sent"}
    assert sum(s.freight for s in found) == Decimal("100.00")
    assert {s.waybill for s in found} == {"SD1"}
    assert {s.next_due for s in found} == {date(2026, 12, 5)}


@given(st.decimals(0, 100_000, places=2), st.integers(1, 40))
def test_shares_add_up(amount: Decimal, parts: int) -> None:
    shares = actions.shared(amount, parts)
    assert sum(shares) == amount
    assert max(shares) - min(shares) <= Decimal("0.01")


def test_to_be_redone_opens_the_next_round_once(line: OrderLine) -> None:
    sample = new_sample(line, number="YB26-301", rule="fixed", send_by=date(2026, 11, 20), sent=date(2026, 11, 19),
                        waybill="1")
    do(lambda c: actions.heard(c, [Sample.get_by_id(sample.id)], {"result": "redo", "comments": "颜色偏深"}))
    again = Sample.get(Sample.number == "YB26-301-2")
    assert (again.round, again.previous_id, again.state, again.note) == (2, sample.id, "todo", "颜色偏深")
    first = Sample.get_by_id(sample.id)
    first.note = "x"
    do(lambda c: c.save(first))
    assert Sample.select().count() == 2
    do(lambda c: actions.send(c, [Sample.get_by_id(again.id)], {"waybill": "2"}))
    do(lambda c: actions.heard(c, [Sample.get_by_id(again.id)], {"result": "redo"}))
    assert Sample.get(Sample.round == 3).number == "YB26-301-3"


def test_states_follow_the_days_and_wrong_moves_are_refused(line: OrderLine) -> None:
    sample = new_sample(line, rule="fixed", send_by=date(2026, 11, 20))
    sample.sent, sample.waybill = date(2026, 11, 20), "1"
    do(lambda c: c.save(sample))
    assert sample.state == "sent"
    sample.state = "todo"
    sample.sent = None
    with pytest.raises(Refused, match="待做"):
        do(lambda c: c.save(sample))


def test_an_approved_sample_does_not_go_back_in_silence(line: OrderLine) -> None:
    sample = new_sample(line, rule="fixed", send_by=date(2026, 11, 20), sent=date(2026, 11, 19), result="approved")
    assert sample.state == "approved"
    again = Sample.get_by_id(sample.id)
    again.state = "todo"
    with pytest.raises(Refused, match="已批准"):
        do(lambda c: c.save(again))
    chosen = new_sample(line, rule="fixed", send_by=date(2026, 11, 20))
    chosen = Sample.get_by_id(chosen.id)
    chosen.state = "sent"
    do(lambda c: c.save(chosen))
    assert Sample.get_by_id(chosen.id).sent == date.today()


def test_the_light_of_a_line(line: OrderLine) -> None:
    assert sample_light([line.id]) == {}
    sample = new_sample(line, kind="pp", rule="fixed", send_by=date.today() + timedelta(days=3))
    assert sample_light([line.id]) == {line.id: AMBER}
    sample.send_by = date.today() - timedelta(days=1)
    do(lambda c: c.save(sample))
    assert sample_light([line.id]) == {line.id: RED}
    sample.result, sample.sent, sample.waybill = "approved", date.today(), "1"
    do(lambda c: c.save(sample))
    assert sample_light([line.id]) == {line.id: GREEN}


def words_of(made: list[Any]) -> list[str]:
    return [m.text for page in made for m in page.marks if isinstance(m, Text)]


def test_the_tracker_tints_what_is_late(line: OrderLine) -> None:
    new_sample(line, number="YB-LATE", rule="fixed", send_by=date(2026, 11, 20))
    new_sample(line, number="YB-GOOD", rule="fixed", send_by=date(2026, 12, 20))
    made = papers.pages("sample_tracker", "王小姐", today=date(2026, 11, 23))
    assert {"YB-LATE", "YB-GOOD"} <= set(words_of(made))
    tinted = [m for m in made[0].marks if isinstance(m, Box) and m.ground == TINTS["late"]]
    assert len(tinted) == 1


def test_one_parcel_has_one_label(line: OrderLine) -> None:
    for waybill in ("SD1", "SD1", "SD2"):
        new_sample(line, rule="fixed", send_by=date(2026, 11, 20), sent=date(2026, 11, 20), waybill=waybill, retained=1)
    numbers = [str(s.number) for s in Sample.select()]
    roll = papers.pages("sample_labels_roll", "王小姐", records=numbers, today=date(2026, 11, 23))
    sheet = papers.pages("sample_labels", "王小姐", records=numbers, today=date(2026, 11, 23))
    assert (len(roll), len(sheet)) == (2, 1)
    assert [w for w in words_of(roll[:1]) if w.startswith("YB")] == [
        f"{n}  LB800  白色  2 件" for n in numbers[:2]]


def test_the_dispatch_list_and_the_request_print_what_they_are_about(line: OrderLine) -> None:
    sample = new_sample(line, rule="fixed", send_by=date(2026, 11, 20))
    words = words_of(papers.pages("sample_dispatch", "王小姐", records=[sample.number]))
    assert "QUOKKA PANTRY PTY" in words and sample.number in words and "3" in words
    request = request_with_line(first_time=True)
    do(lambda c: signing.send_for_approval(c, [fresh(request)]))
    words = words_of(papers.pages("sample_request", "王小姐", records=[request.number]))
    assert "彩盒" in words and "副总" in words and any("结构、尺寸、功能" in w for w in words)


def request_with_line(**values: Any) -> SampleRequest:
    def make(change: Any) -> SampleRequest:
        request = change.save(SampleRequest(requested=date(2026, 11, 2), due=date(2026, 11, 12), **values))
        change.save(RequestLine(request=request, name="彩盒", quantity=3))
        return request

    return do(make)


def fresh(request: SampleRequest) -> SampleRequest:
    return SampleRequest.get_by_id(request.id)


def test_a_request_goes_through_its_signatures_in_order(company: Path) -> None:
    request = request_with_line(first_time=True)
    do(lambda c: signing.send_for_approval(c, [fresh(request)]))
    assert fresh(request).waiting_for == "vp"
    with pytest.raises(Refused, match="副总"):
        do(lambda c: signing.sign(("purchasing",))(c, [fresh(request)], {"name": "采购甲"}))
    with pytest.raises(Refused, match="谁签"):
        do(lambda c: signing.sign(("vp",))(c, [fresh(request)]))
    do(lambda c: signing.sign(("vp",))(c, [fresh(request)], {"name": "杨副总"}))
    do(lambda c: signing.sign(("purchasing",))(c, [fresh(request)], {"name": "采购甲"}))
    do(lambda c: signing.sign(("clerk",))(c, [fresh(request)]))
    assert {s.role: s.name for s in RequestSignature.select() if s.signed} == {
        "vp": "杨副总", "purchasing": "采购甲", "clerk": ME.name}
    assert fresh(request).state == "making"
    do(lambda c: signing.sample_in(c, [fresh(request)], {"delivered": date(2026, 11, 12)}))
    assert (fresh(request).state, fresh(request).sign_due) == ("signing", date(2026, 11, 16))
    for role in ("sales", "quality"):
        do(lambda c, r=role: signing.sign((r,))(c, [fresh(request)], {
            "name": r, "signed": date(2026, 11, 13)}))
    assert (fresh(request).state, fresh(request).waiting_for) == ("signing", "engineering")
    do(lambda c: signing.sign(("engineering",))(c, [fresh(request)], {
        "name": "韦工", "signed": date(2026, 11, 14)}))
    done = fresh(request)
    assert (done.state, done.signed) == ("signed", date(2026, 11, 14))
    assert done.signed_number.startswith("QY")
    assert not Duty.select().where(Duty.place == "sample_request").exists()
    with pytest.raises(Refused):
        do(lambda c: signing.put_away(c, [fresh(request)], {}))
    do(lambda c: signing.put_away(c, [fresh(request)], {"place": "签样柜-1"}))
    assert (fresh(request).place, fresh(request).signed_number) == ("签样柜-1", done.signed_number)


def test_engineering_signs_the_first_time_only(company: Path) -> None:
    request = request_with_line()
    do(lambda c: signing.send_for_approval(c, [fresh(request)]))
    assert {s.role for s in RequestSignature.select()} == {"vp", "purchasing", "clerk", "sales", "quality"}


def test_one_refusal_opens_the_next_round_with_what_was_said(company: Path) -> None:
    request = request_with_line()
    do(lambda c: signing.send_for_approval(c, [fresh(request)]))
    for roles in (("vp",), ("purchasing", "clerk")):
        do(lambda c, r=roles: signing.sign(r)(c, [fresh(request)], {"name": "某某"}))
    do(lambda c: signing.sample_in(c, [fresh(request)]))
    do(lambda c: signing.sign(("sales",))(c, [fresh(request)], {"name": "王小姐", "verdict": "ng", "comment": "文字错"}))
    assert fresh(request).state == "redo"
    again = SampleRequest.get(SampleRequest.previous == request)
    assert (again.round, again.state, again.number) == (2, "draft", f"{request.number}-2")
    assert RequestLine.get(RequestLine.request == again).last_comments == "文字错"


def test_a_request_without_articles_is_not_sent(company: Path) -> None:
    request = do(lambda c: c.save(SampleRequest(requested=date(2026, 11, 2), due=date(2026, 11, 12))))
    with pytest.raises(Refused, match=request.number):
        do(lambda c: signing.send_for_approval(c, [fresh(request)]))


@pytest.mark.parametrize(("text", "rule"), [
    ("验货后2天寄", ("inspection", 2)), ("验货后3个工作日", ("inspection", 3)), ("ETD前7天", ("ship", 7)),
    ("走货前5天寄", ("ship", 5)), ("固定日期", ("fixed", None)), ("", ("fixed", None))])
def test_rules_are_read(text: str, rule: tuple[str, int | None]) -> None:
    assert rule_of(text) == rule


@pytest.mark.parametrize(("said", "pieces"), [("要", None), ("要3个", 3), ("2套", 2), ("0", None), ("", None)])
def test_pieces_named_on_an_order_are_read(said: str, pieces: int | None) -> None:
    assert pieces_in(said) == pieces


@given(st.text(max_size=30))
def test_any_text_is_some_rule(text: str) -> None:
    assert rule_of(text)[0] in ("inspection", "ship", "fixed")


def test_the_tracker_comes_in_as_it_stands(company: Path) -> None:
    today = date(2026, 11, 21)
    orders = plan_workbook(catalogue.imports()["orders"], read_workbook(SAMPLES / "生产排期表.xlsx"), today)
    do(lambda c: apply_plan(c, orders))
    spec = catalogue.imports()["samples"]
    made = plan_workbook(spec, read_workbook(SAMPLES / "样板跟踪.xlsx"), today)
    wanted = next(f for f in EXPECT["files"] if f["file"] == "样板跟踪.xlsx")["sheets"][0]
    said = {(p.row, p.kind) for p in made.sheets[0].problems}
    assert {(6, "text_quantity"), (15, "date_order"), (19, "text_date"), (24, "unknown_order")} <= said
    counts = do(lambda c: apply_plan(c, made))
    assert counts["new"] == wanted["records"] == Sample.select().count()
    assert sum(s.quantity or 0 for s in Sample.select()) == wanted["sums"]["G"]
    late = sorted(s.number for s in Sample.select().where(Sample.state.in_(HERE) & (Sample.send_by < "2026-11-21")))
    assert late == wanted["facts"]["late_on_2026-11-21"]
    assert Sample.get(Sample.number == "YB26-309").waybill == "773900412345678"
    assert "2套+1个盖" in Sample.get(Sample.number == "YB26-304").note
    first = Sample.get(Sample.number == "YB26-301")
    assert (first.order.number, first.order_line.colour, first.courier, str(first.freight)) == (
        "0026486", "白色", "顺达", "99.02")
    assert Sample.get(Sample.number == "YB26-322").order_id is None
    again = plan_workbook(spec, read_workbook(SAMPLES / "样板跟踪.xlsx"), today)
    assert {r.standing for r in again.sheets[0].rows} == {"same"}
