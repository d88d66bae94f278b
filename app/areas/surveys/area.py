"""Customer satisfaction: a survey each month's end, its evaluation, and the roll-up of quarter and year."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.surveys import actions
from app.areas.surveys.records import BACK, DRAFT, EVALUATED, SENT, Survey, SurveyQuestion, SurveyScore, score_saved
from app.areas.surveys.settings import SETTINGS
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.notice import Notice
from app.domain.sheet import Action, Area, Group, Lines, Pages, Print, Sheet, View
from app.domain.standing import BEFORE, MONTH_END, Rule, Standing
from app.domain.text import N_
from app.masters.mailing import MessageAbout

PRINTING = Later("app.areas.surveys.printing")
DEMO = Later("app.areas.surveys.demo")

S, L, Q = Survey, SurveyScore, SurveyQuestion


def _clerk(survey: Any) -> str:
    return str(survey.created_by or "")


def _improver(survey: Any) -> str:
    return str(survey.owner) if survey.owner_id else _clerk(survey)


DUTIES = (
    Deadline(N_("Send the survey to sales"), due=lambda s: s.send_by if s.state == DRAFT else None,
             done=lambda s: s.sent_on is not None, owner=_clerk, field=S.send_by,
             why=N_("Survey of {month}: sales signs and stamps it.")),
    Deadline(N_("Get the survey back"), due=lambda s: s.back_by if s.state == SENT else None,
             done=lambda s: s.back_on is not None, owner=_clerk, field=S.back_by, since=lambda s: s.sent_on,
             why=N_("Sales has it since {sent_on}.")),
    Deadline(N_("Evaluate the survey"), due=lambda s: s.evaluate_by if s.state == BACK else None,
             done=lambda s: s.evaluated_on is not None, owner=_clerk, field=S.evaluate_by, since=lambda s: s.back_on,
             why=N_("It is back since {back_on}; scores, causes and improvements are entered.")),
    Deadline(N_("File the survey"), due=lambda s: s.evaluate_by if s.state == EVALUATED else None,
             done=lambda s: s.filed_on is not None, owner=_clerk, since=lambda s: s.evaluated_on,
             why=N_("Evaluated on {evaluated_on}.")),
    Deadline(N_("Improve what customers were dissatisfied with"), due=lambda s: s.due,
             done=lambda s: s.improved_on is not None, owner=_improver, field=S.due, since=lambda s: s.evaluated_on,
             hangs_on=(S.owner,), settle=actions.tick_improved, why=N_("To be improved: {improvement}")),
)


def _rollup_sheets(today: date) -> list[Any]:
    from app.areas.surveys.printing import rollup_sheets

    return rollup_sheets(today.year)


def _improving(today: date) -> Any:
    return S.due.is_null(False) & S.improved_on.is_null()


SURVEYS = Sheet(
    "surveys", S, N_("Satisfaction surveys"),
    table=(S.number, S.month, S.company, S.department, S.state, S.send_by, S.sent_on, S.back_by, S.back_on, S.stamped,
           S.evaluate_by, S.index, S.weighted, S.target, S.met, S.dissatisfied, S.improvement, S.owner, S.due,
           S.improved_on, S.filed_on, S.filed_where, S.note),
    form=(Group(N_("Survey"), (S.number, S.month, S.company, S.department, S.respondent, S.state)),
          Group(N_("Way of the survey"), (S.send_by, S.sent_on, S.back_by, S.back_on, S.signed_by, S.stamped,
                                          S.evaluate_by, S.evaluated_on, S.filed_on, S.filed_where)),
          Group(N_("Result of the survey"), (S.score, S.full, S.index, S.weighted, S.target, S.met, S.dissatisfied)),
          Group(N_("Improvement of satisfaction"), (S.cause, S.improvement, S.owner, S.due, S.improved_on, S.note))),
    lines=(Lines(L, L.survey, N_("Survey items"), (L.item, L.weight, L.points, L.score, L.comment), (L.seq,)),),
    order=(S.month.desc(), S.id.desc()),
    deadlines=DUTIES,
    actions=(Action(N_("Take the items over"), actions.ask_items, lambda s: s.state != "filed", "clipboard-paste"),
             Action(N_("Gone to sales"), actions.send, lambda s: s.state == DRAFT, "send"),
             Action(N_("Back, signed…"), actions.came_back, lambda s: s.state == SENT, "stamp",
                    asks=(S.back_on, S.signed_by)),
             Action(N_("Evaluate…"), actions.evaluate, lambda s: s.state == BACK, "chart-column",
                    asks=(S.cause, S.improvement, S.owner, S.due)),
             Action(N_("File the survey…"), actions.file_away, lambda s: s.state == EVALUATED, "archive",
                    asks=(S.filed_on, S.filed_where)),
             Action(N_("Is improved"), actions.improved, lambda s: s.due is not None and s.improved_on is None,
                    "check")),
    prints=(Print("survey_form", N_("Customer satisfaction survey"), PRINTING.survey_form),
            Print("survey_evaluation", N_("Satisfaction evaluation"), PRINTING.evaluation)),
    views=(View(N_("Not back yet"), lambda today: S.state.in_((DRAFT, SENT))),
           View(N_("To be evaluated"), lambda today: S.state == BACK),
           View(N_("Target not met"), lambda today: S.met == "no"),
           View(N_("Improvements to come"), _improving),
           View(N_("Surveys of this year"), lambda today: S.month.startswith(f"{today.year}-"))),
    empty=N_("A survey at each month's end: to sales for signature and stamp, back, evaluated, filed. The duty of the "
             "month's end makes it with the items of the list."),
)
QUESTIONS = Sheet(
    "survey_questions", Q, N_("Survey items"),
    table=(Q.seq, Q.item, Q.points, Q.weight, Q.out_of_use),
    form=(Group(N_("Survey item"), (Q.seq, Q.item, Q.points, Q.weight, Q.out_of_use)),),
    order=(Q.seq, Q.id),
    empty=N_("What new surveys ask about, with weights. While nothing stands here, they ask about the usual eight "
             "items."),
)
SALES = N_("Sales and market department")
STANDING = (Standing("satisfaction_survey", N_("Customer satisfaction survey of the month"),
                     Rule(MONTH_END, 31, BEFORE), "surveys", actions.sent_to_sales, actions.begin, ("A", "C", "E"),
                     N_("At the month's end the survey goes to sales; done when all surveys of the month are out.")),)
AREA = Area("surveys", N_("Customer satisfaction"), N_("Office"), "star", (SURVEYS, QUESTIONS),
            papers=(Pages("survey_rollup", N_("Satisfaction of the year"), PRINTING.rollup_pages),),
            workbooks={"survey_rollup": _rollup_sheets},
            follows=((SurveyScore, score_saved), (MessageAbout, actions.message_kept)),
            notices={"surveys": (Notice("survey_sales", N_("To sales for signature"), (SALES,), PRINTING.to_sales),
                                 Notice("survey_result", N_("Result and improvements"), (SALES,), PRINTING.result))},
            standing=STANDING, settings=SETTINGS, demo=DEMO.make)
