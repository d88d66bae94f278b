"""Whether a column says what was made that day or to date, where its heading does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.areas.schedule.progress_books import ProgressBooks, find_step
from app.areas.schedule.progress_fields import SCHEDULE_DAYS
from app.domain.text import _
from app.exchange.column_questions import MEANING
from app.exchange.headings import normal
from app.exchange.importing import Question, RowProblem, SheetPlan, Source
from app.exchange.kinds import SCHEDULE, told

_SAYS_THE_DAY = re.compile("当日|今日|本日|当天|今天|日产|当班|本班|班产|实绩|today|daily|shift")
_SAYS_NEITHER = re.compile("完工|完成|入库|合格|产出|已产|finished|completed|done|output")


def is_to_date(source: Source) -> bool:
    """Tell whether a sheet says only how much is made to date."""
    return source.table.match("made") is None and source.table.match("cumulative") is not None


def is_schedule(source: Source) -> str:
    """Return why a sheet with totals to date is a schedule and no report, empty where it is none."""
    if is_to_date(source) and any(source.table.match(field.key) for field in SCHEDULE_DAYS):
        return told(SCHEDULE, source.grid.name)
    return ""


def ask_meaning(source: Source, books: ProgressBooks, plan: SheetPlan) -> None:
    """Ask what a column such as 完工数 says, where nothing tells the day or where adding it up makes no sense."""
    made = source.table.match("made")
    if made is None or made.how == "learned" or source.table.match("cumulative") is not None:
        return
    heading = normal(made.header)
    if _SAYS_THE_DAY.search(heading) or not _SAYS_NEITHER.search(heading):
        return
    if plan.day is not None and not _grows_too_fast(source, books, plan.origin):
        return
    if plan.day is None and (source.table.match("day") is not None or not plan.questions):
        return
    text = _("Does “{heading}” say what was made that day, or all that is made to date?").format(heading=made.header)
    plan.questions.append(Question(MEANING + made.header, text, (
        ("made", _("made that day")), ("cumulative", _("all made to date: the rise is taken"))), None))
    row = source.table.header_rows[-1]
    plan.general.append(RowProblem(row, f"{made.column}{row}", "meaning_unclear", text, True))


def _grows_too_fast(source: Source, books: ProgressBooks, plant: str) -> bool:
    """Tell whether no row is less than what was made before, and adding one up would pass its order."""
    pairs: list[tuple[Any, int, int]] = []
    for record in source.records:
        get = record.cells.get
        order, item, colour, line = (str(get(key) or "") for key in ("order", "item", "colour", "line"))
        step, _how = find_step(books, order, item, colour, line, plant)
        if step is not None and step.total() and get("made") is not None:
            pairs.append((get("made"), step.total(), step.quantity))
    return _all_grow(pairs) and any(made + before > quantity for made, before, quantity in pairs)


def _all_grow(pairs: Sequence[tuple[Any, int, int]]) -> bool:
    return bool(pairs) and all(made >= before for made, before, _quantity in pairs)
