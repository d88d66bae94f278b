"""Makes order lists and daily sheets as offices keep them, with the truth beside them: by seed, always the same.

Headings are drawn from the words of the trade and of the usual ERPs; those of `UNSEEN` are in no list of the program.
Beside what is wanted stand columns that resemble it: inner boxes, third parties' numbers, materials' dates, remarks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.exchange.grid import Cell, Grid, Merged

TODAY = date(2026, 11, 23)

SEEN: dict[str, tuple[str, ...]] = {
    "order": ("制单号", "生产单号", "订单号", "工单号", "订单编号", "Order No.", "Work Order", "生产制单号", "销售订单号"),
    "customer_po": ("客户PO", "PO号", "客PO", "合同号/客PO", "PO No.", "客户订单号", "客人PO", "KIRU PO NO#", "WM PO#"),
    "customer": ("客户", "客名", "客户名称", "Customer", "客户简称", "第三方客户名称", "买家"),
    "country": ("国家", "目的地", "走货国家", "Destination"),
    "item": ("货号", "产品编号", "款号", "ITEM#", "Item No.", "存货编码", "物料编码", "产品代号", "型号", "WM Item ID"),
    "name": ("品名", "产品名称", "名称", "货品名称", "Description", "存货名称", "物料名称"),
    "colour": ("颜色", "款式/颜色", "Color", "花色"),
    "quantity": ("订单数量", "数量", "PO数量(只)", "Qty", "订单数", "Order Qty", "订购数量", "生产数量", "订单量（PCS）"),
    "unit": ("单位", "Unit"),
    "per_carton": ("每箱数量", "装箱数", "外箱装箱数量(pcs)", "箱规", "Pcs/Ctn"),
    "cartons": ("箱数", "总箱数", "Ctns"),
    "line": ("生产线", "机台", "拉别", "产线"),
    "start": ("计划开始", "开工日期", "上线日期"),
    "finish": ("计划完成", "完工日期", "下线日期", "预计完工"),
    "received": ("接单日期", "接单期", "下单日期", "Order Date", "订单日期"),
    "inspection": ("验货期", "计划验货期", "验货日期", "客验"),
    "ship": ("走货期", "交货期", "客PO期", "交期", "出货日期", "Ship Date", "CRD", "船期", "要求交期", "预发货日期"),
    "confirmed": ("确认交期", "回复交期", "回复客户交期"),
    "price": ("单价", "Unit Price", "U/P", "含税单价"),
    "amount": ("金额", "Amount", "价税合计"),
    "done": ("已完成数", "累计完成", "已产数"),
    "balance": ("欠数", "未完成数", "余数"),
    "note": ("备注", "Remark", "说明"),
    "made": ("当日完成", "今日产量", "本日产量", "当日产量", "实际产量", "Output", "产量"),
    "planned": ("当日计划", "今日计划", "计划产量", "Target"),
    "defects": ("不良数", "当日不良", "次品"),
    "cumulative": ("累计完成", "累计产量", "累计数", "Total Output"),
    "headcount": ("人数", "出勤人数"),
}
UNSEEN: dict[str, tuple[str, ...]] = {
    "order": ("厂内单号", "生产通知单编号", "制造令编号", "Job Order No", "内部制单编号"),
    "customer_po": ("买家PO号", "客方订单号码", "P.O. Number", "客户的PO"),
    "customer": ("客户公司", "采购商客户名", "Customer / 客户", "客户（英文）"),
    "country": ("目的港国家", "出口国家"),
    "item": ("产品货号（厂）", "款式号码", "Style #", "Art No", "产品编号/Item"),
    "name": ("产品中文品名", "货品描述", "Product Description"),
    "colour": ("产品颜色", "Colour/颜色"),
    "quantity": ("订单总数量", "下单量", "Order Quantity (pcs)", "订货数量(套)", "总订单数"),
    "unit": ("计量单位",),
    "per_carton": ("外箱入数/箱", "Pcs per Ctn", "每外箱数量"),
    "cartons": ("外箱总箱数", "Total Cartons"),
    "line": ("所在产线", "生产线别"),
    "start": ("计划上线日期", "计划开始日期"),
    "finish": ("计划完成日期", "计划完工日期"),
    "received": ("订单接收日期", "客户下单日期", "PO Received Date"),
    "inspection": ("计划客验日期", "QC验货期"),
    "ship": ("客户要求出货日期", "Required Delivery Date", "合同交货期", "出货日期(客要求)"),
    "confirmed": ("工厂确认交期", "最终回复交期"),
    "price": ("销售单价(USD)", "Unit Price USD"),
    "amount": ("订单金额", "Amount (USD)"),
    "done": ("已完成数量", "累计已完成"),
    "balance": ("未完成数量", "欠产数量"),
    "note": ("备注说明", "Remarks/备注"),
    "made": ("当日实际产量", "今天完成数量", "当日完成数(只)"),
    "planned": ("当天计划产量", "今日目标产量"),
    "defects": ("当日不良品数", "不良品数量"),
    "cumulative": ("累计完成总数", "至今累计完成"),
    "headcount": ("在岗人数", "出勤人数(人)"),
}


@dataclass(frozen=True)
class Book:
    """A worksheet with its truth: the column of each field, and every record's values by its row."""

    seed: int
    kind: str
    file: str
    grid: Grid
    columns: dict[str, int]
    records: dict[int, dict[str, Any]]
    traps: tuple[str, ...] = ()
    day: date | None = None


