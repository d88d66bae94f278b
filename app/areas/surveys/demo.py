"""The demo company's surveys: three customers a month for fourteen months, the newest still on their way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.surveys import actions
from app.areas.surveys.records import BACK, DRAFT, EVALUATED, FILED, SENT, Survey, SurveyQuestion, SurveyScore
from app.database.change import Change
from app.domain.months import month_last, month_moved, month_text
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.domain.workdays import Calendar
from app.masters.calendar import office_calendar
from app.masters.company import Company, Department, Person

ITEMS = (("产品质量", 3, 4.8), ("交付及时", 3, 4.4), ("服务态度与响应", 2, 4.9), ("价格", 1, 4.0), ("包装", 1, 4.6), ("售后与投诉处理", 2, 4.5),
         ("建议采纳", 1, 4.5), ("总体评价", 2, 4.8))
ASKED = ("TALLOWMERE HOME LTD", "KUPFERTAL HAUSHALT GMBH", "QUOKKA PANTRY PTY")
CAUSES = ("礼盒单彩盒到料晚，走货推迟三天", "更改资料没有及时通知仓库", "回复邮件超过一天", "外箱在运输中破损")
IMPROVEMENTS = ("彩盒提前两周下单，到料日写进排期", "改版当天发通知并收回旧版", "邮件当天回复，跟单每日检查", "外箱加厚并做跌落测试")
MONTHS = 14


def make(world: DemoWorld) -> None:
    """Write the items, then the surveys month by month."""
    calendar = office_calendar()
    first = month_moved(world.today.replace(day=1), -MONTHS)
    world.write(N_("Survey items"), "阿敏", _items, _at(first))
    for n in range(MONTHS + 1):
        month = month_moved(first, n)
        sent = month_last(month) if calendar.is_workday(month_last(month)) else calendar.previous_workday(
            month_last(month))
        at = min(sent, world.today)
        world.write(N_("Satisfaction surveys"), "阿敏", partial(_month, world=world, month=month, sent=sent,
                                                              calendar=calendar), _at(at))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(16, 30)).astimezone()


def _items(change: Change) -> None:
    change.add_all([SurveyQuestion(seq=n, item=item, weight=weight, points=5)
                    for n, (item, weight, _mean) in enumerate(ITEMS, 1)])


def _month(change: Change, world: DemoWorld, month: date, sent: date, calendar: Calendar) -> None:
    sales = Department.get_or_none(Department.name == "业务部")
    for name in ASKED:
        company = Company.get_or_none(Company.name == name)
        if company is None:
            continue
        survey = change.save(Survey(month=month_text(month), company=company, department=sales, respondent="邱佩仪",
                                    state=DRAFT))
        assert isinstance(survey, Survey)
        actions.ask_items(change, [survey])
        _go_its_way(change, world, survey, sent, calendar)


def _go_its_way(change: Change, world: DemoWorld, survey: Survey, sent: date, calendar: Calendar) -> None:
    """Take a survey as far as its month allows; the newest ones wait to be sent or to come back."""
    chance = world.chance
    if sent > world.today:
        return
    survey.state, survey.sent_on = SENT, sent
    change.save(survey)
    back = calendar.add_workdays(sent, chance.choice((2, 3, 4, 5, 6)))
    if back > world.today:
        return
    _score(change, world, survey)
    survey.state, survey.back_on, survey.signed_by, survey.stamped = BACK, back, "廖晓岚", True
    change.save(survey)
    evaluated = calendar.add_workdays(back, 2)
    if evaluated > world.today or ((world.today - sent).days < 40 and chance.random() < 0.4):
        return
    people: dict[str, Any] = {p.name: p for p in Person.select().order_by(Person.id.desc())}
    survey.state, survey.evaluated_on = EVALUATED, evaluated
    if survey.met == "no" or survey.dissatisfied:
        at = chance.randrange(len(CAUSES))
        survey.cause, survey.improvement = CAUSES[at], IMPROVEMENTS[at]
        survey.owner, survey.due = people.get(chance.choice(("岑若水", "韦采购", "王小姐"))), evaluated + timedelta(days=30)
        if survey.due < world.today and (chance.random() < 0.6 or survey.due < world.today - timedelta(days=10)):
            survey.improved_on = survey.due - timedelta(days=chance.randint(0, 6))
    change.save(survey)
    if (world.today - sent).days > 45:
        survey.state, survey.filed_on, survey.filed_where = FILED, evaluated + timedelta(days=1), "C2 柜 / 满意度"
        change.save(survey)


def _score(change: Change, world: DemoWorld, survey: Survey) -> None:
    means = {item: mean for item, _weight, mean in ITEMS}
    for line in SurveyScore.select().where(SurveyScore.survey == survey).order_by(SurveyScore.seq):
        line.score = max(1, min(5, round(world.chance.gauss(means[line.item], 0.95))))
        if line.score <= 2:
            line.comment = "希望尽快改善"
        change.save(line)
