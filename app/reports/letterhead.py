"""Whose paper it is, and who printed it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Letterhead:
    """Who prints: company name, its name abroad, address and telephone line, logo (bytes of PNG or JPEG)."""

    name: str
    foreign: str = ""
    address: str = ""
    logo: bytes = b""


@dataclass(frozen=True)
class Printed:
    """By whom and when a sheet was printed."""

    by: str
    at: datetime
    head: str = ""
    """The first letters of the newest hash of the history: a row changed behind its back no longer leads to it."""
