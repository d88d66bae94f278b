"""A change made on a PC whose clock is wrong is dated after what it followed, and the PC is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.database import change as changes
from app.database.change import Who, write
from app.database.history import ChangeEntry
from app.masters.company import Company

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """The clocks of the PCs."""

    now = NOON

    @classmethod
    def at(cls, moment: datetime) -> None:
        cls.now = moment


@pytest.fixture(autouse=True)
def clocks(company: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    class Told(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return Clock.now

    monkeypatch.setattr(changes, "datetime", Told)
    Clock.at(NOON)
    yield


def made(name: str, pc: str) -> Any:
    return write("New", Who("王小姐", pc), lambda change: change.save(Company(name=name)))


def moments() -> list[datetime]:
    return [entry.at for entry in ChangeEntry.select().where(ChangeEntry.title == "New").order_by(ChangeEntry.id)]


@pytest.mark.parametrize("behind", [timedelta(minutes=5), timedelta(hours=3), timedelta(days=40)])
def test_it_is_dated_after_what_it_followed_and_the_pc_is_told(behind: timedelta) -> None:
    made("one", "PC-1")
    Clock.at(NOON - behind)
    late = made("two", "PC-2")
    assert moments() == sorted(moments()) and moments()[1] > moments()[0]
    assert "PC-1" in late.said[0] and str(round(behind.total_seconds() / 60)) in late.said[0]
    assert Company.get(Company.name == "two").changed_at == moments()[1]


def test_seconds_between_clocks_are_not_worth_a_word() -> None:
    made("one", "PC-1")
    Clock.at(NOON - timedelta(seconds=20))
    assert made("two", "PC-2").said == ()
    assert moments() == sorted(moments())


def test_a_clock_set_right_is_no_reproach() -> None:
    made("one", "PC-1")
    Clock.at(NOON - timedelta(hours=1))
    assert made("two", "PC-1").said == ()
    assert moments()[1] > moments()[0]


def test_right_clocks_date_as_they_say() -> None:
    made("one", "PC-1")
    Clock.at(NOON + timedelta(minutes=1))
    assert made("two", "PC-2").said == ()
    assert moments()[1] == NOON + timedelta(minutes=1)
