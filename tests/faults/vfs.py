"""A layer under SQLite that counts what it asks of the file system and fails where a test wants it to.

It stands between the library that Python itself uses and the disk, so the program runs unchanged. Nothing is compiled:
the library's own table of file operations is copied and the few that matter are led through Python.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field

OK, BUSY, READONLY, FULL, CANTOPEN = 0, 5, 8, 13, 14
READ, WRITE, SYNC, TRUNCATE, LOCK, DELETE = (10 | n << 8 for n in (1, 3, 4, 6, 15, 10))
"""SQLite's codes for a failed read, write, sync, truncate, lock and delete."""
FAILING = {"read": READ, "write": WRITE, "sync": SYNC, "truncate": TRUNCATE, "lock": LOCK, "delete": DELETE,
           "open": CANTOPEN}


class _Methods(Structure):
    _fields_ = [("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p),
                ("truncate", c_void_p), ("sync", c_void_p), ("size", c_void_p), ("lock", c_void_p),
                ("unlock", c_void_p), ("reserved", c_void_p), ("control", c_void_p), ("sector", c_void_p),
                ("characteristics", c_void_p), ("shm", c_void_p * 4), ("fetch", c_void_p * 2)]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    _fields_ = [("version", c_int), ("os_file", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p),
                ("data", c_void_p), ("open", c_void_p), ("delete", c_void_p), ("access", c_void_p),
                ("others", c_void_p * 12)]


_SHAPES = {
    "close": CFUNCTYPE(c_int, c_void_p), "read": CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64),
    "write": CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64), "truncate": CFUNCTYPE(c_int, c_void_p, c_int64),
    "sync": CFUNCTYPE(c_int, c_void_p, c_int), "size": CFUNCTYPE(c_int, c_void_p, c_void_p),
    "lock": CFUNCTYPE(c_int, c_void_p, c_int), "unlock": CFUNCTYPE(c_int, c_void_p, c_int),
    "reserved": CFUNCTYPE(c_int, c_void_p, c_void_p)}
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_ACCESS = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_void_p)


@dataclass
class Faults:
    """What was asked for so far, by operation, and what shall fail."""

    asked: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    operation: str = ""
    after: int = 0
    """Operations of that kind that still go well."""
    forever: bool = False
    code: int = 0
    kill: bool = False
    failed: int = 0
    on: Callable[[str], None] | None = None
    """Told of every operation before it is done."""

    def fail(self, operation: str, after: int, forever: bool = False, code: int = 0, kill: bool = False) -> None:
        """Let the operation after `after` good ones fail (“any” counts all that change something), or kill us."""
        self.operation, self.after, self.forever, self.kill = operation, after, forever, kill
        self.code, self.failed = code, 0

    def heal(self) -> None:
        """Let everything work again."""
        self.operation = ""

    def verdict(self, operation: str, size: int = 0) -> int:
        """Count an operation and return the code it fails with, OK where it is let through."""
        self.asked[operation] += 1
        self.bytes[operation] += size
        if self.on is not None:
            self.on(operation)
        changing = self.operation == "any" and operation in ("write", "sync", "truncate", "delete", "lock")
        if operation != self.operation and not changing:
            return OK
        if self.after > 0:
            self.after -= 1
            return OK
        if self.failed and not self.forever:
            return OK
        self.failed += 1
        if self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.code or FAILING[operation]

    @property
    def requests(self) -> int:
        """All that was asked, opening and closing aside: on a share each is about one request."""
        return sum(n for name, n in self.asked.items() if name not in ("close", "open"))


def library() -> ctypes.CDLL | None:
    """Return the SQLite that Python uses, None where its symbols are out of reach."""
    try:
        found = ctypes.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = POINTER(_Vfs)
        found.sqlite3_vfs_find.argtypes = [c_char_p]
        found.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
        return found
    except (OSError, AttributeError):
        return None


@contextmanager
def watched() -> Iterator[Faults]:
    """Lead every file opened from now on through a Faults until the end of the block."""
    sqlite = library()
    assert sqlite is not None
    old = sqlite.sqlite3_vfs_find(None)
    faults = Faults()
    kept: list[object] = []
    tables: dict[int, _Methods] = {}
    new = _Vfs.from_buffer_copy(old.contents)
    new.name, new.next = b"watched", None

    def table_of(plain: _Methods, place: int) -> _Methods:
        if place not in tables:
            copy = _Methods.from_buffer_copy(plain)
            for name, shape in _SHAPES.items():
                kept.append(_led(copy, name, shape, shape(getattr(plain, name)), faults))
            tables[place] = copy
        return tables[place]

    plain_open, plain_delete = _OPEN(old.contents.open), _DELETE(old.contents.delete)
    plain_access = _ACCESS(old.contents.access)

    def opening(_vfs: int, name: int, file: int, flags: int, out: int) -> int:
        if code := faults.verdict("open"):
            cast(file, POINTER(_File)).contents.methods = POINTER(_Methods)()
            return code
        code = plain_open(cast(old, c_void_p).value, name, file, flags, out)
        made = cast(file, POINTER(_File)).contents
        if code == OK and made.methods:
            table = table_of(made.methods.contents, ctypes.addressof(made.methods.contents))
            made.methods = ctypes.pointer(table)
        return int(code)

    def deleting(_vfs: int, name: int, sync: int) -> int:
        return faults.verdict("delete") or int(plain_delete(cast(old, c_void_p).value, name, sync))

    def accessing(_vfs: int, name: int, flags: int, out: int) -> int:
        return faults.verdict("access") or int(plain_access(cast(old, c_void_p).value, name, flags, out))

    for name, shape, do in (("open", _OPEN, opening), ("delete", _DELETE, deleting), ("access", _ACCESS, accessing)):
        led = shape(do)
        kept.append(led)
        setattr(new, name, cast(led, c_void_p).value)
    sqlite.sqlite3_vfs_register(byref(new), 1)
    _KEPT.append((kept, tables, new))
    try:
        yield faults
    finally:
        faults.heal()
        faults.on = None
        sqlite.sqlite3_vfs_register(cast(old, c_void_p), 1)
        sqlite.sqlite3_vfs_unregister(byref(new))


_KEPT: list[object] = []
"""What the library may still point to after the block: connections outlive it in other threads."""


def _led(table: _Methods, name: str, shape: type, plain: Callable[..., int], faults: Faults) -> object:
    sized = name in ("read", "write")

    def do(*given: int) -> int:
        code = faults.verdict(name, given[2] if sized else 0)
        return int(code or plain(*given))

    led = shape(do)
    setattr(table, name, cast(led, c_void_p).value)
    return led
