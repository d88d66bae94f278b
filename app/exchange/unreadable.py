"""Why a file could not be read, as a sentence with the remedy."""

from __future__ import annotations

from app.domain.text import N_, _

REASONS = {
    "missing": N_("The file “{name}” is not there any more. Choose it again."),
    "folder": N_("“{name}” is a folder. Choose a workbook file in it."),
    "denied": N_(
        "“{name}” cannot be opened: it is locked by another program, or you may not read it. "
        "Close it in Excel or WPS and try again."
    ),
    "lock_file": N_(
        "“{name}” is only the mark that Excel leaves while a workbook is open. "
        "Choose the workbook itself, the file without “~$”."
    ),
    "empty": N_("“{name}” is empty (0 bytes). It was perhaps not saved or not copied completely; fetch it again."),
    "no_cells": N_("There is nothing in the cells of “{name}”. Is it the right file?"),
    "password": N_(
        "“{name}” has a password for opening. Open it in Excel or WPS, "
        "save a copy without password and import the copy."
    ),
    "word": N_("“{name}” is a Word document, not a table. Copy its table into a workbook and import that."),
    "slides": N_("“{name}” is a presentation, not a table. Import an .xlsx, .xls or .csv file."),
    "pdf": N_("“{name}” is a PDF, not a table. Ask the sender for the workbook it was made from."),
    "picture": N_("“{name}” is a picture, not a table. Ask the sender for the workbook."),
    "archive": N_("“{name}” is an archive. Unpack it first and import the workbook that is in it."),
    "not_table": N_("“{name}” is not a table file that can be read. Save it as .xlsx in Excel or WPS and try again."),
    "sealed": N_(
        "“{name}” is encrypted, probably by the document protection of a company. Saving it again does not help: have "
        "it decrypted on a PC where that program runs, or ask your IT department, and import the copy."),
    "only_errors": N_("All filled cells of “{name}” are formulas that give an error. Open it in Excel or WPS, "
                      "mend them, save it and import it again."),
    "only_formulas": N_("“{name}” holds formulas without their results. Open it in Excel or WPS, save it and import it "
                        "again."),
    "only_pictures": N_("“{name}” holds pictures, but nothing in its cells. Ask the sender for the table itself."),
    "damaged": N_(
        "“{name}” is damaged and cannot be read. Open it in Excel or WPS, "
        "let it be repaired, save it as a new .xlsx and import that; or fetch it again."
    ),
    "too_large": N_(
        "“{name}” is too large to be read. Delete unused rows, columns and pictures, "
        "or split it, then import it again."
    ),
    "too_long": N_(
        "Reading “{name}” took longer than {seconds} seconds and was stopped. "
        "Delete unused rows and sheets, or save it as a new .xlsx, then import it again."
    ),
}


class Unreadable(Exception):
    """A file that cannot be read; str() is a sentence for the user, `reason` a key of REASONS."""

    def __init__(self, reason: str, name: str, seconds: float = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name
        self.seconds = seconds

    def __str__(self) -> str:
        return _(REASONS[self.reason]).format(name=self.name, seconds=f"{self.seconds:g}")


class Refused(Exception):
    """A reader's verdict on the bytes it was given; the text is a key of REASONS."""
