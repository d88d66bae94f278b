"""What is said of a table's rows as they stand: struck out, hidden, without what they are known by."""

from __future__ import annotations

from datetime import date

from app.domain.text import _, _n
from app.exchange.grid import Grid, column_letter
from app.exchange.notes import CellNote
from app.exchange.plain_text import is_nothing, trimmed
from app.exchange.table_parts import Record, Table
from app.exchange.values import reader

STRUCK_ROW = "struck_row"


def leave_struck_out(grid: Grid, table: Table, near: date) -> None:
    """Note the records that are struck out, and take cells struck out in other rows as empty."""
    if not grid.struck and not grid.partly_struck:
        return
    kinds = {field.key: field.kind for field in table.wanted}
    for record in table.records:
        places = {key: (record.row, place + record.start + 1) for key, place in record.places.items()}
        filled = [key for key in places if record.line[record.places[key]] is not None]
        struck = [key for key in filled if places[key] in grid.struck]
        for key in filled:
            if places[key] in grid.partly_struck:
                record.notes.append(_note(record, key, "partly_struck", grid.partly_struck[places[key]],
                                          record.cells.get(key)))
        if struck and len(struck) * 2 > len(filled):
            record.notes.append(_note(record, struck[0], STRUCK_ROW, str(record.line[record.places[struck[0]]])))
            continue
        for key in struck:
            record.notes[:] = [note for note in record.notes if note.key != key]
            record.notes.append(_note(record, key, "struck", str(record.line[record.places[key]])))
            record.cells[key] = reader(kinds[key], near)(None).value


def _note(record: Record, key: str, kind: str, text: str, value: object = None) -> CellNote:
    return CellNote(f"{column_letter(record.places[key] + record.start + 1)}{record.row}", key, kind, text, value)


def without_key(table: Table) -> dict[int, str]:
    """Return the rows whose key is a word for nothing, such as NULL or -, with the sentence that says so."""
    match = table.match(table.key)
    if match is None:
        return {}
    said = _("“{text}” stands for nothing, but “{field}” is needed. The row is left out; enter it and import again.")
    return {record.row: said.format(text=raw, field=match.header) for record in table.records
            if record.cells.get(table.key) is None and isinstance(raw := record.line[record.places[table.key]], str)
            and is_nothing(trimmed(raw))}


def hidden_rows(table: Table) -> tuple[int, str] | None:
    """Return the first hidden row that was read and the sentence that says so; None where there is none."""
    rows = sorted({record.row for record in table.records if record.hidden})
    if not rows:
        return None
    said = _n("{count} row is hidden, perhaps by a filter: row {row}; it was read like the others.",
              "{count} rows are hidden, perhaps by a filter, the first is row {row}; they were read like the others.",
              len(rows))
    return rows[0], said.format(count=len(rows), row=rows[0])
