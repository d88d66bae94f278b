"""Due days follow the calendar and the settings: when one of these changes, the open records are reckoned anew."""

from __future__ import annotations

from typing import Any

from app.areas import catalogue
from app.database import duties
from app.database.change import FOLLOWERS, Change
from app.database.ledger import Reason
from app.database.settings import OfficeSetting
from app.masters.calendar import OFFICE_SATURDAYS
from app.masters.plant import CalendarDay


def rederive(change: Change) -> None:
    """Reckon every record with an open duty anew; each whose derived fields differ is saved with its history."""
    for model in {s.model: None for s in catalogue.sheets().values() if s.deadlines}:
        numbers = {row[0] for row in duties.Duty.select(duties.Duty.record).where(
            duties.Duty.place == model._meta.table_name).tuples()}
        listed = sorted(numbers)
        for at in range(0, len(listed), 500):
            for record in model.select().where(model.id.in_(listed[at:at + 500]) & (model.deleted == 0)):
                if model.derived:
                    change.save(record)
                else:
                    change.dirty[(model, record.id)] = None


def day_settings() -> set[str]:
    """Return the keys of the settings from which due days are reckoned; views, posts and all else leave them alone."""
    return {OFFICE_SATURDAYS.key, *(setting.key for area in catalogue.areas() for setting in area.settings)}


def follow(change: Any, record: Any, _before: dict[str, Any] | None) -> None:
    """Have the open records reckoned anew once, at the end of a change of the calendar or the office's settings."""
    if isinstance(record, OfficeSetting) and record.key not in day_settings():
        return
    if change.reason is None:
        change.reason = Reason("other")
    change.at_end["rederive"] = rederive


for _model in (CalendarDay, OfficeSetting):
    FOLLOWERS.setdefault(_model, {})["rederive"] = follow
