"""Suggests a better plan: the search runs in a process of its own and tells each improvement as it finds it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QAction

from app.domain.text import _, language
from ui.areas.schedule.page_data import PageData

SECONDS = 4
"""How long the search takes."""


class Suggester(QObject):
    """Belongs to the schedule page; one search at a time, which can be stopped with the best so far."""

    told = Signal(str)
    started = Signal()
    progressed = Signal(object)
    """{progress, before: sums of the best plan so far and of the present one; seconds}"""
    found = Signal(object)
    """What the search answered."""

    def __init__(self, data: PageData, action: QAction) -> None:
        super().__init__(data)
        self.data, self.action = data, action
        self._process: QProcess | None = None
        self._left = 0
        self._heard = b""
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count)

    @property
    def running(self) -> bool:
        """Whether a search is on its way."""
        return self._process is not None

    def start_or_stop(self, scope: Sequence[str] = ()) -> None:
        """Begin a search over what the arguments say; a second press gives it up."""
        if self._process is not None:
            self._process.kill()
            return
        place = self.data.work.path
        if place is None:
            return
        process = QProcess(self)
        own = QProcessEnvironment.systemEnvironment()
        own.insert("GENDAN_LANGUAGE", language())
        own.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(own)
        root = Path(__file__).resolve().parents[3]
        process.setWorkingDirectory(str(root))
        process.finished.connect(lambda _code, _status: self._finished(process))
        process.errorOccurred.connect(lambda _error: self._finished(process))
        process.readyReadStandardOutput.connect(lambda: self._hear(process))
        self._process, self._left, self._heard = process, SECONDS, b""
        self._count()
        self._clock.start()
        module = [] if getattr(sys, "frozen", False) else ["-m", "ui.main"]
        process.start(sys.executable, [*module, "schedule", "suggest", "--db", str(place), "--seconds", str(SECONDS),
                                       "--today", date.today().isoformat(), "--progress", "--json", *scope])
        self.started.emit()

    def stop(self) -> None:
        """Give a search up, before the page goes."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _count(self) -> None:
        self.action.setText(_("Stop ({seconds} s)").format(seconds=max(0, self._left)))
        self._left -= 1

    def _hear(self, process: QProcess) -> None:
        """Take whole lines of progress; what follows them is the answer."""
        self._heard += bytes(process.readAllStandardOutput().data())
        while self._heard.startswith(b'{"progress"') and b"\n" in self._heard:
            line, _break, self._heard = self._heard.partition(b"\n")
            self.progressed.emit(json.loads(line))

    def _finished(self, process: QProcess) -> None:
        if process is not self._process:
            return
        self._hear(process)
        self._process = None
        self._clock.stop()
        self.action.setText(_("Suggest"))
        if process.exitStatus() != QProcess.ExitStatus.NormalExit:
            self.told.emit(_("The search was given up; nothing was changed."))
        elif process.exitCode() != 0:
            self.told.emit(bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
                           or _("The search could not be carried out."))
        else:
            self._take(json.loads(self._heard.decode("utf-8")))
        process.deleteLater()

    def _take(self, answer: dict[str, Any]) -> None:
        schedule = self.data.schedule
        if schedule is None:
            return
        lines = {(line.plant, line.name): key for key, line in schedule.lines.items()}
        for move in answer["moves"]:
            move["place"] = (date.fromisoformat(move["start"]), date.fromisoformat(move["finish"]),
                             lines.get((move["plant"], move["line"])))
        answer["moves"] = [m for m in answer["moves"] if m["step"] in schedule.facts]
        if not answer["moves"]:
            self.told.emit(_("No better plan was found; the present one stays."))
        self.found.emit(answer)
