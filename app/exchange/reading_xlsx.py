"""The patient way to read .xlsx: our own, for files that calamine cannot open or that are sparse.

It looks at sheet names, cells, number formats, merged ranges and hidden rows only, so whatever else
is wrong in a file (sort states, styles, dimensions, drawings) cannot stop it.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.exchange.grid import column_number, merged_range
from app.exchange.packing import pack

_CELL_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_BLANK_CELL = re.compile(rb"<(?:\w+:)?c (?:[^>]*[^>/])?/>")
_BAD_CHARACTERS = re.compile(
    rb"&#(?:x(?:0?[0-8bcBCeEfF]|1[0-9a-fA-F])|[0-8]|1[124-9]|2\d|3[01]);|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_FARTHEST_ROW = 1_048_576
_ODD = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s|hh|mm|ss)[^\]]*\]|_.', re.IGNORECASE)


@dataclass(frozen=True)
class SheetPart:
    """A worksheet of a package: its name, where its XML is, whether it is hidden."""

    name: str
    path: str
    hidden: bool


class Package:
    """The parts of an .xlsx file, found leniently: upper and lower case and slashes do not matter."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {_plain(entry.filename): entry for entry in self._archive.infolist()}
        books = [name for name in self._names if re.search(r"(?:^|/)workbook[^/]*\.xml$", name)]
        self._book = "xl/workbook.xml" if "xl/workbook.xml" in books or not books else books[0]
        self._folder = self._book.rpartition("/")[0]

    def read(self, path: str) -> bytes:
        """Return a part's bytes; raise KeyError where it is missing."""
        return self._archive.read(self._names[_plain(path)])

    def has_strings(self) -> bool:
        """Tell whether the shared strings are there and declare nothing of their own, such as swelling entities."""
        names = [name for name in self._names if name.endswith("sharedstrings.xml")]
        return bool(names) and b"<!DOCTYPE" not in self.head(names[0], 1000)

    def _named(self, name: str) -> str:
        """Return the path of the part of that name, its usual one where there is none."""
        return next((path for path in self._names if path.rpartition("/")[2] == name), f"xl/{name}")

    def head(self, path: str, size: int) -> bytes:
        """Return the first bytes of a part."""
        with self._archive.open(self._names[_plain(path)]) as part:
            return part.read(size)

    def sheets(self) -> list[SheetPart]:
        """Return the worksheets in their order, or those that can be found if the list is broken."""
        try:
            found = list(self._listed())
        except (KeyError, SyntaxError, ValueError):
            found = []
        if found:
            return found
        paths = sorted(name for name in self._names if re.search(r"worksheets/[^/]+\.xml$", name))
        return [SheetPart(re.sub(r".*/|\.xml$", "", path), path, False) for path in paths]

    def _listed(self) -> Iterator[SheetPart]:
        targets = {}
        inside = self._folder + "/" if self._folder else ""
        for element in _parse(self.read(f"{inside}_rels/{self._book.rpartition('/')[2]}.rels")):
            targets[element.get("Id", "")] = (element.get("Type", ""), element.get("Target", ""))
        for element in _parse(self.read(self._book)).iter():
            if _local(element.tag) != "sheet":
                continue
            relation = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
            kind, target = targets.get(relation, ("", ""))
            path = target if target.startswith("/") else inside + target
            if kind.endswith("/worksheet") and _plain(path) in self._names:
                yield SheetPart(element.get("name", ""), path, element.get("state", "visible") != "visible")

    def strings(self) -> list[str]:
        """Return the shared strings without their phonetic guides."""
        try:
            root = _parse(self.read(self._named("sharedstrings.xml")))
        except (KeyError, SyntaxError):
            return []
        return [_text(element) for element in root if _local(element.tag) == "si"]

    def strings_text(self) -> bytes:
        """Return the part with the shared strings, nothing where there is none."""
        try:
            return self.read(self._named("sharedstrings.xml"))
        except KeyError:
            return b""

    def styles(self) -> bytes:
        """Return the part with the styles; raise KeyError where it is missing."""
        return self.read(self._named("styles.xml"))

    def date_styles(self) -> frozenset[int]:
        """Return the numbers of the cell styles that show a date or a time."""
        try:
            root = _parse(self.read(self._named("styles.xml")))
        except (KeyError, SyntaxError):
            return frozenset()
        own = {}
        found = set()
        for element in root.iter():
            if _local(element.tag) == "numFmt":
                own[element.get("numFmtId")] = element.get("formatCode", "")
        for group in root:
            if _local(group.tag) == "cellXfs":
                for number, style in enumerate(group):
                    code = style.get("numFmtId", "0")
                    known = code.isdigit() and int(code) in _DATE_FORMATS
                    if _shows_date(own[code]) if code in own else known:
                        found.add(number)
        return frozenset(found)

    def from_1904(self) -> bool:
        """Tell whether days are counted from 1904."""
        try:
            text = self.read(self._book)
        except KeyError:
            return False
        return re.search(rb'date1904="(?:1|true)"', text) is not None


