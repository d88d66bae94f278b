"""Whether a drive keeps locks, and how fast: tried with two handles on a file of its own beside the company file."""

from __future__ import annotations

import os
import time
from pathlib import Path

from app.database.beside import beside, let_go, take
from app.database.faults import LocksFail
from app.domain.frozen import frozen
from app.domain.text import _

SLOW = 0.020
"""Seconds for a lock and its release beyond which a drive makes everybody wait."""
NETWORK = ("cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "davfs", "fuse.davfs2")
UNLOCKED = {"nobrl": "nobrl", "nolock": "nolock", "local_lock=all": "local_lock=all", "local_lock=posix":
            "local_lock=posix"}
"""Mount options with which locks stay on one PC and the others never see them."""


@frozen
class LockTest:
    """What was found: what is wrong (“” where nothing), and the seconds for one lock and its release."""

    wrong: str
    seconds: float


def try_locks(path: Path, rounds: int = 9) -> LockTest:
    """Lock with one handle, see that the other is refused, let go, see that it is granted; measure the pair."""
    if (option := mount_option(path)) is not None:
        return LockTest(_("the drive is mounted with “{option}”").format(option=option), 0.0)
    place = beside(path, f"locktest-{os.getpid()}")
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    first = os.open(place, flags)
    try:
        second = os.open(place, flags)
        try:
            os.write(first, b"lock test")
            wrong = _try(first, second)
            return LockTest(wrong, 0.0 if wrong else _pair(first, rounds))
        finally:
            os.close(second)
    finally:
        os.close(first)
        place.unlink(missing_ok=True)


def _try(first: int, second: int) -> str:
    if not take(first):
        return _("a lock on a new file was refused")
    if take(second):
        return _("the same lock was granted twice")
    let_go(first)
    if not take(second):
        return _("a lock that was released is still held")
    let_go(second)
    return ""


def _pair(handle: int, rounds: int) -> float:
    taken = []
    for _round in range(rounds):
        started = time.perf_counter()
        take(handle)
        let_go(handle)
        taken.append(time.perf_counter() - started)
    taken.sort()
    return taken[len(taken) // 2]


def mount_of(path: Path) -> tuple[str, str]:
    """Return (kind, options) of the mount that a path lies on; empty where the system does not tell."""
    best, found = "", ("", "")
    try:
        whole = str(path.resolve())
        for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
            _device, where, kind, options = line.split(" ")[:4]
            where = where.replace("\\040", " ")
            if (whole == where or whole.startswith(where.rstrip("/") + "/")) and len(where) >= len(best):
                best, found = where, (kind, options)
    except (OSError, ValueError):
        return "", ""
    return found


def mount_option(path: Path) -> str | None:
    """Return the option by which a mount keeps locks to itself, None where there is none."""
    kind, options = mount_of(path)
    if kind not in NETWORK:
        return None
    return next((word for word in options.split(",") if word in UNLOCKED), None)


def is_shared(path: Path) -> bool:
    """Tell whether a path lies on a network drive."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if os.name == "nt":
        return drive_kind(text[:2] + "\\") == REMOTE
    return mount_of(path)[0] in NETWORK


REMOTE = 4


def drive_kind(root: str) -> int:
    """Return what Windows says a drive letter is; 4 is a network drive."""
    import ctypes

    return int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(root)) if os.name == "nt" else 0  # noqa: B009


def refuse_if_broken(path: Path) -> LockTest:
    """Raise LocksFail where two programs are granted the same lock; a folder that can't be written is not tested."""
    try:
        found = try_locks(path)
    except OSError:
        return LockTest("", 0.0)
    if found.wrong:
        raise LocksFail(path, found.wrong)
    return found
