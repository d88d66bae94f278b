"""The numbers of days that the sample room follows."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

LOAN_DAYS = Setting("sample_room.loan_days", N_("A sample is lent for so many days"), 7)
REPAIR_DAYS = Setting("sample_room.repair_days", N_("Working days for a sample's repair"), 10)
FINANCE_DAYS = Setting("sample_room.finance_days", N_("Finance is told of a change of property within so many "
                                                      "working days"), 1)
SIGN_DAYS = Setting("sample_room.sign_days", N_("Both parties sign a change of property within so many working "
                                                "days"), 5)

SETTINGS = (LOAN_DAYS, REPAIR_DAYS, FINANCE_DAYS, SIGN_DAYS)
