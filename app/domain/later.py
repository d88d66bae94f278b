"""Functions of modules that are loaded when first called: papers, demo makers, importers cost the start nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

ASKED: set[tuple[str, str]] = set()
"""Every (module, function) that somebody holds, so that a test can tell whether each is there."""


class Later:
    """A module of ours by its full name; its functions are had as attributes before it is loaded."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        module = self._module
        ASKED.add((module, name))

        def call(*given: Any) -> Any:
            return getattr(import_module(module), name)(*given)

        return call
