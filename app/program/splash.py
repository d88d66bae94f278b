"""The picture shown while the program unpacks itself and opens: Windows' own controls, since Qt is still packed."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing
    from typing import Any

WIDE, HIGH = 440, 136
BAR = (128, 110, 284, 4)
"""As build/draw_icon.py draws them."""

FIRST, OPENING = "splash-first.bmp", "splash.bmp"
CHILD, VISIBLE, CLIPPED, PICTURE, POPUP = 0x40000000, 0x10000000, 0x02000000, 0xE, 0x80000000
TOPMOST, TOOL = 0x8, 0x80
BITMAP, SET_IMAGE, FROM_FILE = 0, 0x172, 0x10
SHOWN, SHOWN_QUIETLY, SIZE_ONLY = 5, 8, 0x2 | 0x4 | 0x10
STILL_RUNS = 258
PATIENCE = 30.0
"""Seconds that the picture waits for the program's window at the most."""

SMALLEST = 100
"""Pixels of a window that a user sees; Qt and the input methods keep smaller ones."""


class Splash:
    """A small window with mark, words and bar; nothing at all on other systems or where Windows refuses."""

    def __init__(self, picture: str) -> None:
        self._user: Any = None
        self.window: Any = None
        self.bar: Any = None
        if sys.platform != "win32":
            return
        try:
            self._show(picture)
        except (OSError, AttributeError):
            self._user = None

    def _show(self, picture: str) -> None:
        if sys.platform != "win32":
            return
        import ctypes

        self._user = user = ctypes.WinDLL("user32")
        for name in ("CreateWindowExW", "LoadImageW", "SendMessageW"):
            getattr(user, name).restype = ctypes.c_void_p
        user.SendMessageW.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]
        left = (user.GetSystemMetrics(0) - WIDE) // 2
        top = (user.GetSystemMetrics(1) - HIGH) // 2

        def control(style: int, extra: int, box: tuple[int, int, int, int], image: str, parent: Any) -> Any:
            made = ctypes.c_void_p(user.CreateWindowExW(extra, "STATIC", "", style, *box, parent, None, None, None))
            file = os.path.join(getattr(sys, "_MEIPASS", ""), image)
            loaded = user.LoadImageW(None, file, BITMAP, 0, 0, FROM_FILE) if image else None
            if loaded:
                user.SendMessageW(made, SET_IMAGE, BITMAP, loaded)
            return made

        self.window = control(POPUP | CLIPPED, TOPMOST | TOOL, (left, top, WIDE, HIGH), "", None)
        ground = control(CHILD | VISIBLE | CLIPPED | PICTURE, 0, (0, 0, WIDE, HIGH), picture, self.window)
        if picture == FIRST:
            self.bar = control(CHILD | PICTURE, 0, BAR, "splash-bar.bmp", ground)
        user.ShowWindow(self.window, SHOWN)
        self._paint()

    def _paint(self) -> None:
        """Let Windows draw what has changed."""
        import ctypes

        self._user.UpdateWindow(self.window)
        message = ctypes.create_string_buffer(64)
        while self._user.PeekMessageW(message, None, 0, 0, 1):
            self._user.TranslateMessage(message)
            self._user.DispatchMessageW(message)

    def advance(self, part: float) -> None:
        """Move the bar to a part of the whole, 0 to 1."""
        if self._user is not None and self.bar is not None:
            self._user.SetWindowPos(self.bar, None, 0, 0, max(1, round(part * BAR[2])), BAR[3], SIZE_ONLY)
            self._user.ShowWindow(self.bar, SHOWN_QUIETLY)
            self._paint()

    def wait_for(self, process: int) -> None:
        """Stay until a started program shows a window or has ended, then go; it may come to the front."""
        if sys.platform != "win32" or self._user is None:
            return
        import _winapi
        import ctypes
        import time

        number = ctypes.WinDLL("kernel32").GetProcessId(ctypes.c_void_p(process))
        self._user.AllowSetForegroundWindow(number)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and _winapi.WaitForSingleObject(process, 30) == STILL_RUNS:
            self._paint()
            if self._stands(number):
                break
        self.close()

    def _stands(self, number: int) -> bool:
        """Tell whether a process shows a window."""
        if sys.platform != "win32":
            return False
        import ctypes
        from ctypes import wintypes

        found = []

        def look(window: int, _more: int) -> bool:
            owner, box = wintypes.DWORD(), wintypes.RECT()
            self._user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(owner))
            if owner.value == number and self._user.IsWindowVisible(ctypes.c_void_p(window)):
                self._user.GetWindowRect(ctypes.c_void_p(window), ctypes.byref(box))
                if box.right - box.left > SMALLEST and box.bottom - box.top > SMALLEST:
                    found.append(window)
            return not found

        self._user.EnumWindows(ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(look), None)
        return bool(found)

    def close(self) -> None:
        """Take the window away."""
        if self._user is not None:
            self._user.DestroyWindow(self.window)
            self._user = None

