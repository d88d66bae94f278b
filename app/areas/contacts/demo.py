"""The demo company's contacts: a buyer and often an accountant at each customer, a salesperson at each supplier."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.areas.contacts.records import Contact
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Company

FOREIGN = ("Anna", "Jonas", "Marta", "Kenji", "Elise", "Tomas", "Ingrid", "Paolo")
LOCAL = ("王小姐", "李小姐", "陈小姐", "刘先生", "何先生", "周小姐")
POSTS = (("采购经理", "订单、交期"), ("跟单", "验货、资料"), ("财务", "付款、单证"), ("质检经理", "验货标准"))


def make(world: DemoWorld) -> None:
    """Write the contacts of all companies."""
    at = datetime.combine(world.today - timedelta(days=100), time(10)).astimezone()
    world.write(N_("Contacts"), "邱佩仪", lambda change: _write(change, world), at)


def _write(change: Change, world: DemoWorld) -> None:
    chance = world.chance
    made = []
    count = 0
    for company in Company.select().where((Company.deleted == 0) & (Company.own == 0)).order_by(Company.id):
        local = ord(company.name[0]) > 255
        names = chance.sample(LOCAL if local else FOREIGN, 2 if company.customer and chance.random() < 0.6 else 1)
        for at, name in enumerate(names):
            count += 1
            post, about = ("业务", "订货、交期") if company.supplier else POSTS[at if at == 0 else chance.randint(1, 3)]
            made.append(Contact(
                name=name, company=company, post=post, about=about, first=at == 0,
                phone=f"0999-00003{count:03}" if local else f"+00 10 0000 3{count:03}",
                email=f"contact{count}@example.com", chat=f"wx_demo_{count}" if local else None,
                language="中文" if local else "English"))
    change.add_all(made)
