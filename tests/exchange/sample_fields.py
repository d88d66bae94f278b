"""Fields to look for on the sample sheets, with the names that offices give their columns."""

from __future__ import annotations

from app.exchange.table_parts import Wanted

W = Wanted

SCHEDULE = (
    W("order", "code", ("制单号", "生产单号", "单号", "订单号", "Order No."), required=True),
    W("received", "date", ("接单日期", "接单日", "下单日期")),
    W("customer", "text", ("客名", "客户名称", "客户", "Customer")),
    W("country", "text", ("国家", "目的地", "目的国")),
    W("po", "code", ("客PO", "合同号", "客户订单号", "PO No.")),
    W("item", "code", ("产品编号", "货号", "款号", "Item No."), required=True),
    W("name", "text", ("品名", "中文名称", "品名规格", "产品名称")),
    W("colour", "text", ("颜色", "款式", "花色")),
    W("quantity", "quantity", ("订单数量", "订单数", "数量", "Qty"), required=True),
    W("per_carton", "quantity", ("每箱数量", "装箱数")),
    W("line", "text", ("生产线", "机台", "拉别")),
    W("start", "date", ("计划开始", "开工", "上线日期")),
    W("finish", "date", ("计划完成", "完工", "下线日期")),
    W("done", "quantity", ("已完成数", "已产数", "完成数")),
    W("balance", "quantity", ("欠数", "欠产数", "未完成数")),
    W("inspection", "date", ("验货期", "客验", "验货日期")),
    W("ship", "date", ("走货期", "客要求走货期", "交货期", "出货日期")),
    W("remark", "text", ("备注", "说明", "Remarks")),
)
PROGRESS = (
    W("line", "text", ("生产线", "机台", "拉别", "线别"), fill_down=True),
    W("shift", "text", ("班别", "班次")),
    W("order", "code", ("制单号", "生产单号", "单号", "订单号"), required=True),
    W("customer", "text", ("客名", "客户")),
    W("item", "code", ("产品编号", "货号", "款号")),
    W("colour", "text", ("颜色", "款式")),
    W("quantity", "quantity", ("订单数", "单量", "订单数量")),
    W("planned", "quantity", ("当日计划", "计划产量", "今日计划")),
    W("made", "quantity", ("当日完成", "本日产量", "今日完成", "当日产量"), required=True),
    W("defects", "quantity", ("当日不良", "次品", "不良数")),
    W("planned_total", "quantity", ("累计计划",)),
    W("made_total", "quantity", ("累计完成", "累计产量")),
    W("defects_total", "quantity", ("累计不良",)),
    W("balance", "quantity", ("欠数", "未完数")),
    W("operator", "text", ("操作员",)),
    W("remark", "text", ("备注", "说明")),
)
MATERIALS = (
    W("order", "code", ("订单号", "制单号"), required=True, fill_down=True),
    W("product", "text", ("产品", "产品名称"), fill_down=True),
    W("material", "code", ("物料编号", "料号"), required=True),
    W("name", "text", ("名称规格", "物料名称")),
    W("needed", "quantity", ("需求数", "需求数量")),
    W("purchase", "code", ("采购单号",)),
    W("supplier", "text", ("供应商",)),
    W("ordered", "quantity", ("采购数", "采购数量")),
    W("received", "quantity", ("已到数", "到货数量")),
    W("outstanding", "quantity", ("未到数",)),
    W("needed_by", "date", ("需求日",)),
    W("promised", "date", ("供应商答复", "答复交期")),
    W("arrived", "date", ("实际到料", "到料日期")),
    W("inspection", "text", ("IQC",)),
)
BOM = (
    W("level", "code", ("层次", "阶层", "Level")),
    W("material", "code", ("物料编号", "料号")),
    W("name", "text", ("物料名称", "名称"), required=True),
    W("spec", "text", ("规格型号", "规格")),
    W("references", "text", ("位号",)),
    W("per", "number", ("用量", "单机用量"), required=True),
    W("unit", "text", ("单位",)),
    W("loss", "percent", ("损耗率", "损耗")),
    W("alternate", "text", ("替代料",)),
)
SAMPLES = (
    W("number", "code", ("样板号", "样品编号"), required=True),
    W("kind", "text", ("类型", "样板类型")),
    W("order", "code", ("制单号",)),
    W("customer", "text", ("客户", "客名")),
    W("item", "code", ("产品编号", "货号")),
    W("colour", "text", ("颜色",)),
    W("pieces", "quantity", ("数量",), required=True),
    W("retained", "quantity", ("留底",)),
    W("rule", "text", ("规则", "寄出规则")),
    W("send_by", "date", ("要求寄出", "要求寄出日期")),
    W("sent", "date", ("实际寄出",)),
    W("courier", "text", ("快递", "快递公司")),
    W("waybill", "code", ("快递单号",)),
    W("comment", "text", ("客户意见",)),
    W("result", "text", ("结果",)),
    W("round", "number", ("第几次",)),
)
SAMPLE_ROOM = (
    W("number", "code", ("财产编号", "资产编号")),
    W("model", "text", ("机型", "型号"), required=True),
    W("serial", "code", ("序列号", "IMEI")),
    W("place", "text", ("存放位置",)),
    W("since", "date", ("入室日期",)),
    W("value", "money", ("账面价值",)),
    W("custodian", "text", ("保管人",)),
    W("state", "text", ("状态",)),
)
SUPPLIES = (
    W("day", "date", ("日期", "领用日期")),
    W("slip", "code", ("单号",)),
    W("department", "text", ("部门", "领用部门")),
    W("person", "text", ("领用人",)),
    W("article", "text", ("品名", "物品名称"), required=True),
    W("spec", "text", ("规格",)),
    W("unit", "text", ("单位",)),
    W("quantity", "quantity", ("数量",), required=True),
)
DEPARTMENTS = ("业务部", "生产部", "品质部", "工程部", "采购部", "仓库", "财务部", "行政部")
CROSS = (
    W("article", "text", ("品名",), required=True),
    W("spec", "text", ("规格",)),
    W("unit", "text", ("单位",)),
    *(W(name, "quantity", (name,)) for name in DEPARTMENTS),
)
PEOPLE = (
    W("name", "text", ("姓名",), required=True),
    W("department", "text", ("部门",)),
    W("post", "text", ("职务", "职位")),
    W("extension", "code", ("分机",)),
    W("mobile", "code", ("手机", "手机号码")),
)
FIRMS = (
    W("company", "text", ("单位", "公司名称"), required=True),
    W("kind", "text", ("类别",)),
    W("contact", "text", ("联系人",)),
    W("phone", "code", ("电话",)),
    W("mail", "text", ("邮箱", "E-mail")),
    W("address", "text", ("地址",)),
)
SHIPMENTS = (
    W("shipped", "date", ("出货日期",)),
    W("number", "code", ("出货单号",), required=True),
    W("customer", "text", ("客户",)),
    W("model", "text", ("机型",)),
    W("quantity", "quantity", ("数量", "出货数量"), required=True),
    W("first", "code", ("起始序列号",)),
    W("last", "code", ("截止序列号",)),
)
RETURNS = (
    W("received", "date", ("入库日期",)),
    W("customer", "text", ("客户",)),
    W("batch", "code", ("送修单号",)),
    W("model", "text", ("机型",)),
    W("serial", "code", ("序列号",), required=True),
    W("shipped", "date", ("出货日期",)),
    W("complaint", "text", ("客户描述",)),
    W("fault", "text", ("检测故障",)),
    W("cause", "text", ("原因分类",)),
    W("responsible", "text", ("责任部门",)),
    W("action", "text", ("处理措施",)),
    W("repaired", "date", ("维修完成",)),
    W("returned", "date", ("退回日期",)),
)
STOCKTAKE = (
    W("bin", "code", ("库位",)),
    W("spec", "text", ("规格型号", "规格"), required=True),
    W("colour", "text", ("颜色",)),
    W("lot", "code", ("批号",)),
    W("unit", "text", ("单位",)),
    W("book", "quantity", ("账面数", "账面数量"), required=True),
    W("counted", "quantity", ("实盘数",)),
    W("recounted", "quantity", ("复盘数",)),
    W("difference", "quantity", ("差异",)),
    W("price", "money", ("单价",)),
)
STATEMENT = (
    W("day", "date", ("日期", "送货日期")),
    W("kind", "text", ("类型",)),
    W("document", "code", ("入库单号",), required=True),
    W("note", "code", ("送货单号", "送货单")),
    W("item", "text", ("品名规格", "产品名称")),
    W("quantity", "quantity", ("数量", "送货数量"), required=True),
    W("price", "money", ("单价", "含税单价")),
    W("amount", "money", ("金额", "含税金额")),
)
THEIR_STATEMENT = tuple(
    W(w.key, w.kind, w.headings, required=w.key == "note") for w in STATEMENT if w.key not in ("document", "kind")
)
CARDS = (
    W("card", "code", ("流程单号",), required=True),
    W("opened", "date", ("开单日期",)),
    W("spec", "text", ("规格型号",)),
    W("colour", "text", ("颜色",)),
    W("metres", "quantity", ("计划米数",)),
    W("stored", "quantity", ("已入库",)),
    W("due", "date", ("业务交期",)),
)
PURCHASES = (
    W("number", "code", ("采购单号",), required=True),
    W("supplier", "text", ("供应商",)),
    W("material", "code", ("物料", "物料编号")),
    W("quantity", "quantity", ("数量",)),
    W("price", "money", ("单价",)),
    W("amount", "money", ("金额",)),
    W("arrival", "date", ("到货日期",)),
)
CUSTOMER_ORDERS = (
    W("po", "code", ("客户订单号",), required=True),
    W("ordered", "date", ("下单日期",)),
    W("customer", "text", ("客户",)),
    W("item", "code", ("货号",)),
    W("name", "text", ("品名",)),
    W("colour", "text", ("颜色",)),
    W("quantity", "quantity", ("数量",)),
    W("price", "money", ("单价", "单价USD")),
    W("delivery", "date", ("交货期",)),
    W("remark", "text", ("备注",)),
)

