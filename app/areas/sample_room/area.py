"""The sample room's area: register, loans, repairs, changes of property, rounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.areas.sample_room import actions
from app.areas.sample_room.duties import LOAN_DUTIES, MOVE_DUTIES, REPAIR_DUTIES, ROUND_DUTIES, STANDING
from app.areas.sample_room.following import item_saved, loan_saved, move_saved, repair_saved
from app.areas.sample_room.notices import NOTICES
from app.areas.sample_room.records import HELD, LENT, OK, RoomItem, RoomLoan, RoomMove, RoomRepair
from app.areas.sample_room.rounds import RoomCheck, RoomRound
from app.areas.sample_room.settings import SETTINGS
from app.areas.sample_room.told import message_kept
from app.domain.later import Later
from app.domain.sheet import (
    Action,
    Area,
    Column,
    Computed,
    Group,
    Import,
    Lines,
    Pages,
    PaperAsk,
    Print,
    Sheet,
    View,
)
from app.domain.text import N_
from app.masters.mailing import MessageAbout, after_telling

PRINTING = Later("app.areas.sample_room.printing")
LABELS = Later("app.areas.sample_room.labels")
DEMO = Later("app.areas.sample_room.demo")

ITEM, LOAN, FIX, MOVE, ROUND, CHECK = RoomItem, RoomLoan, RoomRepair, RoomMove, RoomRound, RoomCheck


def _held(today: date) -> Any:
    return ITEM.state.in_(HELD)


def _in_state(state: str) -> Callable[[date], Any]:
    return lambda today: ITEM.state == state


def _no_place(today: date) -> Any:
    return ITEM.state.in_(HELD) & ITEM.place.is_null()


def _borrower() -> Any:
    return LOAN.select(LOAN.borrower).where((LOAN.item == ITEM.id) & LOAN.returned.is_null()
                                            & (LOAN.deleted == 0)).limit(1)


def _out(today: date) -> Any:
    return LOAN.returned.is_null()


def _overdue(today: date) -> Any:
    return LOAN.returned.is_null() & (LOAN.due_back < today.isoformat())


def _open_repairs(today: date) -> Any:
    return FIX.state.in_(("open", "work"))


def _open_rounds(today: date) -> Any:
    return ROUND.next_due.is_null(False)


def _open_moves(today: date) -> Any:
    return MOVE.next_due.is_null(False)


def _register_import() -> Import:
    from app.areas.sample_room.importing import REGISTER_IMPORT

    return REGISTER_IMPORT


def _labels(name: str) -> Callable[[PaperAsk], list[Any]]:
    """Return what prints the samples' labels on a kind of sheet or roll."""

    def make(ask: PaperAsk) -> list[Any]:
        from app.areas.sample_room.labels import SHEETS, item_labels

        return item_labels(SHEETS[name])(ask)

    return make


