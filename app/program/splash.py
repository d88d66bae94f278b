"""The picture shown while the program unpacks itself: Windows' own controls, since Qt is still packed."""

from __future__ import annotations

import os
import sys
from typing import Any

WIDE, HIGH = 420, 132
CHILD, VISIBLE, BORDER, POPUP = 0x40000000, 0x10000000, 0x00800000, 0x80000000
TOPMOST, TOOL = 0x8, 0x80
BITMAP, SET_IMAGE, SET_FONT, SET_POSITION = 0xE, 0x172, 0x30, 0x402


class Splash:
    """A small window with mark, words and bar; nothing at all on other systems or where Windows refuses."""

    def __init__(self, words: str) -> None:
        self._user: Any = None
        self.window: Any = None
        self.bar: Any = None
        if sys.platform != "win32":
            return
        try:
            self._show(words)
        except (OSError, AttributeError):
            self._user = None

    def _show(self, words: str) -> None:
        if sys.platform != "win32":
            return
        import ctypes

        self._user = user = ctypes.WinDLL("user32")
        for name in ("CreateWindowExW", "LoadImageW", "SendMessageW"):
            getattr(user, name).restype = ctypes.c_void_p
        user.SendMessageW.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]
        user.DestroyWindow.argtypes = [ctypes.c_void_p]
        ctypes.WinDLL("comctl32").InitCommonControls()
        left = (user.GetSystemMetrics(0) - WIDE) // 2
        top = (user.GetSystemMetrics(1) - HIGH) // 2

        def control(kind: str, text: str, style: int, extra: int, box: tuple[int, int, int, int], parent: Any) -> Any:
            return user.CreateWindowExW(extra, kind, text, style, *box, ctypes.c_void_p(parent), None, None, None)

        self.window = control("STATIC", "", POPUP | VISIBLE | BORDER, TOPMOST | TOOL, (left, top, WIDE, HIGH), None)
        picture = os.path.join(getattr(sys, "_MEIPASS", ""), "splash.bmp")
        image = user.LoadImageW(None, picture, 0, 0, 0, 0x10)
        mark = control("STATIC", "", CHILD | VISIBLE | BITMAP, 0, (16, 16, 96, 96), self.window)
        if image:
            user.SendMessageW(mark, SET_IMAGE, 0, image)
        font = ctypes.WinDLL("gdi32").CreateFontW(-16, 0, 0, 0, 400, 0, 0, 0, 1, 0, 0, 5, 0, "Microsoft YaHei UI")
        text = control("STATIC", words, CHILD | VISIBLE, 0, (128, 24, WIDE - 144, 48), self.window)
        user.SendMessageW(text, SET_FONT, font, 1)
        self.bar = control("msctls_progress32", "", CHILD | VISIBLE, 0, (128, 86, WIDE - 148, 14), self.window)
        self._paint()

    def _paint(self) -> None:
        """Let Windows draw what has changed."""
        import ctypes

        self._user.UpdateWindow(ctypes.c_void_p(self.window))
        message = ctypes.create_string_buffer(64)
        while self._user.PeekMessageW(message, None, 0, 0, 1):
            self._user.TranslateMessage(message)
            self._user.DispatchMessageW(message)

    def advance(self, part: float) -> None:
        """Move the bar to a part of the whole, 0 to 1."""
        if self._user is not None:
            self._user.SendMessageW(self.bar, SET_POSITION, round(100 * part), 0)
            self._paint()

    def close(self) -> None:
        """Take the window away."""
        if self._user is not None:
            self._user.DestroyWindow(self.window)
            self._user = None
