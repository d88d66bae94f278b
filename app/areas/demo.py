"""Makes the demo company: every area adds its own records; the same seed and day give the same company."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.areas.agenda import duty_lines, keep_numbers, put_off, seed_standing
from app.areas.notifying import keep, make_ready, seed_lists
from app.database import connection
from app.database.change import Change, Who, write
from app.database.fields import DAY
from app.database.place import Place
from app.database.record import Record, content_fields
from app.domain.sheet import DemoWorld
from app.domain.text import N_, _
from app.masters.calendar import seed_holidays

SEED = 20261123
DUE_DAYS = ("_by", "_due", "due", "until", "promised")
"""How the names of the fields end that say until when."""


def new_company(path: Place) -> None:
    """Make a new company file with the statutory holidays in its calendar, and open it."""
    connection.create(path, catalogue.tables())
    connection.open_file(path)

    def begin(change: Any) -> None:
        seed_holidays(change)
        seed_standing(change, date.today())
        seed_lists(change)

    write(N_("New company"), Who("Gendan"), begin)


class GivenUp(InterruptedError):
    """The making was stopped by whoever began it."""


def make_demo(path: Path, today: date, seed: int = SEED,
              step: Callable[[int, int, str], bool] = lambda done, of, what: True) -> None:
    """Make a file with the demo company and leave it open; the file appears only when it is complete.

    step(done, of, what) is called before each area; where it says no, the making ends with GivenUp.
    """
    draft = path.with_name(path.name + ".demo")
    draft.unlink(missing_ok=True)
    connection.create(draft, catalogue.tables())
    connection.open_file(draft)

    def dated(title: str, who: str, task: Callable[[Any], Any], at: datetime) -> Any:
        return write(title, Who(who, "PC-01"), lambda change: after_its_dates(change, task, today), at=at).result

    world = DemoWorld(random.Random(f"{seed} {today}"), today, dated)
    try:
        areas = sorted(catalogue.areas(), key=lambda a: {"basic": 0, "schedule": 1}.get(a.key, 2))
        making = [area for area in areas if area.demo is not None]
        for place, area in enumerate(making):
            if not step(place, len(making), area.title):
                raise GivenUp
            area.demo(world)  # type: ignore[misc]
        write(N_("Standing duties"), Who("Gendan"), lambda change: seed_standing(change, today - timedelta(days=21)))
        write(N_("Distribution lists"), Who("Gendan"), seed_lists)
        world.write(N_("Messages"), "王小姐", lambda change: told_before(change, world),
                    datetime.combine(today - timedelta(days=1), datetime.min.time().replace(hour=10), UTC))
        world.write(N_("Morning sheet"), "王小姐", lambda change: morning_before(change, world),
                    datetime.combine(today, time(8, 10)).astimezone())
    except BaseException:
        connection.close()
        _clear_beside(draft)
        draft.unlink(missing_ok=True)
        raise
    connection.close()
    _clear_beside(draft)
    draft.replace(path)
    connection.open_file(path)


def _clear_beside(draft: Path) -> None:
    for ending in ("-journal", ".holder"):
        Path(f"{draft}{ending}").unlink(missing_ok=True)


def after_its_dates(change: Change, task: Callable[[Any], Any], today: date) -> Any:
    """Run a task; where its records say what happened later than it is dated, let it be of that day.

    The schedule's own changes stay where they are, since yesterday's is rolled back out of them.
    """
    from app.masters.order import Order, OrderLine

    result, began = task(change), change.at
    found: dict[type[Record], list[int]] = {}
    for model, number in change.dirty:
        found.setdefault(model, []).append(number)
    if {Order, OrderLine} & set(found) or any(m._meta.table_name.startswith("schedule") for m in found):
        return result
    days = [day for model, numbers in found.items() for record in model.select().where(model.id.in_(numbers))
            for day in happened(record) if day <= today]
    if days and max(days) > change.at.astimezone().date():
        change.at = datetime.combine(max(days), time(8 if max(days) == today else 17, 20)).astimezone()
        for model, numbers in found.items():
            for name in ("created_at", "changed_at"):
                field = getattr(model, name)
                model.update({field: change.at}).where(model.id.in_(numbers) & (field == began)).execute()
    return result


def happened(record: Record) -> list[date]:
    """Return the days of a record on which something was done; those by which it is due are left out."""
    fields = (f for f in content_fields(type(record)) if f.kind == DAY and not f.name.endswith(DUE_DAYS))
    return [day for f in fields if (day := getattr(record, f.name)) is not None]


def told_before(change: Any, world: DemoWorld) -> None:
    """Keep a few messages of the last days, as if lists of orders had been sent."""
    from app.masters.order import Order

    orders = [o.id for o in Order.select().where(Order.deleted == 0).order_by(Order.id.desc()).limit(30)]
    for count in (1, 3, 2):
        chosen = world.chance.sample(orders, count)
        keep(change, replace(make_ready("orders", "", chosen), to=(("业务部", "sales@zhenbao.example"),)), "mail", "sent", ())


def morning_before(change: Any, world: DemoWorld) -> None:
    """Keep the morning sheet of the day, and a few of its duties put off."""
    lines = duty_lines(world.today, world.today)
    keep_numbers(change, lines, world.today, "")
    for line in lines[2:5:2]:
        put_off(change, line, world.today + timedelta(days=4), _("waiting for the customer"))
