"""The head of the own company's papers."""

from __future__ import annotations

import base64

from app.database.settings import Setting, office
from app.domain.text import N_
from app.masters.company import Company
from app.reports.letterhead import Letterhead

LOGO = Setting("company_logo", N_("Logo"), "")
"""The logo as base64 of a PNG."""


def own_letterhead() -> Letterhead:
    """Return the own company's name, address and logo for the head of papers; nothing where none is entered."""
    own = Company.get_or_none((Company.own == 1) & (Company.deleted == 0))
    logo = base64.b64decode(office(LOGO))
    if own is None:
        return Letterhead("", logo=logo)
    line = "  ".join(p for p in (own.address, own.phone, own.email) if p)
    return Letterhead(own.name, "", line, logo)
