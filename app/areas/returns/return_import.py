"""Imports registers of returned units, a sheet a month: each unit held against deliveries and the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.areas.returns.records import Fault, ReturnBatch, ReturnUnit
from app.areas.returns.return_fields import WANTED
from app.areas.returns.return_words import CAUSE_WORDS, TREATMENT_WORDS, WARRANTY_WORDS, word
from app.areas.returns.warranty import CLOSED, MONTHS, reckoned
from app.database.change import Change
from app.database.settings import office
from app.domain.sheet import Import
from app.domain.text import N_, _
from app.exchange.importing import CHANGED, NEW, PROBLEM, SAME, RowPlan, RowProblem, SheetPlan, Source, cell_problems
from app.exchange.table_parts import Record
from app.masters.by_name import ByName, differences, keep, plain
from app.masters.company import Company
from app.masters.product import Product
from app.masters.serials import SerialBook


@dataclass
class _Books:
    """What the rows refer to, read once for the workbook."""

    customers: ByName = field(default_factory=lambda: ByName(Company, "name", "short_name"))
    products: ByName = field(default_factory=lambda: ByName(Product, "code"))
    faults: ByName = field(default_factory=lambda: ByName(Fault, "name"))
    serials: SerialBook = field(default_factory=SerialBook)
    units: dict[tuple[str, date], ReturnUnit] = field(default_factory=lambda: {
        (u.serial, u.received): u for u in ReturnUnit.select().where(ReturnUnit.deleted == 0)})
    batches: dict[tuple[str, str], ReturnBatch] = field(default_factory=lambda: {
        (plain(b.rma or b.received.isoformat()), plain(b.customer.name)): b
        for b in ReturnBatch.select(ReturnBatch, Company).join(Company).where(ReturnBatch.deleted == 0)})
    seen: dict[tuple[str, date], str] = field(default_factory=dict)
    months: int = field(default_factory=lambda: office(MONTHS))
    first_sheet: str = ""
    models_known: bool = field(default_factory=lambda: Product.select().where(Product.deleted == 0).exists())


@dataclass
class _Sheet:
    """One worksheet on its way in, with what will be written."""

    source: Source
    books: _Books
    new: list[ReturnUnit] = field(default_factory=list)
    changed: list[ReturnUnit] = field(default_factory=list)


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of returned units."""
    books: _Books = memory.setdefault("returns", None) or _Books(first_sheet=source.grid.name)
    memory["returns"] = books
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    sheet = _Sheet(source, books)
    made.rows = [_plan_row(sheet, record) for record in source.records]
    if not books.serials and source.grid.name == books.first_sheet:
        made.general.append(RowProblem(None, "", "no_shipments", _(
            "No delivery with serial numbers is known yet. Import the ship-out list first, then model and warranty "
            "are checked by serial number.")))
    made.finish = lambda change: _write(change, sheet)
    return made


def _plan_row(sheet: _Sheet, record: Record) -> RowPlan:
    cells, books = record.cells, sheet.books
    serial, model = str(cells.get("serial") or "").upper(), str(cells.get("model") or "")
    row = RowPlan(record.row, NEW, " / ".join(p for p in (serial, model) if p),
                  problems=cell_problems(record, sheet.source.table))
    received: Any = cells.get("received")

    def say(key: str, kind: str, text: str, holds: bool = False) -> None:
        row.problems.append(RowProblem(record.row, record.cell(key), kind, text, holds))

    if received is None:
        say("received", "day_missing", _("The day it came in is missing; enter it and import again."), True)
        row.standing = PROBLEM
        return row
    if other := books.seen.get((serial, received)):
        say("serial", "duplicate", _("{serial} stands on {day} in {other} too; entered twice, not a second return. "
                                     "This row is left out.").format(serial=serial, day=received, other=other), True)
        row.standing = PROBLEM
        return row
    books.seen[serial, received] = _("sheet {sheet} row {row}").format(sheet=sheet.source.grid.name, row=record.row)
    shipment = books.serials.find(serial, received)
    _check_row(books, record, shipment, say)
    product = shipment.product if shipment is not None else books.products.find(model)
    if product is None and model and not row.held:
        product = books.products.take(model, unit="PCS")
    if product is None and not row.held:
        say("model", "model_missing", _("The model is missing; enter it and import again."), True)
    if row.held:
        row.standing = PROBLEM
        return row
    values = _values(books, record, shipment)
    known = books.units.get((serial, received))
    if known is not None:
        row.changes = differences(known, {**values, "product": product})
        row.standing = CHANGED if row.changes else SAME
        row.write = _Row(sheet.changed, known, {**values, "product": product})
        return row
    batch = _batch(books, record, received)
    unit = ReturnUnit(serial=serial, received=received)
    unit.batch = batch
    row.write = _Row(sheet.new, unit, {**values, "product": product})
    return row


