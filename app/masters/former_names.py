"""Names that records bore before they were renamed: whoever still writes the old one means the same record."""

from __future__ import annotations

import json
from typing import Any

from app.database.history import ChangeRow
from app.database.record import Record
from app.domain.folding import same


def former_names(model: type[Record], field: str) -> dict[str, Any]:
    """Return the records by the folded names that they bore once; none that several bore or that one bears now."""
    records = {record.id: record for record in model.select().where(model.deleted == 0)}
    column = model._meta.fields[field].column_name
    rows = ChangeRow.select(ChangeRow.record, ChangeRow.before).where(
        (ChangeRow.place == model._meta.table_name) & ChangeRow.before.is_null(False)).tuples()
    found: dict[str, set[int]] = {}
    for number, before in rows:
        if number in records and (name := json.loads(before).get(column)):
            found.setdefault(same(str(name)), set()).add(number)
    now = {same(str(getattr(record, field) or "")) for record in records.values()}
    return {name: records[min(numbers)] for name, numbers in found.items() if len(numbers) == 1 and name not in now}
