"""How one sheet of a tiled plane looks: title, page map, time header, rows, bars, legend, footer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.text import N_, _
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import FRAME, GROUND, INK, MUTED, RULE, STRIPE, Box, Line, Mark, Page, Shape, Text
from app.reports.paper_text import shortened, wrapped
from app.reports.tile_bars import bar_marks, sign_marks
from app.reports.tiles import (
    FOOT_BAND,
    LEGEND_BAND,
    MARGIN,
    ROW_PAD,
    TIME_BAND,
    TITLE_BAND,
    PlacedRow,
    Tile,
    TiledPlan,
    Tiling,
)

OFF, TODAY, TODAY_GROUND = "#F0F1F4", "#C9302C", "#FDF1F0"
WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
MONTH = N_("{year}-{month:02}")
CONTINUED = N_("{group} (continued)")
SHEET_OF = N_("Sheet {sheet} of {sheets}")
PERIOD = N_("{first} to {last}")
PRINTED_BY = N_("Printed {at} by {by}")
REVISION_NUMBER = N_("Revision {revision}")


def draw_tile(plan: TiledPlan, cut: Tiling, number: int, letterhead: Letterhead, printed: Printed) -> Page:
    """Return one sheet, counted from 0."""
    page = Page(cut.width, cut.height)
    tile = cut.tiles[number]
    sheet = _Sheet(plan, cut, tile, number, page.marks)
    sheet.draw_title(letterhead)
    sheet.draw_time_header()
    y = sheet.body_top
    for placed in tile.rows:
        sheet.draw_row(placed, y)
        y += placed.height
    sheet.draw_rules(y)
    sheet.draw_neighbours(y)
    sheet.draw_legend()
    sheet.draw_footer(printed)
    return page


class _Sheet:
    """Draws the parts of one sheet."""

    def __init__(self, plan: TiledPlan, cut: Tiling, tile: Tile, number: int, marks: list[Mark]) -> None:
        self.plan = plan
        self.cut = cut
        self.tile = tile
        self.number = number
        self.marks = marks
        self.plane = MARGIN + cut.left
        self.right = self.plane + cut.day * tile.days
        self.edge = cut.width - MARGIN
        self.head_top = MARGIN + TITLE_BAND
        self.body_top = self.head_top + TIME_BAND

    def days(self) -> Iterator[tuple[date, float]]:
        """Yield the days of the sheet with the places where they begin."""
        for at in range(self.tile.days):
            yield self.tile.first_day + timedelta(days=at), self.plane + at * self.cut.day

    def draw_title(self, letterhead: Letterhead) -> None:
        """Draw title, company, period, and the map that shows where this sheet lies."""
        last = self.tile.first_day + timedelta(days=self.tile.days - 1)
        period = _(PERIOD).format(first=self.tile.first_day.isoformat(), last=last.isoformat())
        room = self.edge - MARGIN - 210
        title = shortened(self.plan.title, room * 0.6, 14, True)
        self.marks.append(Text(MARGIN, MARGIN + 14, title, 14, True, INK))
        beside = MARGIN + text_width(title, 14, True) + 12
        self.marks.append(Text(beside, MARGIN + 14, shortened(period, room * 0.5, 9), 9, False, MUTED))
        if letterhead.name:
            self.marks.append(Text(MARGIN, MARGIN + 25, shortened(letterhead.name, room, 7.5), 7.5, False, MUTED))
        self._draw_map()

    def _draw_map(self) -> None:
        """Draw the sheets as a small grid with this one dark, beside its number."""
        cut = self.cut
        wide = min(14.0, 110 / cut.across)
        high = min(9.0, (TITLE_BAND - 8) / cut.down)
        left = self.edge - cut.across * wide
        for down in range(cut.down):
            for across in range(cut.across):
                here = (across, down) == (self.tile.across, self.tile.down)
                place = (left + across * wide, MARGIN + 2 + down * high, wide - 1.5, high - 1.2)
                self.marks.append(Box(*place, MUTED if here else "#FFFFFF", FRAME, 0.5))
        words = _(SHEET_OF).format(sheet=self.number + 1, sheets=len(cut.tiles))
        self.marks.append(Text(left - text_width(words, 8.5, True) - 8, MARGIN + 11, words, 8.5, True, INK))

    def draw_time_header(self) -> None:
        """Draw months, days and days of the week, and the labels of the left columns."""
        top, low = self.head_top, self.body_top
        self.marks.append(Box(MARGIN, top, self.right - MARGIN, TIME_BAND, GROUND))
        x = MARGIN
        for column, wide in zip(self.plan.columns, self.cut.columns, strict=True):
            lines = wrapped(column.label, wide - 4, 7.5, True)[:3]
            y = top + (TIME_BAND - len(lines) * 9.5) / 2 + 7.5
            for line in lines:
                self.marks.append(Text(x + (wide - text_width(line, 7.5, True)) / 2, y, line, 7.5, True, INK))
                y += 9.5
            x += wide
        self._draw_days(top, low)
        for x, day in self._months():
            self.marks.append(Line(x, top, x, low, 0.6, FRAME))
            end = next((other for other, _day in self._months() if other > x), self.right)
            words = shortened(_(MONTH).format(year=day.year, month=day.month), end - x - 4, 8, True)
            if words:
                self.marks.append(Text(x + 3, top + 9, words, 8, True, INK))
        self.marks.append(Line(MARGIN, top, self.right, top, 0.7, FRAME))
        self.marks.append(Line(self.plane, top + 12, self.right, top + 12, 0.4, RULE))

    def _months(self) -> list[tuple[float, date]]:
        return [(x, day) for day, x in self.days() if day.day == 1 or day == self.tile.first_day]

    def _draw_days(self, top: float, low: float) -> None:
        day_width = self.cut.day
        every = next(step for step in (1, 2, 7, 14, 28) if step * day_width >= 11)
        for at, (day, x) in enumerate(self.days()):
            off = day in self.plan.days_off
            if off:
                self.marks.append(Box(x, top + 12, day_width, TIME_BAND - 12, "#E2E5EA"))
            if day == self.plan.today:
                self.marks.append(Box(x, top + 12, day_width, TIME_BAND - 12, TODAY))
            if not self._numbered(day, at, every):
                continue
            colour = "#FFFFFF" if day == self.plan.today else MUTED if off else INK
            words = str(day.day)
            x_number = x + (day_width - text_width(words, 7)) / 2
            y = top + 21 if every == 1 else top + 25
            self.marks.append(Text(min(max(x_number, self.plane), self.right - 8), y, words, 7, False, colour))
            if every == 1:
                week = _(WEEKDAYS[day.weekday()])
                self.marks.append(Text(x + (day_width - text_width(week, 6)) / 2, low - 4, week, 6, False, colour))

    def _numbered(self, day: date, at: int, every: int) -> bool:
        """Tell whether a day has its number written: every so many, and today with room around it."""
        today = self.plan.today
        if every == 1 or day == today:
            return True
        if today is not None and abs((day - today).days) < every:
            return False
        return at % every == 0 if every < 7 else day.weekday() == 0

    def draw_row(self, placed: PlacedRow, top: float) -> None:
        """Draw one row: shading, cells, bars and signs."""
        low = top + placed.height
        row = placed.row
        if row.is_group:
            self.marks.append(Box(MARGIN, top, self.right - MARGIN, placed.height, STRIPE))
            self.marks.append(Line(MARGIN, top, self.right, top, 0.4, RULE))
        for day, x in self.days():
            if day == self.plan.today:
                self.marks.append(Box(x, top, self.cut.day, placed.height, TODAY_GROUND))
            elif day in self.plan.days_off:
                self.marks.append(Box(x, top, self.cut.day, placed.height, OFF))
            elif day.weekday() == 0 and self.cut.day >= 8:
                self.marks.append(Line(x, top, x, low, 0.3, RULE))
        self._draw_cells(placed, top)
        last = self.tile.first_day + timedelta(days=self.tile.days - 1)
        for bar, lane in zip(row.bars, placed.lanes, strict=True):
            y = top + ROW_PAD + lane * self.cut.lane
            if bar.start_day <= last and bar.end_day >= self.tile.first_day:
                self.marks.extend(
                    bar_marks(
                        bar, self._x(bar.start_day), self._x(bar.end_day) + self.cut.day, y, self.plane, self.right,
                        self.cut.lane
                    )
                )
            for sign in bar.marks:
                if self.tile.first_day <= sign.day <= last:
                    self.marks.extend(sign_marks(sign, self._x(sign.day) + self.cut.day / 2, y + self.cut.lane / 2))
        self.marks.append(Line(MARGIN, low, self.right, low, 0.4, FRAME if row.is_group else RULE))

    def _x(self, day: date) -> float:
        return self.plane + (day - self.tile.first_day).days * self.cut.day

    def _draw_cells(self, placed: PlacedRow, top: float) -> None:
        row = placed.row
        if row.is_group:
            words = " ".join(filter(None, row.cells))
            words = _(CONTINUED).format(group=words) if placed.continued else words
            size, y = 8.5, top + placed.height / 2 + 3
            self.marks.append(Text(MARGIN + 3, y, shortened(words, self.cut.left - 6, size, True), size, True, INK))
            return
        x, size, leading = MARGIN, 7.0, 8.2
        most = max(1, int((placed.height - 1) / leading))
        for text, column, wide in zip(row.cells, self.plan.columns, self.cut.columns, strict=False):
            lines = wrapped(text, wide - 4, size)
            if len(lines) > most:
                lines = [*lines[: most - 1], shortened("".join(lines[most - 1 :]), wide - 4, size)]
            y = top + (placed.height - len(lines) * leading) / 2 + size * 0.95
            for line in lines:
                spare = wide - text_width(line, size)
                at = x + {"left": 2.5, "right": spare - 2.5}.get(column.align, spare / 2)
                if line:
                    self.marks.append(Text(at, y, line, size, False, INK))
                y += leading
            x += wide

    def draw_rules(self, low: float) -> None:
        """Draw the upright rules of the left columns, the frame and the line of today."""
        x = MARGIN
        for wide in self.cut.columns[:-1]:
            x += wide
            self.marks.append(Line(x, self.head_top, x, self.body_top, 0.4, RULE))
            y = self.body_top
            for placed in self.tile.rows:
                if not placed.row.is_group:
                    self.marks.append(Line(x, y, x, y + placed.height, 0.4, RULE))
                y += placed.height
        for x in (MARGIN, self.plane, self.right):
            self.marks.append(Line(x, self.head_top, x, low, 0.7, FRAME))
        self.marks.append(Line(MARGIN, self.body_top, self.right, self.body_top, 0.7, FRAME))
        self.marks.append(Line(MARGIN, low, self.right, low, 0.7, FRAME))
        today = self.plan.today
        if today is not None and 0 <= (today - self.tile.first_day).days < self.tile.days:
            x = self._x(today)
            self.marks.append(Line(x, self.body_top, x, low, 1.1, TODAY))

    def draw_neighbours(self, low: float) -> None:
        """Draw at the edges where the plane goes on: an arrow and the number of that sheet."""
        cut, tile = self.cut, self.tile
        middle = (self.body_top + low) / 2
        if tile.across + 1 < cut.across:
            x = self.right + 2
            self.marks.append(Shape(((x, middle - 4), (x + 5, middle), (x, middle + 4)), MUTED))
            self._number(x - 1, middle + 13, self.number + 2)
        if tile.across:
            x = MARGIN - 2
            self.marks.append(Shape(((x, middle - 4), (x - 5, middle), (x, middle + 4)), MUTED))
            self._number(x - 8, middle + 13, self.number)
        if tile.down + 1 < cut.down:
            x, y = (MARGIN + self.right) / 2, low + 2
            self.marks.append(Shape(((x - 4, y), (x + 4, y), (x, y + 5)), MUTED))
            self._number(x + 7, y + 6, self.number + 1 + cut.across)

    def _number(self, x: float, y: float, sheet: int) -> None:
        self.marks.append(Text(x, y, str(sheet), 7, True, MUTED))

    def draw_legend(self) -> None:
        """Draw what colours and signs mean, as far as they fit on one line."""
        x = MARGIN
        y = self.cut.height - MARGIN - FOOT_BAND - LEGEND_BAND + 10
        for entry in self.plan.legend:
            wide = 16 + text_width(entry.label, 7.5) + 12
            if x + wide > self.edge:
                break
            self.marks.extend(sign_marks(entry, x + 6, y - 2.5))
            self.marks.append(Text(x + 16, y, entry.label, 7.5, False, INK))
            x += wide

    def draw_footer(self, printed: Printed) -> None:
        """Draw revision, who printed when, and the number of the sheet."""
        y = self.cut.height - MARGIN
        self.marks.append(Line(MARGIN, y - FOOT_BAND + 3, self.edge, y - FOOT_BAND + 3, 0.4, FRAME))
        if self.plan.revision:
            words = shortened(_(REVISION_NUMBER).format(revision=self.plan.revision), self.cut.width * 0.4, 7.5)
            self.marks.append(Text(MARGIN, y, words, 7.5, False, MUTED))
        at = printed.at.strftime("%Y-%m-%d %H:%M")
        words = _(PRINTED_BY).format(at=at, by=printed.by) + (f"  #{printed.head}" if printed.head else "")
        words = shortened(words, self.cut.width * 0.3, 7.5)
        self.marks.append(Text((self.cut.width - text_width(words, 7.5)) / 2, y, words, 7.5, False, MUTED))
        words = _(SHEET_OF).format(sheet=self.number + 1, sheets=len(self.cut.tiles))
        self.marks.append(Text(self.edge - text_width(words, 7.5), y, words, 7.5, False, MUTED))
