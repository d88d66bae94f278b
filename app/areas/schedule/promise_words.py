"""How the answer to “can we make it?” is said: in the window, on the clipboard, on paper, in mails and commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.areas.schedule.answers import LineAnswer, Question, Way
from app.areas.schedule.free_places import Places
from app.areas.schedule.giving_way import Pushed
from app.areas.schedule.planning import PlanLine
from app.areas.schedule.reading import Schedule
from app.areas.schedule.search.factory import Line
from app.domain.text import N_, _, _n

WAYS = {"run": N_("In one run"), "parts": N_("In parts"), "split": N_("Split"), "overtime": N_("Overtime"),
        "rush": N_("As a rush order")}


def held_by(places: Places, free: Line, key: int, release: int, start: int, material: date | None) -> str:
    """Return what keeps an order from beginning earlier on a line."""
    schedule, calendar = places.schedule, places.schedule.lines[key].calendar
    first = calendar.add_workdays(schedule.today + timedelta(days=release), 0)
    if schedule.today + timedelta(days=start) <= first:
        if material is not None and release > 0:
            return _("material is in on {day}").format(day=material)
        return _("the line is free at once")
    held = max((d for d in free.blocked if d < start), default=-1)
    day = schedule.today + timedelta(days=held)
    order = places.order_on(key, day)
    if order:
        return _("full until {day} with {order}").format(day=day, order=order)
    return _("full until {day}").format(day=day)


def way_words(schedule: Schedule, way: Way) -> str:
    """Return a way in words, the day first."""
    lines = [schedule.lines[key].name for key in way.lines]
    if way.kind == "split":
        shares = "、".join(_("{pieces} on {line}").format(
            pieces=f"{sum(p.quantity for p in way.parts if p.line == key):,}", line=name)
            for key, name in zip(way.lines, lines, strict=True))
        return _("Split over lines: done on {day}; {shares}.").format(day=way.finish, shares=shares)
    if way.kind == "parts":
        return _("In {count} parts between other orders on {line}: done on {day}; {parts}.").format(
            count=len(way.parts), line=lines[0], day=way.finish, parts="、".join(
                _("{pieces} from {first} to {last}").format(pieces=f"{p.quantity:,}", first=p.start, last=p.finish)
                for p in way.parts))
    if way.kind == "overtime":
        return _("With half as much again a day on {line}: done on {day}.").format(line=lines[0], day=way.finish)
    if way.kind == "rush":
        return _("As a rush order on {line} from {start}: done on {day}; {pushed}").format(
            line=lines[0], start=way.parts[0].start, day=way.finish, pushed=pushed_words(schedule, way.pushes))
    return _("In one run on {line} from {start}: done on {day}.").format(
        line=lines[0], start=way.parts[0].start, day=way.finish)


def pushed_words(schedule: Schedule, pushed: Sequence[Pushed]) -> str:
    """Return who finishes later and whom that makes late, in one sentence."""
    if not pushed:
        return _("Nobody is pushed.")
    names = "、".join(_("{order} to {day}").format(order=schedule.by_key[p.key].order, day=p.new) for p in pushed[:6])
    if len(pushed) > 6:
        names = _("{names} and {count} more").format(names=names, count=len(pushed) - 6)
    words = _("Pushed: {names}.").format(names=names)
    late = list(dict.fromkeys(schedule.by_key[p.key].order for p in pushed if p.late))
    later = list(dict.fromkeys(schedule.by_key[p.key].order for p in pushed if p.harm and not p.late))
    if late:
        words += _("Late because of it: {orders}.").format(orders="、".join(late))
    if later:
        words += _("Even later than now: {orders}.").format(orders="、".join(
            order for order in later if order not in late))
    return words if late or later else words + _("Nobody becomes late.")


def sentence(schedule: Schedule, question: Question, lines: Mapping[int, PlanLine], pace: Mapping[int, float],
             ways: Sequence[Way], found: Sequence[LineAnswer]) -> str:
    """Return the whole answer in a sentence or two."""
    if not ways:
        return _impossible(question, lines, pace)
    due = question.due
    quiet = next((way for way in reversed(ways) if way.moves_nobody), None)
    kept = next((way for way in ways if due is not None and way.finish < due), None)
    if due is None or kept is None:
        best = quiet or ways[0]
        words = _answer(schedule, question, best, found)
        if due is None:
            return words
        days = (best.finish - due).days + 1
        words = _n("No. {answer} That is {days} day too late for {due}.",
                   "No. {answer} That is {days} days too late for {due}.", days).format(
            answer=words, days=days, due=due)
        last = ways[-1]
        return words if last is best else words + _("Not in time either: {way}").format(way=last.words)
    words = _answer(schedule, question, kept, found)
    if kept.moves_nobody:
        return _("Yes. {answer} That is in time for {due}.").format(answer=words, due=due)
    asked = _("{item} × {quantity} can keep {due} only so.").format(item=question.item, quantity=question.quantity,
                                                                   due=due)
    words = f"{asked}{kept.words}"
    if quiet is None:
        return words
    days = (quiet.finish - due).days + 1
    return words + _n("Without that it is done on {day}, {days} day too late.",
                      "Without that it is done on {day}, {days} days too late.", days).format(
        day=quiet.finish, days=days)


def _answer(schedule: Schedule, question: Question, way: Way, found: Sequence[LineAnswer]) -> str:
    if way.kind == "run":
        run = next(a for a in found if a.line == way.lines[0])
        return _("{item} × {quantity} can be done on {day} on {line} ({constraint}).").format(
            item=question.item, quantity=question.quantity, day=way.finish, line=schedule.lines[run.line].name,
            constraint=run.constraint)
    return _("{item} × {quantity} can be done on {day}.").format(
        item=question.item, quantity=question.quantity, day=way.finish) + way.words


def _impossible(question: Question, lines: Mapping[int, PlanLine], pace: Mapping[int, float]) -> str:
    if lines and not pace:
        return _("{item} can't be planned: its rate is zero on {lines}.").format(
            item=question.item, lines="、".join(line.name for line in lines.values()))
    if lines:
        return _("{item} × {quantity} can't be planned within two years: no line has the days for it.").format(
            item=question.item, quantity=question.quantity)
    return _("No open line can make {item}; enter its pieces a day at a line.").format(item=question.item)
