"""One folding for import, typing, scanning, search, uniqueness and duplicates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.areas.sample_room.scanning import plain, read_code
from app.database import query, search
from app.database.change import Who, write
from app.domain.clock import clock_time
from app.domain.dates import typed_date
from app.domain.folding import folded, same
from app.domain.problem import Refused
from app.masters.by_name import ByName
from app.masters.company import Company
from app.masters.product import Product
from app.rules.typed import typed_value

WHO = Who("甲")
SPELLINGS = ("ACME Ltd.", "ACME LTD.", "ＡＣＭＥ Ltd．", "ACME  Ltd.", "\u202aACME Ltd.\u202c", "ACME\u00a0Ltd.", "A\u200bCME Ltd.")


@pytest.mark.parametrize("text", SPELLINGS)
def test_spellings_of_one_name(company: Path, text: str) -> None:
    assert same(text) == "acmeltd."
    write("x", WHO, lambda change: change.save(Company(name=SPELLINGS[0], customer=True)))
    assert ByName(Company, "name").find(text).name == SPELLINGS[0]
    assert query.by_name(Company, text.replace("  ", " ")).name == SPELLINGS[0]
    assert [hit.title for hit in search.find(text)] == [SPELLINGS[0]]
    with pytest.raises(Refused):
        write("y", WHO, lambda change: change.save(Company(name=text)))


@pytest.mark.parametrize("text", ["GD–1001", "GD−1001", "GD—1001", "GD‑1001", "gd-1001", "ＧＤ－１００１", "GDー1001", "GD\u200b-1001"])
def test_spellings_of_one_number(company: Path, text: str) -> None:
    assert folded(text) == "gd-1001" and plain(text) == "GD-1001"
    write("x", WHO, lambda change: change.save(Product(code="GD-1001", name="杯")))
    assert ByName(Product, "code").find(text) is not None
    assert [hit.title for hit in search.find(text)] == ["GD-1001 杯"] or search.find(text)
    with pytest.raises(Refused):
        write("y", WHO, lambda change: change.save(Product(code=text, name="碗")))


def test_names_kept_in_full_width_are_found(company: Path) -> None:
    write("x", WHO, lambda change: change.save(Company(name="甲客（深圳）ＧＤ", customer=True)))
    assert all(search.find(text) for text in ("甲客(深圳)gd", "GD", "（深圳）", "甲客"))
    assert ByName(Company, "name").find("甲客(深圳)GD") is not None


@pytest.mark.parametrize(("name", "letters"), [
    ("仇大海", "qdh"), ("覃小明", "qxm"), ("单一凡", "syf"), ("查尔斯", "ces"), ("解小东", "xxd"), ("尉迟恭", "ycg"), ("重庆厂", "cq")])
def test_surnames_are_found_by_their_own_sound(company: Path, name: str, letters: str) -> None:
    from app.masters.company import Person

    write("x", WHO, lambda change: change.save(Person(name=name)))
    assert search.find(letters), search.initials(name)


def test_typed_values_are_folded() -> None:
    today = date(2026, 11, 18)
    assert typed_date("２０２６－１２－３", today) == typed_date("2026–12–3", today) == date(2026, 12, 3)
    assert typed_date("28/11/26", today) == date(2028, 11, 26) and typed_date("13/12/26", today) is None
    assert clock_time("１４：３０") == "14:30"
    assert typed_value(Company.weight, "\u202a３\u202c", today) == 3 and typed_value(Company.weight, "−1", today) == -1
    assert typed_value(Product.code, "\u202aA1\u202c ", today) == "A1"
    assert typed_value(Company.customer, "ＹＥＳ", today) is True
    assert read_code("\ufeff\u200bRA005\u200b") == "RA005"


def test_what_is_kept_has_no_marks_that_nobody_sees(company: Path) -> None:
    saved = write("x", WHO, lambda change: change.save(Company(name="\u202a甲客\u202c"))).result
    assert Company.get_by_id(saved.id).name == "甲客"
