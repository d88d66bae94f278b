"""Text the user sees: marked with N_, translated with _ when it is shown, with _n where it counts something.

English stands in the code and is the key; a language is a folder of JSON files
({English: translation}) below resources/translations, read when it is chosen.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from app.domain.resources import resource

LANGUAGES = ("zh_CN", "en")

_current: dict[str, str] = {}
_language = "en"


def N_(text: str) -> str:  # noqa: N802 - the name that gettext gave to this mark
    """Mark a text for translation and return it unchanged; it is translated where it is shown."""
    return text


def _(text: str) -> str:
    """Translate a text into the chosen language; an unknown text stays English."""
    return _current.get(text, text)


def _n(one: str, many: str, count: float) -> str:
    """Translate a text that counts something: `one` where the count is 1, else `many`.

    A language without a plural translates `many` alone, for every count.
    """
    return _current.get(many) or (one if count == 1 else many)


def use_language(language: str) -> None:
    """Choose the language (one of LANGUAGES) of all texts from now on."""
    global _current, _language
    _current = dict(translations(language))
    _language = language


def language() -> str:
    """Return the language in use."""
    return _language


@cache
def translations(language: str) -> dict[str, str]:
    """Return all translations of a language, {English: translation}."""
    found: dict[str, str] = {}
    if language == "en":
        return found
    folder: Path = resource("translations") / language
    for file in sorted(folder.glob("*.json")):
        found.update(json.loads(file.read_text(encoding="utf-8")))
    return found
