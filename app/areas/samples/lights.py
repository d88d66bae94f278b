"""The readiness light of an order line's samples: approved, on their way, late or refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from peewee import SQL

from app.areas.samples.records import APPROVED, AWAY, DROPPED, HERE, REDO, Sample
from app.database.record import database
from app.domain.light import AMBER, GREEN, RED, Light
from app.domain.text import N_

BEFORE_BULK = ("pp", "first", "approval", "development", "test")
"""Kinds whose approval the bulk waits for; shipping, photo and retained samples come out of the bulk itself."""
PART = 5000
RANK = {GREEN: 0, AMBER: 1, RED: 2}


def sample_light(lines: Collection[int]) -> dict[int, str]:
    """Green when the last round of each sample before the bulk is approved, red when one is late or refused."""
    found: dict[int, str] = {}
    listed, today = list(lines), date.today().isoformat()
    for at in range(0, len(listed), PART):
        numbers = SQL(f"({','.join(str(int(n)) for n in listed[at:at + PART])})")
        later = Sample.alias("later")
        rows = Sample.select(Sample.order_line, Sample.state, Sample.send_by).where(
            Sample.order_line.in_(numbers) & (Sample.deleted == 0) & Sample.kind.in_(BEFORE_BULK)
            & (Sample.state != DROPPED)
            & Sample.id.not_in(later.select(later.previous).where(later.previous.is_null(False)
                                                                  & (later.deleted == 0))))
        for line, state, send_by in database.execute(rows):
            shown = _colour(state, send_by, today)
            if RANK[shown] >= RANK[found.get(line, GREEN)]:
                found[line] = shown
    return found


def _colour(state: str, send_by: str | None, today: str) -> str:
    if state == APPROVED:
        return GREEN
    if state == REDO or (state in HERE and send_by is not None and send_by < today):
        return RED
    assert state in (*AWAY, *HERE)
    return AMBER


LIGHTS = (Light("sample", N_("Sample approved"), sample_light, 40),)
