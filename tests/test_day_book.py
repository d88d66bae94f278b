"""The day book: a task typed in one line, its day, and settling it by its number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import agenda, papers
from app.areas.day_book import actions
from app.areas.day_book.quick import QuickTask, add_quick, understood
from app.areas.day_book.records import CALL, MAIL, TASK, DayTask
from app.database.change import Who, write
from app.domain.problem import Refused

ME, TODAY = Who("阿敏", "PC-1"), date(2026, 11, 23)


def do(task: Any) -> Any:
    return write("test", ME, task).result


@pytest.mark.parametrize(("text", "said"), [
    ("明天 温厂长：交样品清单", QuickTask("交样品清单", TASK, date(2026, 11, 24), "温厂长")),
    ("11/27 温厂长:交样品清单 @王小姐 #ZB26-1125",
     QuickTask("交样品清单", TASK, date(2026, 11, 27), "温厂长", "王小姐", "ZB26-1125")),
    ("邮件 MAISON：询问船期", QuickTask("询问船期", MAIL, None, "MAISON")),
    ("今天 回电 王先生：看样", QuickTask("看样", CALL, TODAY, "王先生")),
    ("!整理样机标签 下周五", QuickTask("整理样机标签", TASK, date(2026, 12, 4), urgent=True)),
    ("交样品清单", QuickTask("交样品清单")),
    ("会议 14:30 开始", QuickTask("会议 14:30 开始")),
    ("   ", QuickTask("")),
])
def test_a_line_is_understood(text: str, said: QuickTask) -> None:
    assert understood(text, TODAY) == said


@given(st.text(max_size=60))
def test_no_line_breaks_it_and_nothing_is_lost(text: str) -> None:
    said = understood(text, TODAY)
    for word in said.title.split():
        assert word in text
    if text.split() and not set(text) & set("@#＠＃!！:："):
        assert said.title


def test_a_line_becomes_a_task_and_unknown_names_stay_in_its_title(demo_company: Path) -> None:
    task = do(lambda change: add_quick(change, "明天 温厂长：交清单 @王小姐 #NO-SUCH", TODAY))
    assert (str(task.owner), task.order_id, task.title) == ("王小姐", None, "交清单 #NO-SUCH")
    with pytest.raises(Refused):
        do(lambda change: add_quick(change, "@王小姐", TODAY))


def test_a_mail_is_due_the_same_day_and_a_task_the_next_working_day(company: Path) -> None:
    saturday = date(2026, 11, 28)
    mail = do(lambda change: change.save(DayTask(title="船期", kind=MAIL, received=TODAY)))
    task = do(lambda change: change.save(DayTask(title="清单", received=saturday)))
    assert mail.due == TODAY
    assert task.due == date(2026, 11, 30)


def test_its_number_on_the_morning_sheet_settles_it(company: Path) -> None:
    do(lambda change: change.save(DayTask(title="交清单", received=TODAY, due=TODAY)))
    lines = agenda.duty_lines(TODAY, TODAY)
    assert [line.name for line in lines] == ["交清单"]

    def tick(change: Any) -> list[Any]:
        agenda.keep_numbers(change, lines, TODAY, "")
        return agenda.ticked(change, [1], TODAY)

    assert do(tick) == []
    assert DayTask.get().done_on is not None
    assert agenda.duty_lines(TODAY, TODAY) == []


def test_settled_tasks_open_again(company: Path) -> None:
    task = do(lambda change: change.save(DayTask(title="交清单", received=TODAY)))
    do(lambda change: actions.settle_with(change, [task], {"done_on": TODAY, "answer": "已交"}))
    assert (DayTask.get().answer, DayTask.get().done_on) == ("已交", TODAY)
    do(lambda change: actions.again(change, [DayTask.get()]))
    assert DayTask.get().done_on is None


def test_the_page_of_the_day_lists_what_is_open(company: Path) -> None:
    do(lambda change: change.save(DayTask(title="交清单", received=TODAY)))
    words = "".join(m.text for page in papers.pages("day_book_page", "阿敏", today=TODAY) for m in page.marks
                    if hasattr(m, "text"))
    assert "交清单" in words
