"""The papers of the sample room: the register for both signatures, the round's card, its report, loan slips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.areas.sample_room.labels import chosen_items
from app.areas.sample_room.places import shelf_of
from app.areas.sample_room.records import RoomItem, RoomLoan, RoomMove
from app.areas.sample_room.register_table import register_rows
from app.areas.sample_room.rounds import FOUND, RoomCheck, RoomRound, items_to_check
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _, _n
from app.reports.field_values import field_value
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn

BOX = "☐"
SIGNATURES = (N_("Custodian"), N_("Finance"))
HOW_TO_WALK = N_("Tick what is there, works and is complete. Write where it stands if it stands elsewhere, and what "
                 "is lacking.")


def register_pages(ask: PaperAsk) -> list[Any]:
    """Return the property register with photos, for the signatures of custodian and finance."""
    paper = Paper(ask.letterhead, ask.printed, ask.size, landscape=True)
    items = chosen_items(ask)
    paper.title(N_("Property register of the sample room"),
                _n("{count} sample, book value {value}", "{count} samples, book value {value}", len(items)).format(
                    count=len(items), value=f"{sum((i.value or 0) for i in items):,.2f}"))
    register_rows(paper, items)
    paper.signatures(SIGNATURES)
    return paper.pages()


def card_pages(ask: PaperAsk) -> list[Any]:
    """Return the card to walk the round with, in the order of the shelves, boxes to tick."""
    paper = Paper(ask.letterhead, ask.printed, ask.size)
    items = items_to_check()
    week = RoomRound.select().where((RoomRound.state == "open") & (RoomRound.deleted == 0)).order_by(
        RoomRound.week.desc()).first()
    paper.title(N_("Saturday round of the sample room"), f"{week.number}  {week.week}" if week else str(ask.today))
    paper.text(_(HOW_TO_WALK))
    heads = [PaperColumn(RoomItem.place.label), PaperColumn(RoomItem.number.label), PaperColumn(RoomItem.machine.label),
             PaperColumn(RoomItem.name.label), PaperColumn(RoomItem.accessories.label),
             PaperColumn(N_("There"), 3, "centre"), PaperColumn(N_("Works"), 3, "centre"),
             PaperColumn(N_("Complete"), 3, "centre"), PaperColumn(N_("Clean"), 3, "centre"),
             PaperColumn(N_("Note"), 9)]
    rows = [[i.place or "", i.number, i.machine, i.name or "", i.accessories or "", BOX, BOX, BOX, BOX, ""]
            for i in items]
    places = {id(row): shelf_of(item.place or "") for row, item in zip(rows, items, strict=True)}
    paper.table(heads, rows, group=lambda row: places.get(id(row), ""), size=8)
    away = list(RoomItem.select().where((RoomItem.deleted == 0) & RoomItem.state.in_(("lent", "repair")))
                .order_by(RoomItem.number))
    if away:
        paper.heading(N_("Not on the shelves: lent or in repair"))
        paper.text("、".join(f"{i}（{field_value(i, RoomItem.state)}）" for i in away))
    paper.signatures((N_("Checker"), N_("Administration")))
    return paper.pages()


def round_report(paper: Any, rounds: Sequence[RoomRound]) -> None:
    """Draw the report of rounds: the sums, then what was not in order."""
    for record in rounds:
        paper.title(N_("Report of the Saturday round"), f"{record.number}  {record.week}",
                    code=f"gendan:room_rounds/{record.id}")
        fields = (RoomRound.walked, RoomRound.checker, RoomRound.expected, RoomRound.present, RoomRound.moved,
                  RoomRound.missing, RoomRound.faulty, RoomRound.incomplete, RoomRound.unknown, RoomRound.away)
        paper.fields([(f.label, field_value(record, f)) for f in fields])
        checks = list(RoomCheck.select().where((RoomCheck.round == record) & (RoomCheck.deleted == 0))
                      .order_by(RoomCheck.id))
        odd = [c for c in checks if c.presence != FOUND or c.works == "faulty" or c.complete == "incomplete"
               or c.clean == "dirty"]
        paper.heading(N_("Not in order"))
        if odd:
            paper.table([PaperColumn(f.label, kind=f.kind) for f in ODD], [[_cell(c, f) for f in ODD] for c in odd],
                        size=8)
        else:
            paper.text(_("Everything is in its place, works and is complete."))
        if record.note:
            paper.heading(RoomRound.note.label)
            paper.text(record.note)
        paper.signatures((N_("Checker"), N_("Administration"), N_("Finance")))


ODD = (RoomCheck.item, RoomCheck.expected_place, RoomCheck.found_place, RoomCheck.presence, RoomCheck.works,
       RoomCheck.lacks, RoomCheck.clean, RoomCheck.step, RoomCheck.note)


def _cell(check: RoomCheck, field: Any) -> Any:
    return check.code if field.name == "item" and check.item_id is None else field_value(check, field)


def move_form(paper: Any, moves: Sequence[RoomMove]) -> None:
    """Draw changes of property, each on its own sheet, for the signatures of custodian and finance."""
    for move in moves:
        paper.title(N_("Change of property in the sample room"), str(move.number), code=f"gendan:room_moves/{move.id}")
        fields = (RoomMove.day, RoomMove.kind, RoomMove.reason, RoomMove.finance_informed)
        paper.fields([(f.label, field_value(move, f)) for f in fields])
        for title, item in ((RoomMove.come.label, move.come), (RoomMove.gone.label, move.gone)):
            if item is not None:
                paper.heading(title)
                register_rows(paper, [item])
        paper.signatures(SIGNATURES)


def loan_slip(paper: Any, loans: Sequence[RoomLoan]) -> None:
    """Draw slips that the borrower signs, each with what goes along."""
    for loan in loans:
        paper.title(N_("Loan of a sample"), str(loan.item), code=f"gendan:room_loans/{loan.id}")
        fields = (RoomLoan.borrower, RoomLoan.department, RoomLoan.purpose, RoomLoan.lent, RoomLoan.due_back,
                  RoomLoan.returned, RoomLoan.condition)
        paper.fields([(f.label, field_value(loan, f)) for f in fields])
        register_rows(paper, [loan.item])
        parts = [p for p in (loan.item.accessories or "").replace("，", "、").split("、") if p.strip()]
        if parts:
            paper.checks(RoomItem.accessories.label, [(p.strip(), False) for p in parts])
        paper.signatures((N_("Borrower"), N_("Custodian"), N_("Taken back by")))
