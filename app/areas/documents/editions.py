"""The version that follows a version: A/0 → A/1, A/9 → B/0, V1.9 → V1.10, B → C."""

from __future__ import annotations

import re


def next_edition(edition: str) -> str:
    """Return the version after this one, as the office counts."""
    text = edition.strip()
    if found := re.fullmatch(r"([A-Z])/(\d)", text):
        letter, digit = found[1], int(found[2])
        return f"{letter}/{digit + 1}" if digit < 9 else f"{next_letter(letter)}/0"
    if found := re.fullmatch(r"(.*?)(\d+)(\D*)", text, re.DOTALL):
        head, number, tail = found.groups()
        return f"{head}{int(number) + 1:0{len(number)}}{tail}"
    if re.fullmatch(r"[A-Z]", text):
        return next_letter(text)
    return f"{text}1"


def next_letter(letter: str) -> str:
    """Return the letter after this one; after Z come two."""
    return chr(ord(letter) + 1) if letter < "Z" else "AA"
