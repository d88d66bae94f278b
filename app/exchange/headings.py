"""How like a column's heading is to the names of a field, whatever its spaces, brackets and units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from app.exchange.heading_words import (
    AGREE,
    BRACKETS,
    CHINESE,
    COUNTERS,
    KEEP,
    LATIN_RUN,
    LEAVING,
    MARKS,
    ONLY_EXACT,
    OTHER_DAYS,
    OTHER_PAPERS,
    PLAIN_DAYS,
    SAME_WORDS,
    TAILS,
    UNITS,
    WHOSE,
)
from app.exchange.plain_text import TRADITIONAL
from app.exchange.table_parts import Wanted

_SAYS_NOTHING = frozenset({"no", "nr", "number", "code", "id", "qty", "date", "name", "total"})
"""Words that two headings may share without meaning the same."""
LONGEST_HEADING = 40
SECOND_BEST = 0.8
"""How sure a name makes us that stands for a field only where no better one does."""
JOINED = "/"
"""Stands between the parts of a heading over two rows: 当日/完成."""


@lru_cache(maxsize=32768)
def normal(text: str) -> str:
    """Return a heading without spaces, line breaks, marks and difference of width or case."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text).translate(KEEP).lower()).translate(TRADITIONAL)


@lru_cache(maxsize=32768)
def _spaced(text: str) -> str:
    """Return the normal form of a heading, with one space between the words of Latin letters."""
    flat = unicodedata.normalize("NFKC", text).translate(KEEP).lower().translate(TRADITIONAL).replace("'", "")
    return re.sub(r"(?<![a-z0-9]) | (?![a-z0-9])", "", MARKS.sub(" ", flat).strip())


@lru_cache(maxsize=32768)
def attribute(text: str) -> str:
    """Return what a heading says stands below it by its last word: count, date, code, name, price …; "" for others."""
    bare = BRACKETS.sub(" ", unicodedata.normalize("NFKC", text)).rpartition(JOINED)[2]
    plain = _spaced(bare) or _spaced(text)
    while (shorter := UNITS.sub("", plain).strip()) and shorter != plain and (
            CHINESE.search(plain) or " " in plain):
        plain = shorter
    latin = re.search(r"[a-z0-9 ]+$", plain)
    for name, tail in TAILS:
        found = tail.search(plain)
        if found and not (latin and found.start() > latin.start() and plain[found.start() - 1].isalnum()
                          and plain[found.start() - 1].isascii()):
            return name
    return ""


@lru_cache(maxsize=32768)
def _pieces(text: str) -> tuple[tuple[str, float], ...]:
    """Return the forms of a heading as text, each with how sure an equal name makes us."""
    flat = unicodedata.normalize("NFKC", text)
    bare = BRACKETS.sub("", flat)
    found: list[tuple[str, float]] = [(text, 0.97), (bare, 0.93)]
    found += [(inside, 0.7) for inside in BRACKETS.findall(flat)]
    levels = bare.split(JOINED)
    found += [("".join(levels[depth:]), 0.95) for depth in range(1, len(levels) - 1)]
    parts = re.split(r"[/\\|、,;\n]", bare)
    found += [(part, 0.82) for part in parts if attribute(part) == attribute(bare) or len(parts) == 1]
    found += [(part, 0.6) for part in parts if attribute(part) != attribute(bare)]
    found += _languages(bare.strip())
    return tuple(found)


def _languages(text: str) -> Iterator[tuple[str, float]]:
    """Yield the Chinese and the Latin part of a heading that may say the same in both: 数量 Qty, 客户Customer.

    What stands last says what a heading is; a part of another sense in front of it only tells it apart (PO数量).
    """
    latin = LATIN_RUN.search(text)
    if latin is None or not CHINESE.search(text):
        return
    before, word, after = text[:latin.start()].strip(), latin[0].strip(), text[latin.end():].strip()
    chinese = before or after
    if (before and after) or LATIN_RUN.search(chinese) or len(normal(chinese)) < 2:
        return
    alike = attribute(word) == attribute(chinese)
    spaced = latin.start() > 0 and text[latin.start() - 1].isspace()
    unit = UNITS.fullmatch(word.lower())
    if after or unit or (alike and (spaced or attribute(word))):
        yield chinese, 0.9
    if len(normal(word)) >= 2 and not unit and (before or alike):
        yield word, 0.88


@lru_cache(maxsize=32768)
def variants(text: str) -> tuple[tuple[str, float], ...]:
    """Return the normal forms of a heading, each with how sure an equal name makes us."""
    return _forms(text, normal)


@lru_cache(maxsize=32768)
def _spaced_variants(text: str) -> tuple[tuple[str, float], ...]:
    return _forms(text, _spaced)


def _forms(text: str, form: Callable[[str], str]) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for piece, sure in _pieces(text):
        found.setdefault(form(piece), sure)
    found.pop("", None)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def likeness(header: str, heading: str) -> float:
    """Return 0 to 1: 1 is the same text, 0.8 and more one of its forms, below 0.55 is chance."""
    if header.strip() == heading:
        return 1.0
    named, spaced = normal(heading), _spaced(heading)
    best = 0.0
    for form, sure in _spaced_variants(header):
        tight = form.replace(" ", "")
        if tight == named:
            best = max(best, sure)
        elif tight in ONLY_EXACT or sure < 0.65 or not _agree(tight, named):
            continue
        elif _same_words(tight) == _same_words(named) or _dayless(tight) == _dayless(named):
            best = max(best, sure * 0.86)
        elif len(tight) >= 2 and len(named) >= 2:
            if _stands_in(spaced, form) or _stands_in(form, spaced):
                share = min(len(tight), len(named)) / max(len(tight), len(named))
                best = max(best, sure * (0.5 + 0.38 * share))
            else:
                best = max(best, sure * 0.85 * _shared(form, spaced))
    return best


