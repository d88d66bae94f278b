"""Fields that know how they are labelled, shown and edited; table, form, import and print read it here.

All are stored as INTEGER or TEXT, so that tables can be STRICT and both databases keep the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import peewee

from app.domain.folding import INVISIBLE

TEXT, LONG_TEXT, CODE, INTEGER, QUANTITY, DECIMAL, MONEY = (
    "text", "long_text", "code", "integer", "quantity", "decimal", "money")
DAY, MOMENT, CHOICE, FLAG, LINK, COLOUR = "day", "moment", "choice", "flag", "link", "colour"
NUMBERS = frozenset((INTEGER, QUANTITY, DECIMAL, MONEY))


class _Described:
    """What every field of ours says of itself beside Peewee's own: kind, label, whether it must be filled."""

    kind = TEXT
    width = 12

    if TYPE_CHECKING:  # on a record the field's name gives its value, on the class the field

        def __get__(self, record: Any, owner: Any) -> Any: ...

        def __set__(self, record: Any, value: Any) -> None: ...

    def __init__(self, label: str, *, required: bool = False, hint: str = "", width: int = 0,
                 **peewee_options: Any) -> None:
        peewee_options.setdefault("null", not required)
        options: Any = {"verbose_name": label, "help_text": hint or None, **peewee_options}
        super().__init__(**options)
        self.label = label
        self.hint = hint
        self.required = required
        if width:
            self.width = width

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Return the copy that a record class inherits: what a field holds is never changed, so it is shared."""
        return copy(self)


class Text(_Described, peewee.TextField):
    """One line of text."""

    kind, width = TEXT, 16

    def db_value(self, value: Any) -> Any:
        """Trim outer spaces, and of one line the marks that nobody sees; nothing but spaces is no value."""
        if isinstance(value, str):
            if self.kind != LONG_TEXT and not value.isascii():
                value = value.translate(INVISIBLE)
            value = value.strip(" \t\r\n\u00a0\u3000")
        return value if value else (None if self.null else "")


class Code(Text):
    """A number that is a text: leading zeros stay, no decimals appear."""

    kind, width = CODE, 14


class LongText(Text):
    """Text of several lines."""

    kind, width = LONG_TEXT, 28


class Integer(_Described, peewee.IntegerField):
    """A whole number."""

    kind, width = INTEGER, 7


class Quantity(Integer):
    """A count of pieces."""

    kind, width = QUANTITY, 9


class Scaled(_Described, peewee.IntegerField):
    """A decimal number kept as an integer of its smallest unit, exact to `places` places."""

    kind, width, places = DECIMAL, 10, 3

    def __init__(self, label: str, *, places: int | None = None, **options: Any) -> None:
        super().__init__(label, **options)
        if places is not None:
            self.places = places

    def adapt(self, value: Any) -> Any:
        """Leave the value alone; db_value scales it."""
        return value

    def db_value(self, value: Any) -> Any:
        """Return the integer that is stored."""
        if value is None or value == "":
            return None
        scaled = Decimal(str(value)).scaleb(self.places)
        return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def python_value(self, value: Any) -> Any:
        """Return the number as a Decimal with `places` places."""
        return None if value is None else Decimal(value).scaleb(-self.places)


class Money(Scaled):
    """An amount of money, in 分."""

    kind, width, places = MONEY, 11, 2


class Day(_Described, peewee.TextField):
    """A date, stored as 2026-11-23."""

    kind, width = DAY, 11

    def db_value(self, value: Any) -> Any:
        """Return the date as text."""
        if isinstance(value, datetime):
            value = value.date()
        return value.isoformat() if isinstance(value, date) else (value or None)

    def python_value(self, value: Any) -> Any:
        """Return the date."""
        return date.fromisoformat(value[:10]) if value else None


class Moment(_Described, peewee.TextField):
    """A point in time, stored as UTC text, shown in local time."""

    kind, width = MOMENT, 16

    def db_value(self, value: Any) -> Any:
        """Return the time as UTC text with milliseconds."""
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="milliseconds")
        return value or None

    def python_value(self, value: Any) -> Any:
        """Return an aware time in the local zone."""
        return datetime.fromisoformat(value).astimezone() if value else None


class Choice(_Described, peewee.TextField):
    """One of a few stored words, each with its label."""

    kind, width = CHOICE, 9
    takes_others = False

    def __init__(self, label: str, options: tuple[tuple[str, str], ...], **rest: Any) -> None:
        super().__init__(label, **rest)
        self.options = options
        self.labels = dict(options)


class Term(_Described, peewee.TextField):
    """One of the program's own texts, stored in English and shown in the user's language, or the user's own text."""

    kind, width = CHOICE, 16
    takes_others = True

    def __init__(self, label: str, offered: Callable[[], Iterable[str]], **rest: Any) -> None:
        super().__init__(label, **rest)
        self.offered = offered

    @property
    def labels(self) -> dict[str, str]:
        """The texts that are known now, each as its own label."""
        return {text: text for text in self.offered()}

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The texts that are known now, to choose from."""
        return tuple(self.labels.items())


class Flag(_Described, peewee.IntegerField):
    """Yes or no."""

    kind, width = FLAG, 5

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("default", False)
        super().__init__(label, required=True, **options)
        self.required = False

    def db_value(self, value: Any) -> Any:
        """Return 1 or 0."""
        return 1 if value else 0

    def python_value(self, value: Any) -> Any:
        """Return a bool."""
        return bool(value)


class Colour(Choice):
    """A named colour of a row, with the meaning that the legend gives it."""

    kind, width = COLOUR, 6


class Link(_Described, peewee.ForeignKeyField):
    """A reference to another record; shown by that record's own name."""

    kind, width = LINK, 16

    def __init__(self, label: str, model: Any, **options: Any) -> None:
        options.setdefault("on_delete", "RESTRICT")
        options.setdefault("backref", "+")
        required = options.pop("required", False)
        hint = options.pop("hint", "")
        width = options.pop("width", 0)
        options.setdefault("null", not required)
        peewee.ForeignKeyField.__init__(self, model, verbose_name=label, help_text=hint or None, **options)
        self.label, self.hint, self.required = label, hint, required
        if width:
            self.width = width
