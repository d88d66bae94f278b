"""Customer satisfaction 客户满意度: the month's surveys with their scores, and what the evaluation says."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.surveys.reckoning import Score, evaluated
from app.areas.surveys.settings import BACK_DAYS, DISSATISFIED, EVALUATE_DAYS, TARGET
from app.database.change import Change
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Scaled, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.months import month_first, month_last, month_text
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, unique
from app.masters.company import Company, Department, Person
from app.masters.month_fields import is_month, month_kept
from app.masters.state_dates import dated_states

DRAFT, SENT, BACK, EVALUATED, FILED = "draft", "sent", "back", "evaluated", "filed"
STATES = ((DRAFT, N_("To be sent")), (SENT, N_("With sales for signature")), (BACK, N_("Back, signed and stamped")),
          (EVALUATED, N_("Evaluated")), (FILED, N_("Survey filed")))
FLOW = Workflow(frozenset(((DRAFT, SENT), (SENT, DRAFT), (SENT, BACK), (BACK, SENT), (BACK, EVALUATED),
                           (EVALUATED, BACK), (EVALUATED, FILED), (FILED, EVALUATED))))
ITEMS = ((N_("Product quality"), 3), (N_("Delivery in time"), 3), (N_("Service and response"), 2),
         (N_("Price level"), 1), (N_("Packing quality"), 1), (N_("After-sales and complaints"), 2),
         (N_("Suggestions taken up"), 1), (N_("Overall impression"), 2))
"""What is asked, with weights, until the office keeps its own list."""
POINTS = 5


class SurveyQuestion(Record):
    """An item that every new survey asks about."""

    seq = Integer(N_("No."), default=1, width=5)
    item = Text(N_("Survey item"), required=True, width=24)
    points = Integer(N_("Highest score"), required=True, default=POINTS, width=7)
    weight = Integer(N_("Item weight"), required=True, default=1, width=7)
    out_of_use = Flag(N_("Not asked any more"))

    shown = (item,)
    checks = (unique("item"), positive("points", "weight"))

    class Meta:
        table_name = "survey_question"


def present_month() -> str:
    """Return the present month."""
    return month_text(date.today())


def _due_days(survey: Any) -> None:
    """Reckon until when the survey goes to sales, is back, is evaluated; the target is kept as it was then."""
    calendar = office_calendar()
    first = month_first(survey.month or "")
    if first is not None:
        last = month_last(first)
        survey.send_by = last if calendar.is_workday(last) else calendar.previous_workday(last)
    survey.back_by = calendar.add_workdays(survey.sent_on, office(BACK_DAYS)) if survey.sent_on is not None else None
    survey.evaluate_by = (calendar.add_workdays(survey.back_on, office(EVALUATE_DAYS))
                          if survey.back_on is not None else None)
    if survey.target is None:
        survey.target = office(TARGET)


def _reckon(survey: Any) -> None:
    """Add up the scores; met where the weighted mean reaches the target."""
    if not survey.id:
        return
    found = evaluated(scores_of(survey), office(DISSATISFIED))
    survey.score, survey.full = found.score or None, found.full or None
    survey.index, survey.weighted = found.index, found.weighted
    survey.met = None if found.weighted is None else "yes" if found.weighted >= survey.target else "no"
    survey.dissatisfied = "、".join(found.dissatisfied) or None


def _asks_somebody(survey: Any) -> Problem | None:
    if survey.company_id or survey.department_id:
        return None
    return Problem(_("Say who is asked: a customer, or the department that answers for its customers."), Survey.company,
                   True)


def _back_is_signed(survey: Any) -> Problem | None:
    if survey.state in (BACK, EVALUATED, FILED) and not survey.stamped:
        return Problem(_("The survey is back without signature and stamp."), Survey.stamped)
    if survey.met == "no" and survey.state in (EVALUATED, FILED) and not survey.improvement:
        return Problem(_("The target of {target} % was not met; write down what will be improved.").format(
            target=survey.target), Survey.improvement)
    return None


class Survey(Record):
    """One survey of a month with its evaluation."""

    number = Code(N_("Survey no."), width=12)
    month = Code(N_("Survey month"), required=True, default=present_month, width=9, hint=N_("like 2026-11"))
    company = Link(N_("Customer"), Company, width=20)
    department = Link(N_("Answered by department"), Department, width=10)
    respondent = Text(N_("Filled in by"), width=10)
    send_by = Day(N_("To sales by"), hint=N_("The last working day of the month"))
    sent_on = Day(N_("To sales on"))
    back_by = Day(N_("Survey back by"))
    back_on = Day(N_("Survey back on"))
    signed_by = Text(N_("Survey signed by"), width=9)
    stamped = Flag(N_("Signed and stamped"))
    evaluate_by = Day(N_("Evaluate by"))
    evaluated_on = Day(N_("Evaluated on"))
    score = Integer(N_("Total score"), width=7)
    full = Integer(N_("Full score"), width=7)
    index = Scaled(N_("Index %"), places=1, width=8)
    weighted = Scaled(N_("Weighted mean %"), places=1, width=8)
    target = Integer(N_("Target %"), width=7)
    met = Choice(N_("Target met"), (("yes", N_("met")), ("no", N_("not met"))), width=7)
    dissatisfied = LongText(N_("Dissatisfied with"), width=20)
    cause = LongText(N_("Cause of dissatisfaction"), width=20)
    improvement = LongText(N_("Improvement planned"), width=24)
    owner = Link(N_("Improved by whom"), Person, width=9)
    due = Day(N_("Improved until"))
    improved_on = Day(N_("Improved on"))
    filed_on = Day(N_("Filed on"))
    filed_where = Text(N_("Filed where"), width=14, hint=N_("Cabinet and folder"))
    state = Choice(N_("State"), STATES, required=True, default=DRAFT, width=11)
    note = LongText(N_("Note"))

    shown = (number, month, company, department)
    checks = (_asks_somebody, is_month("month"), unique("month", "company"), _back_is_signed,
              in_order("sent_on", "back_on"), in_order("back_on", "evaluated_on"))
    derived = (dated_states(sent="sent_on", back="back_on", evaluated="evaluated_on", filed="filed_on"),
               month_kept("month"), _due_days, _reckon)
    workflow = (state, FLOW)
    numbered = (number, "MY{yy}{mm}-{n:02}")

    class Meta:
        table_name = "survey"
        indexes = ((("month",), False), (("company",), False))


def _score_in_range(line: Any) -> Problem | None:
    if line.score is None or 1 <= line.score <= (line.points or POINTS):
        return None
    return Problem(_("“{item}” has a score of {score}; scores go from 1 to {points}.").format(
        item=line.item, score=line.score, points=line.points or POINTS), SurveyScore.score, True)


class SurveyScore(Record):
    """What a survey says of one item."""

    survey = Link(N_("Survey no."), Survey, required=True)
    seq = Integer(N_("No."), default=1, width=4)
    item = Text(N_("Survey item"), required=True, width=22)
    points = Integer(N_("Highest score"), required=True, default=POINTS, width=7)
    weight = Integer(N_("Item weight"), required=True, default=1, width=7)
    score = Integer(N_("Score"), width=7, hint=N_("5 very satisfied … 1 very dissatisfied"))
    comment = LongText(N_("Customer's comment"), width=26)

    shown = (survey, item)
    checks = (_score_in_range, positive("weight"))

    class Meta:
        table_name = "survey_score"
        indexes = ((("survey",), False),)


def lines_of(survey: Any) -> list[SurveyScore]:
    """Return the items of a survey."""
    S = SurveyScore  # noqa: N806
    return list(S.select().where((S.survey == survey) & (S.deleted == 0)).order_by(S.seq, S.id))


def scores_of(survey: Any) -> list[Score]:
    """Return the scores of a survey as plain values."""
    return [Score(s.item, s.points, s.weight, s.score) for s in lines_of(survey)]


def score_saved(change: Change, line: Any, before: dict[str, Any] | None) -> None:
    """Let the survey add up anew, once, at the end of the change."""
    number = line.survey_id

    def again(_change: Change) -> None:
        survey = Survey.get_or_none(Survey.id == number)
        if survey is not None and not survey.deleted:
            _change.save(survey)

    change.at_end[f"survey {number}"] = again
