"""What a paper says, kept beside its drawing, so that the same form can be written as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.reports.paper_marks import Page


@dataclass(frozen=True)
class SaidFields:
    """Labels with their values."""

    pairs: Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class SaidTable:
    """A table: labels, kinds of the columns, rows, and the last row where there is one."""

    labels: Sequence[str]
    kinds: Sequence[str]
    rows: Sequence[Sequence[Any]]
    totals: Sequence[Any] | None = None


@dataclass(frozen=True)
class SaidText:
    """A paragraph, a heading, or a row of boxes to tick."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class SaidSignatures:
    """Who signs."""

    labels: Sequence[str]


@dataclass(frozen=True)
class SaidForm:
    """One form: its title, what it is about, and its parts in their order."""

    title: str
    record: str
    parts: list[Any] = field(default_factory=list)


class PaperPages(list[Page]):
    """Pages with what they say."""

    def __init__(self, pages: Sequence[Page], forms: Sequence[SaidForm], company: str, landscape: bool) -> None:
        super().__init__(pages)
        self.forms, self.company, self.landscape = tuple(forms), company, landscape
