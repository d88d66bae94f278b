"""Starts another program of ours: free of what the starter of a one file leaves in the environment."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing and collections
    from collections.abc import Callable, Mapping, Sequence

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


def start(executable: str, arguments: Sequence[str], meanwhile: Callable[[int], object] | None = None) -> int:
    """Start a program; wait for it only if it answers a command. Return its code, or 0.

    On Windows `meanwhile` is given the handle of a program that is not waited for.
    """
    variables = {**clean(os.environ), STARTED_FROM: os.environ.get(STARTED_FROM) or os.path.abspath(sys.executable)}
    waits = bool(arguments) and arguments[0] in COMMANDS
    if sys.platform != "win32":
        pid = os.posix_spawn(executable, [executable, *arguments], variables)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if waits else 0
    import _winapi  # what subprocess builds upon, which takes longer to import than all else here

    line = " ".join(map(quoted, (executable, *arguments)))
    process, thread, _pid, _tid = _winapi.CreateProcess(executable, line, None, None, waits, UNICODE, variables, None,
                                                        Plain())
    _winapi.CloseHandle(thread)
    if waits:
        _winapi.WaitForSingleObject(process, _winapi.INFINITE)
        return _winapi.GetExitCodeProcess(process)
    if meanwhile is not None:
        meanwhile(process)
    return 0


UNICODE = 0x400


class Plain:
    """How a program is started: as any other is."""

    dwFlags = wShowWindow = 0  # noqa: N815 - Windows' names
    hStdInput = hStdOutput = hStdError = lpAttributeList = None  # noqa: N815


def quoted(text: str) -> str:
    """Return an argument as Windows' programs take it from their command line."""
    if text and not any(letter in text for letter in ' \t\n\v"'):
        return text
    found, slashes = "", 0
    for letter in text:
        if letter == "\\":
            slashes += 1
            continue
        found += "\\" * (2 * slashes + 1 if letter == '"' else slashes) + letter
        slashes = 0
    return '"' + found + "\\" * (2 * slashes) + '"'
