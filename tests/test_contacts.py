"""Contacts: the phone list comes in, the first contact stands in the company's line, both lists go to paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import catalogue, papers
from app.areas.contacts.directory import as_text, everybody, matching
from app.areas.contacts.phone_list import people_by_department
from app.areas.contacts.phone_numbers import is_whole_mobile, mobile_digits, numbers_in
from app.areas.contacts.records import Contact, is_mail_address
from app.database.change import Who, write
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Company, Department, Person

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)
LIST = Path(__file__).parent / "samples" / "通讯录.xlsx"


def do(task: Any) -> Any:
    return write("test", ME, task).result


def take_in() -> Any:
    plan = plan_workbook(catalogue.imports()["contacts"], read_workbook(LIST), TODAY)
    return plan, do(lambda change: apply_plan(change, plan))


def test_the_phone_list_comes_in_whole(company: Path) -> None:
    plan, counts = take_in()
    assert (counts["new"], counts["changed"], counts["held"]) == (24 + 19, 0, 0)
    assert {(p.row, p.kind) for p in plan.sheets[0].problems} == {(11, "two_values"), (11, "phone_length")}
    assert {(p.row, p.kind) for p in plan.sheets[1].problems} == {(7, "mail_wrong")}
    people = {p.name: p for p in Person.select()}
    assert len(people) == 24
    assert (people["蓝永福"].mobile, people["蓝永福"].note) == ("12000001259", "手机2：12000001260")
    assert (people["韦少芬"].mobile, people["岑若水"].mobile) == ("12000001222", "120000016")
    assert (people["阮小舟"].extension, str(people["阮小舟"].department)) == ("8013", "采购部")
    assert {d.name: d.head for d in Department.select() if d.head} == {
        "业务部": "廖晓岚", "采购部": "阮小舟", "财务部": "韦少芬", "品质部": "麻志强"}
    cable = Company.get(Company.name == "峤南线材")
    assert (cable.supplier, cable.customer, cable.contact, cable.phone, cable.email) == (
        True, False, "王小姐", "0999-00001304", None)
    assert Contact.select().count() == 19
    assert Company.get(Company.name == "KUPFERTAL HAUSHALT GMBH").address == "10 Sample Street, Exampletown"


def test_a_second_time_nothing_is_new(company: Path) -> None:
    take_in()
    _plan, counts = take_in()
    assert (counts["new"], counts["changed"], counts["same"]) == (0, 0, 43)


def test_what_has_changed_is_named(company: Path) -> None:
    take_in()
    person = Person.get(Person.name == "甘甜")
    person.extension = "9999"
    do(lambda change: change.save(person))
    plan, counts = take_in()
    assert counts["changed"] == 1
    assert [r.changes for r in plan.sheets[0].rows if r.changes] == [[("Extension", "9999", "8024")]]


def test_a_first_contact_stands_in_the_companys_line(company: Path) -> None:
    firm = do(lambda change: change.save(Company(name="MAISON", customer=True)))
    for name, mail in (("Anna", "a@example.com"), ("Jonas", "j@example.com")):
        do(lambda change, n=name, m=mail: change.save(Contact(name=n, company=firm, email=m, first=True)))
    again = Company.get_by_id(firm.id)
    assert (again.contact, again.email) == ("Jonas", "j@example.com")
    assert [c.name for c in Contact.select().where(Contact.first == 1)] == ["Jonas"]


def test_both_lists_go_to_paper(demo_company: Path) -> None:
    def words(key: str) -> str:
        return "".join(m.text for page in papers.pages(key, "阿敏", today=TODAY) for m in page.marks
                       if hasattr(m, "text"))

    listed = people_by_department()
    assert sum(len(people) for _title, people in listed) == Person.select().where(Person.left == 0).count()
    assert all(name.strip("★") in words("phone_list") for _t, people in listed for name, *_rest in people)
    assert "TALLOWMERE HOME LTD" in words("contact_list")


@pytest.mark.parametrize(("text", "good"), [("sales5@example.com", True), ("sales5@example，com", False),
                                            ("a b@example.com", False), ("a@b", False), ("", False)])
def test_mail_addresses(text: str, good: bool) -> None:
    assert is_mail_address(text) is good


@given(st.lists(st.from_regex(r"1[0-9]{10}", fullmatch=True), min_size=1, max_size=4), st.sampled_from(("/", "、", " / ")))
def test_numbers_of_a_cell_come_apart(numbers: list[str], between: str) -> None:
    written = between.join(f"{n[:3]}-{n[3:7]}-{n[7:]}" for n in numbers)
    found = [mobile_digits(n) for n in numbers_in(written)]
    assert found == numbers
    assert all(is_whole_mobile(n) for n in found)


def test_everybody_is_found_by_name_number_and_initials(demo_company: Path) -> None:
    found = everybody()
    assert len(found) == Person.select().where(Person.left == 0).count() + Contact.select().count()
    assert {e.name for e in matching(found, "wxj")} == {"王小姐"}
    assert [e.where for e in matching(found, "TALLOWMERE")] == ["TALLOWMERE HOME LTD"]
    assert matching(found, "0999-00003017") == matching(found, "099900003017") != []
    assert [(e.name, e.own) for e in matching(found, "wxj 生产")] == [("王小姐", True)]
    assert matching(found, "没有这个人") == []
    assert "王小姐" in as_text(matching(found, "wxj"))


def _phone_list(tmp_path: Path, *rows: str) -> Any:
    path = tmp_path / "客户电话.csv"
    path.write_text("公司,联系人,电话,邮箱\n" + "\n".join(rows), encoding="utf-8")
    plan = plan_workbook(catalogue.imports()["contacts"], read_workbook(path), TODAY)
    return plan, do(lambda change: apply_plan(change, plan))


@pytest.mark.parametrize("known", [False, True])
def test_two_people_of_one_company(company: Path, tmp_path: Path, known: bool) -> None:
    if known:
        do(lambda change: change.save(Company(name="甲客", customer=True)))
    rows = ("甲客,王先生,0999-1,w@x.com", "甲客,李小姐,0999-2,l@x.com", "甲客,张三,0999-3,")
    _plan, counts = _phone_list(tmp_path, *rows)
    assert counts["held"] == 0 and Company.select().count() == 1
    made = Company.get()
    assert (made.contact, made.phone) == ("王先生", "0999-1")
    assert [(c.name, bool(c.first)) for c in Contact.select().order_by(Contact.id)] == [
        ("王先生", True), ("李小姐", False), ("张三", False)]
    assert _phone_list(tmp_path, *rows)[1]["same"] == 3


@pytest.mark.parametrize(("cell", "first", "others"), [
    ("a@x.com;b@x.com", "a@x.com", "b@x.com"), ("a@x.com\nb@x.com", "a@x.com", "b@x.com"), ("a@x.com，b@x.com", "a@x.com", "b@x.com"),
    ("a＠x.com", "a@x.com", ""), ("张三 <a@x.com>", "a@x.com", ""), ("a@x.com / b@x.com", "a@x.com", "b@x.com"),
    ("a@x。com", None, ""), ("b@", None, "")])
def test_addresses_in_one_cell(company: Path, tmp_path: Path, cell: str, first: str | None, others: str) -> None:
    plan, _counts = _phone_list(tmp_path, f'甲客,王先生,0999-1,"{cell}"')
    contact = Contact.get()
    assert contact.email == first and (contact.note or "") == (f"邮箱2：{others}" if others else "")
    assert bool(plan.sheets[0].problems) == (bool(others) or first is None)


def test_two_addresses_are_no_address() -> None:
    from app.mail.letter import is_address

    assert is_address("b@x.com") and is_address("b.c+d@x-y.com.cn")
    assert not any(map(is_address, ("b@x.com,c@x.com", "b@x.com;c@x.com", "b@x.com c@x.com", "b@x", "b@@x.com", "b@x.com,")))
