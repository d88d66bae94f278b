"""Today: the standing duties and what was put off, as sheets of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.today.records import MorningSheet, PutOff, StandingDuty
from app.database.change import Change
from app.domain.sheet import Action, Area, Group, Sheet, View
from app.domain.standing import AFTER, BEFORE, MONTH_END, MONTHLY, QUARTERLY, WEEKLY, Period, Rule, Standing
from app.domain.text import N_


def _done(change: Change, duties: Sequence[Any]) -> None:
    for duty in duties:
        duty.done_on = date.today()
        change.save(duty)


def _in_use(today: date) -> Any:
    return StandingDuty.active == 1


def _still_put_off(today: date) -> Any:
    return PutOff.until >= today.isoformat()


def _never(_period: Period) -> bool:
    return False


BY_HAND: tuple[Standing, ...] = tuple(
    Standing(key, title, rule, "standing_duties", _never, None, posts, why, by_tick=True)
    for key, title, rule, posts, why in (
    ("settlement", N_("Statements with suppliers and resellers, 1st to 5th"), Rule(MONTHLY, 5, BEFORE), ("C",),
     N_("Statements from both sides are compared and the differences settled by the 5th.")),
    ("stocktake", N_("Stocktaking at the month's end"), Rule(MONTH_END, 31, BEFORE), ("C",),
     N_("Count, second count, differences, adjustment on the last working day.")),
    ("prospects", N_("Write to prospects"), Rule(WEEKLY, 2, AFTER), ("D",),
     N_("Each prospect hears something new every week or two, never the same twice.")),
    ("carriers", N_("Look through the carriers' rates"), Rule(QUARTERLY, 10, AFTER), ("C",),
     N_("Routes, rates, times and contacts are kept fresh.")),
))
"""Duties of posts whose forms are on paper or elsewhere; they are ticked off."""


S = StandingDuty
STANDING = Sheet(
    "standing_duties", S, N_("Standing duties"),
    table=(S.title, S.rule, S.day, S.shift, S.owner, S.active, S.begins, S.done_on, S.note),
    form=(Group(N_("Standing duty"), (S.title, S.rule, S.day, S.shift, S.owner, S.active, S.begins, S.done_on,
                                      S.note)),),
    order=(S.rule, S.day, S.title),
    actions=(Action(N_("Done today"), _done, lambda d: not d.key or d.key in {s.key for s in BY_HAND}, "check"),),
    views=(View(N_("In use"), _in_use),),
    empty=N_("What comes back every week, month or quarter, each with its day. Those that come with the program "
             "open the form that fulfils them."),
)
PUT_OFF = Sheet(
    "put_off", PutOff, N_("Put off"),
    table=(PutOff.title, PutOff.name, PutOff.until, PutOff.reason, PutOff.created_by, PutOff.created_at),
    form=(Group(N_("Put off"), (PutOff.title, PutOff.name, PutOff.until, PutOff.reason)),),
    order=(PutOff.id.desc(),), locked=lambda put: not put.id, views=(View(N_("Still put off"), _still_put_off),),
    empty=N_("Duties that were put off on the Today page stand here with their reasons."),
)
SHEETS_KEPT = Sheet(
    "morning_sheets", MorningSheet, N_("Morning sheets"),
    table=(MorningSheet.day, MorningSheet.owner, MorningSheet.created_by, MorningSheet.created_at),
    form=(Group(N_("Morning sheet"), (MorningSheet.day, MorningSheet.owner)),),
    order=(MorningSheet.id.desc(),), locked=lambda r: True,
    empty=N_("Each morning sheet that was printed or copied, so that its numbers can be typed back."),
)
AREA = Area("today", N_("Today"), N_("Every day"), "sun", (STANDING, PUT_OFF, SHEETS_KEPT), standing=BY_HAND)
