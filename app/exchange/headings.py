"""How like a column's heading is to the names of a field, whatever its spaces, brackets and units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from app.exchange.plain_text import TRADITIONAL
from app.exchange.table_parts import Wanted

_BRACKETS = re.compile(r"[(\[{【〔<《「](.*?)[)\]}】〕>》」]")
_MARKS = re.compile(r"[\s\W_]+")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9 .'/&#-]*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_UNITS = re.compile(
    r"(?:usd|rmb|cny|hkd|eur|gbp|元|美元|人民币|pcs|pc|sets?|ctns?|kgs?|只|个|台|套|件|箱|支|条|米|吨|t|h|小时|分钟|min)$")
_SAME_WORDS = (
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
_KEEP = str.maketrans({"#": "号", "＃": "号", "№": "号"})
_COUNTERS = frozenset({"no", "序号", "序", "号", "项次", "编号", "行号", "seq", "sn", "项", "次序", "排序", "nr", "line", "line号",
                       "lineno"})
_ONLY_EXACT = frozenset({"数量", "日期", "名称", "合计", "总数", "数", "总计", "小计", "单号", "金额", "规格"})
"""Words too general for what they are only a part of."""
_AGREE = tuple(map(re.compile, (
    "未|不|欠", "累计|累积", "率|百分比", "已", "供应商|供方|supplier|vendor", "昨日|昨天|前日|上日|前一日|上月|上周|yesterday",
    "内箱|内盒|中盒|小箱|inner", "箱|ctn|carton", "采购|请购|外购|purchas", "物料|材料|包材|面料|辅料|彩盒|主料|原料|material",
    "配件|配套|附件", "样品|样板|打样|sample", "模具", "退|返", "税|tax", "发票|invoice", "付款|收款|payment", "报关|截关|订舱|舱|"
    "截单", "重|weight|cbm|体积|材积", "组员", "单位", "实际|actual", "产能", "提货", "备料", "到料|来料|齐料", "子|child", "父|母",
    "工序", "回复|确认|承诺|答复|confirm", "成本|cost", "不良|次品|废品|defect|ng", "序", "取消|cancel", "库存|stock", "安全", "周期|工期|lead", "英文|english")))
"""Words that turn the sense of a heading: both of two headings have one of a group, or neither."""
_PLAIN_DAYS = frozenset({"日期", "生产日期", "报工日期", "完工日期", "生产日", "proddate", "date"})
_OTHER_DAYS = re.compile(
    "预计|预定|计划|要求|承诺|交货|交期|货期|出货|走货|发货|接单|下单|订单|开始|开工|上线|下线|验货")
_LEAVING = re.compile("出货|走货|交货|发货|货期|交期|船期|离厂|ship|deliver|etd", re.IGNORECASE)
_OTHER_PAPERS = re.compile(
    "采购|请购|送货|出货|发货|领用|返修|维修|入库|出库|快递|物流|领料|退货|收货|报价|发票|质检|检验|询价|运单|提单|装箱|序列|模具|财产|资产|库存|盘点|样板|"
    "样品|打样|投诉|电话|手机|库位|柜|封条|箱|车牌|账|色|工位|身份|邮|税")
"""What a number is of, where it is not what a heading such as 单号 or 编号 alone stands for."""
_TAILS = tuple((name, re.compile(f"(?:{tail})$")) for name, tail in (
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
LONGEST_HEADING = 40
SECOND_BEST = 0.8
"""How sure a name makes us that stands for a field only where no better one does."""
JOINED = "/"
"""Stands between the parts of a heading over two rows: 当日/完成."""


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return a heading without spaces, line breaks, marks and difference of width or case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).translate(_KEEP).lower()).translate(TRADITIONAL)


@lru_cache(maxsize=8192)
def _spaced(text: str) -> str:
    """Return the normal form of a heading, with one space between the words of Latin letters."""
    flat = unicodedata.normalize("NFKC", text).translate(_KEEP).lower().translate(TRADITIONAL).replace("'", "")
    return re.sub(r"(?<![a-z0-9]) | (?![a-z0-9])", "", _MARKS.sub(" ", flat).strip())


@lru_cache(maxsize=8192)
def attribute(text: str) -> str:
    """Return what a heading says stands below it by its last word: count, date, code, name, price …; "" for others."""
    bare = _BRACKETS.sub(" ", unicodedata.normalize("NFKC", text)).rpartition(JOINED)[2]
    plain = _spaced(bare) or _spaced(text)
    while (shorter := _UNITS.sub("", plain).strip()) and shorter != plain and (
            _CHINESE.search(plain) or " " in plain):
        plain = shorter
    latin = re.search(r"[a-z0-9 ]+$", plain)
    for name, tail in _TAILS:
        found = tail.search(plain)
        if found and not (latin and found.start() > latin.start() and plain[found.start() - 1].isalnum()
                          and plain[found.start() - 1].isascii()):
            return name
    return ""


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[tuple[str, float], ...]:
    """Return the forms of a heading as text, each with how sure an equal name makes us."""
    flat = unicodedata.normalize("NFKC", text)
    bare = _BRACKETS.sub("", flat)
    found: list[tuple[str, float]] = [(text, 0.97), (bare, 0.93)]
    found += [(inside, 0.7) for inside in _BRACKETS.findall(flat)]
    levels = bare.split(JOINED)
    found += [("".join(levels[depth:]), 0.95) for depth in range(1, len(levels) - 1)]
    parts = re.split(r"[/\\|、,;\n]", bare)
    found += [(part, 0.82) for part in parts if attribute(part) == attribute(bare) or len(parts) == 1]
    found += [(part, 0.6) for part in parts if attribute(part) != attribute(bare)]
    found += _languages(bare.strip())
    return tuple(found)


def _languages(text: str) -> Iterator[tuple[str, float]]:
    """Yield the Chinese and the Latin part of a heading that may say the same in both: 数量 Qty, 客户Customer.

    What stands last says what a heading is; a part of another sense in front of it only tells it apart (PO数量).
    """
    latin = _LATIN_RUN.search(text)
    if latin is None or not _CHINESE.search(text):
        return
    before, word, after = text[:latin.start()].strip(), latin[0].strip(), text[latin.end():].strip()
    chinese = before or after
    if before and after or _LATIN_RUN.search(chinese) or len(normal(chinese)) < 2:
        return
    alike = attribute(word) == attribute(chinese)
    spaced = latin.start() > 0 and text[latin.start() - 1].isspace()
    unit = _UNITS.fullmatch(word.lower())
    if after or unit or (alike and (spaced or attribute(word))):
        yield chinese, 0.9
    if len(normal(word)) >= 2 and not unit and (before or alike):
        yield word, 0.88


@lru_cache(maxsize=8192)
def variants(text: str) -> tuple[tuple[str, float], ...]:
    """Return the normal forms of a heading, each with how sure an equal name makes us."""
    return _forms(text, normal)


@lru_cache(maxsize=8192)
def _spaced_variants(text: str) -> tuple[tuple[str, float], ...]:
    return _forms(text, _spaced)


def _forms(text: str, form: Callable[[str], str]) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for piece, sure in _pieces(text):
        found.setdefault(form(piece), sure)
    found.pop("", None)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def likeness(header: str, heading: str) -> float:
    """Return 0 to 1: 1 is the same text, 0.8 and more one of its forms, below 0.55 is chance."""
    if header.strip() == heading:
        return 1.0
    named, spaced = normal(heading), _spaced(heading)
    best = 0.0
    for form, sure in _spaced_variants(header):
        tight = form.replace(" ", "")
        if tight == named:
            best = max(best, sure)
        elif tight in _ONLY_EXACT or sure < 0.65 or not _agree(tight, named):
            continue
        elif _same_words(tight) == _same_words(named):
            best = max(best, sure * 0.86)
        elif len(tight) >= 2 and len(named) >= 2:
            if _stands_in(spaced, form) or _stands_in(form, spaced):
                share = min(len(tight), len(named)) / max(len(tight), len(named))
                best = max(best, sure * (0.5 + 0.38 * share))
            else:
                best = max(best, sure * 0.85 * _shared(form, spaced))
    return best


def _stands_in(part: str, whole: str) -> bool:
    """Tell whether a text stands in another, Latin words whole."""
    at = whole.find(part)
    while at >= 0:
        end = at + len(part)
        if not (_cuts(whole, at) or _cuts(whole, end)):
            return True
        at = whole.find(part, at + 1)
    return False


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


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
    return _best(header, field.headings, field.also, field.kind == "date")


@lru_cache(maxsize=65536)
def _best(header: str, headings: tuple[str, ...], also: tuple[str, ...], is_day: bool) -> float:
    if normal(header) in _COUNTERS:
        return 1.0 if any(normal(header) == normal(heading) for heading in headings) else 0.0
    if any(normal(header) == normal(heading) for heading in also):
        return SECOND_BEST
    if is_day and _LEAVING.search(header.rpartition(JOINED)[0]) and not any(
            _LEAVING.search(heading) for heading in headings):
        return 0.0
    signs = _signs(header)
    best = max((likeness(header, heading) - 0.0002 * place for place, heading in enumerate(headings)
                if not signs.isdisjoint(_signs(heading))), default=0.0)
    best = max([best, *(SECOND_BEST * likeness(header, heading) for heading in also
                        if not signs.isdisjoint(_signs(heading)))])
    if best < 0.9 and attribute(header) not in _attributes(headings):
        return 0.0
    return best


@lru_cache(maxsize=1024)
def _attributes(headings: tuple[str, ...]) -> frozenset[str]:
    """Return what the names of a field say stands below them; a heading that says nothing of it may be any."""
    return frozenset(attribute(heading) for heading in headings) | {""}


@lru_cache(maxsize=8192)
def _signs(text: str) -> frozenset[str]:
    """Return the Chinese characters and the Latin words of a heading: two without a common one are not alike."""
    spaced = _spaced(text)
    return frozenset(_CHINESE.findall(spaced)) | frozenset(re.findall(r"[a-z0-9]+", spaced)) | {normal(text)}


def known_names(wanted: Sequence[Wanted]) -> frozenset[str]:
    """Return the normal forms of all names of all fields."""
    return frozenset(normal(heading) for field in wanted for heading in (*field.headings, *field.also))


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
    """Return the pairs of neighbouring Chinese characters and the whole Latin words."""
    chinese = [text[at: at + 2] for at in range(len(text) - 1) if not (_is_latin(text[at]) or _is_latin(text[at + 1]))]
    return frozenset(chinese) | frozenset(re.findall(r"[a-z0-9]+", text))
