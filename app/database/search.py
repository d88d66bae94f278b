"""One index over all records: Chinese, part of a word, pinyin initials.

Words of three characters and more are found by SQLite's trigram index, shorter ones by LIKE, because the
trigram index finds nothing for two Chinese characters. PostgreSQL has LIKE alone, with its own trigrams where it may.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import peewee

from app.database.dialect import on_server
from app.database.fields import CHOICE, CODE, DAY, LINK, LONG_TEXT, TEXT, Integer, LongText, Text
from app.database.naming import PART, Names
from app.database.record import Record, Table, content_fields, database, name_part
from app.domain.folding import folded
from app.domain.frozen import frozen
from app.domain.text import N_


class SearchEntry(Table):
    """What a record can be found by."""

    place = Text(N_("Table"), required=True)
    record = Integer(N_("Record"), required=True)
    title = Text(N_("Title"), required=True)
    words = LongText(N_("Words"), required=True)

    class Meta:
        table_name = "search_entry"
        indexes = ((("place", "record"), True),)


@frozen
class Hit:
    """A record found: its table, number, and the text that stands for it."""

    place: str
    record: int
    title: str
    words: str


_SURNAMES = dict(zip("仇覃单解查曾区任朴盖乐尉缪折繁召翟冼句隗秘种员黑郗", "qqsxzzorpgyymspszxgksyhx", strict=False))
"""First letters of characters that sound otherwise as somebody's surname."""
_TWO_SURNAMES = {"尉迟": "yc", "万俟": "mq", "长孙": "zs", "澹台": "tt", "单于": "cy"}


