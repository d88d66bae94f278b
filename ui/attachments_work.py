"""What the attachments panel does off the window's thread: list, attach, remove, copy out, decode a preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.database import attachments
from app.database.attachments import LARGEST, Attachment
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import _

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"))
PREVIEW = QSize(900, 700)
"""The largest preview in pixels; a picture is decoded no larger."""
MOST_PIXELS = 120_000_000
"""Pictures of more pixels are not decoded at all."""


@dataclass(frozen=True)
class FileShown:
    """One attachment as the list shows it."""

    number: int
    name: str
    size: int
    who: str
    at: datetime | None

    @property
    def is_picture(self) -> bool:
        """Tell whether a preview can be drawn."""
        return Path(self.name).suffix.lower() in PICTURES


def files_of(model: Any, number: int) -> list[FileShown]:
    """Return a record's files, newest first."""
    found = attachments.attachments_of(model.get_by_id(number))
    return [FileShown(a.id, a.name, a.size, a.created_by or "", a.created_at) for a in reversed(found)]


def attach_files(change: Change, model: Any, number: int, paths: Sequence[Path]) -> None:
    """Keep copies of files with a record; Refused names a folder or a file that is too large."""
    record = model.get_by_id(number)
    for path in paths:
        if path.is_dir():
            raise Refused([Problem(_("“{name}” is a folder. Attach its files, or pack it into one file first.").format(
                name=path.name), None, True)])
        if path.stat().st_size > LARGEST:
            raise Refused([Problem(_("“{name}” is larger than 64 MB. Keep it in a folder and note its place.")
                                   .format(name=path.name), None, True)])
        attachments.attach(change, record, path.name, path.read_bytes())


def attach_picture(change: Change, model: Any, number: int, name: str, picture: QImage) -> None:
    """Keep a screenshot with a record, as PNG."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    attachments.attach(change, model.get_by_id(number), name, bytes(kept.data()))


def remove_files(change: Change, numbers: Sequence[int]) -> None:
    """Take files out of sight; undo brings them back."""
    for number in numbers:
        change.delete(Attachment.get_by_id(number))


def copy_out(number: int, target: Path) -> None:
    """Write a file's content to a place of the user's choice, all or nothing."""
    content = attachments.read(Attachment.get_by_id(number))
    draft = target.with_name(target.name + ".new")
    draft.write_bytes(content)
    draft.replace(target)


def preview_of(number: int) -> QImage:
    """Return a picture no larger than PREVIEW, an empty one where it can't be read."""
    kept = QByteArray(attachments.read(Attachment.get_by_id(number)))
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > PREVIEW.width() or size.height() > PREVIEW.height():
        reader.setScaledSize(size.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def size_words(size: int) -> str:
    """Return a size as one reads it: 820 B, 14 KB, 3.2 MB."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:,.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"
