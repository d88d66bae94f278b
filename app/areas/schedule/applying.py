"""Writes a suggestion as one change with one reason in the due-date ledger."""

from __future__ import annotations

from app.areas.schedule import moving
from app.areas.schedule.suggesting import Suggestion
from app.database.change import Who, write
from app.database.ledger import Reason
from app.domain.text import N_

TITLE = N_("Suggested schedule")


def apply_suggestion(found: Suggestion, who: Who, reason: Reason | None = None) -> int | None:
    """Put all suggested steps at their places; return the change's number for undo, None where nothing changed."""
    outcome = write(TITLE, who, lambda change: moving.move(change, found.places), reason=reason or Reason("capacity"))
    return outcome.entry or None
