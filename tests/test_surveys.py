"""Customer satisfaction: what scores add up to, the way of a survey, month → quarter → year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import agenda, papers
from app.areas.surveys import actions
from app.areas.surveys.reckoning import Score, evaluated, weighted_mean
from app.areas.surveys.records import BACK, EVALUATED, FILED, SENT, Survey, SurveyQuestion, SurveyScore, lines_of
from app.areas.surveys.rollup import Answer, read_rollup, rolled_up, years
from app.database.change import Who, write
from app.domain.problem import Refused
from app.domain.standing import Period
from app.masters.company import Company, Department

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31))


def do(task: Any) -> Any:
    return write("test", ME, task).result


def test_index_and_weighted_mean() -> None:
    found = evaluated([Score("品质", 5, 3, 5), Score("交付", 5, 1, 2), Score("价格", 5, 1, None)], 2)
    assert (found.score, found.full, found.index, found.weighted, found.dissatisfied) == (
        7, 10, Decimal("70.0"), Decimal("85.0"), ("交付",))
    nothing = evaluated([], 2)
    assert (nothing.index, nothing.weighted) == (None, None)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 9)), min_size=1, max_size=12))
def test_means_lie_between_the_worst_and_the_best(given_scores: list[tuple[int, int]]) -> None:
    found = evaluated([Score(str(n), 5, weight, score) for n, (score, weight) in enumerate(given_scores)], 2)
    shares = [Decimal(score * 20) for score, _weight in given_scores]
    assert found.index is not None
    assert found.weighted is not None
    for mean in (found.index, found.weighted):
        assert min(shares) <= mean <= max(shares)
    assert len(found.dissatisfied) == sum(score <= 2 for score, _weight in given_scores)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 3)), min_size=1, max_size=8), st.integers(2, 5))
def test_a_weighted_mean_counts_like_repeated_values(values: list[tuple[int, int]], times: int) -> None:
    pairs = [(Decimal(v) / 10, w) for v, w in values]
    assert weighted_mean(pairs) == weighted_mean([(v, w * times) for v, w in pairs])


def test_the_months_end_makes_the_surveys_of_last_time(company: Path) -> None:
    do(lambda change: change.save(Department(name="深圳市场部", place=2)))
    first = do(lambda change: actions.begin(change, NOVEMBER))
    assert (first.month, str(first.department), first.send_by) == ("2026-11", "深圳市场部", date(2026, 11, 30))
    assert len(lines_of(first)) == 8
    assert not actions.sent_to_sales(NOVEMBER)
    customer = do(lambda change: change.save(Company(name="MAISON", customer=True)))
    do(lambda change: change.save(Survey(month="2026-11", company=customer)))
    do(lambda change: change.save(SurveyQuestion(item="只问这个")))
    again = do(lambda change: actions.begin(change, DECEMBER))
    assert again.month == "2026-12"
    assert [str(s.company or s.department) for s in actions.surveys_of("2026-12")] == ["深圳市场部", "MAISON"]
    assert [line.item for line in lines_of(again)] == ["只问这个"]
    do(lambda change: actions.begin(change, DECEMBER))
    assert len(actions.surveys_of("2026-12")) == 2


def test_a_survey_goes_its_way_and_is_added_up(company: Path) -> None:
    customer = do(lambda change: change.save(Company(name="MAISON", customer=True)))
    survey = do(lambda change: change.save(Survey(month="2026年11月", company=customer)))
    do(lambda change: actions.ask_items(change, [survey]))
    do(lambda change: actions.send(change, [Survey.get()]))
    assert (Survey.get().state, Survey.get().month) == (SENT, "2026-11")
    do(lambda change: actions.came_back(change, [Survey.get()], {"signed_by": "廖晓岚"}))
    assert Survey.get().state == BACK
    with pytest.raises(Refused):
        do(lambda change: actions.evaluate(change, [Survey.get()], {}))

    def score(change: Any) -> None:
        for n, line in enumerate(lines_of(survey)):
            line.score = 2 if n == 1 else 5
            change.save(line)

    do(score)
    found = Survey.get()
    assert (found.score, found.full, found.index, found.weighted, found.met, found.dissatisfied) == (
        37, 40, Decimal("92.5"), Decimal("88.0"), "no", lines_of(survey)[1].item)
    do(lambda change: actions.evaluate(change, [Survey.get()], {"improvement": "早备料", "due": date(2026, 12, 20)}))
    do(lambda change: actions.file_away(change, [Survey.get()], {"filed_where": "C2"}))
    assert Survey.get().state == FILED
    lines = agenda.duty_lines(TODAY, date(2026, 12, 31))
    assert [(line.title, line.due) for line in lines] == [
        ("Improve what customers were dissatisfied with", date(2026, 12, 20))]
    do(lambda change: actions.tick_improved(change, Survey.get()))
    assert agenda.duty_lines(TODAY, date(2026, 12, 31)) == []


def test_scores_out_of_range_are_refused(company: Path) -> None:
    survey = do(lambda change: change.save(Survey(month="2026-11", department=change.save(Department(name="业务部")))))
    with pytest.raises(Refused):
        do(lambda change: change.save(SurveyScore(survey=survey, item="品质", score=6)))


def answer(month: str, index: str, weight: int = 1, unhappy: tuple[str, ...] = ()) -> Answer:
    return Answer(month, "x", weight, Decimal(index), Decimal(index), 90, (Score("品质", 5, 1, 4),), unhappy)


def test_months_make_quarters_and_quarters_the_year() -> None:
    found = rolled_up(2026, [answer("2026-01", "80"), answer("2026-02", "100", 3, ("价格",)),
                             answer("2026-02", "90", 1, ("价格", "包装")), answer("2025-12", "10")], 90)
    spans = {s.key: s for s in found.spans}
    assert [s.key for s in found.spans][:4] == ["2026-01", "2026-02", "2026-03", "2026-Q1"]
    assert len(spans) == 17
    assert (spans["2026-02"].overall, spans["2026-02"].met, spans["2026-02"].dissatisfied) == (
        Decimal("97.5"), True, ("价格", "包装"))
    assert (spans["2026-Q1"].surveys, spans["2026-Q1"].overall) == (3, Decimal("94.0"))
    assert (spans["2026-03"].overall, spans["2026-03"].met) == (None, None)
    assert spans["2026"].overall == Decimal("94.0")
    assert found.items == (("品质", Decimal("80.0")),)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 1000), st.integers(1, 3)), max_size=20))
def test_the_year_counts_every_survey_once(rows: list[tuple[int, int, int]]) -> None:
    found = rolled_up(2026, [answer(f"2026-{m:02}", str(Decimal(v) / 10), w) for m, v, w in rows], 90)
    by_level = {level: sum(s.surveys for s in found.spans if s.level == level) for level in ("month", "quarter", "year")}
    assert set(by_level.values()) == {len(rows)}


def test_the_demo_years_roll_up_and_go_to_paper_and_workbook(demo_company: Path) -> None:
    assert years() == [2026, 2025]
    found = read_rollup(2026)
    assert found.spans[-1].surveys == Survey.select().where(
        Survey.month.startswith("2026-") & Survey.weighted.is_null(False)).count()
    pages = papers.pages("survey_rollup", "阿敏", records=["2025"], today=TODAY)
    words = "".join(m.text for page in pages for m in page.marks if hasattr(m, "text"))
    assert "2025-12" in words
    assert [s.title for s in papers.worksheets("survey_rollup", TODAY)] == ["客户满意度年度汇总", "调查项目"]
    assert Survey.select().where(Survey.state == EVALUATED).count()
