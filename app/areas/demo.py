"""Makes the demo company: every area adds its own records; the same seed and day give the same company."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.areas import catalogue
from app.database import connection
from app.database.change import Who, write
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.masters.calendar import seed_holidays

SEED = 20261123


def new_company(path: Path) -> None:
    """Make a new company file with the statutory holidays in its calendar, and open it."""
    connection.create(path, catalogue.tables())
    connection.open_file(path)
    write(N_("New company"), Who("Gendan"), seed_holidays)


def make_demo(path: Path, today: date, seed: int = SEED) -> None:
    """Make a file with the demo company and leave it open; the file appears only when it is complete."""
    draft = path.with_name(path.name + ".demo")
    draft.unlink(missing_ok=True)
    connection.create(draft, catalogue.tables())
    connection.open_file(draft)

    def dated(title: str, who: str, task: Callable[[Any], Any], at: datetime) -> Any:
        return write(title, Who(who, "PC-01"), task, at=at).result

    world = DemoWorld(random.Random(f"{seed} {today}"), today, dated)
    try:
        areas = sorted(catalogue.areas(), key=lambda a: {"basic": 0, "schedule": 1}.get(a.key, 2))
        for area in areas:
            if area.demo is not None:
                area.demo(world)
    except BaseException:
        connection.close()
        draft.unlink(missing_ok=True)
        raise
    connection.close()
    Path(f"{draft}-journal").unlink(missing_ok=True)
    draft.replace(path)
    connection.open_file(path)
