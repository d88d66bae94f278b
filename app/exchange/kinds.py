"""What a worksheet is, told by its headings, its name and its title, so that it is sent where it belongs or left out.

Each kind has headings that speak for it and words of sheet names and titles; a kind that no import takes says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.text import N_, _
from app.exchange.grid import Grid
from app.exchange.headings import normal
from app.exchange.table_parts import Table


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: its name, headings that only it has, headings that go with it, words of its title.

    `imports` are the imports that take it; a kind without any is told and left out. `unlike` are headings that
    speak against it.
    """

    key: str
    name: str
    own: str
    beside: str = ""
    titles: str = ""
    imports: tuple[str, ...] = ()
    unlike: str = ""


ORDERS, PROGRESS = ("orders",), ("progress",)
_CUSTOMERS = "^(?:客户|客名|客人|买家|购货单位|customer|buyer|第三方客户)"
KINDS = (
    Kind("field_map", N_("a list of fields"), "^(?:字段|字段名|字段名称|源字段|目标字段|对应字段|字段说明|数据类型|field|fieldname|"
         "datatype|表名)$", "^(?:说明|备注|示例|必填|长度|类型)$", "字段|对照|mapping"),
    Kind("bom", N_("a bill of materials"), "母件|子件|父项|子项|位号|单位用量|组成用量|基本用量|^用量$|单机用量|替代料|designator|"
         "qtyper|bom", "损耗|层级|阶次|物料描述|封装", "bom|物料清单|用料表"),
    Kind("operations", N_("a list of operations"), "^(?:工序号|工序行号|工序编号|工序代码|工序说明|工序名称|工步|工序序号|作业编号|作业名称|op(?:eration)?no|"
         "标准工时|报工开始时间|报工结束时间|报工人)$", "^(?:工作中心|工时|派工|报工)", "工序|派工|工艺路线|报工"),
    Kind("purchase", N_("a list of purchases"), "采购(?:订)?单|采购员|采购日期|采购数|请购|^ma(?:订单)?号|到货数|来料|供方(?:名|编)|供应商(?:编号|代码|简称)",
         "供应商|供方|材质|到货", "包材|彩盒|采购|请购|物料需求|mrp|^ma$|包装ma|外购", unlike=_CUSTOMERS),
    Kind("stock", N_("a stock list"), "期初(?:数|库存|结存)|结存|库存(?:数|量)|现存量|可用量|盘点|盘盈|盘亏|账面数|库位|仓位|onhand|instock",
         "仓库|入库数|出库数|安全库存", "库存|盘点|收发存|进销存"),
    Kind("statement", N_("a statement of account"), "应收|应付|已付|未付|欠款|付款日|开票(?:金额|日期)|对账|账期|^余额$|balance(?:due|amount)",
         "发票号|送货单号|金额", "对账|应收|应付|货款"),
    Kind("delivery_plan", N_("a delivery plan with a column for each day"), "^$", "", "发货计划|出货计划表|送货计划"),
    Kind("flow_cards", N_("a list of task-flow cards"), "流程单(?:号|编号)|流程卡|裁线|米数|计划米", "", "流程单|裁线"),
    Kind("contacts", N_("a phone list"), "^(?:手机|手机号|电话|联系电话|短号|分机|内线|邮箱|email|e-mail|mobile|phone|微信)$", "姓名|职务|部门|联系人",
         "通讯录|联系人", ("contacts",)),
    Kind("returns", N_("a list of returned units"), "返修(?:单)?号|故障|返修原因|维修(?:日期|结果|人)|rma", "", "返修|维修|退修", ("returns",)),
    Kind("samples", N_("a sample tracker"), "样板(?:编)?号|样品(?:编)?号|打样(?:单号|日期)|寄样|留底", "", "样板|样品|打样", ("samples",)),
    Kind("sample_room", N_("a register of the sample room"), "财产编号|资产编号|资产名称|账面价值|入室日期|保管人", "", "样机|财产登记|资产",
         ("sample_room",)),
    Kind("shipments", N_("a ship-out list"), "出货单(?:号)?$|发货单(?:号)?$|送货单(?:号)?$|提单号|柜号|封条|装柜", "", "出货一览|发货单|送货单|装柜",
         ("shipments",)),
    Kind("supplies", N_("a list of supplies taken"), "领用(?:人|部门|日期|数)", "", "办公用品|领用", ("supplies",)),
    Kind("daily", N_("a daily sheet"), "当日|本日|今日|当班|时段产量|today|^班次$|^班别$|操作员|操作工|停机", "不良|良品",
         "日报|进度表|每日", PROGRESS),
)
SCHEDULE = Kind("schedule", N_("a schedule or a list of orders"), "^$", imports=ORDERS)
CANCELLED = re.compile("取消|作废|撤单|cancel", re.IGNORECASE)
"""What sheets of cancelled orders are called."""
SPEAK_FOR = {"customer": 1.5, "customer_po": 0.5, "inspection": 1.0, "ship": 0.5, "received": 0.5, "order": 0.5,
             "line": 0.5, "start": 0.5, "finish": 0.5, "made": 1.5, "cumulative": 0.5}