ROOM = Sheet(
    "sample_room", ITEM, N_("Sample room register"),
    table=(ITEM.number, ITEM.machine, ITEM.name, ITEM.state, ITEM.place, ITEM.custodian,
           Computed("borrower", N_("Borrower"), _borrower, "text", 10), ITEM.serial, ITEM.colour, ITEM.firmware,
           ITEM.accessories, ITEM.category, ITEM.brand, ITEM.origin, ITEM.since, ITEM.value, ITEM.last_seen,
           ITEM.removed, ITEM.removed_reason, ITEM.finance_informed, ITEM.note),
    form=(Group(N_("Sample"), (ITEM.number, ITEM.machine, ITEM.name, ITEM.category, ITEM.brand, ITEM.product,
                               ITEM.serial, ITEM.colour, ITEM.firmware, ITEM.accessories, ITEM.state)),
          Group(N_("Place and property"), (ITEM.place, ITEM.custodian, ITEM.since, ITEM.origin, ITEM.order, ITEM.value,
                                           ITEM.last_seen)),
          Group(N_("Leaving the room"), (ITEM.removed, ITEM.removed_reason, ITEM.replaces, ITEM.finance_informed,
                                         ITEM.note))),
    order=(ITEM.walk, ITEM.number),
    actions=(Action(N_("Lend"), actions.lend, lambda i: i.state == OK, "handshake",
                    (LOAN.borrower, LOAN.department, LOAN.purpose, LOAN.lent, LOAN.due_back)),
             Action(N_("Back again"), actions.take_back, lambda i: i.state == LENT, "undo-2",
                    (LOAN.returned, LOAN.condition)),
             Action(N_("Report a fault"), actions.report_fault, lambda i: i.state in (OK, LENT), "wrench",
                    (FIX.fault, FIX.repairer)),
             Action(N_("Found again"), actions.found_again, actions.is_missing, "eye"),
             Action(N_("Enter as new in"), actions.new_in, lambda i: i.state == OK, "package-check"),
             Action(N_("Take out of the room"), actions.take_out, lambda i: i.state in HELD, "log-out",
                    (ITEM.removed, ITEM.removed_reason))),
    imports=(_register_import,),
    views=(View(N_("In the room's care"), _held), View(N_("On loan"), _in_state(LENT)),
           View(N_("Under repair"), _in_state("repair")), View(N_("Missing"), _in_state("missing")),
           View(N_("Without a place"), _no_place)),
    empty=N_("The samples that stand in the meeting room, with number, place and custodian. Drop the register that "
             "you have onto this page."),
)
LOANS = Sheet(
    "room_loans", LOAN, N_("Loans of samples"),
    table=(LOAN.item, Column(ITEM.name, (LOAN.item,)), LOAN.borrower, LOAN.department, LOAN.purpose, LOAN.lent,
           LOAN.due_back, LOAN.next_due, LOAN.returned, LOAN.condition, LOAN.note),
    form=(Group(N_("Loan"), (LOAN.item, LOAN.borrower, LOAN.department, LOAN.purpose, LOAN.lent, LOAN.due_back)),
          Group(N_("Return"), (LOAN.returned, LOAN.condition, LOAN.note))),
    order=(LOAN.next_due.asc(nulls="LAST"), LOAN.id.desc()), deadlines=LOAN_DUTIES,
    actions=(Action(N_("Returned"), actions.returned, lambda r: r.returned is None, "undo-2",
                    (LOAN.returned, LOAN.condition, LOAN.note)),),
    prints=(Print("loan_slip", N_("Loan slip"), PRINTING.loan_slip),),
    views=(View(N_("Still out"), _out), View(N_("Overdue"), _overdue)),
    empty=N_("Who has borrowed which sample and when it is due back. Choose samples in the register and lend them."),
)
REPAIRS = Sheet(
    "room_repairs", FIX, N_("Repairs of samples"),
    table=(FIX.number, FIX.item, Column(ITEM.name, (FIX.item,)), FIX.state, FIX.next_due, FIX.opened, FIX.fault,
           FIX.missing, FIX.repairer, FIX.due, FIX.finished, FIX.done, FIX.cost, FIX.note),
    form=(Group(N_("Repair"), (FIX.number, FIX.item, FIX.opened, FIX.fault, FIX.missing, FIX.repairer, FIX.due,
                               FIX.state)),
          Group(N_("Outcome"), (FIX.finished, FIX.done, FIX.cost, FIX.note))),
    order=(FIX.next_due.asc(nulls="LAST"), FIX.id.desc()), deadlines=REPAIR_DUTIES,
    actions=(Action(N_("Repaired"), actions.repaired, lambda r: r.state in ("open", "work"), "badge-check",
                    (FIX.finished, FIX.done, FIX.cost)),),
    views=(View(N_("Not yet repaired"), _open_repairs),),
    empty=N_("Samples that don't work, from the Saturday round or from a loan. Nothing is broken now."),
)
MOVES = Sheet(
    "room_moves", MOVE, N_("Changes of property"),
    table=(MOVE.number, MOVE.day, MOVE.kind, MOVE.come, MOVE.gone, MOVE.reason, MOVE.next_due, MOVE.finance_informed,
           MOVE.custodian_signed, MOVE.finance_signed, MOVE.scrapped, MOVE.note),
    form=(Group(N_("Change of property"), (MOVE.number, MOVE.day, MOVE.kind, MOVE.come, MOVE.gone, MOVE.reason,
                                           MOVE.scrapped)),
          Group(N_("Finance and signatures"), (MOVE.finance_informed, MOVE.custodian_signed, MOVE.finance_signed,
                                               MOVE.note))),
    order=(MOVE.next_due.asc(nulls="LAST"), MOVE.id.desc()), deadlines=MOVE_DUTIES,
    actions=(Action(N_("Finance informed"), after_telling("room_moves room_changes", actions.finance_told),
                    lambda m: m.finance_informed is None, "mail",
                    (MOVE.finance_informed,)),
             Action(N_("Both have signed"), actions.both_signed,
                    lambda m: m.custodian_signed is None or m.finance_signed is None, "pen-line",
                    (MOVE.custodian_signed, MOVE.finance_signed))),
    prints=(Print("room_move", N_("Change of property, for both signatures"), PRINTING.move_form),),
    views=(View(N_("Not finished"), _open_moves),),
    empty=N_("Samples that come in, leave or are replaced: finance is told, both sign the printed register."),
)
ROUNDS = Sheet(
    "room_rounds", ROUND, N_("Saturday rounds"),
    table=(ROUND.number, ROUND.week, ROUND.state, ROUND.next_due, ROUND.walked, ROUND.checker, ROUND.expected,
           ROUND.present, ROUND.moved, ROUND.missing, ROUND.faulty, ROUND.incomplete, ROUND.unknown, ROUND.away,
           ROUND.admin_told, ROUND.note),
    form=(Group(N_("Round of the week"), (ROUND.number, ROUND.week, ROUND.walked, ROUND.checker, ROUND.state)),
          Group(N_("Outcome"), (ROUND.expected, ROUND.present, ROUND.moved, ROUND.missing, ROUND.faulty,
                                ROUND.incomplete, ROUND.unknown, ROUND.away, ROUND.admin_told, ROUND.note))),
    lines=(Lines(CHECK, CHECK.round, N_("Checked samples"), (
        CHECK.item, CHECK.code, CHECK.expected_place, CHECK.found_place, CHECK.presence, CHECK.works, CHECK.complete,
        CHECK.lacks, CHECK.clean, CHECK.step, CHECK.note)),),
    order=(ROUND.week.desc(), ROUND.id.desc()), deadlines=ROUND_DUTIES,
    actions=(Action(N_("Administration has been told"), after_telling("room_rounds room_missing", actions.admin_told),
                    lambda r: r.state == "closed" and bool(r.missing), "mail", (ROUND.admin_told,)),),
    views=(View(N_("Not finished"), _open_rounds),),
    prints=(Print("room_report", N_("Report of the round"), PRINTING.round_report),),
    empty=N_("The rounds of every Saturday with what they found. Walk one with the scanner on its own page."),
)

AREA = Area("sample_room", N_("Sample room"), N_("Samples"), "sofa", (ROOM, LOANS, REPAIRS, MOVES, ROUNDS),
            papers=(Pages("property_register", N_("Property register"), PRINTING.register_pages),
                    Pages("room_round", N_("Card for the Saturday round"), PRINTING.card_pages),
                    Pages("labels", N_("Labels, A4 sheet of 24"), _labels("labels")),
                    Pages("labels_small", N_("Small labels, A4 sheet of 65"), _labels("labels_small")),
                    Pages("labels_roll", N_("Labels, roll 60 × 40"), _labels("labels_roll")),
                    Pages("labels_roll_small", N_("Labels, roll 40 × 30"), _labels("labels_roll_small")),
                    Pages("shelf_labels", N_("Labels of the shelves"), LABELS.shelf_labels)),
            follows=((RoomItem, item_saved), (RoomLoan, loan_saved), (RoomRepair, repair_saved), (RoomMove, move_saved),
                     (MessageAbout, message_kept)),
            notices=NOTICES, standing=STANDING, settings=SETTINGS, demo=DEMO.make)
