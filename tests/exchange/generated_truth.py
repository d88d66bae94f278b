"""Takes a generated workbook as the program would, answers its questions by the truth, and counts what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generated_books import TODAY, Book

from app.domain.sheet import Import
from app.exchange.finding import Wish, find
from app.exchange.table import Table


@dataclass
class Outcome:
    """What came of a book: questions asked, wrong values that nobody was asked about, rows lost, fields left empty."""

    seed: int
    questions: int = 0
    refused: str = ""
    wrong: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def outcome_of(book: Book, spec: Import) -> Outcome:
    """Find the table, answer what is asked, and hold every value against the truth."""
    done = Outcome(book.seed)
    corrected: dict[str, str] = {}
    for _round in range(8):
        table, _origin = find(spec, book.grid, TODAY, Wish(columns={book.grid.name: corrected}))
        if not isinstance(table, Table):
            done.refused = table.reason
            return done
        if not table.asks:
            break
        for ask in table.asks:
            done.questions += 1
            right = book.columns.get(ask.key)
            if ask.why == "missing" and right not in ask.columns:
                right, key = book.columns.get("customer_po"), "customer_po"  # what a clerk points at instead
                if right is None:
                    done.refused = "nothing that could be asked for"
                    return done
                corrected[table.names[right]] = key
                continue
            for column in ask.columns:
                corrected[table.names[column]] = ""
            if right is not None:
                corrected[table.names[right]] = ask.key
    _judge(book, table, done)
    return done


def _judge(book: Book, table: Table, done: Outcome) -> None:
    places = {match.key: match for match in table.matches}
    letters = {key: _letter(column) for key, column in book.columns.items()}
    for key, match in places.items():
        if match.column != letters.get(key):
            done.wrong.append(f"{key} ← {match.header} (statt {letters.get(key)}, {match.how} {match.confidence})")
    done.empty = [key for key in book.columns if key not in places]
    seen = {record.row: record for record in table.records}
    done.lost = sorted(set(book.records) - set(seen))
    for row, record in seen.items():
        truth = book.records.get(row)
        if truth is None:
            done.wrong.append(f"row {row} is no record")
            continue
        for key, value in truth.items():
            if key in places and places[key].column == letters[key] and not _same(value, record.cells.get(key)):
                done.wrong.append(f"{key}{row}: {record.cells.get(key)!r} ≠ {value!r}")


def _same(truth: Any, found: Any) -> bool:
    if truth is None or found is None:
        return truth is found or (truth is None and found is None)
    if isinstance(truth, int | float) and isinstance(found, int | float | Decimal):
        return abs(float(truth) - float(found)) < 1e-6
    return str(truth) == str(found)


def _letter(column: int) -> str:
    from app.exchange.grid import column_letter

    return column_letter(column + 1)
