"""Commands of the office's day: what is due, and messages ready to be sent."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.command.options import add_shared, open_database, say, who
from app.domain.text import _


def add_commands(commands: Any) -> None:
    """Add today and notify."""
    today = commands.add_parser("today", help=_("what is late, due today and due soon"))
    today.add_argument("--days", type=int, default=3, metavar="N", help=_("days ahead"))
    today.add_argument("--owner", help=_("only what this person owns"))
    add_shared(today)
    today.set_defaults(run=run_today)
    notify = commands.add_parser("notify", help=_("make a message about records ready as a mail draft"))
    notify.add_argument("sheet", metavar="SHEET")
    notify.add_argument("notice", metavar="NOTICE", nargs="?", default="", help=_(
        "which notice of the sheet; a plain table without"))
    notify.add_argument("--record", action="append", required=True, help=_(
        "number or name; may be given several times"))
    notify.add_argument("--eml", required=True, metavar="FILE", help=_("where the draft is written"))
    notify.add_argument("--xlsx", action="store_true", help=_("with the table as a workbook"))
    add_shared(notify)
    notify.set_defaults(run=run_notify)


def run_today(asked: argparse.Namespace) -> None:
    """List what is due."""
    from app.areas import agenda, catalogue

    open_database(asked)
    until = asked.today + timedelta(days=asked.days)
    lines = [*agenda.duty_lines(asked.today, until), *agenda.standing_lines(asked.today, until)]
    lines = sorted((line for line in lines if not asked.owner or line.owner == asked.owner),
                   key=lambda line: agenda.urgency(line, asked.today))
    titles = {key: _(sheet.title) for key, sheet in catalogue.sheets().items()}
    told = [{"area": titles.get(line.sheet, line.sheet), "sheet": line.sheet, "record": line.name,
             "number": line.record or None, "title": _(line.title), "due": line.due,
             "standing": line.standing(asked.today),
             "owner": line.owner, "order": line.order or None, "since": line.since, "put_off": line.put_off,
             "reason": line.put_off_because or line.reason} for line in lines]
    say(asked, told, agenda.morning_text(lines, asked.today, asked.owner or ""))


def run_notify(asked: argparse.Namespace) -> int:
    """Write a message as a draft; 1 where somebody who should get it has no address, written it is all the same."""
    from app.areas import catalogue, notifying
    from app.areas.papers import find_record
    from app.database.change import write
    from app.mail.account import account
    from app.mail.letter import eml
    from app.reports.whole_file import write_whole

    open_database(asked)
    if asked.sheet not in catalogue.sheets():
        raise ValueError(_("There is no sheet “{name}”. There are: {names}.").format(
            name=asked.sheet, names=", ".join(sorted(catalogue.sheets()))))
    known = {n.key for n in notifying.notices_of(asked.sheet)}
    if asked.notice and asked.notice not in known:
        raise ValueError(_("“{sheet}” has no notice “{name}”. There are: {names}.").format(
            sheet=asked.sheet, name=asked.notice, names=", ".join(sorted(known)) or "-"))
    spec = catalogue.sheets()[asked.sheet]
    numbers = [find_record(spec, text).id for text in asked.record]
    ready = notifying.make_ready(asked.sheet, asked.notice, numbers)
    files = notifying.enclosures(ready, who().name, asked.xlsx, asked.today)
    path = Path(asked.eml)
    write_whole(path, eml(notifying.letter(ready, (who().name, account().sender), files)))
    write(_(notifying.TOLD).format(subject=ready.draft.subject), who(),
          lambda change: notifying.keep(change, ready, "draft", "opened", [f.name for f in files]))
    say(asked, {"file": str(path), "subject": ready.draft.subject, "to": [a for _n, a in ready.to],
                "copies": [a for _n, a in ready.copies], "lacking": list(ready.lacking),
                "files": [f.name for f in files], "rows": len(ready.draft.rows)},
        _("“{subject}” written to {file}.").format(subject=ready.draft.subject, file=path))
    if ready.lacking:
        sys.stderr.write(_("No address for: {names}. Enter it under People, Departments or Distribution lists.").format(
            names="、".join(ready.lacking)) + "\n")
        return 1
    return 0
