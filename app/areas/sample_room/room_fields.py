"""The headings under which offices keep the columns of their sample room's register."""

from __future__ import annotations

from app.domain.text import N_
from app.exchange.table_parts import Wanted

REGISTER = (
    Wanted("number", "code", (N_("Asset no."), "财产编号", "资产编号", "样机编号", "固定资产编号", "Asset No.")),
    Wanted("machine", "text", (N_("Model"), "机型", "型号", "产品型号", "Model"), required=True),
    Wanted("name", "text", (N_("Name of the sample"), "名称", "中文名称", "品名", "样机名称", "产品名称")),
    Wanted("category", "text", (N_("Category"), "类别", "分类")),
    Wanted("brand", "text", (N_("Brand"), "品牌", "Brand")),
    Wanted("serial", "code", (N_("Serial no. or IMEI"), "序列号/IMEI", "序列号", "IMEI", "机身号", "SN", "S/N")),
    Wanted("colour", "text", (N_("Colour"), "颜色", "Colour")),
    Wanted("firmware", "text", (N_("Firmware"), "软件版本", "版本", "固件版本")),
    Wanted("accessories", "text", (N_("Accessories"), "配件", "配件清单", "附件")),
    Wanted("place", "text", (N_("Place"), "存放位置", "存放位", "存放地点", "位置", "柜位")),
    Wanted("since", "date", (N_("In the room since"), "入室日期", "入库日期", "进室日期", "登记日期")),
    Wanted("origin", "text", (N_("Origin"), "来源", "来源/订单")),
    Wanted("value", "money", (N_("Book value"), "账面价值", "价值", "采购价", "金额")),
    Wanted("custodian", "text", (N_("Custodian"), "保管人", "责任人", "管理人")),
    Wanted("state", "text", (N_("State"), "状态", "现状")),
    Wanted("note", "text", (N_("Note"), "备注", "说明")),
)
