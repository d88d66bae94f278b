"""The answer to “can we make it?” as plain data: question, lines, ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.areas.schedule.free_places import Part
from app.areas.schedule.giving_way import Pushed

NEW = 0
"""The number that the asked order has among the steps; orders answered before it have numbers below."""


@dataclass(frozen=True, slots=True)
class Question:
    """What sales asks: item with its family, pieces, the day the material is in, the day it must be done before."""

    item: str
    family: str
    quantity: int
    material: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """The earliest unbroken run on a line without moving anybody, what holds it, and what a rush would do there.

    The rush is the place before the asked date that harms others least, or the earliest where none is in time.
    """

    line: int
    start: date
    finish: date
    days: float
    """normal days of work"""
    constraint: str
    rush: tuple[date, date] | None = None
    pushes: tuple[Pushed, ...] = ()

    @property
    def harm(self) -> tuple[int, int]:
        """Days of lateness that others get by the rush, and days by which they finish later."""
        return sum(p.harm for p in self.pushes), sum((p.new - p.old).days for p in self.pushes)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be done: run, parts, split, overtime or rush, each earlier than all that disturb less."""

    kind: str
    finish: date
    words: str
    parts: tuple[Part, ...]
    pushes: tuple[Pushed, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines on which it is made."""
        return tuple(dict.fromkeys(part.line for part in self.parts))

    @property
    def moves_nobody(self) -> bool:
        """Whether the free places suffice as they are."""
        return self.kind in ("run", "parts", "split")


@dataclass(frozen=True)
class Answer:
    """The answer: lines by earliest finish, ways by how much they disturb, and all in one sentence."""

    question: Question
    lines: tuple[LineAnswer, ...]
    ways: tuple[Way, ...]
    sentence: str

    @property
    def best(self) -> Way | None:
        """The way that is answered: the quietest in time, else the earliest that moves nobody."""
        return chosen(self.ways, self.question.due)

    @property
    def in_time(self) -> bool | None:
        """Whether the date can be kept without overtime and without pushing anybody; None where none was asked for."""
        if self.question.due is None:
            return None
        return any(way.moves_nobody and way.finish < self.question.due for way in self.ways)

    @property
    def possible(self) -> bool:
        """Whether the date can be kept at all, be it with overtime or as a rush order."""
        due = self.question.due
        return bool(self.ways) and (due is None or any(way.finish < due for way in self.ways))

    @property
    def alternatives(self) -> tuple[Way, ...]:
        """The ways besides the one that is answered; none is later than what disturbs less."""
        return tuple(way for way in self.ways if way is not self.best)

    @property
    def told(self) -> tuple[str, ...]:
        """The whole answer in lines of text."""
        return (self.sentence, *(way.words for way in self.alternatives))


def chosen(ways: Sequence[Way], due: date | None) -> Way | None:
    """Return the way that is answered: the quietest in time, else the earliest that moves nobody."""
    if due is not None and (kept := next((way for way in ways if way.finish < due), None)) is not None:
        return kept
    quiet = [way for way in ways if way.moves_nobody]
    return quiet[-1] if quiet else ways[0] if ways else None
