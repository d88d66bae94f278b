"""The demo company's day book: what managers asked for and which mails came in over the last weeks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.day_book.records import CALL, MAIL, TASK, DayTask
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Company, Person
from app.masters.order import Order

TASKS = (("交一份本周未走货清单", "温厂长"), ("核对水壶线下周产能", "温厂长"), ("查上月验货不合格次数", "岑若水"), ("把客户来访路线图打出来", "邱佩仪"),
         ("统计十月加班与产量对照", "温厂长"), ("补签三张领料单", "蓝永福"), ("确认礼盒说明书版本", "覃工"), ("催彩盒厂打样", "韦采购"),
         ("整理二楼会议室样机标签", "邱佩仪"), ("给财务核对快递费", "莫会计"))
MAILS = ("询问订单进度和船期", "要求提前一周走货", "更改外箱唛头", "询问产前板寄出时间", "确认验货日期", "索取装箱资料", "投诉彩盒破损")
CALLS = ("回电确认装柜时间", "回电说明缺料原因", "回电约看样时间")
ANSWERS = ("已回复，客户同意", "已交", "已核对，无差异", "已回邮件并抄送业务", "已办，附件见邮件")


def make(world: DemoWorld) -> None:
    """Write three weeks of tasks, nearly all settled, and those of today."""
    day = world.today - timedelta(days=24)
    while day <= world.today:
        if day.weekday() != 6:
            at = datetime.combine(day, time(9, 15)).astimezone()
            world.write(N_("Day book"), "阿敏", partial(_one_day, world=world, day=day), at)
        day += timedelta(days=1)


def _one_day(change: Change, world: DemoWorld, day: date) -> None:
    chance = world.chance
    people: dict[str, Any] = {p.name: p for p in Person.select().order_by(Person.id.desc())}
    orders = list(Order.select().where((Order.deleted == 0) & (Order.state == "producing")).order_by(Order.id))
    buyers = list(Company.select().where((Company.customer == 1) & (Company.deleted == 0)).order_by(Company.id))
    made = []
    for kind in chance.choices((TASK, MAIL, CALL), (5, 5, 2), k=chance.randint(1, 3)):
        order = chance.choice(orders) if orders and chance.random() < 0.6 else None
        company = order.customer if order is not None else chance.choice(buyers)
        if kind == TASK:
            title, source = chance.choice(TASKS)
        else:
            title, source = chance.choice(MAILS if kind == MAIL else CALLS), company.contact or company.name
        task = DayTask(title=title, kind=kind, source=source, received=day, owner=people.get(chance.choice(
            ("王小姐", "阿敏", "小邱"))), order=order, company=company if kind != TASK else None,
            urgent=chance.random() < 0.12)
        task.due = day + timedelta(days=chance.choice((1, 1, 2, 3))) if kind == TASK else day
        if (world.today - day).days > 2 and chance.random() < 0.96:
            task.done_on = min(task.due + timedelta(days=chance.choice((0, 0, 0, 1))), world.today)
            task.answer = chance.choice(ANSWERS)
        made.append(task)
    change.add_all(made)
