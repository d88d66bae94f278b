"""The card at the schedule's side that tells all of the chosen bar, or the sums of several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.areas.schedule.board import LIGHTS
from app.areas.schedule.planning import workdays
from app.areas.schedule.snapshot import Report, Snapshot
from app.areas.schedule.wishes import calendar_of
from app.areas.schedule.words import conflict_text, danger_reason
from app.domain.text import N_, _, _n
from ui.areas.schedule.gantt_tip import LIGHT_WORDS
from ui.areas.schedule.page_findings import about, short, span
from ui.theme import colour, status_colour

LIGHT_STATES = {"green": ("done", N_("ready")), "amber": ("today", N_("on its way")),
                "red": ("late", N_("missing")), "grey": ("off", N_("nothing known"))}
"""A light's colour and what it says."""


class DetailsCard(QScrollArea):
    """Shows what is chosen as words; the links in it ask for the order's form."""

    order_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.text.setContentsMargins(12, 10, 12, 10)
        self.text.linkActivated.connect(lambda link: self.order_wanted.emit(int(link)))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details"))

    def show_steps(self, snapshot: Snapshot | None, keys: Sequence[int], reports: Sequence[Report] = ()) -> bool:
        """Show one step with its newest reports, the sums of several, or what to do here; whether a step is shown."""
        known = [key for key in keys if snapshot is not None and key in snapshot.schedule.facts]
        if snapshot is None or not known:
            hint = _("Choose a bar to see its dates, pace and readiness. Drag it to move it; hold Shift to push along "
                     "what follows.")
            self._set(_faint(hint))
        elif len(known) == 1:
            self._set(one(snapshot, known[0], reports))
        else:
            self._set(several(snapshot, known))
        return bool(known)

    def _set(self, html: str) -> None:
        if html != self.text.text():
            self.text.setText(html)


def one(snapshot: Snapshot, key: int, reports: Sequence[Report]) -> str:
    """Return all that is known of a step."""
    schedule = snapshot.schedule
    step, facts = schedule.by_key[key], schedule.facts[key]
    line = schedule.lines.get(step.line) if step.line is not None else None
    accent = colour("accent").name()
    html = (f"<div><a href='{facts.order_id}' style='color:{accent}; text-decoration:none'><b>{_escape(step.order)}"
            f"</b></a>&nbsp; {_escape(facts.customer)}</div><div>{_escape(about(schedule, key))}</div>")
    rows = []
    if line is not None:
        rows.append((_("Where"), _escape(f"{line.plant} · {line.name}")))
    if step.start is not None and step.finish is not None:
        days = workdays(calendar_of(schedule, step.line), step.start, step.finish)
        rows.append((_("Plan"), _n("{span}, {days} working day", "{span}, {days} working days", days).format(
            span=span((step.start, step.finish)), days=days)))
    share = step.done / step.quantity if step.quantity else 0.0
    rows.append((_("Made"), _("{done:,} of {quantity:,} ({share:.0%})").format(
        done=step.done, quantity=step.quantity, share=share)))
    forecast = schedule.forecasts.get(key)
    danger = next((d for d in schedule.dangers if d.key == key), None)
    if forecast is not None:
        rows.append((_("Pace"), _("{pace:,.0f} pcs a day").format(pace=forecast.pace)))
        words = _escape(short(forecast.finish))
        if danger is not None:
            tone = status_colour("late" if danger.which == "ship" else "endangered").name()
            words = f"<span style='color:{tone}'><b>{words}</b>&nbsp; {_escape(danger_reason(danger))}</span>"
        rows.append((_("Forecast"), words))
    for label, day in ((_("Material in"), step.material_ready), (_("Inspection"), step.inspection),
                       (_("Ship date"), step.ship)):
        if day is not None:
            rows.append((label, _escape(_day_words(day, schedule.today))))
    if facts.note:
        rows.append((_("Remark"), _escape(facts.note)))
    html += _table(rows)
    for conflict in schedule.conflicts:
        if conflict.key == key:
            html += f"<div style='color:{status_colour('late').name()}'>▲ {_escape(conflict_text(conflict))}</div>"
    return html + _lights(snapshot, facts.order_line) + _reports(reports)


def several(snapshot: Snapshot, keys: Sequence[int]) -> str:
    """Return the sums of several steps."""
    schedule = snapshot.schedule
    steps = [schedule.by_key[key] for key in keys]
    quantity, done = sum(s.quantity for s in steps), sum(s.done for s in steps)
    planned = [(s.start, s.finish) for s in steps if s.start is not None and s.finish is not None]
    orders = len({s.order for s in steps})
    risk = len({d.key for d in schedule.dangers} & set(keys))
    html = "<div><b>" + _escape(_("{steps} of {orders}").format(
        steps=_n("{steps} step", "{steps} steps", len(steps)).format(steps=len(steps)),
        orders=_n("{orders} order", "{orders} orders", orders).format(orders=orders))) + "</b></div>"
    rows = [(_("Together"), _("{quantity:,} pcs").format(quantity=quantity)),
            (_("Made"), _("{done:,} of {quantity:,} ({share:.0%})").format(
                done=done, quantity=quantity, share=done / quantity if quantity else 0.0)),
            (_("Short"), _("{quantity:,} pcs").format(quantity=max(0, quantity - done)))]
    if planned:
        rows.append((_("Plan"), span((min(p[0] for p in planned), max(p[1] for p in planned)))))
    rows.append((_("Lines used"), str(len({s.line for s in steps if s.line is not None}))))
    if risk:
        tone = status_colour("late").name()
        rows.append((_("At risk"), f"<span style='color:{tone}'><b>{risk}</b></span>"))
    return html + _table(rows)


def _day_words(day: date, today: date) -> str:
    days = (day - today).days
    near = _("today") if days == 0 else _n("in {days} day", "in {days} days", days).format(days=days) if days > 0 else \
        _n("{days} day ago", "{days} days ago", -days).format(days=-days)
    return f"{short(day)} ({near})"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    faint = colour("muted").name()
    return "<table cellspacing='0' cellpadding='2' style='margin-top:6px; margin-bottom:4px'>" + "".join(
        f"<tr><td style='color:{faint}; padding-right:12px; white-space:nowrap'>{_escape(label)}</td>"
        f"<td>{words}</td></tr>" for label, words in rows) + "</table>"


def _lights(snapshot: Snapshot, order_line: int) -> str:
    own = snapshot.lights.get(order_line, {})
    rows = []
    for key in LIGHTS:
        if key in own:
            tone, words = LIGHT_STATES.get(own[key], LIGHT_STATES["grey"])
            rows.append((_(LIGHT_WORDS[key]),
                         f"<span style='color:{status_colour(tone).name()}'>●</span>&nbsp; {_escape(_(words))}"))
    return _heading(_("Readiness")) + _table(rows) if rows else ""


def _reports(reports: Sequence[Report]) -> str:
    if not reports:
        return ""
    rows = []
    for report in reports:
        words = _("{made:,} pcs").format(made=report.made)
        if report.defects:
            words += " · " + _n("{count:,} reject", "{count:,} rejects", report.defects).format(count=report.defects)
        rows.append((short(report.day), _escape(" · ".join(p for p in (words, report.note) if p))))
    return _heading(_("Last reports")) + _table(rows)


def _heading(words: str) -> str:
    return f"<div style='margin-top:8px'><b>{_escape(words)}</b></div>"


def _faint(words: str) -> str:
    return f"<span style='color:{colour('muted').name()}'>{_escape(words)}</span>"


def _escape(words: str) -> str:
    """Return a text with nothing in it that rich text would read as a tag; `html` itself takes 2 ms to load."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
