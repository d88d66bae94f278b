"""The surveys' target and numbers of days."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

TARGET = Setting("survey_target", N_("Customer satisfaction: target in percent"), 90)
DISSATISFIED = Setting("survey_dissatisfied", N_("Scores up to this one count as dissatisfied"), 2)
BACK_DAYS = Setting("survey_back_days", N_("A survey comes back signed and stamped within: working days"), 5)
EVALUATE_DAYS = Setting("survey_evaluate_days", N_("A survey that is back is evaluated within: working days"), 3)
SETTINGS = (TARGET, DISSATISFIED, BACK_DAYS, EVALUATE_DAYS)
