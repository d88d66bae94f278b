"""The headings under which plants keep the columns of their daily sheets."""

from __future__ import annotations

from dataclasses import replace

from app.domain.text import N_
from app.exchange.table_parts import Wanted

PROGRESS = (
    Wanted("order", "code", (N_("Production order no."), "制单号", "生产单号", "单号", "订单号", "生产制单号", "制单编号", "工单号",
                             "订单编号", "生产单", "Order No.", "Order Number", "Job No.", "W/O No.", "Work Order", "制造单号",
                             "工单编号", "工单", "任务单号", "生产任务单号", "生产订单号", "流程单号", "批号",
                                      "制令单号", "生产制令单号", "制令号", "W/O"), required=True),
    Wanted("made", "quantity", (N_("Made"), "当日完成", "本日产量", "当日产量", "今日完成", "日产量", "当日/完成", "今日产量", "完成数", "完成", "完工",
                                "实际产量", "当日完成数", "产量", "当班产量", "良品数", "当日实绩", "Output", "Today's Output",
                                "Daily Output", "Actual Output", "Actual", "Qty Produced", "完工数", "完工数量", "入库数", "当日入库数", "今日入库", "入库数量",
                                "产出", "产出数",
                                "实际完成", "实际数", "实际", "今日实绩", "本班产量", "日产", "合格数", "当日合计", "今日合计", "日合计",
                                "合计产量", "生产数", "当日数量", "当日生产数", "今日完成数", "本日完成", "本日完成数", "日产数", "当日产出", "实产",
                                "完成量", "当天生产数量", "当天产量", "Actual Qty", "Output Qty", "Finished Qty", "Done Qty", "良品"),
           required=True, by_day=True, also=("生产数量",), most=5e7),
    Wanted("line", "text", (N_("Line"), "生产线", "机台", "拉别", "线别", "车间/拉线", "拉线", "产线", "车间", "机号", "设备",
                           "机台号", "拉号", "线号", "拉", "班组/拉别", "小组", "组别", "工作中心", "Machine"),
           fill_down=True),
    Wanted("shift", "text", (N_("Shift"), "班次", "班别", "班组", "班"), often_once=True),
    Wanted("day", "date", (N_("Date"), "日期", "生产日期", "报工日期", "完工日期", "生产日", "Prod. Date"),
           often_once=True),
    Wanted("customer", "text", (N_("Customer"), "客名", "客户", "客户名称")),
    Wanted("item", "code", (N_("Item no."), "产品编号", "货号", "款号", "产品型号", "型号", "产品货号", "货品编号", "产品编码",
                                         "产品代码", "产品号", "品号", "料号", "机型", "物料编码", "款式编号", "Item", "Item No", "Style No.",
                                         "Model", "Part No.", "Product Code")),
    Wanted("name", "text", (N_("Product name"), "品名", "产品", "产品名称", "品名规格", "名称")),
    Wanted("colour", "text", (N_("Colour"), "颜色", "款式", "款式/颜色", "花色", "Color",
                                      "色", "色号")),
    Wanted("quantity", "quantity", (N_("Order quantity"), "订单数", "单量", "订单数量", "订单量", "订货数", "总单量",
                                                    "下单数", "工单数量", "制单数量", "Order Qty")),
    Wanted("planned", "quantity", (N_("Planned that day"), "当日计划", "当日/计划", "计划产量", "今日计划", "日计划", "计划数",
                                                       "计划", "目标", "目标产量", "今日目标", "当日目标", "日目标", "目标数", "排产数",
                                                       "Target", "Today's Target", "Plan",
                                      "计划量", "计划数量", "当日计划数", "Plan Qty")),
    Wanted("defects", "quantity", (N_("Defects"), "当日不良", "当日/不良", "次品", "不良数", "不良", "不良品", "废品",
                                                "次品数", "报废数", "不合格数", "不良数量", "Defects", "NG")),
    Wanted("planned_total", "quantity", (N_("Planned to date"), "累计计划", "累计/计划"), running=True),
    Wanted("cumulative", "quantity", (N_("Made to date (reported)"), "累计完成", "累计/完成", "累计产量", "累计完成数", "累计",
                                      "累计数", "总完成", "累计生产", "累计产出", "累计入库", "累计入库数", "总产量", "累计实绩",
                                      "累计生产数", "累计完工", "Total Output", "Cumulative", "Accumulated",
                                      "今日累计", "本日累计", "累计数量", "累计完成量", "累计生产数量", "Accum. Qty", "Total Qty"),
           running=True),
    Wanted("defects_total", "quantity", (N_("Defects to date"), "累计不良", "累计/不良"), running=True),
    Wanted("balance", "quantity", (N_("Balance"), "欠数", "未完数", "未完成数", "欠产数", "余数", "尚欠", "未完成",
                                              "结余", "剩余", "剩余数", "尾数", "欠产", "Balance Qty",
                                      "剩余数量", "未完成量", "欠数量", "差数"), running=True),
    Wanted("headcount", "number", (N_("Headcount"), "人数", "出勤人数", "出勤"), places=0),
    Wanted("hours", "number", (N_("Hours"), "工时", "总工时"), places=1),
    Wanted("downtime", "number", (N_("Downtime, minutes"), "停机分钟", "停机时间", "停机"), places=0),
    Wanted("operator", "text", (N_("Operator"), "操作员", "作业员", "机长", "组长", "班长", "操作工", "操作者",
                                               "员工", "生产人员")),
    Wanted("note", "text", (N_("Remark"), "备注", "说明", "异常说明", "异常", "原因", "未完成原因",
                                         "Remarks")),
)
PROGRESS_BY_PO = (
    Wanted("order", "code", (N_("Customer PO"), "客户PO", "客PO", "合同号", "PO号", "PO", "PO#", "PO No.", "PO Number", "P/O No.",
                             "合同编号", "客户订单号", "客户单号", "客单号", "客人PO", "客人单号"), required=True),
    *PROGRESS[1:],
)
"""Sheets that name orders by the customer's number."""
PROGRESS_BY_ITEM = tuple(replace(field, required=True) if field.key == "item" else field
                         for field in PROGRESS if field.key != "order")
"""Reports that name no order, only products: each goes to the one order that is being made of it."""
_TO_DATE = next(field for field in PROGRESS if field.key == "cumulative")
_WITHOUT_DAY = tuple(
    replace(_TO_DATE, required=True, running=False) if field is _TO_DATE else field
    for field in PROGRESS if field.key != "made")
SCHEDULE_DAYS = (
    Wanted("ship", "date", ("走货期", "交货期", "交期", "出货日期", "船期", "要求交期", "Ship Date", "Due Date")),
    Wanted("start", "date", ("计划开始", "开工日期", "上线日期", "计划开工")),
)
"""The days of a schedule: a sheet that has them is none of reports."""
PROGRESS_TO_DATE = (*_WITHOUT_DAY, *SCHEDULE_DAYS)
"""Reports that say how much is made to date, as MES and ERP give them out; the rise since the last was made."""
