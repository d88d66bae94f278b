"""Yesterday against today: a menu of plants and salespeople, each with a message of only its own changed lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.areas import notifying
from app.areas.notifying import Ready
from app.areas.schedule.day_changes import Moved, draft, groups, read_moved
from app.domain.text import _, _n
from app.mail import outbox
from app.mail.account import account
from app.masters.mailing import people_of
from ui.icons import icon

if TYPE_CHECKING:
    from ui.areas.schedule.page import SchedulePage


def open_changes(page: SchedulePage, at: QPoint) -> None:
    """Read what changed and offer each group its message; the whole as paper and workbook."""
    today = page.data.schedule.today if page.data.schedule is not None else None
    if today is None:
        return

    def show(moved: list[Moved]) -> None:
        menu = QMenu(page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = groups(moved)
        if not found:
            menu.addAction(_("Nothing has changed since yesterday.")).setEnabled(False)
        for name, own in found.items():
            menu.addAction(icon("send"), f"{name}    {len(own)}", lambda n=name, o=own: prepare(page, n, o))
        if found:
            menu.addSeparator()
            tell = menu.addAction(icon("send"), _("Tell all by mail"), lambda: tell_all(page, found))
            tell.setEnabled(account().can_send)
            menu.addAction(icon("printer"), _("Print all"), lambda: page.paper_wanted.emit("day_changes", []))
            menu.addAction(icon("file-spreadsheet"), _("All as .xlsx"), lambda: page.export_wanted.emit("day_changes"))
        menu.popup(at)

    page.work.read(page, lambda: read_moved(today), show, key="changes")


def _ready(name: str, moved: list[Moved], today: date) -> Ready:
    """Return the message to one plant, person or department with only its own lines."""
    to, copies, lacking = people_of((name,))
    orders = tuple(dict.fromkeys(m.order_id for m in moved))
    return Ready("orders", "day_changes", orders, draft(name, moved, today), tuple(to), tuple(copies), tuple(lacking))


def tell_all(page: SchedulePage, found: dict[str, list[Moved]]) -> None:
    """Lay the messages to all who can be reached into the outbox in one go; who has no address is said."""
    schedule, work = page.data.schedule, page.work
    assert schedule is not None
    today, by, sender = schedule.today, work.who.name, (work.who.name, account().sender)
    silent: list[str] = []

    def make() -> list[notifying.Outgoing]:
        readies = [_ready(name, own, today) for name, own in found.items()]
        silent.extend(name for name, ready in zip(found, readies, strict=True) if not (ready.to or ready.copies))
        return notifying.outgoing(readies, sender, by, today)

    def write(mails: list[notifying.Outgoing]) -> None:
        def task(change: Any) -> list[int]:
            return [notifying.keep(change, mail.ready, "mail", "queued", mail.files) for mail in mails]

        work.write(page, _("Changes of the schedule"), task, lambda outcome: queue(mails, outcome.result))

    def queue(mails: list[notifying.Outgoing], numbers: list[int]) -> None:
        for mail, number in zip(mails, numbers, strict=True):
            outbox.put(mail.mail, number, str(work.path), mail.ready.draft.subject)
        page.mail_queued.emit()
        words = _n("{count} message is in the outbox.", "{count} messages are in the outbox.", len(mails)).format(
            count=len(mails))
        if silent:
            words += " " + _("No address for: {names}. Enter it under People, Departments or Distribution lists."
                             ).format(names="、".join(silent))
        page.told.emit(words)

    work.read(page, make, write, key="tell all")


def prepare(page: SchedulePage, name: str, moved: list[Moved]) -> None:
    """Open the message to one plant or salesperson."""
    from ui.notify import NotifyDialog

    schedule = page.data.schedule
    assert schedule is not None
    today = schedule.today

    def show(ready: Ready) -> None:
        dialog = NotifyDialog(page.work, ready, name, page)
        dialog.told.connect(lambda text, _kind: page.told.emit(text))
        dialog.queued.connect(page.mail_queued)
        dialog.open()

    page.work.read(page, lambda: _ready(name, moved, today), show, key="people")
