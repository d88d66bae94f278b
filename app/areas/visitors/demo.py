"""The demo company's visits: two or three a month, the last ones with something to follow up, two still to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.visitors import actions
from app.areas.visitors.records import CLOSED, PLANNED, RECEIVED, TOLD, Visit, VisitStop
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.domain.workdays import Calendar
from app.masters.calendar import office_calendar
from app.masters.company import Company, Department, Person
from app.masters.order import Order

ROUTE = (("09:30", "09:45", None, "前台", "接待、访客登记", "邱佩仪"), ("09:45", "10:30", "业务部", "二楼会议室", "公司介绍、议程确认", "邱佩仪"),
         ("10:30", "11:00", "工程部", "样板间", "新品与样板", "覃工"), ("11:00", "12:00", "生产部", "杯组、碗组车间", "生产线、首件", "温厂长"),
         ("14:00", "14:40", "品质部", "测试室", "测试设备与记录", "岑若水"), ("14:40", "15:10", "仓库", "成品仓", "包装、装柜现场", "蓝永福"),
         ("15:10", "16:30", "业务部", "二楼会议室", "订单讨论、总结", "邱佩仪"))
VISITORS = ("Ms. Anna, 采购经理；Mr. Jonas, 质检", "Mr. Kenji, 采购总监", "Ms. Marta, 跟单；Mr. Paolo, 设计", "审核员 2 人", "Mr. Tomas 一行")
NOTES = ("客户看了杯组线和测试室，对首件记录满意；要求新款十二月初出产前板。", "审核通过，两条一般不符合项，月底前回复整改。", "谈定两张翻单的交期，包装改用双语彩盒。", "看样后选定三款，要求报价含模具费。")
FOLLOW = ("寄产前板两套", "回复整改报告", "按新彩盒报价", "发会议纪要英文版")
DAYS = (-95, -80, -66, -52, -41, -33, -24, -17, -10, -6, -1, 3, 9)


def make(world: DemoWorld) -> None:
    """Write the visits of the last months and those to come."""
    calendar = office_calendar()
    for n, ahead in enumerate(DAYS):
        day = world.today + timedelta(days=ahead)
        day = day if calendar.is_workday(day) else calendar.next_workday(day)
        at = datetime.combine(min(day - timedelta(days=6), world.today - timedelta(days=1)), time(10, 20)).astimezone()
        world.write(N_("Visits"), "邱佩仪", partial(_one, world=world, day=day, n=n, calendar=calendar), at)


def _one(change: Change, world: DemoWorld, day: date, n: int, calendar: Calendar) -> None:
    chance = world.chance
    people: dict[str, Any] = {p.name: p for p in Person.select().order_by(Person.id.desc())}
    buyers = list(Company.select().where((Company.customer == 1) & (Company.deleted == 0)).order_by(Company.id).limit(15))
    company = chance.choice(buyers)
    order = Order.select().where((Order.customer == company) & (Order.deleted == 0)).order_by(Order.id.desc()).first()
    ago = (world.today - day).days
    visit = Visit(company=company, visitors=chance.choice(VISITORS), headcount=chance.randint(1, 5),
                  purpose=chance.choice(("look", "audit", "order", "order", "inspect", "sample")), day=day,
                  arrive="09:30", leave="16:30", host=people.get("邱佩仪"), escort=people.get(
                      chance.choice(("邱佩仪", "廖晓岚", "王小姐"))), room="二楼会议室", car="司机阿强，08:30 酒店接", meal="食堂小包间",
                  order=order if chance.random() < 0.6 else None, agenda="公司介绍、参观、订单讨论", prepare="报价表、样板、访客证、投影",
                  state=PLANNED if ago < -5 else TOLD if ago < 0 else RECEIVED)
    if visit.state != PLANNED:
        visit.told_on, visit.prepared = calendar.add_workdays(min(day, world.today), -2), True
    change.save(visit)
    if n == 0:
        places = {d.name: d for d in Department.select().where(Department.deleted == 0)}
        change.add_all([VisitStop(visit=visit, seq=k, at=first, until=last, department=places.get(where or ""),
                                  place=place, shows=shows, person=people.get(who))
                        for k, (first, last, where, place, shows, who) in enumerate(ROUTE, 1)])
    else:
        actions.usual_route(change, [visit])
    if visit.state == TOLD:
        actions.confirmed(change, [visit], {"department": actions.departments_of(visit)[0]})
    elif visit.state == RECEIVED:
        actions.confirmed(change, [visit])
    if ago > 2:
        visit.notes, visit.notes_on = chance.choice(NOTES), calendar.next_workday(day)
        visit.follow_up, visit.follow_up_by = chance.choice(FOLLOW), calendar.add_workdays(day, 10)
        visit.follow_up_owner, visit.state = people.get("王小姐"), CLOSED
        visit.followed_up = visit.follow_up_by if ago > 20 else None
        change.save(visit)
