"""The house's frozen classes behave as dataclass(frozen=True) does."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

import pytest

from app.domain.frozen import frozen, frozen_slots

T = TypeVar("T")


@frozen
class Ours(Generic[T]):
    """A class with all kinds of fields."""

    a: T
    b: str = "b"
    c: list[int] = field(default_factory=list)
    d: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False, repr=False)

    @cached_property
    def twice(self) -> Any:
        """Something that is kept."""
        return self.a, self.a


@dataclass(frozen=True)
class Theirs(Generic[T]):
    """The same."""

    a: T
    b: str = "b"
    c: list[int] = field(default_factory=list)
    d: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False, repr=False)


@frozen
class Plain:
    """Hashable."""

    a: int
    b: tuple[int, ...] = ()


@frozen_slots
class Small:
    """With slots."""

    a: int
    b: tuple[int, ...] = ()
    c: list[int] = field(default_factory=list, compare=False)


def test_it_is_a_data_class() -> None:
    assert is_dataclass(Ours)
    assert [f.name for f in fields(Ours)] == [f.name for f in fields(Theirs)]
    assert asdict(Ours(1, c=[2])) == asdict(Theirs(1, c=[2]))
    assert repr(Ours(1, c=[2])).replace("Ours", "Theirs") == repr(Theirs(1, c=[2]))


def test_values_defaults_and_factories() -> None:
    one, other = Ours(1), Ours(a=1, b="x")
    assert (one.a, one.b, one.c, other.b) == (1, "b", [], "x")
    assert one.c is not other.c
    assert replace(one, b="y") == Ours(1, "y")
    assert one.twice is one.twice
    for wrong in (lambda: Ours(), lambda: Ours(1, z=2), lambda: Ours(1, "b", [], {}, 5)):
        with pytest.raises(TypeError):
            wrong()


def test_nothing_can_be_changed() -> None:
    one = Ours(1)
    with pytest.raises(FrozenInstanceError):
        one.a = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.b


def test_equality_and_hash() -> None:
    assert Ours(1, d={"x": 1}) == Ours(1, d={})
    assert Ours(1) != Ours(2)
    assert Ours(1) != Theirs(1)
    assert len({Plain(1, (2,)), Plain(1, (2,)), Plain(2)}) == 2
    with pytest.raises(TypeError):
        hash(Ours(1))


@pytest.mark.parametrize("one", [Plain(1, (2,)), Small(1, (2,), [3])])
def test_copies_and_pickles(one: Any) -> None:
    assert copy.copy(one) == one == pickle.loads(pickle.dumps(one))


def test_slots() -> None:
    one = Small(1)
    assert not hasattr(one, "__dict__")
    assert replace(one, b=(3,)) == Small(1, (3,), [9])
    assert len({one, Small(1, c=[5])}) == 1
    with pytest.raises(FrozenInstanceError):
        one.a = 2  # type: ignore[misc]


def test_the_first_instances_are_made_as_the_later_ones() -> None:
    @frozen
    class Many:
        """A class with enough instances that its __init__ is compiled on the way."""

        a: int
        b: str = "b"
        c: list[int] = field(default_factory=list)

    for _n in range(30):
        assert Many(1) == Many(a=1, b="b") == Many(1, "b", []) == Many(1, c=[])
        assert Many(1).c is not Many(1).c
        for values, named in (((), {}), ((1, "b", [], 2), {}), ((1,), {"a": 2}), ((1,), {"d": 2})):
            with pytest.raises(TypeError, match="__init__"):
                Many(*values, **named)


def test_threads_may_make_their_first_instances_at_once() -> None:
    for _round in range(30):
        @frozen
        class Shared:
            """A class whose fields nobody has asked for yet."""

            a: int
            b: list[int] = field(default_factory=list)

        start, made = threading.Barrier(4), []

        def make(kind: Any = Shared, start: threading.Barrier = start, made: list[Any] = made) -> None:
            start.wait()
            made.append(kind(1))

        threads = [threading.Thread(target=make) for _n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 4
        assert all(one == Shared(1, []) for one in made)
