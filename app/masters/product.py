"""Products as the customer orders them."""

from __future__ import annotations

from app.database.fields import Code, LongText, Quantity, Scaled, Text
from app.database.record import Record
from app.domain.text import N_
from app.masters.checks import positive, unique


class Product(Record):
    """An article with its number; colours are kept on the order's lines."""

    code = Code(N_("Item no."), required=True)
    name = Text(N_("Product name"), width=20)
    name_en = Text(N_("Name (English)"), width=20)
    family = Text(N_("Family"), hint=N_("Products of one family run on a line without change-over"))
    unit = Text(N_("Unit"), default="PCS", width=6)
    per_carton = Quantity(N_("Per carton"))
    carton_length = Scaled(N_("Carton length cm"), places=1)
    carton_width = Scaled(N_("Carton width cm"), places=1)
    carton_height = Scaled(N_("Carton height cm"), places=1)
    gross_weight = Scaled(N_("Gross weight kg"), places=2)
    net_weight = Scaled(N_("Net weight kg"), places=2)
    barcode = Code(N_("Barcode"))
    standard = Text(N_("Test standard"))
    note = LongText(N_("Note"))

    shown = (code,)
    checks = (unique("code"), positive("per_carton"))

    class Meta:
        table_name = "product"
