"""What a new office begins with: its own company for the head of papers, departments, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.database.settings import set_office
from app.masters.company import Company, Department, Person
from app.masters.letterhead import LOGO


def begin_office(change: Any, company: str, address: str, logo: str, departments: Sequence[str],
                 people: Sequence[str], account: str = "") -> None:
    """Enter what is not there yet; the first of the people is the user, with their Windows account."""
    keep_own_company(change, company, address)
    if logo:
        set_office(change, LOGO, logo)
    known = {d.name: d for d in Department.select().where(Department.deleted == 0)}
    for name in _each(departments):
        if name not in known:
            known[name] = change.save(Department(name=name, place=len(known) + 1))
    for place, line in enumerate(_each(people)):
        name, _gap, behind = (part.strip() for part in re.sub(r"[，,、\t]", "|", line).partition("|"))
        if name and not Person.select().where((Person.name == name) & (Person.deleted == 0)).exists():
            change.save(Person(name=name, department=known.get(behind), account=account if place == 0 else None))


def keep_own_company(change: Any, name: str, address: str) -> None:
    """Keep name and address of the own company; an empty name changes nothing."""
    if not name:
        return
    own = Company.get_or_none((Company.own == 1) & (Company.deleted == 0)) \
        or Company.get_or_none((Company.name == name) & (Company.deleted == 0)) or Company()
    own.name, own.own, own.address = name, True, address or None
    change.save(own)


def own_company() -> tuple[str, str]:
    """Return name and address of the own company, empty where none is entered."""
    own = Company.get_or_none((Company.own == 1) & (Company.deleted == 0))
    return (own.name, own.address or "") if own is not None else ("", "")


def _each(lines: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))
