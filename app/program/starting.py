"""Starts another program of ours: free of what the starter of a one file leaves in the environment."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing and collections
    from collections.abc import Mapping, Sequence

COMMANDS = frozenset(("demo", "new", "find", "undo", "import", "schedule", "export", "print", "check", "backup",
                      "restore", "copy", "returns", "today", "notify", "--read-workbook", "pictures", "smoke"))
"""First arguments that are answered without a window; whoever starts them waits for the end."""

STARTED_FROM = "GENDAN_STARTED_FROM"


def clean(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a program with libraries of its own."""
    found = {name: value for name, value in variables.items() if not name.startswith(("_PYI_", "_MEIPASS"))}
    for name in ("LD_LIBRARY_PATH",):
        before = found.pop(name + "_ORIG", None)
        if before is not None:
            found[name] = before
        elif "_PYI_APPLICATION_HOME_DIR" in variables:
            found.pop(name, None)
    found["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return found


def start(executable: str, arguments: Sequence[str]) -> int:
    """Start a program; wait for it only if it answers a command. Return its code, or 0."""
    variables = {**clean(os.environ), STARTED_FROM: os.environ.get(STARTED_FROM) or os.path.abspath(sys.executable)}
    if os.name == "nt":
        import ctypes

        ctypes.windll.kernel32.SetDllDirectoryW(None)  # type: ignore[attr-defined]
    waits = bool(arguments) and arguments[0] in COMMANDS
    if os.name != "nt":
        pid = os.posix_spawn(executable, [executable, *arguments], variables)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if waits else 0
    import subprocess

    process = subprocess.Popen([executable, *arguments], env=variables, close_fds=not waits)
    return process.wait() if waits else 0
