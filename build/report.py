"""What is inside the built program, with sizes; and what may not be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bundle import BANNED_FILES


def sizes(folder: Path) -> dict[str, int]:
    """Return the bytes of every file in a folder by its name there; links count nothing."""
    return {path.relative_to(folder).as_posix(): 0 if path.is_symlink() else path.stat().st_size
            for path in sorted(folder.rglob("*")) if path.is_file()}


def group(name: str) -> str:
    """Return the part of the program that a file belongs to."""
    parts = name.removeprefix("_internal/").split("/")
    if parts[0] == "PySide6" and len(parts) > 1:
        return "PySide6/" + ("plugins" if "plugins" in parts else "translations" if "translations" in parts
                             else "libraries of Qt" if "Qt6" in parts[-1] or "libicu" in parts[-1] else "bindings")
    if parts[0] == "resources" and len(parts) > 2:
        return f"resources/{parts[1]}"
    return parts[0] + ("/" if len(parts) > 1 else "")


def report(folder: Path, packed: Path, one: Path) -> str:
    """Return the report as text: the one file, its parts, and every file with its size."""
    found = sizes(folder)
    groups: Counter[str] = Counter()
    for name, size in found.items():
        groups[group(name)] += size
    lines = [f"{one.name}: {one.stat().st_size:,} bytes",
             f"  of it the packed program: {packed.stat().st_size:,}; the launcher: "
             f"{one.stat().st_size - packed.stat().st_size:,}",
             f"  unpacked: {sum(found.values()):,} bytes in {len(found)} files", "", "Parts, unpacked:"]
    lines += [f"{size:14,}  {name}" for name, size in groups.most_common()]
    lines += ["", "Files:"]
    lines += [f"{size:14,}  {name}" for name, size in sorted(found.items(), key=lambda row: -row[1])]
    return "\n".join(lines) + "\n"


def wrong(folder: Path, one: Path, largest: int) -> list[str]:
    """Return what is wrong with a build, in words: too large, or something inside that has no place there."""
    found = []
    if one.stat().st_size > largest:
        found.append(f"{one.name} has {one.stat().st_size:,} bytes; at most {largest:,} are wanted.")
    for name in sizes(folder):
        found += [f"{name} has no place in the program ({banned})." for banned in BANNED_FILES if banned in name]
    needed = ("_internal/resources/licences.txt", "_internal/resources/fonts/NotoSansSC-Regular.ttf")
    return found + [f"{name} is missing." for name in needed if not (folder / name).is_file()]
