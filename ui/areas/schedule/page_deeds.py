"""What the schedule page's buttons, keys and menus do: one action each, made once and shown in several places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.text import N_, _
from ui.icons import icon

DEEDS = {
    "new": ("plus", N_("New step"), "Ctrl+N", N_("Plan a step of an order line on a production line")),
    "import": ("upload", N_("Import…"), "", N_("Read orders, a schedule or a plant's daily sheet from a workbook")),
    "export": ("file-spreadsheet", N_("Export plan"), "", N_("Write the schedule as a workbook (.xlsx)")),
    "print": ("printer", N_("Print plan"), "Ctrl+P", N_("Print the schedule on A4 or A3")),
    "undo": ("undo-2", N_("Undo"), "", N_("Nothing to undo")),
    "redo": ("redo-2", N_("Redo"), "", N_("Nothing to redo")),
    "open": ("file-text", N_("Open the order"), "", N_("Open the form of the order")),
    "lock": ("lock", N_("Lock"), "Ctrl+L", N_("Lock or unlock: a locked step is not pushed along by others")),
    "split": ("split", N_("Split…"), "", N_("Split a step in two parts")),
    "link": ("link-2", N_("Link"), "",
             N_("Let the later of two steps wait for the earlier (semi-finished → finished)")),
    "unschedule": ("calendar-clock", N_("Take out of the plan"), "Del",
                   N_("Take the dates away; the step waits among those to plan")),
    "tryout": ("flask-conical", N_("Try out"), "Ctrl+T", N_("Play with the plan; nothing is saved until you keep it")),
    "suggest": ("list-checks", N_("Suggest"), "",
                N_("Search for a plan with less lateness; it is shown as a try-out and nothing is saved")),
    "changes": ("send", N_("Tell changes"), "",
                N_("Yesterday against today: each plant and salesperson gets only the changed lines")),
    "promise": ("circle-help", N_("Can we make it?"), "Ctrl+M",
                N_("Ask when an order that is not taken yet could be done, and whom it would push")),
    "rush": ("flag", N_("Rush order"), "",
             N_("Put the step in as early as can be and push the others; shown as a try-out with who pays")),
    "fit": ("maximize", N_("Whole plan"), "", N_("Show the whole plan")),
    "today": ("calendar-check", N_("To today"), "", N_("Go to today (Home)")),
    "made": ("eye", N_("Made ones too"), "", N_("Show also the rows of steps that are made or shipped")),
    "side": ("panel-left", N_("Side lists"), "F9", N_("Show or hide the lists at the side")),
}
"""{deed: (icon, name, shortcut, what it does)}."""

CHECKABLE = ("tryout", "side", "made")


class Deeds:
    """The actions by name, added to the page so that their keys work in all of it."""

    def __init__(self, page: QWidget) -> None:
        self.actions: dict[str, QAction] = {}
        for key, (picture, name, keys, tip) in DEEDS.items():
            action = QAction(icon(picture), _(name), page)
            action.setCheckable(key in CHECKABLE)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{_(tip)} ({shown})")
            else:
                action.setToolTip(_(tip))
            page.addAction(action)
            self.actions[key] = action
        self.actions["side"].setChecked(True)

    def __getitem__(self, key: str) -> QAction:
        return self.actions[key]

    def allow(self, keys: int, one: bool, planned: bool, all_locked: bool) -> None:
        """Offer what can be done with the chosen steps: how many, and what they are."""
        self["open"].setEnabled(one)
        self["lock"].setEnabled(keys > 0)
        self["lock"].setText(_("Unlock") if all_locked else _("Lock"))
        self["lock"].setIcon(icon("lock-open" if all_locked else "lock"))
        self["split"].setEnabled(one)
        self["rush"].setEnabled(one)
        self["link"].setEnabled(keys == 2)
        self["unschedule"].setEnabled(planned)

    def show_undo(self, back: str, again: str) -> None:
        """Offer to undo and redo what is named; empty where there is nothing."""
        for key, title, words, nothing in (("undo", back, _("Undo: {title} (Ctrl+Z)"), _("Nothing to undo")),
                                           ("redo", again, _("Redo: {title} (Ctrl+Y)"), _("Nothing to redo"))):
            self[key].setEnabled(bool(title))
            self[key].setToolTip(words.format(title=title) if title else nothing)
