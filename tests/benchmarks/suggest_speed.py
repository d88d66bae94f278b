"""The suggestion's search: weighted tardiness against best-known values, parallel lines against a plain iterated
greedy, the factory's plan against earliest due date, and the time of a promise. `--all` takes all instances."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.areas.schedule.answers import Question  # noqa: E402
from app.areas.schedule.planning import PlanLine, PlanStep  # noqa: E402
from app.areas.schedule.promising import promise  # noqa: E402
from app.areas.schedule.reading import Schedule, StepFacts, reckon  # noqa: E402
from app.areas.schedule.search.factory import Factory, Job, Line, check  # noqa: E402
from app.areas.schedule.search.improving import by_due_date, improve  # noqa: E402
from app.areas.schedule.search.instance import Instance, solve  # noqa: E402
from app.areas.schedule.search.parallel import lateness  # noqa: E402
from app.domain.workdays import SUNDAY, Calendar  # noqa: E402

DATA = Path(__file__).parent / "data" / "wt"
SECONDS = 2.0
GAPS = {40: 0.01, 50: 0.01, 100: 0.05}
"""Most mean percent above the best-known values, by number of jobs."""
TODAY = date(2026, 11, 23)


def say(name: str, value: float, limit: float) -> None:
    """Print a measured value beside its limit as one JSON line."""
    print(json.dumps({"name": name, "value": round(value, 4), "limit": limit, "ok": value <= limit}), flush=True)


def numbers(name: str) -> list[int]:
    """Return the numbers of a file of the library."""
    return [int(word) for word in (DATA / name).read_text(encoding="ascii").split()]


def library(n: int) -> list[tuple[Instance, int]]:
    """Return the library's instances of n jobs with their best-known values."""
    raw = numbers(f"wt{n}.txt")
    best = numbers(f"wtopt{n}.txt") if n < 100 else [
        min(pair) for pair in zip(numbers("wtbest100a.txt"), numbers("wtbest100b.txt"), strict=True)]
    rows = [tuple(tuple(raw[(3 * k + part) * n:(3 * k + part + 1) * n]) for part in range(3)) for k in range(len(best))]
    return [(Instance(1, tuple(range(n)), p, w, d, (0,) * n), known)
            for (p, w, d), known in zip(rows, best, strict=True)]


def tardiness(everything: bool) -> None:
    """Measure the mean gap to the best-known values after two seconds of CPU each."""
    for n, limit in GAPS.items():
        gaps = []
        for instance, known in library(n)[:: 1 if everything else 21]:
            *_rest, (cost, _lines) = solve(instance, SECONDS, 1, time.process_time)
            gaps.append(100 * (cost - known) / known if known else 100.0 * (cost > 0))
        say(f"weighted tardiness, {n} jobs, {len(gaps)} instances: mean gap %", sum(gaps) / len(gaps), limit)


def parallel(n: int, count: int, seed: int) -> Instance:
    """Make an instance of parallel lines with release dates."""
    dice = random.Random(seed)
    p = tuple(dice.randint(1, 100) for _ in range(n))
    w = tuple(dice.randint(1, 10) for _ in range(n))
    span = sum(p) / count
    r = tuple(dice.randint(0, int(span * 0.6)) for _ in range(n))
    d = tuple(a + b + dice.randint(0, int(span * 0.3)) for a, b in zip(r, p, strict=True))
    return Instance(count, tuple(range(n)), p, w, d, r)


def plain_greedy(found: Instance, seconds: float, seed: int) -> float:
    """Return what a plain iterated greedy reaches: four jobs out, each back at its cheapest place."""
    dice = random.Random(seed)
    n, columns = len(found.p), (found.p, found.w, found.d, found.r)
    lines: list[list[int]] = [[] for _ in range(found.machines)]

    def put(lines: list[list[int]], job: int) -> None:
        best: tuple[float, int, int] | None = None
        for number, line in enumerate(lines):
            base = lateness(line, *columns)
            for at in range(len(line) + 1):
                more = lateness([*line[:at], job, *line[at:]], *columns) - base
                if best is None or more < best[0]:
                    best = (more, number, at)
        assert best is not None
        lines[best[1]].insert(best[2], job)

    end = time.process_time() + seconds
    for job in sorted(range(n), key=lambda j: found.d[j]):
        put(lines, job)
    cost = least = found.cost(lines)
    heat = 0.4 * sum(found.p) / n / 10
    while time.process_time() < end:
        out = dice.sample(range(n), 4)
        trial = [[j for j in line if j not in out] for line in lines]
        for job in out:
            put(trial, job)
        reached = found.cost(trial)
        if reached < cost or dice.random() < exp(min(0.0, (cost - reached) / heat)):
            lines, cost = trial, reached
        least = min(least, cost)
    return least


