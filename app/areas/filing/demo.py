"""The demo company's files: a dozen folders, summaries of half a year, reports and ISO papers in their places."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.filing import actions
from app.areas.filing.records import ISO, LENT, QUALITY, SUMMARY, DepartmentSummary, FiledPaper, Folder, SummaryList
from app.database.change import Change
from app.domain.months import month_last, month_moved, month_text
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Department
from app.masters.order import Order

FOLDERS = (("C1-01", "C1", "各部门月工作总结", SUMMARY, 2), ("C1-02", "C1", "生产例会记录", "minutes", 3),
           ("C1-03", "C1", "通知与制度", "notice", 5), ("C2-01", "C2", "品质月报", QUALITY, 3), ("C2-02", "C2", "客户投诉与8D报告", QUALITY, 5),
           ("C2-03", "C2", "验货报告", "inspection", 3), ("C3-01", "C3", "ISO 程序文件", ISO, 6), ("C3-02", "C3", "ISO 作业指导书", ISO, 6),
           ("C3-03", "C3", "内审与管理评审", ISO, 6), ("C4-01", "C4", "生产制造单（上半年）", "order", 5),
           ("C4-02", "C4", "生产制造单（下半年）", "order", 5), ("C5-01", "C5", "购销合同", "contract", 10))
REPORTS = ("品质月报", "出货检验统计", "来料检验月报", "客户投诉8D报告", "跌落测试报告", "耐热测试报告")
ISO_PAPERS = (("QP-01", "文件控制程序"), ("QP-07", "生产过程控制程序"), ("QP-11", "不合格品控制程序"), ("WI-23", "首件检验作业指导书"),
              ("WI-31", "成品包装作业指导书"), ("QP-15", "内部审核程序"))
MONTHS = 6


def make(world: DemoWorld) -> None:
    """Write the folders, then month by month the summaries and what was filed."""
    first = month_moved(world.today.replace(day=1), -MONTHS)
    world.write(N_("Cabinets and folders"), "阿敏", partial(_folders, year=first.year), _at(first))
    for n in range(MONTHS):
        month = month_moved(first, n)
        day = min(month_last(month_moved(month, 1)), world.today)
        world.write(N_("Monthly summaries"), "阿敏", partial(_month, world=world, month=month), _at(day))
    world.write(N_("Filed papers"), "阿敏", partial(_papers, world=world, first=first), _at(world.today))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11)).astimezone()


def _folders(change: Change, year: int) -> None:
    change.add_all([Folder(code=code, cabinet=cabinet, title=title, kind=kind, year=str(year), keep_years=years, room="生管办公室",
                           full=code == "C4-01") for code, cabinet, title, kind, years in FOLDERS])


def _month(change: Change, world: DemoWorld, month: date) -> None:
    chance = world.chance
    listed = change.save(SummaryList(month=month_text(month)))
    assert isinstance(listed, SummaryList)
    actions.list_departments(change, [listed])
    folder = Folder.get(Folder.code == "C1-01")
    due = listed.due
    for summary in DepartmentSummary.select().where(DepartmentSummary.listed == listed).order_by(DepartmentSummary.id):
        newest = (world.today - due).days < 25
        if newest and chance.random() < 0.25:
            continue
        summary.handed_in = min(due + timedelta(days=chance.choice((-3, -2, -1, -1, 0, 0, 0, 1, 3))), world.today)
        change.save(summary)
        if not newest or chance.random() < 0.5:
            paper = change.save(FiledPaper(
                kind=SUMMARY, title=f"{summary.department} {month_text(month)} 工作总结", month=month_text(month),
                department=summary.department_id, folder=folder, received=summary.handed_in, day=month_last(month)
                if summary.handed_in >= month_last(month) else summary.handed_in, filed_on=summary.handed_in,
                filed_by="阿敏"))
            summary.paper = paper
            change.save(summary)


def _papers(change: Change, world: DemoWorld, first: date) -> None:
    chance = world.chance
    folders: dict[str, Any] = {f.code: f for f in Folder.select()}
    quality = Department.get_or_none(Department.name == "品质部")
    orders = list(Order.select().where(Order.deleted == 0).order_by(Order.id.desc()).limit(60))
    made = []
    for n in range(40):
        day = first + timedelta(days=n * 7)
        if day > world.today:
            break
        title = chance.choice(REPORTS)
        folder = folders["C2-02" if "8D" in title else "C2-01"]
        waiting = (world.today - day).days < 6
        made.append(FiledPaper(
            kind=QUALITY, title=f"{title} {day:%m}月", paper_number=f"QR{day:%y%m%d}", day=day, received=day, department=quality,
            month=month_text(day), folder=None if waiting else folder, filed_on=None if waiting else day + timedelta(days=1),
            filed_by=None if waiting else "阿敏", order=chance.choice(orders) if "8D" in title else None))
    for n, (number, title) in enumerate(ISO_PAPERS):
        day = first - timedelta(days=400 + 37 * n)
        made.append(FiledPaper(kind=ISO, title=title, paper_number=number, edition="A/1", day=day, received=day,
                               folder=folders["C3-01" if number.startswith("QP") else "C3-02"], filed_on=day,
                               filed_by="阿敏", position=str(n + 1)))
    old = world.today - timedelta(days=3 * 365 + 4)
    made.append(FiledPaper(kind=QUALITY, title=f"品质年报 {old.year}", day=old, received=old, folder=folders["C2-01"],
                           filed_on=old, filed_by="阿敏"))
    change.add_all(made)
    lent = FiledPaper.get_by_id(made[3].id)
    lent.state, lent.taken_by, lent.taken_on = LENT, "岑若水", world.today - timedelta(days=9)
    lent.back_by = world.today - timedelta(days=2)
    change.save(lent)