def read(data: bytes) -> list[dict[str, Any]]:
    """Return the packed sheets; raise BadZipFile, SyntaxError (XML) or KeyError where it is damaged."""
    package = Package(data)
    strings, styles, epoch = package.strings(), package.date_styles(), _epoch(package.from_1904())
    sheets = []
    for part in package.sheets():
        text = _BLANK_CELL.sub(b"", package.read(part.path))
        if not package.has_strings() and b't="s"' in text:
            raise KeyError("shared strings")
        try:
            sheet = _Sheet(strings, styles, epoch)
            packed = pack(sheet.rows(text))
        except ElementTree.ParseError:
            sheet = _Sheet(strings, styles, epoch)
            packed = pack(sheet.rows(_BAD_CHARACTERS.sub(b"", text)))
        sheets.append(
            {
                "name": part.name,
                "packed": packed,
                "hidden": part.hidden,
                "merged": sheet.merged,
                "hidden_rows": frozenset(sheet.hidden_rows),
                "since_1904": package.from_1904(),
                "errors": sheet.without_result,
            }
        )
    if not sheets:
        raise KeyError("no worksheets")
    return sheets


class _Sheet:
    def __init__(self, strings: list[str], styles: frozenset[int], epoch: datetime) -> None:
        self.strings, self.styles, self.epoch = strings, styles, epoch
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.without_result: dict[tuple[int, int], str] = {}

    def rows(self, text: bytes) -> Iterator[list[Any]]:
        at = 0
        blank_rows = 0
        for _event, element in ElementTree.iterparse(io.BytesIO(text), events=("end",)):
            tag = _local(element.tag)
            if tag == "row":
                number = element.get("r", "")
                row = min(int(number), _FARTHEST_ROW) if number.isdigit() else at + 1
                if element.get("hidden") in ("1", "true"):
                    self.hidden_rows.append(row)
                cells = self._cells(element, row)
                element.clear()
                blank_rows += max(row - at - 1, 0)
                at = max(row, at + 1)
                if cells:
                    for _ in range(blank_rows):
                        yield []
                    blank_rows = 0
                    yield cells
                else:
                    blank_rows += 1
            elif tag == "mergeCell":
                found = merged_range(element.get("ref", ""))
                if found:
                    self.merged.append((found.top, found.left, found.bottom, found.right))

    def _cells(self, row: ElementTree.Element, number: int) -> list[Any]:
        cells: list[Any] = []
        for element in row:
            if _local(element.tag) != "c":
                continue
            reference = _CELL_REFERENCE.match(element.get("r", ""))
            column = column_number(reference[1]) if reference else len(cells) + 1
            value = self._value(element)
            if value is None and element.get("t") not in ("str", "e") and any(_local(p.tag) == "f" for p in element):
                self.without_result[number, column] = ""
            if value is None or column > 16_384:
                continue
            if column > len(cells):
                cells.extend([None] * (column - len(cells)))
            cells[column - 1] = value
        return cells

    def _value(self, cell: ElementTree.Element) -> Any:
        kind = cell.get("t", "n")
        text: str | None = None
        for part in cell:
            tag = _local(part.tag)
            if tag == "v":
                text = part.text
            elif tag == "is":
                text = _text(part)
        if not text:
            return None
        if kind == "s":
            number = int(text) if text.strip().isdigit() else -1
            return self.strings[number] if 0 <= number < len(self.strings) else None
        if kind in ("str", "inlineStr", "e"):
            return _unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return _iso(text)
        try:
            number_value = float(text)
        except ValueError:
            return text
        style = cell.get("s", "0")
        if style.isdigit() and int(style) in self.styles:
            return from_serial(number_value, self.epoch)
        return number_value


def from_serial(number: float, epoch: datetime) -> date | datetime | time | float:
    """Return the day, or the time of day, that a spreadsheet's number stands for."""
    if not 0 <= number < 2_958_466:
        return number
    if number < 1:
        return (datetime(2000, 1, 1) + timedelta(seconds=round(number * 86_400))).time()
    moment = epoch + timedelta(days=int(number), seconds=round((number - int(number)) * 86_400))
    return moment.date() if moment.time() == time() else moment


def _epoch(from_1904: bool) -> datetime:
    return datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)


def _iso(text: str) -> Any:
    try:
        return datetime.fromisoformat(text.strip().rstrip("Z"))
    except ValueError:
        return text


def _shows_date(code: str) -> bool:
    plain = _ODD.sub("", code.split(";")[0])
    return re.search(r"[ymdhs年月日]", plain, re.IGNORECASE) is not None and "general" not in plain.lower()


def _parse(text: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return ElementTree.fromstring(_BAD_CHARACTERS.sub(b"", text))


def _text(element: ElementTree.Element) -> str:
    parts: list[str] = []
    for child in element:
        tag = _local(child.tag)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts.extend(piece.text or "" for piece in child if _local(piece.tag) == "t")
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _plain(path: str) -> str:
    path = path.replace("\\", "/").lstrip("/").lower()
    while "/../" in path:
        path = re.sub(r"[^/]+/\.\./", "", path, count=1)
    return path
