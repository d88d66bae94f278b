"""The headings under which offices keep the columns of their orders and schedules."""

from __future__ import annotations

from dataclasses import replace

from app.domain.text import N_
from app.exchange.table_parts import Wanted

_CUSTOMER = Wanted("customer", "text", (N_("Customer"), "客名", "客户名称", "客户", "客户简称", "买家", "客人", "Client",
                                        "Buyer", "客户名", "购货单位", "订货单位", "客户全称", "Customer Name"),
                   often_once=True, recurs=True, known="companies",
                   also=("第三方客户名称", "第三方客户", "最终客户", "往来单位", "客户编码", "客户代码", "客户代号", "Sold-to", "Ship-to", "End Customer"))
_PRODUCT = Wanted("item", "code", (N_("Item no."), "产品编号", "货号", "款号", "产品型号", "型号", "产品货号", "款式编号",
                                   "物料编码", "Item", "Item No", "Item #", "Style No.", "Model", "货品编号", "货品编码", "存货编码", "存货编号", "物料代码", "物料长代码", "产品代号", "商品代码", "货品代码", "商品货号", "工厂货号", "我司货号", "公司货号", "产品编码",
                                   "产品代码", "产品号", "商品编码", "商品编号", "客户货号", "客货号", "品号", "料号", "款式号", "机型",
                                   "成品编码", "成品编号", "物料编号", "物料号", "Article No.", "Art. No.",
                                   "Product No.", "Product Code", "Item Code", "Part No.", "P/N", "Style", "Material", "Material No.",
                                   "Item ID", "Style Number", "产品型号/编号"), required=True,
                  also=("SKU", "规格型号", "型号规格", "图号", "品番", "SKU No.", "SKU编码", "客户料号", "客户产品编号"),
                  recurs=True, known="products")
_REST = (
    Wanted("received", "date", (N_("Order received"), "接单日期", "接单日", "下单日期", "订单日期", "落单日期", "制单日期",
                                "Order Date", "PO Date", "接单期", "下单期", "接单时间", "下单时间", "订购日期", "收单日期", "来单日期", "单据日期",
                                "Order Received", "Document Date", "开单日期", "接到订单日期", "订单下达日期"), earliest=True),
    _CUSTOMER,
    Wanted("country", "text", (N_("Country"), "国家", "目的地", "目的国", "国别", "国家/目的地", "Destination", "走货国家", "出货国家", "出口国", "销往国家"), recurs=True),
    _PRODUCT,
    Wanted("line_no", "code", (N_("Order line no."), "订单行号", "子订单编号", "子订单号", "子单号", "PO行号", "行号", "明细行号", "订单行", "Line No.", "PO Line",
                               "Item Line", "小PO号"), also=("Line",), by_name=True),
    Wanted("name", "text", (N_("Product name"), "品名", "中文名称", "品名规格", "产品名称", "名称", "货品名称", "产品描述",
                            "Description", "Item Description", "Product Name", "Name", "存货名称", "物料名称", "商品名称", "货物名称", "中文品名", "产品中文名称")),
    Wanted("colour", "text", (N_("Colour"), "颜色", "款式", "款式/颜色", "颜色/款式", "花色", "颜色款式", "Color", "色号/颜色", "Colorway"), recurs=True),
    Wanted("quantity", "quantity", (N_("Order quantity"), "订单数量", "订单数", "数量", "订货数", "订单量", "单量", "下单数量",
                                    "总数量", "Qty", "Quantity", "Order Qty", "订单件数", "总件数", "订单套数", "订购数量", "订货数量",
                                    "制单数量", "投产数量", "生产数量", "订单总数", "Order Quantity", "Q'ty", "PO数量", "PO数", "PO Qty", "计划生产数量",
                                    "订单量", "销售数量", "未税数量", "主数量", "Ordered Quantity", "Ordered Qty"),
           required=True, most=5e7, also=("合计数量", "合计", "总计", "计划数量", "计划数", "Total Qty", "Total")),
    Wanted("unit", "text", (N_("Unit"), "单位")),
    Wanted("per_carton", "quantity", (N_("Per carton"), "每箱数量", "装箱数", "每箱数", "箱规", "入数", "Qty/Ctn",
                                      "Pcs/Ctn", "外箱装箱数量", "外箱装箱数", "外箱入数", "外箱数", "每箱装数", "装箱数量", "装箱率", "Packing", "每箱只数"), most=1e6),
    Wanted("cartons", "quantity", (N_("Cartons"), "箱数", "总箱数", "件数", "Ctns", "Total Ctns")),
    Wanted("line", "text", (N_("Line"), "生产线", "机台", "拉别", "线别", "拉线", "生产线/车间", "车间", "产线", "生产车间"), recurs=True, known="lines"),
    Wanted("stage", "text", (N_("Stage"), "工序", "工序/半成品/成品")),
    Wanted("start", "date", (N_("Plan start"), "计划开始", "开工", "上线日期", "开始日期", "计划上线", "开工日期", "计划开工",
                             "上线", "投产日期")),
    Wanted("finish", "date", (N_("Plan finish"), "计划完成", "完工", "下线日期", "完成日期", "计划下线", "完工日期", "计划完工", "预计完成", "预计完成日期",
                              "预计完工", "预计完工日期",
                              "下线")),
    Wanted("done", "quantity", (N_("Done"), "已完成数", "已产数", "完成数", "已完成", "累计完成", "已生产", "完成数量", "已交数", "入库数", "已入库", "已入库数", "累计入库",
                                "累计入库数", "累计完成数", "累计产量")),
    Wanted("balance", "quantity", (N_("Balance"), "欠数", "欠产数", "未完成数", "未完数", "余数", "尚欠", "欠产", "未完成", "未完",
                                     "未交数", "欠数量")),
    Wanted("inspection", "date", (N_("Inspection date"), "验货期", "客验", "验货日期", "客验日期", "确定验货期", "验货",
                                  "客验(确定验货期)", "行验", "计划验货期", "计划验货日期", "验货时间", "QC验货日期", "Inspection", "Insp. Date", "客户验货日期")),
    Wanted("ship", "date", (N_("Required ship date"), "客要求走货期", "走货期", "交货期", "出货日期", "交期", "走货日期", "出货期",
                            "要求交期", "船期", "货期", "出货", "交货", "要求交货日", "要求交货日期", "客户要求交期",
                            "客要求交期", "交货时间", "出货时间", "走货时间", "交付日期", "发货日期", "要求出货日期", "要求走货期",
                            "Req. Ship Date", "Required Ship Date", "Ex-factory Date", "Due Date", "Delivery Time", "交货日期", "订单交期", "客户交期", "Ship Date", "Delivery", "Delivery Date", "ETD", "客PO期", "PO期", "PO交期",
                            "客期", "客户PO期", "CRD", "Cargo Ready Date", "预发货日期", "要货日期", "计划交货日期", "约定交货日期", "合同交期", "需求日期",
                            "要求到货日期", "交付期", "最晚交期", "Requested Delivery Date", "Requested Date", "Need By", "Due"),
           also=("计划出货期", "计划出货日期", "计划走货期", "计划交期", "预计出货日期", "预计走货期")),
    Wanted("confirmed", "date", (N_("Confirmed ship date"), "确认走货期", "确认交期", "回复交期", "承诺交期", "承诺交货日", "承诺交货日期",
                                 "工厂回复交期", "厂复交期", "回复客户交期", "回复客户交货期", "答复交期", "确认货期", "确定交期",
                                 "回复货期", "最终确认交期", "Confirmed Date", "Confirmed Ship Date", "Confirmed Delivery")),
    Wanted("price", "number", (N_("Unit price"), "单价", "单价USD", "单价RMB", "Unit Price", "Price", "U/P", "单价(元)", "含税单价", "销售单价", "FOB单价"), most=1e6, also=("无税单价", "未税单价", "不含税单价"), places=4),
    Wanted("amount", "money", (N_("Amount"), "金额", "金额USD", "总金额", "Amount USD", "价税合计", "含税金额", "Amount", "总价"), also=("无税金额", "未税金额", "不含税金额")),
    Wanted("shipping_sample", "text", (N_("Shipping sample"), "船头板", "船样", "大货样")),
    Wanted("pp_sample", "text", (N_("Pre-production sample"), "产前板", "产前样")),
    Wanted("material", "text", (N_("Material"), "物料", "物料齐套", "物料状况", "物料情况")),
    Wanted("sales", "text", (N_("Sales"), "业务", "业务员", "销售", "销售员", "业务跟单"), recurs=True, known="people"),
    Wanted("clerk", "text", (N_("Clerk"), "跟单", "跟单员", "跟单人"), recurs=True, known="people"),
    Wanted("note", "text", (N_("Note"), "备注", "说明", "备 注", "Remark", "Remarks")),
)
_NUMBER = Wanted("order", "code", (N_("Production order no."), "制单号", "生产单号", "生产制单号", "制造单号", "制单编号", "工单号",
                                   "生产订单号", "订单号", "单号", "订单编号", "生产单", "Order No.", "Order Number", "Job No.", "内部单号", "内部订单号",
                                   "销售订单号", "计划单号", "跟单号", "工单", "生产任务单号", "工单编号", "生产订单编号", "任务单号", "制令单号",
                                   "Work Order", "Production Order", "Sales Order"),
                 required=True, known="orders", also=("单据编号", "单据号", "销售单号", "Document No."))
