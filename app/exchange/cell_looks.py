"""How cells of an .xlsx look where that tells more than their value: a number shown as GD-1234, a text struck out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

from app.exchange.grid import column_number
from app.exchange.number_formats import tells_more
from app.exchange.reading_xlsx import Package

_INLINE = re.compile(rb'<(?:\w+:)?c (?=[^>]*\bt="inlineStr")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>\s*'
                     rb"(<(?:\w+:)?is>.*?</(?:\w+:)?is>)", re.DOTALL)
_OFF = ("0", "false", "none")


@dataclass
class Looks:
    """The cells of a sheet that look otherwise: number formats, struck out, the rest of partly struck texts."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    rests: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, place: tuple[int, int], rest: str) -> None:
        """Keep what is left of a text that is struck out in part, or that nothing is left."""
        if rest:
            self.rests[place] = rest
        else:
            self.struck.add(place)


@dataclass
class LookTable:
    """What the package's styles and texts say of looks; read once for all sheets."""

    formats: dict[int, str]
    struck: frozenset[int]
    rests: dict[int, str]

    def of(self, text: bytes) -> Looks | None:
        """Return the looks of the cells of a sheet's XML; None where none looks otherwise."""
        looks = Looks()
        styles = [*self.formats, *self.struck]
        if styles and b' s="' in text:
            cell = _cells(rb'(?=[^>]*\bs="(' + b"|".join(b"%d" % style for style in sorted(set(styles))) + rb')")')
            for found in cell.finditer(text):
                place, style = _place(found[2], found[3]), int(found[1])
                if style in self.formats:
                    looks.formats[place] = self.formats[style]
                if style in self.struck:
                    looks.struck.add(place)
        if self.rests and b't="s"' in text:
            numbers = b"|".join(b"%d" % number for number in self.rests)
            cell = _cells(rb'(?=[^>]*\bt="s")(?=[^>]*><(?:\w+:)?v>(' + numbers + rb")<)")
            for found in cell.finditer(text):
                looks.put(_place(found[2], found[3]), self.rests[int(found[1])])
        if b"strike" in text:
            for found in _INLINE.finditer(text):
                if b"strike" in found[3] and (rest := _rest(_parsed(found[3]))) is not None:
                    looks.put(_place(found[1], found[2]), rest)
        return looks if looks.formats or looks.struck or looks.rests else None


def look_table(package: Package) -> LookTable:
    """Return what a package says of looks."""
    return LookTable(*_styles(package), _struck_texts(package))


def _cells(conditions: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:\w+:)?c " + conditions + rb'(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*(?<!/)>')


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row), column_number(letters.decode())


def _styles(package: Package) -> tuple[dict[int, str], frozenset[int]]:
    """Return the cell styles with telling number formats, and those that strike out."""
    try:
        text = package.styles()
        root = ElementTree.fromstring(text)
    except (KeyError, SyntaxError):
        return {}, frozenset()
    if b"strike" not in text and b"numFmt " not in text:
        return {}, frozenset()
    groups = {_local(group.tag): group for group in root}
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in groups.get("numFmts", ())}
    telling = {number: code for number, code in codes.items() if tells_more(code)}
    fonts = {n for n, font in enumerate(groups.get("fonts", ())) if _is_struck(font)}
    formats, struck = {}, set()
    for n, style in enumerate(groups.get("cellXfs", ())):
        if style.get("numFmtId", "") in telling:
            formats[n] = telling[style.get("numFmtId", "")]
        font = style.get("fontId", "")
        if font.isdigit() and int(font) in fonts:
            struck.add(n)
    return formats, frozenset(struck)


def _struck_texts(package: Package) -> dict[int, str]:
    """Return what is left of the shared texts that are struck out in part, by number."""
    text = package.strings_text()
    if b"strike" not in text:
        return {}
    try:
        root = ElementTree.fromstring(text)
    except SyntaxError:
        return {}
    texts = enumerate(element for element in root if _local(element.tag) == "si")
    return {number: rest for number, one in texts if (rest := _rest(one)) is not None}


def _rest(one: ElementTree.Element) -> str | None:
    """Return what is left of a text whose runs are partly struck out; None where none is."""
    runs = [run for run in one if _local(run.tag) == "r"]
    kept = [run for run in runs if not any(_is_struck(look) for look in run if _local(look.tag) == "rPr")]
    if len(kept) == len(runs):
        return None
    return "".join(part.text or "" for run in kept for part in run if _local(part.tag) == "t").strip()


def _parsed(text: bytes) -> ElementTree.Element:
    """Return a piece of a sheet as an element; an empty one where it cannot be read by itself."""
    try:
        return ElementTree.fromstring(re.sub(rb"(</?)\w+:", rb"\1", text))
    except SyntaxError:
        return ElementTree.Element("is")


def _is_struck(look: ElementTree.Element) -> bool:
    return any(_local(one.tag) == "strike" and one.get("val", "1") not in _OFF for one in look)


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
