"""A newer version laid beside the company file: found, copied, checked by its hash, unpacked beside this one.

Nothing that runs is touched: a new version goes into a folder of its own and is used at the next start. The hash
guards against a copy that is half there or damaged; who may write into the folder is for the office's own rights.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.frozen import frozen
from app.domain.text import _
from app.program import folders, payload
from app.program.version import VERSION, order

FOLDER = "gendan-updates"
ENDING = ".exe" if sys.platform == "win32" else ".linux"
PIECE = 1 << 20


class BadUpdate(Exception):
    """An update could not be taken; the text says why and what to do. This version goes on working."""


@frozen
class Update:
    """A newer one-file program on the share, with the SHA-256 that its neighbour file names."""

    version: str
    file: Path
    digest: str


def find(company: Path, known: str = VERSION, ending: str = ENDING) -> Update | None:
    """Return the newest version beside a company file that is newer than `known` and whose hash is there.

    A folder that cannot be read holds none: updates must never keep anybody from working.
    """
    best: Update | None = None
    try:
        names = [entry.name for entry in os.scandir(company.parent / FOLDER)]
    except OSError:
        return None
    for name in names:
        if not name.startswith("gendan-") or not name.endswith(ending):
            continue
        version = name.removeprefix("gendan-").removesuffix(ending)
        if order(version) <= order(best.version if best else known):
            continue
        file = company.parent / FOLDER / name
        digest = _digest_beside(file)
        if digest:
            best = Update(version, file, digest)
    return best


def _digest_beside(file: Path) -> str:
    try:
        text = file.with_name(file.name + ".sha256").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    found = re.match(r"[0-9a-fA-F]{64}\b", text.strip())
    return found.group().lower() if found else ""


def take(update: Update, root: str, told: Callable[[float], object] = lambda _part: None) -> Path:
    """Copy, check and unpack an update below `root`; return its folder. Raises BadUpdate; leaves nothing half-done."""
    import shutil

    draft = Path(root) / f"{folders.DRAFT}{update.version}-{os.getpid()}"
    copy = draft.with_name(draft.name + ENDING)
    try:
        draft.mkdir(parents=True, exist_ok=True)
        _copy(update, copy, told)
        packed = payload.look(str(copy))
        if packed.version != update.version:
            words = _("The update “{file}” holds version {found}; it was laid there under a wrong name.")
            raise BadUpdate(words.format(file=update.file.name, found=packed.version))
        payload.unpack(str(copy), packed, str(draft), lambda part: told(0.3 + 0.7 * part))
        target = Path(root) / packed.name
        folders.settle(payload.unlimited(str(draft)), str(target), time.sleep)
        return target
    except OSError as error:
        raise BadUpdate(_("The update could not be fetched ({error}). This version goes on working; try again "
                          "later.").format(error=error.strerror or error)) from error
    except (payload.NoProgram, EOFError, ValueError) as error:
        raise BadUpdate(_damaged(update)) from error
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)
        shutil.rmtree(payload.unlimited(str(draft)), ignore_errors=True)


def _damaged(update: Update) -> str:
    return _("The update “{file}” is not whole: it does not fit its hash. It was not used. Whoever laid it there "
             "copies it once more, with its .sha256 file.").format(file=update.file.name)


def _copy(update: Update, copy: Path, told: Callable[[float], object]) -> None:
    """Copy an update and check the copy, not the original, which could change in between."""
    hashed, done = hashlib.sha256(), 0
    whole = max(1, update.file.stat().st_size)
    with update.file.open("rb") as source, copy.open("wb") as out:
        while piece := source.read(PIECE):
            hashed.update(piece)
            out.write(piece)
            done += len(piece)
            told(0.3 * done / whole)
    if hashed.hexdigest() != update.digest:
        raise BadUpdate(_damaged(update))


def lay(one: Path, company: Path, version: str = VERSION) -> Path:
    """Lay this one-file program beside a company file, for the other PCs; it appears when it is whole."""
    folder = company.parent / FOLDER
    folder.mkdir(exist_ok=True)
    target = folder / f"gendan-{version}{ENDING}"
    draft = target.with_name(target.name + f".new{os.getpid()}")
    hashed = hashlib.sha256()
    try:
        with one.open("rb") as source, draft.open("wb") as out:
            while piece := source.read(PIECE):
                hashed.update(piece)
                out.write(piece)
        note = target.with_name(target.name + ".sha256")
        if not target.exists():
            draft.replace(target)
            note.write_text(f"{hashed.hexdigest()}  {target.name}\n", encoding="utf-8")
    finally:
        draft.unlink(missing_ok=True)
    return target
