"""What a drag, a resize or a key does to bars: plain sums over days and lanes, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.areas.schedule.board import Bar, Move
from ui.areas.schedule.gantt_layout import Stacks


def shifted(bars: Sequence[Bar], days: int, steps: int, lanes: Sequence[int], push: bool = False) -> list[Move]:
    """Return the moves of bars by days and by rows among the lanes; the outermost lanes hold them."""
    place = {lane: i for i, lane in enumerate(lanes)}
    by = timedelta(days=days)
    moves = []
    for bar in bars:
        lane = bar.lane
        if steps and lane in place:
            lane = lanes[max(0, min(len(lanes) - 1, place[lane] + steps))]
        moves.append(Move(bar.key, bar.start + by, bar.finish + by, lane, push))
    return moves


def resized(bar: Bar, edge: str, days: int, push: bool = False) -> list[Move]:
    """Return the move of one edge (start or finish); a bar keeps at least one day."""
    by = timedelta(days=days)
    if edge == "start":
        return [Move(bar.key, min(bar.start + by, bar.finish), bar.finish, bar.lane, push)]
    return [Move(bar.key, bar.start, max(bar.finish + by, bar.start), bar.lane, push)]


def changed(moves: Sequence[Move], bars: dict[int, Bar]) -> list[Move]:
    """Return the moves that change something."""
    return [move for move in moves
            if (move.start, move.finish, move.lane)
            != (bars[move.key].start, bars[move.key].finish, bars[move.key].lane)]


def pushed(moves: Sequence[Move], stacks: Stacks, bars: dict[int, Bar]) -> list[Move]:
    """Return where the bars that follow would go, each just far enough to make room, in raw days."""
    taken = {move.key for move in moves}
    found: list[Move] = []
    for lane in dict.fromkeys(move.lane for move in moves):
        mine = [move for move in moves if move.lane == lane]
        here = [bars[move.key].start for move in mine if bars[move.key].lane == lane]
        origin = min([*(move.start for move in mine), *here])
        followers = sorted((bar for sub in stacks.get(lane) for bar in sub.bars
                            if bar.key not in taken and bar.start >= origin and not bar.locked
                            and not (bar.quantity and bar.done >= bar.quantity)),
                           key=lambda bar: (bar.start, bar.order, bar.key))
        free = max(move.finish for move in mine) + timedelta(days=1)
        for bar in followers:
            if bar.start >= free:
                break
            by = free - bar.start
            found.append(Move(bar.key, bar.start + by, bar.finish + by, lane, True))
            free = bar.finish + by + timedelta(days=1)
    return found


def shared_lanes(bars: Sequence[Bar]) -> frozenset[int]:
    """Return the lanes that can take all the bars."""
    if not bars:
        return frozenset()
    found = bars[0].lanes_possible
    for bar in bars[1:]:
        found = found & bar.lanes_possible
    return found
