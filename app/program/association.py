"""Double-clicking a company file or a link opens it: written for this user only, on demand, into Windows' registry."""

from __future__ import annotations

import contextlib
import sys

from app.program.link import COMPANY, LINK

CLASSES = "Software\\Classes"
KIND = "Gendan.Company"


def entries(executable: str) -> list[tuple[str, str, str]]:
    """Return what is written below HKEY_CURRENT_USER: (key, name, text)."""
    return [
        (f"{CLASSES}\\{KIND}", "", "Gendan 跟单台"),
        (f"{CLASSES}\\{KIND}\\DefaultIcon", "", f'"{executable}",0'),
        (f"{CLASSES}\\{KIND}\\shell\\open\\command", "", f'"{executable}" "%1"'),
        (f"{CLASSES}\\{COMPANY}", "", KIND),
        (f"{CLASSES}\\{LINK}", "", KIND),
    ]


def can_register() -> bool:
    """Tell whether this system keeps such things where we can write them."""
    return sys.platform == "win32"


def register(executable: str) -> None:
    """Let this user's double-clicks open company files with this program; raises OSError where that is forbidden."""
    if sys.platform == "win32":
        import ctypes
        import winreg

        for path, name, text in entries(executable):
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)
        ctypes.WinDLL("shell32").SHChangeNotify(0x08000000, 0, None, None)


def registered() -> str:
    """Return the command that opens company files for this user, empty where none is written."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            return winreg.QueryValue(winreg.HKEY_CURRENT_USER, f"{CLASSES}\\{KIND}\\shell\\open\\command")
    return ""


def keep_up(executable: str) -> bool:
    """Let an earlier version's registration name this version; True if it had to be changed."""
    found = registered()
    if not found or found.startswith(f'"{executable}"') or "Gendan" not in found:
        return False
    register(executable)
    return True
