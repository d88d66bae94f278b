"""Yesterday against today: a menu of plants and salespeople, each with a message of only its own changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.areas.notifying import Ready
from app.areas.schedule.day_changes import Moved, draft, groups, read_moved
from app.domain.text import _
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
            menu.addAction(icon("printer"), _("Print all"), lambda: page.paper_wanted.emit("day_changes", []))
            menu.addAction(icon("file-spreadsheet"), _("All as .xlsx"), lambda: page.export_wanted.emit("day_changes"))
        menu.popup(at)

    page.work.read(page, lambda: read_moved(today), show, key="changes")


def prepare(page: SchedulePage, name: str, moved: list[Moved]) -> None:
    """Open the message to one plant or salesperson."""
    from ui.notify import NotifyDialog

    schedule = page.data.schedule
    assert schedule is not None
    orders = tuple(dict.fromkeys(m.order_id for m in moved))
    message = draft(name, moved, schedule.today)

    def show(found: tuple[list[tuple[str, str]], list[tuple[str, str]], list[str]]) -> None:
        to, copies, lacking = found
        ready = Ready("orders", "day_changes", orders, message, tuple(to), tuple(copies), tuple(lacking))
        dialog = NotifyDialog(page.work, ready, name, page)
        dialog.told.connect(lambda text, _kind: page.told.emit(text))
        dialog.queued.connect(page.mail_queued)
        dialog.open()

    page.work.read(page, lambda: people_of((name,)), show, key="people")
