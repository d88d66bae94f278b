"""An empty company's own copy, open for the tests of imports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database import connection


@pytest.fixture
def company(empty_file: Path, tmp_path: Path) -> Iterator[None]:
    """Open an empty company for one test."""
    target = tmp_path / "firm.gendan"
    target.write_bytes(empty_file.read_bytes())
    connection.open_file(target)
    yield
    connection.close()
