"""Finds the table of wanted fields on a sheet: its header, its columns, its records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.text import N_, _
from app.exchange.columns import read_fields
from app.exchange.filling import above_filled, filled_down, filled_where, merges_filled, said_once
from app.exchange.grid import Cell, Grid, Row, column_letter, column_number
from app.exchange.header import Header, find_headers, header_at, shown_name
from app.exchange.headings import JOINED, normal
from app.exchange.many_objects import many_objects
from app.exchange.matching import NUMERIC, Matching, match_columns
from app.exchange.notes import CellNote
from app.exchange.plain_text import ABOVE
from app.exchange.rows import Layout, key_written_once, sort_rows, watched_texts
from app.exchange.spreading import Slice, Spread, planned_rows, spread_of
from app.exchange.table_parts import Doubt, Match, NoTable, Record, Table, Wanted

__all__ = ["Doubt", "Match", "NoTable", "Record", "Table", "Wanted", "find_table"]

_EMPTY_LOOKING = " \t\r\n\u00a0\u3000\u200b\ufeff"
EMPTY_SHEET = N_("Sheet “{sheet}” is empty.")
NO_HEADER = N_("Sheet “{sheet}” has no row with headings such as {fields}; it is left out.")
MISSING = N_("Sheet “{sheet}” has no column for {fields} (best heading row: {row}); it is left out.")


def find_table(
    grid: Grid,
    wanted: Sequence[Wanted],
    learned: Mapping[str, str] | None = None,
    near: date | None = None,
    key: str | None = None,
    blocks: bool = False,
    known: Mapping[str, Collection[str]] | None = None,
    header_row: int | None = None,
) -> Table | NoTable:
    """Find the table with the wanted fields on a sheet.

    `learned` maps headings to field keys ("" = not wanted) from an earlier import; `near` is the day
    that dates without year lie close to; records are the rows with something in the field `key` (the
    first required one by default); `blocks` reads equal tables that stand side by side; `known` holds the
    names that the company's file has, by the `known` of the fields; `header_row` says where the headings stand.
    """
    near = near or date.today()
    grid = _without_spaces(grid)
    required = [field for field in wanted if field.required]
    asked = ", ".join(_(field.headings[0]) for field in (required or wanted)[:6])
    if not grid.rows:
        return NoTable(grid.name, _(EMPTY_SHEET).format(sheet=grid.name))
    best: tuple[Header, Matching, Spread | None] | None = None
    headers = find_headers(grid, wanted, learned or {}) if header_row is None else [header_at(grid, header_row)]
    for header in headers:
        matching, spread = _matched(grid, header, wanted, learned or {}, near, known)
        gained = 1 if best is None else _found(matching, required) - _found(best[1], required)
        if best is None or gained > 0 or (gained == 0 and matching.total > best[1].total + 0.5):
            best = (header, matching, spread)
    if best is None:
        return NoTable(grid.name, _(NO_HEADER).format(sheet=grid.name, fields=asked), tuple(f.key for f in required))
    header, matching, spread = best
    missing = [field for field in required if field.key not in matching.places]
    least = 1 if len(wanted) == 1 else 2
    if missing or len(matching.matches) < least:
        fields = ", ".join(_(field.headings[0]) for field in missing) or asked
        reason = _(MISSING).format(sheet=grid.name, fields=fields, row=header.top)
        return NoTable(grid.name, reason, tuple(field.key for field in missing))
    with many_objects():
        if spread is not None and spread.slices:
            return _spread_table(grid, wanted, header, spread, near, key, learned or {})
        if spread is not None:
            header = replace(header, names=spread.names_for(header.names, Slice(None, "", {})))
        return _table(grid, wanted, header, matching, near, key, learned or {}, blocks)


def _matched(grid: Grid, header: Header, wanted: Sequence[Wanted], learned: Mapping[str, str],
             near: date, known: Mapping[str, Collection[str]] | None) -> tuple[Matching, Spread | None]:
    """Match a header's columns; those of several days or shifts as the first of them reads."""
    names, spread = header.names, None
    measure = next((field for field in wanted if field.by_day), None)
    if measure is not None:
        spread = spread_of(grid, names, header.top, header.bottom, measure, learned, near)
    if spread is not None:
        names = spread.names_for(names, spread.slices[0] if spread.slices else Slice(None, "", {}))
    return match_columns(names, grid.rows[header.bottom :], wanted, learned, known=known), spread


