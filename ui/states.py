"""What the state of a record means: the colour of the dot, the chip and the card."""

from __future__ import annotations

from typing import Any

from app.domain.sheet import Sheet

MEANINGS = {"draft": "off", "signing": "waiting", "approved": "ahead", "distributed": "ahead", "producing": "running",
            "shipped": "done", "closed": "done", "done": "done", "held": "changed", "cancelled": "off",
            "filed": "done", "collected": "done", "paid": "done", "void": "off", "dropped": "off",
            "abandoned": "off", "scrapped": "off", "failed": "late", "lost": "late", "missing": "late"}
"""The meaning of the states that many areas share; any other state is on its way."""


def meaning_of(state: Any) -> str:
    """Return the meaning of a stored state."""
    return MEANINGS.get(str(state), "ahead")


def state_field(sheet: Sheet) -> Any:
    """Return the field that holds the state of a sheet's records, None where they have none."""
    flow = sheet.model.workflow
    if flow is not None:
        return flow[0]
    return next((f for f in sheet.model._meta.sorted_fields if f.name == "state" and f.kind == "choice"), None)
