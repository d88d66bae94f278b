"""Make whatever is missing, then start the program: `python build/run.py [ARGS]` is `gendan [ARGS]`."""

import os
import sys

OPENED = (".gendan", ".gendan-link", ".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
"""Endings of files that open the window: a company, a link to one, workbooks to import."""


def main() -> int:
    """Refuse other Pythons in one line; prepare the environment; start the window or the command."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        this = "{}.{} ({})".format(*sys.version_info[:2], sys.executable)
        sys.stderr.write("Gendan runs on Python 3.11, 3.12 or 3.13; this is Python " + this + "\n")
        return 2
    from environment import start
    from screen import NO_SCREEN, has_screen

    arguments = sys.argv[1:]
    opens_window = not arguments or arguments[0].lower().endswith(OPENED) or "://" in arguments[0]
    if not opens_window:
        draws = arguments[0] == "pictures"
        return start(["-m", "ui.main" if draws else "app.command", *arguments], needs_qt=draws)
    if not has_screen(sys.platform, os.environ):
        sys.stderr.write(NO_SCREEN + "\n")
        return 1
    return start(["-m", "ui.main", *arguments], needs_qt=True)


if __name__ == "__main__":
    sys.exit(main())
