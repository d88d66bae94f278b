"""What was typed but not yet saved, kept in the user's own folder, so that a crash loses nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.database.settings import personal_folder
from app.domain.frozen import frozen
from app.domain.keys import new_key

log = logging.getLogger(__name__)

SESSION = new_key()
"""Marks the drafts of this run of the program, which are not left over."""


@frozen
class Draft:
    """One form's typed content: of which company file, sheet and record, when, and the content itself."""

    key: str
    path: str
    sheet: str
    number: int | None
    title: str
    kept_at: datetime
    content: Mapping[str, Any]
    """What the form needs to go on, the version it began from included; values that JSON keeps."""


def folder() -> Path:
    """Return where drafts lie."""
    return personal_folder() / "drafts"


def keep(draft: Draft) -> None:
    """Write a form's draft over its earlier one, all or nothing; a full disk is logged, not told."""
    kept = {"session": SESSION, "path": draft.path, "sheet": draft.sheet, "number": draft.number,
            "title": draft.title, "kept_at": draft.kept_at.astimezone(UTC).isoformat(), "content": draft.content}
    target = folder() / f"{draft.key}.json"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_suffix(".new")
        new.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        new.replace(target)
    except OSError as trouble:
        log.warning("a draft could not be kept: %s", trouble)


def drop(key: str) -> None:
    """Remove a form's draft, after it was saved or thrown away."""
    try:
        (folder() / f"{key}.json").unlink(missing_ok=True)
    except OSError as trouble:
        log.warning("a draft could not be removed: %s", trouble)


def left_over(path: str | Path) -> list[Draft]:
    """Return the drafts of a company file that an earlier run left behind, newest first; broken ones are skipped."""
    found = []
    for file in sorted(folder().glob("*.json")):
        draft = _read(file)
        if draft is not None and draft.path == str(path):
            found.append(draft)
    return sorted(found, key=lambda d: d.kept_at, reverse=True)


def _read(file: Path) -> Draft | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["session"] == SESSION:
            return None
        number = kept["number"]
        return Draft(file.stem, str(kept["path"]), str(kept["sheet"]), None if number is None else int(number),
                     str(kept["title"]), datetime.fromisoformat(kept["kept_at"]), dict(kept["content"]))
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        log.info("%s is no draft: %s", file.name, trouble)
        return None
