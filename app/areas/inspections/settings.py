"""The numbers of days of inspections, as the office sets them."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

BOOK_DAYS = Setting("inspections.book_days", N_("Inspections are booked so many working days before the "
                                                "planned finish"), 5)
A_DAY = Setting("inspections.a_day", N_("Inspections of one inspector a day"), 2)
AHEAD_DAYS = Setting("inspections.ahead_days", N_("Orders that finish within so many days get an inspection to "
                                                  "book"), 21)

SETTINGS = (BOOK_DAYS, A_DAY, AHEAD_DAYS)