@dataclass
class _Draft:
    dice: random.Random
    words: Mapping[str, tuple[str, ...]]
    headings: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)

    def add(self, key: str, chance: float = 1.0) -> bool:
        if self.dice.random() >= chance or key in self.keys:
            return False
        self.headings.append(self.dice.choice(self.words[key]))
        self.keys.append(key)
        return True

    def trap(self, heading: str, key: str, chance: float, beside: str = "") -> None:
        if self.dice.random() < chance and heading not in self.headings:
            at = self.keys.index(beside) + self.dice.choice((0, 1)) if beside in self.keys else len(self.keys)
            self.headings.insert(at, heading)
            self.keys.insert(at, key)
            self.traps.append(heading)


def words_for(dice: random.Random, unseen: float) -> dict[str, tuple[str, ...]]:
    """Return the headings to draw from; a share of the fields takes words that the program has never seen."""
    return {key: UNSEEN[key] if dice.random() < unseen and key in UNSEEN else SEEN[key] for key in SEEN}


def order_book(seed: int, unseen: float = 0.0) -> Book:
    """Make a list of orders or a schedule."""
    dice = random.Random(seed)
    draft = _Draft(dice, words_for(dice, unseen))
    schedule = dice.random() < 0.4
    add = draft.add
    if dice.random() < 0.6:
        draft.headings.append(dice.choice(("序号", "No.", "项次")))
        draft.keys.append("@number")
    add("received", 0.6)
    add("customer", 0.93)
    add("country", 0.35)
    numbered = add("order", 0.7)
    add("customer_po", 0.5 if numbered else 1.0)
    add("item")
    add("name", 0.7)
    add("colour", 0.5)
    add("quantity")
    add("unit", 0.4)
    packed = add("per_carton", 0.4)
    add("cartons", 0.7 if packed else 0.0)
    add("price", 0.3)
    add("amount", 0.6 if "price" in draft.keys else 0.0)
    if schedule:
        add("line")
        add("start")
        add("finish")
        add("done", 0.7)
        add("balance", 0.6)
    add("inspection", 0.5)
    add("ship", 0.95)
    add("confirmed", 0.25)
    add("note", 0.6)
    draft.trap("内箱装箱数量(pcs)", "@inner", 0.25, "quantity")
    draft.trap("毛重(KG)", "@weight", 0.15, "quantity")
    draft.trap("CBM", "@cbm", 0.15)
    draft.trap("供应商", "@supplier", 0.15, "item")
    draft.trap("IC供应商", "@supplier", 0.1, "item")
    draft.trap("SKU", "@sku", 0.2 if {"customer_po", "item"} <= set(draft.keys) else 0.0, "item")
    draft.trap("物料到期日", "@early", 0.15, "ship")
    draft.trap("船期SO", "@words", 0.15, "ship")
    draft.trap("第三方客户 PO NO#", "@blankpo", 0.15 if "customer_po" in draft.keys else 0.0, "customer_po")
    draft.trap("KIRU跟单组员", "@person", 0.12)
    draft.trap("图片", "@blank", 0.2, "item")
    draft.trap("实际出货日期", "@blank", 0.15)
    draft.trap("发票号", "@invoice", 0.12)
    draft.trap("样品数量", "@samples", 0.12, "quantity")
    draft.trap("税率", "@tax", 0.1, "price")
    if dice.random() < 0.3:
        _shuffle(draft)
    return _laid_out(seed, "orders", draft, _order_rows(dice), dice)


