"""Telephone numbers as phone lists have them: with dashes and blanks, two in a cell, a digit short."""

from __future__ import annotations

import re

_WIDE = str.maketrans("０１２３４５６７８９－／（）＋　", "0123456789-/()+ ")
_BETWEEN = re.compile(r"[/、,，;；\n]|\s或\s|\s{2,}")
MOBILE = 11
"""Digits of a Chinese mobile number."""


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a cell, each without blanks; several stand apart by /, 、, a comma or a line end."""
    parts = (part.strip() for part in _BETWEEN.split(text.translate(_WIDE)))
    return [" ".join(part.split()) for part in parts if part]


def mobile_digits(text: str) -> str:
    """Return a mobile number as its digits (120-0000-1222 → 12000001222); a foreign one keeps its plus."""
    digits = re.sub(r"[\s\-()]", "", text.translate(_WIDE))
    if digits.startswith("+86") or (digits.startswith("0086") and len(digits) > MOBILE):
        digits = digits.removeprefix("+86").removeprefix("0086")
    return digits


def is_whole_mobile(text: str) -> bool:
    """Tell whether a number can be a mobile number: 11 digits from 1, or one with a foreign country code."""
    if text.startswith(("+", "00")):
        return text.lstrip("+").isdigit() and 8 <= len(text) <= 17
    return text.isdigit() and len(text) == MOBILE and text.startswith("1")
