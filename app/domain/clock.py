"""Times of day as clerks type them: 14:30, 14.30, 1430, 2:30pm, 下午2点半; kept as 14:30."""

from __future__ import annotations

import re

from app.domain.folding import same

_TYPED = re.compile(
    r"(?P<part>上午|早上|下午|晚上|中午)?(?P<hour>\d{1,2})(?:[:.点时h](?P<minute>半|[0-5]?\d)?分?|(?P<four>[0-5]\d))?(?P<half>am|pm)?")


def clock_time(text: str) -> str | None:
    """Return a time of day as 14:30, None where the text is none."""
    found = _TYPED.fullmatch(same(text))
    if found is None:
        return None
    hour, said = int(found["hour"]), found["minute"] or found["four"] or "0"
    minute = 30 if said == "半" else int(said)
    if (found["part"] in ("下午", "晚上") or found["half"] == "pm") and hour < 12:
        hour += 12
    elif found["half"] == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 else None
