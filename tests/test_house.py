"""The rules of the house: floors, rings, Qt, length, docstrings. Each rule is also seen to fail on a planted fault."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from app.domain.sheet import Sheet

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {"domain": 0, "database": 1, "program": 1, "rules": 2, "reports": 2, "exchange": 2, "mail": 2, "masters": 3, "areas": 4,
          "command": 5}
LONGEST, MOST_METHODS = 400, 40
BANNED = ("utils", "misc", "common", "manager", "helper", "helpers")
GATHERING = ("app.areas.agenda", "app.areas.agenda_paper", "app.areas.alerts", "app.areas.catalogue", "app.areas.demo",
             "app.areas.handover", "app.areas.inspection_plan", "app.areas.kept_beside", "app.areas.notifying",
             "app.areas.order_check", "app.areas.sample_days",
             "app.areas.papers", "app.areas.rederiving", "app.areas.related")
"""Modules above the areas: they gather what areas declare, and no area may import them."""

Trees = dict[str, ast.Module]


def trees() -> Trees:
    """Return every module of app/ and ui/ by its dotted name."""
    found = {}
    for path in sorted([*ROOT.glob("app/**/*.py"), *ROOT.glob("ui/**/*.py")]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports, also inside functions, but not for type checking only."""
    skipped = {id(n) for i in ast.walk(tree) if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.dump(i.test)
               for n in ast.walk(i)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{a.name}" for a in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Later":
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))


def arrows(modules: Trees) -> dict[str, set[str]]:
    """Return which of our modules each module imports."""
    return {name: {i for i in imports(tree) if i in modules and i != name} for name, tree in modules.items()}


def reaching_up(modules: Trees) -> list[str]:
    """Return the imports that go from a lower floor to a higher one, and from app to ui."""
    wrong = []
    for name, targets in arrows(modules).items():
        parts = name.split(".")
        for target in targets:
            other = target.split(".")
            if parts[0] == "app" and other[0] == "ui":
                wrong.append(f"{name} → {target}")
            elif parts[0] == other[0] == "app" and len(parts) > 1 and len(other) > 1:
                own, its = FLOORS.get(parts[1], 9), FLOORS.get(other[1], 9)
                if its > own:
                    wrong.append(f"{name} → {target}")
    return wrong


def importing_qt(modules: Trees) -> list[str]:
    """Return the modules of app/ that import Qt."""
    return [name for name, tree in modules.items() if name.startswith("app.")
            and any(i.split(".")[0] in ("PySide6", "shiboken6") for i in imports(tree))]


def sibling_imports(modules: Trees) -> list[str]:
    """Return the areas that import another area or what gathers the areas."""
    wrong = []
    for name, targets in arrows(modules).items():
        parts = name.split(".")
        if parts[:2] != ["app", "areas"] or len(parts) < 3 or name in GATHERING:
            continue
        for target in targets:
            other = target.split(".")
            same = other[2:3] == parts[2:3] or {parts[2], other[2] if len(other) > 2 else ""} == {"basic", "basic_demo"}
            if other[:2] == ["app", "areas"] and len(other) > 2 and (target in GATHERING or not same):
                wrong.append(f"{name} → {target}")
    return wrong


def rings(modules: Trees) -> list[set[str]]:
    """Return the sets of modules that import each other in a circle."""
    graph = arrows(modules)
    found = []
    for start in graph:
        reached, todo = set(), list(graph[start])
        while todo:
            node = todo.pop()
            if node not in reached:
                reached.add(node)
                todo += graph.get(node, ())
        if start in reached:
            ring = {n for n in reached if start in _reach(graph, n)}
            if ring not in found:
                found.append(ring)
    return found


