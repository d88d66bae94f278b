"""Several equal machines, or jobs that come later: little total weighted tardiness, by iterated search."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import exp, log

Out = tuple[float, list[list[int]]]
"""Cost and the jobs' numbers in order, by machine."""

MANY = 1500
"""Jobs from which a good start takes longer than it is worth."""

HOT, COLD = 2.0, 0.02
"""How much worse a step may make it at a cycle's start and end, as a share of a job's mean cost."""

Numbers = Sequence[float]


def machines(count: int, p: Numbers, w: Numbers, d: Numbers, r: Numbers, over: Callable[[], bool],
             seed: int = 0) -> Iterator[Out]:
    """Yield ever better sequences until `over()` says stop or nothing is late any more.

    A few jobs are taken out and put back where they cost least, over all machines; worse results are
    taken at times, less and less often while the search stands, and it goes back to the best when it strays.
    """
    dice = random.Random(seed)
    lines = _start(count, p, w, d, r)
    costs = [lateness(line, p, w, d, r) for line in lines]
    cost = sum(costs)
    best, kept = cost, [line[:] for line in lines]
    yield best, [line[:] for line in kept]
    place = _Places(p, w, d, r)
    length, step = 1500, 0
    while best > 1e-9 and not over():
        if step == length:
            lines, step, length = [line[:] for line in kept], 0, length * 2
            costs = [lateness(line, p, w, d, r) for line in lines]
            cost = sum(costs)
        slack = HOT * (COLD / HOT) ** (step / length) * cost / len(p) * -log(dice.random() or 1e-12)
        step += 1
        trial, own = lines[:], costs[:]
        out = _take_out(trial, dice, place, lines)
        for m, line in enumerate(trial):
            if line is not lines[m]:
                own[m] = lateness(line, p, w, d, r)
        dice.shuffle(out)
        base = sum(own)
        for x in out:
            m, at, more = place.best(trial, x)
            base += more
            if base > cost + slack + 1e-9:
                break
            trial[m] = [*trial[m][:at], x, *trial[m][at:]]
            own[m] += more
        else:
            lines, costs, cost = trial, own, base
            if cost < best - 1e-7:
                costs = [lateness(line, p, w, d, r) for line in lines]
                cost = sum(costs)
                best, kept = cost, [line[:] for line in lines]
                yield best, [line[:] for line in kept]


def lateness(line: Sequence[int], p: Numbers, w: Numbers, d: Numbers, r: Numbers) -> float:
    """Return the weighted tardiness of one machine's sequence; no job begins before its release."""
    t: float = 0
    total: float = 0
    for j in line:
        if t < r[j]:
            t = r[j]
        t += p[j]
        if t > d[j]:
            total += w[j] * (t - d[j])
    return total


def _start(count: int, p: Numbers, w: Numbers, d: Numbers, r: Numbers) -> list[list[int]]:
    """Return sequences by apparent urgency: the machine that is free first takes the most urgent job that is there."""
    lines: list[list[int]] = [[] for _ in range(count)]
    if not p:
        return lines
    mean = sum(p) / len(p) or 1.0
    free, left = [0.0] * count, set(range(len(p)))
    while left:
        m = min(range(count), key=lambda k: free[k])
        t = max(free[m], min(r[j] for j in left))
        there = [j for j in left if r[j] <= t]
        if len(p) > MANY:
            j = min(there, key=lambda j: (d[j], j))
        else:
            j = max(there, key=lambda j: (w[j] / (p[j] or mean / 1e3) * exp(
                -min(60.0, max(0.0, d[j] - p[j] - t) / (2 * mean))), -j))
        left.remove(j)
        lines[m].append(j)
        free[m] = t + p[j]
    return lines


def _take_out(trial: list[list[int]], dice: random.Random, place: _Places, lines: list[list[int]]) -> list[int]:
    """Take a few jobs out of sequences, mostly a late one with others of about its time; return them."""
    filled = [m for m, line in enumerate(lines) if line]
    begins, jobs = place.row(m := dice.choice(filled), lines[m])
    late = [k for k, (_ready, _long, due, _weight) in enumerate(jobs) if begins[k + 1] > due]
    at = dice.choice(late) if late and dice.random() < 0.7 else dice.randrange(len(jobs))
    moment = begins[at]
    taken = {lines[m][at]: m}
    for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 4))):
        m = dice.choice(filled)
        row = place.row(m, lines[m])[0]
        if dice.random() < 0.8:
            at = bisect_right(row, moment) - 1 - int(abs(dice.gauss(0, 2.5))) + (dice.random() < 0.3)
            at = min(len(lines[m]) - 1, max(0, at))
        else:
            at = dice.randrange(len(lines[m]))
        taken[lines[m][at]] = m
    for m in set(taken.values()):
        trial[m] = [x for x in lines[m] if x not in taken]
    return list(taken)


class _Places:
    """Finds the cheapest place of a job; what was reckoned of an unchanged sequence is kept."""

    def __init__(self, p: Numbers, w: Numbers, d: Numbers, r: Numbers) -> None:
        self.p, self.w, self.d, self.r = p, w, d, r
        self.rows: dict[int, tuple[list[int], list[float], list[tuple[float, float, float, float]]]] = {}

    def row(self, m: int, line: list[int]) -> tuple[list[float], list[tuple[float, float, float, float]]]:
        """Return the moments at which each place begins, and what the jobs are, of a sequence."""
        known = self.rows.get(m)
        if known is not None and known[0] is line:
            return known[1], known[2]
        p, w, d, r = self.p, self.w, self.d, self.r
        t, begins, jobs = 0.0, [0.0], []
        for j in line:
            if t < r[j]:
                t = r[j]
            t += p[j]
            begins.append(t)
            jobs.append((r[j], p[j], d[j], w[j]))
        self.rows[m] = (line, begins, jobs)
        return begins, jobs

    def best(self, lines: list[list[int]], x: int) -> tuple[int, int, float]:
        """Return (machine, place, added cost) of the cheapest place of job x; equal costs go to the emptier end."""
        px, wx, dx, rx = self.p[x], self.w[x], self.d[x], self.r[x]
        least, where = float("inf"), (0, 0)
        for m, line in enumerate(lines):
            begins, jobs = self.row(m, line)
            n = len(line)
            for at in range(n, -1, -1):
                t = begins[at]
                if at < n and t < rx and begins[at + 1] <= rx:
                    break  # an earlier place only waits longer
                if t < rx:
                    t = rx
                t += px
                more = wx * (t - dx) if t > dx else 0.0
                if more >= least:
                    continue
                for k in range(at, n):
                    ready, long, due, weight = jobs[k]
                    if t < ready:
                        t = ready
                    t += long
                    was = begins[k + 1]
                    if t <= was:
                        break
                    if t > due:
                        more += weight * (t - was) if was > due else weight * (t - due)
                        if more >= least:
                            break
                if more < least:
                    least, where = more, (m, at)
                    if more == 0.0:
                        return m, at, 0.0
        return where[0], where[1], least
