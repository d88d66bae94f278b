"""The demo company's samples: one or two of many orders, some late, some waiting for the customer, some redone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from app.areas.samples.records import Sample
from app.areas.samples.requests import APPROVALS, SIGNERS, RequestLine, RequestSignature, SampleRequest
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Company, Person
from app.masters.order import Order, OrderLine

COURIERS = ("顺达", "中速", "DHE", "联飞")
REDONE = ("颜色偏深，照色板调", "LOGO偏左2mm", "杯盖太紧", "彩盒条码扫不出")
ARTICLES = (("彩盒", "350g白卡，过光胶"), ("硅胶密封圈", "Φ68，食品级"), ("吊卡", "双面彩印"), ("杯盖丝印", "单色，位置按图"),
            ("说明书", "A5 折页，英法双语"), ("不锈钢内胆", "304，0.4mm"), ("手提绳", "涤纶，8mm"))


def make(world: DemoWorld) -> None:
    """Write samples and sampling requests, dated as they would have come in."""
    begin = datetime.combine(world.today - timedelta(days=60), time(9, 40)).astimezone()
    world.write(N_("Samples planned"), "阿敏", lambda c: _samples(c, world), begin)
    world.write(N_("Sampling requests"), "廖晓岚", lambda c: _requests(c, world), begin)


def _samples(change: Change, world: DemoWorld) -> None:
    chance, today = world.chance, world.today
    lines = list(OrderLine.select(OrderLine, Order).join(Order).where(
        (OrderLine.deleted == 0) & OrderLine.inspection.is_null(False)
        & OrderLine.inspection.between((today - timedelta(days=45)).isoformat(),
                                       (today + timedelta(days=50)).isoformat())).order_by(OrderLine.id))
    made = []
    for line in lines:
        wanted = bool(line.shipping_sample)
        if wanted:
            made.append(_shipping(world, line))
        if chance.random() < 0.16:
            made.append(_pre_production(world, line))
    change.add_all(made)
    for sample in [s for s in made if s.result == "redo"]:
        again = today + timedelta(days=chance.randint(-2, 9))
        change.save(Sample(number=f"{sample.number}-2", kind=sample.kind, order_line=sample.order_line,
                           quantity=sample.quantity, retained=sample.retained, rule="fixed", send_by=again, round=2,
                           previous=sample, state="making", note=sample.comments))


def _shipping(world: DemoWorld, line: OrderLine) -> Sample:
    chance, today = world.chance, world.today
    sample = Sample(kind="shipping", order_line=line, quantity=chance.choice((2, 3, 3, 4, 6)), retained=1,
                    rule="inspection", rule_days=2, state="todo")
    leaves = line.inspection + timedelta(days=2)
    if leaves < today - timedelta(days=chance.choice((0, 0, 0, 2))):
        _sent(world, sample, leaves + timedelta(days=chance.choice((-1, 0, 0, 1))))
    elif leaves < today + timedelta(days=4):
        sample.state = chance.choice(("making", "inspect", "to_send"))
    return sample


def _pre_production(world: DemoWorld, line: OrderLine) -> Sample:
    chance, today = world.chance, world.today
    wanted = line.inspection - timedelta(days=chance.randint(18, 28))
    sample = Sample(kind=chance.choice(("pp", "pp", "approval", "photo", "first")), order_line=line,
                    quantity=chance.choice((2, 3, 4)), retained=1, rule="fixed", send_by=wanted, state="todo",
                    plan_finish=wanted - timedelta(days=2))
    if wanted < today - timedelta(days=chance.choice((0, 1, 3))):
        _sent(world, sample, wanted + timedelta(days=chance.choice((-2, -1, 0, 0, 1))))
    elif wanted < today + timedelta(days=6):
        sample.state = chance.choice(("todo", "making", "inspect", "to_send"))
    return sample


def _sent(world: DemoWorld, sample: Sample, day: date) -> None:
    """Send a sample on a day and let the customer answer in his time."""
    chance, today = world.chance, world.today
    day = min(day, today)
    sample.finished, sample.qc, sample.sent = day - timedelta(days=1), "pass", day
    sample.courier, sample.paid_by = chance.choice(COURIERS), chance.choice(("us", "us", "account"))
    sample.waybill = f"SD{chance.randint(10**11, 10**12 - 1)}"
    sample.freight = round(chance.uniform(48, 420), 2)
    if day + timedelta(days=6) > today:
        sample.state = "sent"
        return
    sample.received = day + timedelta(days=chance.randint(3, 6))
    roll = chance.random()
    if day + timedelta(days=11) > today or roll < 0.12:
        sample.state = "received"
    elif roll < 0.82 or sample.kind == "shipping":
        sample.result, sample.comments, sample.state = "approved", chance.choice(("OK", "OK，可大货")), "approved"
    else:
        sample.result, sample.comments, sample.state = "redo", chance.choice(REDONE), "redo"
        sample.category = chance.choice(("workmanship", "packing", "design"))


def _requests(change: Change, world: DemoWorld) -> None:
    chance, today = world.chance, world.today
    sales = list(Person.select().where(Person.post == "业务").order_by(Person.id))
    suppliers = list(Company.select().where(Company.supplier == 1).order_by(Company.id))
    orders = list(Order.select().where(Order.state.in_(("approved", "distributed", "producing")))
                  .order_by(Order.id).limit(60))
    for number in range(22):
        asked = today - timedelta(days=46 - 2 * number + chance.randint(0, 2))
        order = chance.choice(orders) if orders and chance.random() < 0.7 else None
        name, spec = chance.choice(ARTICLES)
        due = asked + timedelta(days=chance.randint(8, 14))
        state = "signed" if number < 10 else ("signing", "making", "making", "approving", "signing", "draft")[number % 6]
        request = SampleRequest(
            requested=asked, applicant=chance.choice(sales), order=order,
            customer=None if order is not None else Company.select().where(Company.customer == 1).first(),
            subject=name, purpose=chance.choice(("approval", "initial", "pp", "revised")),
            first_time=chance.random() < 0.4, due=due, supplier=chance.choice(suppliers), rohs=True, state=state)
        if state != "draft":
            request.sent_for_approval = asked
        if state in ("signing", "signed"):
            request.delivered = due if state == "signed" else today - timedelta(days=chance.choice((1, 2, 4)))
        if state == "signed":
            request.signed = due + timedelta(days=2)
            request.signed_number = f"QY{due:%y%m}-{number + 1:03}"
            request.place = f"签样柜-{number % 4 + 1}-{number % 9 + 1:02}"
        change.add_all([request])
        change.add_all([RequestLine(request=request, name=name, spec=spec, quantity=chance.choice((3, 5, 10)),
                                    retained=2, supplier=request.supplier,
                                    colour=chance.choice(("本色", "黑色", "按色板")))])
        _sign(change, world, request)


def _sign(change: Change, world: DemoWorld, request: SampleRequest) -> None:
    names = {"vp": "杨副总", "purchasing": "韦采购", "clerk": "阿敏", "sales": "廖晓岚", "quality": "岑若水",
             "engineering": "覃工"}
    for signature in RequestSignature.select().where(RequestSignature.request == request).order_by(
            RequestSignature.id):
        role = signature.role
        done = (request.state in ("making", "signing", "signed") and role in APPROVALS) or \
            (request.state == "signed" and role in SIGNERS) or \
            (request.state == "signing" and role == "quality" and world.chance.random() < 0.5)
        if done:
            signed_on: Any = request.requested if role in APPROVALS else request.delivered + timedelta(days=1)
            signature.name, signature.signed = names[role], signed_on
            signature.verdict = "ok" if role in SIGNERS else None
            change.save(signature)
