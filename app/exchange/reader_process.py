"""The process that reads a workbook: it may hang, swell or die without harm to the program.

It is started with CODE, or by the built program with READ_ARGUMENT as its first argument; then the
program's entry must call `serve` before it does or imports anything else.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import zipfile
from pathlib import Path
from typing import Any

from app.exchange.formats import kind_of
from app.exchange.unreadable import Refused

READ_ARGUMENT = "--read-workbook"
CODE = "import sys; sys.path.insert(0, sys.argv[1]); from app.exchange.reader_process import main; main(sys.argv[2:])"
QUICK, PATIENT = "quick", "patient"


def serve(arguments: list[str]) -> bool:
    """Read a workbook if that is what the program was started for; True means that all is done."""
    if arguments[1:2] != [READ_ARGUMENT]:
        return False
    main(arguments[2:])
    return True


def main(arguments: list[str]) -> None:
    """Read `source`, write what was found to `target` and end the process: source, target, MiB, way."""
    source, target, megabytes, way = arguments
    limit_memory(int(megabytes))
    gc.disable()
    try:
        answer = read(Path(source).read_bytes(), way)
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "too_large"}
    with Path(target).open("wb") as out:
        pickle.dump(answer, out, protocol=5)
    os._exit(0)  # the cells are written; taking them down one by one would only cost time


def read(data: bytes, way: str) -> dict[str, Any]:
    """Return {"kind": …, "sheets": […]} of a file's bytes; raise Refused where nothing can read it."""
    kind = kind_of(data)
    if way == PATIENT and kind in ("xls", "xlsb", "ods"):
        raise Refused("damaged")
    try:
        return {"kind": kind, "sheets": _read_as(kind, data, way)}
    except (Refused, MemoryError):
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in calamine is no Exception
        raise Refused("damaged") from error


def _read_as(kind: str, data: bytes, way: str) -> list[dict[str, Any]]:
    if kind == "text":
        from app.exchange import reading_text

        return reading_text.read(data)
    if kind == "html":
        from app.exchange import reading_html

        return reading_html.read(data)
    if kind == "xml2003":
        from app.exchange import reading_xml2003

        return reading_xml2003.read(data)
    if kind != "xlsx":
        return _by_calamine(data, kind)
    if way == QUICK:
        try:
            return _by_calamine(data, kind)
        except (Refused, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException:
            pass
    from app.exchange import reading_xlsx

    try:
        return reading_xlsx.read(data)
    except (zipfile.BadZipFile, SyntaxError, KeyError, ValueError, OSError, EOFError) as error:
        raise Refused("damaged") from error


def _by_calamine(data: bytes, kind: str) -> list[dict[str, Any]]:
    from app.exchange import reading_calamine

    return reading_calamine.read(data, kind)


def limit_memory(megabytes: int) -> None:
    """Keep this process from taking more memory than that; where the system cannot, do nothing."""
    size = megabytes << 20
    if sys.platform == "win32":
        from app.exchange.windows_limits import limit_process_memory

        limit_process_memory(size)
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
