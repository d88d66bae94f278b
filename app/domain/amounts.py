"""Amounts of money in words, as invoices and receipts want them: Chinese capitals (大写) and English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from app.domain.text import N_, _

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")

ONES = [
    "ZERO",
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
]
TENS = ["TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"]
SCALES = ("", " THOUSAND", " MILLION", " BILLION", " TRILLION", " QUADRILLION")

CURRENCIES = {
    "CNY": ("人民币", "元", "CHINESE YUAN", "FEN"),
    "USD": ("美元", "元", "US DOLLARS", "CENTS"),
    "EUR": ("欧元", "元", "EUROS", "CENTS"),
    "GBP": ("英镑", "镑", "POUNDS STERLING", "PENCE"),
    "HKD": ("港币", "元", "HONG KONG DOLLARS", "CENTS"),
    "JPY": ("日元", "元", "JAPANESE YEN", "SEN"),
}
"""Code → name and unit in Chinese, name and hundredth in English."""

LIMIT = Decimal(10) ** 16
TOO_LARGE = N_("The amount {amount} is too large to write in words; amounts below ten quadrillion can be written.")
NO_CURRENCY = N_("The currency {currency} has no words here; there are: {known}.")


class NoWordsError(ValueError):
    """An amount or currency that cannot be written in words; says which."""


def amount_in_capitals(amount: Decimal, currency: str = "CNY") -> str:
    """Return 人民币壹佰贰拾叁元肆角伍分 or …元整, rounded to the hundredth; below zero with 负."""
    name, unit, _english, _hundredth = _names(currency)
    whole, hundredths, negative = _parts(amount)
    tenths, last = divmod(hundredths, 10)
    words = chinese_number(whole) + unit if whole or not hundredths else ""
    if hundredths == 0:
        words += "整"
    elif not last:
        words += f"{DIGITS[tenths]}角整"
    else:
        gap = "零" if whole and not tenths else ""
        words += (f"{DIGITS[tenths]}角" if tenths else gap) + f"{DIGITS[last]}分"
    return name + ("负" if negative else "") + words


def amount_in_words(amount: Decimal, currency: str = "USD") -> str:
    """Return SAY US DOLLARS ONE HUNDRED AND TWENTY-THREE AND CENTS FORTY-FIVE ONLY, rounded to the hundredth."""
    _chinese, _unit, name, hundredth = _names(currency)
    whole, hundredths, negative = _parts(amount)
    words = ("MINUS " if negative else "") + english_number(whole)
    if hundredths:
        words += f" AND {hundredth} {english_number(hundredths)}"
    return f"SAY {name} {words} ONLY"


def chinese_number(number: int) -> str:
    """Return a whole number in capitals, with 零 for every gap of places: 壹仟零伍拾万零叁."""
    if number == 0:
        return DIGITS[0]
    words = ""
    zero = False
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if group == 0:
            zero = bool(words)
            continue
        for place in range(3, -1, -1):
            digit = group // 10**place % 10
            if digit:
                words += (DIGITS[0] if zero else "") + DIGITS[digit] + PLACES[place]
                zero = False
            elif words:
                zero = True
        above = at == 3 and groups[2] != 0
        words += "万" if above else GROUPS[at]
        zero = zero and group % 10 == 0
    return words


def english_number(number: int) -> str:
    """Return a whole number in English capitals: ONE THOUSAND TWO HUNDRED AND FIVE."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[one]}" if one else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} HUNDRED" + (f" AND {english_number(rest)}" if rest else "")
    parts: list[str] = []
    scale = 0
    left = number
    while left:
        left, group = divmod(left, 1000)
        if group:
            joint = "AND " if scale == 0 and group < 100 else ""
            parts.append(joint + english_number(group) + SCALES[scale])
        scale += 1
    return " ".join(reversed(parts))


def _names(currency: str) -> tuple[str, str, str, str]:
    try:
        return CURRENCIES[currency]
    except KeyError:
        raise NoWordsError(_(NO_CURRENCY).format(currency=currency, known=", ".join(CURRENCIES))) from None


def _parts(amount: Decimal) -> tuple[int, int, bool]:
    """Return whole units, hundredths, and whether the rounded amount lies below zero."""
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise NoWordsError(_(TOO_LARGE).format(amount=amount))
    rounded = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, hundredths = divmod(int(abs(rounded) * 100), 100)
    return whole, hundredths, rounded < 0
