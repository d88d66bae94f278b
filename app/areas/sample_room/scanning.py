"""A round walked with a scanner: what each number read means, and how the round stands; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.areas.sample_room.places import shelf_code, shelf_of
from app.areas.sample_room.records import EXPECTED, RoomItem
from app.areas.sample_room.rounds import FOUND, MISSING, MOVED, UNKNOWN
from app.domain.folding import INVISIBLE, same
from app.domain.frozen import frozen

AGAIN, SHELF, AWAY = "again", "shelf", "away"
"""Answers beside those of a finding: read twice, a shelf's own label, a sample that is lent or in repair."""


@frozen
class Spot:
    """A sample as the register knows it."""

    id: int
    number: str
    model: str
    name: str
    serial: str
    place: str
    state: str
    accessories: tuple[str, ...] = ()

    @property
    def expected(self) -> bool:
        """Whether a round looks for it."""
        return self.state in EXPECTED


@dataclass
class Finding:
    """What was found of one sample; `spot` is None for a number that the register doesn't know."""

    spot: Spot | None
    code: str
    presence: str
    found_place: str = ""
    faulty: bool = False
    fault: str = ""
    lacks: tuple[str, ...] = ()
    dirty: bool = False
    note: str = ""

    def kept(self) -> dict[str, Any]:
        """Return the finding as plain values, for the draft that survives a crash."""
        return {"code": self.code, "presence": self.presence, "found_place": self.found_place, "faulty": self.faulty,
                "fault": self.fault, "lacks": list(self.lacks), "dirty": self.dirty, "note": self.note}


@frozen
class Answer:
    """What a number read turned out to be."""

    kind: str
    code: str
    spot: Spot | None = None


@dataclass
class Walk:
    """One round under way: the register's samples by all their numbers, and the findings so far."""

    spots: Sequence[Spot]
    findings: dict[str, Finding] = field(default_factory=dict)
    shelf: str = ""

    def __post_init__(self) -> None:
        self._by_code: dict[str, Spot] = {}
        self._shelves: dict[str, str] = {}
        for spot in self.spots:
            if spot.place:
                shelf = shelf_of(spot.place)
                self._shelves |= {plain(s): shelf for s in (shelf, spot.place, shelf_code(shelf))}
            for code in (spot.serial, label_code(spot.id, spot.number), spot.number):
                if code:
                    self._by_code[plain(code)] = spot

    def scan(self, text: str) -> Answer:
        """Take a number read: a sample's asset or serial number, or the label of a shelf."""
        code = read_code(text)
        spot = self._by_code.get(plain(code))
        if spot is None:
            if plain(code) in self._shelves:
                self.shelf = self._shelves[plain(code)]
                return Answer(SHELF, self.shelf)
            if plain(code) in self.findings:
                return Answer(AGAIN, code)
            self.findings[plain(code)] = Finding(None, code, UNKNOWN, self.shelf)
            return Answer(UNKNOWN, code)
        key = plain(spot.number)
        if key in self.findings:
            return Answer(AGAIN, spot.number, spot)
        elsewhere = bool(self.shelf) and plain(shelf_of(spot.place)) != plain(self.shelf)
        presence = MOVED if elsewhere else FOUND
        self.findings[key] = Finding(spot, spot.number, presence, self.shelf if elsewhere else spot.place)
        return Answer(presence if spot.expected else AWAY, spot.number, spot)

    def rest_is_there(self) -> int:
        """Count every expected sample not yet found as in its place, for a round walked with the printed card."""
        left = self.left()
        for spot in left:
            self.findings[plain(spot.number)] = Finding(spot, spot.number, FOUND, spot.place)
        return len(left)

    def not_there(self, spot: Spot) -> None:
        """Say that a sample was looked for and is missing."""
        self.findings[plain(spot.number)] = Finding(spot, spot.number, MISSING)

    def take_back(self, code: str) -> None:
        """Forget what was found of a number."""
        self.findings.pop(plain(code), None)

    def finding(self, code: str) -> Finding | None:
        """Return what was found of a number."""
        return self.findings.get(plain(code))

    def left(self) -> list[Spot]:
        """Return the expected samples that nobody has found yet, in the order of walking."""
        return [s for s in self.spots if s.expected and plain(s.number) not in self.findings]

    def counts(self) -> dict[str, int]:
        """Return how many are expected, present, moved, missing or still to be found, unknown, faulty, incomplete."""
        there = [f for f in self.findings.values() if f.spot is not None and f.presence != MISSING]
        expected = sum(1 for s in self.spots if s.expected)
        here = sum(1 for f in there if f.spot is not None and f.spot.expected)
        return {"expected": expected, "present": here, "left": expected - here,
                "moved": sum(1 for f in there if f.presence == MOVED),
                "unknown": sum(1 for f in self.findings.values() if f.presence == UNKNOWN),
                "faulty": sum(1 for f in there if f.faulty), "incomplete": sum(1 for f in there if f.lacks)}

    def restore(self, kept: Sequence[dict[str, Any]]) -> None:
        """Take up findings that were kept in an earlier run."""
        for row in kept:
            spot = self._by_code.get(plain(str(row["code"])))
            self.findings[plain(str(row["code"]))] = Finding(spot, **{**row, "lacks": tuple(row["lacks"])})


def label_code(number: int, name: str) -> str:
    """Return what a sample's label says to a scanner: its asset number, or #12 where that is not Latin throughout."""
    return name if name and name.isascii() else f"#{number}"


def read_code(text: str) -> str:
    """Return the number in what a scanner typed; codes of the program's own papers bear it after the last slash."""
    code = text.translate(INVISIBLE).strip()
    return code.rsplit("/", 1)[-1] if code.lower().startswith("gendan:") else code


def plain(code: str) -> str:
    """Return a number as it is compared; scanners and input methods may change case and width."""
    return same(code).upper()


def spots() -> list[Spot]:
    """Return the room's samples as they stand in the register, in the order of walking."""
    rows = RoomItem.select().where(RoomItem.deleted == 0).order_by(RoomItem.walk, RoomItem.number)
    return [Spot(r.id, r.number or "", r.machine or "", r.name or "", r.serial or "", r.place or "", r.state,
                 tuple(p.strip() for p in (r.accessories or "").replace("，", "、").split("、") if p.strip()))
            for r in rows if r.state not in ("removed", "scrapped")]
