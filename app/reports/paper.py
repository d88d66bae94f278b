"""The page kit: forms and lists on A4 and A3 as every printed sheet of the program looks.

A print is a plain function that tells the paper what comes: title, fields, table, text, signatures.
Labels and titles may be handed in marked with N_; they are translated here, and on a bilingual paper the
English stands below or beside the Chinese. Values are printed as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from app.reports.paper_table import TOTAL, PaperColumn, PaperTable, Row, summed, table_strips
from app.reports.paper_text import shortened
from app.reports.whole_file import write_whole

SIDE, TOP, FOOT = 14 * MM, 12 * MM, 16 * MM
"""White at the sides, at the top, and at the foot, where the footer stands."""

RUNNING = 8 * MM
"""Height of the line that repeats company and title on the pages after the first."""

PRINTED = N_("Printed {at} by {by}")
PAGE_OF = N_("Page {page} of {pages}")
FORM_NUMBER = N_("Form {number}")
REVISION = N_("Revision {revision}")


@dataclass(frozen=True)
class _Form:
    """One printed form: its words for running head and footer, and its strips."""

    title: str
    record: str
    form_number: str
    revision: str
    strips: list[Strip]
    said: SaidForm


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
        return self.page_width - 2 * SIDE

    def title(self, title: str, record: str = "", form_number: str = "", revision: str = "", code: str = "") -> None:
        """Begin a form on a sheet of its own.

        `record` is what it is about (an order number), `form_number` and `revision` stand in the footer,
        `code` is the text of the QR code that finds the record again, such as gendan:order/123.
        """
        self._forms.append(_Form(_(title), record, form_number, revision, [], SaidForm(_(title), record)))
        foreign = title if self.bilingual and _(title) != title else ""
        head = letterhead_strips(self.letterhead, _(title), foreign, record, code, SIDE, self.width)
        self._strips.extend(head)

    def fields(self, fields: Sequence[tuple[str, Any]], columns: int = 2) -> None:
        """Print labels with their values in a frame, several to a line; a long value takes a line of its own."""
        labelled = [(self._label(label), value) for label, value in fields]
        self._said(SaidFields([(self._label(label, " "), value) for label, value in fields]))
        self._strips.extend(fields_strips(labelled, SIDE, self.width, columns))

    def table(
        self,
        columns: Sequence[PaperColumn],
        rows: Sequence[Row],
        totals: Row | None = None,
        group: Callable[[Row], str] | None = None,
        sums: Sequence[int] = (),
        tint: Callable[[Row], str] | None = None,
        size: float = 8.5,
    ) -> None:
        """Print a table whose header repeats on every page and whose rows never split.

        `sums` are the columns to add up, below each group and at the end; `totals` replaces the last row
        by one of the caller's. `group` names the group of a row (rows come sorted), `tint` its ground
        (#RRGGBB or empty). A page-high row goes on below the next header.
        """
        labels = [self._label(column.label) for column in columns]
        table = PaperTable(columns, rows, labels, totals, group, sums, tint, size)
        self._said(SaidTable(labels, [column.kind for column in columns], rows, totals or _summed(rows, sums)))
        self._strips.extend(table_strips(table, SIDE, self.width, self._bottom - self._top))
        self._strips.append(space_strip(3 * MM))

    def text(self, text: str, size: float = 9.0, bold: bool = False) -> None:
        """Print a paragraph, broken into lines."""
        self._said(SaidText(text, bold))
        self._strips.extend(text_strips(text, SIDE, self.width, size, bold))

    def heading(self, text: str) -> None:
        """Print a heading that stays with what follows it."""
        self._said(SaidText(self._label(text, " "), True))
        self._strips.append(heading_strip(self._label(text, " "), SIDE, self.width))

    def checks(self, label: str, choices: Sequence[tuple[str, bool]]) -> None:
        """Print a label and boxes for ticking, the chosen ones ticked."""
        shown = [(self._label(text, " "), chosen) for text, chosen in choices]
        ticks = "  ".join(f"{'☑' if chosen else '☐'} {text}" for text, chosen in shown)
        self._said(SaidText(f"{self._label(label, ' ')}  {ticks}"))
        self._strips.append(checks_strip(self._label(label, " "), shown, SIDE, self.width))

    def signatures(self, labels: Sequence[str]) -> None:
        """Print boxes to sign and date in, on one page with the end of what stands before them."""
        self._said(SaidSignatures([self._label(label, " ") for label in labels]))
        kept_with_next(self._strips)
        self._strips.append(space_strip(3 * MM, keeps=True))
        self._strips.append(signature_strip([self._label(label, " ") for label in labels], SIDE, self.width))

    def picture(self, data: bytes, height: float = 60 * MM, caption: str = "") -> None:
        """Print a picture (bytes of PNG or JPEG), at most `height` points high, with its caption."""
        self._strips.append(picture_strip(data, min(height, self._bottom - self._top), caption, SIDE, self.width))

    def pictures(self, pictures: Sequence[tuple[str, bytes]], height: float = 30 * MM, across: int = 5) -> None:
        """Print (caption, PNG or JPEG) pictures side by side, in rows of `across`."""
        for at in range(0, len(pictures), across):
            row = pictures[at:at + across]
            self._strips.append(pictures_strip(row, height, across, SIDE, self.width))

    def code(self, text: str, caption: str = "", side: float = 28 * MM) -> None:
        """Print a QR code with its caption."""

        def draw(marks: list[Mark], top: float) -> None:
            marks.extend(code_marks(text, SIDE, top, side))
            marks.append(Text(SIDE + side + 6, top + side / 2, cleaned(caption), 9))

        self._strips.append(Strip(side, draw))

    def space(self, height: float) -> None:
        """Leave a height in points free."""
        self._strips.append(space_strip(height))

    def pages(self) -> PaperPages:
        """Lay everything out and return the sheets, numbered through."""
        dealt = [
            (form, placed, at == 0)
            for form in self._forms
            for at, placed in enumerate(paged(form.strips, self._top, self._bottom))
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
            self._forms.append(_Form("", "", "", "", [], SaidForm("", "")))
        return self._forms[-1]

    @property
    def _strips(self) -> list[Strip]:
        return self._form.strips

    def _said(self, part: object) -> None:
        self._form.said.parts.append(part)

    @property
    def _top(self) -> float:
        return TOP + RUNNING

    @property
    def _bottom(self) -> float:
        return self.page_height - FOOT

    def _label(self, label: str, between: str = "\n") -> str:
        """Return a label translated, with the English below or beside it on a bilingual paper."""
        shown = _(label)
        return f"{shown}{between}{label}" if self.bilingual and shown != label else shown

    def _running_head(self, page: Page, form: _Form) -> None:
        y = TOP + 4 * MM
        right = SIDE + self.width
        name = " ".join(filter(None, (form.title, form.record)))
        name = shortened(name, self.width * 0.6, 8)
        company = shortened(self.letterhead.name, self.width * 0.36, 8)
        page.marks.append(Text(SIDE, y, company, 8, False, MUTED))
        page.marks.append(Text(right - text_width(name, 8), y, name, 8, False, MUTED))
        page.marks.append(Line(SIDE, y + 4, right, y + 4, 0.4, RULE))

    def _footer(self, page: Page, form: _Form, number: int, count: int) -> None:
        y = self.page_height - 9 * MM
        right = SIDE + self.width
        page.marks.append(Line(SIDE, y - 10, right, y - 10, 0.4, FRAME))
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
            page.marks.append(Text(SIDE, y, shortened("    ".join(left), self.width * 0.3, 7.5), 7.5, False, MUTED))
        x = SIDE + (self.width - text_width(middle, 7.5)) / 2
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
