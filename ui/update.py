"""Looks for a newer version beside the company file and offers it; it is used at the next start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.database.place import Place
from app.domain.text import _
from app.program import folders, update
from app.program.version import is_built

FIRST_LOOK = 12_000
AGAIN = 3_600_000
"""Milliseconds after the start, and between two looks."""


class UpdateWatch(QObject):
    """Looks on a thread of its own, since the share may hang; tells in the window's message line."""

    found = Signal(object)
    taken = Signal(str)
    refused = Signal(str)

    def __init__(self, place: Callable[[], Place | None], tell: Callable[..., object],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place, self._tell = place, tell
        self._offered = ""
        self._busy = False
        self.found.connect(self._offer)
        self.taken.connect(self._took)
        self.refused.connect(self._refused)
        self._clock = QTimer(self)
        self._clock.setInterval(AGAIN)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Look soon and then every hour; run from the source there is nothing to update."""
        if is_built():
            self._clock.start()
            QTimer.singleShot(FIRST_LOOK, self, self.look)

    def look(self) -> None:
        """Look once; a version is offered once a run."""
        place = self._place()
        if isinstance(place, Path):
            self._run(lambda: self._look(place))

    def _look(self, place: Path) -> None:
        newer = update.find(place)
        if newer is not None and not _is_there(newer.version):
            self.found.emit(newer)

    def _offer(self, newer: update.Update) -> None:
        if newer.version == self._offered:
            return
        self._offered = newer.version
        self._tell(_("Version {version} of the program lies beside the company file. It is fetched while you go on "
                     "working and used at the next start.").format(version=newer.version),
                   "soon", _("Fetch it"), lambda: self.take(newer))

    def take(self, newer: update.Update) -> None:
        """Fetch, check and unpack a version."""
        self._tell(_("Fetching version {version} …").format(version=newer.version), "soon")
        self._run(lambda: self._take(newer))

    def _take(self, newer: update.Update) -> None:
        try:
            update.take(newer, folders.program_folder())
        except update.BadUpdate as error:
            self.refused.emit(str(error))
        else:
            self.taken.emit(newer.version)

    def _took(self, version: str) -> None:
        self._tell(_("Version {version} is ready: close the program and start it again.").format(version=version),
                   "done")

    def _refused(self, why: str) -> None:
        self._offered = ""
        self._tell(why, "problem")

    def _run(self, task: Callable[[], object]) -> None:
        if self._busy:
            return
        self._busy = True

        def work() -> None:
            try:
                task()
            finally:
                self._busy = False

        threading.Thread(target=work, name="update", daemon=True).start()


def _is_there(version: str) -> bool:
    """Tell whether a version is unpacked already and only waits for the next start."""
    names = folders.versions(folders.program_folder())
    return any(name.partition("-")[0] == version for name in names)
