"""What is late, due today, due soon: the open duties of all areas, those put off, and the standing duties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.database import duties
from app.database.record import database
from app.domain.deadline import LATE, SOON_DAYS, nearness
from app.domain.frozen import frozen_slots
from app.domain.text import N_, _

if TYPE_CHECKING:
    from app.database.change import Change

HEADINGS = {"today": N_("Today"), "late": N_("Late"), "soon": N_("Next three days"), "ahead": N_("Later")}

ALERT = "alert "
"""How the key of a line begins that no duty stands behind, but what the schedule, the sheets and the lists say."""

LOOK_BACK = timedelta(days=45)
"""How long a standing duty that was missed stays on the page."""

AROUND = timedelta(days=21)
"""How far a form's own day may lie from the one of its rule."""


@frozen_slots
class AgendaLine:
    """One line of the Today page. A standing duty has no record and bears its key instead."""

    sheet: str
    place: str
    record: int
    title: str
    name: str
    due: date
    since: date | None = None
    owner: str = ""
    order: str = ""
    why: str = ""
    """A template with its values, or plain words."""
    put_off: date | None = None
    put_off_because: str = ""
    key: str = ""
    instead_of: str = ""
    """Whose duty it is while the owner stands in."""

    @property
    def day(self) -> date:
        """The day on which it asks for attention: when it is due, or until when it was put off."""
        return self.put_off or self.due

    @property
    def reason(self) -> str:
        """Why it is due, in words."""
        if self.why.startswith("["):
            template, values = json.loads(self.why)
            return _(template).format(**values)
        return _(self.why)

    @property
    def mark(self) -> tuple[str, int, str]:
        """What tells this line from all others."""
        return self.place or self.key, self.record or self.due.toordinal(), self.title

    def standing(self, today: date) -> str:
        """Return late, today, soon or ahead."""
        return nearness(self.day, today)


def duty_lines(today: date, until: date) -> list[AgendaLine]:
    """Return the open duties of records that ask for attention up to a day, the most urgent first."""
    return _lines(duties.open_duties(until), today, until)


def lines_after(touched: dict[str, frozenset[int]], today: date,
                until: date) -> tuple[dict[str, frozenset[int]], list[AgendaLine]]:
    """Return the records whose duties a change may have changed, {table: numbers}, and their open duties now."""
    from app.areas import catalogue

    catalogue.areas()
    concerned = duties.concerned(touched)
    return concerned, _lines(duties.duties_of(concerned, until), today, until)


def _lines(found: Iterable[duties.OpenDuty], today: date, until: date) -> list[AgendaLine]:
    away, deputies = put_off_now(today), deputies_now(today)
    lines = []
    for d in found:
        later = away.get((d.place, d.record, d.title))
        if later is not None and later[0] > until:
            continue
        until_then, because = later or (None, "")
        lines.append(AgendaLine(d.sheet, d.place, d.record, d.title, d.name, d.due, d.since,
                                deputies.get(d.owner, d.owner), d.order, d.why, until_then, because,
                                instead_of=d.owner if d.owner in deputies else ""))
    return sorted(lines, key=lambda line: line.day)


def put_off_now(today: date) -> dict[tuple[str, int, str], tuple[date, str]]:
    """Return what is put off beyond today, {(table, record, duty): (until, reason)}."""
    rows = database.execute_sql("SELECT place, record, title, until, reason FROM put_off "
                                f"WHERE deleted = 0 AND until > '{today.isoformat()}' ORDER BY id").fetchall()
    return {(place, record, title): (date.fromisoformat(until), reason) for place, record, title, until, reason in rows}


def deputies_now(today: date) -> dict[str, str]:
    """Return {who handed over: deputy} of those in force; whoever stands in for somebody who hands over, too."""
    day = today.isoformat()
    rows = database.execute_sql(
        "SELECT p.name, d.name FROM handover h JOIN person p ON p.id = h.person_id "
        "JOIN person d ON d.id = h.deputy_id "
        f"WHERE h.deleted = 0 AND h.first <= '{day}' AND (h.last IS NULL OR h.last >= '{day}') "
        "ORDER BY h.id").fetchall()
    found = dict(rows)
    for person in list(found):
        seen = {person}
        while (deputy := found[person]) in found and deputy not in seen:
            seen.add(deputy)
            found[person] = found[deputy]
    return found


