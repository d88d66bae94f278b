"""What follows once the window stands: later starts are heard, old versions swept, updates looked for."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler

from app.domain.text import _
from app.program import folders, sweep
from app.program.version import is_built

log = logging.getLogger(__name__)

SWEEP_AFTER = 20_000
"""Milliseconds after the start, when nobody waits for the disk any more."""


def settle(program: Any) -> None:
    """Begin to hear later starts; run as the built program, note that this version works and tidy up."""
    program.single.watch()
    if not is_built():
        return
    qInstallMessageHandler(lambda _kind, _context, text: log.info("Qt: %s", text))
    program.held = sweep.hold(folders.own_folder())
    if folders.own_folder():
        folders.note_started(folders.own_folder())
    if not (isinstance(program.watch, QObject)):
        _watch_for_updates(program)
    QTimer.singleShot(SWEEP_AFTER, program, lambda: threading.Thread(target=_tidy, daemon=True).start())


def _watch_for_updates(program: Any) -> None:
    from ui.update import UpdateWatch

    def tell(*words: Any) -> None:
        place = getattr(program.window, "messages", None) or getattr(program, "first_messages", None)
        if place is not None:
            place.tell(*words)

    program.watch = UpdateWatch(lambda: program.work.path, tell, program)
    program.watch.start()


def _tidy() -> None:
    from app.program import association

    own = folders.own_folder()
    if own:
        sweep.sweep(str(Path(own).parent), Path(own).name)
        with contextlib.suppress(OSError):
            association.keep_up(sys.executable)


def offer_update(program: Any, place: Any) -> None:
    """Offer the newer version that lies beside a file which is too new for this program, if one does."""
    if not is_built() or not isinstance(place, Path):
        return
    if not isinstance(program.watch, QObject):
        _watch_for_updates(program)
    from app.program import update

    newer = update.find(place)
    if newer is not None:
        program.first_messages.tell(_("The newer version {version} lies beside the file.").format(
            version=newer.version), "problem", _("Fetch it"), lambda: program.watch.take(newer))
