"""Collects the licence texts of everything that is shipped into one file, which About shows."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from bundle import LIBRARIES, ROOT
from packaging.requirements import Requirement

OWN = ROOT / "resources" / "program" / "licences"
RULE = "=" * 12
ALWAYS = ("pyinstaller",)
"""The starter of the built program comes from it."""

NOT_SHIPPED = {"altgraph", "cffi", "pycparser", "packaging", "setuptools", "pip", "pyinstaller-hooks-contrib",
               "typing-extensions"}
"""Needed by packages on other systems, by other Pythons, or by the build alone."""

LGPL = {"pyside6-essentials", "shiboken6"}
"""Packages whose own files bring no licence text."""


class NoLicence(Exception):
    """A package that is shipped has no licence text; the text names it."""


def plain(name: str) -> str:
    """Return a package's name as requirements spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def with_needed(names: Iterable[str]) -> list[str]:
    """Return the packages and all that they need on this system, as far as it is installed here."""
    found: dict[str, str] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if plain(name) in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[plain(name)] = name
        needs = (Requirement(need) for need in package.requires or ())
        todo.extend(need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""}))
    return sorted(found)


def texts(package: metadata.Distribution) -> Iterator[str]:
    """Yield the licence texts that a package brings along."""
    for file in package.files or ():
        last = file.name.lower()
        if ".dist-info" in str(file) and re.search(r"licen[cs]e|copying|notice", last):
            place = Path(str(package.locate_file(file)))
            if place.is_file():
                yield place.read_text(encoding="utf-8", errors="replace").strip()


def section(title: str, text: str) -> str:
    """Return one component's part of the file."""
    return f"{RULE} {title} {RULE}\n\n{text.strip()}\n\n"


def collect() -> str:
    """Return the licences of Python, of all libraries, fonts, icons and data in the program."""
    parts = [section(f"Python {sys.version.split()[0]}", python_licence())]
    for name in with_needed([*LIBRARIES, *ALWAYS]):
        if name in NOT_SHIPPED:
            continue
        package = metadata.distribution(name)
        title = f"{package.metadata['Name']} {package.version}"
        if name in LGPL:
            parts.append(section(title, "GNU Lesser General Public License version 3, printed below."))
            continue
        found = list(texts(package))
        if not found:
            raise NoLicence(title)
        parts.append(section(title, "\n\n".join(found)))
    parts.append(section("Qt, OpenSSL, SQLite, libpq", (OWN / "others.txt").read_text(encoding="utf-8")))
    for title, file in (("Noto Sans SC", "fonts/OFL.txt"), ("Lucide", "icons/LICENSE.txt"),
                        ("Holidays", "holidays/README.md"), ("GNU LGPL 3", "program/licences/LGPL-3.txt"),
                        ("GNU GPL 3", "program/licences/GPL-3.txt"),
                        ("Apache License 2.0", "program/licences/Apache-2.0.txt")):
        parts.append(section(title, (ROOT / "resources" / file).read_text(encoding="utf-8")))
    return "".join(parts)


def python_licence() -> str:
    """Return Python's own licence, from where its installer puts it."""
    for base in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path(sysconfig.get_path("data"))):
        for name in ("LICENSE.txt", "LICENSE"):
            if (base / name).is_file():
                return (base / name).read_text(encoding="utf-8", errors="replace")
    import _sitebuiltins  # noqa: F401 - Debian's Python has its licence among its documents only
    return "Python Software Foundation License Version 2, https://docs.python.org/3/license.html"
