"""What a file is, told from its first bytes and not from its name."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib

from app.exchange.unreadable import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
LARGEST = 1 << 30
"""The most bytes that a zipped workbook may unpack to."""

_SEALS = (b"E-SafeNet", b"%TSD-Header", b"\x17\xda\x5f\xa0\x16\x33")
"""How files begin that the usual encryption programs of companies have sealed."""
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + b"\x1c\x1d\x1e\x1f\x7f"
_BOF, _FILEPASS = 0x0809, 0x002F
_MARKUP = re.compile(r"<\s*(html|table|body|head|meta|!doctype\s+html|tr\b)", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """Return xlsx, xlsb, ods, xls, html, xml2003 or text; raise Refused with the reason otherwise."""
    head = data[:4096]
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if head.startswith(OLE):
        return _kind_of_ole(data)
    if head.startswith(b"%PDF"):
        raise Refused("pdf")
    if head.startswith(PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        raise Refused("picture")
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        raise Refused("picture")
    if head.startswith(ARCHIVES):
        raise Refused("archive")
    if head.startswith(b"{\\rtf"):
        raise Refused("word")
    if head[:1] == b"\x09" and head[1:2] in (b"\x00", b"\x02", b"\x04", b"\x08") and head[3:4] == b"\x00":
        return "xls"
    if is_sealed(data):
        raise Refused("sealed")
    return _kind_of_text(head)


def is_sealed(data: bytes) -> bool:
    """Tell whether bytes look encrypted: binary, and nothing in them repeats."""
    if any(seal in data[:256] for seal in _SEALS):
        return True
    sample = data[:65_536]
    if len(sample) < 256 or len(sample.translate(None, _CONTROLS)) * 20 > len(sample) * 19 or wide_encoding(data):
        return False
    return len(zlib.compress(sample, 1)) >= len(sample) * 0.97


def has_pictures(data: bytes) -> bool:
    """Tell whether a workbook has pictures or drawings in it."""
    if data.startswith(OLE):
        return any(mark in data for mark in PICTURES[:2])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any("/media/" in name.lower() or name.lower().startswith("pictures/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refused("damaged") from error
    names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password")
    if sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".bin"))) > LARGEST:
        raise Refused("too_large")
    if any(name.startswith("word/") for name in names):
        raise Refused("word")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("slides")
    if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or any("worksheets/" in name for name in names):
        return "xlsx"
    if "content.xml" in names:
        return _kind_of_open_document(data)
    if "_rels/.rels" in names and any(re.search(r"workbook[^/]*\.xml$", name) for name in names):
        return "xlsx"
    raise Refused("archive" if names else "damaged")


def _kind_of_open_document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            mime = archive.read("mimetype").decode("ascii", "replace")
        except (KeyError, zipfile.BadZipFile, OSError):
            mime = "spreadsheet"
        try:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refused("password")
        except (KeyError, zipfile.BadZipFile, OSError):
            pass
    if "spreadsheet" in mime:
        return "ods"
    raise Refused("slides" if "presentation" in mime else "word" if "text" in mime else "not_table")


def _kind_of_ole(data: bytes) -> str:
    def named(name: str) -> bool:
        return any(one.encode("utf-16-le") in data for one in (name, name.upper()))

    if named("EncryptedPackage") or named("EncryptionInfo"):
        raise Refused("password")
    if named("Workbook") or named("Book"):
        if _has_password(data):
            raise Refused("password")
        return "xls"
    if named("WordDocument"):
        raise Refused("word")
    if named("PowerPoint Document"):
        raise Refused("slides")
    if len(data) < 1536:
        raise Refused("damaged")
    raise Refused("not_table")


def _has_password(data: bytes) -> bool:
    """Tell whether the stream of an old workbook begins as an encrypted one does."""
    at = data.find(b"\x09\x08")
    while at >= 0:
        if at % 64 == 0 and _asks_password(data, at):
            return True
        at = data.find(b"\x09\x08", at + 1)
    return False


def _asks_password(data: bytes, at: int) -> bool:
    for _record in range(6):
        if at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return length in (4, 6) or length >= 48
        if length > 8224 or (_record == 0 and (kind != _BOF or length not in (8, 16))):
            return False
        at += 4 + length
    return False


def _kind_of_text(head: bytes) -> str:
    wide = wide_encoding(head)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        wide = "utf-16"
    if wide:
        text = head[: len(head) // 2 * 2].decode(wide, "replace")
        if sum(character.isprintable() or character.isspace() for character in text[1:]) * 10 < len(text) * 9 - 10:
            raise Refused("not_table")
    else:
        text = head.decode("latin-1")
        body = head.rstrip(b"\x1a\r\n ")
        odd = len(body) - len(body.translate(None, _CONTROLS))
        if odd > max(2, len(head) // 100) or (odd and b"\x00" in head):
            raise Refused("not_table")
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<?xml" in text[:200]:
        return "xml2003"
    if _MARKUP.search(text):
        return "html"
    if "mime-version:" in text[:300].lower() and "multipart/related" in text.lower():
        return "html"
    if text.lstrip("\ufeffï»¿ \r\n").startswith("<?xml"):
        raise Refused("not_table")
    return "text"


def wide_encoding(data: bytes) -> str | None:
    """Return utf-16-le or utf-16-be for text of two bytes a character without a mark, else None."""
    sample = data[:4000]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if len(sample) < 4 or max(odd, even) * 40 < len(sample) or min(odd, even) * 10 > max(odd, even):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
