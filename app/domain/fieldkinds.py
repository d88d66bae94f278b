"""Kinds of values: how they align, are edited and added up."""

from __future__ import annotations

NUMBERS = frozenset(("integer", "quantity", "decimal", "money"))
DAYS = frozenset(("day",))
