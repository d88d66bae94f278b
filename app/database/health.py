"""How the drive and the file are: what an office's IT person would ask, each with a verdict and what to do."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.database import backup, damage, header, lock_test
from app.database.beside import beside
from app.database.connection import raw_connection
from app.database.faults import TROUBLE
from app.database.place import Place, Server
from app.database.record import database
from app.domain.frozen import frozen
from app.domain.text import _

GOOD, WATCH, BAD = "good", "watch", "bad"
SYNCED = ("OneDrive", "Nutstore", "坚果云", "我的坚果云", "BaiduNetdisk", "BaiduSyncdisk", "百度网盘", "百度云同步盘",
          "Dropbox", "Google Drive", "GoogleDrive", "iCloud", "WPS云盘", "WPSDrive", "腾讯微云", "WeDrive", "Seafile",
          "Syncthing")
LOW_SPACE = 1024**3
"""Bytes free below which a drive deserves a word; a tenth of it is bad."""
SKEW = 120
"""Seconds that a PC's clock may differ from the drive's."""


@frozen
class Fact:
    """One line of the health page: what, how it is, the verdict, and what to do where it is not good."""

    key: str
    name: str
    value: str
    verdict: str = GOOD
    remedy: str = ""


def show_size(count: int) -> str:
    """Return a count of bytes as an office reads it."""
    if count < 1024**2:
        return f"{count / 1024:.1f} KB"
    return f"{count / 1024**2:.1f} MB" if count < 1024**3 else f"{count / 1024**3:.1f} GB"


def examine(place: Place) -> list[Fact]:
    """Return all facts that are quick to find; integrity and history are looked at when asked."""
    if isinstance(place, Server):
        return _of_server(place)
    return [fact for look in (_path, _sync_folder, _locks, _space, _clock, _file, _size, _last_backup, _flag)
            for fact in look(place)]


def _of_server(place: Server) -> list[Fact]:
    started = time.perf_counter()
    database.execute_sql("SELECT 1").fetchone()
    pair = (time.perf_counter() - started) * 1000
    version, size, now = database.execute_sql(
        "SELECT current_setting('server_version'), pg_database_size(current_database()), "
        "extract(epoch from clock_timestamp())").fetchone()
    skew = time.time() - float(now)
    off = abs(skew) > SKEW
    return [Fact("path", _("Server"), str(place)), Fact("version", _("Version of the server"), version),
            Fact("latency", _("Time for one question to the server"), _("{ms:.1f} ms").format(ms=pair),
                 WATCH if pair > 1000 * lock_test.SLOW else GOOD),
            Fact("clock", _("Clock against the drive's"), _("{seconds:+.0f} s").format(seconds=skew),
                 WATCH if off else GOOD), Fact("size", _("Size of the database"), show_size(int(size))),
            Fact("backup", _("Last backup"), _("made on the server"), GOOD,
                 _("A server's backups are made by whoever runs it, with pg_dump."))]


def _path(path: Path) -> list[Fact]:
    name = _("Path")
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return [Fact("path", name, text)]
    if not lock_test.is_shared(path):
        return [Fact("path", name, _("{path} (a drive of this PC)").format(path=text))]
    return [Fact("path", name, text, WATCH, _(
        "This PC uses a drive letter. All PCs should open the file under the same name, best \\\\server\\share\\…: two "
        "names for one share are two connections."))] if os.name == "nt" else [Fact("path", name, text)]


def _sync_folder(path: Path) -> list[Fact]:
    found = next((word for word in SYNCED for part in path.parts if word.lower() in part.lower()), None)
    if found is None:
        return [Fact("sync", _("Sync folder"), _("no"))]
    return [Fact("sync", _("Sync folder"), found, BAD, _(
        "A sync program copies the file while it is being written and brings back old states. Move the file to a "
        "plain shared folder."))]


def _locks(path: Path) -> list[Fact]:
    try:
        found = lock_test.try_locks(path)
    except OSError as trouble:
        return [Fact("locks", _("Locks between programs"), str(trouble), WATCH,
                     _("The folder can't be written, so locks were not tried."))]
    if found.wrong:
        return [Fact("locks", _("Locks between programs"), found.wrong, BAD, _(
            "Without locks several PCs destroy the file. Close Gendan on all other PCs and ask whoever runs the "
            "drive."))]
    slow = found.seconds > lock_test.SLOW
    return [Fact("locks", _("Locks between programs"), _("kept")),
            Fact("latency", _("Time for a lock and its release"), _("{ms:.1f} ms").format(ms=found.seconds * 1000),
                 WATCH if slow else GOOD, _("Over 20 ms each save is felt by everybody. Wire instead of wireless, the "
                                            "server's power saving off; or PostgreSQL.") if slow else "")]


def _space(path: Path) -> list[Fact]:
    free = shutil.disk_usage(path.parent).free
    verdict = GOOD if free > LOW_SPACE else WATCH if free > LOW_SPACE // 10 else BAD
    return [Fact("space", _("Free space"), show_size(free), verdict,
                 "" if verdict == GOOD else _("Make room on the drive before it is full."))]


def _clock(path: Path) -> list[Fact]:
    probe = beside(path, f"clock-{os.getpid()}")
    try:
        probe.write_bytes(b"")
        skew = time.time() - probe.stat().st_mtime
        probe.unlink()
    except OSError as trouble:
        return [Fact("clock", _("Clock against the drive's"), str(trouble), WATCH)]
    off = abs(skew) > SKEW
    return [Fact("clock", _("Clock against the drive's"), _("{seconds:+.0f} s").format(seconds=skew),
                 WATCH if off else GOOD, _("Set this PC's clock by the network; the history's times come from the PCs.")
                 if off else "")]


def _file(path: Path) -> list[Fact]:
    try:
        with closing(raw_connection(path)) as raw:
            mode = raw.execute("PRAGMA journal_mode").fetchone()[0]
            version = raw.execute("PRAGMA user_version").fetchone()[0]
            page = raw.execute("PRAGMA page_size").fetchone()[0]
    except TROUBLE as trouble:
        return [Fact("journal", _("Journal mode"), str(trouble), BAD)]
    good = mode == "persist"
    return [Fact("journal", _("Journal mode"), mode, GOOD if good else BAD,
                 "" if good else _("Another tool changed it. Close Gendan on all PCs and open the file again.")),
            Fact("version", _("Version of the file"), _("{found} (this program writes {known}), pages of {page} bytes")
                 .format(found=version, known=header.SCHEMA, page=page))]


def _size(path: Path) -> list[Fact]:
    return [Fact("size", _("Size of the file"), show_size(path.stat().st_size))]


def _last_backup(path: Path) -> list[Fact]:
    made = backup.backups(path)
    if not made:
        return [Fact("backup", _("Last backup"), _("none"), WATCH, _("Make one now: Backups and restore."))]
    age = datetime.now() - made[0].at
    return [Fact("backup", _("Last backup"), f"{made[0].at:%Y-%m-%d %H:%M}", GOOD if age.days < 3 else WATCH,
                 "" if age.days < 3 else _("Older than three days. Is the folder of backups full or locked?"))]


def _flag(path: Path) -> list[Fact]:
    found = damage.found_damaged(path)
    return [] if found is None else [Fact("flag", _("Writing is stopped"), found, BAD, _(
        "Restore the last good backup: Basic data, Backups and restore."))]


def check_integrity(place: Place) -> str:
    """Let the database look through all its pages and indexes; return what is wrong, “” where nothing."""
    if isinstance(place, Server):
        from app.database.postgresql import check

        return check()
    try:
        with closing(raw_connection(place)) as raw:
            verdict = "; ".join(r[0] for r in raw.execute("PRAGMA integrity_check(20)"))
            foreign = raw.execute("PRAGMA foreign_key_check").fetchall()
    except TROUBLE as trouble:
        verdict, foreign = str(trouble), []
    if verdict != "ok":
        damage.raise_flag(place, verdict)
        return verdict
    return _("{table} {record} points to a record that is not there").format(
        table=foreign[0][0], record=foreign[0][1]) if foreign else ""
