"""The log never grows without end, and keeps the newest lines."""

from __future__ import annotations

import logging
from pathlib import Path

from app.database.log_file import KEPT, LONGEST, LogFile


def test_a_full_log_is_put_aside(tmp_path: Path) -> None:
    handler = LogFile(tmp_path / "gendan.log", encoding="utf-8")
    line = "x" * 49_999
    for number in range(6 * LONGEST // 50_000):
        handler.emit(logging.LogRecord("a", logging.INFO, "", 0, f"{number:05}{line}"[:-5], None, None))
    handler.close()
    files = sorted(tmp_path.iterdir())
    assert [f.name for f in files] == ["gendan.log", *(f"gendan.log.{n}" for n in range(1, KEPT + 1))]
    assert all(f.stat().st_size <= LONGEST + 100_000 for f in files)
    newest = "".join(f.read_text(encoding="utf-8") for f in files[:2])
    assert f"{6 * LONGEST // 50_000 - 1:05}x" in newest
