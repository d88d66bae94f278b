"""The handover pack: what somebody has under way, the last word on each, promises, standing duties, unsigned papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from app.areas import agenda, catalogue
from app.areas.inspections.records import Inspection
from app.areas.schedule.records import ScheduleStep
from app.areas.today.records import Handover
from app.database import history
from app.database.change import Change
from app.database.record import content_fields
from app.database.undo import action_title
from app.domain.frozen import frozen
from app.domain.sheet import Action, Area, DemoWorld, Group, Print, Sheet, View
from app.domain.show import show
from app.domain.text import N_, _
from app.masters.company import Person
from app.masters.mailing import Message, MessageAbout
from app.masters.order import OPEN_STATES, Order, OrderLine
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn


def _in_force(today: date) -> Any:
    return (Handover.first <= today.isoformat()) & (Handover.last.is_null() | (Handover.last >= today.isoformat()))


def _back(change: Change, handovers: Sequence[Any]) -> None:
    for handover in handovers:
        handover.last = max(handover.first, date.today() - timedelta(days=1))
        change.save(handover)


def _print_pack(paper: Any, handovers: Sequence[Any]) -> None:
    draw(paper, handovers)


def _demo(world: DemoWorld) -> None:
    people = {p.name: p for p in Person.select().where(Person.deleted == 0)}
    pair = [people[name] for name in sorted(people)][:2]
    last = world.today - timedelta(days=20)
    world.write(N_("Handover"), pair[0].name, lambda change: change.save(Handover(
        person=pair[0], deputy=pair[1], first=last - timedelta(days=6), last=last, why="leave",
        places=_("Order folders in cabinet 2, samples in the meeting room"))),
        datetime.combine(last - timedelta(days=8), time(9), UTC))


H = Handover
HANDOVERS = Sheet(
    "handovers", H, N_("Handover"),
    table=(H.person, H.deputy, H.first, H.last, H.why, H.note, H.created_by),
    form=(Group(N_("Handover"), (H.person, H.deputy, H.first, H.last, H.why, H.places, H.note)),),
    order=(H.first.desc(),), prints=(Print("handover", N_("Handover pack"), _print_pack),),
    actions=(Action(N_("Is back at work"), _back, lambda h: h.last is None or h.last >= date.today(), "undo-2"),),
    views=(View(N_("In force"), _in_force),),
    empty=N_("Before leave or leaving: name the deputy. His reminders are shown to the deputy until the last day, and "
             "the pack prints everything that is under way."),
)
AREA = Area("handover", N_("Handover"), N_("Every day"), "handshake", (HANDOVERS,), demo=_demo)

STANDING_AHEAD = 92
"""Days ahead in which the next turn of a standing duty is looked for."""


@frozen
class OpenOrder:
    """An order under way, with the last that was said or done about it."""

    number: str
    customer: str
    state: str
    ship: date | None
    sales: str
    last_at: str
    last_word: str


@frozen
class Pack:
    """All that a deputy must know."""

    person: str
    orders: tuple[OpenOrder, ...]
    promises: tuple[agenda.AgendaLine, ...]
    standing: tuple[agenda.AgendaLine, ...]
    unsigned: tuple[tuple[str, str, str], ...]
    """(kind, paper, since when)"""
    ask: tuple[tuple[str, str], ...]
    """(about what, whom)"""


def read_pack(person: Any, today: date) -> Pack:
    """Return what a person of the office has under way."""
    name = str(person)
    orders = list(Order.select().where((Order.deleted == 0) & (Order.clerk == person) & Order.state.in_(OPEN_STATES))
                  .order_by(Order.number))
    duties = [line for line in agenda.duty_lines(today, today + timedelta(days=30))
              if name in (line.owner, line.instead_of)]
    standing: dict[str, agenda.AgendaLine] = {}
    for line in agenda.standing_lines(today, today + timedelta(days=STANDING_AHEAD)):
        if line.key.startswith(agenda.ALERT):
            continue
        if name in (line.owner, line.instead_of, "") or not line.owner:
            standing.setdefault(line.key, line)
    return Pack(name, tuple(_order(o) for o in orders), tuple(duties), tuple(standing.values()),
                tuple(_unsigned({o.id for o in orders})), tuple(_whom(orders)))


def _order(order: Any) -> OpenOrder:
    days = [line.confirmed_ship or line.required_ship for line in OrderLine.select().where(
        (OrderLine.order == order) & (OrderLine.deleted == 0))]
    at, word = _last_word(order)
    return OpenOrder(order.number, str(order.customer), _(Order.state.labels[order.state]),
                     min((d for d in days if d), default=None), str(order.sales or ""), at, word)


def _last_word(order: Any) -> tuple[str, str]:
    """Return when and what was last told or done about an order."""
    told = (Message.select().join(MessageAbout, on=MessageAbout.message == Message.id)
            .where((MessageAbout.place == Order._meta.table_name) & (MessageAbout.record == order.id))
            .order_by(Message.id.desc()).first())
    newest = _newest_entry(order)
    if told is not None and (newest is None or told.at >= newest.at):
        return f"{told.at.astimezone():%Y-%m-%d}", f"{told.subject} → {told.recipients or ''}".strip(" →")
    if newest is None:
        return "", ""
    return f"{newest.at.astimezone():%Y-%m-%d}", f"{action_title(newest.title)} ({newest.who})"


def _newest_entry(order: Any) -> Any:
    """Return the newest change of an order, its lines, their steps and its inspections: what was last done about it."""
    lines = [row[0] for row in OrderLine.select(OrderLine.id).where(OrderLine.order == order).tuples()]
    steps = [row[0] for row in ScheduleStep.select(ScheduleStep.id).where(ScheduleStep.order_line.in_(lines)).tuples()]
    inspections = [row[0] for row in Inspection.select(Inspection.id).where(Inspection.order == order).tuples()]
    about = ((Order, [order.id]), (OrderLine, lines), (ScheduleStep, steps), (Inspection, inspections))
    row, entry = history.ChangeRow, history.ChangeEntry
    wanted = [(row.place == model._meta.table_name) & row.record.in_(numbers) for model, numbers in about if numbers]
    return (entry.select().join(row, on=(row.entry == entry.id)).where(reduce(or_, wanted) & (entry.undone == 0))
            .order_by(entry.id.desc()).first())


def _unsigned(orders: set[int]) -> list[tuple[str, str, str]]:
    """Return every paper that was given out or asked for and isn't signed yet, of whatever area keeps such."""
    found = []
    for sheet in catalogue.sheets().values():
        for lines in sheet.lines:
            names = {f.name for f in content_fields(lines.model)}
            if "signed" not in names:
                continue
            query = lines.model.select().where((lines.model.deleted == 0) & lines.model.signed.is_null())
            if "sent" in names:
                query = query.where(lines.model.sent.is_null(False))
            for record in query.order_by(lines.model.id.desc()).limit(300):
                parent = getattr(record, lines.parent.name)
                about = parent if isinstance(parent, Order) else getattr(parent, "order", None)
                if isinstance(about, Order) and about.id not in orders:
                    continue
                found.append((f"{_(sheet.title)} · {_(lines.title)}", str(record),
                              show(getattr(record, "sent", None), "day")))
    return found