def daily_book(seed: int, unseen: float = 0.0) -> Book:
    """Make a plant's daily sheet."""
    dice = random.Random(seed)
    draft = _Draft(dice, words_for(dice, unseen))
    add = draft.add
    add("line", 0.8)
    add("order")
    add("customer", 0.5)
    add("item")
    add("name", 0.5)
    add("colour", 0.5)
    add("quantity", 0.7)
    add("planned", 0.6)
    add("made")
    add("defects", 0.5)
    add("cumulative", 0.5)
    add("balance", 0.4)
    add("headcount", 0.4)
    add("note", 0.6)
    draft.trap("完成率", "@rate", 0.3, "made")
    draft.trap("昨日完成", "@yesterday", 0.25, "made")
    draft.trap("标准产能", "@capacity", 0.2, "planned")
    draft.trap("累计不良", "defects_total", 0.15, "defects")
    day = TODAY - timedelta(dice.randrange(1, 8))
    rows = _order_rows(dice)
    for row in rows:
        row["made"] = dice.choice((0, dice.randrange(1, 40) * 10, dice.randrange(1, 400)))
        row["planned"] = row["made"] + dice.choice((0, 0, 50, 120))
        row["defects"] = dice.randrange(0, 9)
        row["cumulative"] = min(row["quantity"], row["made"] + dice.randrange(0, 900))
        row["balance"] = row["quantity"] - row["cumulative"]
        row["headcount"] = dice.randrange(3, 30)
        row["@rate"] = round(row["made"] / max(1, row["planned"]), 2)
        row["@yesterday"] = dice.randrange(1, 400)
        row["@capacity"] = dice.choice((400, 500, 650))
        row["defects_total"] = row["defects"] + dice.randrange(0, 30)
    return _laid_out(seed, "progress", draft, rows, dice, day)