def _spread_table(grid: Grid, wanted: Sequence[Wanted], header: Header, spread: Spread, near: date, key: str | None,
                  learned: Mapping[str, str]) -> Table:
    """Read a table once for each day or shift that its columns stand under."""
    base: Table | None = None
    matches: dict[str, Match] = {}
    records: dict[int, list[Record]] = {}
    read: set[int] = set()
    planned = planned_rows(grid.rows[header.bottom :], header.bottom + 1)
    running = [field.key for field in wanted if field.running]
    for one in spread.slices:
        under = replace(header, names=spread.names_for(header.names, one))
        matching = match_columns(under.names, grid.rows[header.bottom :], wanted, learned)
        table = _table(grid, wanted, under, matching, near, key, learned, False)
        base = base or table
        for match in table.matches:
            matches.setdefault(match.column, replace(match, header=header.names[column_number(match.column) - 1]))
        own = [name for name, place in matching.places.items() if place in one.names]
        for record in table.records:
            if record.row in read:
                record.notes[:] = [note for note in record.notes if note.key in own]
            read.add(record.row)
            if record.row in planned or all(record.cells[name] is None and not _noted(record, name) for name in own):
                continue
            if one.day is not None:
                record.cells["day"] = one.day
            if one.shift:
                record.cells["shift"] = one.shift
            for earlier in records.setdefault(record.row, []):
                for name in running:
                    if earlier.cells.get("day") != record.cells.get("day") and name in earlier.cells and (
                            name not in own):
                        earlier.cells[name] = None
            records[record.row].append(record)
    assert base is not None
    left_out = [(row, why) for row, why in base.left_out if row not in read]
    left_out += [(row, "plan_row" if row in planned else "no_day") for row in sorted(read - records.keys())]
    doubts = [doubt for doubt in base.doubts if doubt.kind != "also"]
    if spread.guessed_month:
        doubts.append(Doubt("month", field=str(max(one.day for one in spread.slices if one.day))))
    return replace(
        base, matches=tuple(sorted(matches.values(), key=lambda match: column_number(match.column))),
        records=[record for row in sorted(records) for record in records[row]], left_out=sorted(left_out),
        names=header.names, asks=tuple(ask for ask in base.asks if ask.why != "several"),
        unmatched={letters: name for place, name in enumerate(header.names)
                   if name and (letters := column_letter(place + 1)) not in matches},
        doubts=tuple(doubts))


def _noted(record: Record, name: str) -> bool:
    cell = record.cell(name)
    return any(note.cell == cell for note in record.notes)


def _table(
    grid: Grid,
    wanted: Sequence[Wanted],
    header: Header,
    matching: Matching,
    near: date,
    key: str | None,
    learned: Mapping[str, str],
    blocks: bool,
) -> Table:
    doubts, asks = list(matching.doubts), matching.asks
    key = _key(wanted, matching, key)
    first = _block(grid, wanted, header, matching, near, key, 0, doubts)
    records, left_out = first
    second = _beside(grid, wanted, header, matching, learned, key)
    count = 0
    while second and count < 9:
        count += 1
        if not blocks:
            start = min(second.places.values())
            doubts, asks = [doubt for doubt in doubts if doubt.kind != "also"], ()
            doubts.append(Doubt("second_block", column=column_letter(start + 1)))
            break
        more, _out = _block(grid, wanted, header, second, near, key, count, [])
        records = sorted([*records, *more], key=lambda record: (record.row, record.block))
        doubts, asks = [doubt for doubt in doubts if doubt.kind != "also"], ()
        beside = {f"{name} {count}": place for name, place in second.places.items()}
        matching = replace(matching, places={**matching.places, **beside})
        second = _beside(grid, wanted, header, matching, learned, key)
    taken = {match.column for match in matching.matches}
    start, end = _span(grid, header, matching)
    rows = {record.row for record in records}
    return Table(
        sheet=grid.name,
        header_rows=tuple(range(header.top, header.bottom + 1)),
        matches=matching.matches,
        unmatched={
            column_letter(place + 1): header.names[place]
            for place in range(start, end)
            if place < len(header.names) and header.names[place] and column_letter(place + 1) not in taken
        },
        key=key,
        records=records,
        left_out=[(row, why) for row, why in left_out if row not in rows],
        title_texts=_titles(grid, header),
        doubts=tuple(doubts),
        wanted=tuple(wanted),
        textual=grid.textual,
        asks=asks,
        names=header.names,
    )


