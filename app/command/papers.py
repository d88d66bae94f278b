"""Commands that give something out: export to .xlsx or .csv, print to PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.command.options import add_shared, open_database, say, who
from app.domain.show import rows_written
from app.domain.text import _, _n


def add_commands(commands: Any) -> None:
    """Add export and print."""
    export = commands.add_parser("export", help=_("export a sheet as .xlsx or .csv"))
    export.add_argument("sheet", metavar="SHEET")
    export.add_argument("out", metavar="OUT")
    add_shared(export)
    export.set_defaults(run=run_export)
    paper = commands.add_parser("print", help=_("print a paper to PDF, or write it as .xlsx"))
    paper.add_argument("paper_name", metavar="PAPER")
    paper.add_argument("out", metavar="OUT.pdf")
    paper.add_argument("--record", action="append", default=[], help=_("number or name; may be given several times"))
    paper.add_argument("--quarter", metavar="2026Q3", help=_("the quarter, for papers about one"))
    paper.add_argument("--paper", choices=("A4", "A3"), default="A4")
    add_shared(paper)
    paper.set_defaults(run=run_print)


def run_export(asked: argparse.Namespace) -> None:
    """Export a sheet."""
    from app.areas.papers import worksheets, write_export

    open_database(asked)
    path = Path(asked.out)
    sheets = worksheets(asked.sheet, asked.today)
    write_export(path, sheets)
    rows = sum(len(s.rows) for s in sheets)
    say(asked, {"file": str(path), "sheets": [s.title for s in sheets], "rows": rows},
        rows_written(rows, path))


def run_print(asked: argparse.Namespace) -> None:
    """Print a paper."""
    from app.areas.papers import names, pages, pdf_of, record_printing, write_form
    from app.reports.whole_file import write_whole

    open_database(asked)
    path = Path(asked.out)
    about = [*([asked.quarter] if asked.quarter else []), *asked.record]
    made = pages(asked.paper_name, who().name, asked.paper, about, asked.today)
    if path.suffix.lower() == ".xlsx":
        write_form(path, made)
    else:
        write_whole(path, pdf_of(made, _(names()[asked.paper_name])))
    record_printing(asked.paper_name, asked.record, who(), path.name)
    say(asked, {"file": str(path), "pages": len(made)},
        _n("{pages} page written to {file}.", "{pages} pages written to {file}.", len(made)).format(
            pages=len(made), file=path))
