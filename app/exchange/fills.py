"""The fill colours of a sheet's cells, read only where a colour has a meaning (the schedule's legend)."""

from __future__ import annotations

import colorsys
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

from app.exchange.formats import kind_of
from app.exchange.reading_xlsx import Package
from app.exchange.unreadable import Refused

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?c (?=[^>]*\br=\"([A-Z]+)(\d+)\")(?=[^>]*\bs=\"(\d+)\")")
_MOST_CELLS = 500_000
Fills = dict[tuple[int, str], str]


def read_fills(path: Path | str, sheet: str) -> Fills:
    """Return {(row, column letters): "RRGGBB"} of the coloured cells of an .xlsx sheet.

    Other formats, damaged files and theme colours give nothing: colours are only a hint.
    """
    try:
        data = Path(path).read_bytes()
        if kind_of(data) != "xlsx":
            return {}
        package = Package(data)
        colours = _style_colours(package.read("xl/styles.xml"))
        part = next((one for one in package.sheets() if one.name == sheet), None)
        text = package.read(part.path) if part else b""
    except (OSError, Refused, KeyError, SyntaxError, ValueError, zipfile.BadZipFile):
        return {}
    fills: Fills = {}
    for found in _ROW_OR_CELL.finditer(text):
        colour = colours.get(int(found[3]))
        if colour:
            fills[int(found[2]), found[1].decode("ascii")] = colour
            if len(fills) >= _MOST_CELLS:
                break
    return fills


def row_fills(fills: Fills) -> dict[int, str]:
    """Return the colour that most of a row's coloured cells have, by row."""
    counts: dict[int, dict[str, int]] = {}
    for (row, _letters), colour in fills.items():
        line = counts.setdefault(row, {})
        line[colour] = line.get(colour, 0) + 1
    return {row: max(line, key=lambda colour: line[colour]) for row, line in counts.items()}


def _style_colours(text: bytes) -> dict[int, str]:
    root = ElementTree.fromstring(text)
    fills: list[str] = []
    colours: dict[int, str] = {}
    for group in root:
        name = group.tag.rsplit("}", 1)[-1]
        if name == "fills":
            fills = [_colour(fill) for fill in group]
        elif name == "cellXfs":
            for number, style in enumerate(group):
                fill = style.get("fillId", "0")
                if fill.isdigit() and int(fill) < len(fills) and fills[int(fill)]:
                    colours[number] = fills[int(fill)]
    return colours


def _colour(fill: ElementTree.Element) -> str:
    for pattern in fill:
        if pattern.get("patternType") in (None, "none", "gray125"):
            continue
        for part in pattern:
            if part.tag.rsplit("}", 1)[-1] == "fgColor":
                said = part.get("rgb", "")
                return said[-6:].upper() if re.fullmatch(r"[0-9A-Fa-f]{6,8}", said) else ""
    return ""


def named_fills(path: Path | str, sheet: str) -> dict[int, str]:
    """Return the names of the rows' colours (yellow, blue, green, red) by row; grey and white rows have none."""
    named = {row: colour_name(code) for row, code in row_fills(read_fills(path, sheet)).items()}
    return {row: name for row, name in named.items() if name}


def colour_name(code: str) -> str:
    """Return what an office calls a colour "RRGGBB": yellow, blue, green, red; empty for anything pale or grey."""
    hue, light, strength = colorsys.rgb_to_hls(*(int(code[n:n + 2], 16) / 255 for n in (0, 2, 4)))
    if strength < 0.2 or light > 0.97 or light < 0.1:
        return ""
    degrees = hue * 360
    for limit, name in ((35, "red"), (72, "yellow"), (165, "green"), (265, "blue"), (361, "red")):
        if degrees < limit:
            return name
    return ""
