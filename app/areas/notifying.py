"""Telling others: a message made ready from records, to the lists that must know, kept with the records afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.areas import catalogue
from app.domain.frozen import frozen
from app.domain.notice import Draft, Notice
from app.domain.show import show
from app.domain.text import N_, _

if TYPE_CHECKING:
    from app.database.change import Change
    from app.mail.letter import Enclosure, Letter

MOST_ROWS = 500
"""Rows of a list that go into the mail itself; all of them are in its workbook."""


@frozen
class Ready:
    """A message ready to be read over; `lacking` names those that have no address."""

    sheet: str
    notice: str
    records: tuple[int, ...]
    draft: Draft
    to: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]


def notices_of(sheet: str) -> tuple[Notice, ...]:
    """Return what can be sent of a sheet's records."""
    return tuple(n for area in catalogue.areas() for n in area.notices.get(sheet, ()))


def seed_lists(change: Change) -> None:
    """Make a distribution list for each that the program's notices go to, with the department of its name."""
    from app.masters.company import Department
    from app.masters.mailing import MailList, MailListMember

    known = {key for (key,) in MailList.select(MailList.key).tuples()}
    departments = {d.name: d for d in Department.select().where(Department.deleted == 0)}
    for key in catalogue.every_list():
        if key in known:
            continue
        made = change.save(MailList(key=key, title=_(key)))
        if _(key) in departments:
            change.save(MailListMember(mail_list=made, department=departments[_(key)]))


def make_ready(sheet: str, key: str, numbers: Sequence[int]) -> Ready:
    """Return the message of a notice about some records; an empty key is the plain table of them."""
    from app.masters.mailing import people_of

    spec = catalogue.sheets()[sheet]
    records = [spec.model.get_by_id(n) for n in numbers]
    notice = next((n for n in notices_of(sheet) if n.key == key), None)
    draft = notice.draft(records) if notice is not None else _plain(sheet, records)
    to, copies, lacking = people_of(draft.lists or (notice.lists if notice is not None else ()))
    return Ready(sheet, key, tuple(numbers), draft, tuple(to), tuple(copies), tuple(lacking))


def _plain(sheet: str, records: Sequence[Any]) -> Draft:
    spec = catalogue.sheets()[sheet]
    fields = [c.field for c in spec.columns if hasattr(c, "field") and not c.via][:10]
    rows = tuple(tuple(_shown(record, f) for f in fields) for record in records[:MOST_ROWS])
    return Draft(f"{_(spec.title)} {records[0]}" if len(records) == 1 else _(spec.title), _("For your information:"),
                 tuple(_(f.label) for f in fields), rows)


def _shown(record: Any, field: Any) -> str:
    value = getattr(record, field.name)
    return str(value or "") if field.kind == "link" else show(value, field.kind, getattr(field, "labels", None))


def paper_titles(ready: Ready) -> list[str]:
    """Return the titles of the papers that go with a message."""
    from app.areas import papers

    titles = papers.names()
    return [_(titles.get(key.split(":")[0], key)) for key in ready.draft.papers]


def enclosures(ready: Ready, by: str, workbook: bool, today: date) -> tuple[Enclosure, ...]:
    """Return the files of a message: its papers as PDF and, where wished, its table as a workbook."""
    from app.areas import papers
    from app.mail.letter import Enclosure

    found = []
    titles = papers.names()
    for key in ready.draft.papers:
        key, _mark, about = key.partition(":")
        wanted = about.split(",") if about else [str(n) for n in ready.records] if papers.is_form(key) else []
        pages = papers.pages(key, by, records=wanted, today=today)
        found.append(Enclosure(f"{_(titles.get(key, key))} {today}.pdf", papers.pdf_of(pages, _(titles.get(key, key)))))
    if workbook and ready.draft.rows:
        found.append(Enclosure(f"{ready.draft.subject[:60]}.xlsx".replace("/", "-"), _workbook(ready)))
    return tuple(found)


def _workbook(ready: Ready) -> bytes:
    import tempfile
    from pathlib import Path

    from app.reports.sheet_file import OutColumn, SheetOut, write_xlsx

    rows = [[cell.replace("~~", "") for cell in row] for row in ready.draft.rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_xlsx(path, [SheetOut(_(catalogue.sheets()[ready.sheet].title),
                                   [OutColumn(c) for c in ready.draft.columns], rows)])
        return path.read_bytes()


def letter(ready: Ready, sender: tuple[str, str], files: Sequence[Enclosure]) -> Letter:
    """Return the letter that says what the message says."""
    from app.mail.letter import Letter

    return Letter(sender, ready.to, ready.draft.subject, ready.draft.text, ready.copies, ready.draft.columns,
                  ready.draft.rows, tuple(files))


@frozen
class Outgoing:
    """A message as it goes into the outbox: what it says, the mail, the names of its files."""

    ready: Ready
    mail: bytes
    files: tuple[str, ...]


def outgoing(readies: Sequence[Ready], sender: tuple[str, str], by: str, today: date) -> list[Outgoing]:
    """Return the mails of those messages that reach somebody, each with its own papers."""
    from app.mail.letter import message

    found = []
    for ready in readies:
        if ready.to or ready.copies:
            files = enclosures(ready, by, False, today)
            found.append(Outgoing(ready, message(letter(ready, sender, files)).as_bytes(),
                                  tuple(file.name for file in files)))
    return found


def keep(change: Change, ready: Ready, way: str, state: str, files: Sequence[str]) -> int:
    """Keep what was told, with each record it was about; return the message's number."""
    from app.masters.mailing import Message, MessageAbout

    made = change.save(Message(
        at=change.at, subject=ready.draft.subject or _("Without a subject"), recipients=_listed(ready.to),
        copies=_listed(ready.copies), text=ready.draft.text, way=way, state=state, files=", ".join(files) or None,
        notice=f"{ready.sheet} {ready.notice}".strip()))
    spec = catalogue.sheets()[ready.sheet]
    place = spec.model._meta.table_name
    for number in ready.records:
        record = spec.model.get_by_id(number)
        change.save(MessageAbout(message=made, place=place, record=number, name=str(record)))
        change.mention(record)
    return int(made.id)


def _listed(people: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{name} <{address}>" if name != address else address for name, address in people)


def left(change: Change, message: int, trouble: str) -> None:
    """Keep that a message left the outbox, or why it did not."""
    from app.masters.mailing import Message

    found = Message.get_or_none(Message.id == message)
    if found is not None:
        found.state, found.trouble = ("failed", trouble) if trouble else ("sent", None)
        change.save(found)


TOLD = N_("Told: {subject}")
