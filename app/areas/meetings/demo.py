"""The demo company's meetings: Friday after Friday, with actions that come back, and the next one prepared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.meetings import actions
from app.areas.meetings.records import (
    ABSENT,
    CLOSED,
    DONE,
    EXCUSED,
    FILED,
    HELD,
    LATE,
    MINUTED,
    NOTICED,
    OPEN,
    PLANNED,
    PRESENT,
    PRODUCTION,
    Meeting,
    MeetingAction,
    MeetingAttendee,
    MeetingReview,
    MeetingTopic,
)
from app.database.change import Change
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.domain.workdays import Calendar
from app.masters.calendar import office_calendar
from app.masters.company import Department, Person
from app.masters.mailing import MailList, MailListMember
from app.masters.order import Order

WEEKS = 9
AGENDA = ("上次会议决议跟踪", "生产进度与排期", "物料到料情况", "品质与验货", "两周内走货安排", "其他事项")
SAID = (("水壶2#机下周二停机保养半天，产能由3#机补。", "排期照改，周一发各部门。"), ("彩盒到料比答复晚两天，包装线先排礼盒单。", "采购每天下午报到料。"),
        ("本周验货一次通过三单，一单杯身划痕返工。", "品质加严出线检验一周。"), ("两柜下周三装，船期未变。", "业务周一前给装柜资料。"),
        ("吸管杯线人手缺 4 人，临时从碗组线调。", "生产部周一调人到位。"))
ACTIONS = ("追彩盒供应商交期，书面答复到料日", "杯身划痕原因分析并出改善报告", "把下周装柜的货先打包到成品区", "水壶盖松紧首件确认并留样", "补齐三张订单的产前板", "核对散件备品数量并报差异",
           "更新外箱唛头并收回旧版", "安排新员工上线前培训", "客户来访路线现场 5S 整理", "重排饭盒线并通知业务新的完成日")
RESULTS = ("已完成，见报告", "供应商已书面答复", "现场已看过，合格", "资料已更新并发放")
GOES_ON = ("供应商还在确认，下周给结果", "人手未到位，延一周", "做了一半，等模具回来")
WHO = ("温厂长", "岑若水", "韦采购", "蓝永福", "覃工", "邱佩仪", "温子乔", "王小姐")


def make(world: DemoWorld) -> None:
    """Write the list that notices go to, the meetings of the last weeks, and next Friday's."""
    calendar = office_calendar()
    friday = world.today - timedelta(days=world.today.weekday()) + timedelta(days=4)
    days = [_worked(friday - timedelta(days=7 * n), calendar) for n in range(WEEKS, 0, -1)]
    days = [d for d in days if d < world.today]
    world.write(N_("Distribution lists"), "阿敏", _mail_list, _at(days[0] - timedelta(days=3), 9))
    for n, day in enumerate(days):
        world.write(N_("Meetings"), "阿敏", partial(_past, world=world, day=day, first=n == 0, calendar=calendar),
                    _at(day, 16))
    world.write(N_("Meetings"), "阿敏", partial(_coming, world=world, day=_worked(max(
        friday, world.today), calendar)), _at(world.today, 8))


def _worked(day: date, calendar: Calendar) -> date:
    return day if calendar.is_workday(day) else calendar.previous_workday(day)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()


def _mail_list(change: Change) -> None:
    made = change.save(MailList(key="Production meeting", title="生产例会"))
    change.add_all([MailListMember(mail_list=made, department=d) for d in
                    Department.select().where(Department.deleted == 0).order_by(Department.place)])


def _people() -> dict[str, Any]:
    return {p.name: p for p in Person.select().where(Person.deleted == 0).order_by(Person.id.desc())}


def _meeting(change: Change, day: date, people: dict[str, Any], state: str) -> Meeting:
    made = change.save(Meeting(
        kind=PRODUCTION, subject="周五生产例会", day=day, start="14:30", until="15:40" if state != PLANNED else None,
        place="二楼会议室", chair=people.get("温厂长"), recorder=people.get("阿敏"), bring="本部门未完成事项、下周计划", state=state))
    assert isinstance(made, Meeting)
    return made


