"""Plants, their production lines with rates, and the calendars that the lines follow."""

from __future__ import annotations

from typing import Any

from app.database import rights
from app.database.fields import Choice, Day, Flag, Integer, Link, LongText, Quantity, Scaled, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.masters.checks import positive, unique
from app.masters.company import Company
from app.masters.product import Product


class Plant(Record):
    """A factory that sends a daily sheet."""

    name = Text(N_("Plant"), required=True)
    company = Link(N_("Company"), Company)
    saturdays = Flag(N_("Works Saturdays"), default=True)
    sundays = Flag(N_("Works Sundays"))
    place = Integer(N_("Sequence"))
    note = LongText(N_("Note"))

    shown = (name,)
    checks = (unique("name"),)

    class Meta:
        table_name = "plant"


def _rate_is_possible(line: Any) -> Problem | None:
    if line.daily_rate is not None and line.daily_rate <= 0:
        return Problem(_("A line that makes nothing a day can't be planned; enter its pieces a day."),
                       ProductionLine.daily_rate, True)
    return None


class ProductionLine(Record):
    """A line or machine with what it makes on a normal day."""

    plant = Link(N_("Plant"), Plant, required=True, width=8)
    name = Text(N_("Line"), required=True)
    workshop = Text(N_("Workshop"))
    daily_rate = Quantity(N_("Pieces a day"), hint=N_("What the line makes on a normal working day"))
    hours = Scaled(N_("Hours a day"), places=1, default=10)
    changeover = Scaled(N_("Change-over, hours"), places=1,
                        hint=N_("What it costs to change from one product family to another"))
    own_saturdays = Choice(N_("Saturdays"), (("plant", N_("as the plant")), ("yes", N_("works")),
                                             ("no", N_("rests"))), default="plant")
    place = Integer(N_("Sequence"))
    closed = Flag(N_("Out of use"))
    note = LongText(N_("Note"))

    shown = (name,)
    checks = (_rate_is_possible, unique("plant", "name"))

    class Meta:
        table_name = "production_line"


class LineRate(Record):
    """What a line makes of one product or family a day; where a line has rates, they say what it can make."""

    line = Link(N_("Line"), ProductionLine, required=True)
    product = Link(N_("Item no."), Product)
    family = Text(N_("Family"))
    daily_rate = Quantity(N_("Pieces a day"), required=True)

    shown = (line, product)
    checks = (positive("daily_rate"),)

    class Meta:
        table_name = "line_rate"


class LineDay(Record):
    """A day on which one line works other than its calendar says: repair, overtime, half a shift."""

    line = Link(N_("Line"), ProductionLine, required=True)
    day = Day(N_("Day"), required=True)
    percent = Integer(N_("Capacity %"), required=True, default=0,
                      hint=N_("0 stands still, 100 a normal day, 150 with overtime"))
    why = Text(N_("Why"))

    shown = (line, day)
    checks = (unique("line", "day"), positive("percent"))

    class Meta:
        table_name = "line_day"


class CalendarDay(Record):
    """A holiday or make-up workday of the company calendar."""

    day = Day(N_("Day"), required=True)
    kind = Choice(N_("Kind"), (("holiday", N_("Day off")), ("workday", N_("Make-up workday"))), required=True)
    name = Text(N_("Occasion"))
    provisional = Flag(N_("Not yet announced"))

    shown = (day, name)
    checks = (unique("day"),)

    class Meta:
        table_name = "calendar_day"


rights.protect(CalendarDay, rights.HEAD)
