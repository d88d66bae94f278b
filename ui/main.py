"""Starts the window: `python -m ui.main [FILE]`; a command's name as first argument runs that command without Qt."""

from __future__ import annotations

import sys

from app.exchange import reader_process

COMMANDS = frozenset(("demo", "new", "find", "undo", "import", "schedule", "export", "print", "check", "backup",
                      "restore", "copy"))


def main(arguments: list[str] | None = None) -> int:
    """Run a command, make the pictures, or open the window."""
    given = sys.argv[1:] if arguments is None else arguments
    if reader_process.serve(sys.argv):
        return 0
    if given and given[0] in COMMANDS:
        from app.command.__main__ import main as command

        return command(given)
    if given and given[0] == "pictures":
        from ui.pictures import main as pictures

        return pictures(given[1:])
    from ui.application import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
