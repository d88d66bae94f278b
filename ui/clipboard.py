"""Blocks of cells on the clipboard, as Excel and WPS write them: tabs, line ends, quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def block_of(text: str) -> list[list[str]]:
    """Return the cells of a pasted text; a cell in quotes may hold line ends and tabs."""
    text = text.replace("\r\n", "\n").rstrip("\n")
    if not text:
        return []
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n")]
    return [row or [""] for row in csv.reader(io.StringIO(text), delimiter="\t")]


def text_of(block: Sequence[Sequence[str]]) -> str:
    """Return cells as text for the clipboard."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows(block)
    return out.getvalue()
