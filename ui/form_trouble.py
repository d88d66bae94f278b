"""The sentence that a form shows for an error; never a bare code."""

from __future__ import annotations

from app.domain.text import _
from ui.work import EXPECTED


def sentence_of(error: Exception) -> str:
    """Return an error in words: its own where they are fit for the user."""
    if isinstance(error, EXPECTED) and str(error):
        return str(error)
    return _("Something went wrong inside the program ({kind}); it is in the log. Try again, or tell the person "
             "who looks after the program.").format(kind=type(error).__name__)
