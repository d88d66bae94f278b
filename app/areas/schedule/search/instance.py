"""A bare scheduling problem out of a JSON file: machines and jobs; solved, and its cost reckoned exactly."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.areas.schedule.search.parallel import lateness, machines
from app.areas.schedule.search.single import single_machine
from app.domain.text import N_, _

NUMBERS = (("p", None), ("w", 1), ("d", None), ("r", 0))
"""What a job says, and what is taken where it says nothing."""

NOT_AN_INSTANCE = N_("The file must hold an object like {example}.")
EXAMPLE = '{"machines": 1, "jobs": [{"id": 1, "p": 7, "w": 3, "d": 20, "r": 0}]}'


@dataclass(frozen=True, slots=True)
class Instance:
    """Jobs as columns: name, processing time, weight, due and release moment; all machines are equal."""

    machines: int
    names: tuple[Any, ...]
    p: tuple[float, ...]
    w: tuple[float, ...]
    d: tuple[float, ...]
    r: tuple[float, ...]

    def cost(self, sequences: Sequence[Sequence[int]]) -> float:
        """Return the total weighted tardiness of sequences of places in the columns."""
        return sum(lateness(line, self.p, self.w, self.d, self.r) for line in sequences)


def read_instance(data: Any) -> Instance:
    """Return the problem that parsed JSON describes, or raise ValueError that names job and field."""
    if not isinstance(data, Mapping) or not isinstance(data.get("jobs"), list):
        raise ValueError(_(NOT_AN_INSTANCE).format(example=EXAMPLE))
    count = data.get("machines", 1)
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 1000:
        raise ValueError(_("“machines” must be a whole number from 1 to 1000, not {value}.").format(value=count))
    names: list[Any] = []
    columns: tuple[list[float], ...] = ([], [], [], [])
    seen = set()
    for number, job in enumerate(data["jobs"], 1):
        if not isinstance(job, Mapping):
            raise ValueError(_("Job {number} is no object with p, w, d and r.").format(number=number))
        name = job.get("id", number)
        if isinstance(name, bool) or not isinstance(name, int | str):
            raise ValueError(_("The id of job {number} must be a number or a text.").format(number=number))
        if name in seen:
            raise ValueError(_("Two jobs have the id {id}; each needs its own.").format(id=name))
        seen.add(name)
        names.append(name)
        for column, (key, usual) in zip(columns, NUMBERS, strict=True):
            column.append(_number(job, key, usual, name))
    return Instance(count, tuple(names), *(tuple(c) for c in columns))


def _number(job: Mapping[str, Any], key: str, usual: float | None, name: Any) -> float:
    value = job.get(key)
    if value is None:
        value = usual
    if value is None:
        raise ValueError(_("Job {id} has no “{field}”.").format(id=name, field=key))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > 1e12:
        raise ValueError(_("“{field}” of job {id} must be a number, not {value}.").format(
            field=key, id=name, value=value))
    if value < 0 and key != "d":
        raise ValueError(_("“{field}” of job {id} is {value}; it can't be negative.").format(
            field=key, id=name, value=value))
    return value


def solve(instance: Instance, seconds: float, seed: int = 0,
          clock: Callable[[], float] = time.perf_counter) -> Iterator[tuple[float, list[list[int]]]]:
    """Yield ever better (cost, places in the columns by machine) until the time is up by the clock."""
    end = clock() + seconds

    def over() -> bool:
        return clock() >= end

    count, p, w, d, r = instance.machines, instance.p, instance.w, instance.d, instance.r
    if count == 1 and len(set(r)) == 1:
        due = [day - r[0] for day in d]
        for _cost, order in single_machine(p, w, due, over, seed):
            yield instance.cost([order]), [order]
    else:
        for _cost, lines in machines(count, p, w, d, r, over, seed):
            yield instance.cost(lines), lines
