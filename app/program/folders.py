"""Where the unpacked program lies: one folder a version in the user's program folder; the newest one is started."""

from __future__ import annotations

import os
import sys

from app.program.payload import unlimited
from app.program.version import order

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing and collections
    from collections.abc import Callable, Mapping

TRIES = 3
"""Starts without a window after which a version is passed over for the one before it."""

STARTED, ATTEMPTS, IN_USE = "started", "attempts", "in-use"
DRAFT = ".new-"
EXECUTABLE = "gendan.exe" if os.name == "nt" else "gendan"


def program_folder(variables: Mapping[str, str] = os.environ) -> str:
    """Return the folder of all versions; beside settings, drafts and logs."""
    if home := variables.get("GENDAN_HOME"):
        return os.path.join(home, "program")
    if sys.platform == "win32":
        base = variables.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    else:
        base = variables.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "Gendan", "program")


def fallback_folder() -> str:
    """Return where versions go if the program folder cannot be written: full, read-only, on a drive that is gone."""
    import tempfile

    return os.path.join(tempfile.gettempdir(), "Gendan-program")


def rank(name: str) -> tuple[int, ...]:
    """Return what a version's folder "0.1.0-1a2b3c4d" is compared by; empty for any other folder."""
    version, dash, mark = name.partition("-")
    return order(version) if dash and mark else ()


def versions(root: str) -> list[str]:
    """Return the names of the complete versions, newest first; of two alike the one unpacked last."""
    try:
        found = [(rank(entry.name), entry.stat().st_mtime, entry.name) for entry in os.scandir(root)
                 if rank(entry.name) and os.path.exists(os.path.join(entry.path, EXECUTABLE))]
    except OSError:
        return []
    return [name for _rank, _time, name in sorted(found, reverse=True)]


def fails(folder: str) -> bool:
    """Tell whether a version was tried several times and never showed a window."""
    if os.path.exists(os.path.join(folder, STARTED)):
        return False
    try:
        return os.path.getsize(os.path.join(folder, ATTEMPTS)) >= TRIES
    except OSError:
        return False


def choose(root: str, own: str) -> str:
    """Return the name of the version to start where the one file brings `own`; it may not be unpacked yet.

    A newer one that an update has unpacked goes first; of the same version it is the one file's own content.
    """
    for name in versions(root):
        if rank(name) > rank(own) and not fails(os.path.join(root, name)):
            return name
    return own


def begin_attempt(folder: str) -> None:
    """Count a start of a version that never has shown a window yet."""
    if os.path.exists(os.path.join(folder, STARTED)):
        return
    try:
        with open(os.path.join(folder, ATTEMPTS), "ab") as file:
            file.write(b".")
    except OSError:
        pass


def note_started(folder: str) -> None:
    """Note that this version works; called by the program when its window has stood for a while."""
    try:
        with open(os.path.join(folder, STARTED), "ab"):
            pass
    except OSError:
        pass


def settle(draft: str, folder: str, wait: Callable[[float], object]) -> None:
    """Give an unpacked folder its name; a scanner that holds a file of it is waited for, up to three seconds."""
    for turn in range(16):
        if os.path.exists(os.path.join(folder, EXECUTABLE)):
            return
        try:
            os.rename(draft, unlimited(folder))
            return
        except OSError:
            if os.path.exists(os.path.join(folder, EXECUTABLE)):
                return
            if turn == 15:
                raise
            wait(0.2)


def own_folder() -> str:
    """Return this version's folder if it is one of the versioned folders, else an empty text."""
    if not getattr(sys, "frozen", False):
        return ""
    folder = os.path.dirname(os.path.abspath(sys.executable))
    return folder if rank(os.path.basename(folder)) else ""


def newer_version() -> str:
    """Return the executable of a newer version unpacked beside this one, else an empty text."""
    folder = own_folder()
    if not folder:
        return ""
    root, own = os.path.split(folder)
    chosen = choose(root, own)
    return "" if chosen == own else os.path.join(root, chosen, EXECUTABLE)
