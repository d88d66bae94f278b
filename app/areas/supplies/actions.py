"""What a clerk does with supplies: begin next month's request, hand it on, collect, count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from app.areas.supplies.records import (
    WORKFLOW,
    CountLine,
    RequestLine,
    SupplyCount,
    SupplyItem,
    SupplyRequest,
)
from app.areas.supplies.stock import USE_MONTHS, bought, stocks, suggested, used
from app.database.change import Change
from app.database.settings import office
from app.domain.months import month_first, month_moved, month_text
from app.domain.problem import Problem, Refused
from app.domain.standing import Period
from app.domain.text import _
from app.masters.signing_posts import COST_DEPARTMENT, PLANT_MANAGER, signer


def next_month(day: date) -> str:
    """Return the month for which is asked on a day."""
    return month_text(month_moved(day, 1))


def begin_request(change: Change, period: Period) -> SupplyRequest:
    """Make the request for the month after a turn of the duty, pre-filled from use and stock."""
    request = SupplyRequest(month=next_month(period.first), applicant=change.who.name)
    change.save(request)
    fill(change, [request])
    return request


def requested(period: Period) -> bool:
    """Tell whether the request for the month after a turn has been handed in."""
    return SupplyRequest.select(SupplyRequest.id).where(
        (SupplyRequest.month == next_month(period.first)) & (SupplyRequest.state != "draft")
        & (SupplyRequest.deleted == 0)).exists()


def on_the_way(besides: SupplyRequest) -> dict[int, int]:
    """Return the pieces that other requests ask for and nobody has fetched, by article."""
    rows = (RequestLine.select(RequestLine.item, fn.SUM(RequestLine.quantity)).join(SupplyRequest)
            .where((RequestLine.deleted == 0) & (SupplyRequest.deleted == 0) & (SupplyRequest.state != "collected")
                   & (SupplyRequest.id != besides.id)).group_by(RequestLine.item).tuples())
    return dict(rows)


def fill(change: Change, requests: Sequence[SupplyRequest]) -> None:
    """Fill drafts from the use of the last months and the stock; lines that are there keep their quantities."""
    if not SupplyItem.select().where((SupplyItem.deleted == 0) & (SupplyItem.out_of_use == 0)).exists():
        raise Refused([Problem(_("There is no article yet: enter the articles under “{page}” first.").format(
            page=_("Supplies in stock")), None, True)])
    back = office(USE_MONTHS)
    for request in requests:
        month = month_first(request.month)
        assert month is not None, request.month
        this = month_moved(month, -1)
        months = [month_moved(this, -n) for n in range(back, 0, -1)]
        uses = [used(first, month_moved(first, 1)) for first in months]
        lately, came, here = uses[-1] if uses else {}, bought(month_moved(this, -1), this), stocks()
        coming = on_the_way(request)
        known = {row[0] for row in RequestLine.select(RequestLine.item).where(
            (RequestLine.request == request) & (RequestLine.deleted == 0)).tuples()}
        lines = []
        for item in SupplyItem.select().where((SupplyItem.deleted == 0) & (SupplyItem.out_of_use == 0)).order_by(
                SupplyItem.name, SupplyItem.spec):
            on_hand = here.get(item.id, 0)
            wanted = suggested([use.get(item.id, 0) for use in uses], back, item.least or 0,
                               max(0, on_hand) + coming.get(item.id, 0))
            if wanted and item.id not in known:
                lines.append(RequestLine(request=request, item=item, on_hand=on_hand, quantity=wanted,
                                         last_used=lately.get(item.id, 0), last_bought=came.get(item.id, 0)))
        change.add_all(lines)
        change.save(request)


def go(change: Change, request: SupplyRequest, state: str) -> None:
    """Take a request to a state that its own allows."""
    if not WORKFLOW.allows(request.state, state):
        labels = SupplyRequest.state.labels
        raise Refused([Problem(_("Request {number} is “{old}” and can't become “{new}” from there.").format(
            number=request.number, old=_(labels[request.state]), new=_(labels[state])), SupplyRequest.state, True)],
            request)
    request.state = state
    change.save(request)


def hand_in(change: Change, requests: Sequence[SupplyRequest]) -> None:
    """Hand requests to the plant manager."""
    for request in requests:
        if not RequestLine.select().where((RequestLine.request == request) & (RequestLine.deleted == 0)).exists():
            raise Refused([Problem(_("Request {number} has no lines yet; use “Fill from use and stock” first.").format(
                number=request.number), None, True)], request)
        request.asked = request.asked or date.today()
        go(change, request, "manager")


def sign(change: Change, requests: Sequence[SupplyRequest], answers: dict[str, Any] | None = None) -> None:
    """Enter the next signature, with its name: the plant manager's, then the cost department's."""
    said = answers or {}
    for request in requests:
        if request.state == "manager":
            request.manager = signer(change, said.get("manager") or request.manager, PLANT_MANAGER,
                                     SupplyRequest.manager, request)
            request.manager_signed = said.get("manager_signed") or request.manager_signed or date.today()
            go(change, request, "cost")
        else:
            request.cost = signer(change, said.get("cost") or request.cost, COST_DEPARTMENT, SupplyRequest.cost,
                                  request)
            request.cost_signed = said.get("cost_signed") or request.cost_signed or date.today()
            go(change, request, "approved")


def send_back(change: Change, requests: Sequence[SupplyRequest]) -> None:
    """Give requests back for changes; their signatures are void."""
    for request in requests:
        request.manager_signed = request.cost_signed = request.manager = request.cost = None
        go(change, request, "draft")


def collect(change: Change, requests: Sequence[SupplyRequest]) -> None:
    """Enter that the goods are here; from now on they are stock."""
    for request in requests:
        request.collected = date.today()
        go(change, request, "collected")


def may(*states: str) -> Any:
    """Return a condition that a request is in one of these states."""
    return lambda request: request.state in states


def list_all(change: Change, counts: Sequence[SupplyCount]) -> None:
    """Put every article that is not on a count yet onto it."""
    for count in counts:
        known = {row[0] for row in CountLine.select(CountLine.item).where(
            (CountLine.sheet == count) & (CountLine.deleted == 0)).tuples()}
        change.add_all([CountLine(sheet=count, item=item) for item in SupplyItem.select().where(
            (SupplyItem.deleted == 0) & (SupplyItem.out_of_use == 0)).order_by(SupplyItem.name, SupplyItem.spec)
            if item.id not in known])
