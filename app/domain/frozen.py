"""Frozen data classes that cost the start of the program next to nothing.

`dataclass` writes and compiles six methods for each class, which for some eighty classes takes as long as a bare
window. Here five of them are shared, and `__init__` is compiled when a class has more than a few instances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from threading import RLock
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_ABSENT = object()
_LOCK = RLock()
FEW = 8
"""Instances of a class for which compiling its `__init__` does not pay."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[T]) -> type[T]:
    """Make a class what dataclass(frozen=True) makes of it: fields, replace, ==, hash and repr work alike."""
    made.__dataclass_fields__ = _Fields(made)  # type: ignore[attr-defined]
    return _with_shared(made, {})


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_slots(made: type[T]) -> type[T]:
    """The same with slots, for records of which there are thousands."""
    return _with_shared(dataclass(init=False, repr=False, eq=False, slots=True)(made),
                        {"__getstate__": _state, "__setstate__": _set_state})


class _Fields:
    """Stands for the fields of a class until somebody asks for them; most classes of a start are never asked."""

    def __init__(self, made: type[Any]) -> None:
        self._made = made

    def __get__(self, record: Any, owner: type[Any]) -> Any:
        made = self._made
        with _LOCK:  # two threads that make their first instances at once
            if isinstance(made.__dict__["__dataclass_fields__"], _Fields):
                dataclass(init=False, repr=False, eq=False)(made)
            return made.__dict__["__dataclass_fields__"]


def _with_shared(made: type[T], more: dict[str, Any]) -> type[T]:
    shared = {"__init__": _first_init(made), "__setattr__": _refuse, "__delattr__": _refuse, "__repr__": _repr,
              "__eq__": _equal, "__hash__": _hash, **more}
    for name, value in shared.items():
        if name not in vars(made):
            setattr(made, name, value)
    return made


def _first_init(made: type[Any]) -> Callable[..., None]:
    left = FEW

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807 - it is the class's __init__
        nonlocal left
        left -= 1
        if left >= 0 and _filled(made, self, values, named):
            return
        made.__init__ = compiled = _compiled_init(made)
        compiled(self, *values, **named)

    return __init__


def _filled(made: type[Any], record: Any, values: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Set the fields as the compiled __init__ does; False where that one has to say what is wrong."""
    wanted = [f for f in fields(made) if f.init]
    found = dict(zip((f.name for f in wanted), values, strict=False))
    if len(values) > len(wanted) or not found.keys().isdisjoint(named):
        return False
    found |= named
    for each in wanted:
        if each.name not in found:
            if each.default_factory is not MISSING:
                found[each.name] = each.default_factory()
            elif each.default is MISSING:
                return False
            else:
                found[each.name] = each.default
    if len(found) != len(wanted):
        return False
    for name, value in found.items():
        object.__setattr__(record, name, value)
    if hasattr(made, "__post_init__"):
        record.__post_init__()
    return True


def _compiled_init(made: type[Any]) -> Callable[..., None]:
    """Return the __init__ that sets the fields of a class, defaults and factories included."""
    names: dict[str, Any] = {"_put": object.__setattr__, "_ABSENT": _ABSENT}
    wanted, body = ["self"], []
    for each in (f for f in fields(made) if f.init):
        value = each.name
        names[f"_of_{each.name}"] = each.default if each.default_factory is MISSING else each.default_factory
        if each.default_factory is not MISSING:
            wanted.append(f"{each.name}=_ABSENT")
            value = f"_of_{each.name}() if {each.name} is _ABSENT else {each.name}"
        else:
            wanted.append(each.name if each.default is MISSING else f"{each.name}=_of_{each.name}")
        body.append(f" _put(self, {each.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(wanted)}):\n" + ("\n".join(body) or " pass"), names)
    init: Callable[..., None] = names["__init__"]
    return init


def _refuse(self: Any, name: str, *_value: Any) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _repr(self: Any) -> str:
    inner = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({inner})"


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    kind: Any = type(self)
    values = _compared(kind)
    return values(self) == values(other)


def _hash(self: Any) -> int:
    kind: Any = type(self)
    return hash(_hashed(kind)(self))


@cache
def _compared(made: type[Any]) -> Callable[[Any], Any]:
    return _values([f.name for f in fields(made) if f.compare])


@cache
def _hashed(made: type[Any]) -> Callable[[Any], Any]:
    return _values([f.name for f in fields(made) if (f.compare if f.hash is None else f.hash)])


def _values(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _record: ()


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
