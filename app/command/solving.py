"""The command that solves a bare scheduling problem out of a JSON file, for comparison with other methods."""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

from app.command.options import say
from app.domain.text import _


def add_commands(commands: Any) -> None:
    """Add solve below schedule."""
    solve = commands.add_parser("solve", help=_("find the sequence with the least weighted tardiness for a JSON file"))
    solve.add_argument("instance", metavar="INSTANCE.json")
    add_search(solve)
    solve.add_argument("--json", action="store_true", help=_("answer as JSON"))
    solve.set_defaults(run=run_solve)


def add_search(command: Any) -> None:
    """Add --seconds and --seed."""
    command.add_argument("--seconds", type=seconds, default=2.0, metavar="S", help=_("how long to search"))
    command.add_argument("--seed", type=int, default=1, help=_("the same seed makes the same choices"))


def seconds(text: str) -> float:
    """Return a number of seconds; the parser says so where it is none."""
    found = float(text)
    if not math.isfinite(found) or not 0 <= found <= 86400:
        raise argparse.ArgumentTypeError(_("seconds must be from 0 to 86400, not {value}").format(value=text))
    return found


def run_solve(asked: argparse.Namespace) -> None:
    """Solve an instance."""
    from app.areas.schedule.search.instance import read_instance, solve

    start = time.perf_counter()
    path = Path(asked.instance)
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(_("“{file}” is no JSON file: {reason}").format(file=path.name, reason=error)) from error
    instance = read_instance(data)
    cost: float = 0
    lines: list[list[int]] = []
    for cost, lines in solve(instance, asked.seconds, asked.seed):  # noqa: B007 - the last is the best
        pass
    sequences = [[instance.names[j] for j in line] for line in lines]
    words = [_("Weighted tardiness: {cost}").format(cost=cost)]
    words += [" ".join(str(name) for name in line) for line in sequences]
    say(asked, {"cost": cost, "sequences": sequences, "seconds": round(time.perf_counter() - start, 3)},
        "\n".join(words))
