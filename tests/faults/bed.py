"""Runs the program's own data layer on a test bed and prints figures: `python -m tests.faults.bed FOLDER [PART …]`.

FOLDER is an smb_bed that has been set up (its folder `bed`, with bedlib.py): real Samba, Linux clients that can
lose their power or their cable. Or a share_sim (with smbfs_sim.c): two mounts with the caches of Windows' client.
Parts: sizes, office, hammer, death, cable (smb_bed); sizes, office, kills (share_sim). Needs root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.areas.demo import make_demo
from app.database import connection

ROOT = Path(__file__).resolve().parents[2]
PURE = ("peewee", "platformdirs", "pypinyin", "dateutil", "six")
"""What a client needs beside our own code, all of it plain Python."""
CLIENTS = 4
SIZES = (4096, 8192, 16384)
KEEPALIVE = " socket options = TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE=5 TCP_KEEPINTVL=3 TCP_KEEPCNT=3"
"""What the manual page advises for Samba, so that a dead PC's locks are let go in seconds."""


def say(part: str, **found: Any) -> None:
    """Print one result as JSON."""
    print(json.dumps({"part": part, **found}, ensure_ascii=False), flush=True)


def at(values: list[float], part: float) -> float:
    """Return a quantile in milliseconds."""
    listed = sorted(values)
    return round(listed[min(len(listed) - 1, int(len(listed) * part))] * 1000, 1) if listed else 0.0


def company(path: Path, page_size: int) -> None:
    """Make the demo company with pages of a size."""
    before = connection.PAGE_SIZE
    connection.PAGE_SIZE = page_size
    try:
        make_demo(path, date(2026, 11, 23))
    finally:
        connection.close()
        connection.PAGE_SIZE = before


