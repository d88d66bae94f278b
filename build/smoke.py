"""Starts the built program and looks: `python build/smoke.py [dist/gendan] [--folder F]`; 0 only if all is in order.

The one file unpacks itself into a new home, its own `smoke` command goes through the window, and a second start must
bring the first window forward. Afterwards the log is read: a line that nobody expected fails the run.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("臻宝每日生产进度表_2026-11-21.xlsx", "老格式.xls", "网页另存.xls", "客户订单_GB18030.csv",
           "生产排期表.xlsx")
EXPECTED = (r" INFO ", r"This plugin does not support", r"\(Call not implemented\.\)")
"""Log lines that may be there: the second is of pictures without a screen, the third of Wine's missing parts."""

STEPS = ("demo", "open", "pages", "import", "read", "print", "export", "about", "diagnosis", "soak", "close")


def environment(home: Path) -> dict[str, str]:
    """Return the variables of a run in a home of its own, with no word of the source's environment."""
    found = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    if sys.platform != "win32":
        found.setdefault("QT_QPA_PLATFORM", "offscreen" if not os.environ.get("DISPLAY") else "xcb")
    return {**found, "GENDAN_HOME": str(home), "GENDAN_QUIET": "1"}


def unexpected(folder: Path) -> Iterator[str]:
    """Yield the lines of the logs that nobody expected."""
    for file in sorted((folder / "log").glob("*")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.strip() and not any(re.search(pattern, line) for pattern in EXPECTED):
                yield f"{file.name}: {line}"


def run_steps(program: Path, folder: Path, seconds: float) -> list[str]:
    """Let the program try itself; return what is wrong."""
    samples = [str(ROOT / "tests" / "samples" / name) for name in SAMPLES]
    begun = time.monotonic()
    done = subprocess.run([str(program), "smoke", str(folder / "smoke"), *samples], env=environment(folder / "home"),
                          capture_output=True, timeout=seconds, check=False)
    wrong = []
    output = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    if done.returncode != 0:
        wrong.append(f"the program ended with code {done.returncode}")
    if output:
        wrong.append(f"it wrote: {output}")
    try:
        found = json.loads((folder / "smoke" / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [*wrong, "it left no result"]
    for step in STEPS:
        one = found.get(step)
        print(f"{step:10} {json.dumps(one, ensure_ascii=False) if one else 'not reached'}"[:400], flush=True)
        if not one or "broken" in one:
            wrong.append(f"{step}: {one.get('broken') if one else 'not reached'}")
    print(f"in {time.monotonic() - begun:.1f} s")
    return wrong


def start_twice(program: Path, folder: Path) -> list[str]:
    """Start the window twice; the second start must end by itself, with the first one's window forward."""
    home = folder / "home"
    company = next((folder / "smoke").glob("*.gendan"))
    first = subprocess.Popen([str(program), str(company)], env=environment(home), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    wrong = []
    try:
        end = time.monotonic() + 60
        while not pids(home) and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(5)  # the window settles before it hears
        begun = time.monotonic()
        second = subprocess.run([str(unpacked(home)), str(company)], env=environment(home), timeout=60, check=False)
        print(f"second start ended with {second.returncode} after {time.monotonic() - begun:.1f} s", flush=True)
        if second.returncode != 0 or len(pids(home)) != 1:
            wrong.append("the second start did not hand over to the first")
        if list((home / "running").glob("*.ask-*")):
            wrong.append("the first window did not hear the second start")
    finally:
        for pid in pids(home):
            end_process(pid)
        first.wait(30)
    return wrong


def unpacked(home: Path) -> Path:
    """Return the executable that the one file has unpacked, which unlike the one file stays until all is done."""
    return next((home / "program").glob("*/gendan.exe" if sys.platform == "win32" else "*/gendan"))


def pids(home: Path) -> list[int]:
    """Return the processes that hold a company file."""
    found = []
    for lock in (home / "running").glob("*.lock"):
        try:
            text = lock.read_bytes()[:20].decode("ascii", "ignore").strip("\0 ")
        except OSError:
            continue
        if text.isdigit():
            found.append(int(text))
    return found


def end_process(pid: int) -> None:
    """End one process that this run has started."""
    import signal

    try:
        os.kill(pid, signal.SIGTERM)
    except OSError as error:
        print(f"process {pid}: {error}")


def main() -> int:
    """Run all and say what is wrong."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ending = ".exe" if sys.platform == "win32" else ""
    asked.add_argument("program", type=Path, nargs="?", default=ROOT / "dist" / f"gendan{ending}")
    asked.add_argument("--folder", type=Path, help="where everything is laid and stays, for looking at the pictures")
    asked.add_argument("--seconds", type=float, default=600)
    given = asked.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console of another language has no Chinese
    with tempfile.TemporaryDirectory(prefix="gendan smoke 试 ", ignore_cleanup_errors=True) as own:
        folder = (given.folder or Path(own)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        wrong = run_steps(given.program.absolute(), folder, given.seconds)
        if not wrong:
            wrong = start_twice(given.program.absolute(), folder)
        wrong += list(unexpected(folder / "home"))
    for line in wrong:
        print(f"WRONG: {line}")
    print("smoke: something is wrong" if wrong else "smoke: all in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
