"""Steps that name a post: who holds it signs, once the company has given roles; before that everybody may."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas.orders import actions as order_actions
from app.areas.samples import signing
from app.areas.samples.requests import RequestLine, RequestSignature, SampleRequest
from app.areas.supplies import actions as supply_actions
from app.areas.supplies.records import RequestLine as SupplyLine
from app.areas.supplies.records import SupplyItem, SupplyRequest
from app.database import rights
from app.database.change import Who, write
from app.database.rights import Holder, Post
from app.database.undo import undo
from app.domain.problem import Refused
from app.masters.company import Company, Department, Person
from app.masters.order import SIGNERS, Order, SignOff
from app.masters.signing_posts import DEPUTY_GENERAL_MANAGER, GENERAL_MANAGER, PLANT_MANAGER, QUALITY

DAY = date(2026, 11, 20)
STAFF = {name: Who(name, "PC", account) for name, account in (
    ("老板", "boss"), ("陶总", "tao"), ("杨副总", "yang"), ("廖晓岚", "liao"), ("岑若水", "cen"), ("韦采购", "wei"),
    ("覃工", "qin"), ("温厂长", "wen"), ("阿敏", "amin"))}
CLERK = STAFF["阿敏"]


def do(who: str, task: Any) -> Any:
    return write("test", STAFF[who], task)


@pytest.fixture
def staff(company: Path) -> None:
    def give(change: Any) -> None:
        for name, department, post, role in (
                ("老板", None, None, "admin"), ("陶总", None, "总经理", "head"), ("杨副总", None, "副总", "head"),
                ("廖晓岚", "业务部", "业务", "clerk"), ("岑若水", "品质部", "主管", "head"),
                ("韦采购", "采购部", None, None), ("覃工", "工程部", "主管", "head"), ("温厂长", "生产部", "厂长", "head"),
                ("阿敏", "生产部", "跟单", "clerk")):
            where = Department.get_or_none(Department.name == department) if department else None
            if department and where is None:
                where = change.save(Department(name=department))
            change.save(Person(name=name, account=STAFF[name].account, department=where, post=post, role=role))

    do("老板", give)


def order_in_sign_off() -> Order:
    def make(change: Any) -> Order:
        order = change.save(Order(number="ZB1", customer=change.save(Company(name="K"))))
        order_actions.send_for_sign_off(change, [order])
        return order

    return write("test", CLERK, make).result


def sign_off(who: str, *roles: str, **values: Any) -> None:
    def task(change: Any) -> None:
        for role in roles:
            found = SignOff.get((SignOff.role == role) & (SignOff.deleted == 0))
            for name, value in {"name": who, "signed": DAY, **values}.items():
                setattr(found, name, value)
            change.save(found)

    do(who, task)


def approve(who: str) -> None:
    do(who, lambda change: order_actions.approve(change, [Order.get()]))


def test_an_order_is_signed_by_those_whose_step_it_is(staff: None) -> None:
    order_in_sign_off()
    for role, named in (("sales", "廖晓岚"), ("gm", "陶总"), ("packaging", "温厂长")):
        with pytest.raises(Refused, match=named):
            sign_off("阿敏", role)
    with pytest.raises(Refused, match="陶总"):
        sign_off("岑若水", "gm")
    sign_off("廖晓岚", "sales")
    sign_off("岑若水", "software", "packaging", "electronics")
    sign_off("陶总", "gm")
    with pytest.raises(Refused, match="总经理"):
        sign_off("阿敏", "gm", signed=None)
    with pytest.raises(Refused, match="总经理"):
        do("阿敏", lambda change: change.delete(SignOff.get(SignOff.role == "gm")))
    with pytest.raises(Refused, match="总经理"):
        sign_off("廖晓岚", "sales", role="gm")
    approve("阿敏")
    assert Order.get().state == "approved"


def test_a_signature_taken_off_an_order_is_not_got_round(staff: None) -> None:
    order_in_sign_off()
    sign_off("老板", *(role for role, _label in SIGNERS if role != "gm"))
    taken = do("阿敏", lambda change: change.delete(SignOff.get(SignOff.role == "gm")))
    with pytest.raises(Refused):
        approve("阿敏")
    undo(taken.entry, CLERK)
    sign_off("老板", "gm")
    approve("阿敏")


def test_everybody_signs_everything_while_there_are_no_roles(company: Path) -> None:
    order_in_sign_off()
    sign_off("阿敏", *(role for role, _label in SIGNERS))
    approve("阿敏")


def sampling(first_time: bool = True) -> None:
    def make(change: Any) -> None:
        request = change.save(SampleRequest(requested=DAY, due=date(2026, 12, 1), first_time=first_time))
        change.save(RequestLine(request=request, name="彩盒", quantity=3))
        signing.send_for_approval(change, [request])

    do("阿敏", make)


def sign_sample(who: str, *roles: str, **said: Any) -> None:
    do(who, lambda change: signing.sign(roles)(change, [SampleRequest.get()], said))


def to_state(who: str, state: str) -> None:
    def task(change: Any) -> None:
        request = SampleRequest.get()
        request.state = state
        change.save(request)

    do(who, task)


def test_a_sampling_request_is_signed_by_those_whose_step_it_is(staff: None) -> None:
    sampling()
    for who in ("阿敏", "岑若水"):
        with pytest.raises(Refused, match="杨副总"):
            sign_sample(who, "vp")
    with pytest.raises(Refused):
        to_state("阿敏", "making")
    sign_sample("杨副总", "vp")
    sign_sample("阿敏", "purchasing", "clerk")
    assert {s.role for s in RequestSignature.select().where(RequestSignature.signed.is_null(False))} == {"vp", "clerk"}
    sign_sample("韦采购", "purchasing")
    assert SampleRequest.get().state == "making"
    do("阿敏", lambda change: signing.sample_in(change, [SampleRequest.get()], {"delivered": DAY}))
    for role, named in (("sales", "廖晓岚"), ("quality", "岑若水"), ("engineering", "覃工")):
        with pytest.raises(Refused, match=named):
            sign_sample("阿敏", role)
        sign_sample(named, role)
    assert SampleRequest.get().state == "signed"


def test_a_samples_verdict_is_its_departments(staff: None) -> None:
    sampling()
    sign_sample("老板", "vp", "purchasing", "clerk")
    do("阿敏", lambda change: signing.sample_in(change, [SampleRequest.get()], {"delivered": DAY}))
    sign_sample("岑若水", "quality", verdict="conditional", comment="字偏")

    def better(change: Any) -> None:
        found = RequestSignature.get(RequestSignature.role == "quality")
        found.verdict = "ok"
        change.save(found)

    with pytest.raises(Refused, match="岑若水"):
        do("覃工", better)
    do("岑若水", better)


def supply_step(who: str, step: Any) -> None:
    do(who, lambda change: step(change, [SupplyRequest.get()]))


def test_a_supply_request_is_signed_by_plant_manager_and_cost_department(staff: None) -> None:
    def make(change: Any) -> None:
        request = change.save(SupplyRequest(month="2026-12"))
        change.save(SupplyLine(request=request, item=change.save(SupplyItem(name="笔")), quantity=1))
        supply_actions.hand_in(change, [request])

    def jump(change: Any) -> None:
        request = SupplyRequest.get()
        request.state = "cost"
        change.save(request)

    do("阿敏", make)
    for who in ("阿敏", "岑若水"):
        with pytest.raises(Refused, match="温厂长"):
            supply_step(who, supply_actions.sign)
    with pytest.raises(Refused):
        do("阿敏", jump)
    supply_step("阿敏", supply_actions.send_back)
    supply_step("阿敏", supply_actions.hand_in)
    supply_step("温厂长", supply_actions.sign)
    for step in (supply_actions.sign, supply_actions.send_back):
        with pytest.raises(Refused, match="成本部"):
            supply_step("阿敏", step)
    supply_step("岑若水", supply_actions.send_back)
    supply_step("阿敏", supply_actions.hand_in)
    supply_step("温厂长", supply_actions.sign)
    supply_step("岑若水", supply_actions.sign)
    supply_step("阿敏", supply_actions.collect)
    assert SupplyRequest.get().state == "collected"


@pytest.mark.parametrize(("post", "text", "is_it"), [
    (GENERAL_MANAGER, "总经理", True), (GENERAL_MANAGER, "副总经理", False), (GENERAL_MANAGER, "总经理助理", False),
    (DEPUTY_GENERAL_MANAGER, "常务副总", True), (DEPUTY_GENERAL_MANAGER, "副总经理", True),
    (DEPUTY_GENERAL_MANAGER, "总经理", False), (PLANT_MANAGER, "厂长", True), (PLANT_MANAGER, "副厂长", False),
    (QUALITY, "QC", True), (QUALITY, "质检员", True), (QUALITY, "品管主管", True), (QUALITY, "仓管", False)])
def test_a_post_is_known_by_its_words(post: Post, text: str, is_it: bool) -> None:
    assert (post.holders({"a": Holder("甲", "clerk", text)}) == ["a"]) is is_it


def test_where_nobody_has_a_post_its_heads_sign_and_readers_never_do(staff: None) -> None:
    known = {"a": Holder("甲", "reader", "总经理"), "b": Holder("乙", "head"), "c": Holder("丙", "clerk")}
    assert GENERAL_MANAGER.holders(known) == ["b"]
    assert rights.holds("boss", GENERAL_MANAGER)
