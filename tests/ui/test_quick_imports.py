"""The shortened imports of the start: the same PySide, its compiled form kept and mended, errors still explained."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOOK = """
import builtins, re, sys
import ui.quick_imports as q
assert builtins.compile is q.PLAIN and re.compile is q.PLAIN_PATTERN
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
try:
    QLabel().setText(5)
except TypeError as error:
    assert "setText(arg__1: str, /)" in str(error), error
else:
    raise SystemExit("no TypeError")
assert QLabel("跟单台").text() == "跟单台"
print(q.KEPT)
"""


def start(place: Path) -> Path:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(place), "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", LOOK], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_what_pyside_compiles_is_kept_and_used(tmp_path: Path) -> None:
    kept = start(tmp_path)
    first = kept.read_bytes()
    assert any("shibokensupport" in key[0] for key in marshal.loads(first))
    stamp = kept.stat().st_mtime_ns
    assert start(tmp_path) == kept
    assert kept.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("damage", [b"", b"\x00nothing", b"\xff" * 200])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    kept = start(tmp_path)
    kept.write_bytes(damage)
    start(tmp_path)
    assert marshal.loads(kept.read_bytes())


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    start(blocked)
