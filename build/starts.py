"""Measures starts of the built program against the unpacked one: `python build/starts.py [dist/gendan]`.

First start: unpacks. Second start: the one file finds its unpacked program and starts it. Each start opens the demo
company and leaves when its window can be used; the clock runs until then. CPU is that of the process with all its
children (not on Windows).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from smoke import ROOT, environment, unpacked

RUNS = 7
LIMIT = 1.3


def took(command: list[str], home: Path, mark: Path | None = None) -> tuple[float, float]:
    """Return the seconds of CPU and of the clock that a start took, until the time in the file `mark` if given."""
    begun = time.time()
    process = subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = used.ru_utime + used.ru_stime
    else:
        _wait(process, mark)
        cpu = 0.0
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    ended = time.time() if mark is None else float(mark.read_text(encoding="ascii"))
    if mark is not None:
        mark.unlink()
    return cpu, ended - begun


def _wait(process: subprocess.Popen[bytes], mark: Path | None) -> None:
    """Wait for the end; one that hangs there, as under Wine, is ended once its window could be used."""
    try:
        process.wait(20 if mark is not None else 300)
    except subprocess.TimeoutExpired:
        if mark is None or not mark.exists():
            raise
        process.kill()
        process.wait()
        process.returncode = 0


def main() -> int:
    """Measure and print; 0 if the second start keeps within its limit."""
    ending = ".exe" if sys.platform == "win32" else ""
    program = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist" / f"gendan{ending}").absolute()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, file = Path(folder) / "home", Path(folder) / "demo.gendan"
        first = took([str(program), "demo", str(file)], home)
        bare = took([str(unpacked(home)), "demo", str(Path(folder) / "again.gendan")], home)
        mark = Path(folder) / "usable"
        start = ["smoke", "--start", str(file), str(mark)]
        took([str(unpacked(home)), *start], home, mark)
        plain, whole = [], []
        for _run in range(RUNS):
            plain.append(took([str(unpacked(home)), *start], home, mark))
            whole.append(took([str(program), *start], home, mark))
    print(f"first start, unpacking: {first[1] - bare[1]:.2f} s more on the clock, {first[0] - bare[0]:.2f} s CPU")
    names = ("CPU", "clock")
    ratio = 0.0
    for at in (0, 1):
        one, other = min(run[at] for run in whole), min(run[at] for run in plain)
        if other:
            print(f"{names[at]}: one file", *(f"{run[at]:.2f}" for run in whole), "unpacked",
                  *(f"{run[at]:.2f}" for run in plain))
            print(f"second start: {one:.3f} s {names[at]}, unpacked program {other:.3f} s: {one / other:.2f} times")
            ratio = ratio or one / other
    print("within" if ratio <= LIMIT else "MISSED", f"the limit of {LIMIT}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
