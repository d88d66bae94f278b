"""The diagnosis package: what a developer needs to find a fault, and nothing of the company's business.

Versions, the log with its texts masked, the settings that tell nothing; no record, no name, no path, no password.
"""

from __future__ import annotations

import builtins
import json
import platform
import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.database.settings import personal_folder
from app.program.version import VERSION, is_built

MASK = "▒"
HARMLESS = ("language", "look")
"""Settings that are told as they are; of the others only whether they are set."""

LIBRARIES = ("PySide6_Essentials", "peewee", "openpyxl", "reportlab", "python-calamine", "pypinyin", "psycopg")

HEAD = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?:DEBUG|INFO|WARNING|ERROR|CRITICAL) )([\w.]+): ?(.*)$")
FRAME = re.compile(r'^(\s*File ")([^"]*)(", line \d+)(?:(, in | in )([\w.<>]+))?.*$')
KNOWN = {name for name in vars(builtins) if isinstance(getattr(builtins, name), type)} | {
    "Traceback", "Fatal", "Python", "Current", "Thread", "Segmentation", "OperationalError", "DatabaseError",
    "IntegrityError", "InterfaceError", "Stale", "Refused", "Unreadable", "sqlite3", "peewee", ""}
WORDS = frozenset((
    "a", "after", "again", "all", "an", "and", "are", "as", "at", "away", "be", "before", "busy", "by", "call",
    "can", "cannot", "closed", "could", "database", "did", "does", "done", "drive", "error", "exception",
    "expected", "fault", "file", "for", "found", "from", "gone", "had", "has", "have", "in", "is", "it", "kept",
    "last", "line", "lock", "locked", "log", "made", "message", "missing", "most", "no", "none", "not", "of",
    "off", "on", "one", "open", "opened", "or", "other", "out", "read", "recent", "removed", "row", "run", "runs",
    "started", "stopped", "swept", "that", "the", "there", "this", "to", "took", "tried", "unexpected",
    "upgraded", "used", "value", "version", "waited", "was", "were", "window", "with", "without", "write",
    "written", "wrong",
))
"""Words that a log's line may show; all else in it is masked."""


def mask(text: str) -> str:
    """Return a text with everything masked that is not a plain word of ours or the name of an error."""
    return re.sub(r"\S+", _word, text)


def _word(found: re.Match[str]) -> str:
    whole = found.group()
    core = whole.lstrip("([{<").rstrip(":;,.)]}>")
    if all(part in WORDS or part in KNOWN for part in core.split(".")):
        return whole
    begin = len(whole) - len(whole.lstrip("([{<"))
    return whole[:begin] + MASK + whole[begin + len(core):]


def masked_line(line: str) -> str:
    """Return one line of a log or a traceback without what it tells of the company."""
    frame = FRAME.match(line)
    if frame:
        name = frame.group(4) or ""
        return f"{frame.group(1)}{_module(frame.group(2))}{frame.group(3)}{name}{frame.group(5) or ''}"
    head = HEAD.match(line)
    if head:
        return f"{head.group(1)}{_logger(head.group(2))}: {mask(head.group(3))}"
    return mask(line)


def _logger(name: str) -> str:
    return name if name.split(".")[0] in ("app", "ui", "gendan", "root", "peewee", "py") else MASK


def _module(path: str) -> str:
    """Return the part of a source file's path that belongs to the program or a library."""
    parts = path.replace("\\", "/").split("/")
    for place in range(len(parts) - 1, -1, -1):
        if parts[place] in ("app", "ui", "site-packages"):
            return "/".join(parts[place:])
    return parts[-1] if parts[-1].isascii() and parts[-1].endswith(".py") else MASK


def masked(text: str) -> str:
    """Return a whole log without what it tells of the company."""
    return "\n".join(masked_line(line) for line in text.splitlines()) + "\n"


def versions() -> dict[str, Any]:
    """Return what runs here: program, Python, system, libraries, the file's schema."""
    from importlib import metadata

    from app.database.header import SCHEMA

    libraries = {}
    for name in LIBRARIES:
        try:
            libraries[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            module = sys.modules.get(name.split("_")[0])
            libraries[name] = str(getattr(module, "__version__", "built in"))
    return {"gendan": VERSION, "built": is_built(), "schema": SCHEMA, "python": sys.version.split()[0],
            "system": platform.system(), "release": platform.release(), "build": platform.version(),
            "machine": platform.machine(), "libraries": libraries}


def settings(kept: dict[str, Any]) -> dict[str, Any]:
    """Return settings without what they hold: harmless ones as they are, of the others whether and what kind."""
    told: dict[str, Any] = {}
    for number, (name, value) in enumerate(sorted(kept.items())):
        if name in HARMLESS and isinstance(value, str) and value.isascii() and len(value) < 12:
            told[name] = value
        elif name in ("last_file", "recent_files"):
            told[name] = [_kind(str(one)) for one in (value if isinstance(value, list) else [value])]
        elif re.fullmatch(r"[a-z_]{1,40}", name):
            told[name] = f"{type(value).__name__}, {'set' if value else 'empty'}"
        else:
            told[f"other {number}"] = type(value).__name__
    return told


def _kind(path: str) -> str:
    """Return what sort of place a path names: empty, server, share, drive, folder."""
    if not path:
        return "empty"
    if "://" in path:
        return "server"
    if path.startswith(("\\\\", "//")):
        return "share"
    return "drive" if path[1:2] == ":" else "folder"


def make(target: Path, trouble: str = "", home: Path | None = None, drafts: int = 0) -> list[str]:
    """Write the package (.zip) and return the names of what is in it; `trouble` is the traceback shown to the user."""
    own = home or personal_folder()
    parts: list[tuple[str, str]] = [
        ("versions.json", json.dumps(versions(), indent=1)),
        ("settings.json", json.dumps(settings(_kept(own / "settings.json")), indent=1)),
        ("state.json", json.dumps({"made": datetime.now().isoformat(timespec="minutes"), "drafts": drafts}))]
    if trouble:
        parts.append(("trouble.txt", masked(trouble)))
    parts += [(f"log/{file.name}", masked(file.read_text(encoding="utf-8", errors="replace")))
              for file in _logs(own / "log")]
    draft = target.with_name(target.name + ".new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts:
            package.writestr(name, text)
    draft.replace(target)
    return [name for name, _text in parts]


def _kept(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _logs(folder: Path) -> Iterable[Path]:
    ours = re.compile(r"(gendan\.log|crash\.txt)(\.\d|\.last)?")
    return sorted(file for file in folder.glob("*") if ours.fullmatch(file.name))
