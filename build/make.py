"""Builds the one file that a clerk double-clicks: `python build/make.py`; the result and its report lie in dist/.

The packages come from an environment made for this alone, from the pins. `--here` takes the Python that runs this
instead, for machines where an environment cannot be made.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import ROOT, NotMadeError, provide, say, variables

BUILD = ROOT / "build"
WORK = ROOT / "work" / f"build-{sys.platform}"
LARGEST = 45_000_000 if sys.platform == "win32" else 60_000_000
"""Bytes that the one file may have; on Linux Qt brings the tables of ICU, which Windows has itself."""


def program_pins() -> str:
    """Return the pins of the program and of the build, without those of the tests."""
    lines = (BUILD / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted, kept = True, []
    for line in lines:
        if line.startswith("#"):
            wanted = "tests" not in line or "program" in line
        elif wanted and line.strip():
            kept.append(line)
    pins = (BUILD / "packaging.txt").read_text(encoding="utf-8").splitlines()
    shared = [line for line in lines if line.startswith("packaging==")]
    return "\n".join([*kept, *shared, *(pin for pin in pins if pin and not pin.startswith("#"))]) + "\n"


def provide_builder() -> Path:
    """Return the Python of a clean environment for the build, made if it is missing or of other pins."""
    WORK.mkdir(parents=True, exist_ok=True)
    pins = WORK / "pins.txt"
    pins.write_text(program_pins(), encoding="utf-8")
    return provide(WORK / "environment", pins)


def version_text(version: str) -> str:
    """Return the version information of a Windows program, as PyInstaller reads it."""
    numbers = tuple([*map(int, version.split(".")), 0, 0, 0][:4])
    strings = {"CompanyName": "Gendan", "FileDescription": "Gendan 跟单台", "FileVersion": version,
               "InternalName": "gendan", "OriginalFilename": "gendan.exe", "ProductName": "Gendan 跟单台",
               "ProductVersion": version, "LegalCopyright": "Gendan"}
    rows = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    return (f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, "
            f"fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('080404b0', [{rows}])]), "
            "VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])\n")


def run_pyinstaller(spec: str, out: Path, **more: str) -> None:
    """Run one spec file with its results in `out`."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath",
               str(out), "--workpath", str(WORK / "pyinstaller"), str(BUILD / spec)]
    own = {**variables(os.environ), "GENDAN_BUILD": str(WORK / "made"), **more}
    done = subprocess.run(command, cwd=ROOT, env=own, check=False)
    if done.returncode != 0:
        raise NotMadeError(f"PyInstaller ended with code {done.returncode} on {spec}.")


def prepare(version: str) -> None:
    """Make what goes in beside the code: licences, version information, PySide's own modules compiled."""
    from licences import collect

    made = WORK / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    (made / "licences.txt").write_text(collect(), encoding="utf-8")
    (made / "version.txt").write_text(version_text(version), encoding="utf-8")
    (made / "build.json").write_text(json.dumps({
        "version": version, "python": sys.version.split()[0], "system": sys.platform,
        "made": time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))),
    }), encoding="utf-8")
    own = {**variables(os.environ), "PYTHONPYCACHEPREFIX": str(WORK / "compiled"), "QT_QPA_PLATFORM": "offscreen"}
    code = "import ui.quick_imports as q; print(q.KEPT)"
    asked = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    kept = Path(asked.stdout.strip())
    if kept.is_file():
        shutil.copy(kept, made / kept.name)


def build(out: Path) -> Path:
    """Build everything with this Python; return the one file."""
    from report import report, wrong

    from app.program import payload
    from app.program.version import VERSION

    ending = ".exe" if sys.platform == "win32" else ""
    out.mkdir(parents=True, exist_ok=True)
    say("1/4  licences and version information …")
    prepare(VERSION)
    say("2/4  the program as a folder …")
    folder = WORK / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    run_pyinstaller("gendan.spec", folder)
    say("3/4  packing …")
    draft = WORK / "made" / "draft"
    mark = payload.pack(str(folder / "gendan"), str(draft))
    packed = draft.replace(draft.with_name(f"{payload.PREFIX}{VERSION}-{mark}"))
    say("4/4  the one file …")
    made = WORK / "one"
    shutil.rmtree(made, ignore_errors=True)
    run_pyinstaller("launcher.spec", made, GENDAN_ONE_FILE="gendan")
    one = out / f"gendan{ending}"
    shutil.copy2(made / f"gendan{ending}", one)
    lay_update(one, out, VERSION, ending)
    text = report(folder / "gendan", packed, one)
    (out / "report.txt").write_text(text, encoding="utf-8")
    print(text)
    found = wrong(folder / "gendan", one, LARGEST)
    if found:
        raise NotMadeError("\n".join(found))
    return one


def lay_update(one: Path, out: Path, version: str, ending: str) -> None:
    """Make the folder that is copied beside the company file, so that the office's PCs are offered this version."""
    folder = out / "gendan-updates"
    folder.mkdir(exist_ok=True)
    target = folder / f"gendan-{version}{ending or '.linux'}"
    shutil.copy2(one, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")


def main() -> int:
    """Make the environment if it is missing, then build in it."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--here", action="store_true", help="build with the Python that runs this")
    asked.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the results")
    asked.add_argument("--lay", action="store_true", help="only lay the finished, now signed program as an update")
    given = asked.parse_args()
    try:
        if given.lay:
            sys.path.insert(0, str(ROOT))
            from app.program.version import VERSION

            ending = ".exe" if sys.platform == "win32" else ""
            lay_update(given.out / f"gendan{ending}", given.out, VERSION, ending)
            return 0
        if not given.here:
            python = provide_builder()
            own = variables(os.environ)
            own.pop("PYTHONPATH", None)
            return subprocess.call([str(python), str(BUILD / "make.py"), "--here", "--out", str(given.out)], env=own)
        sys.path.insert(0, str(ROOT))
        say(f"made: {build(given.out)}")
    except (NotMadeError, OSError) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
