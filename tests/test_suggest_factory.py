"""The factory's plan: what must hold, against brute force, bad data named, applied as one change, promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.areas.demo import new_company
from app.areas.schedule.answers import Question
from app.areas.schedule.planning import PlanLine, PlanStep
from app.areas.schedule.posing import Extra, pose
from app.areas.schedule.promising import promise
from app.areas.schedule.reading import Schedule, StepFacts, reckon
from app.areas.schedule.records import ScheduleStep, StepLink
from app.areas.schedule.search.board import Board
from app.areas.schedule.search.factory import Factory, Job, Line, check
from app.areas.schedule.search.improving import by_due_date, improve, present_plan, settle
from app.areas.schedule.suggesting import Search, Suggestion
from app.command.__main__ import main
from app.database import connection
from app.database.change import Change, Who, write
from app.domain.workdays import SUNDAY, Calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant, ProductionLine
from app.masters.product import Product

TODAY = date(2026, 11, 23)
WEEK = Calendar(frozenset({SUNDAY}))
DAYS = 200


def after(rounds: int) -> Any:
    left = [rounds]

    def over() -> bool:
        left[0] -= 1
        return left[0] < 0

    return over


@st.composite
def factories(draw: st.DrawFn, most: int = 12, links: bool = True) -> Factory:
    """Make lines with days off, overtime and days of others, and jobs that may wait for earlier ones."""
    lines = {}
    for key in range(draw(st.integers(1, 3))):
        pattern = [*draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.0, 1.0, 1.5]), min_size=5, max_size=8)), 1.0]
        lines[key] = Line([pattern[d % len(pattern)] for d in range(DAYS)],
                          frozenset(draw(st.sets(st.integers(0, 30), max_size=5))), draw(st.sampled_from([0.0, 0.5])))
    jobs = []
    for j in range(draw(st.integers(1, most))):
        able = draw(st.sets(st.sampled_from(sorted(lines)), min_size=1))
        present = draw(st.none() | st.tuples(st.sampled_from(sorted(lines)), st.integers(-3, 20), st.integers(20, 25)))
        before = tuple((b, draw(st.integers(0, 2))) for b in draw(st.sets(st.integers(0, j - 1), max_size=2))) if j and links else ()
        jobs.append(Job({k: draw(st.sampled_from([0.25, 0.5, 1.0, 2.0, 3.5])) for k in sorted(able)}, draw(st.integers(0, 12)),
                        draw(st.none() | st.integers(-2, 25)), float(draw(st.integers(0, 3))), draw(st.sampled_from(["", "a", "b"])), before, present))
    return Factory(lines, jobs)


@settings(max_examples=60, deadline=None)
@given(factories())
def test_every_plan_holds(factory: Factory) -> None:
    last = None
    for plan in improve(factory, after(300), 3):
        assert check(factory, plan) == []
        assert last is None or plan.cost < last.cost
        last = plan
    assert last is not None
    settled = settle(factory, last, after(1000))
    assert check(factory, settled) == []
    assert settled.cost <= last.cost


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(factories(most=4, links=False))
def test_small_plans_are_as_good_as_trying_all(factory: Factory) -> None:
    jobs = [replace(job, present=None) for job in factory.jobs]
    factory = Factory(factory.lines, jobs)
    best = float("inf")
    for choice in product(*(sorted(job.work) for job in jobs)):
        for order in permutations(range(len(jobs))):
            sequences = {key: [j for j in order if choice[j] == key] for key in factory.lines}
            best = min(best, Board(factory, sequences, [False] * len(jobs)).plan().lateness)
    *_rest, found = improve(factory, after(4000), 1)
    assert found.lateness == best


def test_jobs_that_wait_for_several_come_after_all_of_them() -> None:
    """The most urgent job waits for others that wait for others again."""
    after_these = [(), ((0, 0),), ((0, 0), (1, 0)), ((0, 0), (2, 0))]
    jobs = [Job({0: 0.25}, 0, 0 if n == 3 else None, 0.0, "", before, None) for n, before in enumerate(after_these)]
    factory = Factory({0: Line([1.0] * 30)}, jobs)
    *_rest, found = improve(factory, after(200), 3)
    assert check(factory, found) == []


def test_a_plan_that_is_in_time_stays_as_it_is() -> None:
    line = Line([1.0] * 50)
    jobs = [Job({0: 3.0}, 0, 10, 1.0, "", (), (0, 2, 4)), Job({0: 3.0}, 0, 20, 1.0, "", (), (0, 7, 9))]
    *_rest, found = improve(Factory({0: line}, jobs), after(3000))
    assert found.places == ((0, 2, 4), (0, 7, 9))
    assert (found.lateness, found.disturbance) == (0, 0)


def test_frozen_days_move_last() -> None:
    line = Line([1.0] * 50)
    jobs = [Job({0: 2.0}, 0, 60, 1.0, "", (), (0, 1, 2)), Job({0: 2.0}, 2, 60, 1.0, "", (), (0, 5, 7)),
            Job({0: 2.0}, 2, 4, 1.0, "", (), (0, 12, 13))]
    *_rest, found = improve(Factory({0: line}, jobs), after(4000))
    assert found.places[0] == (0, 1, 2)
    assert found.places[2] == (0, 3, 4)


def test_a_circle_of_sequences_is_refused() -> None:
    jobs = [Job({0: 1.0}, after=((3, 0),)), Job({0: 1.0}), Job({1: 1.0}, after=((1, 0),)), Job({1: 1.0})]
    factory = Factory({0: Line([1.0] * DAYS), 1: Line([1.0] * DAYS)}, jobs)
    with pytest.raises(ValueError, match="circle"):
        Board(factory, {0: [0, 1], 1: [2, 3]}, [False] * 4)
    assert check(factory, by_due_date(factory).plan()) == []
    assert check(factory, present_plan(factory).plan()) == []


# --- from the schedule ---

def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def line(key: int, **more: Any) -> PlanLine:
    return PlanLine(key, f"L{key}", "East", more.pop("calendar", WEEK), **{"daily_rate": 100, **more})


def step(key: int, start: int | None, finish: int | None, on: int | None = 1, **more: Any) -> PlanStep:
    return PlanStep(key, f"26-{key:03}", on, None if start is None else day(start), None if finish is None else day(finish),
                    **{"quantity": 100, "product": "P", **more})


def plan(*steps: PlanStep, lines: tuple[PlanLine, ...] = (line(1), line(2)), states: dict[int, str] | None = None,
         received: date | None = None) -> Schedule:
    facts = {s.key: StepFacts(s.key, s.key, "C", "", "", (states or {}).get(s.key, "approved"), False, "", "finished", "", "", "",
                              received, None, 0) for s in steps}
    return reckon(TODAY, {found.key: found for found in lines}, ("East",), WEEK, steps, facts)


def suggested(schedule: Schedule, rounds: int = 1500, extra: Extra | None = None) -> Suggestion:
    search = Search(schedule, extra or Extra())
    found = None
    for found in search.plans(after(rounds), after(500)):  # noqa: B007
        pass
    return search.suggestion(found)


def test_a_late_order_goes_to_the_free_line_and_the_rest_stays() -> None:
    found = suggested(plan(step(1, 0, 4, quantity=500, ship=day(30)), step(2, 5, 9, quantity=400, ship=day(6))))
    assert (found.before.late_orders, found.after.late_orders) == (1, 0)
    assert [(m.key, m.line) for m in found.moves] == [(2, 2)]
    assert found.moves[0].finish < day(6)
    assert day(6).isoformat() in found.moves[0].why


def test_locked_begun_and_held_steps_stay_and_keep_their_days() -> None:
    steps = (step(1, 0, 4, quantity=500, locked=True, ship=day(90)), step(2, 0, 4, 2, quantity=500, done=100, ship=day(90)),
             step(3, 7, 9, 2, quantity=300, ship=day(90)), step(4, 10, 11, quantity=200, ship=day(5)))
    found = suggested(plan(*steps, states={3: "held"}))
    assert [m.key for m in found.moves] == [4]
    assert not (found.moves[0].line == 1 and found.moves[0].start <= day(4))
    assert not (found.moves[0].line == 2 and found.moves[0].start <= day(3))
    assert [(r.key, r.planned) for r in found.skipped] == [(3, False)]


def test_bad_data_is_named_and_the_rest_is_planned() -> None:
    idle = Calendar(frozenset(range(7)))
    lines = (line(1, rates={"A": 100, "Z": 0}), line(2, rates={"N": 100}, calendar=idle))
    steps = (step(1, 10, 11, product="A", ship=day(5)), step(2, 0, 1, product="Z"), step(3, 0, 1, product="unknown"),
             step(4, None, None, None, product="N"), step(5, 3, 4, product="A", after=(6,)), step(6, 5, 6, product="A", after=(5,)),
             step(7, 20, 20, product="A", material_ready=day(9), ship=day(8)))
    found = suggested(plan(*steps, lines=lines))
    named = {r.key: r for r in found.skipped}
    assert set(named) == {2, 3, 4, 5, 6, 7}
    assert [key for key, remark in named.items() if remark.planned] == [7]
    assert 1 in {m.key for m in found.moves}
    assert all(remark.reason for remark in named.values())


def test_weights_decide_who_waits() -> None:
    steps = (step(1, 0, 1, quantity=200, ship=day(2)), step(2, 2, 3, quantity=200, ship=day(2)))
    schedule = plan(*steps, lines=(line(1),))
    assert suggested(schedule, extra=Extra({2: 5})).places[2][0] == TODAY
    assert 2 not in suggested(schedule, extra=Extra({1: 5})).places


def test_lags_hold() -> None:
    steps = (step(1, 0, 0), step(2, 20, 20, 2, after=(1,), ship=day(3)))
    found = suggested(plan(*steps), extra=Extra({}, {(1, 2): 2}))
    assert found.places[2][0] == day(3)


def test_chosen_steps_only() -> None:
    schedule = plan(step(1, 9, 10, ship=day(2)), step(2, 12, 13, ship=day(2)))
    assert pose(schedule, Extra(), [2]).keys == (2,)


def test_nothing_to_plan() -> None:
    found = suggested(plan())
    assert (found.moves, found.skipped, found.before) == ((), (), found.after)


# --- can we make it? ---

def test_a_promise_names_line_constraint_and_ways_out() -> None:
    schedule = plan(step(1, 0, 9, quantity=900, ship=day(10)), step(2, 0, 4, 2, quantity=500, ship=day(30)))
    found = promise(schedule, Question("P", "", 300, None, day(6)))
    assert [a.line for a in found.lines] == [2, 1]
    assert (found.lines[0].start, found.lines[0].finish) == (day(5), day(8))
    assert "26-002" in found.lines[0].constraint
    assert found.in_time is False
    assert found.lines[1].rush == (TODAY, day(2))
    assert [(p.key, p.late) for p in found.lines[1].pushes] == [(1, True)]
    assert [w.kind for w in found.ways] == ["run", "overtime", "rush"]
    assert found.best is not None and (found.best.kind, found.possible) == ("rush", True)
    assert "26-002" in found.sentence and str(day(8)) in found.sentence
    assert promise(schedule, Question("P", "", 300, day(20), day(40))).in_time is True


def test_a_promise_for_what_no_line_makes() -> None:
    schedule = plan(lines=(line(1, rates={"A": 5}), line(2, rates={"B": 0})))
    assert promise(schedule, Question("X", "", 5)).lines == ()
    assert "L2" in promise(schedule, Question("B", "", 5)).sentence
    with pytest.raises(ValueError, match="0"):
        promise(schedule, Question("A", "", 0))


# --- the commands ---

@pytest.fixture
def firm(tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "firm.gendan"
    new_company(path)

    def fill(change: Change) -> None:
        east = change.save(Plant(name="East"))
        lines = [change.save(ProductionLine(plant=east, name=f"L{n}", daily_rate=100)) for n in (1, 2)]
        customer = change.save(Company(name="Customer", customer=True, weight=3))
        item = change.save(Product(code="P1"))
        made = []
        for n in range(6):
            order = change.save(Order(number=f"26-{n:03}", customer=customer, state="approved"))
            ordered = change.save(OrderLine(order=order, product=item, quantity=300, required_ship=day(5 + n)))
            made.append(change.save(ScheduleStep(order_line=ordered, line=lines[0], quantity=300, start=day(4 * n), finish=day(4 * n + 3))))
        change.save(StepLink(before=made[0], after=made[5], lag=1))

    write("fill", Who("a", "b"), fill)
    connection.close()
    yield str(path)
    connection.close()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = main(["--language", "en", *arguments])
    out, err = capsys.readouterr()
    try:
        return code, json.loads(out), err
    except ValueError:
        return code, out, err


def test_suggest_apply_undo(capsys: pytest.CaptureFixture[str], firm: str) -> None:
    shared = ["--db", firm, "--json", "--today", TODAY.isoformat()]
    _code, before, _err = run(capsys, "schedule", *shared)
    code, dry, _err = run(capsys, "schedule", "suggest", "--seconds", "0.3", *shared)
    assert code == 0
    assert set(dry) >= {"before", "after", "moves", "skipped"}
    assert set(dry["before"]) == set(dry["after"]) == {"weighted_lateness_days", "late_orders", "changeovers"}
    assert dry["after"]["weighted_lateness_days"] < dry["before"]["weighted_lateness_days"]
    assert run(capsys, "schedule", *shared)[1] == before
    code, done, _err = run(capsys, "schedule", "suggest", "--seconds", "0.3", "--apply", *shared)
    assert code == 0
    assert done["applied"] == len(done["moves"])
    now = {bar["order"]: bar for bar in run(capsys, "schedule", *shared)[1]["bars"]}
    for move in done["moves"]:
        assert (now[move["order"]]["line"], now[move["order"]]["finish"]) == (move["line"], move["finish"])
    assert run(capsys, "undo", str(done["undo"]), "--db", firm)[0] == 0
    assert run(capsys, "schedule", *shared)[1] == before


def test_promise_command(capsys: pytest.CaptureFixture[str], firm: str) -> None:
    shared = ["--db", firm, "--json", "--today", TODAY.isoformat()]
    code, answer, _err = run(capsys, "schedule", "promise", "--item", "P1", "--quantity", "200", "--due", "2026-11-30", *shared)
    assert (code, answer["in_time"], answer["lines"][0]["line"]) == (0, True, "L2")
    assert answer["way"] == "run" and answer["answer"].startswith("Yes")
    finishes = [answer["finish"], *(way["finish"] for way in answer["alternatives"])]
    assert finishes == sorted(finishes, reverse=True)
    code, out, err = run(capsys, "schedule", "promise", "--item", "nothing", "--quantity", "1", *shared)
    assert (code, out) == (1, "")
    assert "nothing" in err


def test_only_what_was_asked_for_moves(capsys: pytest.CaptureFixture[str], firm: str) -> None:
    shared = ["--db", firm, "--json", "--today", TODAY.isoformat(), "--seconds", "0.3"]
    _code, all_of_them, _err = run(capsys, "schedule", "suggest", *shared)
    assert len({move["order"] for move in all_of_them["moves"]}) > 1
    _code, one, _err = run(capsys, "schedule", "suggest", "--order", "26-003", *shared)
    assert {move["order"] for move in one["moves"]} <= {"26-003"}
    _code, near, _err = run(capsys, "schedule", "suggest", "--within", "9", "--frozen", "5", *shared)
    assert {move["order"] for move in near["moves"]} <= {"26-002"}
    code, _out, err = run(capsys, "schedule", "suggest", "--plant", "nowhere", *shared)
    assert code == 1 and "nowhere" in err
