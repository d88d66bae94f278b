"""The headings under which plants keep the columns of their daily sheets."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

PROGRESS = (
    Wanted("order", "code", (N_("Production order no."), "制单号", "生产单号", "单号", "订单号", "生产制单号", "制单编号", "工单号",
                             "订单编号", "生产单", "Order No."), required=True),
    Wanted("made", "quantity", (N_("Made"), "当日完成", "本日产量", "当日产量", "今日完成", "日产量", "当日/完成", "今日产量", "完成数",
                                "实际产量", "当日完成数", "产量", "生产数量", "当班产量", "良品数", "当日实绩", "Output"),
           required=True),
    Wanted("line", "text", (N_("Line"), "生产线", "机台", "拉别", "线别", "车间/拉线", "拉线", "产线", "车间", "机号", "设备"),
           fill_down=True),
    Wanted("shift", "text", (N_("Shift"), "班次", "班别", "班组")),
    Wanted("day", "date", (N_("Date"), "日期", "生产日期", "报工日期")),
    Wanted("customer", "text", (N_("Customer"), "客名", "客户", "客户名称")),
    Wanted("item", "code", (N_("Item no."), "产品编号", "货号", "款号", "产品型号", "型号", "产品货号")),
    Wanted("name", "text", (N_("Product name"), "品名", "产品", "产品名称", "品名规格", "名称")),
    Wanted("colour", "text", (N_("Colour"), "颜色", "款式", "款式/颜色", "花色")),
    Wanted("quantity", "quantity", (N_("Order quantity"), "订单数", "单量", "订单数量", "订单量", "订货数")),
    Wanted("planned", "quantity", (N_("Planned that day"), "当日计划", "当日/计划", "计划产量", "今日计划", "日计划", "计划数")),
    Wanted("defects", "quantity", (N_("Defects"), "当日不良", "当日/不良", "次品", "不良数", "不良", "不良品", "废品")),
    Wanted("planned_total", "quantity", (N_("Planned to date"), "累计计划", "累计/计划")),
    Wanted("cumulative", "quantity", (N_("Made to date (reported)"), "累计完成", "累计/完成", "累计产量", "累计完成数", "累计",
                                      "累计数", "总完成")),
    Wanted("defects_total", "quantity", (N_("Defects to date"), "累计不良", "累计/不良")),
    Wanted("balance", "quantity", (N_("Balance"), "欠数", "未完数", "未完成数", "欠产数", "余数", "尚欠")),
    Wanted("headcount", "number", (N_("Headcount"), "人数", "出勤人数", "出勤")),
    Wanted("hours", "number", (N_("Hours"), "工时", "总工时")),
    Wanted("downtime", "number", (N_("Downtime, minutes"), "停机分钟", "停机时间", "停机")),
    Wanted("operator", "text", (N_("Operator"), "操作员", "作业员", "机长", "组长", "班长")),
    Wanted("note", "text", (N_("Remark"), "备注", "说明", "异常说明", "异常", "原因")),
)
