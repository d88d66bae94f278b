"""The returns command: the quarterly analysis as data."""

from __future__ import annotations

import argparse
from typing import Any

from app.command.options import add_shared, open_database, say
from app.domain.text import _


def add_commands(commands: Any) -> None:
    """Add returns."""
    command = commands.add_parser("returns", help=_("the quarterly analysis of returned units"))
    command.add_argument("--quarter", default="", metavar="2026Q3", help=_("which quarter; else the last one over"))
    command.add_argument("--model", default="", help=_("only this model"))
    command.add_argument("--customer", default="", help=_("only this customer"))
    add_shared(command)
    command.set_defaults(run=show_quarter)


def show_quarter(asked: argparse.Namespace) -> None:
    """Print a quarter's rates, faults, causes, trend and top three."""
    from app.areas.returns.quarter_table import HEADS, main_rows, title_of, words
    from app.areas.returns.reading import asked_quarter, cause_name, read_report

    open_database(asked)
    report = read_report(asked_quarter(asked.quarter, asked.today), asked.model, asked.customer)
    found = report.analysis

    def rows(listed: Any, key: str, name: Any = str) -> list[dict[str, Any]]:
        return [{key: name(r.name), "count": r.count, "share": round(r.share, 2), "cumulative": round(r.cumulative, 2)}
                for r in listed]

    data = {
        "quarter": str(found.quarter), "total": _row(found.total), "models": [_row(row) for row in found.models],
        "faults": rows(found.faults, "fault"), "causes": rows(found.causes, "cause", cause_name),
        "departments": rows(found.departments, "department"), "parts": rows(found.parts, "part"),
        "matrix": [{"model": m, "fault": f, "count": len(units)} for (m, f), units in sorted(found.matrix.items())],
        "trend": [{"month": f"{m.month:%Y-%m}", "shipped": m.shipped, "returned": m.returned, "rate": _two(m.rate)}
                  for m in found.trend],
        "top": [{"fault": r.name, "count": r.count, "measure": kept.measure if kept else "",
                 "owner": kept.owner if kept else "", "due": kept.due if kept else None}
                for r in found.top for kept in (report.measures.get(r.name),)]}
    said = [title_of(report), *("\t".join(words(v, kind) for v, (_label, kind) in zip(row, HEADS, strict=True))
                                for row in main_rows(found))]
    said += [f"{r.name}\t{r.count}\t{r.share:.1f}%\t{r.cumulative:.1f}%" for r in found.faults]
    say(asked, data, "\n".join(said))


def _row(row: Any) -> dict[str, Any]:
    return {"model": row.model, "shipped": row.shipped, "returned": row.returned, "rate": _two(row.rate),
            "last_rate": _two(row.last_rate), "change": _two(row.change), "in_warranty": row.in_warranty,
            "out_of_warranty": row.out_of_warranty, "nff": row.nff, "nff_share": _two(row.nff_share),
            "turnaround_days": _two(row.turnaround), "repeats": row.repeats, "repeat_share": _two(row.repeat_share)}


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
