"""What an area tells others: which lists, and a draft made from the chosen records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.frozen import frozen


@frozen
class Draft:
    """A message ready to be read over: subject, text, a table, and papers to be attached as PDF."""

    subject: str
    text: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    papers: tuple[str, ...] = ()
    """Stable names of prints, drawn for the records that the message is about, or for what follows a colon."""
    lists: tuple[str, ...] = ()
    """Lists, departments or people that the records themselves name; the notice's own are told where there are none."""


@frozen
class Notice:
    """A message that a sheet can send: draft(records) words it, `lists` name who gets it."""

    key: str
    title: str
    lists: tuple[str, ...]
    draft: Callable[[Sequence[Any]], Draft]
