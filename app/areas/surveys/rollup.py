"""Month → quarter → year: how satisfied customers were, all together and item by item."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from peewee import JOIN

from app.areas.surveys.reckoning import Score, percent, weighted_mean
from app.areas.surveys.records import Survey, SurveyScore
from app.areas.surveys.settings import TARGET
from app.database.record import database
from app.database.settings import office
from app.domain.frozen import frozen, frozen_slots
from app.domain.months import month_first, quarter_text
from app.domain.text import _
from app.masters.company import Company

MOST_NAMED = 3
"""Items that are named as the ones that dissatisfy most."""


@frozen_slots
class Answer:
    """One survey: its month, who answered, the weight of the customer, target, scores."""

    month: str
    customer: str
    weight: int
    index: Decimal
    weighted: Decimal
    target: int
    scores: tuple[Score, ...] = ()
    dissatisfied: tuple[str, ...] = ()


@frozen
class Span:
    """A month, a quarter or the year: surveys, mean index, overall, target, and what dissatisfies most."""

    key: str
    level: str
    surveys: int
    index: Decimal | None
    overall: Decimal | None
    target: int | None
    dissatisfied: tuple[str, ...]

    @property
    def met(self) -> bool | None:
        """Whether the target was reached; None where nobody answered."""
        return None if self.overall is None or self.target is None else self.overall >= self.target


@frozen
class RollUp:
    """A year: months with the quarter after its last, then the year; items by the mean of the year."""

    year: int
    spans: tuple[Span, ...]
    items: tuple[tuple[str, Decimal], ...]
    target: int

    def months(self) -> list[Span]:
        """Return the months."""
        return [s for s in self.spans if s.level == "month"]


def rolled_up(year: int, answers: Iterable[Answer], target: int) -> RollUp:
    """Add the surveys of a year up; a customer counts by its weight, a longer span by all its surveys."""
    by_month: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        first = month_first(answer.month)
        if first is not None and first.year == year:
            by_month[f"{first:%Y-%m}"].append(answer)
    spans: list[Span] = []
    quarter: list[Answer] = []
    for month in range(1, 13):
        key = f"{year}-{month:02}"
        spans.append(_span(key, "month", by_month.get(key, [])))
        quarter += by_month.get(key, [])
        if month % 3 == 0:
            spans.append(_span(quarter_text(date(year, month, 1)), "quarter", quarter))
            quarter = []
    everything = [a for found in by_month.values() for a in found]
    spans.append(_span(str(year), "year", everything))
    return RollUp(year, tuple(spans), tuple(_items(everything)), target)


def _span(key: str, level: str, answers: list[Answer]) -> Span:
    unhappy = Counter(item for a in answers for item in a.dissatisfied)
    worst = sorted(unhappy, key=lambda item: (-unhappy[item], item))[:MOST_NAMED]
    target = weighted_mean([(Decimal(a.target), 1) for a in answers])
    return Span(key, level, len(answers), weighted_mean([(a.index, a.weight) for a in answers]),
                weighted_mean([(a.weighted, a.weight) for a in answers]), None if target is None else round(target),
                tuple(worst))


def _items(answers: list[Answer]) -> list[tuple[str, Decimal]]:
    """Return each item with its mean in percent, the worst first."""
    given: dict[str, tuple[int, int]] = {}
    for score in (s for a in answers for s in a.scores if s.score is not None):
        had, full = given.get(score.item, (0, 0))
        given[score.item] = (had + (score.score or 0), full + score.points)
    found = [(item, percent(had, full)) for item, (had, full) in given.items()]
    return sorted(((item, share) for item, share in found if share is not None), key=lambda row: (row[1], row[0]))


def read_rollup(year: int) -> RollUp:
    """Return a year of surveys from the database, in two queries."""
    lines = (SurveyScore.select(SurveyScore.survey, SurveyScore.item, SurveyScore.points, SurveyScore.weight,
                                SurveyScore.score)
             .join(Survey).where((SurveyScore.deleted == 0) & (Survey.deleted == 0)
                                 & Survey.month.startswith(f"{year}-")).order_by(SurveyScore.seq, SurveyScore.id))
    scores: dict[int, list[Score]] = defaultdict(list)
    for survey, item, points, weight, score in lines.tuples():
        scores[survey].append(Score(item, points, weight, score))
    surveys = (Survey.select(Survey, Company).join_from(Survey, Company, JOIN.LEFT_OUTER)
               .where((Survey.deleted == 0) & Survey.month.startswith(f"{year}-") & Survey.weighted.is_null(False))
               .order_by(Survey.id))
    answers = [Answer(s.month, str(s.company or s.department or ""), (s.company.weight or 1) if s.company_id else 1,
                      s.index, s.weighted, s.target or 0, tuple(scores.get(s.id, ())),
                      tuple((s.dissatisfied or "").split("、")) if s.dissatisfied else ()) for s in surveys]
    return rolled_up(year, answers, office(TARGET))


def years() -> list[int]:
    """Return the years that have surveys, the newest first."""
    rows = database.execute_sql("SELECT DISTINCT substr(month, 1, 4) FROM survey WHERE deleted = 0 ORDER BY 1 DESC")
    return [int(row[0]) for row in rows.fetchall() if str(row[0]).isdigit()]


def span_words(span: Span) -> str:
    """Return a span as it is shown: 2026-10, 2026 第4季度, 2026 全年."""
    if span.level == "month":
        return span.key
    if span.level == "quarter":
        return _("Quarter {quarter} of {year}").format(year=span.key[:4], quarter=span.key[-1])
    return _("Whole year {year}").format(year=span.key)
