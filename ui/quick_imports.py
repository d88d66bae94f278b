"""Imports without a search of their source: PySide looks through every module for its `__feature__` switches.

Reading 180 files costs the start about 17 ms of CPU, and nothing here uses a switch. Imported before the rest.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import PySide6.QtCore  # noqa: F401 - it brings the module that is changed here


def _uses_switches(_module: ModuleType) -> bool:
    return True


def hasten() -> None:
    """Take every module as one that leaves the switches alone; another PySide without this search stays as it is."""
    feature: Any = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_switches


hasten()