def lines_with_releases(everything: bool) -> None:
    """Measure parallel lines against a plain iterated greedy that has four times as long."""
    ours = plain = 0.0
    sizes = ((60, 4, 1), (100, 5, 2), (200, 10, 3), (100, 2, 4), (150, 6, 5))
    for n, count, seed in sizes if everything else sizes[:3]:
        found = parallel(n, count, seed)
        *_rest, (cost, _lines) = solve(found, SECONDS, 1, time.process_time)
        ours += cost
        plain += plain_greedy(found, 4 * SECONDS, 1)
    say("parallel lines with releases, 2 s against a plain iterated greedy's 8 s", ours / plain, 1.0)


def factory(orders: int = 400, lines: int = 20) -> Factory:
    """Make a factory with calendars, overtime, predecessors and families."""
    dice = random.Random(1)
    made = {}
    for key in range(lines):
        off = (5, 6) if key % 3 == 0 else (6,)
        shares = [0.0 if day % 7 in off else 1.5 if dice.random() < 0.05 else 1.0 for day in range(600)]
        begin = dice.randrange(5, 40)
        made[key] = Line(shares, frozenset(range(begin, begin + dice.randrange(4))))
    jobs = []
    for number in range(orders):
        work = dice.uniform(0.3, 5)
        able = dice.sample(range(lines), dice.randrange(2, 6))
        release = dice.choice([0, 0, 0, dice.randrange(50)])
        jobs.append(Job({key: work * dice.uniform(0.8, 1.5) for key in able}, release, release + dice.randrange(3, 70),
                        dice.choice([1.0, 1.0, 1.0, 2.0, 3.0]), dice.choice("ABCD"),
                        ((number - 1, 1),) if number % 5 == 4 else ()))
    return Factory(made, jobs)


def plans() -> None:
    """Measure how fast the factory's plan leaves earliest due date behind, and that it goes on."""
    found = factory()
    first = by_due_date(found).plan().lateness
    start = time.process_time()
    early = last = None
    for plan in improve(found, lambda: time.process_time() - start >= SECONDS, 1):
        if time.process_time() - start <= 0.2:
            early = plan
        last = plan
    assert early is not None
    assert last is not None
    if wrong := check(found, last):
        raise SystemExit(f"the plan doesn't hold: {wrong[:3]}")
    say("400 orders on 20 lines: lateness after 200 ms over earliest due date", early.lateness / first, 0.99)
    say("400 orders on 20 lines: lateness after 2 s over that after 200 ms", last.lateness / early.lateness, 0.99)


def planned(orders: int = 500, count: int = 20) -> Schedule:
    """Make a schedule of orders one behind the other on lines."""
    calendar = Calendar(frozenset({SUNDAY}))
    lines = {key: PlanLine(key, f"L{key}", "East", calendar, 100) for key in range(1, count + 1)}
    steps = []
    for key in range(1, orders + 1):
        begin = calendar.add_workdays(TODAY, 4 * ((key - 1) // count))
        steps.append(PlanStep(key, f"26-{key:03}", (key - 1) % count + 1, begin, calendar.add_workdays(begin, 2), 300,
                              product="P", ship=begin + timedelta(days=key % 9)))
    facts = {s.key: StepFacts(s.key, s.key, "C", "", "", "approved", False, "", "finished", "", "", "", None, None, 0)
             for s in steps}
    return reckon(TODAY, lines, ("East",), calendar, steps, facts)


def promises() -> None:
    """Measure a promise with 500 orders planned, the slowest of five."""
    schedule = planned()

    def timed(ask: Callable[[], object]) -> float:
        start = time.process_time()
        ask()
        return 1000 * (time.process_time() - start)

    say("a promise with 500 orders planned, CPU ms", max(timed(lambda: promise(schedule, Question(
        "P", "", 400, TODAY + timedelta(days=9), TODAY + timedelta(days=40)))) for _ in range(5)), 300.0)


if __name__ == "__main__":
    plans()
    promises()
    lines_with_releases("--all" in sys.argv)
    tardiness("--all" in sys.argv)
