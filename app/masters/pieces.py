"""Pieces are whole: a quantity with a fraction is never rounded away, its row waits until somebody mends it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.domain.text import _


def is_whole(value: Any) -> bool:
    """Tell whether a quantity has no fraction, or is none at all."""
    if not isinstance(value, int | float | Decimal):
        return True
    return Decimal(str(value)) == round(value)


def broken_pieces(value: Any) -> str:
    """Return the sentence about a quantity with a fraction."""
    return _("{quantity} is no whole number of pieces. Nothing is rounded: enter it in the smaller unit (metres for "
             "kilometres, grams for kilograms) and import again.").format(quantity=value)
