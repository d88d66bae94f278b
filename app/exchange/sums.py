"""What the numbers of a table add up to, to hold against the sheet's own total."""

from __future__ import annotations

from app.exchange.matching import NUMERIC
from app.exchange.table_parts import Table
from app.exchange.values import as_number


def sums(table: Table) -> dict[str, float]:
    """Return for each numeric field the sum of the records' cells that are stored as numbers.

    In files that know no numbers (CSV, HTML) cleanly written ones count.
    """
    found: dict[str, float] = {}
    several = len({record.row for record in table.records}) < len(table.records)
    kinds = {field.key: field.kind for field in table.wanted}
    for match in table.matches:
        if kinds[match.key] not in NUMERIC:
            continue
        filled = {note.cell for record in table.records for note in record.notes if note.kind == "merged_number"}
        numbers = []
        counted: set[tuple[int, int]] = set()
        for record in table.records:
            place = record.places[match.key]
            if several:
                if (record.row, place + record.start) in counted:
                    continue
                counted.add((record.row, place + record.start))
            cell = record.line[place]
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                numbers.append(0 if record.cell(match.key) in filled else cell)
            elif table.textual and isinstance(cell, str):
                reading = as_number(cell)
                numbers.append(reading.value if reading.value is not None and reading.note is None else 0)
        total = round(sum(numbers), 6)
        found[match.key] = int(total) if float(total).is_integer() else total
    return found
