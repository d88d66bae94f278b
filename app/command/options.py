"""Options that several commands share: which file, for which day, as JSON."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import platform
import sys
from typing import Any

from app.database.change import Who
from app.database.place import Place, place_of
from app.database.settings import LAST_FILE, NAME, Personal
from app.database.tested import open_up_to_date
from app.domain.text import _


def add_shared(command: argparse.ArgumentParser, database: bool = True) -> None:
    """Add --db, --json and --today."""
    if database:
        command.add_argument("--db", metavar="FILE", help=_("the company file; else the last one opened"))
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    command.add_argument("--today", metavar="DATE", help=_("reckon as if it were this day, e.g. 2026-11-23"))


def named_place(asked: argparse.Namespace) -> Place:
    """Return the file or server that was named, else the last one."""
    name = asked.db or os.environ.get("GENDAN_DB") or Personal().get(LAST_FILE)
    if not name:
        raise ValueError(_("Say which company file with --db FILE."))
    return place_of(name)


def open_database(asked: argparse.Namespace) -> Place:
    """Open the file that was named, else the last one."""
    from app.areas import catalogue

    catalogue.tables()
    place = named_place(asked)
    open_up_to_date(place)
    return place


def who() -> Who:
    """Return on whose behalf commands change something."""
    return Who(Personal().get(NAME) or getpass.getuser(), platform.node(), getpass.getuser())


def say(asked: argparse.Namespace, data: Any, words: str) -> None:
    """Answer as JSON or in words."""
    sys.stdout.write((json.dumps(data, ensure_ascii=False, indent=1, default=str) if asked.json else words) + "\n")
