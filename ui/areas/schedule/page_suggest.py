"""Suggests a better plan: the search runs in a process of its own, its best is shown as a try-out."""

from __future__ import annotations

import json
import sys
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
    """Belongs to the schedule page; one search at a time, which can be stopped."""

    told = Signal(str)
    found = Signal(dict)
    """What the search answered, after it was put into the try-out."""

    def __init__(self, data: PageData, action: QAction) -> None:
        super().__init__(data)
        self.data, self.action = data, action
        self._process: QProcess | None = None
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count)

    @property
    def running(self) -> bool:
        """Whether a search is on its way."""
        return self._process is not None

    def start_or_stop(self) -> None:
        """Begin a search; a second press gives it up."""
        if self._process is not None:
            self._process.kill()
            return
        path = self.data.work.path
        if path is None:
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
        self._process, self._left = process, SECONDS
        self._count()
        self._clock.start()
        module = [] if getattr(sys, "frozen", False) else ["-m", "ui.main"]
        process.start(sys.executable, [*module, "schedule", "suggest", "--db", str(path), "--seconds", str(SECONDS),
                                       "--today", date.today().isoformat(), "--json"])

    def stop(self) -> None:
        """Give a search up, before the page goes."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _count(self) -> None:
        self.action.setText(_("Stop ({seconds} s)").format(seconds=max(0, self._left)))
        self._left -= 1

    def _finished(self, process: QProcess) -> None:
        if process is not self._process:
            return
        self._process = None
        self._clock.stop()
        self.action.setText(_("Suggest"))
        if process.exitStatus() != QProcess.ExitStatus.NormalExit:
            self.told.emit(_("The search was given up; nothing was changed."))
        elif process.exitCode() != 0:
            self.told.emit(bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
                           or _("The search could not be carried out."))
        else:
            self._take(json.loads(bytes(process.readAllStandardOutput().data()).decode("utf-8")))
        process.deleteLater()

    def _take(self, answer: dict[str, Any]) -> None:
        """Put the suggested places into a try-out and say what they would bring."""
        schedule = self.data.schedule
        if schedule is None:
            return
        lines = {(line.plant, line.name): key for key, line in schedule.lines.items()}
        places = {move["step"]: (date.fromisoformat(move["start"]), date.fromisoformat(move["finish"]),
                                 lines.get((move["plant"], move["line"])))
                  for move in answer["moves"] if move["step"] in schedule.facts}
        if not places:
            self.told.emit(_("No better plan was found; the present one stays."))
            return
        before, after = answer["before"], answer["after"]
        self.data.play(places)
        self.told.emit(_("Suggested: {moves} bars move. With what the lines can really make: weighted days late "
                         "{before} → {after}, late orders {late} → {late_after}. Look, then keep or drop it.").format(
            moves=len(places), before=f"{before['weighted_lateness_days']:g}",
            after=f"{after['weighted_lateness_days']:g}", late=before["late_orders"],
            late_after=after["late_orders"]) + self._skipped(answer))
        self.found.emit(answer)

    @staticmethod
    def _skipped(answer: dict[str, Any]) -> str:
        left = [s for s in answer["skipped"] if not s.get("planned")]
        if not left:
            return ""
        first = "; ".join(f"{s['order']}: {s['reason']}" for s in left[:3])
        return " " + _("Left out: {orders}").format(orders=first)
