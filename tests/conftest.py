"""What all tests share: no screen, a home of their own, a small company file, a database worker."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import demo
from app.database import connection
from app.database.change import Who
from app.domain.text import use_language

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep settings, drafts and logs of a test out of the user's own folder; texts in Chinese."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("GENDAN_HOME", str(home))
    use_language("zh_CN")
    yield home
    use_language("en")
    connection.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a company file with nothing but holidays, made once; tests copy it."""
    use_language("zh_CN")
    path = tmp_path_factory.mktemp("files") / "empty.gendan"
    demo.new_company(path)
    connection.close()
    return path


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo company's file, made once; tests copy it."""
    use_language("zh_CN")
    path = tmp_path_factory.mktemp("files") / "demo.gendan"
    demo.make_demo(path, TODAY)
    connection.close()
    return path


def _copy(source: Path, folder: Path) -> Path:
    target = folder / source.name
    target.write_bytes(source.read_bytes())
    return target


@pytest.fixture
def company(empty_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return an own copy of the empty company, open on this thread."""
    path = _copy(empty_file, tmp_path)
    connection.open_file(path)
    yield path
    connection.close()


@pytest.fixture
def demo_company(demo_file: Path, tmp_path: Path) -> Iterator[Path]:
    """Return an own copy of the demo company, open on this thread."""
    path = _copy(demo_file, tmp_path)
    connection.open_file(path)
    yield path
    connection.close()


@pytest.fixture
def demo_work(qtbot: Any, demo_file: Path, tmp_path: Path) -> Iterator[Any]:
    """Return a database worker with an own copy of the demo company open."""
    yield from _worker(qtbot, _copy(demo_file, tmp_path))


@pytest.fixture
def empty_work(qtbot: Any, empty_file: Path, tmp_path: Path) -> Iterator[Any]:
    """Return a database worker with an own copy of the empty company open."""
    yield from _worker(qtbot, _copy(empty_file, tmp_path))


def _worker(qtbot: Any, path: Path) -> Iterator[Any]:
    from ui.work import Work

    work = Work(Who("王小姐", "PC-1"))
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open(path)
    yield work
    work.close()
    work.deleteLater()
