"""The demo company's sample room: some sixty samples, loans, repairs, changes, and the rounds of five Saturdays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.sample_room.closing import close_round
from app.areas.sample_room.records import RoomItem, RoomLoan, RoomMove, RoomRepair
from app.areas.sample_room.rounds import RoomRound, begin_round
from app.areas.sample_room.scanning import Walk, spots
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Department, Person
from app.masters.product import Product

COLOURS = ("黑色", "白色", "本色", "樱花粉", "薄荷绿", "雾霾蓝")
BORROWERS = (("廖晓岚", "业务部", "见客户"), ("邱佩仪", "业务部", "拍照"), ("覃工", "工程部", "量结构"), ("岑若水", "品质部", "对色"))
FAULTS = ("杯盖漏水", "按键失灵", "涂层划伤", "手柄松动", "鸣笛不响")
ITEMS, ROUNDS = 60, 5


def make(world: DemoWorld) -> None:
    """Write the register and what happened with it, dated as it happened."""
    begin = datetime.combine(world.today - timedelta(days=100), time(10)).astimezone()
    world.write(N_("Register of the sample room"), "小邱", lambda c: _items(c, world), begin)
    for weeks in range(ROUNDS, 0, -1):
        saturday = world.today - timedelta(days=world.today.weekday() + 2) - timedelta(weeks=weeks - 1)
        at = datetime.combine(saturday, time(15, 20)).astimezone()
        world.write(N_("Saturday round"), "小邱", partial(_round, world=world, saturday=saturday), at)
        if weeks % 2:
            world.write(N_("Repairs"), "覃工", partial(_mend, saturday=saturday), at + timedelta(days=3))
    world.write(N_("Loans"), "小邱", lambda c: _loans(c, world), datetime.combine(
        world.today - timedelta(days=12), time(11)).astimezone())
    world.write(N_("Changes of property"), "小邱", lambda c: _moves(c, world), datetime.combine(
        world.today - timedelta(days=9), time(16)).astimezone())


def _items(change: Change, world: DemoWorld) -> None:
    chance, today = world.chance, world.today
    products = list(Product.select().order_by(Product.id))
    clerks = list(Person.select().where(Person.post == "跟单").order_by(Person.id))
    made = []
    for n in range(ITEMS):
        product = products[n % len(products)]
        cabinet, shelf, slot = "AB"[n // 32], n // 8 % 4 + 1, n % 8 + 1
        made.append(RoomItem(
            number=f"YJ{n + 1:03}", category=product.family, machine=product.code, name=product.name, product=product,
            serial=f"{product.code[:2]}26{chance.randint(10**6, 10**7 - 1)}", colour=chance.choice(COLOURS),
            accessories=chance.choice(("彩盒、说明书", "彩盒、吊卡", "杯刷、彩盒、说明书", "彩盒")),
            origin=chance.choice(("打样", "大货抽", "展会")), place=f"{cabinet}柜-{shelf}-{slot:02}",
            since=today - timedelta(days=chance.randint(110, 700)), value=round(chance.uniform(18, 160), 2),
            custodian=chance.choice(clerks), state="ok"))
    change.add_all(made)


def _round(change: Change, world: DemoWorld, saturday: date) -> None:
    chance = world.chance
    record = begin_round(change, saturday)
    walk = Walk(spots())
    for spot in list(walk.left()):
        roll = chance.random()
        if roll < 0.012:
            continue
        walk.scan(spot.number)
        finding = walk.finding(spot.number)
        assert finding is not None
        if roll > 0.985:
            finding.faulty, finding.fault = True, chance.choice(FAULTS)
        elif roll > 0.965 and spot.accessories:
            finding.lacks = spot.accessories[:1]
        elif roll > 0.95:
            walk.take_back(spot.number)
            walk.shelf = "B柜-4"
            walk.scan(spot.number)
            walk.shelf = ""
    close_round(change, record.id, walk, saturday, new_places=False)
    closed = RoomRound.get_by_id(record.id)
    if closed.missing and saturday < world.today - timedelta(days=20):
        closed.admin_told = saturday + timedelta(days=2)
        change.save(closed)


def _mend(change: Change, saturday: date) -> None:
    query = RoomRepair.select().where(RoomRepair.state.in_(("open", "work")) & (RoomRepair.opened < saturday))
    for repair in query.order_by(RoomRepair.id):
        repair.finished, repair.done, repair.repairer, repair.state = saturday + timedelta(days=3), "已换件", "覃工", "done"
        change.save(repair)


def _loans(change: Change, world: DemoWorld) -> None:
    chance, today = world.chance, world.today
    items = list(RoomItem.select().where(RoomItem.state == "ok").order_by(RoomItem.id))
    departments = {d.name: d for d in Department.select()}
    for n, item in enumerate(chance.sample(items, 9)):
        who, where, purpose = BORROWERS[n % len(BORROWERS)]
        lent = today - timedelta(days=chance.randint(4, 30))
        loan: Any = RoomLoan(item=item, borrower=who, department=departments.get(where), purpose=purpose, lent=lent,
                             due_back=lent + timedelta(days=7))
        if n >= 4:
            loan.returned, loan.condition = lent + timedelta(days=chance.randint(2, 8)), "good"
            loan.returned = min(loan.returned, today)
        change.save(loan)


def _moves(change: Change, world: DemoWorld) -> None:
    today = world.today
    items = list(RoomItem.select().where(RoomItem.state == "ok").order_by(RoomItem.id).limit(30))
    for n, days in enumerate((60, 41, 25, 8)):
        old, day = items[7 * n], today - timedelta(days=days)
        new = change.save(RoomItem(
            number=f"YJ{ITEMS + n + 1:03}", category=old.category, machine=old.machine, name=old.name, product=old.product,
            colour="香槟金", accessories=old.accessories, origin="大货抽", place=old.place, since=day,
            value=old.value, custodian=old.custodian, state="ok"))
        done = days > 20
        change.save(RoomMove(
            day=day, kind="replace", come=new, gone=old, reason="旧款停产，换新款",
            finance_informed=day + timedelta(days=1) if done else None,
            custodian_signed=day + timedelta(days=3) if done else None,
            finance_signed=day + timedelta(days=4) if days > 30 else None))
