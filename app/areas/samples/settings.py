"""The numbers of days that customer samples and sampling requests follow."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

AFTER_INSPECTION = Setting("samples.after_inspection", N_("Samples leave so many working days after the inspection"), 2)
BEFORE_SHIP = Setting("samples.before_ship", N_("Samples leave so many days before the ship date"), 7)
BEFORE_PRODUCTION = Setting("samples.before_production",
                            N_("Pre-production samples leave so many working days before production begins"), 3)
ANSWER_DAYS = Setting("samples.answer_days", N_("The customer is asked for his word so many days after dispatch"), 14)
APPROVE_DAYS = Setting("samples.approve_days", N_("Working days for the approval of a sampling request"), 1)
SIGN_DAYS = Setting("samples.sign_days", N_("Working days for signing a delivered sample"), 3)

SETTINGS = (AFTER_INSPECTION, BEFORE_SHIP, BEFORE_PRODUCTION, ANSWER_DAYS, APPROVE_DAYS, SIGN_DAYS)
