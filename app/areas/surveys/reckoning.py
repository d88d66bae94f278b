"""What scores add up to: the index of one customer, the weighted mean, and means over several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.domain.frozen import frozen_slots

TENTH = Decimal("0.1")


@frozen_slots
class Score:
    """One item: what was given, out of how many points, with which weight; score None where nothing was said."""

    item: str
    points: int
    weight: int
    score: int | None


@frozen_slots
class Result:
    """Score, full score, index = score ÷ full score and weighted mean in percent, items that dissatisfy."""

    score: int
    full: int
    index: Decimal | None
    weighted: Decimal | None
    dissatisfied: tuple[str, ...]


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Return a part of a whole in percent to a tenth, None where the whole is 0."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def evaluated(scores: Iterable[Score], unhappy: int) -> Result:
    """Add up scores; items nobody scored count nowhere. Scores up to `unhappy` dissatisfy."""
    given = [s for s in scores if s.score is not None and s.points > 0]
    score = sum(s.score or 0 for s in given)
    full = sum(s.points for s in given)
    weights = sum(s.weight for s in given)
    weighted = sum((Decimal(s.weight * (s.score or 0)) / s.points for s in given), Decimal(0))
    return Result(score, full, percent(score, full), percent(weighted, weights),
                  tuple(s.item for s in given if (s.score or 0) <= unhappy))


def weighted_mean(values: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """Return the mean of (value, weight) to a tenth; None where nothing has weight."""
    weights = sum(weight for _value, weight in values)
    if not weights:
        return None
    return (sum((value * weight for value, weight in values), Decimal(0)) / weights).quantize(TENTH, ROUND_HALF_UP)
