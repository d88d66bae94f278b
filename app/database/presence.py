"""Who is in: one row a running program, refreshed every half minute. Information, not a lock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.database.change import Who
from app.database.fields import Moment, Text
from app.database.record import Table, database
from app.domain.frozen import frozen
from app.domain.text import N_

BEAT = 30
"""Seconds between two signs of life."""


class Presence(Table):
    """One running program."""

    session = Text(N_("Session"), required=True, unique=True)
    name = Text(N_("Name"), required=True)
    pc = Text(N_("PC"))
    since = Moment(N_("Since"), required=True)
    seen = Moment(N_("Last seen"), required=True)

    class Meta:
        table_name = "presence"


@frozen
class Seen:
    """Somebody who is in."""

    name: str
    pc: str
    since: datetime


def beat(session: str, who: Who) -> None:
    """Say that this program is alive; rows of programs long gone are swept."""
    now = datetime.now(UTC)
    with database.atomic():
        Presence.insert(session=session, name=who.name, pc=who.pc, since=now, seen=now).on_conflict(
            conflict_target=(Presence.session,), update={Presence.seen: now, Presence.name: who.name}).execute()
        Presence.delete().where(Presence.seen < now - timedelta(days=1)).execute()


def leave(session: str) -> None:
    """Say goodbye."""
    Presence.delete().where(Presence.session == session).execute()


def who_is_in(besides: str = "") -> list[Seen]:
    """Return who gave a sign of life in the last three beats, except one session."""
    limit = datetime.now(UTC) - timedelta(seconds=3 * BEAT)
    rows = Presence.select().where((Presence.seen >= limit) & (Presence.session != besides))
    return [Seen(r.name, r.pc or "", r.since) for r in rows.order_by(Presence.since)]
