"""Measures the Gantt at 1920×1080 with 10,000 and 50,000 bars: CPU of pan, zoom, drag frames and of the first show.

Prints one line of JSON a measure. `floor_ms` is a plain QPainter that draws as many rectangles, laid-out texts
and small pictures as the fullest frame of that kind shows, in the same run (see `floor`); a kind of frame passes
when its p95 is at most RATIO times that floor, or at most 9 ms, and in no case above 16.7 ms.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QMouseEvent, QPainter, QPixmap, QStaticText, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.areas.schedule.board import Bar, Board, Lane
from app.domain.resources import resource
from ui.areas.schedule.gantt import Gantt

WIDTH, HEIGHT = 1920, 1080
RATIO = 4.0
DETAILED = 1000
AIM_MS, LIMIT_MS, FIRST_MS = 9.0, 16.7, 50.0
FRAMES = 120
TODAY = date(2026, 11, 23)


def board(count: int) -> Board:
    """Return a made-up board of `count` bars: 250 a line, 20 lines a plant, lights, marks, tails and links."""
    dice = random.Random(count)
    lanes: list[Lane] = []
    bars: list[Bar] = []
    first = TODAY - timedelta(days=500)
    days_off = frozenset(first + timedelta(days=i) for i in range(1300)
                         if (first + timedelta(days=i)).weekday() == 6)
    lines = count // 250
    for line in range(1, lines + 1):
        if line % 20 == 1:
            lanes.append(Lane(-line, f"工厂{line // 20 + 1}", f"P{line // 20}", True, 90.0))
        lanes.append(Lane(line, f"总装{line}线", f"P{(line - 1) // 20}", False, dice.uniform(50, 140)))
        start = first
        for _number in range(250):
            long = dice.randint(1, 7)
            key = len(bars) + 1
            finish = start + timedelta(days=long - 1)
            ship = finish + timedelta(days=dice.randint(3, 12))
            bars.append(Bar(
                key, line, start, finish, f"2611-{key:05d}", dice.choice(("不锈钢保温杯", "沥水盆", "硅胶折叠水壶")),
                f"客户{dice.randint(1, 15)}", 5000, dice.randint(0, 5000),
                finish + timedelta(days=2) if dice.random() < 0.15 else None, ship - timedelta(days=2), ship,
                start - timedelta(days=2), tuple(dice.choices(("green", "amber", "red", "grey"), k=7)),
                dice.random() < 0.05, "running", dice.random() < 0.05, dice.random() < 0.05,
                "重叠" if dice.random() < 0.03 else None, (key - 250,) if key > 250 and dice.random() < 0.1 else (),
                (start - timedelta(days=1), finish) if dice.random() < 0.2 else None,
                frozenset((line, line + 1)), key))
            start += timedelta(days=long + dice.choice((-1, 0, 0, 0, 0, 1)))
    return Board(first, first + timedelta(days=1200), TODAY, tuple(lanes), tuple(bars), days_off)


def floor(shown: int) -> float:
    """Return ms of CPU that plain QPainter needs for so many bars, in such an image, shown on another.

    Up to DETAILED bars: three rectangles, two laid-out texts and four small pictures each (outline, ground, done
    part; number, product; lights and three marks); more are one rectangle each, as far zoomed out.
    """
    detailed = shown <= DETAILED
    image = QPixmap(WIDTH, HEIGHT)
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    stamp = QPixmap(11, 11)
    stamp.fill(QColor(10, 120, 90, 200))
    words = [QStaticText(f"2611-{i:05d}") for i in range(2 * shown if detailed else 0)]
    columns = max(1, shown // 26)
    wide = WIDTH / columns
    taken = []
    for _round in range(9):
        begin = time.process_time()
        p = QPainter(image)
        p.fillRect(QRect(0, 0, WIDTH, HEIGHT), QColor("white"))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor("steelblue"))
        for _layer in range(3 if detailed else 1):
            p.drawRects([QRectF(i % columns * wide, i // columns * 40, wide - 2, 26) for i in range(shown)])
        p.setPen(QColor("black"))
        for i, text in enumerate(words):
            p.drawStaticText(int(i % columns * wide), i // columns * 20, text)
        for i in range(4 * shown if detailed else 0):
            p.drawPixmap(int(i % columns * wide), i // columns * 10, stamp)
        p.end()
        p = QPainter(screen)
        p.drawPixmap(0, 0, image)
        p.end()
        taken.append((time.process_time() - begin) * 1000)
    return sorted(taken)[len(taken) // 2]


def frames(gantt: Gantt, step: Callable[[int], None]) -> tuple[list[float], int]:
    """Return ms of CPU of each frame (step and painting), and the most bars that a frame showed."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    taken, most = [], 0
    for i in range(FRAMES):
        begin = time.process_time()
        step(i)
        gantt.viewport().render(image)
        taken.append((time.process_time() - begin) * 1000)
        most = max(most, sum(1 for _bar in gantt.view.inside(QRectF(gantt.view.body))))
    return taken, most


