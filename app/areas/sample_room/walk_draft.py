"""A round under way, kept in the user's own folder, so that a crash or a lost share loses no scan."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from app.areas.sample_room.scanning import Walk
from app.database.settings import personal_folder

log = logging.getLogger(__name__)


def _file(company: str, number: str) -> Path:
    safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in f"{Path(company).stem}-{number}")
    return personal_folder() / "rounds" / f"{safe}.json"


def keep(company: str, number: str, walk: Walk) -> None:
    """Write the findings so far, all or nothing; a full disk is logged, not told."""
    target = _file(company, number)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".new")
        kept = {"shelf": walk.shelf, "findings": [f.kept() for f in walk.findings.values()]}
        draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        draft.replace(target)
    except OSError as trouble:
        log.warning("the round could not be kept: %s", trouble)


def take_up(company: str, number: str, walk: Walk) -> int:
    """Put the findings of an earlier run into a walk; return how many there were."""
    try:
        kept: dict[str, Any] = json.loads(_file(company, number).read_text(encoding="utf-8"))
        walk.restore(kept["findings"])
        walk.shelf = str(kept.get("shelf") or "")
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return len(walk.findings)


def drop(company: str, number: str) -> None:
    """Forget a round that is closed."""
    _file(company, number).unlink(missing_ok=True)
