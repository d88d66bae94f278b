"""The tables of a quarter's report as rows of words and numbers, for screen, paper and workbook."""

from __future__ import annotations

from typing import Any

from app.areas.returns.analysis import Analysis, ModelRow, ParetoRow
from app.areas.returns.reading import Report, shown_name
from app.domain.text import N_, _

HEADS: tuple[tuple[str, str], ...] = (
    (N_("Model"), "text"), (N_("Shipped pieces"), "quantity"), (N_("Units returned"), "quantity"),
    (N_("Return rate"), "rate"), (N_("Last quarter"), "rate"), (N_("Against last quarter"), "change"),
    (N_("In warranty"), "quantity"), (N_("Out of warranty"), "quantity"), (N_("NFF %"), "share"),
    (N_("Average days"), "days"), (N_("Repeat %"), "share"))
"""Label and kind of each column of the main table."""

PARETO_HEADS = ((N_("Name"), "text"), (N_("Units"), "quantity"), (N_("Share"), "share"),
                (N_("Cumulative"), "share"))
MEASURE_HEADS = (N_("Rank"), N_("Fault"), N_("Units"), N_("Share"), N_("Root cause"), N_("Countermeasure"),
                 N_("Owner of the measure"), N_("Measure due"), N_("Effect"))


def model_values(row: ModelRow) -> list[Any]:
    """Return a model's row as plain values; percentages as 1.56 for 1.56 %."""
    return [row.model or _("All models"), row.shipped, row.returned, row.rate, row.last_rate, row.change,
            row.in_warranty, row.out_of_warranty, row.nff_share, row.turnaround, row.repeat_share]


def words(value: Any, kind: str) -> str:
    """Return a value of the tables as it is shown."""
    if value is None:
        return "–"
    if kind == "rate":
        return f"{value:.2f}%"
    if kind == "change":
        return f"{value:+.2f}"
    if kind == "share":
        return f"{value:.1f}%"
    if kind == "days":
        return f"{value:.1f}"
    return f"{value:,}" if kind == "quantity" else str(value)


def main_rows(found: Analysis) -> list[list[Any]]:
    """Return the rows of all models and of all together."""
    return [model_values(row) for row in (*found.models, found.total)]


def pareto_values(row: ParetoRow, name: Any = shown_name) -> list[Any]:
    """Return a Pareto's row as plain values."""
    return [name(row.name), row.count, row.share, row.cumulative]


def measure_rows(report: Report) -> list[list[Any]]:
    """Return the top faults with what is kept of their countermeasures."""
    rows = []
    for rank, row in enumerate(report.analysis.top, 1):
        kept = report.measures.get(row.name)
        rows.append([rank, row.name, row.count, f"{row.share:.1f}%", kept and kept.reason, kept and kept.measure,
                     kept and kept.owner, kept and kept.due, kept and kept.effect])
    return rows


def title_of(report: Report) -> str:
    """Return what a report is about: its quarter, and the model and customer it was narrowed down to."""
    quarter = report.analysis.quarter
    about = _("{year} quarter {number}").format(year=quarter.year, number=quarter.number)
    return "  ".join(p for p in (about, report.model, report.customer) if p)
