"""Texts as they are compared: width, case, dashes, blanks and marks that nobody sees make no difference.

One folding serves import, typing, scanning, search, uniqueness and the search for duplicates.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain

INVISIBLE = dict.fromkeys(chain(
    (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x2800, 0x3164, 0xFEFF, 0xFFA0), range(0x180B, 0x1810), range(0x200B, 0x2010),
    range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10), range(0xFFF9, 0xFFFC)))
"""Marks that take no place: zero width, direction of writing, variants, fillers; for str.translate."""
DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2043, 0x2212, 0x2500, 0x2501, 0x2796, 0x2E3A, 0x2E3B, 0xFE31, 0xFE32,
                        0xFE58, 0xFE63, 0xFF0D), "-")
"""Everything that looks like a hyphen; for str.translate."""
CONTROLS = dict.fromkeys(chain(range(9), (11, 12), range(14, 32), range(127, 160)))
"""Control characters but tab and line break; for str.translate."""
_BEFORE = {**INVISIBLE, **CONTROLS, **DASHES, 0x30FC: "-", **dict.fromkeys((0x2018, 0x2019, 0x2032, 0xFF07), "'"),
           **dict.fromkeys((0x201C, 0x201D, 0x2033, 0xFF02), '"')}


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Return a text for comparing and searching: half width, no case, one kind of dash, single blanks."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFKC", text.translate(_BEFORE)).translate(INVISIBLE)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=1 << 16)
def same(text: str) -> str:
    """Return what two spellings of one name or number have in common: folded, and without any blank."""
    return folded(text).replace(" ", "")
