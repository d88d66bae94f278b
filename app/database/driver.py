"""Loads Peewee without what only few of its users need: a server's driver, and modules for fields that we don't have.

Finding the driver would cost every start a tenth of a second; `socket`, `uuid`, `hashlib` and `calendar` with what
they import take a twentieth. The driver stays out of Peewee's sight, postgresql.py loads it when a server is opened;
the modules are imported when Peewee first asks one of them for something.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

ABSENT = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb", "pysqlite3")
LATER = ("calendar", "hashlib", "socket", "uuid")


class Later(ModuleType):
    """Stands in for a module and imports it when an attribute of it is first wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def load_peewee() -> None:
    """Import Peewee while the drivers are out of its sight and the modules stood in for."""
    modules: dict[str, Any] = sys.modules
    if "peewee" in modules or "psycopg" in modules:
        return
    ours: dict[str, Any] = {name: None for name in ABSENT if name not in modules}
    ours |= {name: Later(name) for name in LATER if name not in modules}
    modules.update(ours)
    try:
        import peewee  # noqa: F401
    finally:
        for name in ours:
            del modules[name]


load_peewee()