def put_off(change: Change, line: AgendaLine, until: date, reason: str) -> None:
    """Put a duty off; the record's own date stays as it is."""
    from app.areas.today.records import PutOff

    change.save(PutOff(place=line.place or line.key, record=line.record or line.due.toordinal(), title=line.title,
                       name=line.name or _(line.title), until=until, reason=reason))


def standing_lines(today: date, until: date, posts: Sequence[str] = ()) -> list[AgendaLine]:
    """Return the standing duties that are not done: the last one missed, and those due up to a day."""
    from app.areas import catalogue
    from app.areas.today.records import StandingDuty
    from app.database.settings import office
    from app.domain.workdays import NoWorkdaysError
    from app.masters.calendar import office_calendar
    from app.masters.posts import POSTS_USED, is_used

    forms = {s.key: s for area in catalogue.areas() for s in area.standing}
    calendar = office_calendar()
    away, deputies = put_off_now(today), deputies_now(today)
    used = list(posts) or office(POSTS_USED)
    found = []
    for row in StandingDuty.select().where((StandingDuty.deleted == 0) & (StandingDuty.active == 1)):
        form = forms.get(row.key) if row.key else None
        if row.key and (form is None or not is_used("".join(form.posts), used)):
            continue
        owner = str(row.owner) if row.owner_id else ""
        try:
            coming = _turns(row, form, today - LOOK_BACK, until, calendar)
        except NoWorkdaysError as error:
            found.append(AgendaLine("standing_duties", "", 0, row.title, "", today, None, owner, "", str(error),
                                    key=row.key or f"own {row.id}"))
            continue
        open_turns = [t for t in coming if t.due >= row.begins
                      and not (form.done(t) if form is not None and not form.by_tick
                               else (row.done_on or date.min) >= t.first)]
        late = [t for t in open_turns if t.due < today][-1:]
        for turn in [*late, *(t for t in open_turns if t.due >= today)]:
            line = AgendaLine(form.sheet if form is not None else "standing_duties", "", 0, row.title, "", turn.due,
                              min(turn.first, turn.due), deputies.get(owner, owner), "",
                              (form.why if form is not None else row.note) or "",
                              key=row.key or f"own {row.id}", instead_of=owner if owner in deputies else "")
            until_then = away.get(line.mark)
            found.append(replace(line, put_off=until_then[0], put_off_because=until_then[1]) if until_then else line)
    found += _alert_lines(today, away, deputies)
    return sorted((line for line in found if line.day <= until), key=lambda line: urgency(line, today))


def _alert_lines(today: date, away: dict[tuple[str, int, str], tuple[date, str]],
                 deputies: dict[str, str]) -> list[AgendaLine]:
    """Return what asks for attention today without a date of its own, endangered orders first."""
    from app.areas.alerts import alerts

    found = []
    for alert in alerts(today):
        line = AgendaLine(alert.sheet, alert.place, alert.record, alert.title, alert.name, today, None,
                          deputies.get(alert.owner, alert.owner), alert.order, alert.why, key=ALERT + alert.kind,
                          instead_of=alert.owner if alert.owner in deputies else "")
        until_then = away.get(line.mark)
        found.append(replace(line, put_off=until_then[0], put_off_because=until_then[1]) if until_then else line)
    return found


def urgency(line: AgendaLine, today: date) -> tuple[int, int, int]:
    """Order lines for the day: endangered orders, what is due today, what is late (the newest first), what comes."""
    late = line.day < today
    rank = 2 if late else 3 if line.day > today else 0 if line.key == ALERT + "endangered" else 1
    return rank, -line.day.toordinal() if late else line.day.toordinal(), line.due.toordinal()


def near_lines(today: date, owners: Sequence[str] = ()) -> list[AgendaLine]:
    """Return what is late, due today or in the next three days, of some owners or of all, the most urgent first."""
    until = today + timedelta(days=SOON_DAYS)
    lines = [*duty_lines(today, until), *standing_lines(today, until)]
    return sorted((line for line in lines if not owners or line.owner in owners), key=lambda line: urgency(line, today))


def begin_standing(change: Change, line: AgendaLine) -> Any:
    """Make the half-filled form that a standing duty asks for and return it; None where its page does that."""
    from app.areas import catalogue
    from app.areas.today.records import StandingDuty
    from app.masters.calendar import office_calendar

    form = next((s for area in catalogue.areas() for s in area.standing if s.key == line.key), None)
    if form is None or form.begin is None:
        return None
    row = StandingDuty.get((StandingDuty.key == line.key) & (StandingDuty.deleted == 0))
    turn = next(t for t in _turns(row, form, line.due, line.due, office_calendar()))
    return form.begin(change, turn)


