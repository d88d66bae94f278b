"""Yesterday against today: only what changed, to whom it belongs, old dates struck through in mail, paper, workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.areas import catalogue, papers
from app.areas.schedule.day_changes import columns, draft, groups, read_moved, row_of
from app.areas.schedule.records import ScheduleStep
from app.database.change import Who, write
from app.database.ledger import Reason
from app.mail.letter import Letter, as_html
from app.masters.order import OrderLine
from app.reports.paper_marks import Line

ME = Who("王小姐", "PC-1")
TODAY = date.today()


@pytest.fixture
def step(demo_company: Path) -> Any:
    """Return a step that is moved three days today, its ship date with it; everything else happened earlier."""
    catalogue.areas()
    found = ScheduleStep.select().join(OrderLine).where(
        ScheduleStep.finish.is_null(False) & OrderLine.required_ship.is_null(False)).order_by(
        ScheduleStep.id.desc()).first()

    def move(change: Any) -> None:
        found.finish += timedelta(days=3)
        change.save(found)
        line = found.order_line
        line.confirmed_ship = (line.confirmed_ship or line.required_ship) + timedelta(days=5)
        change.save(line)

    noon = datetime.combine(TODAY, time(12), UTC).astimezone()
    write("Move", ME, move, reason=Reason("customer"), at=noon)
    return found


def the_one(step: Any) -> Any:
    (moved,) = [m for m in read_moved(TODAY) if m.order == str(step.order_line.order) and m.days == 5]
    return moved


def test_only_what_changed_today_is_listed(step: Any) -> None:
    moved = the_one(step)
    old, new = moved.dates["finish"]
    assert (new - old).days == 3
    old, new = moved.dates["ship"]
    assert (new - old).days == 5
    assert moved.dates["start"][0] == moved.dates["start"][1]
    assert len(read_moved(TODAY)) < ScheduleStep.select().count() / 2


def test_each_gets_only_its_own(step: Any) -> None:
    moved = the_one(step)
    found = groups(read_moved(TODAY))
    assert moved in found[moved.plant]
    assert all(m.plant == moved.plant for m in found[moved.plant])
    assert not moved.sales or moved in found[moved.sales]


def test_the_old_date_is_struck_through_everywhere(step: Any, tmp_path: Path) -> None:
    moved = the_one(step)
    was = f"{moved.dates['finish'][0]:%m-%d}"
    message = draft(moved.plant, [moved], TODAY)
    assert f"~~{was}~~" in " ".join(message.rows[0])
    html = as_html(Letter(("", ""), (), message.subject, message.text, (), message.columns, message.rows))
    assert f"<s style='color:#888'>{was}</s>" in html
    assert len(row_of(moved, False)) == len(columns(False)) and len(row_of(moved, True)) == len(columns(True))
    pages = papers.pages("day_changes", "王小姐", records=[moved.plant], today=TODAY)
    texts = [m for page in pages for m in page.marks if getattr(m, "text", "") == was]
    lines = [m for page in pages for m in page.marks if isinstance(m, Line)]
    assert any(line.x1 == text.x and abs(line.y1 - text.y) < text.size for text in texts for line in lines)
    out = tmp_path / "changes.xlsx"
    papers.write_export(out, papers.worksheets("day_changes", TODAY))
    sheet = openpyxl.load_workbook(out)[moved.plant]
    struck = [c.value for row in sheet.iter_rows() for c in row if c.font.strike]
    assert was in struck


def test_a_quiet_day_says_so(company: Path) -> None:
    pages = papers.pages("day_changes", "王小姐", today=TODAY)
    assert "没有变动" in "".join(m.text for m in pages[0].marks if hasattr(m, "text"))


def test_all_are_told_in_one_go_each_with_only_its_own(demo_company: Path) -> None:
    from app.areas import notifying
    from app.areas.notifying import Ready
    from tests.conftest import TODAY as DEMO_DAY

    catalogue.areas()
    moved = read_moved(DEMO_DAY, datetime(2026, 11, 1, tzinfo=UTC))
    found = groups(moved)
    assert len(found) > 2
    names = list(found)
    readies = [Ready("orders", "day_changes", tuple(dict.fromkeys(m.order_id for m in own)), draft(name, own, TODAY),
                     ((name, f"p{n}@example.com"),) if n else (), (), ())
               for n, (name, own) in enumerate(found.items())]
    mails = notifying.outgoing(readies, ("王小姐", "wang@example.com"), "王小姐", TODAY)
    assert [mail.ready.to[0][0] for mail in mails] == names[1:]
    assert all(mail.files and mail.mail for mail in mails)
