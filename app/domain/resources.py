"""Where the program's own files lie: beside the source, or unpacked by the built program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a file or folder below resources/."""
    return _root() / name


@cache
def _root() -> Path:
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2])) / "resources"