def _turns(row: Any, form: Any, first: date, last: date, calendar: Any) -> list[Any]:
    """Return the turns of a standing duty that are due between two days, by its form's own day where it has one."""
    from app.domain.standing import turns

    if form is None or form.due_of is None:
        return turns(row.as_rule, first, last, calendar)
    near = turns(row.as_rule, first - AROUND, last + AROUND, calendar)
    dated = [replace(turn, due=form.due_of(turn)) for turn in near]
    return [turn for turn in dated if first <= turn.due <= last]


def seed_standing(change: Change, begins: date) -> None:
    """Put the standing duties that come with the areas into the office's calendar."""
    from app.areas import catalogue
    from app.areas.today.records import StandingDuty

    known = {row[0] for row in StandingDuty.select(StandingDuty.key).tuples()}
    change.add_all([StandingDuty(key=s.key, title=_(s.title), rule=s.rule.kind, day=s.rule.day, shift=s.rule.shift,
                                 begins=begins, note=_(s.why) if s.why else None)
                    for area in catalogue.areas() for s in area.standing if s.key not in known])


def counts(today: date) -> dict[str, int]:
    """Return how many duties are late or due today, by sheet, for the badges; duties put off don't count."""
    away = {key for key, (until, _why) in put_off_now(today).items() if until > today}
    found: dict[str, int] = {}
    for d in duties.open_duties(today):
        if (d.place, d.record, d.title) not in away:
            found[d.sheet] = found.get(d.sheet, 0) + 1
    return found


def keep_numbers(change: Change, lines: Sequence[AgendaLine], today: date, owner: str) -> int:
    """Keep which number of a morning sheet is which duty; return the sheet's own number."""
    from app.areas.today.records import MorningSheet

    kept = [[line.place or line.key, line.record or line.due.toordinal(), line.title] for line in lines]
    sheet = change.save(MorningSheet(day=today, owner=owner, lines=json.dumps(kept, ensure_ascii=False)))
    return int(sheet.id)


def ticked(change: Change, numbers: Sequence[int], until: date) -> list[AgendaLine]:
    """Settle the duties with these numbers on the newest morning sheet; return those that want their form.

    A number that the sheet does not have raises ValueError; one that is settled already is passed over.
    """
    from app.areas import catalogue
    from app.areas.today.records import MorningSheet, StandingDuty

    catalogue.areas()
    sheet = MorningSheet.select().where(MorningSheet.deleted == 0).order_by(MorningSheet.id.desc()).first()
    kept = json.loads(sheet.lines) if sheet is not None else []
    if wrong := [n for n in numbers if not 1 <= n <= len(kept)]:
        raise ValueError(_("The morning sheet has no number {number}; it goes up to {last}.").format(
            number=wrong[0], last=len(kept)))
    open_now = {line.mark: line for line in [*duty_lines(date.min, until), *standing_lines(sheet.day, until)]}
    watched = {(model._meta.table_name, d.title): (model, d) for model, all_ in duties.WATCHED.items() for d in all_}
    by_tick = {s.key for area in catalogue.areas() for s in area.standing if s.by_tick}
    left = []
    for number in numbers:
        place, record, title = kept[number - 1]
        line = open_now.get((place, record, title))
        if line is None:
            continue
        if place.startswith("own ") or place in by_tick:
            duty = (StandingDuty.get_by_id(int(place[4:])) if place.startswith("own ")
                    else StandingDuty.get(StandingDuty.key == place))
            duty.done_on = date.today()
            change.save(duty)
            continue
        known = watched.get((place, title))
        if known is not None and known[1].settle is not None:
            known[1].settle(change, known[0].get_by_id(record))
        else:
            left.append(line)
    return left


def morning_text(lines: Sequence[AgendaLine], today: date, owner: str) -> str:
    """Return the lines as plain text for a message, numbered as on the sheet."""
    from app.domain.show import near_day

    parts = [_("{day} {owner}, to do:").format(day=f"{today:%m-%d}", owner=owner or _("All")).strip()]
    before = ""
    for number, line in enumerate(lines, 1):
        standing = line.standing(today)
        if standing != before:
            parts.append(f"【{_(HEADINGS[standing])}】")
            before = standing
        when = near_day(line.day, today) if standing == LATE else f"{line.day:%m-%d}"
        about = " ".join(p for p in (line.name,) if p)
        parts.append(f"{number}. {_(line.title)} {about}（{when}）".replace("  ", " "))
    return "\n".join(parts)


