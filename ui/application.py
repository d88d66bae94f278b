"""The running program: settings, theme, log, the file that is open, the window around it."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import ui.quick_imports  # noqa: F401 - before all others

# isort: split
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.database.change import Who
from app.database.faults import Damaged, NewerFile
from app.database.log_file import keep_log
from app.database.place import Place, place_of
from app.database.settings import (
    LANGUAGE,
    LAST_FILE,
    LOOK,
    NAME,
    RECENT_FILES,
    WINDOW,
    Personal,
    office,
    personal_folder,
)
from app.domain.resources import resource
from app.domain.text import _, use_language
from app.program.arguments import Asked, asked_for
from app.program.home import ensure_home
from app.program.link import BrokenLink, is_link, target
from ui import icons
from ui.qt_words import use_qt_words
from ui.single import Single, begin
from ui.theme import STYLE, STYLE_WISH, apply_colours, apply_sheet
from ui.window_place import kept, put
from ui.work import Work

if TYPE_CHECKING:
    from ui.first_run import FirstRun

log = logging.getLogger("gendan")

READY_WITHIN = 250
"""Milliseconds after which a window is shown, whether its first page has its data or not."""

SETTLED = 3000
"""Milliseconds after which the start is over for sure."""


class Program(QObject):
    """Opens files and keeps one window; redraws it when language or look change, without reading the data anew."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.app = app
        self.personal = Personal()
        self.work = Work(Who(self.personal.get(NAME) or _user(), _pc(), _user()), self)
        self.window: QMainWindow | None = None
        self._veiled: QMainWindow | None = None
        """The window that is shown as soon as it has its data."""
        self._new_office = False
        self._states: dict[str, Any] = {}
        """How the pages stood, for the window that follows after another look or language."""
        self.place = ""
        self.single = Single(None, self)
        self.single.wanted.connect(self._come_forward)
        self.waiting: list[str] = []
        self.watch: QObject | None = None
        self.held: Any = None
        self.broken_off = False
        self.dress()

    def dress(self) -> None:
        """Apply language and look; the style sheet follows when the window is made."""
        self.personal = Personal()
        use_language(self.personal.get(LANGUAGE))
        use_qt_words(self.app, self.personal.get(LANGUAGE))
        apply_colours(self.app, self.personal.get(LOOK) == "dark")

    def start(self, file: str = "") -> None:
        """Open the given file, else the last one, else the first page."""
        name = file or self.personal.get(LAST_FILE)
        if name:
            self.open(place_of(name))  # on the worker: a drive that hangs must not hold up the window
        else:
            self.show_first_run()

    def open(self, path: Place) -> None:
        """Open a company file or a server's database and show the window."""
        if not self.single.move_to(str(path)):
            return  # another window of this user has it and came forward
        self.work.open(path, self._opened, lambda error: self._refused(path, error))

    def _refused(self, path: Place, error: Exception) -> None:
        page = self.show_first_run(str(error))
        if isinstance(error, Damaged) and isinstance(path, Path):
            page.offer_restore(self.work, path)
        if isinstance(error, NewerFile):
            from ui.afterwards import offer_update

            offer_update(self, path)

    def _come_forward(self, workbooks: list[str]) -> None:
        """Answer a second start: show the window, and import what was dropped on the program."""
        from ui.single import bring_forward

        self.waiting += workbooks
        if self.window is not None:
            bring_forward(self.window)
            self._import_waiting()

    def _import_waiting(self) -> None:
        window: Any = self.window
        if self.waiting and window is not None and _is_main(window) and window is not self._veiled:
            found, self.waiting = self.waiting, []
            window.open_import([Path(name) for name in found])

    def _opened(self, path: Place) -> None:
        self.personal.set(LAST_FILE, str(path))
        recent = [str(path), *(f for f in self.personal.get(RECENT_FILES) if f != str(path))]
        self.personal.set(RECENT_FILES, recent[:8])
        self.show_window()

    def show_window(self) -> None:
        """Show the main window for the open file, with the places of the posts that the office uses."""
        from app.masters.posts import POSTS_USED

        self.work.read(self, lambda: office(POSTS_USED), self._show_window)

    def _show_window(self, posts: list[str]) -> None:
        from ui.window import MainWindow

        window = MainWindow(self.work, self.place, posts, self._states)
        self._states = {}
        window.settings_changed.connect(self._redress)
        window.offer_drafts()
        window.other_file_wanted.connect(lambda: window.may_leave(self.show_first_run))
        self._replace(window, getattr(window.pages[window.here], "ready", None))
        if self.broken_off:
            self.broken_off = False
            window.tell_broken_off()
        if self._new_office:
            self._take_first_steps()
        elif not self.personal.get(NAME):
            window.messages.tell(_("Your changes are signed “{name}”, the login of this PC. Please enter your name "
                                   "once.").format(name=self.work.who.name), "soon", _("Enter my name…"),
                                 window.open_settings)

    def show_first_run(self, trouble: str = "") -> FirstRun:
        """Show the first page, with what kept a file from being opened; return it."""
        from ui.first_run import FirstRun
        from ui.making import Making
        from ui.messages import Messages

        page = FirstRun(self.personal.get(RECENT_FILES))
        page.chosen.connect(self.open)
        page.demo_wanted.connect(lambda path: self._make(page, path, True))
        page.new_wanted.connect(lambda path: self._make(page, path, False))
        window = QMainWindow()
        window.setWindowTitle("Gendan 跟单台")
        window.resize(1180, 720)
        holder = QWidget()
        from PySide6.QtWidgets import QVBoxLayout

        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self.first_messages = Messages(holder)
        layout.addWidget(page, 1)
        self.making = Making(holder)
        layout.addWidget(self.making)
        window.setCentralWidget(holder)
        self._replace(window)
        if trouble:
            self.first_messages.tell(trouble, "problem")
        return page

    def _make(self, page: FirstRun, path: Place, demo: bool) -> None:
        """Make a company file off the window's thread, then open it; the page waits."""
        going_on = _("Making {file} …").format(file=path)
        self.first_messages.tell(going_on, "soon", stays=True)
        page.setEnabled(False)
        line = self.making
        if demo:
            line.begin()

        def task() -> Place:
            from datetime import date

            from app.areas import demo as making
            from app.database import connection

            if isinstance(path, Path) and path.exists():
                raise FileExistsError(_("“{path}” is there already; choose another name, nothing is overwritten.")
                                      .format(path=path))
            if demo and isinstance(path, Path):
                making.make_demo(path, date.today(), step=line.step)
            else:
                making.new_company(path)
            connection.close()
            return path

        def made(place: Place) -> None:
            self._new_office = not demo
            self.open(place)

        def failed(error: Exception) -> None:
            from app.areas.demo import GivenUp

            page.setEnabled(True)
            line.hide()
            self.first_messages.take_back(going_on)
            if isinstance(error, GivenUp):
                self.first_messages.tell(_("Given up; no file was made."), "soon")
            else:
                self.first_messages.tell(str(error), "problem")

        self.work.read(self, task, made, failed)

    def _take_first_steps(self) -> None:
        """Ask a new office for its name, its people and its posts."""
        from ui.first_steps import FirstSteps

        self._new_office = False
        dialog = FirstSteps(self.work, self.window)
        dialog.chosen.connect(self._redress)
        dialog.open()

    def _redress(self) -> None:
        window = self.window
        self.place = getattr(window, "here", "")
        self._states = window.states() if window is not None and hasattr(window, "states") else {}

        def again() -> None:
            self.dress()
            self.work.who = Who(self.personal.get(NAME) or self.work.who.name, self.work.who.pc,
                                self.work.who.account)
            self.show_window()

        if window is not None and hasattr(window, "may_leave"):
            window.may_leave(again)

    def _replace(self, window: QMainWindow, ready: Any = None) -> None:
        """Show another window; a page that tells when it has its data is waited for, so that it is painted once."""
        old, self.window = self.window, window
        apply_sheet(self.app)
        if type(old) is type(window):
            assert old is not None
            put(window, kept(old))
        else:
            put(window, self.personal.get(WINDOW) if _is_main(window) else "")
        self._veiled = window
        if ready is not None and old is None:
            ready.connect(lambda: self._unveil(window))
            QTimer.singleShot(READY_WITHIN, window, lambda: self._unveil(window))
        else:
            self._unveil(window)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _unveil(self, window: QMainWindow) -> None:
        if window is self._veiled:
            self._veiled = None
            window.show()
            self._import_waiting()

    def leave(self) -> None:
        """Keep what the next start begins with, and give up what this one holds."""
        if self.window is not None and _is_main(self.window):
            self.personal.set(WINDOW, kept(self.window))
            icons.keep()
        self.work.close()
        self.single.release()


