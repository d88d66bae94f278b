"""One machine, jobs all there at the start: the order with the least total weighted tardiness, by iterated search."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import exp

Out = tuple[float, list[int]]
"""Cost and the jobs' numbers in order."""


MANY = 1500
"""Jobs from which a good start takes longer than it is worth."""

HEATS = (0.05, 0.2, 0.6, 2.0)
"""How much worse an order may be taken, in the mean job's work times weight."""


def single_machine(p: Sequence[float], w: Sequence[float], d: Sequence[float], over: Callable[[], bool],
                   seed: int = 0) -> Iterator[Out]:
    """Yield ever better orders until `over()` says stop or nothing can be late any more; jobs start at 0.

    A local search over swaps and insertions looks at each move in constant time: the cost of a shifted
    block is convex in the shift, so its slope at rest bounds what a move can gain, and only moves that
    pass the bound are reckoned exactly. Small kicks near each other keep the search in reach of the best.
    """
    n = len(p)
    dice = random.Random(seed)
    order = _start(p, w, d)
    cost = _descend(order, p, w, d, 0, n - 1, over)
    best, kept = cost, order[:]
    yield best, kept[:]
    if n < 3:
        return
    scale = sum(p) * sum(w) / n**2 + 1e-9
    stale, limit, heat = 0, 2 * n, 0.2 * scale
    while best > 0 and not over():
        trial = order[:]
        low, high = _kick(trial, dice) if dice.random() < 0.6 else _exchange(trial, dice, p, d)
        found = _descend(trial, p, w, d, low, high, over)
        if found <= cost or dice.random() < exp((cost - found) / heat):
            order, cost = trial, found
        if cost < best:
            best, kept, stale = cost, order[:], 0
            yield best, kept[:]
        else:
            stale += 1
            if stale % limit == 0:
                # goes back to the best, at another heat, and half of the times shaken all over
                order, cost, heat = kept[:], best, scale * dice.choice(HEATS)
                if stale % (2 * limit) == 0:
                    for _ in range(dice.randrange(2, 6)):
                        _kick(order, dice, n)
                    cost = _descend(order, p, w, d, 0, n - 1, over)


def _start(p: Sequence[float], w: Sequence[float], d: Sequence[float]) -> list[int]:
    """Return the better of due-date order and an order by apparent urgency."""
    n = len(p)
    mean = sum(p) / n if n else 0
    by_due = sorted(range(n), key=lambda j: (d[j], p[j]))
    if n > MANY:
        return by_due
    left, t, urgent = list(range(n)), 0.0, []
    while left:
        chosen = max(left, key=lambda j: (w[j] / p[j] if p[j] else 1e9 + w[j])
                     * exp(-max(0.0, d[j] - p[j] - t) / (2 * mean) if mean else 0))
        left.remove(chosen)
        urgent.append(chosen)
        t += p[chosen]
    return min((by_due, urgent), key=lambda o: tardiness(o, p, w, d))


def tardiness(order: Sequence[int], p: Sequence[float], w: Sequence[float], d: Sequence[float]) -> float:
    """Return the total weighted tardiness of an order that starts at 0."""
    t: float = 0
    total: float = 0
    for j in order:
        t += p[j]
        if t > d[j]:
            total += w[j] * (t - d[j])
    return total


def _kick(order: list[int], dice: random.Random, widest: int = 30) -> tuple[int, int]:
    """Change a stretch of an order at random; return its first and last place."""
    n = len(order)
    width = min(n, dice.randrange(6, max(7, widest)))
    low = dice.randrange(n - width + 1)
    for _ in range(dice.randrange(2, 6)):
        a, b = low + dice.randrange(width), low + dice.randrange(width)
        if dice.random() < 0.5:
            order[a], order[b] = order[b], order[a]
        else:
            order.insert(b, order.pop(a))
    return low, low + width - 1


def _exchange(order: list[int], dice: random.Random, p: Sequence[float], d: Sequence[float]) -> tuple[int, int]:
    """Let a late job and one before it change places, wherever they are; return the first and last place touched."""
    ends = list(accumulate([p[j] for j in order]))
    late = [k for k, j in enumerate(order) if k and ends[k] > d[j]]
    b = dice.choice(late) if late else dice.randrange(1, len(order))
    a = dice.randrange(b)
    order[a], order[b] = order[b], order[a]
    if dice.random() < 0.3:
        c = dice.randrange(len(order))
        order.insert(c, order.pop(a))
        return min(a, c), max(b, c)
    return a, b


