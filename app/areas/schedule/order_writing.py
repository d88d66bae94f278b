"""What a row of an orders sheet changes in order, line and step, and how it is written; worked out when wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.areas.schedule.order_books import NewOrder, OrderBooks, differences, folded, written
from app.areas.schedule.records import ScheduleStep
from app.areas.schedule.row_matching import Matched
from app.database.change import Change
from app.domain.text import N_
from app.exchange.importing import Source
from app.exchange.table_parts import Match, Record
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant
from app.masters.product import Product

_STAGES = (("半成品", "semi"), ("杯盆", "cups"), ("组装", "assembly"), ("包装", "packing"), ("成品", "finished"))
_MATERIAL = (("齐", "complete"), ("部分", "partly"), ("欠", "short"), ("缺", "short"), ("未", "short"))
_COLOURS = {"yellow": "yellow", "blue": "blue", "green": "green", "red": "red"}
ORDER_FIELDS = ("received", "customer_po", "country")
"""The fields of a row that are the order's, not the line's."""
DATES = ("received", "start", "finish", "inspection", "ship", "confirmed")
"""The fields of a row that are days."""


@dataclass(frozen=True)
class OrderSheet:
    """A worksheet of orders on its way in; `groups` says of each section row what it names, `columns` by field."""

    source: Source
    books: OrderBooks
    plant: Plant | None
    groups: Mapping[str, tuple[str, str]]
    columns: Mapping[str, Match]
    of_orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the sheet says of each order as a whole, by the order's number and the field."""

    def grouped(self, record: Record, kind: str) -> str:
        """Return the customer, plant or line under which a row stands, empty where it stands under none."""
        said, name = self.groups.get(record.group, ("", ""))
        return name if said == kind else ""

    def letter(self, key: str) -> str:
        """Return the column of a field, empty where there is none."""
        return self.columns[key].column if key in self.columns else ""

    def heading(self, key: str) -> str:
        """Return what stands over a field's column."""
        return self.columns[key].header if key in self.columns else key