def _order_rows(dice: random.Random) -> list[dict[str, Any]]:
    customers = dice.sample(("KUPFERTAL GMBH", "MAISON GRIVET", "北港贸易", "Tres Lunas", "禾沐屿", "Fjordhjem AS"), 4)
    products = [(f"{dice.choice('ABCK')}{dice.randrange(100, 990)}",
                 dice.choice(("双层保温杯", "不锈钢盆", "玻璃碗", "杯盖组件", "Lunch box"))) for _n in range(dice.randrange(4, 10))]
    colours = ("黑色", "白色", "香槟金", "Red", "本色", "薄荷绿")
    rows: list[dict[str, Any]] = []
    for number in range(dice.randrange(4, 16)):
        received = TODAY - timedelta(dice.randrange(5, 70))
        order = f"{dice.choice(('ZB26-', 'HJ2611-', '2611'))}{1000 + number * 7 + dice.randrange(7)}"
        po = str(4500000000 + number * 131 + dice.randrange(99)) if dice.random() < 0.6 else f"PO-{7000 + number * 3}"
        customer = dice.choice(customers)
        sold = dice.sample([(p, c) for p in products for c in colours], dice.randrange(1, 5))
        ship = received + timedelta(dice.randrange(30, 80))
        for at, ((item, name), colour) in enumerate(sold, 1):
            per_carton = dice.choice((6, 12, 24, 36))
            cartons = dice.randrange(3, 200)
            quantity = per_carton * cartons
            price = round(dice.uniform(0.4, 38.0), dice.choice((2, 3)))
            done = dice.choice((0, 0, quantity // 3, quantity))
            start = received + timedelta(dice.randrange(5, 15))
            rows.append({
                "order": order, "customer_po": po, "customer": customer, "country": dice.choice(("美国", "德国", "法国")),
                "item": item, "name": name, "colour": colour, "quantity": quantity, "unit": "PCS",
                "per_carton": per_carton, "cartons": cartons, "price": price, "amount": round(price * quantity, 2),
                "line": dice.choice(("杯组A线", "杯组B线", "1号机")), "start": start, "finish": start + timedelta(6),
                "received": received, "inspection": ship - timedelta(dice.randrange(2, 5)), "ship": ship,
                "confirmed": ship + timedelta(dice.choice((0, 0, 3))), "done": done, "balance": quantity - done,
                "note": dice.choice((None, None, "注意唛头", "分两批走")), "@inner": dice.choice((0, 2, 3)),
                "@weight": round(dice.uniform(3, 20), 1), "@cbm": round(dice.uniform(0.5, 30), 3),
                "@supplier": dice.choice(("恒达", "诚信包装", "东旭")), "@sku": f"{po}-{at * 10}",
                "@early": received + timedelta(2), "@words": dice.choice(("9/14截SI，整柜", "散货", None)),
                "@blankpo": None if dice.random() < 0.6 else f"TP{number}", "@person": dice.choice(("Amy", "Leo")),
                "@blank": None, "@invoice": None if dice.random() < 0.5 else f"INV26{number:03}",
                "@samples": dice.choice((1, 2, 3)), "@tax": 0.13})
    return rows


def _shuffle(draft: _Draft) -> None:
    """Let some columns change places with their neighbours."""
    for at in range(1, len(draft.keys) - 1):
        if draft.dice.random() < 0.25:
            for listed in (draft.keys, draft.headings):
                listed[at], listed[at + 1] = listed[at + 1], listed[at]


def _laid_out(seed: int, kind: str, draft: _Draft, rows: list[dict[str, Any]], dice: random.Random,
              day: date | None = None) -> Book:
    left = dice.choice((0, 0, 0, 1))
    width = len(draft.keys) + left
    cells: list[list[Cell]] = []
    if dice.random() < 0.7:
        title = "臻宝每日生产进度表" if kind == "progress" else dice.choice(("臻宝生产排期表", "2026年订单一览表", "出货计划"))
        cells.append([None] * left + [title] + [None] * (width - left - 1))
    if day is not None:
        cells.append([None] * left + [f"日期：{day.year}年{day.month}月{day.day}日"] + [None] * (width - left - 1))
    elif dice.random() < 0.3:
        cells.append([None] * left + ["制表：小邱", *[None] * (width - left - 1)])
    if dice.random() < 0.2:
        cells.append([None] * width)
    cells.append([None] * left + list(draft.headings))
    merged: list[Merged] = []
    records: dict[int, dict[str, Any]] = {}
    once = kind == "orders" and "order" in draft.keys and dice.random() < 0.15
    writing = dice.choice(("date", "date", "date", "slash", "dash"))
    subtotals = dice.random() < 0.2
    previous: Any = None
    first = 0
    for number, row in enumerate(rows):
        if previous is not None and row["order"] != previous:
            if once and len(cells) > first:
                merged.append(Merged(first, draft.keys.index("order") + left + 1, len(cells),
                                     draft.keys.index("order") + left + 1))
            if subtotals and dice.random() < 0.5:
                cells.append(_total("小计", draft, left, [r for r in rows[:number] if r["order"] == previous]))
        if row["order"] != previous:
            first = len(cells) + 1
        line: list[Cell] = [None] * left
        for key in draft.keys:
            value = number + 1 if key == "@number" else row.get(key)
            if once and key == "order" and row["order"] == previous:
                value = None
            line.append(_written(value, writing, dice))
        previous = row["order"]
        cells.append(line)
        records[len(cells)] = {key: row[key] for key in draft.keys if not key.startswith("@")}
    if once and len(cells) > first:
        merged.append(Merged(first, draft.keys.index("order") + left + 1, len(cells), draft.keys.index("order") + left + 1))
    if dice.random() < 0.5:
        cells.append(_total(dice.choice(("合计", "合计：", "Total")), draft, left, rows))
    if dice.random() < 0.3:
        cells += [[None] * width, [None] * left + ["备注：以上交期以业务通知为准。", *[None] * (width - left - 1)]]
    grid = Grid("Sheet1" if dice.random() < 0.5 else "排期", cells, merged=tuple(m for m in merged if m.bottom > m.top))
    columns = {key: at + left for at, key in enumerate(draft.keys) if not key.startswith("@")}
    return Book(seed, kind, f"{seed}.xlsx", grid, columns, records, tuple(draft.traps), day)


def _total(word: str, draft: _Draft, left: int, rows: list[dict[str, Any]]) -> list[Cell]:
    added = ("quantity", "cartons", "amount", "made", "planned", "defects", "done", "balance", "cumulative")
    line: list[Cell] = [None] * left + [sum(row[key] for row in rows) if key in added else None for key in draft.keys]
    line[left] = word
    return line


def _written(value: Any, writing: str, dice: random.Random) -> Cell:
    if isinstance(value, date) and writing != "date":
        return f"{value.year}/{value.month}/{value.day}" if writing == "slash" else value.isoformat()
    if isinstance(value, str) and value.isdigit():
        return int(value) if not value.startswith("0") else value
    return value


MAKERS: dict[str, Callable[..., Book]] = {"orders": order_book, "progress": daily_book}