@lru_cache(maxsize=32768)
def _dayless(text: str) -> str:
    """Return a heading without the word for day at its end: 计划完成日期 is 计划完成."""
    return _same_words(text).removesuffix("日") if len(text) > 3 else text


def _stands_in(part: str, whole: str) -> bool:
    """Tell whether a text stands in another, Latin words whole."""
    at = whole.find(part)
    while at >= 0:
        end = at + len(part)
        if not (_cuts(whole, at) or _cuts(whole, end)):
            return True
        at = whole.find(part, at + 1)
    return False


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _agree(form: str, named: str) -> bool:
    """Tell whether two headings can mean the same: one says nothing that turns the other's sense."""
    senses, whose, days, paper = _senses(form)
    named_senses, named_whose, _days, _paper = _senses(named)
    if senses != named_senses or (whose != named_whose and attribute(named) == "code"):
        return False
    if days and named in PLAIN_DAYS:
        return False
    return not paper or not named.endswith(("号", "单", "编码", "no")) or paper in named


@lru_cache(maxsize=32768)
def _senses(text: str) -> tuple[tuple[bool, ...], bool, bool, str]:
    """Return what the words of a heading say that turns its sense, looked for once for each heading."""
    paper = OTHER_PAPERS.search(text)
    return (tuple(word.search(text) is not None for word in AGREE), WHOSE.search(text) is not None,
            OTHER_DAYS.search(text) is not None, paper[0] if paper else "")


def best_likeness(header: str, field: Wanted) -> float:
    """Return the likeness of a header to the likest of a field's names."""
    if not header or len(header) > LONGEST_HEADING:
        return 0.0
    best = _best(header, field.headings, field.also, field.kind == "date")
    return best if best >= 0.9 or best == SECOND_BEST or not field.by_name else 0.0


@lru_cache(maxsize=65536)
def _best(header: str, headings: tuple[str, ...], also: tuple[str, ...], is_day: bool) -> float:
    plain = normal(header)
    if plain in COUNTERS or any(plain == normal(heading) for heading in also):
        exact = any(plain == normal(heading) for heading in headings)
        return 1.0 if exact else SECOND_BEST if any(plain == normal(heading) for heading in also) else 0.0
    if is_day and LEAVING.search(header.rpartition(JOINED)[0]) and not any(
            LEAVING.search(heading) for heading in headings):
        return 0.0
    own = signs(header)
    best = max((likeness(header, heading) - 0.0002 * place for place, heading in enumerate(headings)
                if not own.isdisjoint(signs(heading))), default=0.0)
    best = max([best, *(SECOND_BEST * likeness(header, heading) for heading in also
                        if not own.isdisjoint(signs(heading)))])
    if best < 0.9 and attribute(header) not in _attributes(headings):
        return 0.0
    return best


def may_mean(header: str, field: Wanted) -> bool:
    """Tell whether a heading says nothing against a field: neither another sort of thing nor a word that turns it."""
    plain = normal(header)
    if plain in COUNTERS or attribute(header) not in _attributes(field.headings):
        return False
    names = [normal(heading) for heading in field.headings]
    if any(word.search(plain) and not any(word.search(name) for name in names) for word in AGREE):
        return False
    other = OTHER_PAPERS.search(plain) if field.kind == "code" else None
    whose = attribute(header) != "code" or not WHOSE.search(plain) or any(map(WHOSE.search, names))
    return whose and (other is None or any(other[0] in name for name in names))


@lru_cache(maxsize=1024)
def _attributes(headings: tuple[str, ...]) -> frozenset[str]:
    """Return what the names of a field say stands below them; a heading that says nothing of it may be any."""
    return frozenset(attribute(heading) for heading in headings) | {""}


@lru_cache(maxsize=32768)
def signs(text: str) -> frozenset[str]:
    """Return the Chinese characters and the Latin words of a heading: two without a common one are not alike."""
    spaced = _spaced(text)
    return frozenset(CHINESE.findall(spaced)) | frozenset(re.findall(r"[a-z0-9]+", spaced)) | {normal(text)}


@lru_cache(maxsize=64)
def signs_of(wanted: tuple[Wanted, ...]) -> frozenset[str]:
    """Return the characters and words of all names of all fields."""
    return frozenset(sign for field in wanted for heading in (*field.headings, *field.also) for sign in signs(heading))


def known_names(wanted: Sequence[Wanted]) -> frozenset[str]:
    """Return the normal forms of all names of all fields."""
    return frozenset(normal(heading) for field in wanted for heading in (*field.headings, *field.also))


@lru_cache(maxsize=32768)
def _same_words(text: str) -> str:
    for pattern, word in SAME_WORDS:
        text = pattern.sub(word, text)
    return text


def _shared(one: str, other: str) -> float:
    pairs_one, pairs_other = _pairs(one), _pairs(other)
    both = len(pairs_one & pairs_other)
    return 2 * both / (len(pairs_one) + len(pairs_other)) if both else 0.0


@lru_cache(maxsize=32768)
def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters and the whole Latin words."""
    chinese = [text[at: at + 2] for at in range(len(text) - 1) if not (_is_latin(text[at]) or _is_latin(text[at + 1]))]
    return frozenset(chinese) | (frozenset(re.findall(r"[a-z0-9]+", text)) - _SAYS_NOTHING)
