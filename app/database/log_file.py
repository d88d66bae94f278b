"""The log in the user's own folder: turned over at half a megabyte, so that it never grows without end."""

from __future__ import annotations

import logging
from pathlib import Path

LONGEST = 500_000
KEPT = 3


class LogFile(logging.FileHandler):
    """As logging's rotating handler, whose module would load sockets and more at every start."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a full file makes room first."""
        path = Path(self.baseFilename)
        if self.stream is not None and self.stream.tell() > LONGEST:
            self.close()
            turn_over(path)
        super().emit(record)


def turn_over(path: Path) -> None:
    """Put a full log aside as .1, older ones as .2 and .3; where one is held open by another program, write on."""
    try:
        for number in range(KEPT - 1, 0, -1):
            older = path.with_name(f"{path.name}.{number}")
            if older.exists():
                older.replace(path.with_name(f"{path.name}.{number + 1}"))
        path.replace(path.with_name(f"{path.name}.1"))
    except OSError:
        pass


def keep_log(folder: Path) -> None:
    """Write what the program tells of itself into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = LogFile(folder / "gendan.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
