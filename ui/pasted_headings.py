"""A pasted block whose first row names its columns goes by those names, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from app.areas import catalogue
from app.domain.text import _

LEAST = 2
"""Known names that make a row a heading."""


def headed(block: Sequence[Sequence[str]], fields: Sequence[Any]) -> list[Any] | None:
    """Return for each column of a block the field that its heading names (None: no such), None without a heading."""
    if len(block) < 2:
        return None
    ranks: dict[str, tuple[int, Any]] = {}
    for field in fields:
        for name, rank in _names(field).items():
            if name not in ranks or rank < ranks[name][0]:
                ranks[name] = rank, field
    known = {name: field for name, (_rank, field) in ranks.items()}
    found = [known.get(_plain(text)) for text in block[0]]
    filled = [text for text in block[0] if text.strip()]
    hits = sum(f is not None for f in found)
    return found if hits >= LEAST and hits * 2 >= len(filled) else None


def _names(field: Any) -> dict[str, int]:
    """Return the names of a field; the lower the number, the more it is this field's and no other's."""
    label = str(getattr(field, "title", None) or field.label)
    found = {_plain(word): rank for word, rank in _words().get(label, {}).items()}
    return {**found, _plain(label): -1, _plain(_(label)): -1}


@cache
def _words() -> dict[str, dict[str, int]]:
    """Return by label the headings under which offices keep a field, as the import knows them, the usual first."""
    found: dict[str, dict[str, int]] = {}
    for way in catalogue.imports().values():
        for variant in way.variants:
            for wanted in variant:
                words = [w for w in wanted.headings if w.strip()]
                held = found.setdefault(words[0], {}) if words else {}
                for rank, word in enumerate(words):
                    held[word] = min(rank, held.get(word, rank))
    return found


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("*＊:：").casefold()
