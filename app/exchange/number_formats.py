"""Number formats that add to a number what belongs to it: letters before it, leading zeros, dashes between digits."""

from __future__ import annotations

import re

from app.exchange.grid import Cell, Shown

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|_.|\*.|(?P<place>[0#?])|(?P<plain>[-+ ():]|[^\x00-\x7f])')
_CURRENCY = re.compile("[¥€£￥元$]")


def shown(code: str, value: Cell) -> Cell:
    """Return a cell as a number format shows it: 1234 in "GD-"0000 is GD-1234 and still 1234."""
    if isinstance(value, str):
        before, at, after = code.rpartition(";")[2].partition("@")
        return _literal(before) + value + _literal(after) if at else value
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or not float(value).is_integer():
        return value
    text = _filled(code.split(";")[0], str(int(value)))
    return value if text is None or text.strip() == str(int(value)) else Shown(value, text.strip())


def tells_more(code: str) -> bool:
    """Tell whether a number format adds what belongs to a number: letters before it, zeros, dashes between digits."""
    if "@" in code:
        before, _at, after = code.rpartition(";")[2].partition("@")
        return bool(_literal(before).strip() or _literal(after).strip())
    text = _filled(code.split(";")[0], "7")
    return text is not None and text.strip() != "7" and not _CURRENCY.search(text)


def _filled(code: str, digits: str) -> str | None:
    """Put digits into a format's places; None for a format of fractions, thousands, dates and the like."""
    code = re.sub("general", "#", code, flags=re.IGNORECASE)
    tokens: list[tuple[bool, str]] = []
    at = 0
    while at < len(code):
        found = _TOKEN.match(code, at)
        if found is None:
            return None
        if found["place"]:
            tokens.append((True, found["place"]))
        elif text := found["quoted"] or found["escaped"] or found["plain"]:
            tokens.append((False, text))
        at = found.end()
    places = [n for n, (is_place, _text) in enumerate(tokens) if is_place]
    if not places:
        return None
    left = digits
    filled = [text for _is_place, text in tokens]
    for n in reversed(places):
        if n == places[0]:
            filled[n] = left or ("0" if tokens[n][1] == "0" else "")
        else:
            filled[n] = left[-1:] or ("0" if tokens[n][1] == "0" else "")
            left = left[:-1]
    return "".join(filled)


def _literal(code: str) -> str:
    return "".join(found["quoted"] or found["escaped"] or found["plain"] or "" for found in _TOKEN.finditer(code))
