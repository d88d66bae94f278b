"""A letter as it leaves: plain text and a table for mail programs, files, headers that nothing is smuggled into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape
from unicodedata import east_asian_width

KINDS = {".pdf": ("application", "pdf"),
         ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
         ".png": ("image", "png"), ".jpg": ("image", "jpeg"), ".txt": ("text", "plain")}


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """Who writes to whom, what, with which table and files; addresses are (name, address)."""

    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    subject: str
    text: str
    cc: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def message(letter: Letter, draft: bool = False, at: datetime | None = None) -> EmailMessage:
    """Return the letter as a mail; a draft is opened for editing by Outlook and its like."""
    mail = EmailMessage(policy=SMTP)
    if letter.sender[1]:
        mail["From"] = _address(letter.sender)
    mail["To"] = tuple(_address(a) for a in letter.to)
    if letter.cc:
        mail["Cc"] = tuple(_address(a) for a in letter.cc)
    mail["Subject"] = one_line(letter.subject)
    mail["Date"] = format_datetime(at or datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain="gendan.local")
    if draft:
        mail["X-Unsent"] = "1"
    mail.set_content(as_text(letter), cte="base64")
    mail.add_alternative(as_html(letter), subtype="html", cte="base64")
    for file in letter.enclosures:
        ending = "." + file.name.rpartition(".")[2].lower()
        main, sub = KINDS.get(ending, ("application", "octet-stream"))
        if main == "text":
            main, sub = "application", "octet-stream"
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=one_line(file.name))
    for part in mail.iter_attachments():
        _name_as_of_old(part)
    return mail


def _name_as_of_old(part: Message) -> None:
    """Write a name that is not ASCII beside the type too, as older Outlook, Foxmail and QQ read it."""
    name = part.get_filename() or ""
    if not name.isascii():
        words = Header(name, "utf-8", maxlinelen=70, header_name=" name=").encode(linesep="\r\n")
        kind = part.get_content_type()
        del part["Content-Type"]
        folded = "\r\n " if len(kind) > 60 else ""
        part.set_raw("Content-Type", f'{folded}{kind};\r\n name="{words}"')


def eml(letter: Letter) -> bytes:
    """Return the letter as a draft file that mail programs open."""
    return message(letter, draft=True).as_bytes()


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters, as headers want it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(person: tuple[str, str]) -> Address:
    name, address = one_line(person[0]), one_line(person[1]).replace(" ", "")
    user, _at, domain = address.rpartition("@")
    return Address(display_name=name, username=user, domain=domain)


_NEVER = re.compile(r"[\s@,;:<>()\[\]\\\"]")
"""What stands in an address only where two are written together or something else is wrong."""


def is_address(text: str) -> bool:
    """Tell whether a text can be a mail address."""
    user, at, domain = text.strip().rpartition("@")
    try:
        Address(username=user, domain=domain)
    except (ValueError, IndexError):
        return False
    return bool(at and user and "." in domain) and text.strip().isascii() and not _NEVER.search(user + domain)


def as_text(letter: Letter) -> str:
    """Return the letter as plain text, its table in columns."""
    return letter.text.rstrip() + "\n" + ("\n" + text_table(letter.columns, letter.rows) if letter.rows else "")


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in columns of equal width, Chinese characters counted as two."""
    table = [list(columns), *map(list, rows)]
    widths = [max(_width(row[n]) for row in table) for n in range(len(columns))]
    lines = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
             for row in table]
    return "\n".join([lines[0], "-" * min(100, sum(widths) + 2 * len(widths)), *lines[1:]]) + "\n"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def as_html(letter: Letter) -> str:
    """Return the letter as HTML; everything in it is escaped, ~~text~~ is struck through."""
    parts = ["<html><body style='font-family:\"Microsoft YaHei\",sans-serif;font-size:10.5pt'>"]
    parts += [f"<p>{'<br>'.join(escape(row) for row in block.splitlines())}</p>"
              for block in letter.text.strip().split("\n\n")]
    if letter.rows:
        cell = "style='border:1px solid #bbb;padding:3px 8px'"
        head = "".join(f"<th {cell} align='left'>{escape(c)}</th>" for c in letter.columns)
        parts.append(f"<table style='border-collapse:collapse;font-size:10pt'><tr style='background:#eef'>{head}</tr>")
        parts += ["<tr>" + "".join(f"<td {cell}>{_struck(value)}</td>" for value in row) + "</tr>"
                  for row in letter.rows]
        parts.append("</table>")
    parts.append("</body></html>")
    return "".join(parts)


def _struck(text: str) -> str:
    pieces = escape(text).split("~~")
    if len(pieces) % 2 == 0:
        return escape(text)
    return "".join(f"<s style='color:#888'>{p}</s>" if n % 2 else p for n, p in enumerate(pieces))
