"""The icons of a start, kept as one picture in the user's folder: drawing them from SVG takes a start 7 ms.

The picture says in a text of its own which icon stands where, and which icons of which program it was made of.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPixmap

from app.database.settings import personal_folder
from app.domain.resources import resource
from app.program.version import VERSION

Key = tuple[str, str, int, int, float]
"""Name, colour, width and height in logical pixels, device pixels for each of them."""

MOST = 80
"""Icons that are kept: those that were drawn first."""

TEXT = "icons"


class IconSheet:
    """The pictures of an earlier run; what does not fit this program is none."""

    def __init__(self) -> None:
        self._image = QImage(str(place())) if place().exists() else QImage()
        self._rects: dict[Key, QRect] = {}
        try:
            found = json.loads(self._image.text(TEXT) or "{}")
            if found.get("of") == stamp():
                self._rects = {(str(name), str(colour), int(w), int(h), float(scale)):
                               QRect(0, int(y), int(wide), int(high))
                               for name, colour, w, h, scale, y, wide, high in found["rows"]}
        except (ValueError, TypeError, KeyError, AttributeError):
            self._rects = {}

    def picture(self, key: Key) -> QPixmap | None:
        """Return an icon as it was drawn earlier, None where it was not."""
        rect = self._rects.get(key)
        if rect is None or not self._image.rect().contains(rect):
            return None
        return QPixmap.fromImage(self._image.copy(rect))

    def has_all(self, keys: list[Key]) -> bool:
        """Tell whether nothing new would be kept."""
        return all(key in self._rects for key in keys[:MOST])


def place() -> Path:
    """Return where the picture lies."""
    return personal_folder() / "icons.png"


def stamp() -> str:
    """Return what says that the icons are still the same."""
    return f"{VERSION} {resource('icons').stat().st_mtime_ns}"


def keep(pixmaps: Mapping[Key, QPixmap]) -> None:
    """Keep the first pictures for the next start; where that can't be written the next start draws again."""
    chosen = list(pixmaps.items())[:MOST]
    image = QImage(max((p.width() for _key, p in chosen), default=1), sum(p.height() for _key, p in chosen) or 1,
                   QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter, rows, y = QPainter(image), [], 0
    for key, pixmap in chosen:
        plain = pixmap.toImage()
        plain.setDevicePixelRatio(1.0)
        painter.drawImage(0, y, plain)
        rows.append([*key, y, pixmap.width(), pixmap.height()])
        y += pixmap.height()
    painter.end()
    image.setText(TEXT, json.dumps({"of": stamp(), "rows": rows}))
    draft = place().with_name(f"icons.{os.getpid()}.png")
    try:
        if image.save(str(draft)):
            draft.replace(place())
    except OSError:
        draft.unlink(missing_ok=True)
