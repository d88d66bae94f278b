"""The words of headings by which columns are told apart."""

from __future__ import annotations

import re

BRACKETS = re.compile(r"[(\[{【〔<《「](.*?)[)\]}】〕>》」]")
MARKS = re.compile(r"[\s\W_]+")
LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9 .'/&#-]*")
CHINESE = re.compile(r"[\u3400-\u9fff]")
UNITS = re.compile(
    r"(?:usd|rmb|cny|hkd|eur|gbp|元|美元|人民币|pcs|pc|sets?|ctns?|kgs?|只|个|台|套|件|箱|支|条|米|吨|t|h|小时|分钟|min)$")
SAME_WORDS = (
    (re.compile("今日|本日|当天|今天"), "当日"),
    (re.compile("编号|编码|号码|代码|代号"), "号"),
    (re.compile("总数量|总数|数量"), "数"),
    (re.compile("名称"), "名"),
    (re.compile("日期|时间"), "日"),
    (re.compile("客户名|客户"), "客名"),
    (re.compile("制单|生产单|生产订单|工单"), "制单"),
    (re.compile("完工|完成"), "完成"),
    (re.compile("交货|走货|出货"), "交货"),
    (re.compile("回复客户|回复客人|回客户"), "回复"),
)
KEEP = str.maketrans({"#": "号", "＃": "号", "№": "号"})
COUNTERS = frozenset({"no", "序号", "序", "号", "项次", "编号", "行号", "seq", "sn", "项", "次序", "排序", "nr", "line", "line号",
                       "lineno"})
ONLY_EXACT = frozenset({
    "qty", "quantity", "date", "name", "number", "no", "total", "code", "order", "数量", "日期", "名称", "合计", "总数", "数",
    "总计", "小计", "单号", "金额", "规格"})
"""Words too general for what they are only a part of."""
AGREE = tuple(map(re.compile, (
    "未|不|欠", "累计|累积", "率|百分比", "已", "供应商|供方|supplier|vendor", "昨日|昨天|前日|上日|前一日|上月|上周|yesterday",
    "内箱|内盒|中盒|小箱|inner", "每|per", "箱|ctn|carton", "采购|请购|外购|purchas",
    "物料|材料|包材|面料|辅料|彩盒|主料|原料|material", "配件|配套|附件", "样品|样板|打样|sample", "模具", "退|返", "税|tax",
    "发票|invoice", "付款|收款|payment", "报关|截关|订舱|舱|截单", "重|weight|cbm|体积|材积", "组员", "单位", "实际|actual",
    "产能", "提货", "备料", "到料|来料|齐料", "子|child", "父|母", "工序", "回复|确认|承诺|答复|confirm", "成本|cost",
    "不良|次品|废品|defect|ng", "序", "取消|cancel", "库存|stock", "安全", "周期|工期|lead", "英文|english")))
"""Words that turn the sense of a heading: both of two headings have one of a group, or neither."""
WHOSE = re.compile("客|买家|buyer|cust|第三方")
"""Whose number it is: the customer's own is never the office's."""
PLAIN_DAYS = frozenset({"日期", "生产日期", "报工日期", "完工日期", "生产日", "proddate", "date"})
OTHER_DAYS = re.compile(
    "预计|预定|计划|要求|承诺|交货|交期|货期|出货|走货|发货|接单|下单|订单|开始|开工|上线|下线|验货")
LEAVING = re.compile("出货|走货|交货|发货|货期|交期|船期|离厂|ship|deliver|etd", re.IGNORECASE)
OTHER_PAPERS = re.compile(
    "采购|请购|送货|出货|发货|领用|返修|维修|入库|出库|快递|物流|领料|退货|收货|报价|发票|质检|检验|询价|运单|提单|装箱|序列|模具|财产|资产|库存|盘点|样板|"
    "样品|打样|投诉|电话|手机|库位|柜|封条|箱|车牌|账|色|工位|身份|邮|税")
"""What a number is of, where it is not what a heading such as 单号 or 编号 alone stands for."""
TAILS = tuple((name, re.compile(f"(?:{tail})$")) for name, tail in (
    ("rate", "率|百分比|比例|占比|%"),
    ("price", "单价|价格|价|price|up|cost"),
    ("amount", "金额|总额|货款|货值|价税合计|税额|amount|value|款"),
    ("size", "毛重|净重|单重|重量|重|体积|材积|尺寸|cbm|weight|volume|size|gw|nw|kgs?|长|宽|高"),
    ("count", "数量|件数|箱数|套数|台数|只数|总数|数目|数|量|qty|qty号|quantity|pcs"),
    ("span", "工期|周期|账期|保质期|天数|lead time"),
    ("date", "日期|时间|期|日|date|day|etd|eta|crd"),
    ("code", "号|码|代号|no|nr|number|code|id|sku|po"),
    ("name", "名称|名|简称|全称|描述|name|description|desc"),
    ("person", "员|人|经理|主管"),
))
