"""The icons kept for the next start: the same pictures, and none where the file is damaged, foreign or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from ui import icon_sheet, icons
from ui.icon_sheet import IconSheet, Key, keep


@pytest.fixture
def pixmaps(qapp: QApplication, own_home: Path) -> dict[Key, QPixmap]:
    """Some icons, two of them on a fine screen."""
    own_home.mkdir(exist_ok=True)
    icons._sheet.cache_clear()
    keys: list[Key] = [("printer", "#5B6270", 17, 17, 1.0), ("check", "#142B52", 23, 17, 1.0),
                       ("search", "#5B6270", 17, 17, 1.5), ("x", "#5B6270", 16, 16, 2.0)]
    return {key: icons.drawn(key[0], key[1], QSize(key[2], key[3]), key[4]) for key in keys}


def test_the_next_start_finds_the_same_pictures(pixmaps: dict[Key, QPixmap]) -> None:
    keep(pixmaps)
    sheet = IconSheet()
    assert sheet.has_all(list(pixmaps))
    for key, drawn in pixmaps.items():
        again = sheet.picture(key)
        assert again is not None
        again.setDevicePixelRatio(key[4])
        assert again.toImage() == drawn.toImage().convertToFormat(again.toImage().format())
    assert sheet.picture(("printer", "#FFFFFF", 17, 17, 1.0)) is None
    assert not sheet.has_all([*pixmaps, ("plus", "#5B6270", 17, 17, 1.0)])


@pytest.mark.parametrize("damage", ["nothing", "cut", "text", "another program"])
def test_what_does_not_fit_is_drawn_anew(pixmaps: dict[Key, QPixmap], damage: str,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    keep(pixmaps)
    whole = icon_sheet.place().read_bytes()
    if damage == "nothing":
        icon_sheet.place().unlink()
    elif damage == "another program":
        monkeypatch.setattr(icon_sheet, "VERSION", "99.0.0")
    else:
        icon_sheet.place().write_bytes(whole[:len(whole) // 3] if damage == "cut" else b"no picture")
    assert all(IconSheet().picture(key) is None for key in pixmaps)


def test_a_folder_that_cannot_be_written_is_no_trouble(pixmaps: dict[Key, QPixmap],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icon_sheet, "place", lambda: Path("/nowhere/at all/icons.png"))
    keep(pixmaps)
    assert IconSheet().picture(next(iter(pixmaps))) is None