def pack(folder: Path) -> Path:
    """Put our code and the packages that it needs into a folder for clients that have Python alone."""
    for name in ("app", "tests/faults", "tests/__init__.py", "resources/translations",
                 "resources/holidays"):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name in PURE:
        found = find_spec(name)
        if found is None or found.origin is None:
            continue
        source = Path(found.origin)
        if source.name == "__init__.py":
            shutil.copytree(source.parent, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        else:
            shutil.copyfile(source, folder / source.name)
    return folder


def figures(results: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """Return commits a second and quantiles over the results of all clients."""
    saves = [s for r in results for s in r["saves"]]
    opens = [s for r in results for s in r["opens"]]
    return {"programs": len(results), "commits_per_second": round(len(saves) / seconds, 1),
            "save_p50_ms": at(saves, 0.5), "save_p99_ms": at(saves, 0.99), "save_longest_ms": at(saves, 1.0),
            "open_p50_ms": at(opens, 0.5), "open_p99_ms": at(opens, 0.99), "saves": len(saves), "opens": len(opens),
            "fewest_and_most_saves": [min(len(r["saves"]) for r in results), max(len(r["saves"]) for r in results)],
            "late_seconds": round(max(0.0, *(r["late"] for r in results)), 1),
            "troubles": sum(len(r["troubles"]) for r in results),
            "first_trouble": next((t for r in results for t in r["troubles"]), "")}


class Smb:
    """Kernel clients on a Samba server."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("BED_BASE", str(folder.parent))
        os.environ.setdefault("BED_MEM", "900M")
        sys.path.insert(0, str(folder))
        import bedlib
        import scen

        self.lib, self.scen = bedlib, scen

    def run(self, parts: list[str]) -> None:
        """Run the parts asked for, all where none is named."""
        wanted = parts or ["sizes", "office", "hammer", "death", "cable"]
        with self.scen.Bed(CLIENTS, KEEPALIVE) as bed:
            code = Path(self.lib.X) / "prog"
            shutil.rmtree(code, ignore_errors=True)
            pack(code)
            bed.mount("actimeo=0", "dbno")
            for part in wanted:
                getattr(self, part)(bed)

    def put(self, page_size: int = 16384) -> str:
        """Put a demo company on the share; return its name on the clients."""
        name = f"demo{page_size}-{time.time_ns()}.gendan"
        with tempfile.TemporaryDirectory() as local:
            made = Path(local) / "demo.gendan"
            company(made, page_size)
            target = Path(self.lib.SHARE) / "dbno" / name
            shutil.copyfile(made, target)
            shutil.chown(target, "nobody")
        self.server_file = target
        return f"/mnt/db/{name}"

    def client(self, guest: Any, what: str, wait: float, name: str = "") -> Any:
        """Start a piece of work on a client; returns a thread with its result."""
        shim = "LD_PRELOAD=/bed/winlock.so GENDAN_HOME=/tmp/home PYTHONDONTWRITEBYTECODE=1"
        home = f"mkdir -p /tmp/home{name}; cd /x/prog && {shim.replace('/tmp/home', '/tmp/home' + name)} "
        return guest.spawn(f"{home} python3 -m tests.faults.bed_load {what}", wait)

    def answer(self, thread: Any) -> Any:
        """Wait for a piece of work and return the JSON of its last line."""
        thread.join()
        text = str(thread.result.get("out", "")).strip()
        try:
            return json.loads(text.splitlines()[-1])
        except (ValueError, IndexError):
            raise SystemExit(f"a client failed: {thread.result}") from None

    def judge(self) -> dict[str, Any]:
        """Look at the file on the server's own disk."""
        from tests.faults.bed_load import judge

        found = judge(self.server_file)
        return {"integrity": found["integrity"], "broken": found["broken"], "in_history": found["saves"]}

    def sizes(self, bed: Any) -> None:
        """Requests of one save, of SQLite alone, and of opening a page, by page size."""
        for size in SIZES:
            path = self.put(size)
            first = self.answer(self.client(bed.g[0], f"count {path} a", 200))
            alone = self.answer(self.client(bed.g[1], f"load {path} alone 8 0", 60))
            say("sizes", page_size=size, **{f"{what}_{where}": sum(
                n for key, n in first[what][where].items() if key not in ("open", "close"))
                for what in ("save", "bare", "page") for where in ("sqlite", "wire")}, wire=first["save"]["wire"],
                alone=figures([alone], 8.0))

    def office(self, bed: Any, programs: int = 5, gap: float = 2.0, seconds: float = 40.0) -> None:
        """Twenty programs, a save every two seconds each."""
        path = self.put()
        start = time.time() + 15 + 3 * programs
        work = [self.client(guest, f"load {path} g{n}p{p} {seconds} {gap} {start}", 400, f"{n}{p}")
                for n, guest in enumerate(bed.g) for p in range(programs)]
        found = [self.answer(each) for each in work]
        say("office" if gap else "hammer", **figures(found, seconds), **self.judge())

    def hammer(self, bed: Any) -> None:
        """Four programs without a pause."""
        self.office(bed, 1, 0.0, 20.0)

    def death(self, bed: Any) -> None:
        """A client loses its power with the lock in its hand: how long the other is blocked, and what it is told."""
        path = self.put()
        bed.g[1].spawn(f"cd /x/prog && LD_PRELOAD=/bed/winlock.so GENDAN_HOME=/tmp/h python3 -m tests.faults.bed_load "
                       f"hold {path}", 600)
        time.sleep(8)
        watching = self.client(bed.g[0], f"watch {path} a 75", 300)
        time.sleep(25)
        died = time.time()
        bed.g[1].kill()
        found = self.answer(watching)
        first = next((t for t in found["done"] if t > died), None)
        say("death", blocked_seconds=round(first - died, 1) if first else None, told=found["troubles"][:3],
            reads_meanwhile=len([r for r in found["reads"] if r >= 0]), saves_after=len(found["done"]), **self.judge())
        bed.g[1].start()
        bed.g[1].mount("actimeo=0", "dbno")

    def cable(self, bed: Any) -> None:
        """The cable is out for ten seconds under load: nothing lost, nothing twice."""
        path = self.put()
        work = [self.client(guest, f"watch {path} g{n} 60", 300, str(n)) for n, guest in enumerate(bed.g[:2])]
        time.sleep(15)
        self.lib.cut(2)
        time.sleep(10)
        self.lib.uncut(2)
        found = [self.answer(each) for each in work]
        told = [t for r in found for t in r["troubles"]]
        say("cable", saves=sum(len(r["done"]) for r in found), told=[t[1] for t in told][:4], count=len(told),
            **self.judge())


class Sim:
    """Two mounts of one folder with the caches of Windows' client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = folder / "smbfs_sim"
        if not program.exists():
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "fuse3"], capture_output=True, text=True,
                                   check=True).stdout.split()
            subprocess.run(["gcc", "-O2", "smbfs_sim.c", "-o", "smbfs_sim", *flags], cwd=folder, check=True)

    def run(self, parts: list[str]) -> None:
        """Run the parts asked for, all where none is named."""
        for name in ("back", "m1", "m2"):
            (self.folder / name).mkdir(exist_ok=True)
        caches = {**os.environ, "T_NEG": "5", "T_ATTR": "0", "T_ENT": "0"}
        mounts = [subprocess.Popen(["./smbfs_sim", "back", m], cwd=self.folder, env=caches) for m in ("m1", "m2")]
        time.sleep(1)
        try:
            for part in parts or ["sizes", "office", "kills"]:
                getattr(self, part)()
        finally:
            for m in ("m1", "m2"):
                subprocess.run(["fusermount3", "-u", "-z", m], cwd=self.folder, check=False)
            for each in mounts:
                each.wait()

    def put(self, page_size: int = 16384) -> str:
        """Put a demo company into the folder; return its name."""
        name = f"demo{page_size}-{time.time_ns()}.gendan"
        company(self.folder / "back" / name, page_size)
        return name

    def client(self, arguments: list[str], name: str) -> subprocess.Popen[str]:
        """Start a piece of work."""
        home = {**os.environ, "PYTHONPATH": str(ROOT), "GENDAN_HOME": tempfile.mkdtemp(prefix=f"gendan{name}")}
        return subprocess.Popen([sys.executable, "-m", "tests.faults.bed_load", *arguments], env=home, cwd=ROOT,
                                stdout=subprocess.PIPE, text=True)

    def answer(self, running: subprocess.Popen[str]) -> Any:
        """Wait for a piece of work and return its JSON."""
        text = running.communicate()[0]
        return json.loads(text.strip().splitlines()[-1])

    def sizes(self) -> None:
        """Requests of one save, of SQLite alone, and of opening a page, by page size."""
        for size in SIZES:
            path = self.folder / "m1" / self.put(size)
            found = self.answer(self.client(["count", str(path), "a"], "a"))
            say("sizes", page_size=size, **{what: sum(n for key, n in found[what]["sqlite"].items()
                                                      if key not in ("open", "close"))
                                            for what in ("save", "bare", "page")})

    def office(self, programs: int = 10, gap: float = 2.0, seconds: float = 30.0) -> None:
        """Twenty programs on both mounts, a save every two seconds each."""
        name = self.put()
        start = str(time.time() + 5 + 2 * programs)
        work = [self.client(["load", str(self.folder / f"m{1 + n % 2}" / name), f"p{n}", str(seconds), str(gap), start],
                            str(n)) for n in range(2 * programs)]
        found = [self.answer(each) for each in work]
        from tests.faults.bed_load import judge

        state = judge(self.folder / "back" / name)
        say("office", **figures(found, seconds), in_history=state.pop("saves"), **state)

    def kills(self, rounds: int = 30) -> None:
        """Six programs without a pause, some killed: every acknowledged save once, through the other mount's cache."""
        from tests.faults.writers import judge, make

        name = self.put()
        make(self.folder / "back" / name)
        notes = Path(tempfile.mkdtemp(prefix="gendan"))

        def start(number: int) -> subprocess.Popen[bytes]:
            script = ("import sys; from pathlib import Path; from app.areas import catalogue; catalogue.tables()\n"
                      "from tests.faults.writers import one_writer; one_writer(Path(sys.argv[1]), sys.argv[2], "
                      "Path(sys.argv[3]))")
            place = self.folder / f"m{1 + number % 2}" / name
            return subprocess.Popen([sys.executable, "-c", script, str(place), f"w{number}", str(notes)], cwd=ROOT,
                                    env={**os.environ, "PYTHONPATH": str(ROOT)})

        running = [start(n) for n in range(6)]
        time.sleep(3)
        for n in range(rounds):
            time.sleep(0.7)
            victim = running.pop(0)
            victim.kill()
            victim.wait()
            running.append(start(6 + n))
        time.sleep(3)
        for each in running:
            each.kill()
            each.wait()
        found = judge(self.folder / "back" / name, notes)
        say("kills", killed=rounds + 6, **found)


def main() -> None:
    """Run from the command line."""
    folder, parts = Path(sys.argv[1]).resolve(), sys.argv[2:]
    bed: Any = Smb(folder) if (folder / "bedlib.py").exists() else Sim(folder)
    bed.run(parts)


if __name__ == "__main__":
    main()
