"""Document control: issue, change, recall, loans, destruction."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import agenda, papers
from app.areas.documents import actions
from app.areas.documents.editions import next_edition
from app.areas.documents.records import (
    APPROVED,
    BACK,
    DESTROYED,
    DONE,
    IN_FORCE,
    OUT,
    RECALLED,
    TO_SIGN,
    VOID,
    DestroyedCopy,
    Document,
    DocumentChange,
    DocumentCopy,
    DocumentDestruction,
    DocumentEdition,
    DocumentLoan,
)
from app.database.change import Who, problems_of, write
from app.database.undo import undo
from app.domain.problem import Refused
from app.masters.company import Department, Person

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)


def do(task: Any) -> Any:
    return write("test", ME, task).result


@pytest.fixture
def procedure(company: Path) -> Document:
    """Return a procedure in force with a copy at each of two departments, signed for."""

    def make(change: Any) -> Any:
        for name in ("生产部", "品质部"):
            change.save(Department(name=name, head=f"{name}主管"))
        boss = change.save(Person(name="温厂长"))
        made = change.save(Document(number="QP-01", name="文件控制程序", prepared_on=TODAY))
        actions.release(change, [made], {"checked_by": boss, "approved_by": boss, "effective": date(2026, 11, 2)})
        actions.issue(change, [made], {})
        for copy in actions.copies_of(made):
            actions.signed(change, [copy], {"signed_on": TODAY, "signed_by": copy.department.head})
        return made

    made = do(make)
    assert isinstance(made, Document)
    return made


def change_of(document: Document, **values: Any) -> Any:
    return do(lambda change: change.save(DocumentChange(**{"document": document, "after": "加一条", "asked_on": TODAY,
                                                           **values})))


def carry_through(asked: Any) -> None:
    boss = Person.get()
    for step in (lambda c, a: actions.to_check(c, a), lambda c, a: actions.checked(c, a, {"checked_by": boss}),
                 lambda c, a: actions.approve(c, a, {"approved_by": boss, "effective": date(2026, 12, 1)}),
                 actions.carry_out):
        do(lambda change, s=step: s(change, [DocumentChange.get_by_id(asked.id)]))


def test_released_documents_are_issued_to_all_departments(procedure: Document) -> None:
    copies = actions.copies_of(procedure)
    assert [(c.copy_number, str(c.department), c.edition, c.state, c.signed_by) for c in copies] == [
        ("01", "生产部", "A/0", OUT, "生产部主管"), ("02", "品质部", "A/0", OUT, "品质部主管")]
    do(lambda change: actions.issue(change, [Document.get()], {}))
    assert len(actions.copies_of(procedure)) == 2
    assert [e.edition for e in DocumentEdition.select()] == ["A/0"]


def test_a_draft_is_not_issued(company: Path) -> None:
    made = do(lambda change: change.save(Document(number="WI-1", name="x")))
    with pytest.raises(Refused):
        do(lambda change: actions.issue(change, [made], {}))


def test_a_change_carried_out_makes_the_version_and_recalls_the_old_copies(procedure: Document) -> None:
    asked = change_of(procedure)
    assert (asked.old_edition, asked.new_edition, asked.check_by) == ("A/0", "A/1", date(2026, 11, 26))
    carry_through(asked)
    document = Document.get()
    assert (document.edition, document.effective, document.state, str(document.approved_by)) == (
        "A/1", date(2026, 12, 1), IN_FORCE, "温厂长")
    assert [(c.copy_number, c.edition, c.state) for c in actions.copies_of(document)] == [
        ("01", "A/0", RECALLED), ("01", "A/1", TO_SIGN), ("02", "A/0", RECALLED), ("02", "A/1", TO_SIGN)]
    assert [(e.edition, e.changed) for e in DocumentEdition.select().order_by(DocumentEdition.id)] == [
        ("A/0", None), ("A/1", "加一条")]
    due = {(line.title, line.due, line.owner) for line in agenda.duty_lines(TODAY, date(2026, 12, 31))}
    assert due == {("Old copy back", date(2026, 12, 4), "生产部主管"), ("Old copy back", date(2026, 12, 4), "品质部主管"),
                   ("Signature for a copy", date(2026, 12, 3), "生产部主管"),
                   ("Signature for a copy", date(2026, 12, 3), "品质部主管")}


def test_a_card_dragged_to_done_does_the_same_and_only_once(procedure: Document) -> None:
    asked = change_of(procedure)
    carry_through(asked)
    again = DocumentChange.get_by_id(asked.id)
    again.note = "x"
    do(lambda change: change.save(again))
    assert DocumentCopy.select().count() == 4
    assert Document.get().edition == "A/1"


def test_no_step_of_the_approval_is_skipped(procedure: Document) -> None:
    asked = change_of(procedure)
    for state in (APPROVED, DONE):
        one = DocumentChange.get_by_id(asked.id)
        one.state = state
        with pytest.raises(Refused):
            do(lambda change, o=one: change.save(o))
    do(lambda change: actions.to_check(change, [DocumentChange.get()]))
    with pytest.raises(Refused):
        do(lambda change: actions.checked(change, [DocumentChange.get()], {}))
    with pytest.raises(Refused):
        do(lambda change: actions.refuse(change, [DocumentChange.get()], {}))
    assert [p.blocks for p in problems_of(DocumentChange(document=procedure, after="x", asked_on=TODAY, reason="better",
                                                         state="asked", old_edition="A/0", new_edition="A/0"))] == [True]


def test_old_copies_come_back_and_are_destroyed(procedure: Document) -> None:
    carry_through(change_of(procedure))
    old = [c for c in actions.copies_of(procedure) if c.state == RECALLED]
    do(lambda change: actions.given_back(change, old[:1], {"returned_on": date(2026, 12, 3)}))
    assert [(c.state, c.received_by) for c in actions.copies_of(procedure) if c.edition == "A/0"] == [
        (BACK, "阿敏"), (RECALLED, None)]
    made = do(lambda change: change.save(DocumentDestruction(day=date(2026, 12, 20))))
    do(lambda change: actions.list_returned(change, [made]))
    do(lambda change: actions.list_returned(change, [made]))
    assert DestroyedCopy.select().count() == 1
    assert DocumentCopy.get_by_id(old[0].id).state == DESTROYED
    do(lambda change: change.delete(DestroyedCopy.get()))
    assert DocumentCopy.get_by_id(old[0].id).state == BACK


def test_taking_out_of_force_recalls_all_copies(procedure: Document) -> None:
    do(lambda change: actions.make_void(change, [Document.get()]))
    assert Document.get().state == VOID
    assert {c.state for c in actions.copies_of(procedure)} == {RECALLED}


def test_loans_have_their_day(procedure: Document) -> None:
    loan = do(lambda change: change.save(DocumentLoan(document=procedure, borrower="邱佩仪", lent_on=TODAY)))
    assert loan.due_back == date(2026, 11, 30)
    lines = [line for line in agenda.duty_lines(TODAY, date(2026, 12, 31)) if line.title == "Lent document back"]
    assert [line.owner for line in lines] == ["邱佩仪"]
    do(lambda change: actions.tick_loan(change, loan))
    assert DocumentLoan.get().returned_on is not None


def test_the_master_list_names_all_that_is_not_void(demo_company: Path) -> None:
    words = "".join(m.text for page in papers.pages("document_master", "阿敏", today=TODAY) for m in page.marks
                    if hasattr(m, "text"))
    assert all(d.number in words for d in Document.select().where(Document.state != VOID))


@pytest.mark.parametrize(("before", "after"), [("A/0", "A/1"), ("A/9", "B/0"), ("Z/9", "AA/0"), ("V1.9", "V1.10"),
                                               ("03", "04"), ("B", "C"), ("2023", "2024"), ("", "1")])
def test_the_next_version(before: str, after: str) -> None:
    assert next_edition(before) == after


@given(st.text(max_size=12))
def test_the_next_version_is_always_another(text: str) -> None:
    assert next_edition(text) != text.strip()


CLERK, HEAD = Who("阿敏", "PC-1", "amin"), Who("温厂长", "PC-2", "wen")


@pytest.fixture
def with_roles(procedure: Document) -> Document:
    """Return the procedure of a company that has given roles."""

    def give(change: Any) -> None:
        boss = Person.get()
        boss.account, boss.role = "wen", "head"
        change.save(boss)
        for name, account, role in (("阿敏", "amin", "clerk"), ("老板", "boss", "admin")):
            change.save(Person(name=name, account=account, role=role))

    do(give)
    return procedure


def step_by(who: Who, step: Any, *answers: Any) -> None:
    write("test", who, lambda change: step(change, [DocumentChange.get()], *answers))


def test_a_step_of_the_approval_is_signed_by_those_who_hold_it(with_roles: Document) -> None:
    boss = Person.get(Person.name == "温厂长")
    write("test", CLERK, lambda change: change.save(DocumentChange(document=with_roles, after="加一条", asked_on=TODAY)))
    step_by(CLERK, actions.to_check)
    for step, answers in ((actions.checked, {"checked_by": boss}), (actions.refuse, {"refused_why": "x"})):
        with pytest.raises(Refused, match="温厂长"):
            step_by(CLERK, step, answers)
    step_by(HEAD, actions.checked, {"checked_by": boss})
    with pytest.raises(Refused, match="温厂长"):
        step_by(CLERK, actions.approve, {"approved_by": boss})
    step_by(HEAD, actions.approve, {"approved_by": boss, "effective": date(2026, 12, 1)})
    with pytest.raises(Refused):
        write("test", CLERK, lambda change: change.save(_set(DocumentChange.get(), approved_on=date(2026, 11, 1))))
    step_by(CLERK, actions.carry_out)
    assert (Document.get().edition, str(Document.get().approved_by)) == ("A/1", "温厂长")


def test_who_let_a_new_version_go_out_takes_that_back_and_nobodys_signature(with_roles: Document) -> None:
    boss = Person.get(Person.name == "温厂长")
    write("test", CLERK, lambda change: change.save(DocumentChange(document=with_roles, after="加一条", asked_on=TODAY)))
    step_by(CLERK, actions.to_check)
    step_by(HEAD, actions.checked, {"checked_by": boss})
    last = {"approved_by": boss, "effective": date(2026, 12, 1)}
    approved = write("test", HEAD, lambda change: actions.approve(change, [DocumentChange.get()], last))
    with pytest.raises(Refused, match="温厂长"):
        undo(approved.entry, CLERK)
    out = write("test", CLERK, lambda change: actions.carry_out(change, [DocumentChange.get()]))
    other, elsewhere = Who("小邱", "PC-3", "qiu"), Who("阿敏", "PC-3", "qiu")
    for who in (other, elsewhere):
        with pytest.raises(Refused, match="温厂长"):
            undo(out.entry, who)
    back = undo(out.entry, CLERK)
    assert (Document.get().edition, DocumentChange.get().state) == ("A/0", APPROVED)
    for who in (CLERK, Who("温厂长", "PC-1", "amin"), Who("温厂长", "PC-2", "amin")):
        with pytest.raises(Refused, match="温厂长"):
            undo(approved.entry, who)
    undo(back.entry, CLERK)
    assert (Document.get().edition, DocumentChange.get().state) == ("A/1", DONE)


def test_an_own_change_is_taken_back_as_long_as_one_still_may_make_it(with_roles: Document) -> None:
    boss = Person.get(Person.name == "温厂长")
    write("test", CLERK, lambda change: change.save(DocumentChange(document=with_roles, after="加一条", asked_on=TODAY)))
    step_by(CLERK, actions.to_check)
    checked = write("test", HEAD, lambda change: actions.checked(change, [DocumentChange.get()], {"checked_by": boss}))

    def to_clerk(change: Any) -> None:
        boss.role = "clerk"
        change.save(boss)

    write("test", Who("老板", "PC-9", "boss"), to_clerk)
    with pytest.raises(Refused):
        undo(checked.entry, HEAD)


def test_a_document_is_released_by_a_head_and_its_signatures_stay(with_roles: Document) -> None:
    def draft(change: Any) -> Any:
        return change.save(Document(number="WI-2", name="x", prepared_on=TODAY))

    made = write("test", CLERK, draft).result
    boss = Person.get(Person.name == "温厂长")
    with pytest.raises(Refused, match="温厂长"):
        write("test", CLERK, lambda change: actions.release(change, [made], {"checked_by": boss, "approved_by": boss}))
    with pytest.raises(Refused):
        write("test", CLERK, lambda change: change.save(_set(Document.get_by_id(with_roles.id), approved_by=None)))
    write("test", HEAD, lambda change: actions.release(change, [Document.get_by_id(made.id)], {"checked_by": boss, "approved_by": boss}))
    assert Document.get_by_id(made.id).state == IN_FORCE
    write("test", CLERK, lambda change: change.save(Document(number="GB-1", name="标准", external=True, state=IN_FORCE,
                                                             effective=TODAY)))


def _set(record: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(record, name, value)
    return record
