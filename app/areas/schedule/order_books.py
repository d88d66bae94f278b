"""The records that an orders sheet refers to, looked up by name, made where they are new.

Planning only looks up; a new record is written by the first row that needs it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.change import Change
from app.database.record import Record
from app.domain.folding import same
from app.domain.show import show
from app.domain.text import _
from app.exchange.plain_text import is_nothing
from app.masters.company import Company, Person
from app.masters.former_names import former_names
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant, ProductionLine
from app.masters.product import Product


@lru_cache(maxsize=1 << 17)
def folded(text: Any) -> str:
    """Return a name as it is compared: without case, width, blanks and marks that nobody sees."""
    return same(str(text or ""))


@lru_cache(maxsize=4096)
def colour_key(text: Any) -> str:
    """Return a colour as it is compared; a dash is none."""
    return "" if text and is_nothing(str(text)) else folded(text)


class NewOrder:
    """An order that the first of its rows to be written makes."""

    __slots__ = ("customer", "made", "number")
    id = None

    def __init__(self, number: str, customer: Company) -> None:
        self.number, self.customer = number, customer
        self.made: Order | None = None

    def record(self) -> Order:
        """Return the order's record, made when it is first wanted."""
        if self.made is None:
            self.made = Order(number=self.number, state="draft")
            self.made.customer = self.customer
        return self.made


def known_names() -> dict[str, frozenset[str]]:
    """Return the names that the file has, as they are compared, by what they name."""
    def names(query: Any) -> frozenset[str]:
        return frozenset(folded(value) for row in query.tuples() for value in row if value)

    def of(model: Any, *fields: Any) -> frozenset[str]:
        return names(model.select(*fields).where(model.deleted == 0))

    return {"companies": of(Company, Company.short_name, Company.name), "products": of(Product, Product.code),
            "people": of(Person, Person.name), "orders": of(Order, Order.number), "pos": of(Order, Order.customer_po),
            "lines": of(ProductionLine, ProductionLine.name)}


class OrderBooks:
    """Everything by its name, read once for a whole workbook."""

    def __init__(self) -> None:
        self.companies: dict[str, Company] = {folded(n): c for c in Company.select().where(Company.deleted == 0)
                          for n in (c.short_name, c.name) if n}
        self.renamed = {name: c for name, c in former_names(Company, "name").items() if name not in self.companies}
        self.companies |= self.renamed
        self.products: dict[str, Product] = {folded(p.code): p for p in Product.select().where(Product.deleted == 0)}
        self.people: dict[str, Person] = {folded(p.name): p for p in Person.select().where(Person.deleted == 0)}
        self.orders: dict[str, Order | NewOrder] = {}
        self.by_po: dict[tuple[str, str], Order | NewOrder] = {}
        self.first_of_po: dict[str, Order | NewOrder] = {}
        self.common_pos: set[str] = set()
        """Customers' numbers that more than one order has."""
        companies = {c.id: c for c in self.companies.values()}
        for order in Order.select().where(Order.deleted == 0):
            order.customer = companies.get(order.customer_id) or order.customer
            self.orders[folded(order.number)] = order
            if order.customer_po:
                self.keep_po(order.customer_po, order)
        self.lines: dict[tuple[int, int, str], list[OrderLine]] = {}
        for line in OrderLine.select().where(OrderLine.deleted == 0).order_by(OrderLine.id):
            self.lines.setdefault((line.order_id, line.product_id, colour_key(line.colour)), []).append(line)
        self.steps: dict[int, list[ScheduleStep]] = {}
        for step in ScheduleStep.select().where(ScheduleStep.deleted == 0).order_by(ScheduleStep.id):
            self.steps.setdefault(step.order_line_id, []).append(step)
        self.reported = {row[0] for row in ProgressReport.select(ProgressReport.step).where(
            ProgressReport.deleted == 0).distinct().tuples()}
        self.plants: dict[str, Plant] = {folded(p.name): p for p in Plant.select().where(Plant.deleted == 0)}
        self.production_lines: dict[tuple[int, str], ProductionLine] = {
            (ln.plant_id, folded(ln.name)): ln for ln in ProductionLine.select().where(ProductionLine.deleted == 0)}
        self.used: set[int] = set()
        self.fresh_lines: dict[tuple[int, str], ProductionLine] = {}

    def customer(self, name: str) -> Company:
        """Return the customer of this name, a new one where there is none yet."""
        key = folded(name)
        if key not in self.companies:
            self.companies[key] = Company(name=name, customer=True)
        return self.companies[key]

    def product(self, code: str, name: str, per_carton: Any, unit: Any) -> Product:
        """Return the product with this number, a new one where there is none yet."""
        key = folded(code)
        if key not in self.products:
            self.products[key] = Product(code=code, name=name, per_carton=per_carton, unit=unit or "PCS")
        return self.products[key]

    def person(self, name: str) -> Person | None:
        """Return the person of this name, a new one where there is none yet, None for no name."""
        key = folded(name)
        if key and key not in self.people:
            self.people[key] = Person(name=name)
        return self.people[key] if key else None

    def plant(self, name: str) -> Plant:
        """Return the plant of this name, a new one where there is none yet."""
        key = folded(name)
        if key not in self.plants:
            self.plants[key] = Plant(name=name, place=len(self.plants) + 1)
        return self.plants[key]

    def production_line(self, plant: Plant, name: str) -> ProductionLine:
        """Return a plant's line, a new one where there is none yet."""
        if plant.id and (found := self.production_lines.get((plant.id, folded(name)))):
            return found
        key = (id(plant), folded(name))
        if key not in self.fresh_lines:
            self.fresh_lines[key] = ProductionLine(plant=plant, name=name, place=len(self.fresh_lines) + 1)
        return self.fresh_lines[key]

    def free_lines(self, order: Order | NewOrder, product: Product, colour: str) -> list[OrderLine]:
        """Return the stored lines of an order with a product and colour that no earlier sheet has taken."""
        if not order.id or not product.id:
            return []
        lines = self.lines.get((order.id, product.id, colour_key(colour)), ())
        return [line for line in lines if line.id not in self.used]

    def of_po(self, po: str, customer: str) -> Order | NewOrder | None:
        """Return the order of a customer's number; where the row names no customer, the only one that has it."""
        if customer:
            return self.by_po.get((folded(po), folded(self.customer(customer).name))) or self.by_po.get(
                (folded(po), folded(customer)))
        number = folded(po)
        if number in self.common_pos:
            return self.by_po.get((number, folded(_("Unknown customer"))))
        return self.first_of_po.get(number)

    def keep_po(self, po: str, order: Order | NewOrder) -> None:
        """Remember an order under its customer's number."""
        number = folded(po)
        self.by_po[number, folded(order.customer.name)] = order
        if self.first_of_po.setdefault(number, order) is not order:
            self.common_pos.add(number)


def written(change: Change, record: Record, **links: Record | None) -> Record:
    """Save a record that may be new, after setting its links to records that have their numbers by now."""
    for name, value in links.items():
        setattr(record, name, value)
    return change.save(record)


def differences(record: Record, wanted: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (label, old, new) of every field that would change; an empty new value changes nothing."""
    found = []
    for name, value in wanted.items():
        field = record._meta.fields[name]
        old = getattr(record, name)
        if value is None or value == old or field.db_value(value) == field.db_value(old):
            continue
        labels = getattr(field, "labels", None)
        found.append((field.label, show(old, field.kind, labels), show(value, field.kind, labels)))
    return found
