"""The packed program inside the one file: written by the build, unpacked once by the launcher and by an update.

The one file ends with the table of contents that PyInstaller's starter keeps there; one entry of it, which the
starter leaves alone, is the packed program. It begins with its index (8 bytes of length, then JSON), and then come
blocks of about 8 MB, each packed by itself, so that they are unpacked side by side.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # the launcher starts without typing and collections
    from collections.abc import Callable, Iterator
    from typing import Any, BinaryIO

MAGIC = b"MEI\014\013\012\013\016"
COOKIE_SIZE, ENTRY_SIZE = 88, 18
TAIL = 1 << 20
"""How far before the end of the file the table may lie: a signature may follow it."""

PREFIX = "packed-"
BLOCK = 8 << 20


class NoProgram(Exception):
    """A file carries no packed program; the text names the file."""


class Packed:
    """Where the packed program lies in a file: its name "0.1.0-1a2b3c4d", offset and length in bytes."""

    def __init__(self, name: str, offset: int, length: int) -> None:
        self.name, self.offset, self.length = name, offset, length

    @property
    def version(self) -> str:
        """The version without the mark of its content."""
        return self.name.partition("-")[0]


def look(path: str) -> Packed:
    """Find the packed program in a one-file program by reading the end of the file only."""
    with open(path, "rb") as file:
        end = file.seek(0, 2)
        begin = max(0, end - TAIL)
        file.seek(begin)
        tail = file.read()
        at = tail.rfind(MAGIC)
        if at < 0 or at + COOKIE_SIZE > len(tail):
            raise NoProgram(path)
        length, table, size = (_number(tail, at + 8 + 4 * n) for n in range(3))
        start = begin + at + COOKIE_SIZE - length
        if start < 0 or table + size > length:
            raise NoProgram(path)
        file.seek(start + table)
        entries = file.read(size)
    place = 0
    while place + ENTRY_SIZE <= len(entries):
        step = _number(entries, place)
        if step <= ENTRY_SIZE:
            break
        name = entries[place + ENTRY_SIZE:place + step].rstrip(b"\0").decode("utf-8", "replace")
        if name.startswith(PREFIX):
            return Packed(name[len(PREFIX):], start + _number(entries, place + 4), _number(entries, place + 8))
        place += step
    raise NoProgram(path)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at:at + 4], "big")


def pack(folder: str, target: str) -> str:
    """Pack a folder into a file; return a mark of its content: eight hexadecimal digits."""
    import hashlib
    import json
    import lzma
    from concurrent.futures import ThreadPoolExecutor

    files = sorted(_files(folder))
    blocks: list[list[str]] = [[]]
    size = 0
    for name in sorted(files, key=lambda n: (n.rpartition(".")[2], n)):
        full = os.path.join(folder, name)
        length = 0 if os.path.islink(full) else os.path.getsize(full)
        if blocks[-1] and size + length > BLOCK:
            blocks.append([])
            size = 0
        blocks[-1].append(name)
        size += length
    index, mark = [], hashlib.sha256()
    packing = []
    with ThreadPoolExecutor(max_workers=2) as pool, open(target + ".body", "w+b") as body:
        for block in blocks:
            content, entries = b"", []
            for name in block:
                data, mode = _content(os.path.join(folder, name))
                entries.append([name.replace(os.sep, "/"), len(data), mode])
                content += data
            mark.update(content + json.dumps(entries).encode())
            packing.append((pool.submit(lzma.compress, content, preset=9), entries))
        for job, entries in packing:
            packed = job.result()
            index.append([len(packed), entries])
            body.write(packed)
        head = json.dumps(index).encode()
        body.seek(0)
        with open(target, "wb") as out:
            out.write(len(head).to_bytes(8, "big") + head)
            while piece := body.read(1 << 20):
                out.write(piece)
    os.remove(target + ".body")
    return mark.hexdigest()[:8]


def _files(folder: str) -> Iterator[str]:
    for base, _folders, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(base, name), folder)


def _content(path: str) -> tuple[bytes, int]:
    """Return a file's bytes and mode; a symbolic link's target and the mode 0."""
    if os.path.islink(path):
        return os.readlink(path).encode(), 0
    with open(path, "rb") as file:
        return file.read(), os.stat(path).st_mode & 0o777


def unpack(path: str, packed: Packed, target: str, told: Callable[[float], object] = lambda _part: None) -> None:
    """Unpack the program of a one file into a new folder; `told` hears what part of it is done, 0 to 1."""
    import json
    from concurrent.futures import ThreadPoolExecutor, as_completed

    with open(path, "rb") as file:
        file.seek(packed.offset)
        size = int.from_bytes(file.read(8), "big")
        index = json.loads(file.read(size))
    offset, jobs = packed.offset + 8 + size, []
    for length, entries in index:
        jobs.append((offset, length, entries))
        offset += length
    if offset != packed.offset + packed.length:
        raise NoProgram(path)
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        running = [pool.submit(_unpack_block, path, job, target) for job in jobs]
        for done, job in enumerate(as_completed(running), 1):
            job.result()
            told(done / len(jobs))


def _unpack_block(path: str, job: tuple[int, int, list[Any]], target: str) -> None:
    import lzma

    offset, length, entries = job
    with open(path, "rb") as file:
        file.seek(offset)
        content = memoryview(lzma.decompress(file.read(length)))
    place = 0
    for name, size, mode in entries:
        _write(os.path.join(target, *name.split("/")), content[place:place + size], mode)
        place += size


def _write(path: str, data: memoryview, mode: int) -> None:
    full = unlimited(path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    if mode == 0:
        os.symlink(bytes(data).decode(), full)
        return
    out: BinaryIO
    with open(full, "wb") as out:
        out.write(data)
    if os.name != "nt":
        os.chmod(full, mode)


def unlimited(path: str) -> str:
    """Return a path that Windows takes at any length."""
    full = os.path.abspath(path)
    if os.name != "nt" or full.startswith("\\\\?\\"):
        return full
    return "\\\\?\\UNC" + full[1:] if full.startswith("\\\\") else "\\\\?\\" + full
