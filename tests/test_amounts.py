"""Amounts in words: known ones, and reading every written number back."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import (
    DIGITS,
    ONES,
    TENS,
    NoWordsError,
    amount_in_capitals,
    amount_in_words,
    chinese_number,
    english_number,
)

CHINESE = [
    ("0", "零元整"),
    ("123.45", "壹佰贰拾叁元肆角伍分"),
    ("123.4", "壹佰贰拾叁元肆角整"),
    ("100", "壹佰元整"),
    ("0.05", "伍分"),
    ("0.5", "伍角整"),
    ("10.05", "壹拾元零伍分"),
    ("1005", "壹仟零伍元整"),
    ("1050", "壹仟零伍拾元整"),
    ("100500", "壹拾万零伍佰元整"),
    ("10000000", "壹仟万元整"),
    ("10500003", "壹仟零伍拾万零叁元整"),
    ("100000001", "壹亿零壹元整"),
    ("1000000000000", "壹万亿元整"),
    ("1000100000000", "壹万零壹亿元整"),
    ("-2", "负贰元整"),
    ("0.005", "壹分"),
    ("-0.001", "零元整"),
]


@pytest.mark.parametrize(("amount", "words"), CHINESE)
def test_capitals(amount: str, words: str) -> None:
    assert amount_in_capitals(Decimal(amount)) == "人民币" + words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("123.45", "SAY US DOLLARS ONE HUNDRED AND TWENTY-THREE AND CENTS FORTY-FIVE ONLY"),
        ("1205", "SAY US DOLLARS ONE THOUSAND TWO HUNDRED AND FIVE ONLY"),
        ("1005", "SAY US DOLLARS ONE THOUSAND AND FIVE ONLY"),
        ("1000000", "SAY US DOLLARS ONE MILLION ONLY"),
        ("0", "SAY US DOLLARS ZERO ONLY"),
        ("-3.10", "SAY US DOLLARS MINUS THREE AND CENTS TEN ONLY"),
    ],
)
def test_english(amount: str, words: str) -> None:
    assert amount_in_words(Decimal(amount)) == words


def read_chinese(words: str) -> int:
    """Read capitals back, section by section, ignoring 零."""
    total = section = digit = 0
    for char in words:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in "拾佰仟":
            section += digit * 10 ** ("拾佰仟".index(char) + 1)
            digit = 0
        elif char == "万":
            section, digit = (section + digit) * 10_000, 0
            total, section = total + section, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return total + section + digit


def read_english(words: str) -> int:
    """Read English words back, ignoring AND."""
    values = {word: at for at, word in enumerate(ONES)} | {word: 20 + 10 * at for at, word in enumerate(TENS)}
    scales = {"THOUSAND": 10**3, "MILLION": 10**6, "BILLION": 10**9, "TRILLION": 10**12, "QUADRILLION": 10**15}
    total = group = 0
    for word in re.split(r"[ -]", words):
        if word in values:
            group += values[word]
        elif word == "HUNDRED":
            group *= 100
        elif word in scales:
            total, group = total + group * scales[word], 0
    return total + group


numbers = st.integers(0, 10**16 - 1) | st.integers(0, 200_000) | st.integers(0, 15).map(lambda power: 10**power)


@given(numbers)
def test_chinese_numbers_read_back(number: int) -> None:
    words = chinese_number(number)
    assert read_chinese(words) == number
    assert "零零" not in words
    assert number == 0 or not words.endswith("零")


@given(numbers)
def test_english_numbers_read_back(number: int) -> None:
    assert read_english(english_number(number)) == number


@given(st.decimals(-(10**9), 10**9, places=2))
def test_hundredths_are_never_lost(amount: Decimal) -> None:
    words = amount_in_capitals(amount)
    tenth = re.search(f"([{DIGITS}])角", words)
    last = re.search(f"([{DIGITS}])分", words)
    read = (DIGITS.index(tenth[1]) if tenth else 0) * 10 + (DIGITS.index(last[1]) if last else 0)
    assert read == int(abs(amount) * 100) % 100
    assert words.endswith("整") is (int(abs(amount) * 100) % 10 == 0)


@pytest.mark.parametrize(("amount", "currency"), [("NaN", "CNY"), ("1E16", "CNY"), ("1", "XXX")])
def test_what_has_no_words_is_said(amount: str, currency: str) -> None:
    for words in (amount_in_capitals, amount_in_words):
        with pytest.raises(NoWordsError):
            words(Decimal(amount), currency)
