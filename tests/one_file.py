"""A one-file program as the build makes it, small: a starter's table of contents with a packed folder in it."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from app.program import folders, payload, update


def make_one_file(target: Path, content: dict[str, str], version: str = "0.1.0", signature: bytes = b"") -> str:
    """Write a one file holding these files (and a program), and return the name of its version's folder."""
    folder = target.with_name(target.name + ".content")
    for name, text in {folders.EXECUTABLE: f"program {version}", **content}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    draft = target.with_name(target.name + ".packed")
    mark = payload.pack(str(folder), str(draft))
    name = f"{version}-{mark}"
    data = draft.read_bytes()
    entry_name = f"{payload.PREFIX}{name}".encode()
    other = struct.pack("!IIIIBc", 18 + 8, 0, 0, 0, 0, b"s") + b"launcher"
    table = other + struct.pack("!IIIIBc", 18 + len(entry_name), 0, len(data), len(data), 0, b"a") + entry_name
    cookie = struct.pack("!8sIIII64s", payload.MAGIC, len(data) + len(table) + 88, len(data), len(table), 311, b"x")
    target.write_bytes(b"MZ starter" + data + table + cookie + signature)
    return name


def lay(company: Path, version: str, ending: str = update.ENDING, digest: str = "") -> Path:
    """Lay an update beside a company file; return it."""
    folder = company.parent / update.FOLDER
    folder.mkdir(exist_ok=True)
    file = folder / f"gendan-{version}{ending}"
    make_one_file(file, {"_internal/库/说明.txt": version}, version)
    digest = digest or hashlib.sha256(file.read_bytes()).hexdigest()
    file.with_name(file.name + ".sha256").write_text(f"{digest}  {file.name}\n", encoding="utf-8")
    return file
