"""Starts the window: `python -m ui.main [FILE]`; a command's name as first argument runs that command without Qt."""

from __future__ import annotations

import os
import sys

from app.exchange import reader_process
from app.program import folders
from app.program.starting import COMMANDS, start


def main(arguments: list[str] | None = None) -> int:
    """Run a command, make the pictures, or open the window."""
    given = sys.argv[1:] if arguments is None else arguments
    if reader_process.serve(sys.argv):
        return 0
    if given and given[0] == "pictures":
        from ui.pictures import main as pictures

        return pictures(given[1:])
    if given and given[0] == "smoke":
        from ui.smoke import main as smoke

        return smoke(given[1:])
    if given and given[0] in COMMANDS:
        from app.program.streams import provide

        provide()
        from app.command.__main__ import main as command

        return command(given)
    newer = folders.newer_version()
    if newer:
        folders.begin_attempt(os.path.dirname(newer))  # noqa: PTH120
        return start(newer, given)
    from ui.application import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