def _past(change: Change, world: DemoWorld, day: date, first: bool, calendar: Calendar) -> None:
    people, chance = _people(), world.chance
    meeting = _meeting(change, day, people, HELD)
    if first:
        change.add_all([MeetingAttendee(meeting=meeting, person=people.get(name), role="chair" if name == "温厂长" else
                                        "recorder" if name == "阿敏" else "member") for name in (*WHO, "阿敏")])
        change.add_all([MeetingAttendee(meeting=meeting, guest="刘小姐", role="guest")])
        change.add_all([MeetingTopic(meeting=meeting, seq=n, topic=topic, usual=True)
                        for n, topic in enumerate(AGENDA, 1)])
    actions.prepare(change, [meeting])
    for attendee in MeetingAttendee.select().where(MeetingAttendee.meeting == meeting):
        attendee.state = chance.choices((PRESENT, LATE, ABSENT, EXCUSED), (86, 6, 4, 4))[0]
        change.save(attendee)
    for topic in MeetingTopic.select().where((MeetingTopic.meeting == meeting) & MeetingTopic.seq.between(2, 5)):
        topic.discussion, topic.decision = chance.choice(SAID)
        change.save(topic)
    _review(change, world, meeting)
    _raise_actions(change, world, meeting, people)
    meeting.noticed_on = calendar.previous_workday(day)
    meeting.minutes_on = calendar.next_workday(day)
    if meeting.minutes_on >= world.today:
        meeting.minutes_on = None
    else:
        meeting.state = MINUTED
    change.save(meeting)
    if meeting.state == MINUTED and (world.today - day).days > 14:
        meeting.state, meeting.filed_on, meeting.filed_where = FILED, meeting.minutes_on, f"C1 柜 / {day.year} 会议夹"
    change.save(meeting)


def _review(change: Change, world: DemoWorld, meeting: Meeting) -> None:
    """Settle most of what came back; the rest goes on, some of it with a new date."""
    chance = world.chance
    for review in MeetingReview.select().where(MeetingReview.meeting == meeting).order_by(MeetingReview.id):
        if chance.random() < 0.68:
            review.said, review.word = CLOSED, chance.choice(RESULTS)
        else:
            review.word = chance.choice(GOES_ON)
            if chance.random() < 0.6:
                review.new_due = meeting.day + timedelta(days=7)
        change.save(review)


def _raise_actions(change: Change, world: DemoWorld, meeting: Meeting, people: dict[str, Any]) -> None:
    chance = world.chance
    orders = list(Order.select().where((Order.deleted == 0) & (Order.state == "producing")).order_by(Order.id))
    old = (world.today - meeting.day).days > 30
    for what in chance.sample(ACTIONS, chance.randint(2, 4)):
        change.save(MeetingAction(
            meeting=meeting, what=what, owner=people.get(chance.choice(WHO)), due=meeting.day + timedelta(
                days=chance.choice((3, 4, 5, 7))), order=chance.choice(orders) if orders and chance.random() < 0.5 else None))
    if old:
        return
    for action in MeetingAction.select().where((MeetingAction.meeting == meeting) & (MeetingAction.state == OPEN)):
        if action.due <= world.today and chance.random() < 0.4:
            action.state, action.done_on, action.result = DONE, action.due, chance.choice(RESULTS)
            change.save(action)


def _coming(change: Change, world: DemoWorld, day: date) -> None:
    """Prepare this week's meeting; its notice is out where the day before has come."""
    told = (day - world.today).days <= 1
    meeting = _meeting(change, day, _people(), NOTICED if told else PLANNED)
    if told:
        meeting.noticed_on = world.today
        change.save(meeting)
    actions.prepare(change, [meeting])
