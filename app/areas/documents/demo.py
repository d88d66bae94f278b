"""The demo company's documents: a small quality system with copies at the departments, changes on their way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.documents import actions
from app.areas.documents.records import (
    APPROVED,
    APPROVING,
    ASKED,
    CHECKING,
    DONE,
    DRAFT,
    IN_FORCE,
    REFUSED,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentDestruction,
    DocumentLoan,
)
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.company import Department, Person

DOCUMENTS = (("QM-01", "质量手册", "manual", "B/1", 46, 6), ("QP-01", "文件控制程序", "procedure", "A/2", 8, 3),
             ("QP-07", "生产过程控制程序", "procedure", "A/1", 12, 3), ("QP-11", "不合格品控制程序", "procedure", "A/0", 9, 3),
             ("QP-15", "内部审核程序", "procedure", "A/0", 7, 3), ("WI-23", "首件检验作业指导书", "instruction", "A/3", 4, 3),
             ("WI-31", "成品包装作业指导书", "instruction", "A/1", 5, 3), ("WI-40", "水壶盖装配作业指导书", "instruction", "A/0", 6, 3),
             ("IS-05", "保温杯成品检验标准", "standard", "B/0", 6, 3), ("IS-09", "彩盒来料检验标准", "standard", "A/1", 3, 3),
             ("QR-HY-03", "会议记录表", "form", "A/0", 1, 2), ("QR-WK-04", "文件更改申请单", "form", "A/0", 1, 2),
             ("GB-4806.9", "食品接触用金属材料及制品", "external", "2023", 18, 10),
             ("CUS-TM-2", "TALLOWMERE 包装与唛头要求", "customer", "V1.4", 22, 5))
WHERE = ("生产部", "品质部", "工程部", "仓库", "采购部")
CHANGES = (("首件项目增加“盖子松紧”", "customer"), ("更改外箱跌落高度", "law"), ("增加彩盒条码扫描检查", "audit"), ("更正表格编号", "mistake"),
           ("合并两张点检表", "better"))


def make(world: DemoWorld) -> None:
    """Write the documents with their copies, then the changes of the last months, loans and a destruction."""
    begin = world.today - timedelta(days=330)
    world.write(N_("Controlled documents"), "覃工", partial(_documents, begin=begin, today=world.today), _at(begin))
    world.write(N_("Issue and recall"), "阿敏", _issue, _at(begin + timedelta(days=3)))
    for n, (number, ago) in enumerate((("WI-23", 70), ("IS-05", 41), ("QP-07", 16), ("WI-31", 9), ("IS-09", 4))):
        day = world.today - timedelta(days=ago)
        world.write(N_("Document changes"), "覃工", partial(_change, n=n, number=number, day=day), _at(day))
    world.write(N_("Document changes"), "覃工", partial(_refused, day=world.today - timedelta(days=30)),
                _at(world.today - timedelta(days=30)))
    world.write(N_("Issue and recall"), "阿敏", partial(_brought_back, world=world), _at(world.today - timedelta(days=1)))
    world.write(N_("Loans of documents"), "阿敏", partial(_loans, today=world.today), _at(world.today))
    world.write(N_("Destroyed documents"), "阿敏", partial(_destroy, today=world.today), _at(world.today))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(15)).astimezone()


def _people() -> dict[str, Any]:
    return {p.name: p for p in Person.select().order_by(Person.id.desc())}


def _documents(change: Change, begin: date, today: date) -> None:
    people = _people()
    quality = Department.get_or_none(Department.name == "品质部")
    for at, (number, name, category, edition, pages, years) in enumerate(DOCUMENTS):
        outside = category in ("external", "customer")
        drawn = begin - timedelta(days=20 + 45 * at)
        made = Document(number=number, name=name, category=category, edition=edition, pages=pages, keep_years=years,
                        department=quality, place=f"C3 柜 / C3-0{1 + at % 3}", external=outside, effective=drawn + timedelta(
                            days=12), state=IN_FORCE, origin="国家标准" if category == "external" else None)
        if not outside:
            made.prepared_by, made.prepared_on = people.get("覃工"), drawn
            made.checked_by, made.checked_on = people.get("岑若水"), drawn + timedelta(days=4)
            made.approved_by, made.approved_on = people.get("温厂长"), drawn + timedelta(days=8)
        if at < 11:
            made.reviewed_on = begin
        change.save(made)
    change.save(Document(number="WI-46", name="吸管杯气密测试作业指导书", category="instruction", edition="A/0", state=DRAFT, pages=4,
                         prepared_by=people.get("覃工"), prepared_on=today - timedelta(days=6), department=quality))


def _issue(change: Change) -> None:
    places = [Department.get_or_none(Department.name == name) for name in WHERE]
    day = change.at.astimezone().date()
    for document in Document.select().where((Document.state == IN_FORCE) & (Document.deleted == 0)).order_by(Document.id):
        wanted = places if document.category in ("procedure", "manual") else places[:3]
        for at, department in enumerate((d for d in wanted if d is not None), 1):
            change.save(DocumentCopy(document=document, edition=document.edition, copy_number=f"{at:02}",
                                     department=department, issued_by="阿敏", issued_on=day,
                                     signed_on=day + timedelta(days=1), signed_by=department.head or "主管"))


def _change(change: Change, n: int, number: str, day: date) -> None:
    """Take a change as far as its age: the two oldest are carried out, the next approved, looked over, written."""
    people = _people()
    text, reason = CHANGES[n]
    document = Document.get(Document.number == number)
    asked = DocumentChange(document=document, reason=reason, why=text, before="见原文件第 4 条", after=text,
                           asked_by=people.get("覃工"), asked_on=day, in_hand="在制品用完为止", state=ASKED)
    change.save(asked)
    steps = (DONE, DONE, APPROVED, APPROVING, CHECKING)
    for state in (CHECKING, APPROVING, APPROVED, DONE):
        asked.state = state
        if state == APPROVING:
            asked.checked_by, asked.checked_on = people.get("岑若水"), day + timedelta(days=1)
        elif state == APPROVED:
            asked.approved_by, asked.approved_on = people.get("温厂长"), day + timedelta(days=2)
        change.save(asked)
        if state == steps[n]:
            break


def _refused(change: Change, day: date) -> None:
    document = Document.get(Document.number == "QP-11")
    asked = DocumentChange(document=document, reason="better", after="不合格品可不贴标识", asked_on=day,
                           asked_by=_people().get("覃工"))
    change.save(asked)
    asked.state = CHECKING
    change.save(asked)
    asked.state, asked.refused_why = REFUSED, "不符合标识要求"
    change.save(asked)


def _brought_back(change: Change, world: DemoWorld) -> None:
    """Sign for the new copies and take most of the old ones back."""
    for copy in DocumentCopy.select().where(DocumentCopy.state.in_(("to_sign", "recalled"))).order_by(DocumentCopy.id):
        late = world.chance.random()
        old = (world.today - copy.issued_on).days > 55
        if copy.state == "to_sign" and (old or late < 0.6):
            copy.signed_on, copy.signed_by = min(copy.issued_on + timedelta(days=2), world.today), "主管"
            change.save(copy)
        elif copy.state == "recalled" and (copy.recall_by < world.today - timedelta(days=40) or late < 0.5):
            copy.returned_on, copy.returned_by, copy.received_by = copy.recall_by, copy.signed_by, "阿敏"
            change.save(copy)


def _loans(change: Change, today: date) -> None:
    for number, who, ago, back in (("QM-01", "邱佩仪", 40, 33), ("QP-07", "黎秋菊", 12, None), ("GB-4806.9", "韦采购", 3, None)):
        document = Document.get(Document.number == number)
        change.save(DocumentLoan(document=document, borrower=who, lent_on=today - timedelta(days=ago), purpose="客户审核准备",
                                 returned_on=today - timedelta(days=back) if back else None))


def _destroy(change: Change, today: date) -> None:
    people = _people()
    made = change.save(DocumentDestruction(day=today, reason="改版旧件", approved_by=people.get("温厂长"), destroyed_by="阿敏",
                                           witness="岑若水"))
    assert isinstance(made, DocumentDestruction)
    actions.list_returned(change, [made])
