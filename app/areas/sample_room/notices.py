"""What the sample room tells others: missing samples to administration, changes of property to finance."""

from __future__ import annotations

from collections.abc import Sequence

from app.areas.sample_room.records import RoomLoan, RoomMove
from app.areas.sample_room.rounds import MISSING, RoomCheck, RoomRound
from app.domain.notice import Draft, Notice
from app.domain.show import show
from app.domain.text import N_, _, _n
from app.reports.field_values import field_text


def missing(rounds: Sequence[RoomRound]) -> Draft:
    """Return the message to administration about what a round did not find."""
    checks = list(RoomCheck.select().where(RoomCheck.round.in_([r.id for r in rounds]) & (RoomCheck.deleted == 0)
                                           & (RoomCheck.presence == MISSING)))
    rows = tuple((str(c.item.number), str(c.item.machine), str(c.item.serial or ""), str(c.expected_place or ""),
                  str(c.item.custodian or ""), show(c.item.last_seen, "day")) for c in checks)
    labels = (_("Asset no."), _("Model"), _("Serial no. or IMEI"), _("Place"), _("Custodian"), _("Seen last"))
    return Draft(_n("Sample room: {count} sample missing", "Sample room: {count} samples missing", len(rows)).format(
                     count=len(rows)),
                 _("At the Saturday round the samples below were not in their places. Please look into it and tell "
                   "the result."), labels, rows, ("room_report",))


def changes(moves: Sequence[RoomMove]) -> Draft:
    """Return the message to finance about samples that came in, left or were replaced."""
    fields = (RoomMove.number, RoomMove.day, RoomMove.kind, RoomMove.come, RoomMove.gone, RoomMove.reason)
    rows = tuple((*(field_text(m, f) for f in fields),
                  show(m.gone.value if m.gone is not None else m.come.value if m.come is not None else None, "money"))
                 for m in moves)
    return Draft(_("Sample room: changes of property"),
                 _("Please enter the changes below in the books; the printed register comes for your signature."),
                 (*(_(f.label) for f in fields), _("Book value")), rows, ("room_move",))


def overdue(loans: Sequence[RoomLoan]) -> Draft:
    """Return the reminder to bring lent samples back."""
    fields = (RoomLoan.item, RoomLoan.borrower, RoomLoan.department, RoomLoan.lent, RoomLoan.due_back)
    return Draft(_("Please bring back: samples of the sample room"),
                 _("The samples below are due back. Please return them with their accessories."),
                 tuple(_(f.label) for f in fields), tuple(tuple(field_text(x, f) for f in fields) for x in loans))


ADMINISTRATION, FINANCE = N_("Administration department"), N_("Finance department")
SALES, PRODUCTION = N_("Sales department"), N_("Production department")

NOTICES: dict[str, tuple[Notice, ...]] = {
    "room_rounds": (Notice("room_missing", N_("Tell administration: missing"), (ADMINISTRATION,), missing),),
    "room_moves": (Notice("room_changes", N_("Tell finance: changes"), (FINANCE,), changes),),
    "room_loans": (Notice("room_overdue", N_("Ask for lent samples"), (SALES, PRODUCTION), overdue),),
}