def _descend(order: list[int], p: Sequence[float], w: Sequence[float], d: Sequence[float], low: int, high: int,
             over: Callable[[], bool]) -> float:
    """Improve an order in place until no move that touches the places low to high helps; return its cost."""
    n = len(order)
    P = [p[j] for j in order]  # noqa: N806
    W = [w[j] for j in order]  # noqa: N806
    D = [d[j] for j in order]  # noqa: N806
    C = list(accumulate(P))  # noqa: N806
    K = [a * (c - b) if c > b else 0 for a, c, b in zip(W, C, D, strict=True)]  # noqa: N806
    # slopes before each place: weights of the jobs that are late (L), or would be with any delay (R)
    L = list(accumulate([a if c > b else 0 for a, c, b in zip(W, C, D, strict=True)], initial=0))  # noqa: N806
    R = list(accumulate([a if c >= b else 0 for a, c, b in zip(W, C, D, strict=True)], initial=0))  # noqa: N806
    while True:
        new_low, new_high = n, -1
        i = 0
        while i <= high:
            if over():
                return sum(K)
            pi, wi, di, ki = P[i], W[i], D[i], K[i]
            s = C[i] - pi
            after_l, after_r, at_r = L[i + 1], R[i + 1], R[i]
            gain, kind, to = 1e-7, 0, -1
            for j in range(max(i + 1, low), n):
                t = C[j] - di
                gi = ki - wi * t if t > 0 else ki
                pj = P[j]
                t = s + pj - D[j]
                gj = K[j] - W[j] * t if t > 0 else K[j]
                # insert j before i
                if gj - pj * (R[j] - at_r) > gain:
                    got = gj
                    for k in range(i, j):
                        t = C[k] + pj - D[k]
                        if t > 0:
                            got += K[k] - W[k] * t
                            if got <= gain:
                                break
                    if got > gain:
                        gain, kind, to = got, 2, j
                # insert i after j
                if gi + pi * (L[j + 1] - after_l) > gain:
                    got = gi
                    for k in range(i + 1, j + 1):
                        if K[k]:
                            t = C[k] - pi - D[k]
                            got += K[k] - W[k] * t if t > 0 else K[k]
                    if got > gain:
                        gain, kind, to = got, 1, j
                # swap
                shift = pj - pi
                if gi + gj - shift * ((R[j] - after_r) if shift > 0 else (L[j] - after_l)) > gain:
                    got = gi + gj
                    for k in range(i + 1, j):
                        t = C[k] + shift - D[k]
                        got += K[k] - W[k] * t if t > 0 else K[k]
                    if got > gain:
                        gain, kind, to = got, 3, j
            if kind:
                j = to
                if kind == 1:
                    order.insert(j, order.pop(i))
                elif kind == 2:
                    order.insert(i, order.pop(j))
                else:
                    order[i], order[j] = order[j], order[i]
                t, sl, sr = s, L[i], R[i]
                for k in range(i, j + 1):
                    x = order[k]
                    P[k] = p[x]
                    W[k] = wk = w[x]
                    D[k] = dk = d[x]
                    t += p[x]
                    C[k] = t
                    if t > dk:
                        K[k] = wk * (t - dk)
                        sl += wk
                        sr += wk
                    else:
                        K[k] = 0
                        if t == dk:
                            sr += wk
                    L[k + 1] = sl
                    R[k + 1] = sr
                dl: float = 0
                dr: float = 0
                if j + 1 < n:
                    # slopes behind the changed stretch move by a constant
                    late = W[j + 1] if C[j + 1] > D[j + 1] else 0
                    dl = sl + late - L[j + 2]
                    late = W[j + 1] if C[j + 1] >= D[j + 1] else 0
                    dr = sr + late - R[j + 2]
                if dl or dr:
                    for k in range(j + 2, n + 1):
                        L[k] += dl
                        R[k] += dr
                new_low, new_high = min(new_low, i), max(new_high, j)
            else:
                i += 1
        if new_high < 0:
            return sum(K)
        low, high = new_low, new_high