class RowWriter:
    """One good row, ready to be compared and written."""

    __slots__ = ("_dropped", "_line", "_order", "_product", "_record", "_sheet", "_spec")

    def __init__(self, sheet: OrderSheet, record: Record, order: Order | NewOrder, product: Product,
                 match: Matched, dropped: tuple[str, ...]) -> None:
        self._sheet, self._record, self._order, self._product = sheet, record, order, product
        self._line, self._spec, self._dropped = match.line, match.spec, dropped

    def compared(self) -> tuple[bool, list[tuple[str, str, str]]]:
        """Return whether all records of the row exist, and what would change in them."""
        plant, line = self._plant(), self._line
        changes = []
        dates = self._dates()
        if isinstance(self._order, Order):
            changes += differences(self._order, self._for_order())
        if line is None:
            return False, changes
        for_line = self._for_line(dates)
        changes += differences(line, for_line)
        step = self._step()
        if step is not None:
            changes += differences(step, self._for_step(dates, for_line["quantity"], step) if plant else {})
            on_line = self._on_line(plant)
            if on_line is not None and step.line_id != on_line.id:
                changes.append((N_("Line"), step.line.name if step.line_id else "", str(on_line.name)))
        return plant is None or step is not None, changes

    def __call__(self, change: Change) -> None:
        """Write the order, its line and its step."""
        books, cells, dates, plant = self._sheet.books, self._record.cells, self._dates(), self._plant()
        order = self._order if isinstance(self._order, Order) else self._order.record()
        people = {name: books.person(str(cells.get(name) or "")) for name in ("sales", "clerk")}
        _save_order(change, order, self._for_order(), people, dates, cells)
        if not self._product.id:
            written(change, self._product)
        for_line = self._for_line(dates)
        target = self._line or OrderLine(colour=_text(cells.get("colour")), spec=self._spec)
        _set(target, for_line)
        written(change, target, order=order, product=self._product)
        if plant is not None:
            step = self._step()
            for_step = self._for_step(dates, for_line["quantity"], step)
            _save_step(change, plant, self._on_line(plant), step or ScheduleStep(stage="finished"), for_step, target)

    def _plant(self) -> Plant | None:
        named = self._sheet.grouped(self._record, "plant") if self._sheet.plant is not None else ""
        return self._sheet.books.plant(named) if named else self._sheet.plant

    def _on_line(self, plant: Plant | None) -> Any:
        name = self._record.cells.get("line") or self._sheet.grouped(self._record, "line")
        return self._sheet.books.production_line(plant, str(name)) if plant is not None and name else None

    def _step(self) -> ScheduleStep | None:
        return next(iter(self._sheet.books.steps.get(self._line.id, ())), None) if self._line is not None else None

    def _dates(self) -> dict[str, Any]:
        get = self._record.cells.get
        return {key: None if key in self._dropped else get(key) for key in DATES}

    def _for_order(self) -> dict[str, Any]:
        said = self._sheet.of_orders.get(folded(self._order.number), {})
        return {"received": said.get("received"), "customer_po": _text(said.get("customer_po")),
                "country": _text(said.get("country"))}

    def _for_line(self, dates: Mapping[str, Any]) -> dict[str, Any]:
        cells = self._record.cells
        price = cells.get("price")
        return {
            "description": _text(cells.get("name")), "quantity": _whole(cells.get("quantity")),
            "unit": _text(cells.get("unit")), "per_carton": _whole(cells.get("per_carton")),
            "inspection": dates["inspection"], "required_ship": dates["ship"], "confirmed_ship": dates["confirmed"],
            "unit_price": Decimal(str(price)) if price is not None else None,
            "shipping_sample": _text(cells.get("shipping_sample")), "pp_sample": _text(cells.get("pp_sample")),
            "material": _word(cells.get("material"), _MATERIAL), "note": self._note(),
            "mark": _COLOURS.get(self._sheet.source.fills.get(self._record.row, ""))}

    def _for_step(self, dates: Mapping[str, Any], quantity: Any, step: ScheduleStep | None) -> dict[str, Any]:
        cells = self._record.cells
        values = {"quantity": quantity, "start": dates["start"], "finish": dates["finish"],
                  "stage": _word(cells.get("stage"), _STAGES)}
        if (values["start"] is None) != (values["finish"] is None):
            values["start"] = values["finish"] = values["start"] or values["finish"]
        if step is None or step.id not in self._sheet.books.reported:
            done = _whole(cells.get("done"))
            values["opening"] = values["done"] = done if done is not None or step is not None else 0
        return values

    def _note(self) -> str | None:
        """Return the remark, and with it what stood in date columns without being a date: 走货期：货期待复."""
        kept = [f"{self._sheet.heading(n.key)}：{n.text}" for n in self._record.notes
                if n.kind in ("no_date", "ambiguous_date")]
        return "；".join(p for p in (_text(self._record.cells.get("note")), *kept) if p) or None


def _save_order(change: Change, order: Order, values: dict[str, Any], people: dict[str, Any], dates: dict[str, Any],
                cells: dict[str, object]) -> None:
    if not order.customer.id:
        written(change, order.customer)
    for name, person in people.items():
        if person is not None and not person.id:
            written(change, person)
        if person is not None and not getattr(order, f"{name}_id"):
            setattr(order, name, person)
    _set(order, values)
    done: Any = cells.get("done") or 0
    if order.state == "draft" and (isinstance(dates["start"], date) or done):
        order.state = "producing"
    written(change, order, customer=order.customer)


def _save_step(change: Change, plant: Plant, on_line: Any, step: ScheduleStep, values: dict[str, Any],
               target: OrderLine) -> None:
    if not plant.id:
        written(change, plant)
    if on_line is not None and not on_line.id:
        written(change, on_line, plant=plant)
    _set(step, values)
    if on_line is not None:
        step.line = on_line
    written(change, step, order_line=target)


def _set(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            setattr(record, name, value)


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)


def _word(value: object, words: tuple[tuple[str, str], ...]) -> str | None:
    return next((key for word, key in words if word in str(value)), None) if value else None
