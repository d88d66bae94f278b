"""The headings under which offices register returned units."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

WANTED = (
    Wanted("serial", "code", (N_("Serial no. / IMEI"), "序列号", "SN", "S/N", "IMEI", "序列号/IMEI", "机身号", "SN码", "Serial No."), required=True),
    Wanted("received", "date", (N_("Came in on"), "入库日期", "业务入库日", "收货日期", "返修日期", "登记日期", "来货日期", "Date In"), required=True, often_once=True),
    Wanted("customer", "text", (N_("Customer"), "客户", "客户名称", "客名", "送修客户", "Customer"), often_once=True),
    Wanted("rma", "code", (N_("RMA batch"), "送修单号", "送修批号", "返修单号", "RMA", "RMA No.", "批号"), often_once=True),
    Wanted("model", "code", (N_("Model"), "机型", "型号", "产品型号", "Model"), required=True),
    Wanted("mainboard", "text", (N_("Mainboard"), "主板型号", "主板")),
    Wanted("firmware", "text", (N_("Firmware"), "软件版本", "版本")),
    Wanted("shipped", "date", (N_("Ship date of the unit"), "出货日期", "发货日期", "Ship Date")),
    Wanted("warranty", "text", (N_("Warranty"), "保内/保外", "保修", "是否保内", "质保", "Warranty")),
    Wanted("complaint", "text", (N_("Complaint"), "客户描述", "故障描述", "客诉", "客户反馈", "不良描述", "Complaint")),
    Wanted("found", "text", (N_("Fault found"), "检测故障", "初检故障", "故障现象", "检测结果", "故障", "Fault")),
    Wanted("root", "text", (N_("Root fault"), "最终故障", "故障原因", "不良原因")),
    Wanted("cause", "text", (N_("Cause class"), "原因分类", "原因类别", "不良分类", "Cause")),
    Wanted("responsible", "text", (N_("Responsible"), "责任部门", "责任", "责任方", "责任单位")),
    Wanted("treatment", "text", (N_("Treatment"), "处理措施", "处理方式", "维修措施", "处理结果", "Action")),
    Wanted("parts", "text", (N_("Parts used"), "更换料", "更换物料", "更换配件", "用料", "Parts")),
    Wanted("fee", "money", (N_("Repair fee"), "维修费", "费用", "维修费用")),
    Wanted("repairer", "text", (N_("Repairer"), "维修员", "维修人", "维修人员", "Repaired By")),
    Wanted("repaired", "date", (N_("Repaired on"), "维修完成", "维修完成日期", "修好日期", "维修日期")),
    Wanted("final_check", "text", (N_("Final check"), "终检", "终检结果", "复检", "QC")),
    Wanted("checker", "text", (N_("Final checker"), "终检人", "终检员")),
    Wanted("returned", "date", (N_("Sent back on"), "退回日期", "寄回日期", "返还日期", "发回日期", "Date Out")),
    Wanted("waybill", "code", (N_("Waybill back"), "退回单号", "寄回单号", "快递单号")),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "Remark")),
)
