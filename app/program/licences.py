"""The licences of everything in the program, as the build has collected them, or as the source brings them along."""

from __future__ import annotations

import re

from app.domain.resources import resource

COLLECTED = "licences.txt"
BROUGHT = (("Noto Sans SC", "fonts/OFL.txt"), ("Lucide", "icons/LICENSE.txt"), ("Holidays", "holidays/README.md"),
           ("GNU LGPL 3", "program/licences/LGPL-3.txt"))
HEADING = re.compile(r"^={12} (.+) ={12}$", re.MULTILINE)


def parts() -> list[tuple[str, str]]:
    """Return (name and version, text) of each component; run from the source, of what lies in resources/."""
    try:
        text = resource(COLLECTED).read_text(encoding="utf-8")
    except OSError:
        return [(title, resource(file).read_text(encoding="utf-8")) for title, file in BROUGHT]
    pieces = HEADING.split(text)
    return [(title, body.strip()) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)]
