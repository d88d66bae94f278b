"""How like a column's heading is to the names of a field, whatever its spaces, brackets and units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from app.exchange.plain_text import TRADITIONAL
from app.exchange.table_parts import Wanted

_BRACKETS = re.compile(r"[(\[{【〔<《「](.*?)[)\]}】〕>》」]")
_MARKS = re.compile(r"[\s\W_]+")
_CHINESE_PART = re.compile(r"[A-Za-z][A-Za-z .'/&-]*")
_LATIN_PART = re.compile(r"[\u3400-\u9fff]+")
_GLUED = re.compile(r"^[\u3400-\u9fff]+(?:p/?o|id|sku)[号#.]?$", re.IGNORECASE)
"""A Chinese word that the letters after it make another: 客户PO is no 客户."""
_SAME_WORDS = (
    (re.compile("今日|本日|当天|今天"), "当日"),
    (re.compile("编号|编码|号码|代码"), "号"),
    (re.compile("总数量|总数|数量"), "数"),
    (re.compile("名称"), "名"),
    (re.compile("日期|时间"), "日"),
    (re.compile("客户名|客户"), "客名"),
    (re.compile("制单|生产单|生产订单|工单"), "制单"),
    (re.compile("完工|完成"), "完成"),
    (re.compile("交货|走货|出货"), "交货"),
)
_KEEP = str.maketrans({"#": "号", "＃": "号", "№": "号"})
_COUNTERS = frozenset({"no", "序号", "序", "号", "项次", "编号", "行号", "seq", "sn", "项", "次序", "排序", "nr"})
_ONLY_EXACT = frozenset({"数量", "日期", "名称", "合计", "总数", "数", "总计", "小计", "单号", "金额", "规格"})
"""Words too general for what they are only a part of."""
_AGREE = (re.compile("未|不|欠"), re.compile("累计|累积"), re.compile("率|百分比"), re.compile("已"),
          re.compile("供应商|供方"), re.compile("昨日|昨天|前日|上日|前一日|上月|上周|yesterday"))
_PLAIN_DAYS = frozenset({"日期", "生产日期", "报工日期", "完工日期", "生产日", "proddate", "date"})
_OTHER_DAYS = re.compile(
    "预计|预定|计划|要求|承诺|交货|交期|货期|出货|走货|发货|接单|下单|订单|开始|开工|上线|下线|验货")
_LEAVING = re.compile("出货|走货|交货|发货|货期|交期|船期|离厂|ship|deliver|etd", re.IGNORECASE)
_OTHER_PAPERS = re.compile(
    "采购|请购|送货|出货|发货|领用|返修|维修|入库|出库|快递|物流|领料|退货|收货|报价|发票|质检|检验|询价|运单|提单|装箱|序列|模具|财产|资产|库存|盘点|样板|"
    "样品|打样|投诉|电话|手机|库位|柜|封条|箱|车牌|账|色|工位|身份|邮|税")
"""What a number is of, where it is not what a heading such as 单号 or 编号 alone stands for."""
LONGEST_HEADING = 40
JOINED = "/"
"""Stands between the parts of a heading over two rows: 当日/完成."""


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return a heading without spaces, line breaks, marks and difference of width or case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).translate(_KEEP).lower()).translate(TRADITIONAL)


@lru_cache(maxsize=8192)
def variants(text: str) -> tuple[tuple[str, float], ...]:
    """Return the normal forms of a heading, each with how sure an equal name makes us."""
    flat = unicodedata.normalize("NFKC", text)
    found: dict[str, float] = {normal(text): 0.97}
    bare = _BRACKETS.sub("", flat)
    found.setdefault(normal(bare), 0.93)
    for inside in _BRACKETS.findall(flat):
        found.setdefault(normal(inside), 0.7)
    levels = bare.split(JOINED)
    for depth in range(1, len(levels) - 1):
        found.setdefault(normal("".join(levels[depth:])), 0.95)
    for part in re.split(r"[/\\|、,;\n]", bare):
        found.setdefault(normal(part), 0.82)
    for pattern in (_CHINESE_PART, _LATIN_PART):
        alone = pattern.sub(" ", bare).strip()
        if len(normal(alone)) >= 2:
            if pattern is _CHINESE_PART and _GLUED.search(bare.strip()):
                continue
            found.setdefault(normal(alone), 0.9)
    found.pop("", None)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def likeness(header: str, heading: str) -> float:
    """Return 0 to 1: 1 is the same text, 0.8 and more one of its forms, below 0.55 is chance."""
    if header.strip() == heading:
        return 1.0
    named = normal(heading)
    best = 0.0
    for form, sure in variants(header):
        if form == named:
            best = max(best, sure)
        elif form in _ONLY_EXACT or not _agree(form, named):
            continue
        elif _same_words(form) == _same_words(named):
            best = max(best, sure * 0.86)
        elif len(form) >= 2 and len(named) >= 2:
            if form in named or named in form:
                share = min(len(form), len(named)) / max(len(form), len(named))
                best = max(best, sure * (0.5 + 0.38 * share))
            else:
                best = max(best, sure * 0.85 * _shared(form, named))
    return best


def _agree(form: str, named: str) -> bool:
    """Tell whether two headings can mean the same: one says nothing that turns the other's sense."""
    if any(bool(word.search(form)) != bool(word.search(named)) for word in _AGREE):
        return False
    if named in _PLAIN_DAYS and _OTHER_DAYS.search(form):
        return False
    other = _OTHER_PAPERS.search(form) if named.endswith(("号", "单", "编码", "no")) else None
    return other is None or other[0] in named


def best_likeness(header: str, field: Wanted) -> float:
    """Return the likeness of a header to the likest of a field's names."""
    if not header or len(header) > LONGEST_HEADING:
        return 0.0
    if normal(header) in _COUNTERS:
        return 1.0 if any(normal(header) == normal(heading) for heading in field.headings) else 0.0
    if field.kind == "date" and _LEAVING.search(header.rpartition(JOINED)[0]) and not any(
            _LEAVING.search(heading) for heading in field.headings):
        return 0.0
    return max((likeness(header, heading) for heading in field.headings), default=0.0)


def known_names(wanted: Sequence[Wanted]) -> frozenset[str]:
    """Return the normal forms of all names of all fields."""
    return frozenset(normal(heading) for field in wanted for heading in field.headings)


@lru_cache(maxsize=8192)
def _same_words(text: str) -> str:
    for pattern, word in _SAME_WORDS:
        text = pattern.sub(word, text)
    return text


def _shared(one: str, other: str) -> float:
    pairs_one, pairs_other = _pairs(one), _pairs(other)
    both = len(pairs_one & pairs_other)
    return 2 * both / (len(pairs_one) + len(pairs_other)) if both else 0.0


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
