"""The command line, without Qt, for offices' own scripts and for tests: `gendan COMMAND …`."""

from __future__ import annotations

import app.database.driver  # noqa: F401 - Peewee without the driver of a server, before all others

# isort: split
import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

import peewee

from app.command import company, importing, office, papers, planning, returns, shared_drive
from app.database import connection
from app.database.change import Stale
from app.database.faults import DatabaseTrouble, told
from app.database.ledger import ReasonWanted
from app.database.settings import LANGUAGE, Personal
from app.database.undo import CannotUndo
from app.domain.problem import Refused
from app.domain.text import LANGUAGES, _, use_language
from app.exchange.unreadable import Unreadable

EXPECTED = (DatabaseTrouble, Refused, Stale, ReasonWanted, CannotUndo, Unreadable, OSError, ValueError)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    made = argparse.ArgumentParser(prog="gendan", description=_("The desk of the order follow-up clerk."))
    made.add_argument("--language", choices=LANGUAGES, help=_("language of papers and messages"))
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for part in (company, importing, planning, papers, office, returns, shared_drive):
        part.add_commands(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 only when all was done, errors in words on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    use_language(os.environ.get("GENDAN_LANGUAGE") or Personal().get(LANGUAGE))
    asked = parser().parse_args(arguments)
    if asked.language:
        use_language(asked.language)
    asked.today = date.fromisoformat(asked.today) if getattr(asked, "today", None) else date.today()
    try:
        return int(asked.run(asked) or 0)
    except EXPECTED as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except peewee.DatabaseError as error:
        found = told(error, getattr(asked, "db", "") or "")
        sys.stderr.write(f"{found}\n")
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
