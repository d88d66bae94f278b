"""The import command: a workbook's sheets as one change, or as a dry run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.command.options import add_shared, open_database, say, who
from app.database.backup import backup_before
from app.database.ledger import REASONS, Reason
from app.domain.text import _, _n
from app.exchange.column_questions import HEADER, SET
from app.exchange.finding import Wish
from app.exchange.fresh_plan import FreshPlan
from app.exchange.importing import CHANGED, NEW, PROBLEM, SAME, Plan, SheetPlan, plan_workbook
from app.exchange.sums import sums
from app.exchange.table_parts import LEFT_OUT
from app.exchange.workbook import Workbook, read_workbook


def add_commands(commands: Any) -> None:
    """Add import."""
    from app.areas import catalogue

    command = commands.add_parser("import", help=_("import a workbook"))
    command.add_argument("sheet", metavar="SHEET", choices=sorted(catalogue.imports()), help=_(
        "what the workbook holds: {names}").format(names=", ".join(sorted(catalogue.imports()))))
    command.add_argument("workbook", metavar="WORKBOOK")
    command.add_argument("--sheet", dest="worksheets", action="append", default=[], metavar="NAME",
                         help=_("only this worksheet; may be given several times, hidden ones too"))
    command.add_argument("--plant", default="", metavar="NAME", help=_("the plant that sent it"))
    command.add_argument("--day", action="append", default=[], metavar="[WORKSHEET=]DATE",
                         help=_("the day that a daily sheet reports on"))
    command.add_argument("--map", action="append", default=[], metavar="HEADING=FIELD",
                         help=_("the field that a column is; nothing behind the equals sign for none"))
    command.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE",
                         help=_("a value for all rows that have none"))
    command.add_argument("--header", type=int, metavar="ROW", help=_("the row of the headings"))
    command.add_argument("--answer", action="append", default=[], metavar="QUESTION=ANSWER",
                         help=_("the answer to a question that --questions shows"))
    command.add_argument("--questions", action="store_true",
                         help=_("print as JSON what would be asked, and write nothing"))
    command.add_argument("--reason", choices=[key for key, _label in REASONS], default="other",
                         help=_("why promised dates move, for the due-date ledger"))
    command.add_argument("--dry-run", action="store_true", help=_("show what would be done and write nothing"))
    add_shared(command)
    command.set_defaults(run=run_import)


def run_import(asked: argparse.Namespace) -> int:
    """Import a workbook; rows that can't be taken are named and left out, all others go in as one change."""
    from app.areas import catalogue
    from app.database.change import write

    open_database(asked)
    spec = catalogue.imports()[asked.sheet]
    path = Path(asked.workbook)
    book = read_workbook(path)
    if missing := [name for name in asked.worksheets if name not in {s.name for s in book.sheets}]:
        raise ValueError(_("“{file}” has no sheet “{name}”; it has: {names}.").format(
            file=path.name, name=missing[0], names="、".join(s.name for s in book.sheets)))
    mapped = dict(_pair(text) for text in asked.map)
    columns = {grid.name: mapped for grid in book.sheets}
    wish = Wish(tuple(asked.worksheets), asked.plant, columns, _answers(asked, book))
    fresh = FreshPlan(lambda: plan_workbook(spec, book, asked.today, wish,
                                            partial(_fills, path) if spec.reads_fills else None))
    plan = fresh.plan
    if asked.questions:
        sys.stdout.write(json.dumps(_questions(plan), ensure_ascii=False, indent=1) + "\n")
        return 0
    done: dict[str, Any] = {"applied": 0, "undo": None}
    if plan.chosen and not asked.dry_run:
        backup_before(sum(len(sheet.rows) for sheet in plan.chosen))
        outcome = write(_("Import {file}").format(file=path.name), who(), fresh.write,
                        reason=Reason(asked.reason, path.name))
        plan = fresh.plan
        done = {"applied": outcome.result[NEW] + outcome.result[CHANGED], "undo": outcome.entry or None}
    say(asked, report(plan, done), _words(plan, done, asked.dry_run))
    for sheet in plan.sheets:
        if sheet.table is None:
            sys.stderr.write(f"{path.name}: {sheet.reason}\n")
    return 0 if any(s.table is not None for s in plan.sheets) else 1


