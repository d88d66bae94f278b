"""What forms remember for a person: widths of columns, the last reason; in a file of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.database.settings import Personal, Setting, personal_folder
from app.domain.text import N_

REASON: Setting[list[str]] = Setting("last_reason", N_("Last reason"), [])
WIDTHS: Setting[dict[str, dict[str, int]]] = Setting("line_widths", N_("Widths of columns"), {})


def memory() -> Personal:
    """Return what forms remember for this person."""
    return _memory_in(personal_folder() / "forms")


@cache
def _memory_in(folder: Path) -> Personal:
    return Personal(folder)
