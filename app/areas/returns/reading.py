"""Reads what the quarterly analysis needs: three years of units and shipments as plain facts, in three queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from app.areas.returns.analysis import (
    Analysis,
    Quarter,
    ShipFact,
    UnitFact,
    analyse,
    month_moved,
    quarter_of,
    read_quarter,
)
from app.areas.returns.records import CAUSES, Countermeasure, Fault, ReturnBatch, ReturnUnit
from app.database.record import database
from app.domain.frozen import frozen
from app.domain.text import N_, _
from app.masters.company import Company
from app.masters.product import Product
from app.masters.shipment import Shipment

BACK = 36
"""Months of returns that are read, for repeat returns."""

MOST_LINES = 2000
"""Units that the list behind a bar shows at most."""

NO_FAULT = N_("(not filled in)")


@frozen
class Measure:
    """A countermeasure as plain values, with its record's number and version."""

    id: int
    version: int
    reason: str
    measure: str
    owner: str
    due: date | None
    finished: date | None
    effect: str


@frozen
class Report:
    """A quarter's analysis with the countermeasures kept for it, and what it was narrowed down to."""

    analysis: Analysis
    measures: dict[str, Measure]
    """By fault."""
    model: str = ""
    customer: str = ""


def asked_quarter(text: str, today: date) -> Quarter:
    """Return the quarter that was asked for, also by a countermeasure's number; for nothing the last that is over."""
    if not text:
        return quarter_of(today).moved(-1)
    found = read_quarter(text)
    if found is None and text.isdigit():
        kept = Countermeasure.get_or_none(Countermeasure.id == int(text))
        found = read_quarter(kept.quarter) if kept is not None else None
    if found is None:
        raise ValueError(_("“{text}” is no quarter; write it like 2026Q3.").format(text=text))
    return found


def read_report(quarter: Quarter, model: str = "", customer: str = "") -> Report:
    """Return the report of a quarter, of all or of one model, of all or of one customer."""
    units = [u for u in _units(quarter) if (not model or u.model == model) and (
        not customer or u.customer == customer)]
    shipments = [s for s in _shipments(quarter) if (not model or s.model == model) and (
        not customer or s.customer == customer)]
    kept = {m.fault: _measure(m) for m in Countermeasure.select().where(
        (Countermeasure.quarter == str(quarter)) & (Countermeasure.deleted == 0))}
    return Report(analyse(units, shipments, quarter), kept, model, customer)


def _measure(kept: Any) -> Measure:
    owner = kept.owner.name if kept.owner_id else ""
    return Measure(kept.id, kept.version, kept.reason or "", kept.measure or "", owner, kept.due, kept.finished,
                   kept.effect or "")


@frozen
class UnitLine:
    """A unit as it stands in the list behind a bar."""

    id: int
    serial: str
    model: str
    customer: str
    received: date
    fault: str
    state: str


def unit_lines(numbers: Sequence[int]) -> list[UnitLine]:
    """Return the units behind a part of the report, the newest first."""
    query = (ReturnUnit.select(ReturnUnit, ReturnBatch, Company, Product, Fault)
             .join_from(ReturnUnit, ReturnBatch).join_from(ReturnBatch, Company)
             .join_from(ReturnUnit, Product, JOIN.LEFT_OUTER)
             .join_from(ReturnUnit, Fault, JOIN.LEFT_OUTER,
                        on=fn.COALESCE(ReturnUnit.root, ReturnUnit.found) == Fault.id, attr="shown_fault")
             .where(ReturnUnit.id.in_(list(numbers)[:MOST_LINES]))
             .order_by(ReturnUnit.received.desc(), ReturnUnit.id.desc()))
    return [UnitLine(u.id, u.serial, str(u.product or ""), u.batch.customer.name, u.received,
                     shown_name(getattr(getattr(u, "shown_fault", None), "name", "") or ""),
                     _(ReturnUnit.state.labels[u.state])) for u in query]


def names() -> tuple[list[str], list[str]]:
    """Return the models and the customers that ever returned something."""
    unit = ReturnUnit.alias("u")
    models = [row[0] for row in Product.select(Product.code).where(Product.id.in_(
        unit.select(unit.product).where(unit.deleted == 0))).order_by(Product.code).tuples()]
    batch = ReturnBatch.alias("b")
    customers = [row[0] for row in Company.select(Company.name).where(Company.id.in_(
        batch.select(batch.customer).where(batch.deleted == 0))).order_by(Company.name).tuples()]
    return models, customers


def quarters() -> list[Quarter]:
    """Return the quarters in which anything came back, the newest first."""
    found = {quarter_of(date.fromisoformat(f"{row[0]}-01")) for row in database.execute_sql(
        "SELECT DISTINCT substr(received, 1, 7) FROM return_unit WHERE deleted = 0 AND received IS NOT NULL")}
    return sorted(found, key=lambda q: q.first, reverse=True)


def _units(quarter: Quarter) -> list[UnitFact]:
    fault, root = Fault.alias("f"), Fault.alias("r")
    query = (ReturnUnit.select(
        ReturnUnit.id, ReturnUnit.received, Product.code, Company.name, ReturnUnit.serial, root.name, fault.name,
        ReturnUnit.cause, ReturnUnit.responsible, ReturnUnit.warranty, ReturnUnit.returned, ReturnUnit.parts)
        .join_from(ReturnUnit, Product, JOIN.LEFT_OUTER).join_from(ReturnUnit, ReturnBatch)
        .join_from(ReturnBatch, Company)
        .join_from(ReturnUnit, fault, JOIN.LEFT_OUTER, on=ReturnUnit.found == fault.id)
        .join_from(ReturnUnit, root, JOIN.LEFT_OUTER, on=ReturnUnit.root == root.id)
        .where((ReturnUnit.deleted == 0) & (ReturnUnit.received >= month_moved(quarter.after, -BACK).isoformat())
               & (ReturnUnit.received < quarter.after.isoformat())))
    day = date.fromisoformat
    return [UnitFact(row[0], day(row[1]), row[2] or "", row[3], row[4], row[5] or row[6] or "", row[7] or "",
                     row[8] or "", row[9] or "", day(row[10]) if row[10] else None, row[11] or "")
            for row in _rows(query)]


def _shipments(quarter: Quarter) -> list[ShipFact]:
    """Return what was shipped of models that carry serial numbers or ever came back; others have no rate."""
    other, unit = Shipment.alias("other"), ReturnUnit.alias("u")
    numbered = other.select(other.product).where(other.first_serial.is_null(False) & (other.deleted == 0))
    returned = unit.select(unit.product).where(unit.product.is_null(False) & (unit.deleted == 0))
    query = (Shipment.select(Shipment.shipped, Product.code, Company.name, Shipment.quantity)
             .join_from(Shipment, Product).join_from(Shipment, Company)
             .where((Shipment.deleted == 0) & (Shipment.shipped >= month_moved(quarter.after, -13).isoformat())
                    & (Shipment.shipped < quarter.after.isoformat())
                    & (Shipment.product.in_(numbered) | Shipment.product.in_(returned))))
    return [ShipFact(date.fromisoformat(row[0]), *row[1:]) for row in _rows(query)]


def _rows(query: Any) -> Sequence[Any]:
    return database.execute(query).fetchall()


def cause_name(key: str) -> str:
    """Return a cause in words."""
    return _(dict(CAUSES).get(key, key)) if key else _(NO_FAULT)


def shown_name(name: str) -> str:
    """Return a fault or department as it is shown."""
    return name or _(NO_FAULT)
