"""A new company: its papers never bear the program's name, its logo is kept, and empty pages lead on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from app.areas import papers
from app.areas.supplies import actions
from app.areas.supplies.records import SupplyRequest
from app.database.change import Who, write
from app.domain.problem import Refused
from app.masters.beginnings import begin_office
from app.masters.company import Company
from app.masters.letterhead import own_letterhead
from app.masters.order import Order
from tests.ui.test_page import settled
from ui.logo_choice import LogoChoice
from ui.settings_dialog import SettingsDialog
from ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows
ME = Who("林小姐", "PC-1")


def words(pages: list[Any]) -> str:
    """Return everything that stands on some pages."""
    return "\n".join(mark.text for page in pages for mark in page.marks if hasattr(mark, "text"))


def test_no_paper_of_a_new_company_bears_the_programs_name(company: Path) -> None:
    order = write("Fill", ME, lambda change: change.save(Order(
        number="ZB2612-001", customer=change.save(Company(name="客户甲", customer=True))))).result
    for key, records in (("order", [str(order.id)]), ("orders", []), ("schedule", [])):
        made = words(papers.pages(key, "林小姐", "A4", records))
        assert made and "Gendan" not in made and "跟单台" not in made, key
    write("Steps", ME, lambda change: begin_office(change, "浩景电器有限公司", "", "", [], []))
    assert "浩景电器有限公司" in words(papers.pages("order", "林小姐", "A4", [str(order.id)]))


def test_the_head_of_the_papers_stands_in_the_settings(qtbot: Any, empty_work: Any, tmp_path: Path) -> None:
    dialog = SettingsDialog(empty_work)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: empty_work.wait() and dialog.office_page.isEnabled())
    picture = QImage(1200, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor(10, 90, 160))
    picture.save(str(tmp_path / "logo.png"))
    dialog.company.setText("浩景电器有限公司")
    dialog.logo.take(str(tmp_path / "logo.png"))
    dialog.save()
    found: list[Any] = []
    empty_work.read(empty_work, own_letterhead, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].name == "浩景电器有限公司"
    assert QImage.fromData(found[0].logo).width() == 600


def test_a_file_that_is_no_picture_leaves_the_logo(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    held = LogoChoice()
    qtbot.addWidget(held)
    held.take(str(tmp_path / "text.png"))
    assert held.kept() == ""


def test_filling_without_articles_leads_to_them(company: Path) -> None:
    with pytest.raises(Refused, match="用品"):
        write("Fill", ME, lambda change: actions.fill(change, [change.save(SupplyRequest(month="2026-12"))]))


def test_an_empty_page_offers_the_ways_to_begin(qtbot: Any, empty_work: Any) -> None:
    window = MainWindow(empty_work, "orders")
    qtbot.addWidget(window)
    window.show()
    page: Any = window.pages["orders"]
    qtbot.waitUntil(lambda: settled(page) and page.stack.currentIndex() == 1)
    assert page.new_action.isEnabled()
