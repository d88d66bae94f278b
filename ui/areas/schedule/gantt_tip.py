"""All that is known of a bar, as rich text for the tooltip and as plain words for screen readers."""

from __future__ import annotations

from datetime import date

from app.areas.schedule.board import LIGHTS, Bar, Board
from app.domain.text import N_, _
from ui.areas.schedule.gantt_colours import Scheme
from ui.areas.schedule.gantt_dates import full_words, shift_words, span_words
from ui.theme import colour as theme_colour

LIGHT_WORDS = {
    "signed": N_("Light: order signed"),
    "bom": N_("Light: BOM"),
    "material": N_("Light: material"),
    "artwork": N_("Light: artwork"),
    "sample": N_("Light: sample signed"),
    "packaging": N_("Light: packaging"),
    "first_article": N_("Light: first article"),
}
_STANDING = {
    "done": N_("All of it is made"),
    "late": N_("Will finish too late"),
    "endangered": N_("The date is in danger"),
    "in_time": N_("Will be in time"),
}


def facts(bar: Bar) -> list[tuple[str, str]]:
    """Return (label, words) of everything that a bar tells, in the order of the tooltip."""
    found = [(_("Planned days"), span_words(bar.start, bar.finish))]
    if bar.quantity:
        share = bar.done / bar.quantity
        found.append((_("Made so far"), _("{done:,} of {quantity:,} ({share:.0%})").format(
            done=bar.done, quantity=bar.quantity, share=share)))
    if bar.forecast is not None:
        late = (bar.forecast - bar.finish).days
        words = full_words(bar.forecast)
        found.append((_("Forecast by actual pace"), f"{words} ({shift_words(late)})" if late else words))
    if bar.rest is not None:
        found.append((_("What is left, from today"), span_words(*bar.rest)))
    found += [(label, full_words(day)) for label, day in (
        (_("Material all there"), bar.material_ready), (_("Inspection booked"), bar.inspection),
        (_("Ship date agreed"), bar.ship)) if day is not None]
    if bar.baseline is not None and bar.baseline != (bar.start, bar.finish):
        moved = (bar.finish - bar.baseline[1]).days
        found.append((_("In the kept version"), f"{span_words(*bar.baseline)} ({shift_words(moved)})"))
    found.append((_("Standing"), _(_STANDING[bar.lateness])))
    return found


def tip(bar: Bar, board: Board, scheme: Scheme) -> str:
    """Return the tooltip of a bar as rich text."""
    quiet = theme_colour("muted").name()
    lane = next((lane for lane in board.lanes if lane.key == bar.lane), None)
    where = f"{lane.plant} · {lane.title}" if lane else ""
    sub = " · ".join(_escape(words) for words in (bar.product, bar.customer) if words)
    rows = "".join(
        f"<tr><td style='padding-right:12px; color:{quiet}'>{_escape(label)}</td>"
        f"<td>{_escape(words)}</td></tr>" for label, words in facts(bar))
    html = (f"<div style='white-space:nowrap'><b style='font-size:large'>{_escape(bar.title)}</b>"
            f"{_lock(bar)}<br>{sub}<br><span style='color:{quiet}'>{_escape(where)}</span>"
            f"<table cellspacing='0' cellpadding='1' style='margin-top:6px'>{rows}</table>")
    if bar.lights:
        html += "<div style='margin-top:6px'>" + _lights(bar, scheme) + "</div>"
    if bar.conflict:
        html += (f"<div style='margin-top:6px; color:{scheme.red.name()}'><b>"
                 + _escape(_("Conflict: {reason}").format(reason=bar.conflict)) + "</b></div>")
    return html + "</div>"


def _lock(bar: Bar) -> str:
    return f" <span>({_escape(_('locked'))})</span>" if bar.locked else ""


def _lights(bar: Bar, scheme: Scheme) -> str:
    colours = {"green": scheme.green, "amber": scheme.amber, "red": scheme.red}
    words = []
    for i, (light, name) in enumerate(zip(bar.lights, LIGHTS, strict=False)):
        colour = colours.get(light, scheme.grey).name()
        spot = f"<span style='color:{colour}'>●</span> {_escape(_(LIGHT_WORDS[name]))}"
        words.append(("<br>" if i == 4 else "&nbsp;&nbsp;" if i else "") + spot)
    return "".join(words)


def spoken(bar: Bar, board: Board) -> str:
    """Return a bar as one sentence for screen readers."""
    lane = next((lane.title for lane in board.lanes if lane.key == bar.lane), "")
    parts = [bar.product, bar.customer, lane, *(f"{label}: {words}" for label, words in facts(bar))]
    if bar.conflict:
        parts.append(_("Conflict: {reason}").format(reason=bar.conflict))
    return ", ".join(part for part in parts if part)


def load_words(title: str, day: date, percent: float) -> str:
    """Return the load of a day in words."""
    return _("{line}, {day}: {percent:.0f} % of the day's capacity").format(
        line=title, day=full_words(day), percent=percent)


def _escape(words: str) -> str:
    from html import escape

    return escape(words)