def _answers(asked: argparse.Namespace, book: Workbook) -> dict[str, Mapping[str, Any]]:
    """Return the days and the plant that were given, by worksheet."""
    answers: dict[str, dict[str, Any]] = {grid.name: {} for grid in book.sheets}
    for given in asked.day:
        name, _equals, day = given.rpartition("=")
        for grid in book.sheets:
            if not name or grid.name == name:
                answers[grid.name]["day"] = day
    for text, before in [*((t, "") for t in asked.answer), *((t, SET) for t in asked.set)]:
        key, value = _pair(text)
        for known in answers.values():
            known[before + key] = value
    if asked.header is not None:
        for known in answers.values():
            known[HEADER] = asked.header
    if asked.plant:
        for known in answers.values():
            known["plant"] = asked.plant
    return dict(answers)


def _pair(text: str) -> tuple[str, str]:
    """Return both sides of NAME=VALUE; the name may have equals signs before the last."""
    name, equals, value = text.rpartition("=")
    if not equals:
        raise ValueError(_("“{text}” has no equals sign; write NAME=VALUE.").format(text=text))
    return name, value


def _questions(plan: Plan) -> list[dict[str, Any]]:
    """Return what an import asks: per question its worksheet, its key for --answer, its words and choices."""
    return [{"sheet": sheet.name, "question": one.key, "text": one.text, "proposed": _plain(one.proposed),
             "choices": [{"answer": _plain(value), "text": label} for value, label in one.choices]}
            for sheet in plan.sheets for one in sheet.questions]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _fills(path: Path, sheet: str) -> Mapping[int, str]:
    from app.exchange.fills import named_fills

    return named_fills(path, sheet)


def report(plan: Plan, done: dict[str, Any]) -> dict[str, Any]:
    """Return a plan as data: per worksheet what was found, and what was done with all of them."""
    return {"file": plan.file, "import": plan.key,
            "sheets": [_sheet(s) for s in plan.sheets if s.table is not None],
            "left_out": [{"name": s.name, "reason": s.reason} for s in plan.sheets if s.table is None], **done}


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    table = sheet.table
    assert table is not None
    return {
        "name": sheet.name, "hidden": sheet.hidden, "chosen": sheet.chosen, "from": sheet.origin,
        "header_row": table.header_rows[0], "header_rows": list(table.header_rows),
        "mapping": {m.header: m.key for m in table.matches}, "unmatched": list(table.unmatched.values()),
        "records": len(table.records), "new": sheet.count(NEW), "changed": sheet.count(CHANGED),
        "same": sheet.count(SAME), "held": sheet.count(PROBLEM),
        "problems": [{"row": p.row, "cell": p.cell, "kind": p.kind, "reason": p.reason, "held": p.holds}
                     for p in sheet.problems],
        "rows_left_out": [{"row": row, "reason": _(LEFT_OUT[why])} for row, why in sorted(table.left_out)],
        "doubts": [d.sentence() for d in table.doubts], "sums": sums(table)}


def _words(plan: Plan, done: dict[str, Any], dry: bool) -> str:
    lines = []
    for sheet in plan.sheets:
        if sheet.table is None:
            continue
        lines.append(_n("{sheet}: {records} row, {new} new, {changed} changed, {same} same, {held} held",
                        "{sheet}: {records} rows, {new} new, {changed} changed, {same} same, {held} held",
                        len(sheet.table.records)).format(
            sheet=sheet.name, records=len(sheet.table.records), new=sheet.count(NEW), changed=sheet.count(CHANGED),
            same=sheet.count(SAME), held=sheet.count(PROBLEM)))
        lines += [f"  {p.cell or p.row or ''}\t{p.reason}" for p in sheet.problems]
    if dry:
        lines.append(_("Nothing was written (dry run)."))
    elif done["undo"]:
        lines.append(_n("Applied {count} row; “gendan undo {entry}” takes it back.",
                        "Applied {count} rows; “gendan undo {entry}” takes them back.", done["applied"]).format(
            count=done["applied"], entry=done["undo"]))
    else:
        lines.append(_("Nothing had to be changed."))
    return "\n".join(lines)
