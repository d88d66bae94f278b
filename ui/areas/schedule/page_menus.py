"""The menus of the schedule page: of the chosen steps, and of the places that a step could take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.areas.schedule.placing import Place
from app.areas.schedule.reading import Schedule
from app.domain.text import _
from ui.areas.schedule.page_deeds import Deeds
from ui.areas.schedule.page_findings import short, span
from ui.icons import icon


def steps_menu(parent: QWidget, deeds: Deeds, schedule: Schedule, keys: Sequence[int],
               to_line: Callable[[int], object], place: Callable[[int], object]) -> QMenu:
    """Return the menu of chosen steps; without any, what concerns the whole plan."""
    menu = QMenu(parent)
    if keys:
        menu.addAction(deeds["open"])
        menu.addSeparator()
        lines = menu.addMenu(icon("arrow-up-down"), _("Move to line"))
        here = {schedule.by_key[key].line for key in keys}
        for line in schedule.lines.values():
            if not line.closed:
                action = lines.addAction(f"{line.plant} · {line.name}")
                action.setEnabled(here != {line.key})
                action.triggered.connect(lambda _checked=False, key=line.key: to_line(key))
        if len(keys) == 1:
            action = menu.addAction(icon("calendar-check"), _("Earliest free place…"))
            action.triggered.connect(lambda: place(keys[0]))
            menu.addAction(deeds["rush"])
            menu.addAction(deeds["promise"])
        for key in ("lock", "split", "link", "unschedule"):
            menu.addAction(deeds[key])
        menu.addSeparator()
    for key in ("undo", "redo"):
        menu.addAction(deeds[key])
    menu.addSeparator()
    for key in ("tryout", "fit", "today"):
        menu.addAction(deeds[key])
    return menu


def places_menu(parent: QWidget, schedule: Schedule, key: int, places: Sequence[Place],
                take: Callable[[Place], object]) -> QMenu:
    """Return the menu of places for a step, the proposed one first and bold."""
    menu = QMenu(parent)
    step = schedule.by_key[key]
    limit = min((d for d in (step.inspection, step.ship) if d is not None), default=None)
    if not places:
        menu.addAction(_("No open line can make this product")).setEnabled(False)
    for number, place in enumerate(places):
        line = schedule.lines[place.line]
        words = _("{line}, {span}").format(line=f"{line.plant} · {line.name}",
                                           span=span((place.start, place.finish)))
        if limit is not None and place.finish >= limit:
            words = _("{place} (too late for {day})").format(place=words, day=short(limit))
        action = menu.addAction(icon("calendar-check") if number == 0 else icon("calendar"),
                                _("Proposed: {place}").format(place=words) if number == 0 else words)
        if number == 0:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            menu.addSeparator()
        action.triggered.connect(lambda _checked=False, place=place: take(place))
    return menu
