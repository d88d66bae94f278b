"""The program's version: what About, the built program, its updates and its diagnosis tell."""

from __future__ import annotations

import sys

VERSION = "0.1.0"
"""As in pyproject.toml; a test holds the two together."""


def order(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare; an empty tuple for what is none."""
    parts = version.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    return tuple(int(part) for part in parts)


def is_built() -> bool:
    """Tell whether this is the built program, not the source."""
    return bool(getattr(sys, "frozen", False))
