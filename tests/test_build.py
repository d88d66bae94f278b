"""The two commands: their environment, its pins, and what they say when something is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^;\s]+)(?:; (.+))?$")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "build" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [PIN.match(line) for line in lines if line and not line.startswith("#")]
    assert all(found), "every line of the constraints is an exact pin"
    return {plain(match[1]): match[2] for match in found if match}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "build"))
    import environment

    yield environment
    for name in ("environment", "system_libraries", "checks", "screen"):
        sys.modules.pop(name, None)


def test_constraints_name_no_host() -> None:
    text = (ROOT / "build" / "constraints.txt").read_text(encoding="utf-8")
    assert "//" not in text and "--" not in text and "@" not in text


def test_every_dependency_of_the_project_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in project["dependencies"]}  # type: ignore[index]
    assert names <= pins().keys()


def test_everything_the_pinned_packages_need_is_pinned() -> None:
    from packaging.requirements import Requirement

    pinned = pins()
    unpinned = set()
    for name in pinned:
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for line in requirements:
            needed = Requirement(line)
            if (needed.marker is None or needed.marker.evaluate({"extra": ""})) and plain(
                needed.name
            ) not in pinned:
                unpinned.add((name, needed.name))
    assert not unpinned


def finished(environment: ModuleType, folder: Path, constraints: Path) -> None:
    """Lay out what a finished environment looks like to the check."""
    python = environment.python_in(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n", encoding="utf-8")
    (folder / "stamp").write_text(environment.wanted_stamp(constraints), encoding="utf-8")


def test_a_finished_environment_is_kept(environment: ModuleType, tmp_path: Path) -> None:
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("a==1\n", encoding="utf-8")
    finished(environment, tmp_path / "venv", constraints)
    assert environment.is_made(tmp_path / "venv", constraints)


@pytest.mark.parametrize("fault", ["stamp", "pyvenv.cfg", "python", "pins", "base"])
def test_a_half_made_or_outdated_environment_is_noticed(
    environment: ModuleType, tmp_path: Path, fault: str
) -> None:
    constraints, folder = tmp_path / "constraints.txt", tmp_path / "venv"
    constraints.write_text("a==1\n", encoding="utf-8")
    finished(environment, folder, constraints)
    if fault == "python":
        environment.python_in(folder).unlink()
    elif fault == "pins":
        constraints.write_text("a==2\n", encoding="utf-8")
    elif fault == "base":
        (folder / "pyvenv.cfg").write_text(f"home = {tmp_path / 'gone'}\n", encoding="utf-8")
    else:
        (folder / fault).unlink()
    assert not environment.is_made(folder, constraints)


def test_two_starts_at_once_make_it_once(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    constraints, folder = tmp_path / "constraints.txt", tmp_path / "venv"
    constraints.write_text("a==1\n", encoding="utf-8")
    made: list[int] = []

    def make(folder: Path, constraints: Path) -> None:
        made.append(1)
        finished(environment, folder, constraints)

    monkeypatch.setattr(environment, "make", make)
    with ThreadPoolExecutor(4) as pool:
        pythons = list(pool.map(lambda _: environment.provide(folder, constraints), range(4)))
    assert made == [1]
    assert set(pythons) == {environment.python_in(folder)}


def test_emptying_keeps_the_lock_alone(environment: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "lib" / "deep").mkdir(parents=True)
    (tmp_path / "stamp").touch()
    (tmp_path / "lock").touch()
    environment.empty(tmp_path, keep="lock")
    assert [entry.name for entry in tmp_path.iterdir()] == ["lock"]


def test_a_failed_step_says_what_and_that_it_can_be_repeated(environment: ModuleType) -> None:
    with pytest.raises(environment.NotMadeError, match=r"No luck: .* ended with code 3\. Mend it and start"):
        environment.run_step([sys.executable, "-c", "raise SystemExit(3)"], "No luck")


def test_our_code_is_found_from_any_folder(environment: ModuleType) -> None:
    found = environment.variables({"PYTHONPATH": "other", "HOME": "here", "PYTHONDONTWRITEBYTECODE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["PYTHONPATH"] == f"{ROOT}{os.pathsep}other"
    assert found["HOME"] == "here"


def test_without_a_screen_one_line_offers_the_command_line() -> None:
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and "QPA" not in name}
    if sys.platform != "linux":
        pytest.skip("only Linux knows machines without a screen")
    done = subprocess.run(
        [sys.executable, str(ROOT / "build" / "run.py")],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "python build/run.py demo" in done.stderr


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("win32", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"DISPLAY": ""}, False),
    ],
)
def test_screen(environment: ModuleType, platform: str, variables: dict[str, str], expected: bool) -> None:
    from screen import has_screen

    assert has_screen(platform, variables) is expected


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_another_python_gets_one_clear_line(script: str, environment: ModuleType, tmp_path: Path) -> None:
    code = (
        "import sys, runpy; sys.version_info = (3, 10, 1, 'final', 0);"
        f"sys.argv = [{script!r}]; runpy.run_path({str(ROOT / 'build' / script)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Gendan runs on Python 3.11, 3.12 or 3.13; this is Python 3.10 (")


def test_missing_libraries_are_told_from_the_loaders_list(environment: ModuleType) -> None:
    from system_libraries import NEEDED, missing, remedy

    listed = "\tlibGL.so.1 (libc6,x86-64) => /lib/libGL.so.1\n\tlibEGL.so.10 (libc6) => /lib/libEGL.so.10\n"
    assert missing(listed, ["libGL.so.1", "libEGL.so.1"]) == ["libEGL.so.1"]
    assert missing("", list(NEEDED)) == []
    assert "\n" not in remedy(["libEGL.so.1"])


def test_benchmark_lines_are_told_from_other_output(environment: ModuleType) -> None:
    from checks import Measured, read_measured

    lines = ["hello", '{"name": "a", "value": 1.5, "limit": 2, "ok": true}', '{"name": "b"}', "7"]
    found, others = read_measured("\n".join(lines))
    assert found == [Measured("a", 1.5, 2.0, True)]
    assert others == ["hello", '{"name": "b"}', "7"]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('print(\'{"name": "a", "value": 1, "limit": 2, "ok": true}\')', 0),
        ('print(\'{"name": "a", "value": 3, "limit": 2, "ok": false}\')', 1),
        ("raise SystemExit(4)", 1),
        ("pass", 1),
    ],
)
def test_benchmarks_fail_when_one_is_missed_broken_or_silent(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: int
) -> None:
    import checks

    (tmp_path / "one.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(checks, "BENCHMARKS", tmp_path)
    assert checks.run_benchmarks(Path(sys.executable), []) == code
    assert checks.run_benchmarks(Path(sys.executable), ["none"]) == 2


def test_a_missing_server_is_installed_where_it_may_be_and_named_where_not(
        environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    system_libraries = sys.modules["system_libraries"]
    said: list[str] = []
    monkeypatch.setattr(system_libraries, "server_is_here", lambda: False)
    monkeypatch.setattr(system_libraries, "may_install", lambda: False)
    assert not system_libraries.provide_server(said.append)
    assert "apt-get install postgresql" in said[0]
    here: list[bool] = [False, True]
    wanted: list[list[str]] = []
    monkeypatch.setattr(system_libraries, "may_install", lambda: True)
    monkeypatch.setattr(system_libraries, "server_is_here", lambda: here.pop(0))
    monkeypatch.setattr(system_libraries, "install", lambda packages, say: wanted.append(list(packages)) or True)
    assert system_libraries.provide_server(said.append) == sys.platform.startswith("linux")
    assert wanted in ([["postgresql"]], [])
