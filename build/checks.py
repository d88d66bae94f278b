"""What `python build/test.py` runs: linter, types, tests; or the benchmarks one after the other."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT, NotMadeError, provide, say, variables
from system_libraries import provide_libraries, provide_server

BENCHMARKS = ROOT / "tests" / "benchmarks"


@dataclass(frozen=True)
class Measured:
    """One measured value of a benchmark beside its limit, both in the unit that the name tells."""

    name: str
    value: float
    limit: float
    ok: bool


def run_checks(arguments: Sequence[str]) -> int:
    """Run what was asked for and return 0 only when all of it is in order."""
    try:
        python = provide()
        complete = provide_libraries(say)
    except (NotMadeError, OSError) as error:
        say(str(error))
        return 1
    if not complete:
        return 1
    if arguments and arguments[0] == "benchmarks":
        return run_benchmarks(python, arguments[1:])
    provide_server(say)
    codes = [] if arguments else [step(python, "ruff", "check", "."), step(python, "mypy")]
    codes.append(step(python, "pytest", *arguments))
    return next((code for code in codes if code), 0)


def offscreen() -> dict[str, str]:
    """Return the variables of a check: windows are drawn into memory unless a platform is chosen."""
    return {"QT_QPA_PLATFORM": "offscreen", **variables(os.environ)}


def step(python: Path, module: str, *arguments: str) -> int:
    """Run one tool in the project's folder and say in a line if it found something."""
    code = subprocess.call([str(python), "-m", module, *arguments], cwd=ROOT, env=offscreen())
    if code and module != "pytest":
        say(f"{module} found something to mend (code {code}).")
    return code


def read_measured(output: str) -> tuple[list[Measured], list[str]]:
    """Return the values among a benchmark's lines of output, and the other lines."""
    found: list[Measured] = []
    others: list[str] = []
    for line in output.splitlines():
        try:
            row = json.loads(line)
            one = Measured(str(row["name"]), float(row["value"]), float(row["limit"]), row["ok"] is True)
        except (ValueError, KeyError, TypeError):
            others.append(line)
        else:
            found.append(one)
    return found, others


def run_benchmarks(python: Path, names: Sequence[str]) -> int:
    """Run benchmark scripts (all, or those named) and fail if one breaks, is silent, or misses a limit."""
    scripts = sorted(path for path in BENCHMARKS.glob("*.py") if not path.name.startswith("_"))
    unknown = sorted(set(names) - {path.stem for path in scripts})
    if unknown:
        say(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(p.stem for p in scripts)}")
        return 2
    failed: list[str] = []
    for script in scripts:
        if names and script.stem not in names:
            continue
        command = [str(python), str(script)]
        done = subprocess.run(
            command, cwd=ROOT, env=offscreen(), stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        found, others = read_measured(done.stdout)
        for line in others:
            print(line)
        for one in found:
            verdict = "ok" if one.ok else "MISSED"
            measured = f"{one.value:10.3f}  limit {one.limit:10.3f}"
            print(f"{script.stem:20} {one.name:48} {measured}  {verdict}", flush=True)
        if done.returncode or not found or not all(one.ok for one in found):
            failed.append(script.stem)
            if done.returncode or not found:
                say(f"{script.stem}: ended with code {done.returncode}, {len(found)} values")
    print(f"benchmarks failed: {', '.join(failed)}" if failed else "benchmarks: all within their limits")
    return 1 if failed else 0
