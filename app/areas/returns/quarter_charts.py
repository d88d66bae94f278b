"""The charts of a quarter's report, for screen and paper alike; keys tell which units stand behind a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.areas.returns.analysis import Analysis, ParetoRow
from app.areas.returns.reading import cause_name, shown_name
from app.domain.text import N_, _
from app.reports.chart_bars import bars
from app.reports.chart_heat import heat
from app.reports.chart_pareto import pareto
from app.reports.chart_trend import Point, trend
from app.reports.charts import Bar, Chart, Palette

Draw = Callable[[float, float, Palette], Chart]

MOST_BARS, MOST_COLUMNS = 10, 10
OTHERS = "\tothers"
"""Key of the bar that gathers what is too rare for one of its own."""

RATE, PARETO_FAULTS, PARETO_CAUSES, DEPARTMENTS, MATRIX, TREND = (
    N_("Return rate by model"), N_("Pareto of faults"), N_("Pareto of causes"), N_("By responsible department"),
    N_("Model × fault"), N_("12-month trend"))


def rate_chart(found: Analysis) -> Draw:
    """Return the rates of the models, highest first."""
    values = [Bar(row.model, row.model, row.rate or 0.0, _(
        "{model}: {returned} returned of {shipped} shipped").format(
            model=row.model, returned=row.returned, shipped=f"{row.shipped:,}")) for row in found.models if row.rate]
    return lambda width, height, palette: bars(values[:MOST_BARS], width, height, palette, lambda v: f"{v:.2f}%")


def pareto_chart(rows: Sequence[ParetoRow], name: Callable[[str], str] = shown_name) -> Draw:
    """Return a Pareto; what is rare stands together in the last bar."""
    kept, rest = gathered(rows)
    values = [Bar(row.name, name(row.name), row.count) for row in kept]
    if rest:
        values.append(Bar(OTHERS, _("Others"), sum(row.count for row in rest)))
    return lambda width, height, palette: pareto(values, width, height, palette)


def gathered(rows: Sequence[ParetoRow]) -> tuple[Sequence[ParetoRow], Sequence[ParetoRow]]:
    """Return the rows with bars of their own, and the others."""
    return (rows, ()) if len(rows) <= MOST_BARS else (rows[:MOST_BARS - 1], rows[MOST_BARS - 1:])


def department_chart(found: Analysis) -> Draw:
    """Return the departments by units."""
    values = [Bar(row.name, shown_name(row.name), row.count, f"{shown_name(row.name)}  {row.count}  {row.share:.1f}%")
              for row in found.departments[:MOST_BARS]]
    return lambda width, height, palette: bars(values, width, height, palette, series=2)


def cause_chart(found: Analysis) -> Draw:
    """Return the Pareto of causes."""
    return pareto_chart(found.causes, cause_name)


def matrix_chart(found: Analysis) -> Draw:
    """Return the matrix of models and the commonest faults."""
    rows = [row.model for row in found.models if row.returned]
    columns = [row.name for row in found.faults[:MOST_COLUMNS]]
    values = {(m, shown_name(f)): float(len(units)) for (m, f), units in found.matrix.items()}
    shown = [shown_name(c) for c in columns]
    return lambda width, height, palette: heat(rows, shown, values, width, height, palette)


def trend_chart(found: Analysis) -> Draw:
    """Return counts and rates of twelve months."""
    points = [Point(f"{row.month:%Y-%m}", f"{row.month:%y-%m}", row.returned, row.rate, _(
        "{month}: {returned} returned of {shipped} shipped").format(
            month=f"{row.month:%Y-%m}", returned=row.returned, shipped=f"{row.shipped:,}")
        + ("" if row.rate is None else f"  {row.rate:.2f}%")) for row in found.trend]
    names = (_("Units returned"), _("Return rate"))
    return lambda width, height, palette: trend(points, width, height, palette, names)
