"""The schedule's findings in sentences."""

from __future__ import annotations

from app.areas.schedule.planning import Conflict, Danger
from app.domain.text import _


def danger_reason(danger: Danger) -> str:
    """Return why a step will be late, with what to look at."""
    if danger.cause == "pace":
        pace, needed = danger.detail.split("/")
        return _("makes {pace} a day, the plan needs {needed}").format(pace=pace, needed=needed)
    if danger.cause == "behind":
        left, planned = danger.detail.split("/")
        return _("{left} still to make, was planned to finish {day}").format(left=left, day=planned)
    if danger.cause == "material":
        return _("waits for material until {day}").format(day=danger.detail)
    if danger.cause == "before":
        return _("waits for the step before it ({order})").format(order=danger.detail)
    if danger.cause == "queue":
        return _("the line is held up by {order}").format(order=danger.detail)
    if danger.cause == "late_start":
        return _("should have begun, nothing reported yet")
    return _("planned to finish too late")


def danger_which(danger: Danger) -> str:
    """Return which date is in danger."""
    return _("inspection") if danger.which == "inspection" else _("ship date")


def conflict_text(conflict: Conflict) -> str:
    """Return what doesn't fit, as one sentence."""
    texts = {
        "material": _("begins before its material is in ({detail})"),
        "before": _("begins before {detail} is finished"),
        "after_inspection": _("is planned past its inspection ({detail})"),
        "after_ship": _("is planned past its ship date ({detail})"),
        "closed": _("is planned on {detail}, which is closed"),
        "unable": _("is planned on {detail}, which has no rate for this product"),
        "day_off": _("begins on a day off ({detail})"),
        "overload": _("the line is overloaded: {detail}"),
    }
    return texts[conflict.kind].format(detail=conflict.detail)
