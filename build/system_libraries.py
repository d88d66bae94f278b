"""The system libraries that Qt needs on Linux: found missing, installed on Debian if we may, else named."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

NEEDED = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
FOR_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Shared library → Debian package; the second half is only for real X windows."""

Say = Callable[[str], None]


def known_libraries() -> str:
    """Return the loader's list of the libraries on this machine, empty if it cannot be asked."""
    for ldconfig in ("/sbin/ldconfig", "/usr/sbin/ldconfig", shutil.which("ldconfig")):
        if ldconfig and Path(ldconfig).exists():
            asked = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False)
            return asked.stdout
    return ""


def missing(listed: str, needed: Sequence[str]) -> list[str]:
    """Return the libraries that the loader's list does not have; without a list nothing is claimed."""
    return [name for name in needed if f"\t{name} " not in listed] if listed else []


def may_install() -> bool:
    """Tell whether we are root on a Debian kind of system."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str], say: Say) -> bool:
    """Install Debian packages, with all output on stderr; return whether it worked."""
    say("Installing system packages: " + " ".join(packages) + " …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], stdout=sys.stderr, env=quiet, check=False)
        if done.returncode != 0 and command[0] == "install":
            return False
    return True


def provide_libraries(say: Say, quiet: bool = False) -> bool:
    """Install what Qt misses, or name it in one line; return whether a window can be made.

    With quiet nothing is named: the command line works without these libraries.
    """
    if not sys.platform.startswith("linux"):
        return True
    listed = known_libraries()
    packages = {**NEEDED, **FOR_WINDOWS}
    absent = missing(listed, list(packages))
    if absent and may_install() and install(sorted({packages[name] for name in absent}), say):
        absent = missing(known_libraries(), list(packages))
    if absent and not quiet:
        say(remedy(absent))
    return not any(name in NEEDED for name in absent)


def server_is_here() -> bool:
    """Tell whether PostgreSQL's programs are installed, on the path or where Debian keeps them."""
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def provide_server(say: Say) -> bool:
    """Install PostgreSQL for the tests where it is missing and may be installed; else say that they are skipped."""
    if server_is_here() or (sys.platform.startswith("linux") and may_install() and install(["postgresql"], say)
                            and server_is_here()):
        return True
    say("PostgreSQL is not here and can't be installed, so what needs it is skipped: sudo apt-get install postgresql")
    return False


def remedy(absent: Sequence[str]) -> str:
    """Return the one line that names missing libraries and how to get them."""
    packages = {**NEEDED, **FOR_WINDOWS}
    if shutil.which("apt-get"):
        wanted = " ".join(sorted({packages[name] for name in absent}))
        return f"System libraries are missing; install them with: sudo apt-get install -y {wanted}"
    return "System libraries are missing; install the packages of your system that bring: " + " ".join(absent)


def provide_venv_module(say: Say) -> None:
    """Install Debian's separate package for making environments, or name it, if Python lacks it."""
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if may_install():
        install([package], say)
    else:
        say(f"Python cannot make environments here; install its module: sudo apt-get install -y {package}")