"""How much fields that were found by their own heading speak for the import that looked for them."""
_ENOUGH = 2.0


def kinds_of(names: Sequence[str], sheet: str, titles: Sequence[str] = ()) -> list[tuple[float, Kind]]:
    """Return what a sheet with these headings may be, the likeliest first, each with how much speaks for it."""
    plain = [normal(part) for name in names if name for part in {name, *name.split("/")}]
    found = []
    for kind in KINDS:
        own = {name for name in plain if re.search(kind.own, name)} - {""}
        beside = {name for name in plain if kind.beside and re.search(kind.beside, name)} - own
        said = normal(" ".join([sheet, *titles]))
        weight = 2.0 * len(own) + 0.6 * len(beside) + (1.5 if kind.titles and re.search(kind.titles, said) else 0.0)
        if kind.titles and re.search(kind.titles, said) and not any(re.search(_CUSTOMERS, name) for name in plain):
            weight += 0.6
        if kind.unlike and any(re.search(kind.unlike, name) for name in plain):
            weight -= 2.0
        if weight >= _ENOUGH:
            found.append((weight, kind))
    return sorted(found, key=lambda one: -one[0])


def other_kind(table: Table, key: str) -> str:
    """Return why a table is not for an import, empty where nothing speaks against it.

    Columns that somebody assigned by hand are not doubted.
    """
    if any(match.how == "learned" for match in table.matches):
        return ""
    sure = {match.key for match in table.matches if match.how == "exact"}
    known = {match.header for match in table.matches if match.how == "exact"}
    names = [name for name in table.names if name and name not in known]
    titles = [value for value in table.title_texts.values() if isinstance(value, str)]
    leading = [name for name in table.names if name][:2]
    ours = max((weight for weight, kind in kinds_of(table.names, table.sheet, titles) if key in kind.imports),
               default=0.0)
    for weight, kind in kinds_of(names, table.sheet, titles):
        if key in kind.imports:
            return ""
        leads = any(re.search(kind.own, normal(name)) for name in leading)
        if weight + leads > ours + sum(SPEAK_FOR.get(field, 0.0) for field in sure):
            return told(kind, table.sheet)
    return ""


def is_plainly(table: Table, key: str) -> bool:
    """Tell whether a table's own words say that it is for an import, before all others."""
    titles = [value for value in table.title_texts.values() if isinstance(value, str)]
    found = kinds_of(table.names, table.sheet, titles)
    return bool(found) and key in found[0][1].imports


def told(kind: Kind, sheet: str) -> str:
    """Return what a sheet is, in words, and where it can go."""
    if kind.imports:
        return _("Sheet “{sheet}” looks like {kind}; choose that import for it, or assign its columns by hand.").format(
            sheet=sheet, kind=_(kind.name))
    return _("Sheet “{sheet}” looks like {kind}; there is no import for that here. If it is meant otherwise, assign "
             "its columns by hand.").format(sheet=sheet, kind=_(kind.name))


def named_kind(grid: Grid, names: Sequence[str]) -> str:
    """Return what a sheet without the wanted table is, in words; empty where nobody can tell."""
    found = kinds_of(names, grid.name)
    return told(found[0][1], grid.name) if found else ""
