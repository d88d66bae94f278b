"""The head of the own company's papers."""

from __future__ import annotations

from app.masters.company import Company
from app.reports.letterhead import Letterhead


def own_letterhead() -> Letterhead:
    """Return the own company's name and address for the head of papers; the program's name where none is entered."""
    own = Company.get_or_none((Company.own == 1) & (Company.deleted == 0))
    if own is None:
        return Letterhead("Gendan 跟单台")
    line = "  ".join(p for p in (own.address, own.phone, own.email) if p)
    return Letterhead(own.name, "", line)
