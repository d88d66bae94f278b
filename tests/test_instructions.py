"""Production instructions: proposed from the schedule, what was left undone carried on, issued, followed, revised."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.areas import agenda, catalogue, papers
from app.areas.schedule.instructions import actions
from app.areas.schedule.instructions.area import STANDING
from app.areas.schedule.instructions.proposing import issue_by, monday_after, propose, working_week
from app.areas.schedule.instructions.records import (
    FINISHED,
    ISSUED,
    SEMI,
    Instruction,
    InstructionCopy,
    InstructionLine,
)
from app.areas.schedule.records import ScheduleStep
from app.database.change import Who, write
from app.database.ledger import Reason
from app.database.undo import undo
from app.domain.problem import Refused
from app.domain.standing import Period
from app.masters.company import Company, Department
from app.masters.order import Order, OrderLine
from app.masters.product import Product

ME = Who("王小姐", "PC-1")
TODAY = date.today()
WEEK = monday_after(TODAY)


def make(change: Any) -> None:
    customer = change.save(Company(name="臻宝家居", customer=True))
    change.save(Department(name="生产部", place=1))
    for number, (stage, first, last) in enumerate((
            ("finished", WEEK - timedelta(days=3), WEEK + timedelta(days=2)), ("finished", WEEK + timedelta(days=8),
                                                                              WEEK + timedelta(days=9)),
            ("semi", WEEK + timedelta(days=1), WEEK + timedelta(days=9)), ("semi", WEEK - timedelta(days=5),
                                                                          WEEK + timedelta(days=1)))):
        product = change.save(Product(code=f"C{number}", name="保温杯"))
        order = change.save(Order(number=f"002641{number}", customer=customer, state="producing"))
        line = change.save(OrderLine(order=order, product=product, quantity=1000, accessories="杯盖、硅胶圈"))
        change.save(ScheduleStep(order_line=line, quantity=1000, stage=stage, start=first, finish=last, done=100))


@pytest.fixture
def schedule(company: Path) -> None:
    catalogue.areas()
    write("Make", ME, make)


def proposed(kind: str, week: date = WEEK) -> Instruction:
    found = write("Propose", ME, lambda change: propose(change, kind, week, "王小姐")).result
    assert isinstance(found, Instruction)
    return found


def numbers(instruction: Instruction) -> list[str]:
    return sorted(line.order_line.order.number for line in InstructionLine.select().where(
        InstructionLine.instruction == instruction))


def test_whether_material_is_in_stands_there_in_the_users_words(schedule: None) -> None:
    OrderLine.update(material="partly").execute()
    made = proposed(FINISHED)
    assert InstructionLine.get(InstructionLine.instruction == made).material == "部分"


def test_finished_goods_are_those_made_in_the_week(schedule: None) -> None:
    made = proposed(FINISHED)
    assert numbers(made) == ["0026410"]
    line = InstructionLine.get()
    assert (line.demand, line.available, line.quantity, line.left) == (1000, 100, 900, 900)
    assert made.number and made.prepared == "王小姐"


def test_semi_finished_goods_are_those_that_begin_in_the_week(schedule: None) -> None:
    assert numbers(proposed(SEMI)) == ["0026412"]
    assert InstructionLine.get().accessories == "杯盖、硅胶圈"


def test_proposing_twice_gives_the_one_that_is_there(schedule: None) -> None:
    assert proposed(FINISHED).id == proposed(FINISHED).id
    assert InstructionLine.select().count() == 1


def test_an_issued_one_follows_what_is_made(schedule: None) -> None:
    made = proposed(FINISHED)
    write("Issue", ME, lambda change: actions.give_out(change, [made]))
    assert Instruction.get().state == ISSUED and InstructionCopy.select().count() == 1

    def report(change: Any) -> None:
        step = ScheduleStep.get_by_id(InstructionLine.get().step)
        step.done = 400
        change.save(step)

    outcome = write("Report", ME, report)
    assert (InstructionLine.get().done, InstructionLine.get().left) == (300, 600)
    undo(outcome.entry, ME)
    assert (InstructionLine.get().done, InstructionLine.get().left) == (0, 900)


def test_the_next_one_begins_with_what_was_left_undone(schedule: None) -> None:
    first = proposed(FINISHED)
    write("Issue", ME, lambda change: actions.give_out(change, [first]))
    second = proposed(FINISHED, WEEK + timedelta(days=7))
    assert numbers(second) == ["0026410", "0026411"]
    carried = {line.order_line.order.number: line.carried for line in InstructionLine.select().where(
        InstructionLine.instruction == second)}
    assert carried == {"0026410": 900, "0026411": None}


def test_a_revision_goes_out_again_to_everybody(schedule: None) -> None:
    made = proposed(FINISHED)
    write("Issue", ME, lambda change: actions.give_out(change, [made]))
    again = Instruction.get()
    write("Revise", ME, lambda change: actions.revise(change, [again], {"changes": "加 200 套"}))
    assert (Instruction.get().revision, Instruction.get().changes) == (1, "1: 加 200 套")
    again = Instruction.get()
    write("Issue", ME, lambda change: actions.give_out(change, [again]))
    assert sorted(c.revision for c in InstructionCopy.select()) == [0, 1]


def test_an_empty_one_is_not_issued(schedule: None) -> None:
    made = proposed(FINISHED, WEEK + timedelta(days=70))
    with pytest.raises(Refused):
        write("Issue", ME, lambda change: actions.give_out(change, [made]))


def test_the_standing_duties_are_done_by_the_form_alone(schedule: None) -> None:
    finished, semi = STANDING
    monday = TODAY - timedelta(days=TODAY.weekday())
    period = Period(monday, monday + timedelta(days=6), monday + timedelta(days=4))
    assert not finished.done(period) and not semi.done(period)
    write("Begin", ME, lambda change: (finished.begin(change, period), semi.begin(change, period)))
    assert not finished.done(period) and not semi.done(period)
    write("Issue", ME, lambda change: actions.give_out(change, list(Instruction.select())))
    assert finished.done(period) and semi.done(period)


def test_today_opens_the_half_filled_form(schedule: None) -> None:
    write("Seed", ME, lambda change: agenda.seed_standing(change, TODAY - timedelta(days=30)))
    friday = TODAY + timedelta(days=6)
    line = next(x for x in agenda.standing_lines(TODAY, friday) if x.key == "finished_instruction")
    made = write("Begin", ME, lambda change: agenda.begin_standing(change, line)).result
    assert isinstance(made, Instruction) and made.kind == FINISHED


def test_it_prints_with_its_lines_and_signatures(schedule: None) -> None:
    made = proposed(FINISHED)
    pages = papers.pages("instruction", "王小姐", records=[str(made.id)])
    words = "".join(m.text for page in pages for m in page.marks if hasattr(m, "text"))
    assert all(text in words for text in (made.number, "0026410", "900", "编制", "批准"))


def test_semi_finished_goods_are_instructed_a_week_before_they_begin(schedule: None) -> None:
    _finished, semi = STANDING
    monday = TODAY - timedelta(days=TODAY.weekday())
    period = Period(monday, monday + timedelta(days=6), monday + timedelta(days=4))
    later = ScheduleStep.select().where(ScheduleStep.stage == "semi").order_by(ScheduleStep.start.desc()).first()
    coming = working_week(monday, 2)
    later.start, later.finish = coming, coming + timedelta(days=2)
    write("Move", ME, lambda change: change.save(later), reason=Reason("other"))
    assert not semi.done(period)
    made = write("Begin", ME, lambda change: semi.begin(change, period)).result
    assert made.week == coming and later.id in {line.step for line in InstructionLine.select()}
    assert (coming - issue_by(SEMI, coming)).days >= 7
    write("Issue", ME, lambda change: actions.give_out(change, list(Instruction.select())))
    assert semi.done(period)


def test_this_weeks_instruction_does_not_do_the_duty_of_friday(schedule: None) -> None:
    finished, _semi = STANDING
    monday = TODAY - timedelta(days=TODAY.weekday())
    period = Period(monday, monday + timedelta(days=6), monday + timedelta(days=4))
    this = proposed(FINISHED, monday)
    write("Line", ME, lambda change: change.save(InstructionLine(instruction=this, quantity=500, spec="备用杯盖")))
    write("Issue", ME, lambda change: actions.give_out(change, [this]))
    assert not finished.done(period)


def test_a_line_added_by_hand_comes_back_until_it_is_done(schedule: None) -> None:
    first = proposed(FINISHED)
    write("Line", ME, lambda change: change.save(InstructionLine(instruction=first, quantity=500, spec="备用杯盖")))
    write("Issue", ME, lambda change: actions.give_out(change, [first]))
    second = proposed(FINISHED, WEEK + timedelta(days=7))
    again = InstructionLine.get((InstructionLine.instruction == second) & (InstructionLine.spec == "备用杯盖"))
    assert (again.quantity, again.carried, again.left) == (500, 500, 500)
    again.done = 500
    write("Done", ME, lambda change: change.save(again))
    write("Issue", ME, lambda change: actions.give_out(change, [Instruction.get_by_id(second.id)]))
    third = proposed(FINISHED, WEEK + timedelta(days=14))
    assert not InstructionLine.select().where((InstructionLine.instruction == third)
                                              & (InstructionLine.spec == "备用杯盖")).exists()
