"""What the Today page keeps: duties put off, the calendar of standing duties, morning sheets with their numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.areas.today.rule_day import MONDAY, RuleChoice, RuleDay, is_weekday
from app.database import duties
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Term, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.standing import AFTER, BEFORE, MONTH_END, MONTHLY, QUARTERLY, STAYS, WEEKLY, YEARLY, Rule
from app.domain.text import N_, _
from app.masters.checks import in_order, unique
from app.masters.company import Person


class PutOff(Record):
    """A duty that somebody put off, until when and why."""

    place = Code(N_("Table"))
    record = Integer(N_("Record"))
    title = Term(N_("Duty"), duties.titles, required=True, width=22)
    name = Text(N_("What about"), width=24)
    until = Day(N_("Put off until"), required=True)
    reason = Text(N_("Why put off"), required=True, width=28)

    shown = (title, name)

    class Meta:
        table_name = "put_off"
        indexes = ((("place", "record", "title"), False),)


RULES = ((WEEKLY, N_("every week")), (MONTHLY, N_("every month")), (MONTH_END, N_("at the month's end")),
         (QUARTERLY, N_("every quarter")), (YEARLY, N_("every year")))
SHIFTS = ((BEFORE, N_("the working day before")), (AFTER, N_("the working day after")), (STAYS, N_("it stays")))


def _day_fits(record: Any) -> Problem | None:
    if record.rule == MONTH_END or (record.rule == WEEKLY) == is_weekday(record.day):
        return None
    return Problem(_("“{field}” is a weekday for what comes back every week, else a day of the month.").format(
        field=_(StandingDuty.day.label)), StandingDuty.day, True)


class StandingDuty(Record):
    """A duty that comes back: the office's own version of one that comes with an area, or one of its own."""

    title = Text(N_("Standing duty"), required=True, width=28)
    rule = RuleChoice(N_("How often"), RULES, required=True, default=WEEKLY, width=12)
    day = RuleDay(N_("On day"), default=MONDAY,
                  hint=N_("Every week: the weekday; month, quarter, year: day of the month"))
    shift = Choice(N_("On a day off"), SHIFTS, required=True, default=BEFORE, width=14)
    owner = Link(N_("Owner"), Person, width=10)
    active = Flag(N_("In use"), default=True)
    begins = Day(N_("In force from"), required=True, default=date.today)
    done_on = Day(N_("Last done on"), hint=N_("For duties without a form of their own"))
    note = LongText(N_("How it is done"))
    key = Code(N_("Kind"), hint=N_("Filled for duties that a form of the program completes"))

    shown = (title,)
    checks = (_day_fits, unique("title"))

    class Meta:
        table_name = "standing_duty"

    @property
    def as_rule(self) -> Rule:
        """The rule that the fields say."""
        return Rule(self.rule, int(self.day or 0) % MONDAY, self.shift)


class MorningSheet(Record):
    """What stood on a printed or copied morning sheet, so that its numbers can be typed back."""

    day = Day(N_("Day"), required=True)
    owner = Text(N_("Owner"))
    lines = LongText(N_("Lines"), hint=N_("Table, record and duty of each number"))

    shown = (day, owner)

    class Meta:
        table_name = "morning_sheet"
        indexes = ((("day",), False),)


def _somebody_else(handover: Any) -> Problem | None:
    if handover.person_id and handover.person_id == handover.deputy_id:
        return Problem(_("Nobody can be his own deputy."), Handover.deputy, True)
    return None


class Handover(Record):
    """Somebody's duties in a deputy's hands: from a day on, until one where it is leave."""

    person = Link(N_("Who hands over"), Person, required=True, width=10)
    deputy = Link(N_("Deputy"), Person, required=True, width=10)
    first = Day(N_("From"), required=True, default=date.today)
    last = Day(N_("Until (last day)"), hint=N_("Empty where somebody leaves for good"))
    why = Choice(N_("Why"), (("leave", N_("Leave")), ("leaving", N_("Leaving")), ("trip", N_("Business trip")),
                             ("other", N_("Other reason"))), default="leave", width=8)
    places = LongText(N_("Where papers lie"), width=24)
    note = LongText(N_("What the deputy must know"), width=30)

    shown = (person, deputy)
    checks = (in_order("first", "last", blocks=True), _somebody_else)

    class Meta:
        table_name = "handover"
