"""The program's own Python environment (.venv): made when missing, remade when the pins change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from system_libraries import provide_libraries, provide_venv_module

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "build" / "constraints.txt"
FOLDER = ROOT / ".venv"


class NotMadeError(Exception):
    """The environment could not be made; the text says why and what to do."""


def say(line: str) -> None:
    """Tell the progress of the setup on stderr: stdout belongs to the command."""
    print(line, file=sys.stderr, flush=True)


def python_in(folder: Path) -> Path:
    """Return where an environment keeps its Python."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def wanted_stamp(constraints: Path) -> str:
    """Return the text that a finished environment carries: it tells pins, Python and system apart."""
    pins = hashlib.sha256(constraints.read_bytes()).hexdigest()
    return f"{pins} {sys.version_info[0]}.{sys.version_info[1]} {sys.platform}\n"


def is_made(folder: Path, constraints: Path) -> bool:
    """Tell whether the environment is whole, of these pins, and its Python still there."""
    try:
        stamp = (folder / "stamp").read_text(encoding="utf-8")
        home = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    base = next((line.partition("=")[2].strip() for line in home.splitlines() if line.startswith("home")), "")
    return stamp == wanted_stamp(constraints) and python_in(folder).exists() and Path(base).is_dir()


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock file while one start makes the environment; the system lets go of it after a crash."""
    with lock.open("a+b") as file:
        if os.name == "nt":
            import msvcrt
            import time

            waited = False
            while True:
                try:
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    if not waited:
                        say("Another start is making the environment; waiting for it …")
                    waited = True
                    time.sleep(0.5)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another start is making the environment; waiting for it …")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield


def empty(folder: Path, keep: str) -> None:
    """Remove what a half-made or outdated environment left, all but the lock that is being held."""
    for entry in folder.iterdir():
        if entry.name == keep:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def make(folder: Path, constraints: Path) -> None:
    """Make the environment from the pins; the stamp is written last, so a half-made one is known."""
    (folder / "stamp").unlink(missing_ok=True)
    try:
        empty(folder, keep="lock")
    except OSError as error:
        raise NotMadeError(
            f"The environment in {folder} must be made anew, but it is in use ({error}). "
            "Close Gendan and start again."
        ) from error
    provide_venv_module(say)
    say(f"Making the environment in {folder} (once, a minute or two) …")
    base = getattr(sys, "_base_executable", None) or sys.executable
    run_step([base, "-m", "venv", str(folder)], "The environment could not be made")
    pip = [str(python_in(folder)), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    pins = ["-r", str(constraints), "-c", str(constraints)]
    run_step([*pip, "install", *pins], "The packages could not be installed (is the network there?)")
    half = folder / "stamp.new"
    half.write_text(wanted_stamp(constraints), encoding="utf-8")
    half.replace(folder / "stamp")


def run_step(command: Sequence[str], trouble: str) -> None:
    """Run one step of the setup with all its output on stderr."""
    finished = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)
    if finished.returncode != 0:
        ended = f"“{' '.join(command)}” ended with code {finished.returncode}"
        raise NotMadeError(f"{trouble}: {ended}. Mend it and start again.")


def provide(folder: Path = FOLDER, constraints: Path = CONSTRAINTS) -> Path:
    """Return the environment's Python, after making whatever is missing."""
    if not is_made(folder, constraints):
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / "lock"):
            if not is_made(folder, constraints):
                make(folder, constraints)
    return python_in(folder)


def variables(given: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for a process of ours: our code is found from any folder, text is UTF-8.

    Compiled modules are kept whatever the caller does with its own, so that every later start is a quick one.
    """
    found = {name: value for name, value in given.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found["PYTHONPATH"] = os.pathsep.join(part for part in (str(ROOT), given.get("PYTHONPATH", "")) if part)
    found["PYTHONUTF8"] = "1"
    return found


def start(arguments: Sequence[str], needs_qt: bool) -> int:
    """Run our code in the environment with the caller's folder and streams; return its exit code."""
    try:
        python = provide()
        complete = provide_libraries(say, quiet=not needs_qt)
    except (NotMadeError, OSError) as error:
        say(str(error))
        return 1
    if needs_qt and not complete:
        return 1
    command = [str(python), "-P", *arguments]
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(python, command, variables(os.environ))
    try:
        return subprocess.call(command, env=variables(os.environ))
    except KeyboardInterrupt:
        return 130
