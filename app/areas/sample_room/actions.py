"""What is done with samples of the room: lend, take back, report a fault, tell finance, sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.areas.sample_room.records import MISSING, OK, RoomItem, RoomLoan, RoomMove, RoomRepair
from app.areas.sample_room.settings import LOAN_DAYS
from app.database.change import Change
from app.database.settings import office
from app.domain.problem import Problem, Refused
from app.domain.text import _

Answers = dict[str, Any] | None


def lend(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Lend samples to one borrower, each as a loan of its own."""
    said = answers or {}
    if not said.get("borrower"):
        raise Refused([Problem(_("Say who borrows the sample."), RoomLoan.borrower, True)])
    day = said.get("lent") or date.today()
    for item in items:
        change.save(RoomLoan(item=item, borrower=said["borrower"], department=said.get("department"),
                             purpose=said.get("purpose"), lent=day,
                             due_back=said.get("due_back") or day + timedelta(days=office(LOAN_DAYS))))


def take_back(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Enter the return of lent samples."""
    for item in items:
        loan = RoomLoan.select().where((RoomLoan.item == item) & RoomLoan.returned.is_null()
                                       & (RoomLoan.deleted == 0)).first()
        if loan is not None:
            returned(change, [loan], answers)
        else:
            item.state = OK
            change.save(item)


def returned(change: Change, loans: Sequence[RoomLoan], answers: Answers = None) -> None:
    """Enter the return of loans."""
    said = answers or {}
    for loan in loans:
        loan.returned = said.get("returned") or date.today()
        loan.condition = said.get("condition") or "good"
        loan.note = said.get("note") or loan.note
        change.save(loan)


def report_fault(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Open a repair of samples that don't work."""
    said = answers or {}
    for item in items:
        change.save(RoomRepair(item=item, opened=date.today(), fault=said.get("fault") or _("faulty"),
                               repairer=said.get("repairer")))


def found_again(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Enter that missing samples have turned up."""
    for item in items:
        item.state, item.last_seen = OK, date.today()
        change.save(item)


def is_missing(item: RoomItem) -> bool:
    """Tell whether a sample is missing."""
    return item.state == MISSING


def take_out(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Take samples out of the room: a change of property that finance is told of and both sign."""
    said = answers or {}
    for item in items:
        change.save(RoomMove(day=said.get("removed") or date.today(), kind="out", gone=item,
                             reason=said.get("removed_reason")))


def new_in(change: Change, items: Sequence[RoomItem], answers: Answers = None) -> None:
    """Enter samples of the register as new in, for finance and for the signatures of both."""
    for item in items:
        change.save(RoomMove(day=item.since or date.today(), kind="in", come=item, reason=item.origin))


def admin_told(change: Change, rounds: Sequence[Any], answers: Answers = None) -> None:
    """Note the day on which administration was told what a round did not find."""
    for walked in rounds:
        walked.admin_told = (answers or {}).get("admin_told") or date.today()
        change.save(walked)


def finance_told(change: Change, moves: Sequence[RoomMove], answers: Answers = None) -> None:
    """Note the day on which finance was told."""
    for move in moves:
        move.finance_informed = (answers or {}).get("finance_informed") or date.today()
        change.save(move)


def both_signed(change: Change, moves: Sequence[RoomMove], answers: Answers = None) -> None:
    """Note the days on which custodian and finance signed the printed register."""
    said = answers or {}
    for move in moves:
        move.custodian_signed = said.get("custodian_signed") or date.today()
        move.finance_signed = said.get("finance_signed") or date.today()
        change.save(move)


def repaired(change: Change, repairs: Sequence[RoomRepair], answers: Answers = None) -> None:
    """Enter that samples work again."""
    said = answers or {}
    for repair in repairs:
        repair.finished = said.get("finished") or date.today()
        repair.done = said.get("done") or repair.done
        repair.cost = said.get("cost") if said.get("cost") is not None else repair.cost
        repair.state = "done"
        change.save(repair)
