"""What can go wrong with the shared file, told apart, each with words fit for the user."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import peewee

from app.domain.text import _


class DatabaseTrouble(Exception):
    """The shared file could not be used; the text says what it means and what to do."""


class NotOurs(DatabaseTrouble):
    """The file is no Gendan database."""

    def __init__(self, path: object) -> None:
        super().__init__(_("“{path}” is not a Gendan file. Choose a .gendan file, or make a new one.")
                         .format(path=path))


class WrongJournal(DatabaseTrouble):
    """The file is in WAL mode, which loses rows on a network share."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{path}” was switched to WAL mode by another tool; on a shared drive that loses "
                           "data, so nothing was opened. Ask whoever changed it to set journal_mode=PERSIST.")
                         .format(path=path))


class NewerFile(DatabaseTrouble):
    """The file was written by a newer program."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(_("“{path}” belongs to a newer version of the program (file {found}, this program "
                           "{known}). Nothing was changed. Please update this PC.")
                         .format(path=path, found=found, known=known))


class OlderFile(DatabaseTrouble):
    """The file was written by an older program and was not brought up to date yet."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(_("“{path}” belongs to an older version of the program (file {found}, this program {known}) "
                           "and is not brought up to date yet. Open it while nobody else works in it.")
                         .format(path=path, found=found, known=known))


class Damaged(DatabaseTrouble):
    """The file's content is damaged."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(_("The file “{path}” is damaged ({detail}). Writing has stopped so that nothing gets "
                           "worse. Restore the last good backup; keep the damaged file and its journal.")
                         .format(path=path, detail=detail))


class Missing(DatabaseTrouble):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("There is no file “{path}”. Check the name and whether the drive is connected.")
                         .format(path=path))


class Stopped(DatabaseTrouble):
    """Some PC found the file damaged; nobody writes until it is restored."""

    def __init__(self, path: Path | str, found: str) -> None:
        super().__init__(_("Writing to “{path}” is stopped on all PCs, because the file was found damaged ({found}). "
                           "You can go on reading. Whoever looks after the file restores the last good backup: "
                           "Basic data, Backups and restore.").format(path=path, found=found))


class Replaced(DatabaseTrouble):
    """Another file lies in the place of the one that was opened."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(_("“{path}” was moved, or another file was put in its place while it was open. Nothing was "
                           "written. Open the file again.").format(path=path))


class DiskFull(DatabaseTrouble):
    """There is no room left where the file lies."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(_("The drive of “{path}” is full. Nothing was half-saved and what you typed is kept; make "
                           "room on the drive, then save again.").format(path=path))


class TookTooLong(DatabaseTrouble):
    """A change was given up before COMMIT, so that it blocks nobody."""

    def __init__(self, title: str, seconds: float) -> None:
        super().__init__(_("“{title}” was given up after {seconds:.0f} s so that the others are not kept waiting. "
                           "Nothing was saved; try again, in smaller parts if it is a large one.")
                         .format(title=title, seconds=seconds))


class Unsure(DatabaseTrouble):
    """COMMIT reported an error and the file could not be asked; `transaction` tells later whether it was saved."""

    def __init__(self, transaction: str, title: str, detail: str) -> None:
        super().__init__(_("The drive went away in the middle of saving “{title}” ({detail}). Whether it was saved is "
                           "looked up as soon as the drive answers; what you typed is kept, and nothing is saved "
                           "twice.").format(title=title, detail=detail))
        self.transaction = transaction
        self.title = title


class SavedAfterAll(DatabaseTrouble):
    """An earlier try, whose outcome was unknown, has been saved; the same action is not done twice."""

    def __init__(self, title: str) -> None:
        super().__init__(_("“{title}” was saved after all, just before the drive went away; it was not saved a second "
                           "time. Close the form and look at the list.").format(title=title))


class OthersIn(DatabaseTrouble):
    """Something needs the file for itself, and others are in."""

    def __init__(self, names: str) -> None:
        super().__init__(_("For this nobody else may be in, but {names} still are. Ask them to close Gendan, then try "
                           "again.").format(names=names))


class LocksFail(DatabaseTrouble):
    """The drive grants two programs the same lock: several PCs would destroy the file."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(_("The drive of “{path}” does not keep locks between PCs ({detail}). Used by several at once "
                           "the file would be destroyed, so it was not opened. Ask whoever runs the drive; the manual "
                           "says what to set.").format(path=path, detail=detail))


class ForeignJournal(DatabaseTrouble):
    """The journal beside the file does not belong to it."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(_("Beside “{path}” lies a journal of another program or another file. Nothing was opened, "
                           "because it could overwrite good data. Move “{path}-journal” away and keep it.")
                         .format(path=path))


class Busy(DatabaseTrouble):
    """Somebody else has been writing the whole time."""

    def __init__(self, holder: str = "") -> None:
        text = _("The file is busy: somebody else has been saving for 15 seconds. Nothing was lost; try again.")
        if holder:
            text += " " + _("Probably: {holder}.").format(holder=holder)
        super().__init__(text)


class ShareGone(DatabaseTrouble):
    """The drive does not answer."""

    def __init__(self, detail: str) -> None:
        super().__init__(_("The drive with the file does not answer ({detail}). What you typed is kept; "
                           "save again when the drive is back.").format(detail=detail))


class ReadOnly(DatabaseTrouble):
    """The file or folder may not be written."""

    def __init__(self) -> None:
        super().__init__(_("You may read this file but not write it. Ask whoever runs the shared drive for "
                           "the right to change files in its folder."))


TROUBLE = (peewee.DatabaseError, sqlite3.Error, UnicodeDecodeError)
"""What comes from the database: statements for many rows go past Peewee; SQLite's words about a damaged name are no
text that Python can read."""
BROKEN = ("malformed", "corrupt", "not a database", "could not decode")
GONE = ("disk i/o", "unable to open", "locking protocol", "connection is lost", "server closed", "connection refused",
        "connection timeout", "connection failed", "terminating connection", "could not translate", "is closed",
        "vtable constructor failed")


def _moved(error: BaseException) -> bool:
    """Tell whether SQLite refuses to write because the open file is no longer the one of that name."""
    inner = error.__cause__ or error.__context__ or error
    return getattr(inner, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED"


def is_busy(error: BaseException) -> bool:
    """Tell whether an error means that another PC holds the lock just now."""
    text = str(error).lower()
    return isinstance(error, peewee.OperationalError | sqlite3.OperationalError) and ("locked" in text or "busy" in text
                                                           or "lock timeout" in text)


def told(error: Exception, path: Path | str = "") -> Exception:
    """Return the trouble that a database error means for the user, or the error itself where it is a bug."""
    text = str(error).lower()
    if is_busy(error):
        return Busy()
    if isinstance(error, UnicodeDecodeError) or any(words in text for words in BROKEN):
        return Damaged(path, str(error))
    if "is full" in text or "no space" in text:
        return DiskFull(path)
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return Replaced(path) if _moved(error) else ReadOnly()
    if any(words in text for words in GONE):
        return ShareGone(str(error).strip().splitlines()[0])
    return error