@lru_cache(maxsize=50_000)
def initials(text: str) -> str:
    """Return the pinyin initials of the Chinese characters in a text: 臻宝 → zb; empty where there are none."""
    if text.isascii():
        return ""
    from pypinyin import Style, lazy_pinyin

    plain = "".join(p[0] for p in lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore") if p).lower()
    also = _as_surname(text.strip(), plain)
    return f"{plain} {also}" if also and also != plain else plain


def _as_surname(text: str, letters: str) -> str:
    """Return the initials of a text that begins with a surname of a sound of its own, empty where it does not."""
    if two := _TWO_SURNAMES.get(text[:2]):
        return two + letters[2:]
    return one + letters[1:] if 2 <= len(text) <= 4 and (one := _SURNAMES.get(text[:1])) else ""


def create_index() -> None:
    """Create the trigram index beside the table of entries."""
    if on_server():
        _create_on_server()
        return
    database.execute_sql("CREATE VIRTUAL TABLE IF NOT EXISTS search_trigram USING fts5("
                         "words, content='search_entry', content_rowid='id', tokenize='trigram')")


def _create_on_server() -> None:
    """Let the server find parts of words quickly, where its extension is installed; without it LIKE reads all."""
    with database.atomic() as within:
        try:
            database.execute_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            database.execute_sql("CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry "
                                 "USING gin (words gin_trgm_ops)")
        except peewee.DatabaseError:
            within.rollback()


def rebuild_index() -> None:
    """Fill the trigram index anew from the entries, after they were copied as rows."""
    if not on_server():
        database.execute_sql("INSERT INTO search_trigram(search_trigram) VALUES ('rebuild')")


def _entries(model: type[Record], numbers: list[int], names: Names) -> list[tuple[str, int, str, str]]:
    """Return (table, number, title, words) of records that are not deleted; linked names are among the words."""
    fields = [f for f in content_fields(model)
              if f.kind in (TEXT, CODE, LONG_TEXT, LINK) or (f.kind in (DAY, CHOICE)
                                                             and any(f is n for n in model.shown))]
    query = model.select(model.id, *fields).where(model.id.in_(numbers) & (model.deleted == 0))
    rows = list(database.execute(query))
    linked = {place: names.of(f.rel_model, [row[place] for row in rows])
              for place, f in enumerate(fields, 1) if f.kind == LINK}
    titles = names.of(model, [row[0] for row in rows])
    found = []
    for row in rows:
        words: list[str] = []
        short: list[str] = []
        for place, f in enumerate(fields, 1):
            value = row[place]
            text = linked[place].get(value, "") if f.kind == LINK else name_part(f, value)
            if text:
                words.append(str(text))
                if f.kind != LONG_TEXT and (letters := initials(str(text)[:60])):
                    short.append(letters)
        found.append((model._meta.table_name, row[0], titles[row[0]], folded(" ".join([*words, *short]))))
    return found


def refresh(dirty: Iterable[tuple[type[Record], int]]) -> None:
    """Bring the index up to date for the given records, inside the running transaction."""
    old: list[tuple[Any, ...]] = []
    new: list[tuple[Any, ...]] = []
    by_model: dict[type[Record], list[int]] = {}
    for model, number in dirty:
        by_model.setdefault(model, []).append(number)
    names = Names()
    for model, numbers in by_model.items():
        if not model.shown:
            continue
        place = model._meta.table_name
        for at in range(0, len(numbers), PART):
            part = numbers[at:at + PART]
            known = {row[2]: row for row in database.execute(SearchEntry.select(
                SearchEntry.id, SearchEntry.words, SearchEntry.record, SearchEntry.title).where(
                (SearchEntry.place == place) & SearchEntry.record.in_(part)))}
            wanted = {row[1]: row for row in _entries(model, part, names)}
            same = {record for record, row in wanted.items()
                    if record in known and (known[record][3], known[record][1]) == row[2:]}
            old.extend(row[:2] for record, row in known.items() if record not in same)
            new.extend(row for record, row in wanted.items() if record not in same)
    if not old and not new:
        return
    connection = database.connection()
    if not on_server():
        connection.executemany("INSERT INTO search_trigram(search_trigram, rowid, words) VALUES ('delete', ?, ?)",
                               old)
    connection.executemany("DELETE FROM search_entry WHERE id = ?", [(o[0],) for o in old])
    first = (connection.execute("SELECT MAX(id) FROM search_entry").fetchone()[0] or 0) + 1
    connection.executemany('INSERT INTO search_entry (id, place, record, title, words) VALUES (?, ?, ?, ?, ?)',
                           [(n, *row) for n, row in enumerate(new, first)])
    if not on_server():
        connection.executemany("INSERT INTO search_trigram(rowid, words) VALUES (?, ?)",
                               [(n, row[3]) for n, row in enumerate(new, first)])


def find(text: str, limit: int = 60, places: Iterable[str] | None = None) -> list[Hit]:
    """Return the records in which every word of `text` occurs; those named by it first."""
    words = folded(text).split()
    if not words:
        return []
    clauses, values = [], []
    for word in words:
        if len(word) >= 3 and not on_server():
            clauses.append("id IN (SELECT rowid FROM search_trigram WHERE words MATCH ?)")
            values.append('"' + word.replace('"', '""') + '"')
        else:
            clauses.append("words LIKE ? ESCAPE '\\'")
            values.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
    if places is not None:
        wanted = list(places)
        clauses.append(f"place IN ({', '.join('?' * len(wanted))})")
        values += wanted
    whole = folded(text)
    within = "strpos" if on_server() else "instr"
    rows = database.execute_sql(
        "SELECT place, record, title, words FROM search_entry WHERE " + " AND ".join(clauses) +
        f" ORDER BY CASE WHEN lower(title) = ? OR {within}(' ' || words || ' ', ?) > 0 THEN 0 "
        f"WHEN substr(lower(title), 1, ?) = ? THEN 1 WHEN {within}(lower(title), ?) > 0 THEN 2 ELSE 3 END, "
        "length(words), record DESC LIMIT ?",
        (*values, whole, f" {whole} ", len(whole), whole, whole, limit)).fetchall()
    return [Hit(*row) for row in rows]