FIELDS = {
    ("生产排期表", "臻宝"): SCHEDULE,
    ("生产排期表", "浩景丰"): SCHEDULE,
    ("生产排期表", "旧排期"): SCHEDULE,
    ("臻宝每日生产进度表", "进度表"): PROGRESS,
    ("浩景丰生产日报", ""): PROGRESS,
    ("到料表", ""): MATERIALS,
    ("BOM", ""): BOM,
    ("样板跟踪", ""): SAMPLES,
    ("会议室样机清单", ""): SAMPLE_ROOM,
    ("办公用品领用", "领用明细"): SUPPLIES,
    ("办公用品领用", "部门汇总"): CROSS,
    ("通讯录", "公司内部"): PEOPLE,
    ("通讯录", "客户供应商"): FIRMS,
    ("出货一览", ""): SHIPMENTS,
    ("返修登记", ""): RETURNS,
    ("库存盘点", ""): STOCKTAKE,
    ("供应商对账", ""): STATEMENT,
    ("澄屿包装制品厂", ""): THEIR_STATEMENT,
    ("客户订单", ""): CUSTOMER_ORDERS,
    ("老格式", ""): CARDS,
    ("网页另存", ""): PURCHASES,
    ("WPS", ""): CUSTOMER_ORDERS,
    ("坏排序", ""): CUSTOMER_ORDERS,
}


def fields_for(file: str, sheet: str) -> tuple[W, ...] | None:
    """Return the fields to look for on a sheet of a sample file."""
    for (name, page), fields in FIELDS.items():
        if file.startswith(name) and page in ("", sheet):
            return fields
    return None
