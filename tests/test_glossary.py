"""One word for one thing: the table in GLOSSARY.md holds for every translated text."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations" / "zh_CN"
READ_ONLY = {"import_words.json"}
"""Words that are read in the sheets of others, not written."""


def unwanted() -> dict[str, str]:
    """Return {word not to be used: the word to use} of the table."""
    found = {}
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0] != "thing" and not set(cells[0]) <= {"-"}:
            found |= {word.strip(): cells[2] for word in re.split("、", cells[3]) if word.strip()}
    return found


def faults(texts: dict[str, str]) -> list[str]:
    """Return the texts in which a word stands that the glossary has another one for."""
    return [f"{text}: {bad} → {good}" for text in texts.values() for bad, good in unwanted().items()
            if (text == bad.strip('"') if bad.startswith('"') else bad in text)]


def test_every_text_uses_the_words_of_the_glossary() -> None:
    found = [fault for path in sorted(TRANSLATIONS.glob("*.json")) if path.name not in READ_ONLY
             for fault in faults(json.loads(path.read_text(encoding="utf-8")))]
    assert not found, "\n".join(found)


def test_a_second_word_is_found() -> None:
    assert len(unwanted()) >= 14
    assert faults({"Ship": "确认船期"}) and faults({"Back": "返回"})
    assert not faults({"Back": "返回表单", "Ship": "走货期"})