def _is_main(window: QMainWindow) -> bool:
    return hasattr(window, "open_import")


def _user() -> str:
    """Return the login name; where the environment has none, the system's."""
    found = os.environ.get("LOGNAME") or os.environ.get("USER") or os.environ.get("USERNAME")
    if found or sys.platform == "win32":
        return found or ""
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _pc() -> str:
    """Return the name of this PC."""
    found = os.environ.get("COMPUTERNAME")
    if found:
        return found
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()


def _settle(program: Program) -> None:
    """Collect garbage from now on; what the start made stays and need not be looked at again."""
    gc.freeze()
    gc.enable()
    from ui.afterwards import settle

    program.app.setWindowIcon(QIcon(str(resource("program") / "gendan.png")))
    settle(program)


def _note_crashes() -> None:
    """Let a crash below Python write where it happened; what an earlier one wrote stays aside for the diagnosis."""
    import faulthandler

    notes = personal_folder() / "log" / "crash.txt"
    try:
        if notes.exists() and notes.stat().st_size:
            notes.replace(notes.with_name("crash.txt.last"))
        faulthandler.enable(notes.open("w"))
    except OSError:
        log.info("no notes of crashes")


def _wanted(arguments: list[str]) -> Asked:
    """Return what to open: what was asked for, a link followed, else the last file."""
    asked = asked_for(arguments)
    if asked.file and is_link(Path(asked.file)):
        return Asked(str(target(Path(asked.file))), asked.workbooks)
    return Asked(asked.file or Personal().get(LAST_FILE), asked.workbooks)


