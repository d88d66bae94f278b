"""What the program was started with: a company file, a link to one, workbooks to import; dropped or double-clicked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.database.place import SCHEMES
from app.domain.frozen import frozen

WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv", ".txt", ".html", ".htm"))


@frozen
class Asked:
    """The company file (or server, or link) to open, empty for the last one; and workbooks to import into it."""

    file: str = ""
    workbooks: tuple[str, ...] = ()


def asked_for(arguments: Sequence[str]) -> Asked:
    """Sort the arguments of a start; of two company files the last one is opened."""
    file, workbooks = "", []
    for given in arguments:
        if given.startswith("-") or not given.strip():
            continue
        if given.split("://")[0] in SCHEMES:
            file = given
        elif Path(given).suffix.lower() in WORKBOOKS:
            workbooks.append(str(Path(given).absolute()))
        else:
            file = str(Path(given).absolute())
    return Asked(file, tuple(workbooks))
