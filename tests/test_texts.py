"""Every text that the user sees has a Chinese translation, and only one."""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain.show import near_day, rows_words
from app.domain.text import _n, use_language

ROOT = Path(__file__).resolve().parents[1]
NEVER_ONE = ("{count} bars", "{count} numbers in one cell", "{count} rows have totals that rose", "{count:,} pcs")
TRANSLATIONS = ROOT / "resources" / "translations" / "zh_CN"


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield (place, call) of every call of these functions in app/ and ui/."""
    for path in sorted([*ROOT.glob("app/**/*.py"), *ROOT.glob("ui/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literal(node: ast.expr | None) -> str | None:
    """Return the text that a literal says, None where it is something else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked_texts() -> dict[str, list[str]]:
    """Return {text: places} of every literal in N_() or _(), and of every plural in _n(), in app/ and ui/."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, call in calls("N_", "_", "_n"):
        at = 1 if isinstance(call.func, ast.Name) and call.func.id == "_n" else 0
        if len(call.args) > at and (text := literal(call.args[at])) is not None:
            found[text].append(place)
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


def names(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {part.split("}")[0].split(":")[0] for part in text.split("{")[1:]}


def test_placeholders_survive_translation() -> None:
    wrong = {text: rows[0][1] for text, rows in translated().items() if not names(rows[0][1]) <= names(text)}
    assert not wrong


def test_no_translation_is_left_over() -> None:
    left = set(translated()) - set(marked_texts())
    assert not left, "\n".join(sorted(left))


def test_a_text_that_counts_says_singular_and_plural_alike() -> None:
    wrong = []
    for place, call in calls("_n"):
        one, many = (literal(a) for a in call.args[:2])
        if one is None or many is None or len(call.args) != 3 or one == many or names(one) != names(many):
            wrong.append(place)
    assert not wrong


def test_no_singular_is_translated() -> None:
    singles = {literal(call.args[0]) for _place, call in calls("_n")}
    assert not singles & set(translated()) - set(marked_texts())


def test_one_is_no_plural_in_english() -> None:
    use_language("en")
    today = date(2026, 11, 23)
    assert [near_day(date(2026, 11, d), today) for d in (22, 21)] == ["1 day late", "2 days late"]
    assert [rows_words(n) for n in (0, 1, 1234)] == ["0 rows", "1 row", "1,234 rows"]
    use_language("zh_CN")
    assert [near_day(date(2026, 11, d), today) for d in (22, 21)] == ["晚1天", "晚2天"]
    assert [rows_words(n) for n in (1, 2)] == ["1 行", "2 行"]
    assert _n("{x} thing unknown", "{x} things unknown", 1) == "{x} thing unknown"


def test_no_plural_stands_beside_a_count_of_one() -> None:
    """Texts that count one thing go through _n; those whose count is never 1 are named here."""
    counting = re.compile(r"^\W*\{(count|rows|pages|days|steps|records|sheets)(:,)?\} [a-z]+s\b")
    plain = {literal(call.args[0]) for _place, call in calls("_") if call.args}
    assert not {text for text in plain if text and counting.match(text) and not text.startswith(NEVER_ONE)}
