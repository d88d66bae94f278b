"""The look: light and dark, the colours that carry a meaning, icons in the right colour and sharp."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from app.domain.resources import resource
from app.domain.text import translations
from ui import theme
from ui.colours import DARK, LIGHT, ROW_MARKS, STATUSES, Colours
from ui.icons import icon
from ui.style_sheet import SHEET


@pytest.fixture(autouse=True)
def light_afterwards(qapp: QApplication) -> Iterator[None]:
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    theme.apply_theme(qapp, dark=False)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


def inked(pixmap: QPixmap) -> set[str]:
    """The colours of the fully opaque points of a picture."""
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in points)
    return {colour.name() for colour in colours if colour.alpha() == 255}


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours: Colours) -> None:
    for text in (colours.text, colours.muted):
        for ground in (colours.window, colours.base, colours.alternate, colours.header, colours.hover):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colours.selection_text, colours.selection) >= 4.5
    assert contrast(colours.accent_text, colours.accent) >= 4.5
    assert contrast(colours.tooltip_text, colours.tooltip) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_typed_into_is_seen_and_its_hint_read(colours: Colours) -> None:
    assert contrast(colours.field, colours.base) >= 3, "the border of an input"
    for ground in (colours.base, colours.window):
        assert contrast(colours.placeholder, ground) >= 4.1
    assert contrast(colours.placeholder, colours.base) >= 4.5


@pytest.mark.parametrize("name", sorted(STATUSES))
def test_status_colours_can_be_read_on_their_ground(name: str) -> None:
    status = STATUSES[name]
    for (strong, soft), mode in ((status.light, LIGHT), (status.dark, DARK)):
        assert contrast(mode.text, soft) >= 7, "table text on the soft colour"
        for ground in (soft, mode.base, mode.window, mode.header, mode.alternate):
            assert contrast(strong, ground) >= 4.5, (name, strong, ground)


@pytest.mark.parametrize("mark", sorted(ROW_MARKS))
def test_the_colour_of_a_row_is_seen(mark: str) -> None:
    for (soft, edge), mode in zip(ROW_MARKS[mark], (LIGHT, DARK), strict=True):
        assert contrast(mode.text, soft) >= 7
        assert contrast(edge, mode.base) >= 3 and contrast(edge, soft) >= 2.5


def test_no_other_place_of_the_window_names_a_colour() -> None:
    named = re.compile(r"[\"\']#[0-9A-Fa-f]{6}[\"\']")
    allowed = {"colours.py", "icons.py", "gantt_colours.py"}
    wrong = [f"{path.name}:{n}" for path in Path(theme.__file__).parent.rglob("*.py") if path.name not in allowed
             for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if named.search(line)]
    assert not wrong, wrong


def test_status_follows_light_and_dark(qapp: QApplication) -> None:
    theme.apply_theme(qapp, dark=False)
    light = theme.status_colour("late"), theme.status_colour("late", soft=True)
    theme.apply_theme(qapp, dark=True)
    dark = theme.status_colour("late"), theme.status_colour("late", soft=True)
    assert theme.is_dark() and not set(map(QColor.name, light)) & set(map(QColor.name, dark))


def test_every_status_has_a_chinese_name() -> None:
    assert {status.label for status in STATUSES.values()} <= translations("zh_CN").keys()


def test_the_style_sheet_finds_its_images() -> None:
    for mode in ("light", "dark"):
        for name in re.findall(r"\$images/([\w$-]+\.svg)", SHEET.template):
            assert (resource("theme") / name.replace("$name", mode)).is_file()


def test_a_shown_icon_follows_the_look(qapp: QApplication) -> None:
    shown = icon("search")
    theme.apply_theme(qapp, dark=False)
    light = inked(shown.pixmap(QSize(32, 32)))
    theme.apply_theme(qapp, dark=True)
    dark = inked(shown.pixmap(QSize(32, 32)))
    assert light == {LIGHT.muted.lower()} and dark == {DARK.muted.lower()}


def test_a_disabled_icon_is_pale_and_a_tinted_one_keeps_its_colour(qapp: QApplication) -> None:
    theme.apply_theme(qapp, dark=False)
    size = QSize(32, 32)
    assert inked(icon("bell").pixmap(size, QIcon.Mode.Disabled)) == {LIGHT.disabled.lower()}
    assert inked(icon("bell", "#c9302c").pixmap(size)) == {"#c9302c"}


def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    code = (
        "from PySide6.QtCore import QSize; from PySide6.QtGui import QGuiApplication;"
        "from ui.icons import icon; app = QGuiApplication([]); picture = icon('factory').pixmap(QSize(20, 20), 1.5);"
        "print(picture.width(), picture.devicePixelRatio())"
    )
    variables = {**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["30", "1.5"]


def test_an_unknown_icon_fails_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_icons_live_on_in_buttons(qapp: QApplication) -> None:
    buttons = [QToolButton() for _ in range(20)]
    for button in buttons:
        button.setIcon(icon("save"))
        copied = QIcon(button.icon())
        copied.addPixmap(QPixmap(4, 4))
    pictures = [button.grab() for button in buttons]
    assert not any(picture.isNull() for picture in pictures)


def test_a_primary_button_carries_the_accent(qapp: QApplication) -> None:
    theme.apply_theme(qapp, dark=False)
    button = QPushButton("保存")
    button.setProperty("primary", True)
    button.resize(120, 32)
    assert button.grab().toImage().pixelColor(10, 16).name() == LIGHT.accent.lower()


def test_lists_and_menus_are_set_in_the_programs_font(qapp: QApplication) -> None:
    QApplication.setFont(QFont("Serif", 20), "QAbstractItemView")
    theme.apply_sheet(qapp)
    assert QApplication.font("QAbstractItemView") == qapp.font()
