"""The demo company's supplies: a cupboard counted in spring, slips every few days, a request each month."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.supplies import actions
from app.areas.supplies.records import (
    CountLine,
    IssueLine,
    RequestLine,
    SupplyCount,
    SupplyIssue,
    SupplyItem,
    SupplyRequest,
)
from app.database.change import Change
from app.domain.months import month_moved
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Department

ITEMS = (("A4复印纸", "70g 500张", "包", 18.5, 20, 9), ("中性笔", "0.5 黑", "支", 1.2, 30, 9), ("中性笔芯", "0.5 黑", "支", 0.6, 40, 8), ("记号笔", "双头 黑", "支", 2.5, 12, 5),
         ("文件夹", "A4 双夹", "个", 4.8, 10, 4), ("档案盒", "55mm", "个", 7.5, 8, 3), ("订书钉", "24/6", "盒", 1.5, 10, 4), ("透明胶", "48mm", "卷", 3.2, 20, 6),
         ("固体胶", "21g", "支", 2.2, 10, 3), ("便利贴", "76×76", "本", 2.8, 12, 4), ("标签纸", "A4 不干胶", "包", 12, 6, 3), ("5号电池", "碱性", "节", 1.8, 20, 3),
         ("回形针", "29mm", "盒", 1.6, 8, 2), ("垃圾袋", "45×50", "卷", 4.5, 10, 4), ("计算器", "12位", "个", 28, 2, 1), ("笔记本", "A5 80张", "本", 5.5, 10, 3))
PEOPLE = {"业务部": "邱佩仪", "生产部": "阿敏", "品质部": "岑若水", "工程部": "覃工", "采购部": "韦采购", "仓库": "蓝永福", "财务部": "莫会计"}
MONTHS = 6


def make(world: DemoWorld) -> None:
    """Write articles with a first count, then month by month slips, the request and its collection."""
    first = month_moved(world.today.replace(day=1), -MONTHS)
    world.write(N_("Counts of supplies"), "阿敏", partial(_begin, first=first), _at(first))
    for n in range(MONTHS + 1):
        month = month_moved(first, n)
        after = min(month_moved(month, 1), world.today + timedelta(days=1))
        world.write(N_("Issue slips"), "阿敏", partial(_slips, world=world, first=month, after=after),
                    _at(after - timedelta(days=1)))
        if month.replace(day=13) <= world.today:
            world.write(N_("Supply requests"), "阿敏", partial(_request, world=world, month=month),
                        _at(month.replace(day=13)))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10)).astimezone()


def _begin(change: Change, first: date) -> None:
    items = change.add_all([SupplyItem(name=name, spec=spec, unit=unit, price=price, least=least, place="行政部文具柜")
                            for name, spec, unit, price, least, _often in ITEMS])
    count = SupplyCount(day=first, counter="阿敏", observer="莫会计", note="启用盘点")
    change.save(count)
    change.add_all([CountLine(sheet=count, item=item, counted=row[4] * 2) for item, row in zip(items, ITEMS, strict=True)])


def _slips(change: Change, world: DemoWorld, first: date, after: date) -> None:
    chance = world.chance
    items = list(SupplyItem.select().where(SupplyItem.deleted == 0).order_by(SupplyItem.id))
    departments = {d.name: d for d in Department.select().where(Department.name.in_(list(PEOPLE))).order_by(Department.id)}
    if not departments:
        return
    slips: list[SupplyIssue] = []
    lines: list[tuple[SupplyIssue, Any, int]] = []
    day = first
    while day < after:
        if day.weekday() != 6 and chance.random() < 0.45:
            name = chance.choice(sorted(departments))
            slip = SupplyIssue(day=day, department=departments[name], taken_by=PEOPLE[name], issued_by="阿敏",
                               number=f"LY{day:%y%m}-{len(slips) + 1:03}", signed=(world.today - day).days > 5)
            slips.append(slip)
            chosen = {i.id: i for i in chance.choices(items, [r[5] for r in ITEMS], k=chance.randint(1, 4))}.values()
            lines += [(slip, item, chance.choice((1, 1, 2, 2, 3, 5)) if item.price < 10 else 1) for item in chosen]
        day += timedelta(days=1)
    change.add_all(slips)
    change.add_all([IssueLine(issue=slip, item=item, quantity=quantity) for slip, item, quantity in lines])


def _request(change: Change, world: DemoWorld, month: date) -> None:
    """Write the request for the month after this one, and take the one for this month in."""
    for old in SupplyRequest.select().where(SupplyRequest.state == "approved"):
        old.collected, old.state = month.replace(day=13), "collected"
        change.save(old)
    day = month.replace(day=12)
    request = SupplyRequest(month=actions.next_month(month), applicant="阿敏", manager="温厂长", cost="莫会计")
    change.save(request)
    actions.fill(change, [request])
    if not RequestLine.select().where(RequestLine.request == request).exists():
        item = SupplyItem.select().order_by(SupplyItem.id).get()
        change.add_all([RequestLine(request=request, item=item, quantity=10)])
    request.asked, request.state = day, "manager"
    change.save(request)
    if (world.today - day).days > 8:
        request.manager_signed, request.state = day + timedelta(days=1), "cost"
        change.save(request)
    if (world.today - day).days > 20:
        request.cost_signed, request.state = day + timedelta(days=2), "approved"
        change.save(request)
