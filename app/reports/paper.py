"""The page kit: forms and lists on A4 and A3 as every printed sheet of the program looks.

A print is a plain function that tells the paper what comes: title, fields, table, text, signatures.
Labels and titles may be handed in marked with N_; they are translated here, and on a bilingual paper the
English stands below or beside the Chinese. Values are printed as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.text import N_, _
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper_blocks import (
    checks_strip,
    fields_strips,
    heading_strip,
    letterhead_strips,
    picture_strip,
    signature_strip,
    space_strip,
    text_strips,
)
from app.reports.paper_code import code_marks
from app.reports.paper_fonts import cleaned, lacking, text_width
from app.reports.paper_marks import FRAME, MM, MUTED, RULE, SIZES, Box, Line, Mark, Page, Text
from app.reports.paper_pictures import pictures_strip
from app.reports.paper_said import PaperPages, SaidFields, SaidForm, SaidSignatures, SaidTable, SaidText
from app.reports.paper_strips import Strip, draw_strips, kept_with_next, paged
from app.reports.paper_table import TOTAL, PaperColumn, PaperTable, Row, least_width, measured, summed, table_strips
from app.reports.paper_text import shortened
from app.reports.paper_widths import Need
from app.reports.whole_file import write_whole

BINDING, SIDE, TOP, FOOT = 20 * MM, 12 * MM, 10 * MM, 14 * MM
"""White where the sheet is punched, at the sides, at the top, and at the foot, where the footer stands."""

RUNNING = 8 * MM
"""Height of the line that repeats company and title on the pages after the first."""

PRINTED = N_("Printed {at} by {by}")
PAGE_OF = N_("Page {page} of {pages}")
FORM_NUMBER = N_("Form {number}")
REVISION = N_("Revision {revision}")


Part = Callable[[list[Strip]], None]
"""Adds its strips to a form when the sheet is known."""


@dataclass(frozen=True)
class _Form:
    """One printed form: its words for running head and footer, its parts, and what its tables need."""

    title: str
    record: str
    form_number: str
    revision: str
    said: SaidForm
    parts: list[Part] = field(default_factory=list)
    tables: list[Sequence[Need]] = field(default_factory=list)


class Paper:
    """Takes what a print says and lays it out on sheets."""

    def __init__(
        self,
        letterhead: Letterhead,
        printed: Printed,
        size: str = "A4",
        landscape: bool = False,
        bilingual: bool = False,
    ) -> None:
        short, long = SIZES[size]
        self.page_width, self.page_height = (long, short) if landscape else (short, long)
        self.letterhead = letterhead
        self.printed = printed
        self.bilingual = bilingual
        self._forms: list[_Form] = []

    @property
    def width(self) -> float:
        """The width of the body in points."""
        return self.page_width - self.left - SIDE

    def title(self, title: str, record: str = "", form_number: str = "", revision: str = "", code: str = "") -> None:
        """Begin a form on a sheet of its own.

        `record` is what it is about (an order number), `form_number` and `revision` stand in the footer,
        `code` is the text of the QR code that finds the record again, such as gendan:order/123.
        """
        shown = _(title)
        self._forms.append(_Form(shown, record, form_number, revision, SaidForm(shown, record)))
        foreign = title if self.bilingual and shown != title else ""
        self._add(lambda: letterhead_strips(self.letterhead, shown, foreign, record, code, self.left, self.width))

    def fields(self, fields: Sequence[tuple[str, Any]], columns: int = 2) -> None:
        """Print labels with their values in a frame, several to a line; a long value takes a line of its own."""
        labelled = [(self._label(label), value) for label, value in fields]
        self._said(SaidFields([(self._label(label, " "), value) for label, value in fields]))
        self._add(lambda: fields_strips(labelled, self.left, self.width, columns))

    def table(
        self,
        columns: Sequence[PaperColumn],
        rows: Sequence[Row],
        totals: Row | None = None,
        group: Callable[[Row], str] | None = None,
        sums: Sequence[int] = (),
        tint: Callable[[Row], str] | None = None,
        size: float = 8.5,
        row_height: float = 0.0,
    ) -> None:
        """Print a table whose header repeats on every page and whose rows never split.

        `sums` are the columns to add up, below each group and at the end; `totals` replaces the last row
        by one of the caller's. `group` names the group of a row (rows come sorted), `tint` its ground
        (#RRGGBB or empty). A page-high row goes on below the next header. `row_height` (points) is the least
        of a row, for a pen. Where dates or codes would break upright, the whole paper lies.
        """
        labels = [self._label(column.label) for column in columns]
        self._said(SaidTable(labels, [column.kind for column in columns], rows, totals or _summed(rows, sums)))
        if not columns:
            return
        table = PaperTable(columns, rows, labels, totals, group, sums, tint, size, row_height)
        needs = measured(table)
        self._form.tables.append(needs)
        self._add(lambda: [*table_strips(table, needs, self.left, self.width, self._bottom - self._top),
                           space_strip(3 * MM)])

    def text(self, text: str, size: float = 9.0, bold: bool = False) -> None:
        """Print a paragraph, broken into lines."""
        self._said(SaidText(text, bold))
        self._add(lambda: text_strips(text, self.left, self.width, size, bold))

    def heading(self, text: str) -> None:
        """Print a heading that stays with what follows it."""
        shown = self._label(text, " ")
        self._said(SaidText(shown, True))
        self._add(lambda: [heading_strip(shown, self.left, self.width)])

    def checks(self, label: str, choices: Sequence[tuple[str, bool]]) -> None:
        """Print a label and boxes for ticking, the chosen ones ticked."""
        shown = [(self._label(text, " "), chosen) for text, chosen in choices]
        ticks = "  ".join(f"{'☑' if chosen else '☐'} {text}" for text, chosen in shown)
        name = self._label(label, " ")
        self._said(SaidText(f"{name}  {ticks}"))
        self._add(lambda: [checks_strip(name, shown, self.left, self.width)])

    def signatures(self, labels: Sequence[str], signed: Mapping[str, str] | None = None) -> None:
        """Print boxes to sign and date in, on one page with the end of what stands before them.

        `signed` says, by label, who has signed in the program and when: it stands in that box.
        """
        shown = [self._label(label, " ") for label in labels]
        done = [(signed or {}).get(label, "") for label in labels]
        self._said(SaidSignatures([f"{name}: {who}" if who else name for name, who in zip(shown, done, strict=True)]))

        def part(strips: list[Strip]) -> None:
            kept_with_next(strips)
            strips.append(space_strip(3 * MM, keeps=True))
            strips.append(signature_strip(shown, self.left, self.width, done))

        self._form.parts.append(part)

    def picture(self, data: bytes, height: float = 60 * MM, caption: str = "") -> None:
        """Print a picture (bytes of PNG or JPEG), at most `height` points high, with its caption."""
        self._add(lambda: [picture_strip(data, min(height, self._bottom - self._top), caption, self.left, self.width)])

    def pictures(self, pictures: Sequence[tuple[str, bytes]], height: float = 30 * MM, across: int = 5) -> None:
        """Print (caption, PNG or JPEG) pictures side by side, in rows of `across`."""
        rows = [pictures[at:at + across] for at in range(0, len(pictures), across)]
        self._add(lambda: [pictures_strip(row, height, across, self.left, self.width) for row in rows])

    def code(self, text: str, caption: str = "", side: float = 28 * MM) -> None:
        """Print a QR code with its caption."""

        def draw(marks: list[Mark], top: float) -> None:
            marks.extend(code_marks(text, self.left, top, side))
            marks.append(Text(self.left + side + 6, top + side / 2, cleaned(caption), 9))

        self._add(lambda: [Strip(side, draw)])

    def space(self, height: float) -> None:
        """Leave a height in points free."""
        self._add(lambda: [space_strip(height)])

    def strips(self, make: Callable[[float, float], Sequence[Strip]]) -> None:
        """Print strips of one's own: make(left, width) returns them when the sheet is known."""
        self._add(lambda: make(self.left, self.width))

    def pages(self) -> PaperPages:
        """Lay everything out and return the sheets, numbered through."""
        widest = max((least_width(needs) for form in self._forms for needs in form.tables), default=0.0)
        if widest > self.width and self.page_width < self.page_height:
            self.page_width, self.page_height = self.page_height, self.page_width
        dealt = [
            (form, placed, at == 0)
            for form in self._forms
            for at, placed in enumerate(paged(self._laid(form), self._top, self._bottom, self._top - RUNNING + 2 * MM))
        ]
        found = []
        for number, (form, placed, first) in enumerate(dealt, start=1):
            page = Page(self.page_width, self.page_height)
            draw_strips(placed, page.marks)
            page.marks.sort(key=_is_above)
            if not first:
                self._running_head(page, form)
            self._footer(page, form, number, len(dealt))
            found.append(page)
        landscape = self.page_width > self.page_height
        return PaperPages(found, [form.said for form in self._forms], self.letterhead.name, landscape)

    def missing(self) -> frozenset[str]:
        """Return the characters that no font here has; they are printed as boxes with their number."""
        texts = (mark for page in self.pages() for mark in page.marks if isinstance(mark, Text))
        return frozenset(char for mark in texts for char in lacking(mark.text, mark.bold))

    def pdf(self) -> bytes:
        """Return the sheets as a PDF file; the same content printed at the same time gives the same bytes."""
        from app.reports.paper_pdf import pdf

        title = " ".join(filter(None, (self._forms[0].title, self._forms[0].record))) if self._forms else ""
        return pdf(self.pages(), cleaned(title), cleaned(self.letterhead.name), self.printed.at)

    def save(self, path: Path) -> None:
        """Write the PDF file, whole or not at all."""
        write_whole(path, self.pdf())

    @property
    def _form(self) -> _Form:
        if not self._forms:
            self._forms.append(_Form("", "", "", "", SaidForm("", "")))
        return self._forms[-1]

    def _add(self, make: Callable[[], Sequence[Strip]]) -> None:
        """Add strips that are made when the sheet is known."""
        self._form.parts.append(lambda strips: strips.extend(make()))

    def _laid(self, form: _Form) -> list[Strip]:
        strips: list[Strip] = []
        for part in form.parts:
            part(strips)
        return strips

    def _said(self, part: object) -> None:
        self._form.said.parts.append(part)

    @property
    def left(self) -> float:
        """Where the body begins: a sheet upright is punched at the left, one lying at the top."""
        return BINDING if self.page_width < self.page_height else SIDE

    @property
    def _top(self) -> float:
        return (TOP if self.page_width < self.page_height else BINDING - RUNNING / 2) + RUNNING

    @property
    def _bottom(self) -> float:
        return self.page_height - FOOT

    def _label(self, label: str, between: str = "\n") -> str:
        """Return a label translated, with the English below or beside it on a bilingual paper."""
        shown = _(label)
        return f"{shown}{between}{label}" if self.bilingual and shown != label else shown

    def _running_head(self, page: Page, form: _Form) -> None:
        y = self._top - RUNNING + 4 * MM
        right = self.left + self.width
        name = " ".join(filter(None, (form.title, form.record)))
        name = shortened(name, self.width * 0.6, 8)
        company = shortened(self.letterhead.name, self.width * 0.36, 8)
        page.marks.append(Text(self.left, y, company, 8, False, MUTED))
        page.marks.append(Text(right - text_width(name, 8), y, name, 8, False, MUTED))
        page.marks.append(Line(self.left, y + 4, right, y + 4, 0.4, RULE))

    def _footer(self, page: Page, form: _Form, number: int, count: int) -> None:
        y = self.page_height - 9 * MM
        right = self.left + self.width
        page.marks.append(Line(self.left, y - 10, right, y - 10, 0.4, FRAME))
        left = []
        if form.form_number:
            left.append(_(FORM_NUMBER).format(number=form.form_number))
        if form.revision:
            left.append(_(REVISION).format(revision=form.revision))
        at = self.printed.at.strftime("%Y-%m-%d %H:%M")
        middle = _(PRINTED).format(at=at, by=self.printed.by)
        if self.printed.head:
            middle += f"  #{self.printed.head}"
        page_of = _(PAGE_OF).format(page=number, pages=count)
        middle = shortened(middle, self.width * 0.4, 7.5)
        if left:
            words = shortened("    ".join(left), self.width * 0.3, 7.5)
            page.marks.append(Text(self.left, y, words, 7.5, False, MUTED))
        x = self.left + (self.width - text_width(middle, 7.5)) / 2
        page.marks.append(Text(x, y, middle, 7.5, False, MUTED))
        page.marks.append(Text(right - text_width(page_of, 7.5), y, page_of, 7.5, False, MUTED))


def _summed(rows: Sequence[Row], sums: Sequence[int]) -> Row | None:
    """Return the row of sums as a workbook shows it."""
    if not sums or not rows:
        return None
    return [summed(rows, at) if at in sums else _(TOTAL) if at == 0 else "" for at in range(len(rows[0]))]


def _is_above(mark: Mark) -> bool:
    """Tell whether a mark lies above the grounds: no ground may cover the rule of its neighbour."""
    return not isinstance(mark, Box)
