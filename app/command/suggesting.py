"""Commands below schedule: suggest a better plan, and answer when an order could be made."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from datetime import date
from typing import Any

from app.command.options import add_shared, open_database, say, who
from app.command.solving import add_search
from app.domain.text import _

PROGRESS_EVERY = 0.1
"""Seconds between two lines of progress."""


def add_commands(commands: Any) -> None:
    """Add suggest and promise below schedule."""
    suggest = commands.add_parser("suggest", help=_("suggest a plan with less lateness"))
    add_search(suggest)
    suggest.add_argument("--progress", action="store_true", help=_(
        "print a line of JSON for each better plan while the search goes on"))
    suggest.add_argument("--plant", action="append", default=[], metavar="NAME", help=_(
        "move steps of this plant only; may be given several times"))
    suggest.add_argument("--order", action="append", default=[], metavar="NO", help=_(
        "move steps of this order only; may be given several times"))
    suggest.add_argument("--within", type=int, metavar="DAYS", help=_("move only what begins within so many days"))
    suggest.add_argument("--frozen", type=int, default=0, metavar="DAYS", help=_(
        "leave what begins within so many days where it is"))
    suggest.add_argument("--apply", action="store_true", help=_("write the suggestion as one change"))
    add_shared(suggest)
    suggest.set_defaults(run=run_suggest)
    promise = commands.add_parser("promise", help=_("when could an order be made that isn't taken yet?"))
    promise.add_argument("--item", required=True, metavar="CODE", help=_("item number"))
    promise.add_argument("--quantity", required=True, type=int, metavar="N", help=_("pieces"))
    promise.add_argument("--material", type=_day, metavar="DATE", help=_("the day on which all material is in"))
    promise.add_argument("--due", type=_day, metavar="DATE", help=_("the day before which it must be done"))
    add_shared(promise)
    promise.set_defaults(run=run_promise)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no date; write it like 2026-11-23").format(text=text)) from error


def run_suggest(asked: argparse.Namespace) -> None:
    """Search for a better plan, tell it, and write it where that was asked for."""
    from app.areas.schedule.applying import apply_suggestion
    from app.areas.schedule.posing import read_extra
    from app.areas.schedule.reading import read_schedule
    from app.areas.schedule.suggesting import Scope, Search

    start = time.perf_counter()
    open_database(asked)
    schedule, extra = read_schedule(asked.today), read_extra()
    scope = Scope(tuple(asked.plant), tuple(asked.order), asked.within, asked.frozen)
    search = Search(schedule, extra, None if scope == Scope() else scope.steps(schedule))
    end = start + asked.seconds
    plan = None
    told = 0.0
    for plan in search.plans(lambda: time.perf_counter() >= end - 0.15 * asked.seconds,
                             lambda: time.perf_counter() >= end, asked.seed):
        now = time.perf_counter()
        if asked.progress and now - told >= PROGRESS_EVERY:
            told = now
            print(json.dumps({"progress": asdict(search.sums(plan)), "before": asdict(search.before),
                              "seconds": round(now - start, 2)}), flush=True)
    found = search.suggestion(plan)
    entry = apply_suggestion(found, who()) if asked.apply and found.moves else None
    steps, lines = schedule.by_key, schedule.lines

    def about(key: int) -> dict[str, Any]:
        step = steps[key]
        return {"step": key, "order": step.order, "item": step.product, "colour": schedule.facts[key].colour}

    def named(key: int | None) -> dict[str, Any]:
        line = lines.get(key) if key is not None else None
        return {"plant": line.plant if line else None, "line": line.name if line else None}

    moves = [{**about(m.key), **named(m.line), "start": m.start, "finish": m.finish, "why": m.why,
              "from": {**named(steps[m.key].line), "start": steps[m.key].start, "finish": steps[m.key].finish}}
             for m in found.moves]
    skipped = [{**about(r.key), "reason": r.reason, "planned": r.planned} for r in found.skipped]
    words = [_("Weighted days late: {before} now, {after} suggested; late orders {late} → {late_after}; "
               "change-overs {changes} → {changes_after}; bars that move: {moves}.").format(
        before=f"{found.before.weighted_lateness_days:g}", after=f"{found.after.weighted_lateness_days:g}",
        late=found.before.late_orders, late_after=found.after.late_orders, changes=found.before.changeovers,
        changes_after=found.after.changeovers, moves=len(moves))]
    words += [f"{m['order']}\t{m['line']}\t{m['start']}\t{m['finish']}\t{m['why']}" for m in moves]
    words += [f"{r['order']}\t{r['reason']}" for r in skipped]
    if entry:
        words.append(_("Written; “gendan undo {entry}” takes it back.").format(entry=entry))
    say(asked, {"before": asdict(found.before), "after": asdict(found.after), "moves": moves, "skipped": skipped,
                "on_time": list(found.on_time), "late": list(found.late),
                "peak_load": {"before": found.peak[0], "after": found.peak[1]},
                "seconds": round(time.perf_counter() - start, 3), "applied": len(moves) if entry else 0,
                "undo": entry}, "\n".join(words))


def run_promise(asked: argparse.Namespace) -> None:
    """Tell when an order could be made."""
    from app.areas.schedule.answers import Question
    from app.areas.schedule.promising import promise
    from app.areas.schedule.reading import read_schedule
    from app.masters.product import Product

    open_database(asked)
    row = Product.select(Product.code, Product.family).where(
        (Product.code == asked.item) & (Product.deleted == 0)).tuples().first()
    if row is None:
        raise ValueError(_("There is no item “{item}” in this file.").format(item=asked.item))
    schedule = read_schedule(asked.today)
    start = time.perf_counter()
    found = promise(schedule, Question(row[0], row[1] or "", asked.quantity, asked.material, asked.due))
    took = time.perf_counter() - start
    steps, lines = schedule.by_key, schedule.lines
    told = [{"plant": lines[a.line].plant, "line": lines[a.line].name, "start": a.start, "finish": a.finish,
             "days": a.days, "constraint": a.constraint,
             "rush": None if a.rush is None else {"start": a.rush[0], "finish": a.rush[1], "pushes": [
                 {"order": steps[p.key].order, "item": steps[p.key].product, "finish": p.old, "new_finish": p.new,
                  "limit": p.limit, "late": p.late} for p in a.pushes]}} for a in found.lines]
    ways = [{"kind": w.kind, "finish": w.finish, "words": w.words,
             "lines": [lines[key].name for key in w.lines], "parts": [
                 {"line": lines[p.line].name, "start": p.start, "finish": p.finish, "quantity": p.quantity}
                 for p in w.parts],
             "pushes": list(dict.fromkeys(steps[p.key].order for p in w.pushes))} for w in found.alternatives]
    words = [found.sentence, *(f"{a['line']}\t{a['start']}\t{a['finish']}\t{a['constraint']}" for a in told),
             *found.told[1:]]
    say(asked, {"item": asked.item, "quantity": asked.quantity, "material": asked.material, "due": asked.due,
                "answer": found.sentence, "in_time": found.in_time, "possible": found.possible,
                "way": found.best.kind if found.best is not None else None,
                "finish": found.best.finish if found.best is not None else None, "lines": told, "alternatives": ways,
                "seconds": round(took, 4)}, "\n".join(words))