def _block(
    grid: Grid,
    wanted: Sequence[Wanted],
    header: Header,
    matching: Matching,
    near: date,
    key: str,
    block: int,
    doubts: list[Doubt],
) -> tuple[list[Record], list[tuple[int, str]]]:
    """Read the records of one block of columns."""
    start, end = _span(grid, header, matching)
    rows = grid.rows[header.bottom :]
    if (start, end) != (0, grid.width):
        rows = [row[start:end] for row in rows]
    fields = {field.key: field for field in wanted if field.key in matching.places}
    places = {name: matching.places[name] - start for name in fields}
    full, merged_numbers = merges_filled(grid, header, rows, start, fields, places)
    written_once = not fields[key].fill_down and key_written_once(
        full, places[key], [places[n] for n, f in fields.items() if f.required and n != key],
        {name: (places[name], field.kind) for name, field in fields.items()})
    layout = Layout(
        key=places[key],
        key_kind=fields[key].kind,
        places=places,
        kinds={name: field.kind for name, field in fields.items()},
        header=tuple(_header_words(name) for name in header.names[start:end]),
        key_fills_down=fields[key].fill_down or written_once,
        needed=tuple(places[n] for n, f in fields.items() if f.required and n != key) if written_once else (),
        watched=watched_texts(grid.all_texts(), header.names),
    )
    done = sort_rows(rows, full, layout)
    offset = header.bottom + 1
    doubts.extend(
        Doubt("no_key", key, fields[key].headings[0], row=number + offset)
        for number, why in done.left_out
        if why == "no_key"
    )
    told = [full[number] for number in done.records]
    lines = above_filled(list(told))
    others = {
        shown_name(header.names[place] if place < len(header.names) else "", place + 1): place - start
        for place in range(start, end)
        if place - start not in places.values()
    }
    watch_above = not ABOVE.isdisjoint(grid.all_texts())
    columns: list[list[object]] = []
    notes: list[tuple[int, CellNote]] = []
    prepared: dict[str, list[Cell]] = {}
    for name, field in fields.items():
        place = places[name]
        cells = [line[place] for line in lines]
        if written_once and field.kind == "code" and name != key and not field.required:
            cells = filled_where(cells, [line[places[key]] is None for line in lines])
        if field.fill_down or (written_once and name == key) or (field.often_once and said_once(cells)):
            cells = filled_down(cells)
        prepared[name] = cells
    at = [number + offset for number in done.records]
    read = read_fields(grid, prepared, fields, {name: place + start + 1 for name, place in places.items()}, at, near)
    for name, field in fields.items():
        place = places[name]
        letter = column_letter(place + start + 1)
        values, odd = read[name]
        if field.kind in NUMERIC and watch_above:
            notes.extend((n, CellNote(f"{letter}{at[n]}", name, "as_above", str(line[place]), v))
                         for n, (line, v) in enumerate(zip(told, values, strict=True))
                         if line[place] in ABOVE and v is not None)
        notes += [(n, CellNote(f"{letter}{at[n]}", name, note.kind, note.text, values[n])) for n, note in odd]
        columns.append(values)
    hidden = grid.hidden_rows
    keys = list(fields)
    where = dict(places)
    records = [
        Record(row, dict(zip(keys, values, strict=True)), line, where, others, row in hidden, group, block, start)
        for row, group, line, values in zip(
            at, done.groups, lines, zip(*columns, strict=True), strict=True
        )
    ]
    for n, cell_note in notes:
        records[n].notes.append(cell_note)
    _note_places(grid, records, start, places, merged_numbers)
    return records, [(number + offset, why) for number, why in done.left_out]


