"""The Saturday round through the sample room: one line for each sample, and what came out of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.sample_room.records import EXPECTED, RoomItem
from app.database.change import Change
from app.database.fields import Choice, Code, Day, Integer, Link, LongText, Moment, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.standing import week_day
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import unique

FOUND, MOVED, MISSING, UNKNOWN = "found", "moved", "missing", "unknown"
PRESENCE = ((FOUND, N_("in its place")), (MOVED, N_("in another place")), (MISSING, N_("not found")),
            (UNKNOWN, N_("not in the register")))
WORKS = (("ok", N_("in working order")), ("faulty", N_("faulty")))
COMPLETE = (("ok", N_("complete")), ("incomplete", N_("incomplete")))
CLEAN = (("ok", N_("clean")), ("dirty", N_("to be cleaned")))
STEPS = (("none", N_("nothing to do")), ("admin", N_("tell administration")), ("repair", N_("repair opened")),
         ("placed", N_("new place entered")), ("back", N_("put back")))
SATURDAY = 5


def saturday_of(day: date) -> date:
    """Return the Saturday of a day's week, Monday to Sunday."""
    return day + timedelta(days=SATURDAY - day.weekday())


def round_day(saturday: date) -> date:
    """Return the day of a week's round: Saturday, another working day of that week where it is off."""
    return week_day(saturday - timedelta(days=SATURDAY), SATURDAY, office_calendar()) or saturday


def _next_due_of_round(walk: Any) -> None:
    """Set which day comes next: to walk, or, where samples are missing, to tell administration."""
    walk.admin_due = None
    if walk.state == "closed" and walk.missing and walk.walked is not None:
        walk.admin_due = office_calendar().add_workdays(walk.walked, 1)
    if walk.state == "open":
        walk.next_due = round_day(walk.week)
    else:
        walk.next_due = walk.admin_due if walk.admin_told is None else None


class RoomRound(Record):
    """One round: its week, who walked, and the sums."""

    number = Code(N_("Round no."), width=11)
    week = Day(N_("Saturday"), required=True)
    walked = Day(N_("Walked on"))
    checker = Text(N_("Checker"), width=10)
    state = Choice(N_("State"), (("open", N_("To be walked")), ("closed", N_("Round closed"))), required=True,
                   default="open", width=8)
    expected = Integer(N_("Expected"), width=6)
    present = Integer(N_("Present"), width=6)
    moved = Integer(N_("In another place"), width=6)
    missing = Integer(N_("Missing pieces"), width=6)
    faulty = Integer(N_("Faulty pieces"), width=6)
    incomplete = Integer(N_("Incomplete pieces"), width=6)
    unknown = Integer(N_("Unknown pieces"), width=6)
    away = Integer(N_("Lent or in repair"), width=6)
    closed_at = Moment(N_("Closed at"))
    admin_told = Day(N_("Administration told"))
    admin_due = Day(N_("Tell administration by"))
    next_due = Day(N_("Next deadline"))
    note = LongText(N_("Note"))

    shown = (number,)
    numbered = (number, "ZJ{yy}{mm}{dd}-{n}")
    derived = (_next_due_of_round,)
    checks = (unique("number"),)
    workflow = (state, Workflow(frozenset((("open", "closed"),))))

    class Meta:
        table_name = "room_round"


def _has_somebody(check: Any) -> Problem | None:
    if check.item_id is None and not check.code:
        return Problem(_("A line of a round names a sample, or the number that was read."), RoomCheck.code, True)
    return None


class RoomCheck(Record):
    """What a round found of one sample; `code` is what was read of one that the register doesn't know."""

    round = Link(N_("Round no."), RoomRound, required=True)
    item = Link(N_("Checked sample"), RoomItem, width=16)
    code = Code(N_("Number read"), width=12)
    expected_place = Text(N_("Place by the register"), width=10)
    found_place = Text(N_("Place found"), width=10)
    presence = Choice(N_("There?"), PRESENCE, width=9)
    works = Choice(N_("Works?"), WORKS, width=7)
    complete = Choice(N_("Accessories complete?"), COMPLETE, width=8)
    lacks = Text(N_("What is lacking"), width=14)
    clean = Choice(N_("Clean?"), CLEAN, width=7)
    step = Choice(N_("What follows"), STEPS, width=9)
    note = Text(N_("Note"), width=18)

    shown = (round, item, code)
    checks = (_has_somebody,)

    class Meta:
        table_name = "room_check"
        indexes = ((("round",), False),)


def items_to_check() -> list[RoomItem]:
    """Return what should stand on the shelves, in the order of walking."""
    return list(RoomItem.select().where((RoomItem.deleted == 0) & RoomItem.state.in_(EXPECTED))
                .order_by(RoomItem.walk, RoomItem.number))


def begin_round(change: Change, day: date) -> RoomRound:
    """Return the open round of a day's week; a new one where there is none."""
    week = saturday_of(day)
    known = RoomRound.select().where((RoomRound.week == week) & (RoomRound.deleted == 0)
                                     & (RoomRound.state == "open")).first()
    if known is not None:
        found: RoomRound = known
        return found
    made = RoomRound(week=week, checker=change.who.name, state="open", expected=len(items_to_check()))
    change.save(made)
    return made


def round_done(first: date, last: date) -> bool:
    """Tell whether a round of these days has been closed."""
    return bool(RoomRound.select().where((RoomRound.week >= first) & (RoomRound.week <= last)
                                         & (RoomRound.state == "closed") & (RoomRound.deleted == 0)).exists())
