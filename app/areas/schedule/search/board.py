"""The state of a search over the factory's plan: sequences by line, and what a trial of other sequences would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.areas.schedule.search.factory import CHANGE, LATE, Factory, Found, Plan, release_after, run_line

MOST_ROUNDS = 40
"""Lines looked at anew before sequences count as waiting for one another."""


@dataclass(slots=True)
class Trial:
    """Sequences that differ from the state's, with what they come to."""

    sequences: Mapping[int, list[int]]
    found: dict[int, Found]
    cost: float


class Board:
    """Holds sequences, held days and each line's cost; trials cost only the lines that they touch."""

    def __init__(self, factory: Factory, sequences: Mapping[int, list[int]], held: list[bool]) -> None:
        self.factory, self.held = factory, held
        self.sequences: dict[int, list[int]] = {key: [] for key in factory.lines}
        self.costs: dict[int, float] = dict.fromkeys(factory.lines, 0.0)
        self.start, self.finish = [0] * len(factory.jobs), [0] * len(factory.jobs)
        self.line = [0] * len(factory.jobs)
        self.waits = [bool(job.after) for job in factory.jobs]
        self.then: dict[int, list[int]] = {}
        for j, job in enumerate(factory.jobs):
            for before, _lag in job.after:
                self.then.setdefault(before, []).append(j)
        for key, sequence in sequences.items():
            for j in sequence:
                self.line[j] = key
        self.cost = 0.0
        trial = self.reckon(sequences, most=len(factory.lines) * (len(factory.jobs) + 2))
        if trial is None:
            raise ValueError("the sequences wait for one another in a circle")
        self.take(trial)

    def reckon(self, changed: Mapping[int, list[int]], most: int = MOST_ROUNDS) -> Trial | None:
        """Return what other sequences of some lines come to, or None where they wait for one another."""
        found: dict[int, Found] = {}
        if not self.then:
            for key, sequence in changed.items():
                found[key] = run_line(self.factory, key, sequence, self.held, {})
            return self._trial(changed, found)
        finish = dict(enumerate(self.finish))
        where: dict[int, int] = {j: key for key, sequence in changed.items() for j in sequence}
        todo = dict.fromkeys(changed)
        while todo:
            most -= 1
            if most < 0:
                return None
            key = next(iter(todo))
            del todo[key]
            sequence = changed[key] if key in changed else self.sequences[key]
            release = {j: release_after(self.factory, j, key, finish) for j in sequence if self.waits[j]}
            found[key] = run_line(self.factory, key, sequence, self.held, release)
            for j, _start, last in found[key][1]:
                if finish[j] != last:
                    finish[j] = last
                    for then in self.then.get(j, ()):
                        todo[where.get(then, self.line[then])] = None
        return self._trial(changed, found)

    def _trial(self, changed: Mapping[int, list[int]], found: dict[int, Found]) -> Trial:
        return Trial(changed, found, self.cost + sum(f[0] - self.costs[key] for key, f in found.items()))

    def take(self, trial: Trial) -> None:
        """Make a trial the state."""
        self.sequences.update(trial.sequences)
        for key, (cost, placed) in trial.found.items():
            self.costs[key] = cost
            for j, start, finish in placed:
                self.start[j], self.finish[j], self.line[j] = start, finish, key
        self.cost = sum(self.costs.values())

    def late(self) -> list[int]:
        """Return the jobs that end too late."""
        return [j for j, job in enumerate(self.factory.jobs) if job.due is not None and self.finish[j] > job.due]

    def plan(self) -> Plan:
        """Return the state as it can be kept."""
        jobs = self.factory.jobs
        lateness = sum((self.finish[j] - (jobs[j].due or 0)) * jobs[j].weight for j in self.late())
        changes = sum(changeovers(self.factory, key, sequence) for key, sequence in self.sequences.items())
        held = frozenset(j for j, own in enumerate(self.held) if own)
        return Plan({k: tuple(s) for k, s in self.sequences.items()}, held,
                    tuple(zip(self.line, self.start, self.finish, strict=True)), lateness, changes,
                    max(0.0, self.cost - lateness * LATE - changes * CHANGE))


def changeovers(factory: Factory, key: int, sequence: list[int] | tuple[int, ...]) -> int:
    """Return how often the family changes along a line's sequence."""
    family, count = factory.lines[key].first_family, 0
    for j in sequence:
        own = factory.jobs[j].family
        if own:
            count += bool(family) and family != own
            family = own
    return count
