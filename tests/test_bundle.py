"""What the build puts into the one file: every module named in a list, none of what is not used, its licences."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from app.areas import catalogue as areas
from app.program import licences as shown
from app.program.version import VERSION
from ui.areas import catalogue as pages

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Let the modules of build/ be imported; return the one that knows what goes in."""
    monkeypatch.syspath_prepend(str(ROOT / "build"))
    import bundle

    return bundle


def test_every_module_that_is_imported_by_its_name_goes_in(build: ModuleType) -> None:
    own = set(build.own_modules())
    lists = {*areas.MODULES.values(), *areas.NEEDED, *(text.partition(":")[0] for text in pages.OWN.values())}
    assert lists <= own
    assert lists <= build.named_modules()
    assert {"ui.main", "app.exchange.reader_process", "app.command.suggesting"} <= own
    assert {name for name in build.named_modules() if name.count(".") > 1} <= own | {"app.domain.workdays.weekend"}


def test_a_missing_module_would_be_seen(build: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "app" / "a.py").write_text('MODULES = {"x": "app.areas.gone.area"}')
    assert build.named_modules(tmp_path) - set(build.own_modules(tmp_path)) == {"app.areas.gone.area"}


@pytest.mark.parametrize(("name", "wanted"), [
    ("PySide6\\Qt6Core.dll", True), ("PySide6/Qt/lib/libQt6Widgets.so.6", True), ("PySide6/Qt6Quick.dll", False),
    ("PySide6/Qt6Network.dll", False), ("PySide6/opengl32sw.dll", False), ("PySide6/QtWidgets.pyd", True),
    ("PySide6/plugins/platforms/qwindows.dll", True), ("PySide6/plugins/platforms/qminimal.dll", False),
    ("PySide6/plugins/sqldrivers/qsqlite.dll", False), ("PySide6/translations/qtbase_zh_CN.qm", True),
    ("PySide6/translations/qtbase_de.qm", False), ("PySide6/translations/qt_zh_CN.qm", False),
    ("resources/fonts/NotoSansSC-Bold.ttf", True), ("openpyxl/tests/x.py", False), ("mscms.dll", False),
    ("PIL/_imaging.pyd", True), ("PIL/_avif.pyd", False), ("python311.dll", True),
])
def test_what_goes_in_and_what_stays_out(build: ModuleType, name: str, wanted: bool) -> None:
    assert build.is_wanted(name) is wanted


def test_resources_that_are_named_are_there(build: ModuleType) -> None:
    there = {folder.name for folder in (ROOT / "resources").iterdir() if folder.is_dir()}
    assert set(build.RESOURCES) <= there
    assert there - set(build.RESOURCES) <= {"pictures"}


def test_the_libraries_are_the_projects(build: ModuleType) -> None:
    import re
    import tomllib

    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    wanted = {re.split(r"[<>=\[]", one)[0].lower() for one in named}
    assert wanted <= {name.lower() for name in build.LIBRARIES}


def test_the_environment_of_the_build_has_no_tools_of_the_tests(build: ModuleType) -> None:
    import make

    pins = {line.partition("==")[0].lower() for line in make.program_pins().splitlines()}
    assert {"pyside6-essentials", "peewee", "pyinstaller", "reportlab", "pillow", "packaging"} <= pins
    assert not pins & {"pytest", "mypy", "ruff", "hypothesis", "aiosmtpd"}
    assert all("==" in line for line in make.program_pins().splitlines())


def test_windows_gets_version_information(build: ModuleType) -> None:
    import make

    text = make.version_text("1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text and "跟单台" in text
    compile(text, "version", "eval")


def test_all_licences_are_collected_and_shown(build: ModuleType, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    import licences

    monkeypatch.setattr(licences, "ALWAYS", ())
    text = licences.collect()
    (tmp_path / "licences.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(shown, "resource", lambda name: tmp_path / name)
    parts = dict(shown.parts())
    titles = " ".join(parts)
    for name in ("Python 3", "PySide6", "peewee", "openpyxl", "reportlab", "pypinyin", "psycopg", "Noto Sans SC",
                 "Lucide", "GNU LGPL 3", "pillow"):
        assert name in titles, name
    assert all(len(body) > 40 for body in parts.values())
    assert "pytest" not in titles and "GNU LESSER GENERAL PUBLIC LICENSE" in parts["GNU LGPL 3"]


def test_the_source_shows_what_it_brings_along() -> None:
    assert {title for title, _text in shown.parts()} >= {"Noto Sans SC", "Lucide"}


def test_the_report_names_what_has_no_place(build: ModuleType, tmp_path: Path) -> None:
    import report

    for name, size in (("gendan.exe", 10), ("_internal/resources/licences.txt", 5),
                       ("_internal/resources/fonts/NotoSansSC-Regular.ttf", 7)):
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * size)
    one = tmp_path / "gendan.exe"
    one.write_bytes(b"x" * 100)
    assert report.wrong(tmp_path / "folder", one, 100) == []
    (tmp_path / "folder" / "_internal" / "Qt6Quick.dll").write_bytes(b"x")
    (tmp_path / "folder" / "_internal" / "resources" / "licences.txt").unlink()
    found = report.wrong(tmp_path / "folder", one, 99)
    assert len(found) == 3 and "Qt6Quick" in found[1]
    text = report.report(tmp_path / "folder", one, one)
    assert "resources/fonts" in text and "100 bytes" in text


def test_the_mark_is_there_in_all_sizes(build: ModuleType) -> None:
    data = (ROOT / "resources" / "program" / "gendan.ico").read_bytes()
    count = int.from_bytes(data[4:6], "little")
    sides = {data[6 + 16 * n] or 256 for n in range(count)}
    assert {16, 24, 32, 48, 256} <= sides
    assert (ROOT / "resources" / "program" / "gendan.png").read_bytes().startswith(b"\x89PNG")


def test_an_update_folder_is_laid_ready(build: ModuleType, tmp_path: Path) -> None:
    import make

    from app.program import update

    one = tmp_path / "gendan"
    one.write_bytes(b"program")
    ending = ".exe" if sys.platform == "win32" else ""
    make.lay_update(one, tmp_path, "9.0.0", ending)
    found = update.find(tmp_path / "a.gendan", VERSION)
    assert found is not None and found.version == "9.0.0" and len(found.digest) == 64


def test_a_smoke_run_knows_good_lines_from_bad(build: ModuleType, tmp_path: Path) -> None:
    import smoke

    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "gendan.log").write_text(
        "2026-11-23 09:00:00,000 INFO app.x: fine\n2026-11-23 09:00:01,000 WARNING app.x: odd\nTraceback\n")
    assert [line.partition(": ")[2] for line in smoke.unexpected(tmp_path)] == [
        "2026-11-23 09:00:01,000 WARNING app.x: odd", "Traceback"]
    (tmp_path / "running").mkdir()
    (tmp_path / "running" / "aa.lock").write_bytes(b"4711")
    (tmp_path / "running" / "bb.lock").write_bytes(b"")
    assert smoke.pids(tmp_path) == [4711]
    assert set(smoke.STEPS) == {name for name, _do in __import__("ui.smoke").smoke.Smoke(None, tmp_path, []).steps()}
    assert all((ROOT / "tests" / "samples" / name).exists() for name in smoke.SAMPLES)
