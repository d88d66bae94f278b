"""Whether there is a screen to show a window on."""

from __future__ import annotations

from collections.abc import Mapping

NO_SCREEN = (
    "There is no screen here to open the window on; "
    "the command line works: python build/run.py demo FILE makes a demo company, "
    "python build/run.py --help names the rest."
)


def has_screen(platform: str, variables: Mapping[str, str]) -> bool:
    """Tell whether a window can open: always on Windows and macOS, elsewhere if a display is named."""
    if platform in ("win32", "darwin"):
        return True
    return any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
