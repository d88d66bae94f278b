"""The schedule command: bars, endangered orders and load as data."""

from __future__ import annotations

import argparse
from typing import Any

from app.command import solving, suggesting
from app.command.options import add_shared, open_database, say
from app.domain.text import _


def add_commands(commands: Any) -> None:
    """Add schedule with what it has below it."""
    command = commands.add_parser("schedule", help=_("show the schedule with forecast, danger and load"))
    add_shared(command)
    command.set_defaults(run=show_schedule)
    parts = command.add_subparsers(dest="part", metavar="PART")
    suggesting.add_commands(parts)
    solving.add_commands(parts)


def show_schedule(asked: argparse.Namespace) -> None:
    """Print the schedule."""
    from app.areas.schedule.reading import read_schedule
    from app.areas.schedule.words import conflict_text, danger_reason, danger_which

    open_database(asked)
    schedule = read_schedule(asked.today)
    steps, lines = schedule.by_key, schedule.lines

    def about(key: int) -> dict[str, Any]:
        step = steps[key]
        return {"order": step.order, "item": step.product, "colour": schedule.facts[key].colour}

    bars = [{**about(s.key), "plant": lines[s.line].plant if s.line in lines else None,
             "line": lines[s.line].name if s.line in lines else None,
             "start": s.start, "finish": s.finish, "quantity": s.quantity, "done": s.done,
             "forecast": schedule.forecasts[s.key].finish if s.key in schedule.forecasts else None}
            for s in schedule.steps]
    endangered = [{**about(d.key), "reason": danger_reason(d), "which": d.which, "date": d.forecast, "limit": d.limit}
                  for d in schedule.dangers]
    load = [{"plant": lines[line].plant, "line": lines[line].name, "day": day, "percent": percent}
            for (line, day), percent in sorted(schedule.loads.items())]
    conflicts = [{**about(c.key), "reason": conflict_text(c)} for c in schedule.conflicts]
    words = [_("bars {bars}, endangered {endangered}, conflicts {conflicts}").format(
        bars=len(bars), endangered=len(endangered), conflicts=len(conflicts))]
    words += [f"{steps[d.key].order}\t{d.forecast}\t{danger_which(d)} {d.limit}\t{danger_reason(d)}"
              for d in schedule.dangers]
    say(asked, {"today": asked.today, "bars": bars, "endangered": endangered, "load": load, "conflicts": conflicts},
        "\n".join(words))