def _note_places(
    grid: Grid, records: list[Record], start: int, places: Mapping[str, int], merged: set[tuple[int, str]]
) -> None:
    if not grid.errors and not merged:
        return
    by_row = {record.row: record for record in records}
    at_column = {place + start + 1: name for name, place in places.items()}
    for (row, column), said in grid.errors.items():
        if row in by_row and column in at_column:
            cell = f"{column_letter(column)}{row}"
            by_row[row].notes.append(CellNote(cell, at_column[column], "error_cell" if said else "no_result", said))
    for row, name in merged:
        if row in by_row:
            value = by_row[row].cells[name]
            cell = f"{column_letter(places[name] + start + 1)}{row}"
            by_row[row].notes.append(CellNote(cell, name, "merged_number", str(value), value))


def _beside(
    grid: Grid, wanted: Sequence[Wanted], header: Header, matching: Matching, learned: Mapping[str, str], key: str
) -> Matching | None:
    """Return the matching of an equal table further to the right, if there is one."""
    used = set(matching.places.values())
    start = max(used) + 1
    second = match_columns(header.names, grid.rows[header.bottom :], wanted, learned, range(start, len(header.names)))
    if len(used) < 2 or key not in second.places or len(second.places) < 2:
        return None
    heads = {normal(header.names[place].rsplit(" (", 1)[0]) for place in second.places.values()}
    firsts = {normal(header.names[place].rsplit(" (", 1)[0]) for place in used}
    needed = {field.key for field in wanted if field.required}
    return second if heads <= firsts and needed <= set(second.places) else None


def _span(grid: Grid, header: Header, matching: Matching) -> tuple[int, int]:
    """Return the columns of the block around the matched ones, as far as headings go on."""
    places = [matching.places[match.key] for match in matching.matches]
    start, end = min(places), max(places) + 1
    others = set(matching.places.values()) - set(places)
    while start > 0 and header.names[start - 1] and start - 1 not in others:
        start -= 1
    stems = {normal(header.names[place].rsplit(" (", 1)[0]) for place in places}
    while end < len(header.names) and end not in others:
        name = header.names[end]
        if name and normal(name.rsplit(" (", 1)[0]) in stems:
            break
        if not name and not _is_used(grid.rows[header.bottom : header.bottom + 60], end):
            break
        end += 1
    return start, end


def _is_used(rows: Sequence[Row], place: int) -> bool:
    """Tell whether a column without heading has something in at least a third of the rows."""
    filled = [row for row in rows if any(cell is not None for cell in row)]
    return sum(row[place] is not None for row in filled) * 3 > len(filled)


def _header_words(name: str) -> frozenset[str]:
    parts = [name, *name.split(JOINED)]
    return frozenset(normal(part) for part in parts) - {""}


def _key(wanted: Sequence[Wanted], matching: Matching, key: str | None) -> str:
    if key and key in matching.places:
        return key
    found = [field for field in wanted if field.key in matching.places]
    own = [field for field in found if field.required and not field.fill_down]
    codes = [field for field in found if field.kind == "code"]
    return (own or [field for field in found if field.required] or codes or found)[0].key


def _found(matching: Matching, required: Sequence[Wanted]) -> int:
    return sum(field.key in matching.places for field in required)


def _titles(grid: Grid, header: Header) -> dict[str, Cell]:
    return {
        f"{column_letter(column)}{number}": cell
        for number, row in enumerate(grid.rows[: header.top - 1], 1)
        for column, cell in enumerate(row, 1)
        if cell is not None
    }


def _without_spaces(grid: Grid) -> Grid:
    """Return the grid with cells that hold nothing but white space as blank."""
    blank = {text for text in grid.all_texts() if not text.strip(_EMPTY_LOOKING)}
    if not blank:
        return grid
    rows = [row if blank.isdisjoint(row) else [None if cell in blank else cell for cell in row] for row in grid.rows]
    return replace(grid, rows=rows)
