"""What makes the imports of the start cheap; imported before all others.

PySide brings some modules as source inside its library and compiles them at every start: 25 ms of CPU. Here their
compiled form is kept beside our own. PySide also looks through the source of every module imported for its
`__feature__` switches: 17 ms for 180 files, and nothing here uses a switch. And its reader of signatures compiles a
large pattern, 4 ms, which is needed when a call has gone wrong.
"""

from __future__ import annotations

import builtins
import gc
import marshal
import os
import re
import sys
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from zlib import crc32

gc.disable()  # the start makes things that stay; ui/application.py lets garbage be looked for again
KEPT = Path(cache_from_source(__file__)).with_suffix(".pyside")
"""Beside the compiled form of this module, and so for this version of Python only."""

LEFT_OUT = "shibokensupport/signature/lib/pyi_generator.py"
"""The writer of type stubs, which no program that runs has a use for."""


LATE = "shibokensupport.signature.parser"


class Compiled:
    """Stands in for `compile` while PySide is imported: {(file, length, checksum of its source): code}."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int, int], CodeType] = {}
        self.fresh = False
        try:
            self.known = marshal.loads(KEPT.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            self.known = {}

    def __call__(self, source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        """Return what `compile` returns, from what is kept for whole modules of PySide."""
        if not isinstance(source, bytes) or mode != "exec" or more or named:
            return PLAIN(source, filename, mode, *more, **named)
        if filename == LEFT_OUT:
            source = b""
        key = (str(filename), len(source), crc32(source))
        if key not in self.known:
            self.known[key] = PLAIN(source, filename, mode)
            self.fresh = True
        return self.known[key]

    def keep(self) -> None:
        """Write what was compiled anew; where it can't be written the next start compiles again."""
        if not self.fresh or sys.dont_write_bytecode:
            return
        draft = KEPT.with_suffix(f".{os.getpid()}")
        try:
            KEPT.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(marshal.dumps(self.known))
            draft.replace(KEPT)
        except OSError:
            return


PLAIN: Any = builtins.compile
PLAIN_PATTERN: Any = re.compile


class LaterPattern:
    """A pattern that is compiled when something is first sought with it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._given, self._named = given, named

    def finditer(self, *where: Any) -> Any:
        """Find as the pattern does."""
        return PLAIN_PATTERN(*self._given, **self._named).finditer(*where)

    def __getattr__(self, name: str) -> Any:
        return getattr(PLAIN_PATTERN(*self._given, **self._named), name)


def _pattern(*given: Any, **named: Any) -> Any:
    late = sys._getframe(1).f_globals.get("__name__") == LATE
    return LaterPattern(*given, **named) if late else PLAIN_PATTERN(*given, **named)


def _uses_switches(_module: ModuleType) -> bool:
    return True


def hasten() -> None:
    """Import PySide with its modules' compiled form, and let it take every module as one without switches.

    A PySide that does these things in other ways stays as it is.
    """
    if "PySide6.QtCore" not in sys.modules:
        compiled = Compiled()
        builtins.compile = compiled  # type: ignore[assignment]
        re.compile = _pattern
        try:
            import PySide6.QtCore  # noqa: F401
        finally:
            builtins.compile, re.compile = PLAIN, PLAIN_PATTERN
        compiled.keep()
    feature: Any = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_switches


hasten()

# isort: split
import app.database.driver  # noqa: E402,F401 - Peewee without the driver of a server
