"""What the Gantt's painters and hands share: board, layout, axis, colours, selection and the drag under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPalette

from app.areas.schedule.board import Bar, Board, Move
from app.domain.folding import folded
from ui.areas.schedule.gantt_axis import TimeAxis
from ui.areas.schedule.gantt_colours import Colouring, Scheme, scheme_of
from ui.areas.schedule.gantt_layout import Layout, Metrics, SubRow
from ui.areas.schedule.gantt_text import Texts
from ui.measures import is_low_screen


@dataclass(slots=True)
class Dragging:
    """A drag under way: the moves that a drop would send, where bars would then stand, the lane below."""

    moves: list[Move] = field(default_factory=list)
    shown: list[Move] = field(default_factory=list)
    pushed: list[Move] = field(default_factory=list)
    lane: int | None = None
    possible: frozenset[int] = frozenset()
    mode: str = "move"
    pointer: QPoint = field(default_factory=QPoint)


class View:
    """The state of one Gantt; painters read it, the hands (mouse, keys) change it."""

    def __init__(self, axis: TimeAxis, board: Board, font: QFont, palette: QPalette, ratio: float) -> None:
        self.axis = axis
        self.board = board
        self.collapsed: frozenset[str] = frozenset()
        self.scroll = 0
        self.size = QRect(0, 0, 800, 400)
        self.selected: set[int] = set()
        self.focus: int | None = None
        self.anchor: int | None = None
        self.hover: int | None = None
        self.lane: int | None = None
        self.search = ""
        self.dimmed: set[int] | None = None
        self.drag: Dragging | None = None
        self.settle: Callable[[Sequence[Move]], Sequence[Move]] | None = None
        self.rubber: QRect | None = None
        self.tryout = False
        self.focused = False
        self.patient = False
        self.credit = 0
        self.by = "customer"
        self.layout: Layout
        self.restyle(font, palette, ratio)

    def restyle(self, font: QFont, palette: QPalette, ratio: float) -> None:
        """Take font, palette and pixel ratio; everything derived is made anew."""
        self.font = QFont(font)
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.small = QFont(font)
        if font.pointSizeF() > 0:
            self.small.setPointSizeF(max(6.5, font.pointSizeF() - 1))
        else:
            self.small.setPixelSize(max(9, font.pixelSize() - 1))
        self.ratio = ratio
        self.metrics = Metrics.of(QFontMetrics(font).height(), is_low_screen())
        self.scheme: Scheme = scheme_of(palette)
        self.texts = Texts(self.font, ratio)
        self.titles = Texts(self.bold, ratio, keep_end=True)
        self.smalls = Texts(self.small, ratio)
        self.relayout()
        self.recolour()

    def relayout(self, keep_stacks: bool = False, rows: int = 1_000_000) -> None:
        """Place the rows anew, after another board or another collapse."""
        stacks = self.layout.stacks if keep_stacks else None
        self.plant_load: dict[str, dict[int, float]] = {}
        self.layout = Layout(self.board, self.metrics, self.collapsed, stacks, rows)

    def recolour(self) -> None:
        """Choose the bars' colours anew."""
        self.colouring = Colouring(self.scheme, self.by, self.board.bars)
        for sub in self.layout.stacks.made:
            sub.tints = sub.blocks = None

    def find(self) -> None:
        """Work out which bars the search leaves in the shade."""
        words = folded(self.search).split()
        if not words:
            self.dimmed = None
            return
        self.dimmed = {
            bar.key for bar in self.board.bars
            if not all(word in folded(f"{bar.title} {bar.product} {bar.customer}") for word in words)
        }

    @property
    def top(self) -> int:
        """Where the rows begin, below the time header."""
        return self.metrics.header

    @property
    def body(self) -> QRect:
        """The area of the bars, in pixels of the viewport."""
        left, top = self.axis.left, self.top
        return QRect(left, top, max(0, self.size.width() - left), max(0, self.size.height() - top))

    @property
    def reach(self) -> int:
        """How far the rows can be scrolled."""
        return max(0, self.layout.height - self.body.height())

    def y(self, content: float) -> float:
        """Return the height in the viewport of a height in the content."""
        return content - self.scroll + self.top

    def content(self, y: float) -> float:
        """Return the height in the content of a height in the viewport."""
        return y + self.scroll - self.top

    def bar(self, key: int | None) -> Bar | None:
        """Return a bar by its key."""
        return None if key is None else self.layout.bars.get(key)

    def rect(self, key: int) -> QRectF | None:
        """Return where a bar is painted in the viewport, or None if its plant is collapsed."""
        bar, place = self.bar(key), self.layout.place(key)
        if bar is None or place is None:
            return None
        return self.rect_of(bar.start.toordinal(), bar.finish.toordinal(), place[1])

    def rect_of(self, start: int, finish: int, sub: SubRow) -> QRectF:
        """Return where a bar of such days would be painted in a sub-row."""
        x = self.axis.x(start)
        width = max(2.0, (finish - start + 1) * self.axis.scale - 2)
        return QRectF(x + 1, self.y(sub.y + self.metrics.top), width, self.metrics.bar)

    def chosen(self) -> list[Bar]:
        """Return the selected bars in the order of the board's rows and dates."""
        if not self.selected:
            return []
        bars = self.layout.bars
        found = [bars[key] for key in self.selected if key in bars]
        order = {row.lane.key: row.index for row in self.layout.rows}
        return sorted(found, key=lambda bar: (order.get(bar.lane, 1 << 30), bar.start, bar.key))

    def inside(self, area: QRectF) -> Iterable[Bar]:
        """Yield the bars that touch an area of the viewport."""
        first, last = self.axis.day(area.left()), self.axis.day(area.right())
        top, bottom = self.content(area.top()), self.content(area.bottom())
        for row in self.layout.rows_between(top, bottom):
            for sub in row.subs:
                y = sub.y + self.metrics.top
                if y <= bottom and y + self.metrics.bar >= top:
                    low, high = sub.between(int(first // 1), int(last // 1))
                    yield from sub.bars[low:high]
