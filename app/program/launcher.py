"""The one file's own start: unpacks the program once into the user's program folder, then starts it from there.

It imports next to nothing, so that a second start costs little more than the unpacked program's. Its few texts
come in both languages, since the translations lie in what is still packed.
"""

from __future__ import annotations

import os
import sys

from app.program import folders, payload, starting

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing
    from typing import Any

NO_ROOM = ("跟单台无法解压到“{folder}”：{error}\n请腾出约 200 MB 空间，或请管理员允许写入该文件夹，然后再双击一次。\n\n"
           "Gendan could not be unpacked into “{folder}”: {error}\n"
           "Make about 200 MB of room there, or have the folder made writable, and start again.")
DAMAGED = ("“{file}”不完整，请重新复制一份。\n\n“{file}” is incomplete; please copy it again.")


def main() -> int:
    """Start the newest version; unpack the one that is carried here if it is not there yet."""
    here = os.path.abspath(sys.executable)
    try:
        own = payload.look(here)
    except (OSError, payload.NoProgram):
        return complain(DAMAGED.format(file=here))
    try:
        executable = provide(here, own)
    except (payload.NoProgram, EOFError, ValueError):
        return complain(DAMAGED.format(file=here))
    except OSError as error:
        return complain(NO_ROOM.format(folder=folders.program_folder(), error=error.strerror or error))
    folders.begin_attempt(os.path.dirname(executable))
    os.environ[starting.STARTED_FROM] = here
    if sys.argv[1:] and sys.argv[1] in starting.COMMANDS:
        put_away()
    return starting.start(executable, sys.argv[1:], cover)


shown: list[Any] = []
"""The picture of the first start, which stays until the window stands."""


def cover(process: int) -> None:
    """Show the picture of a start until the started program shows a window."""
    from app.program import splash

    (shown.pop() if shown else splash.Splash(splash.OPENING)).wait_for(process)


def put_away() -> None:
    """Take the picture of the first start away, where no window follows."""
    if shown:
        shown.pop().close()


def provide(here: str, own: payload.Packed) -> str:
    """Return the executable of the version to start, unpacked if need be."""
    trouble: OSError | None = None
    for root in (folders.program_folder(), ""):
        root = root or folders.fallback_folder()
        name = folders.choose(root, own.name)
        executable = os.path.join(root, name, folders.EXECUTABLE)
        if os.path.exists(executable):
            return executable
        try:
            install(here, own, root)
        except OSError as error:
            trouble = trouble or error
            continue
        return executable
    assert trouble is not None
    raise trouble


def install(here: str, own: payload.Packed, root: str) -> None:
    """Unpack the program into a draft folder and give it its name when it is whole; the splash tells how far it is."""
    import shutil
    import time

    from app.program.splash import FIRST, Splash

    draft = os.path.join(root, f"{folders.DRAFT}{own.name}-{os.getpid()}")
    os.makedirs(payload.unlimited(draft), exist_ok=True)
    if not shown:
        shown.append(Splash(FIRST))
    try:
        payload.unpack(here, own, draft, shown[0].advance)
        folders.settle(payload.unlimited(draft), os.path.join(root, own.name), time.sleep)
    finally:
        if os.path.exists(draft):
            shutil.rmtree(payload.unlimited(draft), ignore_errors=True)


def complain(text: str) -> int:
    """Tell what is wrong, in a box on Windows and on stderr elsewhere; return 1."""
    put_away()
    if sys.platform == "win32" and "GENDAN_QUIET" not in os.environ:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Gendan 跟单台", 0x10)
    elif sys.stderr is not None:
        sys.stderr.write(text + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
