"""The schedule as it stood at an earlier moment, rolled back out of the history."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

from app.areas.schedule.records import ScheduleStep
from app.database.fields import Moment
from app.database.history import ChangeEntry, ChangeRow
from app.database.record import database


def dates_at(moment: datetime) -> dict[int, tuple[date, date]]:
    """Return {step: (start, finish)} as they stood at a moment; steps that were not planned then are absent."""
    now = {key: (start, finish) for key, start, finish in database.execute(
        ScheduleStep.select(ScheduleStep.id, ScheduleStep.start, ScheduleStep.finish)
        .where(ScheduleStep.deleted == 0))}
    rows = database.execute(
        ChangeRow.select(ChangeRow.record, ChangeRow.before).join(ChangeEntry)
        .where((ChangeRow.place == ScheduleStep._meta.table_name) &
               (ChangeEntry.at > Moment("").db_value(moment)))
        .order_by(ChangeRow.id.desc()))
    for key, before in rows:
        if before is None:
            now.pop(key, None)
            continue
        old = json.loads(before)
        start, finish = now.get(key, (None, None))
        now[key] = (old.get("start", start), old.get("finish", finish))
    return {key: (date.fromisoformat(start), date.fromisoformat(finish))
            for key, (start, finish) in now.items() if start and finish}


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day, local time."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone() - timedelta(milliseconds=1)
