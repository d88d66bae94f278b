"""The document control's numbers of days and years."""

from __future__ import annotations

from app.database.settings import Setting
from app.domain.text import N_

APPROVE_DAYS = Setting("document_approve_days", N_("A new document or change is checked and approved within: "
                                                   "working days each"), 3)
SIGN_DAYS = Setting("document_sign_days", N_("A copy that was issued is signed for within: working days"), 2)
RECALL_DAYS = Setting("document_recall_days", N_("Old copies are back after a new version within: working days"), 3)
LOAN_DAYS = Setting("document_loan_days", N_("A lent document is back after: days"), 7)
REVIEW_YEARS = Setting("document_review_years", N_("A document is looked through again after: years"), 2)
SETTINGS = (APPROVE_DAYS, SIGN_DAYS, RECALL_DAYS, LOAN_DAYS, REVIEW_YEARS)
