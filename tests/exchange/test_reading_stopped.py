"""A file that nobody wants any more is not read to its end: its process is gone at once."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.exchange import workbook
from app.exchange.workbook import Stopped, read_workbook

SAMPLE = Path(__file__).parents[1] / "samples" / "生产排期表.xlsx"


def test_stopping_ends_the_reading_process(monkeypatch: Any) -> None:
    made: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            made.append(self)

    monkeypatch.setattr(workbook.subprocess, "Popen", Kept)
    with pytest.raises(Stopped):
        read_workbook(SAMPLE, stop=lambda: True)
    assert len(made) == 1 and made[0].poll() is not None


def test_a_file_that_is_wanted_is_read(monkeypatch: Any) -> None:
    asked: list[bool] = []
    book = read_workbook(SAMPLE, stop=lambda: asked.append(True) or False)  # type: ignore[func-returns-value]
    assert len(book.sheets) == 3 and asked
