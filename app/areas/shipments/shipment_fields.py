"""The headings under which offices keep their ship-out lists."""

from __future__ import annotations

from dataclasses import replace

from app.domain.text import N_
from app.exchange.table_parts import Wanted

WANTED = (
    Wanted("number", "code", (N_("Delivery no."), "出货单号", "通知单号", "送货单号", "发货单号", "出库单号", "单号", "出货通知单号", "DN No.", "Delivery No."), required=True, often_once=True),
    Wanted("shipped", "date", (N_("Shipped on"), "出货日期", "发货日期", "出库日期", "日期", "Ship Date", "Date"), required=True, often_once=True),
    Wanted("customer", "text", (N_("Customer"), "客户", "客户名称", "客名", "收货单位", "购货单位", "Customer"), often_once=True),
    Wanted("model", "code", (N_("Model"), "机型", "型号", "规格", "规格型号", "产品型号", "产品编号", "货号", "Model", "Item No."), required=True),
    Wanted("name", "text", (N_("Product name"), "品名", "产品名称", "名称", "Description")),
    Wanted("quantity", "quantity", (N_("Quantity shipped"), "数量(台)", "数量", "出货数量", "出货数", "台数", "Qty", "Quantity"), required=True),
    Wanted("unit", "text", (N_("Unit"), "单位", "Unit")),
    Wanted("lot", "code", (N_("Lot"), "批号", "批次", "生产批号", "Lot No.")),
    Wanted("first_serial", "code", (N_("First serial no."), "起始序列号", "起始SN", "序列号起", "开始序列号", "首号", "Serial From")),
    Wanted("last_serial", "code", (N_("Last serial no."), "截止序列号", "结束序列号", "截止SN", "序列号止", "末号", "Serial To")),
    Wanted("order", "code", (N_("Production order no."), "制单号", "生产单号", "订单号", "订单编号", "Order No.")),
    Wanted("carrier", "text", (N_("Carrier"), "物流", "货运", "运输方式", "承运", "快递")),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "Remark")),
)
WITHOUT_NUMBER = tuple(replace(field, required=field.required or field.key == "customer")
                       for field in WANTED if field.key != "number")
"""Lists that give their deliveries no number: each is known by its day and customer."""