def tell(name: str, count: int, taken: list[float], shown: int) -> bool:
    """Print one measure and tell whether it passes."""
    ordered = sorted(taken)
    p95 = ordered[int(len(ordered) * 0.95)]
    base = floor(shown)
    passed = p95 <= LIMIT_MS and (p95 <= AIM_MS or p95 <= RATIO * base)
    print(json.dumps({
        "name": f"{name}, {count:,} bars, p95 ms CPU", "value": round(p95, 2), "limit": LIMIT_MS, "ok": passed,
        "visible": shown, "median_ms": round(ordered[len(ordered) // 2], 2),
        "max_ms": round(ordered[-1], 2), "floor_ms": round(base, 2),
        "ratio": round(p95 / base, 2), "allowed_ratio": RATIO}), flush=True)
    return passed


def measure(count: int) -> bool:
    """Measure one size of board."""
    shown = board(count)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    begin = time.process_time()
    gantt = Gantt()
    gantt.resize(WIDTH, HEIGHT)
    gantt.show_board(shown)
    gantt.show()
    gantt.viewport().render(image)
    first = (time.process_time() - begin) * 1000
    good = first <= FIRST_MS
    print(json.dumps({"name": f"first show, {count:,} bars, ms CPU", "value": round(first, 1), "limit": FIRST_MS,
                      "ok": good}), flush=True)
    axis = gantt.axis

    def pan(i: int) -> None:
        axis.set_offset(axis.offset + (37 if i % 80 < 40 else -41))
        if i % 3 == 0:
            bar = gantt.verticalScrollBar()
            bar.setValue(bar.value() + (23 if i % 60 < 30 else -19))

    def zoom(i: int) -> None:
        turn = -60 if i < FRAMES // 2 else 60
        place = QPointF(900, 500)
        QApplication.sendEvent(gantt.viewport(), QWheelEvent(
            place, gantt.viewport().mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False))

    for scale in (34.0, 12.0, 3.0):
        gantt.set_scale(scale)
        good &= tell(f"pan_{scale:.0f}px", count, *frames(gantt, pan))
    gantt.set_scale(60.0)
    gantt.go_to(TODAY)
    good &= tell("zoom", count, *frames(gantt, zoom))
    gantt.set_scale(34.0)
    gantt.go_to(TODAY)
    bar = next(bar for bar in gantt.view.inside(QRectF(gantt.view.body)) if bar.start > TODAY)
    gantt.go_to_bar(bar.key)
    rect = gantt.view.rect(bar.key)
    assert rect is not None
    grip = rect.center()

    def send(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        QApplication.sendEvent(gantt.viewport(), QMouseEvent(
            kind, at, gantt.viewport().mapToGlobal(at), button, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ShiftModifier))

    send(QEvent.Type.MouseButtonPress, grip, Qt.MouseButton.LeftButton)
    good &= tell("drag", count, *frames(gantt, lambda i: send(
        QEvent.Type.MouseMove, grip + QPointF(10 + 3 * i, i % 90), Qt.MouseButton.NoButton)))
    gantt.close()
    return good


def measure_warm() -> None:
    """Show a small Gantt once, so that fonts and the library's classes are loaded as in a running program."""
    gantt = Gantt()
    gantt.show_board(board(250))
    gantt.resize(400, 300)
    gantt.grab()


def main() -> int:
    """Measure both sizes; the exit code tells whether all passed."""
    QApplication([])
    fonts = resource("fonts")
    for name in ("Regular", "Bold"):
        file = fonts / f"NotoSansSC-{name}.ttf"
        if file.exists():
            QFontDatabase.addApplicationFont(str(file))
    QApplication.setFont(QFont("Noto Sans SC", 9))
    measure_warm()
    return 0 if all([measure(10_000), measure(50_000)]) else 1


if __name__ == "__main__":
    sys.exit(main())
