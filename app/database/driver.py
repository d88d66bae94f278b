"""Loads Peewee without PostgreSQL's driver: finding it would cost every start a tenth of a second, and few need it."""

from __future__ import annotations

import sys
from typing import Any


def load_peewee() -> None:
    """Import Peewee while the driver is out of its sight; postgresql.py loads the driver when a server is opened."""
    modules: dict[str, Any] = sys.modules
    if "peewee" in modules or "psycopg" in modules:
        return
    modules["psycopg"] = None
    try:
        import peewee  # noqa: F401
    finally:
        del modules["psycopg"]


load_peewee()
