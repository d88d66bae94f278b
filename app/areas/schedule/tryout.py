"""What a try-out (试排) would change: orders newly endangered or saved, late days, steps moved."""

from __future__ import annotations

from app.areas.schedule.planning import Danger
from app.areas.schedule.reading import Schedule
from app.areas.schedule.wishes import Moves
from app.domain.frozen import frozen_slots


@frozen_slots
class Comparison:
    """The schedule before and after; days are calendar days past the date that must be kept."""

    moved: tuple[int, ...] = ()
    endangered: tuple[Danger, ...] = ()
    saved: tuple[Danger, ...] = ()
    late_before: int = 0
    late_after: int = 0
    conflicts_before: int = 0
    conflicts_after: int = 0


def compare(before: Schedule, after: Schedule) -> Comparison:
    """Return what differs between two states of one schedule."""
    was, then = {d.key: d for d in before.dangers}, {d.key: d for d in after.dangers}
    return Comparison(
        tuple(sorted(differences(before, after))),
        tuple(d for d in after.dangers if d.key not in was),
        tuple(d for d in before.dangers if d.key not in then),
        late_days(before), late_days(after), len(before.conflicts), len(after.conflicts))


def late_days(schedule: Schedule) -> int:
    """Return the days that all forecasts together pass their dates; a date is passed on the day itself."""
    return sum((d.forecast - d.limit).days + 1 for d in schedule.dangers)


def differences(before: Schedule, after: Schedule) -> Moves:
    """Return where the steps are that stand elsewhere now than before, to be written as one change."""
    known = before.by_key
    return {s.key: (s.start, s.finish, s.line) for s in after.steps
            if s.start is not None and s.finish is not None and s.key in known
            and (s.start, s.finish, s.line) != (known[s.key].start, known[s.key].finish, known[s.key].line)}