def _reach(graph: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    todo = list(graph.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in reached:
            reached.add(node)
            todo += graph.get(node, ())
    return reached


def too_long(modules: Trees) -> list[str]:
    """Return modules of more than LONGEST lines and classes of more than MOST_METHODS methods."""
    wrong = []
    for name, tree in modules.items():
        last = max((getattr(n, "end_lineno", 0) or 0 for n in tree.body), default=0)
        if last > LONGEST:
            wrong.append(f"{name}: {last} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(m, ast.FunctionDef) for m in node.body)
                if methods > MOST_METHODS:
                    wrong.append(f"{name}.{node.name}: {methods} methods")
    return wrong


def undocumented(modules: Trees) -> list[str]:
    """Return modules, public classes and public functions without a docstring."""
    wrong = []
    for name, tree in modules.items():
        if tree.body and ast.get_docstring(tree) is None:
            wrong.append(name)
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                if ast.get_docstring(node) is None:
                    wrong.append(f"{name}.{node.name}")
                if isinstance(node, ast.ClassDef):
                    wrong += [f"{name}.{node.name}.{m.name}" for m in node.body if isinstance(m, ast.FunctionDef)
                              and not m.name.startswith("_") and ast.get_docstring(m) is None]
    return wrong


def test_floors() -> None:
    assert not reaching_up(trees())


def test_app_knows_no_qt() -> None:
    assert not importing_qt(trees())


def test_areas_know_no_siblings() -> None:
    assert not sibling_imports(trees())


def test_no_rings() -> None:
    assert not rings(trees())


def test_nothing_grows_too_long() -> None:
    assert not too_long(trees())


def test_everything_public_says_what_it_is_for() -> None:
    assert not undocumented(trees())


def test_no_rooms_for_odds_and_ends() -> None:
    assert not [name for name in trees() if name.split(".")[-1] in BANNED]


def test_init_files_are_empty() -> None:
    assert not [p for p in [*ROOT.glob("app/**/__init__.py"), *ROOT.glob("ui/**/__init__.py")] if p.stat().st_size]


def test_budgets_of_the_declarations() -> None:
    assert len(fields(Sheet)) <= 15
    page = trees()["ui.page"]
    replaceable = [m.name for c in page.body if isinstance(c, ast.ClassDef) and c.name == "SheetPage"
                   for m in c.body if isinstance(m, ast.FunctionDef)
                   and (m.name.startswith("make_") or m.name in ("condition", "extra_actions"))]
    assert 3 <= len(replaceable) <= 8


def test_the_window_opens_no_connection() -> None:
    doors = ("app.database.connection", "peewee", "sqlite3")
    wrong = [f"{name} → {i}" for name, tree in trees().items() if name.startswith("ui.")
             and name not in ("ui.work", "ui.application", "ui.pictures", "ui.smoke") for i in imports(tree) if i in doors]
    assert not wrong


PLANTED = {
    "reaching_up": ({"app.domain.a": "import app.database.b", "app.database.b": ""}, reaching_up),
    "app_to_ui": ({"app.areas.a": "from ui import b", "ui.b": ""}, reaching_up),
    "qt": ({"app.domain.a": "def f():\n    from PySide6 import QtCore"}, importing_qt),
    "sibling": ({"app.areas.a": "import app.areas.b", "app.areas.b": ""}, sibling_imports),
    "later": ({"app.areas.a": "B = Later('app.areas.b')", "app.areas.b": ""}, sibling_imports),
    "gathering": ({"app.areas.a": "import app.areas.catalogue", "app.areas.catalogue": ""}, sibling_imports),
    "ring": ({"app.domain.a": "import app.domain.b", "app.domain.b": "def f():\n    import app.domain.a"}, rings),
    "long": ({"app.domain.a": "\n" * LONGEST + "x = 1"}, too_long),
    "mute": ({"app.domain.a": "def f():\n    pass"}, undocumented),
}


@pytest.mark.parametrize("name", PLANTED)
def test_each_rule_finds_a_planted_fault(name: str) -> None:
    sources, rule = PLANTED[name]
    assert rule({module: ast.parse(text) for module, text in sources.items()})
