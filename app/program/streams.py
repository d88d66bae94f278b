"""Output of a command of the built program on Windows, which has no console of its own."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def provide() -> None:
    """Give a command somewhere to write: the pipe it was started with, else its caller's console, else nowhere."""
    if sys.stdout is not None and sys.stderr is not None:
        return
    console = _attach()
    sys.stdout = sys.stdout or _opened(-11, console)
    sys.stderr = sys.stderr or _opened(-12, console)


def _attach() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.WinDLL("kernel32").AttachConsole(-1))


def _opened(number: int, console: bool) -> TextIO:
    """Return a stream onto one of Windows' standard handles."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetStdHandle.restype = ctypes.c_void_p
        handle = kernel.GetStdHandle(number)
        if handle and handle != ctypes.c_void_p(-1).value:
            try:
                return open(msvcrt.open_osfhandle(handle, os.O_TEXT), "w", encoding="utf-8", errors="replace")
            except OSError:
                pass
        if console:
            try:
                return open("CONOUT$", "w", encoding="utf-8", errors="replace")
            except OSError:
                pass
    return open(os.devnull, "w", encoding="utf-8")
