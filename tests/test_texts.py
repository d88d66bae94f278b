"""Every text that the user sees has a Chinese translation, and only one."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations" / "zh_CN"


def marked_texts() -> dict[str, list[str]]:
    """Return {text: places} of every literal in N_() or _() in app/ and ui/."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted([*ROOT.glob("app/**/*.py"), *ROOT.glob("ui/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "_") \
                    and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                found[node.args[0].value].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def translated() -> dict[str, list[tuple[str, str]]]:
    """Return {text: [(file, translation)]}."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(TRANSLATIONS.glob("*.json")):
        for key, value in json.loads(path.read_text(encoding="utf-8")).items():
            found[key].append((path.name, value))
    return found


def test_every_text_is_translated() -> None:
    known = translated()
    missing = {text: places[0] for text, places in marked_texts().items() if text and text not in known}
    assert not missing, "\n".join(f"{place}: {text}" for text, place in missing.items())


def test_no_text_is_translated_twice() -> None:
    twice = {text: [file for file, _value in rows] for text, rows in translated().items() if len(rows) > 1}
    assert not twice


def test_placeholders_survive_translation() -> None:
    def names(text: str) -> set[str]:
        return {part.split("}")[0].split(":")[0] for part in text.split("{")[1:]}

    wrong = {text: rows[0][1] for text, rows in translated().items() if not names(rows[0][1]) <= names(text)}
    assert not wrong


def test_no_translation_is_left_over() -> None:
    left = set(translated()) - set(marked_texts())
    assert not left, "\n".join(sorted(left))
