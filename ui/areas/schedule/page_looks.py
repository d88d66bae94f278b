"""How the user looked at the plan last: view, colours, width of the side lists; kept in his own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.database.settings import Personal, Setting
from app.domain.text import N_
from ui.areas.schedule.gantt_colours import COLOUR_BY

if TYPE_CHECKING:
    from ui.areas.schedule.page import SchedulePage

LOOKS: Setting[dict[str, Any]] = Setting("schedule_looks", N_("How the schedule is looked at"), {})
NARROWEST, WIDEST = 120, 900


class Looks(QObject):
    """Belongs to the schedule page: shows it as it was left, and keeps each change."""

    def __init__(self, page: SchedulePage) -> None:
        super().__init__(page)
        kept = Personal().get(LOOKS)
        colour, view, side = kept.get("colour"), kept.get("view"), kept.get("side")
        if colour in COLOUR_BY:
            page.tools.colours.setCurrentIndex(page.tools.colours.findData(colour))
            page.gantt.set_colour_by(colour)
        if view in ("table", "both"):
            page.show_view(view)
        if isinstance(side, int) and NARROWEST <= side <= WIDEST:
            page.across.setSizes([1000, side])
        page.tools.view_chosen.connect(lambda chosen: self.keep(view=chosen))
        page.tools.colour_chosen.connect(lambda chosen: self.keep(colour=chosen))
        page.across.splitterMoved.connect(lambda _at, _index: self.keep(side=page.across.sizes()[1]))

    @staticmethod
    def keep(**looks: Any) -> None:
        """Keep what was chosen."""
        own = Personal()
        own.set(LOOKS, {**own.get(LOOKS), **looks})
