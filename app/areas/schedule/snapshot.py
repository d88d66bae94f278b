"""All that the schedule page shows, read and reckoned in one go away from the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from app.areas.schedule import baseline
from app.areas.schedule.board import Board
from app.areas.schedule.boarding import board
from app.areas.schedule.changes import ChangedLine, Dates, changed_lines
from app.areas.schedule.plan_table import PlanRow, plan_rows, standing
from app.areas.schedule.reading import Schedule, read_schedule, with_moves
from app.areas.schedule.records import ProgressReport, ScheduleVersion
from app.areas.schedule.wishes import Moves
from app.domain.frozen import frozen
from app.domain.light import Light

KEPT_DAYS = 62
"""How long steps that are made stay in sight."""

YESTERDAY = -1
"""The choice of a baseline that is not a kept version."""


@frozen
class Version:
    """A kept version of the schedule."""

    key: int
    title: str
    at: datetime


@frozen
class Snapshot:
    """The schedule with its board, table rows and what changed since the end of yesterday."""

    schedule: Schedule
    board: Board
    changed: tuple[ChangedLine, ...]
    lights: Mapping[int, Mapping[str, str]]
    compared: Mapping[int, Dates]
    yesterday: Mapping[int, Dates]
    versions: tuple[Version, ...] = ()

    @cached_property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows of the table, worked out when it is first looked at."""
        return plan_rows(self.schedule)

    @property
    def waiting(self) -> int:
        """How many steps wait for a place in the plan."""
        schedule = self.schedule
        return sum(standing(schedule, step, schedule.facts[step.key], None) == "unscheduled"
                   for step in schedule.steps if step.start is None)


def read_snapshot(today: date, lights: Sequence[Light], compare: int | None,
                  memory: dict[datetime, dict[int, Dates]]) -> Snapshot:
    """Read everything; `compare` is YESTERDAY, a version's number or None, `memory` keeps what is past."""
    schedule = read_schedule(today, today - timedelta(days=KEPT_DAYS))
    versions = tuple(Version(v.id, v.title, v.at) for v in ScheduleVersion.select().where(
        ScheduleVersion.deleted == 0).order_by(ScheduleVersion.at.desc()))
    yesterday = _dates(baseline.end_of_day(today - timedelta(days=1)), memory)
    compared: dict[int, Dates] = yesterday if compare == YESTERDAY else {}
    for version in versions:
        if version.key == compare:
            compared = _dates(version.at, memory)
    asked = {facts.order_line for facts in schedule.facts.values()}
    colours: dict[int, dict[str, str]] = {}
    for light in lights:
        for line, colour in light.of(asked).items():
            colours.setdefault(line, {})[light.key] = colour
    return _drawn(schedule, colours, compared, yesterday, versions)


def played(snapshot: Snapshot, moves: Moves, compared: Mapping[int, Dates]) -> Snapshot:
    """Return the snapshot as it would be with some steps elsewhere, beside other dates; reads nothing."""
    return _drawn(with_moves(snapshot.schedule, moves), snapshot.lights, compared, snapshot.yesterday,
                  snapshot.versions)


def dropped(snapshot: Snapshot, moves: Moves) -> Board:
    """Return the board with bars put elsewhere and nothing reckoned anew, for the moment until it is."""
    def put(key: int, lane: int) -> dict[str, object]:
        start, finish, line = moves[key]
        return {"start": start, "finish": finish, "lane": line if line is not None else lane}

    return replace(snapshot.board, bars=tuple(
        replace(bar, **put(bar.key, bar.lane)) if bar.key in moves else bar  # type: ignore[arg-type]
        for bar in snapshot.board.bars))


@frozen
class Report:
    """What was reported of a step for one day."""

    day: date
    made: int
    defects: int | None
    note: str


def newest_reports(step: int, count: int = 5) -> list[Report]:
    """Return the newest daily reports of a step, the newest first."""
    r = ProgressReport
    rows = (r.select(r.day, r.made, r.defects, r.note).where((r.step == step) & (r.deleted == 0))
            .order_by(r.day.desc(), r.id.desc()).limit(count).tuples())
    return [Report(day, made, defects, note or "") for day, made, defects, note in rows]


def _dates(moment: datetime, memory: dict[datetime, dict[int, Dates]]) -> dict[int, Dates]:
    """Return the dates at a moment; what is past stays as it was, so it is rolled back once only."""
    if moment not in memory:
        memory[moment] = baseline.dates_at(moment)
    return memory[moment]


def _drawn(schedule: Schedule, lights: Mapping[int, Mapping[str, str]], compared: Mapping[int, Dates],
           yesterday: Mapping[int, Dates], versions: tuple[Version, ...]) -> Snapshot:
    return Snapshot(schedule, board(schedule, lights, compared),
                    tuple(changed_lines(schedule, yesterday)), lights, compared, yesterday, versions)