def run(arguments: list[str]) -> int:
    """Open the window and stay until it is closed."""
    gc.disable()  # the start makes things that stay; looking for garbage among them would cost a tenth of it
    ensure_home()
    keep_log(personal_folder() / "log")
    trouble = ""
    try:
        asked = _wanted(arguments)
    except BrokenLink as error:
        asked, trouble = Asked(), str(error)
    claim, is_open = begin(asked.file, asked.workbooks)
    if is_open:
        return 0
    _note_crashes()
    if QApplication.instance() is None:
        os.environ[STYLE_WISH] = STYLE
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    app.setApplicationName("Gendan")
    program = Program(app)

    def bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
        log.error("unexpected", exc_info=(kind, error, trace))
        window = program.window
        if window is not None and hasattr(window, "_troubled") and isinstance(error, Exception):
            QTimer.singleShot(0, window, lambda: window._troubled(error))
        elif window is None:
            from ui.crash import CrashPage, words_of

            page = CrashPage(words_of(error))
            page.finished.connect(lambda _code: app.exit(1))
            page.open()

    sys.excepthook = bug
    program.single.hold(claim, asked.file)
    program.waiting = list(asked.workbooks)
    program.broken_off = claim is not None and claim.broken_off
    if trouble:
        program.show_first_run(trouble)
    else:
        program.start(asked.file)
    QTimer.singleShot(SETTLED, program, lambda: _settle(program))
    code = app.exec()
    program.leave()
    return code