_PO = Wanted("customer_po", "code", (N_("Customer PO"), "客PO", "合同号/客PO", "客户PO", "客人PO", "客户订单号", "客户单号", "合同号/客人PO",
                                     "PO", "PO号", "客单号", "合同号", "PO No.", "P/O No.", "Customer PO", "PO Number", "PO#",
                                     "合同编号", "客户合同号", "客人单号", "客人订单号", "客户订单", "客户采购单号", "客户PO号", "客户PO编号", "客户合同", "Purchase Order", "Customer Order No.",
                                     "Cust. PO", "Buyer PO"), known="pos")
_PO_AS_KEY = Wanted("customer_po", "code", _PO.headings, required=True)

_CONTRACTS = ("合同号", "合同编号", "合约号", "合约编号", "销售合同号")
_CONTRACT = Wanted("order", "code", (_NUMBER.headings[0], *_CONTRACTS), required=True)
_PO_BESIDE = replace(_PO_AS_KEY, headings=tuple(h for h in _PO.headings if h not in _CONTRACTS))
_NAME_AS_ITEM = replace(_PRODUCT, also=(), headings=(_PRODUCT.headings[0], "产品名称", "品名", "品名规格", "产品", "货品名称", "名称规格"))
_NEEDED = ("customer", "ship")

WITH_NUMBER = (_NUMBER, _PO, *_REST)
WITH_CONTRACT = (_CONTRACT, _PO_BESIDE, *_REST)
"""The office's own number is the contract's; the customer's stands beside it."""
WITH_PO_ONLY = (_PO_AS_KEY, *_REST)
BY_NAME = (_NUMBER, _PO, *(
    _NAME_AS_ITEM if f is _PRODUCT else replace(f, required=f.required or f.key in _NEEDED)
    for f in _REST if f.key != "name"))
"""Products without numbers go by their names, on sheets that plainly are lists of orders."""
