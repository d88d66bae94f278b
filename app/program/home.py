"""The user's own folder, made sure of before anything is written there."""

from __future__ import annotations

import os
from pathlib import Path

from app.database.settings import personal_folder


def ensure_home() -> bool:
    """Make the user's folder; where that fails (full, read-only, a drive that is gone) use one for this run only.

    Return whether it is the real one.
    """
    try:
        own = personal_folder()
        (own / "log").mkdir(parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            return True
    except (OSError, ValueError):
        pass
    import tempfile

    os.environ["GENDAN_HOME"] = str(Path(tempfile.gettempdir()) / "Gendan")
    (personal_folder() / "log").mkdir(parents=True, exist_ok=True)
    return False
