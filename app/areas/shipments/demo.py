"""The demo company's deliveries: electronics with serial numbers over fourteen months, and what the orders shipped."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product
from app.masters.shipment import Shipment

MODELS = (("T8", "8寸平板电脑", "平板", "TA", 16), ("T10", "10寸平板电脑", "平板", "TB", 20), ("R110", "单频路由器", "路由器", "RA", 20),
          ("R210", "双频路由器", "路由器", "RB", 26), ("R350", "三频路由器", "路由器", "RC", 9))
BUYERS = ("深北数码商行", "渝江电子经营部", "鹿鸣网购旗舰店", "ARCTERN NETWORKS", "VELDHOEK IT BV", "甬澜通讯")
COUNTRIES = {"ARCTERN NETWORKS": "美国", "VELDHOEK IT BV": "荷兰"}
MONTHS = 14


def make(world: DemoWorld) -> None:
    """Write the models, their buyers and all deliveries."""
    begin = world.today - timedelta(days=30 * MONTHS)
    at = datetime.combine(begin, time(9)).astimezone()
    world.write(N_("Ship-out list"), "阿敏", lambda change: _write(change, world, begin), at)


def _write(change: Change, world: DemoWorld, begin: date) -> None:
    chance = world.chance
    products = change.add_all([Product(code=code, name=name, family=family, unit="台", per_carton=10)
                               for code, name, family, _prefix, _weight in MODELS])
    buyers = change.add_all([Company(name=name, short_name=name[:4], customer=True, country="内销" if ord(name[0]) > 255
                                     else COUNTRIES[name]) for name in BUYERS])
    counters = dict.fromkeys(range(len(MODELS)), 1)
    made: list[Shipment] = []
    day = begin
    while day <= world.today:
        for _n in range(chance.choice((0, 1, 1, 2)) if day.weekday() != 6 else 0):
            at = chance.choices(range(len(MODELS)), [m[4] for m in MODELS])[0]
            quantity = chance.choice((20, 40, 50, 80, 100, 120, 150, 200))
            prefix = f"{MODELS[at][3]}{day:%y%m}"
            first, counters[at] = counters[at], counters[at] + quantity
            made.append(Shipment(
                shipped=day, number=f"CH{day:%y%m}{len(made) + 1:04}", customer=chance.choice(buyers),
                product=products[at], description=MODELS[at][1], quantity=quantity, unit="台",
                first_serial=f"{prefix}{first:06}", last_serial=f"{prefix}{first + quantity - 1:06}",
                carrier=chance.choice(("专车", "专车", "快递", "货代仓", "自提"))))
        day += timedelta(days=1)
    lines = OrderLine.select(OrderLine, Order).join(Order).where(
        Order.state.in_(("shipped", "closed"))).order_by(OrderLine.id)
    made += [Shipment(shipped=line.required_ship, number=f"ZG{line.order.number[2:]}", customer=line.order.customer_id,
                      product=line.product_id, description=line.description, quantity=line.quantity, unit=line.unit,
                      lot=f"{line.colour}{line.id:04}", order=line.order, carrier="货柜")
             for line in lines if line.required_ship <= world.today]
    change.add_all(sorted(made, key=lambda s: s.shipped))
