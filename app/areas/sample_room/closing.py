"""Closes a round as one change: its lines, the samples' states and places, the repairs that it opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.sample_room.records import MISSING as GONE
from app.areas.sample_room.records import OK, REPAIR, RoomItem, RoomRepair
from app.areas.sample_room.rounds import FOUND, MISSING, MOVED, RoomCheck, RoomRound
from app.areas.sample_room.scanning import Finding, Walk
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _


def close_round(change: Change, number: int, walk: Walk, day: date, new_places: bool = True) -> dict[str, int]:
    """Write what a round found; return its counts. `new_places` enters where moved samples were found.

    Expected samples that nobody found are missing.
    """
    record = RoomRound.get_by_id(number)
    if record.state == "closed":
        raise Refused([Problem(_("Round {number} was closed by somebody else in the meantime.").format(
            number=record.number), None, True)], record)
    items = {i.id: i for i in RoomItem.select().where(RoomItem.deleted == 0)}
    checks = [_check(record, f, items) for f in walk.findings.values()]
    checks += [RoomCheck(round=record, item=items[s.id], expected_place=s.place, presence=MISSING, step="admin")
               for s in walk.left() if s.id in items]
    for check in checks:
        if check.item_id is not None:
            _settle(change, check, day, new_places)
    change.add_all(checks)
    _sum_up(record, checks, walk)
    record.state, record.walked, record.checker = "closed", day, record.checker or change.who.name
    record.closed_at = change.at
    change.save(record)
    return {"present": record.present, "missing": record.missing, "faulty": record.faulty, "moved": record.moved,
            "unknown": record.unknown}


def _check(record: RoomRound, finding: Finding, items: dict[int, RoomItem]) -> RoomCheck:
    spot = finding.spot
    item = items.get(spot.id) if spot is not None else None
    there = finding.presence in (FOUND, MOVED)
    return RoomCheck(
        round=record, item=item, code=None if item is not None else finding.code,
        expected_place=spot.place if spot is not None else None, found_place=finding.found_place or None,
        presence=finding.presence, works=("faulty" if finding.faulty else "ok") if there else None,
        complete=("incomplete" if finding.lacks else "ok") if there else None,
        lacks="、".join(finding.lacks) or None, clean=("dirty" if finding.dirty else "ok") if there else None,
        step="none", note="；".join(p for p in (finding.fault, finding.note) if p) or None)


def _settle(change: Change, check: RoomCheck, day: date, new_places: bool) -> None:
    """Bring one sample's state and place in line with what was found, and say what follows."""
    item = check.item
    if check.presence == MISSING:
        check.step = "admin"
        if item.state == OK:
            item.state = GONE
            change.save(item)
        return
    item.last_seen = day
    if item.state == GONE:
        item.state = OK
    if check.presence == MOVED:
        check.step = "placed" if new_places else "back"
        if new_places and check.found_place:
            item.place = check.found_place
    if check.works == "faulty":
        check.step = "repair"
        item.state = REPAIR
    change.save(item)
    if check.works == "faulty":
        _open_repair(change, check, day)


def _open_repair(change: Change, check: RoomCheck, day: date) -> None:
    known = RoomRepair.select().where((RoomRepair.item == check.item) & RoomRepair.state.in_(("open", "work"))
                                      & (RoomRepair.deleted == 0)).exists()
    if not known:
        change.add_all([RoomRepair(item=check.item, opened=day, fault=check.note or _("faulty at the Saturday round"),
                                   missing=check.lacks)])


def _sum_up(record: RoomRound, checks: Sequence[RoomCheck], walk: Walk) -> None:
    expected = {s.id for s in walk.spots if s.expected}

    def count(wanted: Any) -> int:
        return sum(1 for c in checks if wanted(c))

    record.expected = len(expected)
    record.present = count(lambda c: c.item_id in expected and c.presence in (FOUND, MOVED))
    record.moved = count(lambda c: c.presence == MOVED)
    record.missing = count(lambda c: c.presence == MISSING)
    record.faulty = count(lambda c: c.works == "faulty")
    record.incomplete = count(lambda c: c.complete == "incomplete")
    record.unknown = count(lambda c: c.item_id is None)
    record.away = sum(1 for s in walk.spots if not s.expected)
