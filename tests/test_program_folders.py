"""The one file and its versions: packed and unpacked, chosen, started, swept; full, read-only and missing places."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.database.settings import personal_folder
from app.program import folders, launcher, payload, splash, starting, sweep
from app.program.home import ensure_home
from app.program.version import VERSION, order
from tests.one_file import make_one_file

ROOT = Path(__file__).resolve().parents[1]


def add_version(root: Path, name: str, started: bool = True) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / folders.EXECUTABLE).write_text("x")
    if started:
        folders.note_started(str(folder))
    return folder


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION and order(VERSION)


def test_versions_compare_as_numbers() -> None:
    assert order("0.10.0") > order("0.9.1") > order("0.9") > order("x") == order("1.²")


def test_what_is_packed_comes_out_again(tmp_path: Path) -> None:
    content = {"_internal/库/长 名.txt": "跟单" * 5000, "_internal/empty": ""}
    name = make_one_file(tmp_path / "gendan.exe", content, signature=b"signed" * 1000)
    packed = payload.look(str(tmp_path / "gendan.exe"))
    assert (packed.name, packed.version) == (name, "0.1.0")
    parts: list[float] = []
    payload.unpack(str(tmp_path / "gendan.exe"), packed, str(tmp_path / "目标" / "out"), parts.append)
    for file, text in content.items():
        assert (tmp_path / "目标" / "out" / file).read_text(encoding="utf-8") == text
    assert parts[-1] == 1


def test_links_and_modes_come_out_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "run").write_text("x")
    (folder / "run").chmod(0o755)
    if os.name != "nt":
        (folder / "also").symlink_to("run")
    payload.pack(str(folder), str(tmp_path / "packed"))
    whole = payload.Packed("0.1.0-x", 0, (tmp_path / "packed").stat().st_size)
    payload.unpack(str(tmp_path / "packed"), whole, str(tmp_path / "out"))
    if os.name != "nt":
        assert (tmp_path / "out" / "also").readlink() == Path("run")
        assert (tmp_path / "out" / "run").stat().st_mode & 0o777 == 0o755


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_file_is_taken_for_a_program_that_is_none(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.exe"
        file.write_bytes(b"MZ" + data)
        with pytest.raises(payload.NoProgram):
            payload.look(str(file))
        file.write_bytes(b"MZ" + payload.MAGIC + data)
        with pytest.raises(payload.NoProgram):
            payload.look(str(file))


def test_a_broken_off_copy_is_refused(tmp_path: Path) -> None:
    make_one_file(tmp_path / "gendan.exe", {"_internal/a": "a" * 1000})
    whole = (tmp_path / "gendan.exe").read_bytes()
    (tmp_path / "gendan.exe").write_bytes(whole[:len(whole) // 2])
    with pytest.raises(payload.NoProgram):
        payload.look(str(tmp_path / "gendan.exe"))


def test_the_own_version_is_started_unless_a_newer_one_is_there(tmp_path: Path) -> None:
    assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.1.0-aa"
    add_version(tmp_path, "0.0.9-bb")
    add_version(tmp_path, "0.1.0-cc")
    assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.1.0-aa"
    add_version(tmp_path, "0.10.0-dd")
    add_version(tmp_path, "0.9.0-ee")
    (tmp_path / "1.0.0-half").mkdir()
    (tmp_path / ".new-2.0.0-xx-1").mkdir()
    assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.10.0-dd"


def test_a_version_that_never_shows_a_window_is_passed_over(tmp_path: Path) -> None:
    newer = add_version(tmp_path, "0.2.0-bb", started=False)
    for _turn in range(folders.TRIES):
        assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.2.0-bb"
        folders.begin_attempt(str(newer))
    assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.1.0-aa"
    folders.note_started(str(newer))
    assert folders.choose(str(tmp_path), "0.1.0-aa") == "0.2.0-bb"


def test_the_program_folder_is_in_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folders.program_folder() == str(personal_folder() / "program")
    monkeypatch.delenv("GENDAN_HOME")
    assert folders.program_folder() == str(personal_folder() / "program")


def test_the_launcher_unpacks_once(tmp_path: Path, own_home: Path) -> None:
    here = tmp_path / "程序 一" / "gendan.exe"
    here.parent.mkdir()
    name = make_one_file(here, {"_internal/x": "x"})
    own = payload.look(str(here))
    executable = Path(launcher.provide(str(here), own))
    assert executable == own_home / "program" / name / folders.EXECUTABLE
    before = executable.stat().st_mtime_ns
    assert Path(launcher.provide(str(here), own)) == executable and executable.stat().st_mtime_ns == before
    assert [entry.name for entry in (own_home / "program").iterdir()] == [name]


def test_a_program_folder_that_cannot_be_written_is_got_around(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no folder").write_text("a file is in the way")
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path / "no folder"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    make_one_file(tmp_path / "gendan.exe", {})
    executable = launcher.provide(str(tmp_path / "gendan.exe"), payload.look(str(tmp_path / "gendan.exe")))
    assert Path(executable).parts[:-2] == (tmp_path / "temp" / "Gendan-program").parts


def test_a_damaged_program_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gendan.exe"
    file.write_bytes(b"MZ, and no more")
    monkeypatch.setenv("GENDAN_QUIET", "1")
    monkeypatch.setattr(sys, "executable", str(file))
    assert launcher.main() == 1
    assert "重新复制" in capsys.readouterr().err


def test_half_unpacked_leaves_nothing_behind(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_one_file(tmp_path / "gendan.exe", {"_internal/x": "x"})

    def full(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(payload, "_write", full)
    monkeypatch.setattr(folders, "fallback_folder", lambda: str(own_home / "other"))
    with pytest.raises(OSError, match="No space"):
        launcher.provide(str(tmp_path / "gendan.exe"), payload.look(str(tmp_path / "gendan.exe")))
    assert not list((own_home / "program").iterdir())


def test_a_home_that_cannot_be_made_is_replaced_for_this_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "D").write_text("a drive that is gone")
    monkeypatch.setenv("GENDAN_HOME", str(tmp_path / "D" / "Gendan"))
    assert not ensure_home()
    assert personal_folder() == tmp_path / "Gendan" and (personal_folder() / "log").is_dir()
    assert ensure_home()


def test_old_versions_go_and_two_stay(tmp_path: Path) -> None:
    for number in range(1, 6):
        add_version(tmp_path, f"0.{number}.0-aa")
    gone = sweep.sweep(str(tmp_path), "0.2.0-aa", temporary=str(tmp_path / "none"))
    assert sorted(gone) == ["0.1.0-aa", "0.3.0-aa"]
    assert folders.versions(str(tmp_path)) == ["0.5.0-aa", "0.4.0-aa", "0.2.0-aa"]


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to rename the folder of a running program by itself")
def test_a_version_that_runs_is_not_swept(tmp_path: Path) -> None:
    for number in range(1, 5):
        add_version(tmp_path, f"0.{number}.0-aa")
    running = sweep.hold(str(tmp_path / "0.1.0-aa"))
    assert sweep.sweep(str(tmp_path), "0.4.0-aa", temporary=str(tmp_path / "none")) == ["0.2.0-aa"]
    running.close()
    assert sweep.sweep(str(tmp_path), "0.4.0-aa", temporary=str(tmp_path / "none")) == ["0.1.0-aa"]


def test_leftovers_of_broken_off_starts_go_after_a_day(tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    for name in ("gendan-abc", "_MEI12", "_MEI99", "another"):
        (temp / name).mkdir(parents=True)
    (temp / "_MEI12" / "splash.bmp").write_text("ours")
    (tmp_path / ".new-0.2.0-aa-77").mkdir()
    now = (temp / "another").stat().st_mtime
    assert sweep.sweep(str(tmp_path), "0.1.0-aa", now + 3600, str(temp)) == []
    gone = sweep.sweep(str(tmp_path), "0.1.0-aa", now + sweep.AGE + 60, str(temp))
    assert sorted(gone) == [".new-0.2.0-aa-77", "_MEI12", "gendan-abc"]
    assert (temp / "_MEI99").is_dir() and (temp / "another").is_dir()


def test_the_environment_of_the_started_program_is_free_of_the_starters() -> None:
    given = {"PATH": "/bin", "_PYI_APPLICATION_HOME_DIR": "/tmp/_MEI1", "_PYI_ARCHIVE_FILE": "x",
             "LD_LIBRARY_PATH": "/tmp/_MEI1", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}
    assert starting.clean(given) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/opt/lib",
                                     "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    del given["LD_LIBRARY_PATH_ORIG"]
    assert "LD_LIBRARY_PATH" not in starting.clean(given)
    assert starting.clean({"LD_LIBRARY_PATH": "/opt/lib"})["LD_LIBRARY_PATH"] == "/opt/lib"


@given(st.text(alphabet='a跟 \t\\"', max_size=12))
def test_arguments_reach_a_windows_program_as_they_are(text: str) -> None:
    spaced = f"{text} "
    assert starting.quoted(spaced) == subprocess.list2cmdline([spaced])
    if '"' not in text:
        assert starting.quoted(text) == subprocess.list2cmdline([text])


def test_the_picture_of_the_first_start_stays_until_the_window_stands(
        tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Picture:
        def __init__(self, name: str) -> None:
            seen.append(name)

        def advance(self, part: float) -> None:
            seen.append("advance")

        def wait_for(self, process: int) -> None:
            seen.append(f"waits for {process}")

        def close(self) -> None:
            seen.append("close")

    monkeypatch.setattr(splash, "Splash", Picture)
    monkeypatch.setattr(launcher, "shown", [])
    one = tmp_path / "one"
    make_one_file(one, {"a": "b"})
    launcher.provide(str(one), payload.look(str(one)))
    launcher.cover(7)
    assert (seen[0], seen[-1]) == (splash.FIRST, "waits for 7") and "close" not in seen
    launcher.cover(8)
    assert seen[-2:] == [splash.OPENING, "waits for 8"] and not launcher.shown


def test_the_launcher_imports_next_to_nothing() -> None:
    code = "import sys; import app.program.launcher; print(' '.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-S", "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, check=True)
    heavy = {"pathlib", "typing", "collections", "json", "subprocess", "shutil", "tempfile", "ctypes", "lzma", "re"}
    assert not heavy & set(done.stdout.split())