def _whom(orders: Sequence[Any]) -> list[tuple[str, str]]:
    """Return whom to ask about what: the salespeople of the open orders with how to reach them."""
    people = {o.sales_id: o.sales for o in orders if o.sales_id}
    return [("、".join(o.number for o in orders if o.sales_id == key)[:120],
             " ".join(p for p in (str(person), str(person.department or ""), person.extension, person.mobile) if p))
            for key, person in people.items()]


def draw(paper: Paper, handovers: Sequence[Handover], today: date | None = None) -> None:
    """Draw the pack of each handover."""
    day = today or date.today()
    for handover in handovers:
        pack = read_pack(handover.person, day)
        paper.title(N_("Handover pack"), f"{handover.person} → {handover.deputy}",
                    code=f"gendan:handover/{handover.id}")
        paper.fields([(N_("Who hands over"), str(handover.person)), (N_("Deputy"), str(handover.deputy)),
                      (N_("Handed over from"), str(handover.first)), (N_("Until (last day)"), str(handover.last or "")),
                      (N_("Where papers lie"), handover.places or ""),
                      (N_("What the deputy must know"), handover.note or "")])
        _orders(paper, pack)
        _duties(paper, pack, day)
        _rest(paper, pack)
        paper.signatures([N_("Who hands over"), N_("Deputy"), N_("Department head")])


def _orders(paper: Paper, pack: Pack) -> None:
    paper.heading(_("Open orders ({count})").format(count=len(pack.orders)))
    paper.table([PaperColumn(N_("Production order no.")), PaperColumn(N_("Customer")), PaperColumn(N_("State")),
                 PaperColumn(N_("First ship date"), kind="date"), PaperColumn(N_("Sales")), PaperColumn(N_("On"), 3.5),
                 PaperColumn(N_("Last word"))],
                [(o.number, o.customer, o.state, o.ship, o.sales, o.last_at, o.last_word) for o in pack.orders], size=8)


def _duties(paper: Paper, pack: Pack, today: date) -> None:
    paper.heading(_("Promised and due within 30 days ({count})").format(count=len(pack.promises)))
    paper.table([PaperColumn(N_("Due"), kind="date"), PaperColumn(N_("Duty")), PaperColumn(N_("What about")),
                 PaperColumn(N_("Why"))],
                [(d.day, _(d.title), d.name, d.reason) for d in pack.promises], size=8,
                tint=lambda row: "#FCE4E2" if row[0] < today else "")
    paper.heading(N_("Standing duties"))
    paper.table([PaperColumn(N_("Next on"), kind="date"), PaperColumn(N_("Standing duty")),
                 PaperColumn(N_("How it is done"))],
                [(s.due, s.title, s.reason) for s in pack.standing], size=8)


def _rest(paper: Paper, pack: Pack) -> None:
    paper.heading(_("Unsigned papers ({count})").format(count=len(pack.unsigned)))
    paper.table([PaperColumn(N_("Kind")), PaperColumn(N_("Paper")), PaperColumn(N_("Sent"), 6)], pack.unsigned, size=8)
    paper.heading(N_("Whom to ask"))
    paper.table([PaperColumn(N_("About")), PaperColumn(N_("Whom"))], pack.ask, size=8)
