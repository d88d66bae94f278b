"""What can go wrong with the shared file, told apart, each with words fit for the user."""

from __future__ import annotations

from pathlib import Path

import peewee

from app.domain.text import _


class DatabaseTrouble(Exception):
    """The shared file could not be used; the text says what it means and what to do."""


class NotOurs(DatabaseTrouble):
    """The file is no Gendan database."""

    def __init__(self, path: Path) -> None:
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

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(_("“{path}” belongs to a newer version of the program (file {found}, this program "
                           "{known}). Nothing was changed. Please update this PC.")
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


def is_busy(error: BaseException) -> bool:
    """Tell whether an error means that another PC holds the lock just now."""
    text = str(error).lower()
    return isinstance(error, peewee.OperationalError) and ("locked" in text or "busy" in text)


def told(error: Exception, path: Path | str = "") -> Exception:
    """Return the trouble that a database error means for the user, or the error itself where it is a bug."""
    text = str(error).lower()
    if is_busy(error):
        return Busy()
    if "malformed" in text or "corrupt" in text or "not a database" in text:
        return Damaged(path, str(error))
    if "readonly" in text or "read-only" in text:
        return ReadOnly()
    if "disk i/o" in text or "unable to open" in text or "full" in text:
        return ShareGone(str(error))
    return error
