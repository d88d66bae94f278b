"""Reads a workbook of any of the usual formats into plain cells, in a process of its own."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.exchange.formats import has_pictures
from app.exchange.grid import Grid, Merged, Workbook
from app.exchange.many_objects import many_objects
from app.exchange.packing import unpack
from app.exchange.reader_process import CODE, PATIENT, QUICK, READ_ARGUMENT
from app.exchange.unreadable import REASONS, Unreadable

__all__ = ["Grid", "Merged", "Unreadable", "Workbook", "read_workbook"]

LONGEST = 60.0
"""Seconds that reading one file may take."""
MOST_MEMORY = 1536
"""MiB that the reading process may take."""
TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ett", ".xlt", ".xltx", ".ods", ".csv", ".txt"))
"""How the names of table files end."""
LARGEST_FILE = 300 << 20
"""Bytes of the largest file that is tried."""


class Stopped(Exception):
    """Nobody wants the file any more; its reading process was ended."""


def _never() -> bool:
    return False


def read_workbook(path: Path | str, seconds: float = LONGEST, megabytes: int = MOST_MEMORY,
                  stop: Callable[[], bool] = _never) -> Workbook:
    """Return all sheets of a file, hidden ones too; raise Unreadable with a sentence for the user.

    `stop` is asked while it is read; Stopped where it says yes.
    """
    path = Path(path)
    _check(path)
    answer = _ask(path, seconds, megabytes, QUICK, stop)
    if answer is None:
        answer = _ask(path, seconds, megabytes, PATIENT, stop)
    if answer is None:
        raise Unreadable("too_large" if path.stat().st_size > 5 << 20 else "damaged", path.name)
    if "refused" in answer:
        reason = answer["refused"]
        if reason == "sealed" and path.suffix.lower() not in TABLES:
            reason = "not_table"
        raise Unreadable(reason if reason in REASONS else "damaged", path.name)
    kind = answer["kind"]
    with many_objects():
        sheets = tuple(unpack(**{**sheet, "name": sheet["name"] or path.stem}) for sheet in answer["sheets"])
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise Unreadable(_why_empty(sheets, path), path.name)
    return Workbook(path.name, kind, sheets)


def _why_empty(sheets: Sequence[Grid], path: Path) -> str:
    """Return what a workbook without a single value has instead."""
    said = [text for sheet in sheets for text in sheet.errors.values()]
    if said:
        return "only_errors" if any(said) else "only_formulas"
    return "only_pictures" if has_pictures(path.read_bytes()) else "no_cells"


def _check(path: Path) -> None:
    if path.name.startswith("~$"):
        raise Unreadable("lock_file", path.name)
    try:
        if path.is_dir():
            raise Unreadable("folder", path.name)
        with path.open("rb") as file:
            first = file.read(1)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise Unreadable("missing", path.name) from error
    except OSError as error:
        raise Unreadable("denied", path.name) from error
    except ValueError as error:
        raise Unreadable("missing", path.name) from error
    if not first:
        raise Unreadable("empty", path.name)
    if size > LARGEST_FILE:
        raise Unreadable("too_large", path.name)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_ARGUMENT]
    root = Path(__file__).resolve().parents[2]
    return [sys.executable, "-P", "-c", CODE, str(root)]


def _wait(process: subprocess.Popen[bytes], seconds: float, stop: Callable[[], bool]) -> int | None:
    """Return the exit code, or None after `seconds`; short waits, since long ones answer late."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return process.wait(min(0.01, seconds))
        except subprocess.TimeoutExpired:
            if stop():
                raise Stopped from None
    return process.poll()


def _ask(path: Path, seconds: float, megabytes: int, way: str, stop: Callable[[], bool]) -> dict[str, Any] | None:
    """Run the reading process; None means that it died without an answer."""
    with tempfile.TemporaryDirectory(prefix="gendan-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "cells"
        process = subprocess.Popen(
            [*_command(), str(path.resolve()), str(target), str(megabytes), way],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            code = _wait(process, seconds, stop)
            if code is None:
                raise Unreadable("too_long", path.name, seconds)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if code != 0 or not target.exists():
            return None
        with many_objects(), target.open("rb") as file:
            answer: dict[str, Any] = pickle.load(file)
        return answer
