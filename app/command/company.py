"""Commands about the company file: make the demo company, make a new one, find, take back."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from app.command.options import add_shared, open_database, say, who
from app.database.place import Place, Server, place_of
from app.domain.text import _, _n


def add_commands(commands: Any) -> None:
    """Add demo, new, find, undo."""
    demo = commands.add_parser("demo", help=_("make a file with the demo company"))
    demo.add_argument("file", metavar="FILE")
    demo.add_argument("--seed", type=int, default=20261123)
    add_shared(demo, database=False)
    demo.set_defaults(run=make_demo)
    new = commands.add_parser("new", help=_("make a new, empty company file"))
    new.add_argument("file", metavar="FILE")
    add_shared(new, database=False)
    new.set_defaults(run=make_new)
    find = commands.add_parser("find", help=_("find records by number, name or pinyin initials"))
    find.add_argument("text", metavar="TEXT")
    add_shared(find)
    find.set_defaults(run=find_records)
    undo = commands.add_parser("undo", help=_("take one change back, as a whole"))
    undo.add_argument("id", type=int, metavar="ID")
    add_shared(undo)
    undo.set_defaults(run=take_back)


def _fresh(name: str) -> Place:
    path = place_of(name)
    if isinstance(path, Path) and path.exists():
        raise ValueError(_("“{path}” is there already; choose another name, nothing is overwritten.").format(path=path))
    return path


def make_demo(asked: argparse.Namespace) -> None:
    """Make the demo company."""
    from app.areas import catalogue
    from app.areas.demo import make_demo as make

    path = _fresh(asked.file)
    if isinstance(path, Server):
        _onto_server(path, asked)
    else:
        make(path, asked.today, asked.seed)
    counts = {key: sheet.model.select().where(sheet.model.deleted == 0).count()
              for key, sheet in catalogue.sheets().items()}
    say(asked, {"file": str(path), "records": counts},
        _n("The demo company is in {file}: {orders} order.", "The demo company is in {file}: {orders} orders.",
           counts["orders"]).format(file=path, orders=counts["orders"]))


def _onto_server(place: Server, asked: argparse.Namespace) -> None:
    """Make the demo company in a file of a moment and copy it into the server's empty database."""
    from app.areas import catalogue
    from app.areas.demo import make_demo as make
    from app.database import connection
    from app.database.copying import copy

    with tempfile.TemporaryDirectory(prefix="gendan-") as folder:
        made = Path(folder) / "demo.gendan"
        make(made, asked.today, asked.seed)
        connection.close()
        copy(made, place, catalogue.tables())


def make_new(asked: argparse.Namespace) -> None:
    """Make an empty company file."""
    from app.areas.demo import new_company

    path = _fresh(asked.file)
    new_company(path)
    say(asked, {"file": str(path)}, _("The new company file is {file}.").format(file=path))


def find_records(asked: argparse.Namespace) -> None:
    """Find records by text."""
    from app.areas import catalogue
    from app.database.search import find

    open_database(asked)
    places = {s.model._meta.table_name: s for s in catalogue.sheets().values()}
    hits = find(asked.text, places=places)
    found = [{"sheet": places[h.place].key, "record": h.record, "title": h.title} for h in hits]
    say(asked, found, "\n".join(f"{_(places[h.place].title)}\t{h.title}" for h in hits))


def take_back(asked: argparse.Namespace) -> None:
    """Take a change back."""
    from app.database.undo import undo

    open_database(asked)
    outcome = undo(asked.id, who())
    count = sum(len(numbers) for numbers in outcome.touched.values())
    say(asked, {"undone": asked.id, "undo": outcome.entry, "records": count},
        _n("Taken back: {count} record is as it was before.",
           "Taken back: {count} records are as they were before.", count).format(count=count))
