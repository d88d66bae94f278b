"""The deadlines of the sample room, and the round of every Saturday."""

from __future__ import annotations

from typing import Any

from app.areas.sample_room.records import RoomLoan, RoomMove, RoomRepair
from app.areas.sample_room.rounds import RoomRound, round_done
from app.domain.deadline import Deadline
from app.domain.standing import BEFORE, WEEKLY, Period, Rule, Standing
from app.domain.text import N_


def _custodian(record: Any) -> str:
    item = record.item
    return str(item.custodian or record.created_by or "") if item is not None else ""


def _done(period: Period) -> bool:
    return round_done(period.first, period.last)


LOAN_DUTIES = (Deadline(
    N_("Lent sample back"), due=lambda r: r.due_back, done=lambda r: r.returned is not None, owner=lambda r: r.borrower,
    field=RoomLoan.next_due, since=lambda r: r.lent, why=N_("Lent to {borrower} on {lent}, due back {due_back}.")),)
REPAIR_DUTIES = (Deadline(
    N_("Sample repaired"), due=lambda r: r.due, done=lambda r: r.state not in ("open", "work"),
    owner=lambda r: r.repairer or _custodian(r), field=RoomRepair.next_due, since=lambda r: r.opened,
    hangs_on=(RoomRepair.item,), why=N_("Faulty since {opened}: {fault}.")),)
MOVE_DUTIES = (
    Deadline(N_("Tell finance of the change"), due=lambda r: r.finance_due,
             done=lambda r: r.finance_informed is not None, owner=lambda r: r.created_by or "",
             field=RoomMove.next_due, since=lambda r: r.day, why=N_("The room's property changed on {day}.")),
    Deadline(N_("Both sign the register"), due=lambda r: r.sign_due,
             done=lambda r: r.custodian_signed is not None and r.finance_signed is not None,
             owner=lambda r: r.created_by or "", field=RoomMove.next_due, since=lambda r: r.day,
             why=N_("The room's property changed on {day}; custodian and finance sign the printed register.")),
)
ROUND_DUTIES = (Deadline(
    N_("Saturday round"), due=lambda r: r.next_due if r.state == "open" else r.week,
    done=lambda r: r.state == "closed", owner=lambda r: r.checker or "",
    field=RoomRound.next_due, why=N_("Round {number} was begun and is not closed.")),
    Deadline(N_("Tell administration of missing samples"), due=lambda r: r.admin_due,
             done=lambda r: r.admin_told is not None, owner=lambda r: r.checker or "", field=RoomRound.next_due,
             since=lambda r: r.walked,
             why=N_("{missing} samples were not found at round {number}.")))

STANDING = (Standing("sample_room_round", N_("Saturday round of the sample room"), Rule(WEEKLY, 5, BEFORE), "room_walk",
                     _done, None, ("A", "E"),
                     N_("Every Saturday: is each sample there, does it work, is it complete.")),)