def _check_row(books: _Books, record: Record, shipment: Any, say: Any) -> None:
    """Name what is odd in a row: serial number, model, the order of days, what was forgotten, stray blanks."""
    get = record.cells.get
    serial, model, received = str(get("serial") or ""), str(get("model") or ""), get("received")
    if shipment is None and books.serials:
        say("serial", "serial_unknown", _("The serial number {serial} is in no delivery; please check number, model "
                                          "and warranty.").format(serial=serial))
    if shipment is not None and model and plain(shipment.product.code) != plain(model):
        say("model", "model_differs", _("By its serial number {serial} is a {model}, not a {said}; taken as "
                                        "{model}.").format(
            serial=serial, model=shipment.product.code, said=model))
    elif model and books.models_known and books.products.find(model) is None:
        say("model", "model_unknown", _("There is no model {model} among the products; correct it, or enter the "
                                        "product first.").format(model=model), True)
    for early, late in (("shipped", "received"), ("received", "repaired"), ("received", "returned"),
                        ("repaired", "returned")):
        first, last = get(early), get(late)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            at = early if late == "received" else late
            labels = {w.key: w.headings[0] for w in WANTED}
            say(at, "date_order", _("“{later}” ({late}) is before “{earlier}” ({early}); one of them is wrong.").format(
                later=_(labels[late]), late=last, earlier=_(labels[early]), early=first))
    if get("repaired") is not None and received is not None and not get("found") and not get("root"):
        say("found", "fault_blank", _("Repaired, but no fault is entered; it counts as “not filled in” until "
                                      "somebody says."))
    for key in ("found", "root", "cause", "responsible"):
        raw = record.raw.get(key)
        if isinstance(raw, str) and raw != raw.strip():
            say(key, "trailing_space", _("“{text}” has blanks around it; read as “{plain}”.").format(
                text=raw, plain=raw.strip()))


def _values(books: _Books, record: Record, shipment: Any) -> dict[str, Any]:
    """Return what a row says of its unit, by field."""
    get = record.cells.get
    cause = word(get("cause"), CAUSE_WORDS)
    faults = {key: books.faults.take(get(key), cause=cause, responsible=get("responsible"))
              for key in ("found", "root")}
    shipped: Any = shipment.shipped if shipment is not None else get("shipped")
    received: Any = get("received")
    if isinstance(shipped, date) and shipped > received:
        shipped = None
    warranty = word(get("warranty"), WARRANTY_WORDS)
    usual = reckoned(shipped, received, cause == "user", books.months)
    treatment = word(get("treatment"), TREATMENT_WORDS)
    check = str(get("final_check") or "").strip().upper()
    values = {name: get(name) for name in ("mainboard", "firmware", "complaint", "responsible", "parts", "fee",
                                           "repairer", "repaired", "checker", "returned", "waybill", "note")}
    return {**values, "shipped": shipped, "shipment": shipment, "found": faults["found"], "root": faults["root"],
            "cause": cause, "treatment": treatment, "warranty_wish": warranty if warranty != usual else None,
            "final_check": "ok" if check in ("OK", "合格", "PASS", "√") else "ng" if check else None,
            "state": _state(get("returned"), get("repaired"), treatment, check, faults["found"])}


def _state(returned: Any, repaired: Any, treatment: str | None, check: str, fault: Any) -> str:
    if returned is not None:
        return "shipped"
    if treatment == "scrap":
        return "scrapped"
    if repaired is not None:
        return "pack" if check in ("OK", "合格", "PASS", "√") else "final"
    return "repair" if fault is not None else "inspect"


def _batch(books: _Books, record: Record, received: date) -> ReturnBatch:
    """Return the batch of a row: same RMA number (else same day) and same customer."""
    name = str(record.cells.get("customer") or "") or _("Unknown customer")
    rma = str(record.cells.get("rma") or "")
    key = (plain(rma or received.isoformat()), plain(name))
    if key not in books.batches:
        made = ReturnBatch(received=received, rma=rma or None, notified=None)
        made.customer = books.customers.take(name, customer=True)
        books.batches[key] = made
    batch = books.batches[key]
    if not batch.id and received < batch.received:
        batch.received = received
    return batch


class _Row:
    """One good row: its values go onto the unit when it is written."""

    __slots__ = ("_gathered", "_unit", "_values")

    def __init__(self, gathered: list[ReturnUnit], unit: ReturnUnit, values: dict[str, Any]) -> None:
        self._gathered, self._unit, self._values = gathered, unit, values

    def __call__(self, change: Change) -> None:
        for name, value in self._values.items():
            if name == "state" and self._unit.id and self._unit.state in CLOSED:
                continue
            if value is not None and value != "":
                setattr(self._unit, name, value)
        self._gathered.append(self._unit)


def _write(change: Change, sheet: _Sheet) -> None:
    for unit in (*sheet.new, *sheet.changed):
        if not unit.batch.id:
            unit.batch.customer = keep(change, unit.batch.customer)
        for name in ("batch", "product", "found", "root"):
            if unit.__data__.get(name) is None and (other := unit.__rel__.get(name)) is not None:
                setattr(unit, name, keep(change, other))
    change.add_all(sheet.new)
    for unit in sheet.changed:
        change.save(unit)


RETURNS_IMPORT = Import("returns", N_("Returned units"), (WANTED,), plan)
