"""The headings under which offices keep the columns of their sample trackers."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

TRACKER = (
    Wanted("number", "code", (N_("Sample no."), "样板号", "样板编号", "样品编号", "样品号", "样板单号", "办单号", "板号", "Sample No."), required=True),
    Wanted("kind", "text", (N_("Kind of sample"), "类型", "样板类型", "样品类型", "样板种类", "板类", "类别", "Sample Type")),
    Wanted("order", "code", (N_("Production order no."), "制单号", "生产单号", "单号", "订单号", "生产制单号", "Order No.")),
    Wanted("customer", "text", (N_("Customer"), "客户", "客名", "客户名称", "Customer")),
    Wanted("item", "code", (N_("Item no."), "产品编号", "货号", "款号", "产品型号", "型号", "Item No.")),
    Wanted("colour", "text", (N_("Colour"), "颜色", "颜色/尺码", "款式", "Colour", "Color")),
    Wanted("quantity", "quantity", (N_("Required pieces"), "数量", "要求数量", "样板数量", "件数", "Qty"), required=True),
    Wanted("retained", "quantity", (N_("Kept back"), "留底", "留底数量", "留底数", "留样", "留样数")),
    Wanted("rule", "text", (N_("Dispatch rule"), "规则", "寄出规则", "寄样规则", "寄出要求")),
    Wanted("send_by", "date", (N_("Send by"), "要求寄出", "要求寄出日期", "要求寄出时间", "应寄日期", "计划寄出", "Send by")),
    Wanted("sent", "date", (N_("Sent on"), "实际寄出", "寄出日期", "寄出时间", "实际寄出日期", "已寄日期", "Sent")),
    Wanted("courier", "text", (N_("Courier"), "快递", "快递公司", "物流", "Courier")),
    Wanted("waybill", "code", (N_("Waybill"), "快递单号", "运单号", "快递号", "Tracking No.", "AWB")),
    Wanted("freight", "money", (N_("Freight"), "运费", "快递费", "Freight")),
    Wanted("received", "date", (N_("Received by the customer"), "客户收到", "签收日期", "收到日期", "客户签收", "签收")),
    Wanted("comments", "text", (N_("Customer's comments"), "客户意见", "评语", "客人评语", "客户评语", "意见", "Comments")),
    Wanted("result", "text", (N_("Result"), "结果", "批复", "客户结果", "确认结果", "Result")),
    Wanted("round", "number", (N_("Round"), "第几次", "次数", "轮次", "第几轮", "Round")),
    Wanted("need_by", "date", (N_("Customer needs it by"), "客户要求收到", "要求收到", "客人要求收到")),
    Wanted("recipient", "text", (N_("Recipient"), "收件人", "收样人")),
    Wanted("plan_finish", "date", (N_("Planned ready"), "计划完成", "计划完成日期")),
    Wanted("finished", "date", (N_("Ready on"), "实际完成", "完成日期")),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "Remarks")),
)
