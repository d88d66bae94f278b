"""Mail that has not left yet: files in the user's own folder, so that it survives a lost network and a crash."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.database.settings import personal_folder
from app.mail.sending import MailTrouble
from app.reports.whole_file import write_whole

FIRST_PAUSE, LONGEST_PAUSE = 60, 3600
"""Seconds until a mail that did not leave is tried again; doubled each time."""


@dataclass(frozen=True)
class Waiting:
    """One mail in the outbox: `message` is the number of its record, `file` the company file that holds it."""

    key: str
    message: int
    file: str
    subject: str
    tries: int = 0
    next_try: str = ""
    trouble: str = ""
    given_up: bool = False


def folder() -> Path:
    """Return the folder of the outbox."""
    return personal_folder() / "outbox"


def put(mail: bytes, message: int, file: str, subject: str) -> Waiting:
    """Lay a mail into the outbox."""
    made = Waiting(uuid.uuid4().hex, message, file, subject)
    folder().mkdir(parents=True, exist_ok=True)
    write_whole(folder() / f"{made.key}.eml", mail)
    _keep(made)
    return made


def waiting() -> list[Waiting]:
    """Return the mails that have not left, oldest first; what can't be read is left alone."""
    found = []
    for file in folder().glob("*.json"):
        try:
            found.append((file.stat().st_mtime, Waiting(**json.loads(file.read_text(encoding="utf-8")))))
        except (OSError, ValueError, TypeError):
            continue
    return [made for _time, made in sorted(found, key=lambda pair: pair[0])]


def drop(key: str) -> None:
    """Take a mail out of the outbox."""
    (folder() / f"{key}.json").unlink(missing_ok=True)
    (folder() / f"{key}.eml").unlink(missing_ok=True)


def try_again(key: str) -> None:
    """Let a mail that was given up be tried at the next turn."""
    for made in waiting():
        if made.key == key:
            _keep(replace(made, given_up=False, tries=0, next_try=""))


def turn(send: Callable[[bytes], None], now: datetime | None = None) -> list[tuple[Waiting, str]]:
    """Send what is due; return what became of each: (mail, empty where it left, else why not)."""
    moment = now or datetime.now(UTC)
    done = []
    for made in waiting():
        if made.given_up or (made.next_try and datetime.fromisoformat(made.next_try) > moment):
            continue
        try:
            send((folder() / f"{made.key}.eml").read_bytes())
        except FileNotFoundError:
            drop(made.key)
            continue
        except MailTrouble as trouble:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** made.tries)
            _keep(replace(made, tries=made.tries + 1, trouble=str(trouble), given_up=not trouble.passing,
                          next_try=(moment + timedelta(seconds=pause)).isoformat()))
            done.append((made, str(trouble)))
            continue
        drop(made.key)
        done.append((made, ""))
    return done


def _keep(made: Waiting) -> None:
    write_whole(folder() / f"{made.key}.json", json.dumps(asdict(made), ensure_ascii=False).encode("utf-8"))
