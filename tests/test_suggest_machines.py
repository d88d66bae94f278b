"""Bare machines: against brute force, odd instances, exact costs, the command and its errors."""

from __future__ import annotations

import json
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.areas.schedule.search.instance import Instance, read_instance, solve
from app.areas.schedule.search.parallel import lateness, machines
from app.areas.schedule.search.single import single_machine, tardiness
from app.command.__main__ import main

JOB = st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(-5, 40), st.integers(0, 20))


def after(rounds: int) -> Any:
    """Return a stop that lets the search ask so many times."""
    left = [rounds]

    def over() -> bool:
        left[0] -= 1
        return left[0] < 0

    return over


def brute(count: int, jobs: list[tuple[int, int, int, int]]) -> float:
    p, w, d, r = zip(*jobs, strict=True)
    best = float("inf")
    for machine in product(range(count), repeat=len(jobs)):
        if count > 1 and machine[0] != 0:
            continue
        cost = 0.0
        for m in range(count):
            mine = [j for j in range(len(jobs)) if machine[j] == m]
            cost += min(lateness(order, p, w, d, r) for order in permutations(mine))
        best = min(best, cost)
    return best


@settings(max_examples=60, deadline=None)
@given(st.lists(JOB, min_size=1, max_size=7))
def test_one_machine_is_optimal_on_small_instances(jobs: list[tuple[int, int, int, int]]) -> None:
    p, w, d, _r = zip(*jobs, strict=True)
    least = min(tardiness(order, p, w, d) for order in permutations(range(len(jobs))))
    for cost, order in single_machine(p, w, d, after(4000)):
        assert sorted(order) == list(range(len(jobs)))
        assert cost == tardiness(order, p, w, d)
    assert cost == least


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 2), st.lists(JOB, min_size=1, max_size=5))
def test_machines_with_releases_are_optimal_on_small_instances(count: int, jobs: list[tuple[int, int, int, int]]) -> None:
    p, w, d, r = zip(*jobs, strict=True)
    last = float("inf")
    for cost, lines in machines(count, p, w, d, r, after(6000)):
        assert sorted(j for line in lines for j in line) == list(range(len(jobs)))
        assert cost == sum(lateness(line, p, w, d, r) for line in lines)
        assert cost < last
        last = cost
    assert last == brute(count, jobs)


def test_every_answer_is_better_than_the_one_before_and_the_same_seed_finds_the_same() -> None:
    jobs = [(7 * k % 23 + 1, k % 5 + 1, 11 * k % 97) for k in range(40)]
    p, w, d = zip(*jobs, strict=True)
    first = list(single_machine(p, w, d, after(3000), 5))
    assert [cost for cost, _order in first] == sorted({cost for cost, _order in first}, reverse=True)
    assert first == list(single_machine(p, w, d, after(3000), 5))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("number", [0, 1, 2, 500])
def test_any_number_of_jobs(count: int, number: int) -> None:
    data = {"machines": count, "jobs": [{"id": f"j{k}", "p": k % 3, "d": 5} for k in range(number)]}
    instance = read_instance(data)
    moments = iter(range(10**6))
    *_rest, (cost, lines) = solve(instance, 300, clock=lambda: float(next(moments)))
    assert len(lines) == count
    assert sorted(j for line in lines for j in line) == list(range(number))
    assert cost == instance.cost(lines)


def test_a_single_machine_that_opens_late_counts_from_there() -> None:
    instance = Instance(1, (1, 2), (3, 4), (1, 1), (105, 103), (100, 100))
    *_rest, (cost, lines) = solve(instance, 1)
    assert (cost, lines) == (3, [[1, 0]])


def run(capsys: pytest.CaptureFixture[str], path: Path, data: str, *more: str) -> tuple[int, str, str]:
    path.write_text(data, encoding="utf-8")
    code = main(["--language", "en", "schedule", "solve", str(path), "--seconds", "0.05", "--json", *more])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_solves(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _err = run(capsys, tmp_path / "a.json",
                          '{"machines": 1, "jobs": [{"id": 1, "p": 7, "w": 3, "d": 20, "r": 0}, {"id": 2, "p": 9, "d": 3}]}')
    answer = json.loads(out)
    assert (code, answer["cost"], answer["sequences"]) == (0, 6, [[2, 1]])
    assert set(answer) == {"cost", "sequences", "seconds"}


@pytest.mark.parametrize(("data", "told"), [
    ("{", "a.json"), ("[]", "machines"), ('{"machines": 0, "jobs": []}', "machines"),
    ('{"jobs": [{"p": 1, "d": 1}, 5]}', "Job 2"), ('{"jobs": [{"id": 7, "d": 1}]}', "Job 7"),
    ('{"jobs": [{"id": 7, "p": -1, "d": 1}]}', "negative"), ('{"jobs": [{"id": 7, "p": "3", "d": 1}]}', "number"),
    ('{"jobs": [{"id": 7, "p": 1, "d": NaN}]}', "number"), ('{"jobs": [{"id": 1, "p": 1, "d": 1}, {"id": 1, "p": 1, "d": 1}]}', "Two"),
    ('{"jobs": [{"id": [1], "p": 1, "d": 1}]}', "id"),
])
def test_a_bad_instance_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path, data: str, told: str) -> None:
    code, out, err = run(capsys, tmp_path / "a.json", data)
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err
