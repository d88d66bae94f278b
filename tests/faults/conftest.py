"""What the fault tests share: how long they may take, a company to break, and a look at what is left of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.database import connection, damage
from tests.faults import vfs

LONG = os.environ.get("GENDAN_LONG_FAULTS", "") not in ("", "0")
"""GENDAN_LONG_FAULTS=1: every place where something can fail, not a sample; minutes instead of seconds."""


@pytest.fixture(autouse=True)
def no_memory_of_flags() -> Iterator[None]:
    """Let each test look at the drive for a flag of damage anew."""
    damage._looked.clear()
    yield
    damage._looked.clear()


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return an own copy of the empty company, closed."""
    path = tmp_path / "company.gendan"
    path.write_bytes(empty_file.read_bytes())
    yield path
    connection.close()


@pytest.fixture
def faults() -> Iterator[vfs.Faults]:
    """Return what makes the file system fail; files opened from now on go through it."""
    if vfs.library() is None:
        pytest.skip("Python's SQLite is built in here and its file operations are out of reach")
    with vfs.watched() as found:
        yield found
        connection.close()


def plain(path: Path) -> sqlite3.Connection:
    """Return a connection by SQLite alone, as any other tool would open it."""
    return sqlite3.connect(path, timeout=5, isolation_level=None)


def whole(path: Path) -> str:
    """Return what SQLite says about the pages of a file, after any journal was played back."""
    with closing(plain(path)) as raw:
        return "; ".join(r[0] for r in raw.execute("PRAGMA integrity_check"))
