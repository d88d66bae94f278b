"""What is done with surveys: begun for the month, sent to sales, back, evaluated, filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.surveys.records import (
    BACK,
    DRAFT,
    EVALUATED,
    FILED,
    ITEMS,
    POINTS,
    SENT,
    Survey,
    SurveyQuestion,
    SurveyScore,
    lines_of,
)
from app.database.change import Change
from app.domain.months import month_text
from app.domain.problem import Problem, Refused
from app.domain.standing import Period
from app.domain.text import _
from app.masters.company import Department
from app.masters.mailing import MessageAbout, reached

Answers = dict[str, Any] | None
SALES_WORDS = ("市场", "业务", "销售", "sales", "market")


def surveys_of(month: str) -> list[Survey]:
    """Return the surveys of a month."""
    return list(Survey.select().where((Survey.month == month) & (Survey.deleted == 0)).order_by(Survey.id))


def sent_to_sales(period: Period) -> bool:
    """Tell whether the month has surveys and all have gone to sales."""
    found = surveys_of(month_text(period.first))
    return bool(found) and all(s.state != DRAFT for s in found)


def begin(change: Change, period: Period) -> Survey:
    """Make the month's surveys: for those asked last time, at first for the sales department; return the first."""
    month = month_text(period.first)
    here = surveys_of(month)
    asked = {(s.company_id, s.department_id) for s in here}
    last = Survey.select().where((Survey.month < month) & (Survey.deleted == 0)).order_by(Survey.month.desc()).first()
    for before in surveys_of(last.month) if last is not None else []:
        if (before.company_id, before.department_id) not in asked:
            here.append(_made(change, month, before.company_id, before.department_id, before.respondent))
    if not here:
        here.append(_made(change, month, None, sales_department(change), None))
    return here[0]


def _made(change: Change, month: str, company: Any, department: Any, respondent: str | None) -> Survey:
    survey = change.save(Survey(month=month, company=company, department=department, respondent=respondent))
    assert isinstance(survey, Survey)
    ask_items(change, [survey])
    return survey


def sales_department(change: Change) -> Any:
    """Return the department that answers for customers: one that sounds so, else the first, else a new one."""
    found = list(Department.select().where(Department.deleted == 0).order_by(Department.place, Department.id))
    if not found:
        return change.save(Department(name=_("Sales and market department")))
    return next((d for d in found if any(w in d.name.lower() for w in SALES_WORDS)), found[0])


def ask_items(change: Change, surveys: Sequence[Survey]) -> None:
    """Give surveys the items of the list, or those that come with the program where there is none."""
    questions = [(q.item, q.points, q.weight) for q in SurveyQuestion.select().where(
        (SurveyQuestion.deleted == 0) & (SurveyQuestion.out_of_use == 0)).order_by(
        SurveyQuestion.seq, SurveyQuestion.id)]
    questions = questions or [(_(item), POINTS, weight) for item, weight in ITEMS]
    for survey in surveys:
        known = {s.item for s in lines_of(survey)}
        change.add_all([SurveyScore(survey=survey, seq=n, item=item, points=points, weight=weight)
                        for n, (item, points, weight) in enumerate(questions, 1) if item not in known])


def send(change: Change, surveys: Sequence[Survey]) -> None:
    """Enter that surveys went to sales for signature and stamp."""
    for survey in surveys:
        survey.sent_on = survey.sent_on or date.today()
        survey.state = SENT
        change.save(survey)


def came_back(change: Change, surveys: Sequence[Survey], answers: Answers = None) -> None:
    """Enter that surveys are back, signed and stamped."""
    said = answers or {}
    for survey in surveys:
        survey.back_on = said.get("back_on") or date.today()
        survey.signed_by = said.get("signed_by") or survey.signed_by
        survey.stamped = True
        survey.state = BACK
        change.save(survey)


def evaluate(change: Change, surveys: Sequence[Survey], answers: Answers = None) -> None:
    """Close the evaluation: scores must be there; cause, improvement, owner and day are taken over."""
    said = answers or {}
    for survey in surveys:
        if survey.weighted is None:
            raise Refused([Problem(_("{survey} has no scores yet; enter them in its lines.").format(survey=survey),
                                   Survey.score, True)], survey)
        for name in ("cause", "improvement", "owner", "due"):
            if said.get(name):
                setattr(survey, name, said[name])
        survey.evaluated_on = date.today()
        survey.state = EVALUATED
        change.save(survey)


def file_away(change: Change, surveys: Sequence[Survey], answers: Answers = None) -> None:
    """Enter where surveys are filed."""
    said = answers or {}
    for survey in surveys:
        survey.filed_on = said.get("filed_on") or date.today()
        survey.filed_where = said.get("filed_where") or survey.filed_where
        survey.state = FILED
        change.save(survey)


def improved(change: Change, surveys: Sequence[Survey]) -> None:
    """Enter that what was to be improved is done."""
    for survey in surveys:
        survey.improved_on = date.today()
        change.save(survey)


def tick_improved(change: Change, survey: Survey) -> None:
    """Settle an improvement by its number on the morning sheet."""
    improved(change, [survey])


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Enter the day on which a survey was mailed to sales."""
    if before is not None or about.deleted or not reached(about.message) or about.place != Survey._meta.table_name \
            or about.message.notice != "surveys survey_sales":
        return
    survey = Survey.get_or_none((Survey.id == about.record) & (Survey.deleted == 0))
    if survey is not None and survey.sent_on is None:
        survey.sent_on = change.at.astimezone().date()
        survey.state = SENT if survey.state == DRAFT else survey.state
        change.save(survey)
