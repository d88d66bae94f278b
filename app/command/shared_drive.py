"""Commands for whoever looks after the file: check, backup, restore, copy between a file and a server."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.command.options import add_shared, named_place, open_database, say, who
from app.database.place import place_of
from app.domain.text import _, _n


def add_commands(commands: Any) -> None:
    """Add check, backup, restore, copy."""
    check = commands.add_parser("check", help=_("look whether drive, file and history are in order"))
    check.add_argument("--quick", action="store_true", help=_("only drive and settings, no reading of the whole file"))
    add_shared(check)
    check.set_defaults(run=run_check)
    backup = commands.add_parser("backup", help=_("make a verified copy, or list those there are"))
    backup.add_argument("--list", action="store_true", help=_("list the backups"))
    backup.add_argument("--salvage", metavar="OUT", help=_("copy what can still be read of a damaged file"))
    add_shared(backup)
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help=_("go back to a backup, or show what that would lose"))
    restore.add_argument("backup", metavar="BACKUP")
    restore.add_argument("--yes", action="store_true", help=_("do it; without this nothing is changed"))
    restore.add_argument("--record", nargs=2, metavar=("TABLE", "NUMBER"), help=_("only this record"))
    add_shared(restore)
    restore.set_defaults(run=run_restore)
    copy = commands.add_parser("copy", help=_("copy a company from a file into a server's empty database, or back"))
    copy.add_argument("source", metavar="FROM")
    copy.add_argument("target", metavar="TO")
    add_shared(copy, database=False)
    copy.set_defaults(run=run_copy)


def run_check(asked: argparse.Namespace) -> int:
    """Look at drive, file and history; 0 only where nothing is bad."""
    from app.database.health import BAD, check_integrity, examine
    from app.database.verifying import verify_history

    place = open_database(asked)
    facts = examine(place)
    answer: dict[str, Any] = {"place": str(place), "facts": [asdict(f) for f in facts]}
    lines = [f"{f.name}\t{f.value}\t{f.remedy}".rstrip() for f in facts]
    bad = [f.name for f in facts if f.verdict == BAD]
    if not asked.quick:
        integrity = check_integrity(place)
        verdict = verify_history()
        answer["integrity"] = integrity or "ok"
        answer["history"] = {"entries": verdict.entries, "records": verdict.records, "head": verdict.head,
                             "broken": [asdict(b) for b in verdict.broken]}
        lines.append(_("Pages and links: {verdict}").format(verdict=integrity or _("in order")))
        lines.append(_("History: changes {entries}, records {records}, newest hash {head}").format(
            entries=verdict.entries, records=verdict.records, head=verdict.head[:16]))
        lines += [b.words for b in verdict.broken]
        bad += [integrity] if integrity else []
        bad += [b.words for b in verdict.broken]
    answer["ok"] = not bad
    say(asked, answer, "\n".join(lines))
    return 1 if bad else 0


def run_backup(asked: argparse.Namespace) -> int:
    """Make a backup, or list those there are."""
    from app.database import backup

    if asked.salvage:
        return _salvage(asked)
    open_database(asked)
    if asked.list:
        made = backup.backups()
        say(asked, [{"file": str(b.path), "at": b.at, "reason": b.reason, "bytes": b.size} for b in made],
            "\n".join(f"{b.at:%Y-%m-%d %H:%M}\t{_(backup.REASONS.get(b.reason, b.reason))}\t{b.path}" for b in made))
        return 0
    path = backup.make_backup()
    say(asked, {"file": str(path), "bytes": path.stat().st_size}, _("The backup is in {file}.").format(file=path))
    return 0


def _salvage(asked: argparse.Namespace) -> int:
    """Save what can be read of a damaged file into a new one, which then is a company file like any other."""
    from app.areas import catalogue
    from app.database import connection, damage
    from app.database.search import rebuild_index

    source, target = named_place(asked), Path(asked.salvage)
    if not isinstance(source, Path) or target.exists():
        raise ValueError(_("“{path}” is there already; choose another name, nothing is overwritten.").format(
            path=target))
    lost = {table: gaps for table, gaps in damage.salvage(source, target).items() if gaps}
    connection.open_file(target)
    connection.create_missing(catalogue.tables())
    rebuild_index()
    words = [_("What could be read is in {file}.").format(file=target)]
    words += [_n("{table}: something was lost at {count} place", "{table}: something was lost at {count} places",
                 n).format(table=t, count=n) for t, n in lost.items()]
    say(asked, {"file": str(target), "lost": lost}, "\n".join(words))
    return 0


def run_restore(asked: argparse.Namespace) -> int:
    """Show what a restore would lose; with --yes do it."""
    from app.database import connection, restore

    chosen = Path(asked.backup)
    place = open_database(asked)
    if asked.record:
        return _restore_record(asked, chosen)
    if not isinstance(place, Path):
        raise ValueError(_("A server is restored by whoever runs it; “gendan copy” brings a backup into an empty "
                           "database."))
    connection.close()
    found = restore.preview(place, chosen)
    if found.trouble:
        raise ValueError(_("“{file}” can't be used: {trouble}").format(file=chosen, trouble=found.trouble))
    lost = [{"entry": each.entry, "at": each.at, "who": each.who, "title": each.title, "records": each.records}
            for each in found.lost]
    kept = restore.restore(place, chosen, who()) if asked.yes else None
    words = [_n("{count} change since the backup would be lost:", "{count} changes since the backup would be lost:",
                len(lost)).format(count=len(lost)) if not asked.yes
             else _("The backup was restored; the state before is kept in {file}.").format(file=kept)]
    words += [f"{each.at:%Y-%m-%d %H:%M}\t{each.who}\t{_(each.title)}\t{each.records}" for each in found.lost]
    say(asked, {"lost": lost, "unreadable": found.unreadable, "restored": asked.yes,
                "kept": str(kept) if kept else None}, "\n".join(words))
    return 0


def _restore_record(asked: argparse.Namespace, chosen: Path) -> int:
    from app.database import restore
    from app.database.change import write
    from app.database.record import every_record

    table, number = asked.record[0], int(asked.record[1])
    model = next((m for m in every_record() if m._meta.table_name == table), None)
    if model is None:
        raise ValueError(_("There is no table “{table}”.").format(table=table))
    old = restore.record_in(chosen, model, number)
    done = None
    if asked.yes:
        done = write(_("Record from a backup"), who(),
                     lambda change: restore.restore_record(change, chosen, model, number)).entry
    say(asked, {"record": old, "undo": done}, "\n".join(f"{k}\t{v}" for k, v in old.items() if v is not None))
    return 0


def run_copy(asked: argparse.Namespace) -> int:
    """Copy everything and compare counts and hashes."""
    from app.areas import catalogue
    from app.database.copying import copy

    source, target = place_of(asked.source), place_of(asked.target)
    made = copy(source, target, catalogue.tables())
    rows = sum(each.rows for each in made)
    say(asked, {"from": str(source), "to": str(target), "rows": rows, "same": True,
                "tables": {each.table: {"rows": each.rows, "hash": each.digest} for each in made}},
        _n("Copied {rows} row of {tables} tables; counts and hashes are the same in {target}.",
           "Copied {rows} rows of {tables} tables; counts and hashes are the same in {target}.", rows).format(
            rows=rows, tables=len(made), target=target))
    sys.stdout.flush()
    return 0
