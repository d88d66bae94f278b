"""The survey as it is filled in, signed and stamped; its evaluation; the roll-up of a year; what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.surveys.records import Survey, SurveyScore, lines_of
from app.areas.surveys.rollup import RollUp, Span, read_rollup, span_words
from app.domain.notice import Draft
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.chart_bars import bars
from app.reports.chart_paper import ChartPaper
from app.reports.chart_trend import Point, trend
from app.reports.charts import Bar, Chart, Palette
from app.reports.field_values import field_table, field_text
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn
from app.reports.sheet_file import OutColumn, SheetOut

S, L = Survey, SurveyScore
FORM, SHEET, ROLLUP = N_("Customer satisfaction survey"), N_("Satisfaction evaluation"), N_("Satisfaction of the year")
NO = PaperColumn(N_("No."), 2.4, "right")
GRADES = ((5, N_("very satisfied")), (4, N_("satisfied")), (3, N_("fair")), (2, N_("dissatisfied")),
          (1, N_("very dissatisfied")))
HEADS = ((N_("Period"), "text"), (N_("Number of surveys"), "quantity"), (N_("Index %"), "decimal"),
         (N_("Weighted mean %"), "decimal"), (N_("Target %"), "integer"), (N_("Target met"), "text"),
         (N_("Most dissatisfied with"), "text"))


def survey_form(paper: Paper, surveys: Sequence[Survey]) -> None:
    """Draw surveys with boxes for the scores; what is known is ticked."""
    for survey in surveys:
        paper.title(FORM, str(survey), form_number="QR-MY-01", code=f"gendan:surveys/{survey.id}")
        paper.fields([(f.label, field_text(survey, f)) for f in (
            S.month, S.company, S.department, S.respondent, S.sent_on, S.back_by)])
        paper.text(_("Please tick a score for each item:") + " " + "  ".join(
            f"{points} {_(words)}" for points, words in GRADES))
        heads = [NO, PaperColumn(L.item.label, 16), *(PaperColumn(str(points), 3, "centre") for points, _w in GRADES),
                 PaperColumn(L.comment.label, 22)]
        paper.table(heads, [[n, s.item, *("☑" if s.score == points else "☐" if points <= s.points else ""
                                          for points, _w in GRADES), s.comment or ""]
                            for n, s in enumerate(lines_of(survey), 1)], size=10)
        paper.fields([(N_("Wishes and proposals"), "\n\n\n")], columns=1)
        paper.signatures([S.respondent.label, N_("Signature of sales"), N_("Stamp")])


def evaluation(paper: Paper, surveys: Sequence[Survey]) -> None:
    """Draw the evaluation of each survey."""
    for survey in surveys:
        paper.title(SHEET, str(survey), form_number="QR-MY-02", code=f"gendan:surveys/{survey.id}")
        paper.fields([(f.label, field_text(survey, f)) for f in (S.month, S.company, S.department, S.back_on)])
        heads = [NO, PaperColumn(L.item.label, 16), PaperColumn(L.weight.label, kind="integer"),
                 PaperColumn(L.points.label, kind="integer"), PaperColumn(L.score.label, kind="integer"),
                 PaperColumn(L.comment.label, 20)]
        paper.table(heads, [[n, s.item, s.weight, s.points, s.score, s.comment or ""]
                            for n, s in enumerate(lines_of(survey), 1)])
        paper.fields([(S.score.label, survey.score), (S.full.label, survey.full),
                      (S.index.label, survey.index), (S.weighted.label, survey.weighted),
                      (S.target.label, survey.target), (S.met.label, field_text(survey, S.met))])
        paper.fields([(f.label, getattr(survey, f.name) or "") for f in (S.dissatisfied, S.cause, S.improvement)],
                     columns=1)
        paper.fields([(f.label, field_text(survey, f)) for f in (S.owner, S.due, S.improved_on, S.filed_where)])
        paper.signatures([N_("Prepared by"), N_("Checked by"), N_("Released by")])


def year_of(ask: PaperAsk) -> int:
    """Return the year that is asked for, the present one where none is."""
    return int(ask.records[0]) if ask.records and ask.records[0].isdigit() else ask.today.year


def rollup_pages(ask: PaperAsk) -> list[Any]:
    """Return the roll-up of a year: table, course of the months, items."""
    found = read_rollup(year_of(ask))
    paper = ChartPaper(ask.letterhead, ask.printed, ask.size)
    paper.title(ROLLUP, str(found.year), form_number="QR-MY-03")
    paper.chart(lambda width, height, palette: months_chart(found, width, height, palette), 170)
    heads = [PaperColumn(label, 9 if at == 0 else 16 if at == len(HEADS) - 1 else 0, kind=kind)
             for at, (label, kind) in enumerate(HEADS)]
    strong = {span_words(s) for s in found.spans if s.level != "month"}
    paper.table(heads, [span_row(s) for s in found.spans], tint=lambda row: "#EEF3FA" if row[0] in strong else "")
    if found.items:
        paper.heading(N_("Items, the least satisfying first"))
        paper.chart(lambda width, height, palette: items_chart(found, width, height, palette),
                    min(220, 18 * len(found.items)))
    paper.signatures([N_("Prepared by"), N_("Checked by"), N_("Released by")])
    return paper.pages()


def span_row(span: Span) -> list[Any]:
    """Return the row of a month, quarter or year."""
    met = "" if span.met is None else _(S.met.labels["yes" if span.met else "no"])
    return [span_words(span), span.surveys or None, span.index, span.overall, span.target, met,
            "、".join(span.dissatisfied)]


def months_chart(found: RollUp, width: float, height: float, palette: Palette) -> Chart:
    """Return the course of the months: how many answered, and how satisfied."""
    points = [Point(s.key, s.key[-2:], s.surveys, float(s.overall) if s.overall is not None else None,
                    f"{s.key}  {s.overall if s.overall is not None else '–'}%") for s in found.months()]
    return trend(points, width, height, palette, (_("Number of surveys"), _("Weighted mean %")))


def items_chart(found: RollUp, width: float, height: float, palette: Palette) -> Chart:
    """Return the items with their means."""
    return bars([Bar(item, item, float(share)) for item, share in found.items], width, height, palette,
                lambda v: f"{v:.1f}%")


def rollup_sheets(year: int) -> list[SheetOut]:
    """Return the roll-up of a year as worksheets: periods, and items."""
    found = read_rollup(year)
    about = f"{_(ROLLUP)} {year}"
    return [SheetOut(_(ROLLUP), [OutColumn(_(label), kind) for label, kind in HEADS],
                     [span_row(s) for s in found.spans], about),
            SheetOut(_("Survey items"), [OutColumn(_(L.item.label)), OutColumn(_("Mean of the year %"), "decimal")],
                     [[item, share] for item, share in found.items], about)]


def to_sales(surveys: Sequence[Any]) -> Draft:
    """Send surveys to sales for signature and stamp."""
    return Draft(_("Satisfaction survey {month}").format(month="、".join(dict.fromkeys(s.month for s in surveys))),
                 _("Please have the enclosed survey filled in, signed and stamped, and send it back by {day}.").format(
                     day=surveys[0].back_by or surveys[0].send_by),
                 *field_table(surveys, (S.number, S.month, S.company, S.department, S.respondent)),
                 papers=("survey_form",))


def result(surveys: Sequence[Any]) -> Draft:
    """Tell the result of surveys and what is improved."""
    return Draft(_("Result of the satisfaction survey {month}").format(
        month="、".join(dict.fromkeys(s.month for s in surveys))),
        _("Please look at what customers are dissatisfied with, and at the improvements with their days."),
        *field_table(surveys, (S.month, S.company, S.index, S.weighted, S.target, S.met, S.dissatisfied, S.improvement,
                               S.owner, S.due)), papers=("survey_evaluation",))
